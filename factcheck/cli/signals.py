"""What ends a run from outside: it takes its half-written files and its workers with it."""

from __future__ import annotations

import signal
from types import FrameType
from typing import NoReturn


class Ended(BaseException):
    """A signal asks the run to end; no error, so that nothing that catches errors holds it up."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)

    @property
    def code(self) -> int:
        """What shells expect of a program that this signal has ended."""
        return 128 + self.number

    @property
    def name(self) -> str:
        """SIGTERM, SIGHUP."""
        return signal.Signals(self.number).name


def heed() -> None:
    """Let SIGTERM and SIGHUP unwind the run as Ctrl-C does, where nobody has said otherwise: ``nohup`` has."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # a second one must not cut the tidying short
    raise Ended(number)
