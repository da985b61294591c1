"""Standard output and standard error, also where they are closed, full, or read by somebody who goes away."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import TextIO

from factcheck.errors import ConfigError


def open_closed() -> None:
    """Open what is closed of standard input, output and error on nothing, so that no file that is opened later takes its place.

    Python's own ``sys.stdout`` stays None then, by which ``write`` knows that nobody reads; what goes to standard error is for nobody.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - until the process ends


def write(text: str) -> None:
    """Write to standard output as UTF-8 with LF, whatever the locale says.

    A reader that has seen enough ("| head") is no error: typer would end the run with exit code 1, which means findings here.

    Raises:
        ConfigError: standard output is closed or full: what was found would be lost.
    """
    if sys.stdout is None:
        raise ConfigError("standard output", "is closed", expected="somewhere to write to", remedy="add --quiet if nobody is to read it")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        forget(sys.stdout)
    except OSError as error:
        forget(sys.stdout)
        raise ConfigError("standard output", f"cannot be written: {error.strerror}", remedy="make room, or write to a file: --output") from error


class Log:
    """How standard error speaks in this run: lines for people, or an object of JSON a line. ``main`` sets it anew for each run."""

    def __init__(self, as_json: bool = False, progress: bool = False) -> None:
        self.as_json = as_json
        self.progress = progress  # shown where standard error is no terminal, too
        self.quiet = False  # no events but what would be said in a quiet run of text, which is errors
        self._start = time.monotonic()

    def seconds(self) -> float:
        """How long the run has taken so far."""
        return round(time.monotonic() - self._start, 3)


_log = [Log()]


def begin(log: Log) -> None:
    """Speak in this way from now on."""
    _log[0] = log


def log() -> Log:
    """How standard error speaks."""
    return _log[0]


def say(text: str, end: str = "\n", form: str = "terminal", event: str = "message") -> None:
    """Write to standard error what may be shown there in a form (``report.outgoing``); in a log of JSON, an event for each line.

    Where that cannot be written nobody is left to tell, and the exit code still says what was found.
    """
    if log().as_json:
        for line in text.splitlines():
            _event(event, {"text": line})
        return
    _print(text, end, form)


def tell(event: str, **told: object) -> None:
    """Write an event to standard error, where that is a log of JSON: what happened, what is told of it, and the seconds since the run began."""
    if log().as_json and not log().quiet:
        _event(event, told)


def _event(event: str, told: dict[str, object]) -> None:
    import json

    _print(json.dumps({"event": event, **told, "seconds": log().seconds()}, ensure_ascii=False), "\n", "json")


def _print(text: str, end: str, form: str) -> None:
    from factcheck.report.outgoing import passed

    try:
        print(passed(form, text), end=end, file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        forget(sys.stderr)


def forget(stream: TextIO) -> None:
    """Point a stream to nowhere, so that the interpreter does not fail once more when it flushes at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def finish(code: int) -> int:
    """Flush what is left and return the exit code: that of a run whose output was lost is no longer 0 or 1."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        forget(sys.stdout)
    except OSError as error:
        forget(sys.stdout)
        say(f"factcheck: standard output: cannot be written: {error.strerror}")
        return max(code, 2)
    return code
