"""Where work is done: in this process, or in workers of our own starting."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_MOST = 64  # processes, however many are asked for: more than any machine of today makes use of here
_PER_PROCESS = 2_000_000  # characters; at 2 MB/s a second of work, several times what starting a process costs


def run(work: Callable[[T], R], items: Sequence[T], jobs: int = 1) -> Iterator[R]:
    """Yield ``work(item)`` for each item, in order.

    With more than one job, ``work`` must be a function of a module, and items, results and errors must survive pickling.
    Only *where* the work is done changes with ``jobs``, never what comes out.
    """
    count = min(jobs, len(items), _MOST)
    if count <= 1 or not sys.executable:  # a program that carries Python inside it has no interpreter to start
        yield from map(work, items)
        return
    from factcheck.execute.pool import Pool

    with Pool(count) as pool:
        yield from pool.map(work, items)


class Flow(Protocol):
    """Yields ``work(item)`` for items that are made one by one, in their order; only a few of them are there at once."""

    def __call__(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
        """As ``run``."""
        ...


@contextmanager
def crew(jobs: int = 1) -> Iterator[Flow]:
    """So many processes for several stages of work, one after the other; this process alone where one is asked for."""
    count = min(jobs, _MOST)
    if count <= 1 or not sys.executable:
        yield _here
        return
    from factcheck.execute.pool import Pool

    with Pool(count) as pool:
        yield pool.flow


def _here(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    return map(work, items)


def worthwhile(jobs: int, characters: int) -> int:
    """How many processes to use: as told, or (0) one until there is so much text that starting others pays."""
    if jobs:
        return jobs
    return min(os.cpu_count() or 1, 1 + characters // _PER_PROCESS)
