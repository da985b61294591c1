"""``factcheck check --watch``: the same check again whenever a source, the rules or the settings change, with what that changed."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from factcheck.cli import session
from factcheck.cli.streams import say
from factcheck.errors import FactcheckError

if TYPE_CHECKING:
    from factcheck.model import Result

_EVERY = 0.4  # seconds between looks; files are few, so looking is cheaper than a library that is told
_NAMED = 5  # files that one line names
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
State = tuple[tuple[str, int, int], ...]


def watch(run: Callable[[Sequence[str]], int], paths: Iterable[str], pause: Callable[[float], None] = time.sleep) -> int:
    """Run, then again after each change below ``paths``, until Ctrl-C; the code is that of the last run. Errors are told and waited out.

    ``run`` is given what changed, a line each: nothing at first.
    """
    code = 0
    last: State | None = None
    watched = tuple(paths)
    with _interrupted() as asked:
        try:
            while not asked:
                now = state(watched)
                if now != last:
                    changes = () if last is None else changed(last, now)
                    last = now
                    code = _once(run, changes)
                pause(_EVERY)
        except KeyboardInterrupt:
            pass
    return code


@contextmanager
def _interrupted() -> Iterator[list[int]]:
    """Yield a list that Ctrl-C fills besides raising: what is raised while an object is taken down is dropped, and a run would go on for ever."""
    asked: list[int] = []

    def stop(number: int, _frame: FrameType | None) -> None:
        asked.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # where no signal arrives
        yield asked
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def _once(run: Callable[[Sequence[str]], int], changes: Sequence[str]) -> int:
    try:
        return run(changes)
    except FactcheckError as error:
        session.write(f"factcheck: {error}\n")
        return 2


def changed(before: State, after: State) -> tuple[str, ...]:
    """What became of files between two looks, a line a sort: "changed: a.txt, b.txt".

    >>> changed((("a.txt", 3, 1), ("b.txt", 3, 1)), (("a.txt", 4, 2), ("c.txt", 1, 1)))
    ('changed: a.txt', 'added: c.txt', 'removed: b.txt')
    """
    old, new = ({name: rest for name, *rest in look} for look in (before, after))
    sorts = (
        ("changed", [n for n in new if n in old and new[n] != old[n]]),
        ("added", [n for n in new if n not in old]),
        ("removed", [n for n in old if n not in new]),
    )
    return tuple(f"{word}: {_listed(names)}" for word, names in sorts if names)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


class Screen:
    """What a watched check shows around its report: what changed above it, which findings are new or gone below it.

    Both go to standard error, so that the report on standard output stays what it is; a terminal is cleared first.
    """

    def __init__(self) -> None:
        self._last: dict[str, str] | None = None

    def begin(self, changes: Sequence[str]) -> None:
        """Clear the terminal and say what changed."""
        if session.is_terminal():
            session.write(_CLEAR, "coloured")
        self._say(changes)

    def end(self, results: Iterable[Result]) -> None:
        """List the open findings that are new or gone since the run before."""
        found = [f for result in results for f in result.findings if not f.accepted]
        now = {f.id: f"{f.severity.value} {f.rule} {f.id}: {f.message}" for f in found}
        before, self._last = self._last, now
        if before is None:
            return
        new = [f"new: {line}" for i, line in now.items() if i not in before]
        gone = [f"gone: {line}" for i, line in before.items() if i not in now]
        self._say([*new, *gone] or ["no finding is new, none is gone"])

    def _say(self, lines: Iterable[str]) -> None:
        from factcheck.report.outgoing import line

        for text in lines:
            say(line(text))


def state(paths: Iterable[str]) -> State:
    """Name, size and time of change of every file below the paths, sorted."""
    return tuple(sorted(_files(paths)))


def _files(paths: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    for path in {Path(p) for p in paths}:
        for file in path.rglob("*") if path.is_dir() else (path,):
            try:
                seen = file.stat()
            except OSError:  # it went away between listing and looking
                continue
            if not file.is_dir():
                yield str(file), seen.st_size, seen.st_mtime_ns
