"""Work done on this machine: in this process, or in a pool of processes. Results come in the order of the items, either way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def run(work: Callable[[T], R], items: Sequence[T], jobs: int = 1, chunk: int = 1) -> Iterator[R]:
    """Yield ``work(item)`` for each item, in order.

    With more than one job, ``work`` must be a function of a module, and items, results and errors must survive pickling.
    Only *where* the work is done changes with ``jobs``, never what comes out.
    """
    if jobs <= 1 or len(items) <= 1:
        yield from map(work, items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A fork of a process with threads can lock up, and a fresh interpreter reads its tables from the cache in milliseconds.
    with ProcessPoolExecutor(min(jobs, len(items)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, items, chunksize=chunk)


def worthwhile(jobs: int, characters: int) -> int:
    """How many processes to use: as told, or (0) one until there is so much text that starting others pays."""
    if jobs:
        return jobs
    return min(os.cpu_count() or 1, 1 + characters // _PER_PROCESS)


_PER_PROCESS = 2_000_000  # characters; at 2 MB/s a second of work, several times what starting a process costs
