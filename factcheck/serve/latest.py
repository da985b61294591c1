"""The one thread in which everything is checked: of a window only what was asked for last is worked on, so that typing never queues up.

A check that somebody's next keystroke has overtaken ends at the next stage. The engine holds the interpreter anyway, so that a second thread
would make neither quicker; the server itself answers meanwhile.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, TypeVar

from factcheck.desk.kept import Kept

T = TypeVar("T")
Progress = Callable[[str, int, int], None]

_WINDOWS = 1_000  # whose last question is remembered


class OutdatedError(Exception):
    """The window has asked for something newer."""


class Latest:
    """Work for the thread, in the order in which it was asked for."""

    def __init__(self) -> None:
        self._asked: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._newest: Kept[str, int] = Kept(_WINDOWS)
        self._count = 0
        threading.Thread(target=self._work, name="factcheck", daemon=True).start()  # Ctrl-C does not wait for a check

    async def check(self, window: str, work: Callable[[Progress], T]) -> T:
        """Do the newest work of a window.

        Raises:
            OutdatedError: the window has asked for more since.
        """
        self._count += 1
        number = self._count
        self._newest.put(window, number, 1)

        def progress(stage: str, done: int, of: int) -> None:
            if self._newest.get(window) != number:
                raise OutdatedError

        def newest() -> T:
            progress("", 0, 1)
            return work(progress)

        return await self.run(newest)

    async def run(self, work: Callable[[], T]) -> T:
        """Do some work behind what was asked for before."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def once() -> None:
            try:
                done, error = work(), None
            except Exception as raised:
                done, error = None, raised
            with suppress(RuntimeError):  # the server has ended meanwhile
                loop.call_soon_threadsafe(_settle, answer, done, error)

        self._asked.put(once)
        return await answer

    def _work(self) -> None:
        while True:
            self._asked.get()()


def _settle(answer: asyncio.Future[Any], done: Any, error: Exception | None) -> None:
    if answer.done():  # nobody waits any more
        return
    if error is not None:
        answer.set_exception(error)
    else:
        answer.set_result(done)
