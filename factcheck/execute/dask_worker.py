"""The other side of Dask: what its workers run for us, and the worker processes of a cluster of our own.

A batch comes as bytes, with the version that it was made by. They are looked into only where this worker is of the same version, since another one
would give other results, which would be kept as those of the one that asked; workers that join in the middle of a run are met by that, too.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import pickle
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock, Thread
from typing import Any, NamedTuple

from factcheck.errors import FactcheckError
from factcheck.execute.worker import answered

_LOGGERS = ("distributed", "tornado", "asyncio")
_LOOK = 0.25  # seconds between two looks at the memory
_OUT_OF_MEMORY = 137  # the exit code of a process whose memory the system has taken
_ONE = Lock()  # threads of one worker share an interpreter: two batches at once would take as long, and twice the memory


@cache
def version() -> str:
    """The version of this process: code, rules and tables."""
    from factcheck.cache.version import whole

    return whole()


def answer(asked_by: str, payload: bytes) -> bytes:
    """What comes of a pickled ``(work, batch)``, as the workers of the pool answer; an error where another version asks."""
    if asked_by != version():
        return pickle.dumps((False, stranger(_address())), pickle.HIGHEST_PROTOCOL)
    with _ONE:
        return answered(*pickle.loads(payload))


def stranger(address: str) -> FactcheckError:
    """The error for a worker of another version."""
    return FactcheckError(
        "--scheduler",
        f"the worker {address} has another version of factcheck, its rules, its tables or Python",
        remedy="install the same on every machine, and start the worker again",
    )


def _address() -> str:
    from distributed import get_worker

    try:
        return str(get_worker().address)
    except ValueError:  # asked outside of a worker
        return ""


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing of what Dask and its web server log reaches standard error, which is ours; what goes wrong comes back as an error."""
    kept = []
    for name in sorted(n for n in (*_LOGGERS, *logging.root.manager.loggerDict) if n.split(".")[0] in _LOGGERS):
        logger = logging.getLogger(name)
        kept.append((logger, logger.handlers, logger.propagate))
        logger.handlers = [logging.NullHandler()]
        logger.propagate = False
    try:
        yield
    finally:
        for logger, handlers, propagate in reversed(kept):  # one that is named twice gets back what it had first
            logger.handlers, logger.propagate = handlers, propagate


# --- a worker of our own ----------------------------------------------------------------------------------------------------------------------


class Post(NamedTuple):
    """What a worker of our own is told on its standard input."""

    scheduler: str
    security: dict[str, Any]  # certificate and key, of which nothing lies on a disk
    folder: str
    memory: int  # bytes that it may have


SETTINGS = {
    "distributed.worker.memory.target": False,  # nothing is written to a disk, and no worker waits for room: one that has no more ends
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": False,
    "distributed.worker.profile.enabled": False,
    "distributed.worker.http.routes": [],
    "distributed.worker.preload": [],
    "distributed.scheduler.http.routes": [],
    "distributed.scheduler.preload": [],
    "distributed.scheduler.allowed-failures": 1,
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.admin.tick.interval": "1s",  # looks at oneself, fifty times a second otherwise
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.system-monitor.disk": False,
}


def serve() -> None:
    """Work for the scheduler that standard input names, until that input ends, which it does with whoever has started this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    import dask
    import distributed  # noqa: F401 - while who has started us makes the scheduler

    gc.freeze()  # what Dask has made stays, and is not looked through again with each article
    try:
        post = Post(*pickle.load(sys.stdin.buffer))
    except EOFError:
        return
    Thread(target=_watch, args=(post.folder,), daemon=True).start()
    with dask.config.set(SETTINGS), quiet():
        asyncio.run(_work(post))


def _watch(folder: str) -> None:
    sys.stdin.buffer.read()
    shutil.rmtree(folder, ignore_errors=True)  # who made it may have been killed
    os._exit(0)


async def _work(post: Post) -> None:
    from distributed import Security, Worker

    where = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "local_directory": post.folder}
    security = Security(require_encryption=True, **post.security)
    async with Worker(post.scheduler, nthreads=1, memory_limit=post.memory, security=security, **where) as worker:
        worker.http_server.stop()
        bound = asyncio.create_task(_bounded(post.memory))
        await worker.finished()
        bound.cancel()


async def _bounded(most: int) -> None:
    """End this process where it has more memory than it may; its batch is done again by another."""
    import psutil

    own = psutil.Process()
    while own.memory_info().rss < most:
        await asyncio.sleep(_LOOK)
    os._exit(_OUT_OF_MEMORY)
