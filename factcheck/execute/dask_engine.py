"""Work done by workers of Dask: those of a scheduler that is named, or a cluster of our own on this machine.

Of the batches only a few are on their way at once, three for each thread of a worker, so the memory of client, scheduler and workers is bounded
whatever lies before and behind them. A batch whose worker ends is given to another one by Dask, some times; then its items are done one by one, with
nothing else on its way, so that the one that ends workers is known by its name. See docs/adr/0035.
"""

from __future__ import annotations

import asyncio
import pickle
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from factcheck.errors import ConfigError, FactcheckError, MissingExtraError
from factcheck.execute import dask_worker
from factcheck.execute.address import plain
from factcheck.execute.dask_local import PLACE, Own
from factcheck.execute.dask_worker import answer, quiet, stranger, version
from factcheck.execute.lost import lost
from factcheck.execute.pool import AHEAD

if TYPE_CHECKING:
    from distributed import Client, Future

    from factcheck.execute.spread import Flow

T = TypeVar("T")
R = TypeVar("R")

_CONNECT = 10.0  # seconds for a scheduler to answer
_FIRST = 10.0  # seconds for it to have a worker
_WITHOUT = 60.0  # seconds without any worker in the middle of a run
_LOOK = 1.0  # seconds between two looks at whether the workers are there
_MOST = 1_000  # batches on their way at once, however many workers there are
_ENDED = "workers have ended"


class _Workers(Protocol):
    """Who the batches are given to."""

    def tend(self) -> int:
        """See that somebody is there; return how many batches can be worked on at once."""
        ...

    def done(self) -> None:
        """A batch is done."""
        ...


def need() -> None:
    """Say so before anything begins where Dask is not there.

    Raises:
        MissingExtraError: it is not installed.
    """
    for package in ("distributed", "cryptography"):
        if find_spec(package) is None:
            raise MissingExtraError(PLACE, f"needs {package}, which is not installed", remedy="in the clone: pip install '.[dask]'")


@contextmanager
def opened(count: int, scheduler: str | None) -> Iterator[Flow]:
    """The flow over so many workers on this machine, or over those of a scheduler.

    Raises:
        MissingExtraError: Dask is not installed.
        ConfigError: the scheduler cannot be reached, or has no workers.
        FactcheckError: one of them is of another version.
    """
    need()
    address = plain(scheduler, "--scheduler") if scheduler is not None else None
    with ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        warnings.filterwarnings("ignore", module=r"distributed|dask")  # that versions differ: we look ourselves
        warnings.filterwarnings("ignore", message="Sending large graph")  # of one long article
        if address is None:
            own = stack.enter_context(Own(count))
            workers: _Workers = own
            place, client = PLACE, _connected(stack, own.cluster.scheduler_address, own.security)
        else:
            import distributed  # noqa: F401 - it lets its loggers speak when it is imported

            stack.enter_context(quiet())
            place, client = "--scheduler", _connected(stack, address, None)
            workers = _Others(client, address)
        yield _Crew(client, workers, place).flow


def _connected(stack: ExitStack, address: str, security: Any) -> Client:
    """A client of a scheduler.

    Raises:
        ConfigError: none answers there in time.
    """
    from distributed import Client, Security

    secured = security or Security()
    try:
        with ThreadPoolExecutor(1) as thread:  # who calls us may have a loop of events in this one
            thread.submit(asyncio.run, _reached(address, secured)).result()
        client = Client(address, timeout=_CONNECT, security=secured, set_as_default=False)
    except Exception as error:  # whatever it is, it is about the address or what listens there
        raise ConfigError("--scheduler", f"no scheduler of Dask answers at {address} ({_said(error)})", remedy="see that it runs there") from error
    stack.callback(client.close, timeout=_CONNECT)
    return client


async def _reached(address: str, security: Any) -> None:
    """See that there is a server of Dask; a client by itself waits for ever for one that takes the connection and says nothing."""
    from distributed.comm import connect

    comm = await asyncio.wait_for(connect(address, timeout=_CONNECT, **security.get_connection_args("client")), _CONNECT)
    comm.abort()


def _said(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:200]}" if text else type(error).__name__


class _Others:
    """The workers of a scheduler that is not ours; they come and go."""

    def __init__(self, client: Client, address: str) -> None:
        self._client, self._address = client, address
        self._threads, self._looked = 0, 0.0
        self._seen = time.monotonic()
        try:
            client.wait_for_workers(1, timeout=_FIRST)
        except TimeoutError:
            raise ConfigError("--scheduler", f"{address} has no workers", remedy=f"start some: dask worker {address} --nthreads 1") from None
        for worker, found in sorted(client.run(dask_worker.version, on_error="return").items()):
            if found != version():
                raise stranger(worker)

    def tend(self) -> int:
        now = time.monotonic()
        if now - self._looked > _LOOK:
            self._threads = sum(self._client.nthreads().values())
            self._looked = now
        if self._threads:
            self._seen = now
        elif now - self._seen > _WITHOUT:
            raise FactcheckError("--scheduler", f"{self._address} has had no workers for {_WITHOUT:.0f} seconds", remedy="start some, and run again")
        return max(self._threads, 1)

    def done(self) -> None:
        pass


class _Task:
    """A batch on its way."""

    def __init__(self, work: Callable[[Sequence[Any]], list[Any]], batch: Sequence[Any], future: Future | None) -> None:
        self.work, self.batch, self.future = work, batch, future


class _Crew:
    """Gives batches to workers, and takes what comes back in their order."""

    def __init__(self, client: Client, workers: _Workers, place: str) -> None:
        self._client, self._workers, self._place = client, workers, place

    def flow(self, work: Callable[[Sequence[T]], list[R]], batches: Iterable[Sequence[T]], name: Callable[[T], str] = str) -> Iterator[list[R]]:
        """As ``Flow`` has it."""
        waiting: deque[_Task] = deque()
        for batch in batches:
            waiting.append(self._sent(work, batch))
            while len(waiting) >= min(AHEAD * self._workers.tend(), _MOST):
                yield self._taken(waiting, name)
        while waiting:
            yield self._taken(waiting, name)

    def _sent(self, work: Callable[[Sequence[T]], list[R]], batch: Sequence[T]) -> _Task:
        if not batch:  # the end of a file: no work
            return _Task(work, batch, None)
        with self._told():
            payload = pickle.dumps((work, batch), pickle.HIGHEST_PROTOCOL)
            return _Task(work, batch, self._client.submit(answer, version(), payload, pure=False))

    def _taken(self, waiting: deque[_Task], name: Callable[[Any], str]) -> list[Any]:
        from distributed import KilledWorker

        task = waiting[0]
        if task.future is None:
            waiting.popleft()
            return []
        try:
            found = self._result(task.future)
        except KilledWorker:
            found = self._one_by_one(waiting, name)
        waiting.popleft()
        return found

    def _one_by_one(self, waiting: deque[_Task], name: Callable[[Any], str]) -> list[Any]:
        """Do the first of the batches item by item, once nothing else is on its way: a worker that ends then has ended by this item."""
        from distributed import KilledWorker

        first, *others = waiting
        first.future = None
        for task in others:
            while task.future is not None and task.future.status == "pending":
                self._wait(task.future)
        found = []
        for item in first.batch:
            single = self._sent(first.work, (item,)).future
            assert single is not None
            try:
                found += self._result(single)
            except KilledWorker as error:
                raise lost(self._place, _ENDED, [name(item)], "see that they have the memory for it, or take it out") from error
        return found

    def _result(self, future: Future) -> list[Any]:
        """The results of a batch.

        Raises:
            KilledWorker: one worker after the other has ended while it was at it, or had it before it.
            Exception: what the work raises.
        """
        while not future.done():
            self._wait(future)
        with self._told():
            done, result = pickle.loads(future.result(timeout=_CONNECT))
        self._workers.done()
        if not done:
            raise result
        found: list[Any] = result
        return found

    def _wait(self, future: Future) -> None:
        from distributed import wait

        with self._told():
            self._workers.tend()
            with suppress(TimeoutError), self._client.as_current():
                wait([future], timeout=_LOOK)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong between us and the workers, as an error of ours."""
        from distributed import KilledWorker

        try:
            yield
        except (KilledWorker, FactcheckError, MemoryError):
            raise
        except Exception as error:
            remedy = "see that the scheduler runs, and that it and its workers have the same version of factcheck[dask]; then run again"
            raise FactcheckError(self._place, f"the work could not be done there: {_said(error)}", remedy=remedy) from error
