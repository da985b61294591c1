"""``factcheck check --watch``: the same check again whenever a source, the rules or the settings change."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from factcheck.cli import session
from factcheck.errors import FactcheckError

_EVERY = 0.4  # seconds between looks; files are few, so looking is cheaper than a library that is told
State = tuple[tuple[str, int, int], ...]


def watch(run: Callable[[], int], paths: Iterable[str], pause: Callable[[float], None] = time.sleep) -> int:
    """Run, then again after each change below ``paths``, until Ctrl-C; the code is that of the last run. Errors are told and waited out."""
    code = 0
    last: State | None = None
    watched = tuple(paths)
    try:
        while True:
            now = state(watched)
            if now != last:
                last = now
                code = _once(run)
            pause(_EVERY)
    except KeyboardInterrupt:
        return code


def _once(run: Callable[[], int]) -> int:
    try:
        return run()
    except FactcheckError as error:
        session.write(f"factcheck: {error}\n")
        return 2


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
