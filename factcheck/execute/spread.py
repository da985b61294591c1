"""Where work is done: in this process, in workers of our own starting, or by those of Dask."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

LOCAL, DASK = "local", "dask"  # engines
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
    """Yields ``work(batch)`` for batches that are made one by one, in their order; only a few of them are there at once.

    ``work`` gives one result for each item of a batch, so that an engine may do a batch in parts. ``name`` says of an item what it is, for errors.
    """

    def __call__(self, work: Callable[[Sequence[T]], list[R]], batches: Iterable[Sequence[T]], name: Callable[[T], str] = str) -> Iterator[list[R]]:
        """As ``run``."""
        ...


def need(engine: str) -> None:
    """Say so before anything begins where an engine is not there.

    Raises:
        MissingExtraError: it is not installed.
    """
    if engine == DASK:
        from factcheck.execute import dask_engine

        dask_engine.need()


@contextmanager
def crew(jobs: int = 1, engine: str = LOCAL, scheduler: str | None = None) -> Iterator[Flow]:
    """Who works on several stages, one after the other: so many processes, this one alone where one is asked for, or Dask.

    Dask has so many workers on this machine, or those of the scheduler that is named.

    Raises:
        MissingExtraError: Dask is asked for and not installed.
        ConfigError: the scheduler cannot be reached, or has no workers of this version.
    """
    count = min(jobs, _MOST)
    if engine == DASK:
        from factcheck.execute.dask_engine import opened

        with opened(max(count, 1), scheduler) as flow:
            yield flow
        return
    if count <= 1 or not sys.executable:
        yield _here
        return
    from factcheck.execute.pool import Pool

    with Pool(count) as pool:
        yield pool.flow


def _here(work: Callable[[Sequence[T]], list[R]], batches: Iterable[Sequence[T]], name: Callable[[T], str] = str) -> Iterator[list[R]]:
    return map(work, batches)


def each(flow: Flow, work: Callable[[T], R], items: Iterable[T], name: Callable[[T], str] = str) -> Iterator[R]:
    """Yield ``work(item)`` for each item, in order, each a batch of its own."""
    for results in flow(partial(_each, work), ((item,) for item in items), name):
        yield from results


def _each(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    return [work(item) for item in items]


def worthwhile(jobs: int, characters: int) -> int:
    """How many processes to use: as told, or (0) one until there is so much text that starting others pays."""
    if jobs:
        return jobs
    return min(os.cpu_count() or 1, 1 + characters // _PER_PROCESS)
