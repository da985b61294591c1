"""A cluster of Dask on this machine: its scheduler in this process, its workers of our own starting.

Those that Dask starts import from the working folder (see ``pool``); ours are isolated. All listen at 127.0.0.1, and only who has the key that was
made for this run can speak with them: without, everybody on the machine could have a worker run what they like as its user.
"""

from __future__ import annotations

import pickle
import shutil
import subprocess
import tempfile
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any

from factcheck.errors import FactcheckError
from factcheck.execute.dask_worker import SETTINGS, Post, quiet
from factcheck.execute.pool import started

if TYPE_CHECKING:
    from distributed import LocalCluster

PLACE = "--engine dask"
_ENDS = 8  # workers that may end one after the other without a batch being done in between


class Own:
    """So many workers with their scheduler. They end with the ``with`` block, whatever ends that."""

    def __init__(self, count: int) -> None:
        self._count, self._ended = count, 0
        self._stack = ExitStack()
        self.workers: list[subprocess.Popen[bytes]] = []
        self.cluster: LocalCluster
        self.security: Any

    def __enter__(self) -> Own:
        with self._stack:
            self._folder = tempfile.mkdtemp(prefix="factcheck-")
            self._stack.callback(self._clear)
            for _ in range(self._count):  # before anything else: they import what they need while we do
                self.workers.append(started("dask_worker", stdout=subprocess.DEVNULL))
            self._begin()
            self._stack.callback(self._clear)  # first of all that is undone: the scheduler then waits for nobody
            for worker in self.workers:
                self._send(worker)
            self._stack = self._stack.pop_all()
        return self

    def _begin(self) -> None:
        import dask
        from distributed import LocalCluster, Security
        from distributed.system import MEMORY_LIMIT

        self._stack.enter_context(quiet())
        self._memory = int(MEMORY_LIMIT) // self._count
        self.security = Security.temporary()
        with dask.config.set({**SETTINGS, "temporary-directory": self._folder}):
            where = {"host": "127.0.0.1", "protocol": "tls://", "dashboard_address": "127.0.0.1:0"}
            self.cluster = LocalCluster(n_workers=0, threads_per_worker=1, security=self.security, silence_logs=False, **where)
        self._stack.callback(self.cluster.close, timeout=_CLOSING)
        self.cluster.loop.add_callback(self.cluster.scheduler.http_server.stop)

    def _send(self, worker: subprocess.Popen[bytes]) -> None:
        names = ("tls_ca_file", "tls_worker_cert", "tls_worker_key")
        post = Post(self.cluster.scheduler_address, {n: getattr(self.security, n) for n in names}, self._folder, self._memory)
        assert worker.stdin is not None
        with suppress(OSError):  # it has ended already, which ``tend`` sees
            pickle.dump(tuple(post), worker.stdin, pickle.HIGHEST_PROTOCOL)
            worker.stdin.flush()

    def tend(self) -> int:
        """Start a worker for each that has ended; return how many batches can be worked on at once.

        Raises:
            FactcheckError: they end again and again.
        """
        for number, worker in enumerate(self.workers):
            code = worker.poll()
            if code is None:
                continue
            self._ended += 1
            if self._ended > _ENDS + self._count:
                raise FactcheckError(PLACE, f"one worker process after the other has ended, the last with {code}", remedy="see that there is memory")
            _close(worker)
            self.workers[number] = started("dask_worker", stdout=subprocess.DEVNULL)
            self._send(self.workers[number])
        return self._count

    def done(self) -> None:
        """A batch is done."""
        self._ended = 0

    def _clear(self) -> None:
        """End the workers, and take away their folder; twice does no harm, and the scheduler may have put something back when it ends."""
        for worker in self.workers:
            worker.kill()
        for worker in self.workers:
            worker.wait()
            _close(worker)
        shutil.rmtree(self._folder, ignore_errors=True)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.close()


_CLOSING = 5  # seconds


def _close(worker: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        worker.stdin.close()  # type: ignore[union-attr]
