"""A server of ``factcheck serve`` for tests: in a thread of this process, with what it is asked as a page would ask it."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from factcheck.config import Config
from factcheck.serve.checker import Checker
from factcheck.serve.guard import Keys
from factcheck.serve.run import bound, prepared

WIRE = "The crew rescued 275 passengers from the ferry on Tuesday, the coast guard said.\n"
DRAFT = "The crew rescued 257 passengers from the ferry on Tuesday, the coast guard said.\n"


class Serving:
    """A server that runs."""

    def __init__(self, base: str, token: str, keys: Keys | None = None) -> None:
        self.keys = keys
        self.host = base.removeprefix("http://")
        self.token = token
        self.url = f"{base}/{token}/"

    def ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str | None] | None = None) -> tuple[int, Any, bytes]:
        """One request with the headers of the page, save those that are given otherwise (None: not at all); status, headers and body."""
        sent = {"Host": self.host, "Origin": f"http://{self.host}", "Content-Type": "application/json", **(headers or {})}
        connection = http.client.HTTPConnection(self.host, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True)
            for name, value in sent.items():
                if value is not None:
                    connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def post(self, path: str, data: object) -> tuple[int, Any]:
        """A question of the page, answered in JSON."""
        status, _, body = self.ask("POST", f"/{self.token}/{path}", json.dumps(data).encode())
        return status, json.loads(body)

    def drop(self, name: str, raw: bytes, path: str = "source") -> tuple[int, Any]:
        """A file that is dropped."""
        status, _, body = self.ask("POST", f"/{self.token}/{path}", raw, {"X-Name": name, "Content-Type": None})
        return status, json.loads(body)


def desk_of(*keys: str, draft: str = DRAFT, name: str = "draft", without: Sequence[str] = (), **more: object) -> dict[str, object]:
    """What a window says of its desk."""
    return {"window": "w", "draft": {"name": name, "text": draft}, "sources": keys, "without": without, **more}


@contextmanager
def serving(*paths: Path, baseline: Path | None = None, config: Config | None = None, port: int = 0) -> Iterator[Serving]:
    """A server until the block ends."""
    checker = Checker([str(p) for p in paths], config or Config(), baseline, "story")
    with bound("127.0.0.1", port) as listening:
        keys, told = Keys(), SimpleQueue()
        server = prepared(checker, "127.0.0.1", listening.getsockname()[1], keys, told.put)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield Serving(told.get(timeout=30), keys.token, keys)
        finally:
            server.should_exit = True
            server.force_exit = True  # connections that a browser keeps open
            thread.join(10)
    assert not thread.is_alive()
