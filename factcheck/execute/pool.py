"""Workers: interpreters of our own starting, which import nothing from the working folder or the folder of the script.

``multiprocessing`` starts its children with ``python -c``, whose first import folder is the working folder: a ``selectors.py`` in the folder of
texts that is checked would be run. It runs the caller's script once more, too. Ours are started isolated (``-I``) and are given the import
path of this process without those two folders; see docs/adr/0020.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import TypeVar

from factcheck.errors import FactcheckError
from factcheck.execute.lost import lost

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 3  # items a worker, so that none waits while the next is made

# The package is taken from the folder of this one, whatever else of its name can be imported: a worker of another version would give other results,
# which would be kept as those of this one.
_BOOT = (
    "import sys, importlib.util as u; sys.path.extend(sys.argv[1:]); "
    "spec = u.spec_from_file_location('factcheck', sys.argv[-1] + '/factcheck/__init__.py'); "
    "sys.modules['factcheck'] = module = u.module_from_spec(spec); spec.loader.exec_module(module); "
    "from factcheck.execute.{} import serve; serve()"
)
_HOME = str(Path(__file__).resolve().parent.parent.parent)  # the folder that holds the package


class Pool:
    """So many workers, each with a thread that hands it one item after the other. They end with the ``with`` block, whatever ends that."""

    def __init__(self, count: int) -> None:
        self._workers = [_Worker() for _ in range(count)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count)

    def map(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """Yield the results in the order of the items; an error of one is raised at its place."""
        yield from self._threads.map(partial(self._one, work), items)

    def flow(self, work: Callable[[Sequence[T]], list[R]], batches: Iterable[Sequence[T]], name: Callable[[T], str] = str) -> Iterator[list[R]]:
        """As ``map``, for batches that are made one by one: no more of them are there at once than keep the workers busy."""
        waiting: deque[tuple[Future[list[R]], Sequence[T]]] = deque()
        for batch in batches:
            waiting.append((self._threads.submit(self._one, work, batch), batch))
            if len(waiting) >= AHEAD * len(self._workers):
                yield self._result(*waiting.popleft(), name)
        while waiting:
            yield self._result(*waiting.popleft(), name)

    def _result(self, future: Future[list[R]], batch: Sequence[T], name: Callable[[T], str]) -> list[R]:
        try:
            return future.result()
        except _EndedError as error:
            raise lost(error.place, error.found, [name(item) for item in batch], error.remedy) from error

    def _one(self, work: Callable[[T], R], item: T) -> R:
        worker = self._idle.get()
        try:
            return worker.run(work, item)
        finally:
            self._idle.put(worker)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.kill()
        self._threads.shutdown(wait=True)  # a thread that waited for a worker sees it go
        for worker in self._workers:
            worker.close()


class _Worker:
    """One process; it is asked over its standard input and answers over its standard output."""

    def __init__(self) -> None:
        self._process = started("worker", stdout=subprocess.PIPE)

    def run(self, work: Callable[[T], R], item: T) -> R:
        """Have one item worked on.

        Raises:
            FactcheckError: the process has ended, as one does that the system takes the memory from; else what the work raises.
        """
        ask, answer = self._process.stdin, self._process.stdout
        assert ask is not None
        assert answer is not None
        try:
            pickle.dump((work, item), ask, pickle.HIGHEST_PROTOCOL)
            ask.flush()
            done, result = pickle.load(answer)  # of a process that we have started ourselves
        except (OSError, ValueError, EOFError, pickle.UnpicklingError) as error:
            raise _ended(self._process.poll()) from error
        if not done:
            raise result
        found: R = result
        return found

    def kill(self) -> None:
        """End the process, also in the middle of its work."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Close the pipes to a process that has ended."""
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what stood in the buffer for it reaches nobody
                pipe.close()  # type: ignore[union-attr]


class _EndedError(FactcheckError):
    """A worker is not there any more."""


def _ended(code: int | None) -> _EndedError:
    return _EndedError("--jobs", f"a worker process has ended{f' with {code}' if code is not None else ''}", remedy="try --jobs 1, or free memory")


def started(module: str, stdout: int) -> subprocess.Popen[bytes]:
    """A process that runs ``serve`` of a module of this room, and that is asked over its standard input."""
    command = [sys.executable, "-I", "-c", _BOOT.format(module), *import_path(sys.path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=stdout)


def import_path(entries: Iterable[str]) -> list[str]:
    """The folders from which a worker may import what it has not of itself: those of this process without working folder and script's folder.

    They come behind the worker's own, so that nothing in them stands in front of the standard library. The folder of this package is always
    there, as the last.
    """
    barred = {_resolved(""), *([_resolved(str(Path(sys.argv[0]).parent))] if sys.argv and sys.argv[0] not in ("", "-c", "-m") else [])}
    kept = [e for e in dict.fromkeys(entries) if e and Path(e).is_absolute() and _resolved(e) not in barred and _resolved(e) != _HOME]
    return [*kept, _HOME]


def _resolved(folder: str) -> str:
    try:
        return str(Path(folder).resolve())
    except OSError:  # the working folder is gone
        return folder
