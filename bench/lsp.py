"""A keystroke in a story of five with the language server, against a check of the same story from nothing, turn about in one run.

What is measured is what a writer waits for: from the last byte of ``textDocument/didChange`` to the diagnostics of that file, the pause that joins
keystrokes included. Each keystroke changes a digit, so that there is something new to show. The first is left out: it loads the tables.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parent.parent
_STORY = _ROOT / "tests" / "corpora" / "gulf-deployment"
_TYPED = "capital-post.txt"
_TURNS = 15
_KEYS = 4  # keystrokes a turn


class Server:
    """The server in a process of its own, and the least of an editor."""

    def __init__(self, folder: Path) -> None:
        run = [sys.executable, "-m", "factcheck", "lsp"]
        self._process = subprocess.Popen(run, cwd=folder, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._uri = (folder / _TYPED).as_uri()
        self._version = 0
        self.ask("initialize", capabilities={}, processId=None, rootUri=folder.as_uri())
        self.tell("initialized")

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> None:
        """Send a request and wait for its answer."""
        self._send({"id": method, "method": method, "params": params})
        while self._read().get("id") != method:
            pass

    def open(self, text: str) -> None:
        """Open the file, and wait for its diagnostics."""
        self.tell("textDocument/didOpen", textDocument={"uri": self._uri, "languageId": "plaintext", "version": 0, "text": text})
        self._diagnostics()

    def key(self, text: str) -> float:
        """Seconds from a change to the diagnostics of it."""
        self._version += 1
        start = time.perf_counter()
        self.tell("textDocument/didChange", textDocument={"uri": self._uri, "version": self._version}, contentChanges=[{"text": text}])
        self._diagnostics()
        return time.perf_counter() - start

    def cpu(self) -> float | None:
        """Seconds of the processor that it has used; None where the system does not tell."""
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """Let it go as the protocol has it."""
        self._send({"id": "shutdown", "method": "shutdown"})
        self._send({"method": "exit"})
        self._process.wait()

    def _diagnostics(self) -> None:
        while True:
            message = self._read()
            params = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and (params["uri"], params.get("version")) == (self._uri, self._version):
                return

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while (header := self._process.stdout.readline()) != b"\r\n":
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
        found: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return found


def _environment() -> dict[str, str]:
    """Compiled modules are kept, as on every machine that checks twice."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(_ROOT)}


def cold(folder: Path) -> float:
    """Seconds of a check in a process of its own."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "factcheck", "check", ".", "--exit-zero", "--quiet"], cwd=folder, env=_environment(), check=True)
    return time.perf_counter() - start


def main() -> None:
    """Print one line of JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "story"
        shutil.copytree(_STORY, folder)
        text = (folder / _TYPED).read_text(encoding="utf-8")
        assert "275 troops" in text
        server = Server(folder)
        server.open(text)
        cold(folder), server.key(text.replace("275 troops", "300 troops"))
        turns, typed, before = [], 300, server.cpu()
        for _ in range(_TURNS):
            once = cold(folder)
            keys = []
            for _ in range(_KEYS):
                typed += 1
                keys.append(server.key(text.replace("275 troops", f"{typed} troops")))
            turns.append((once, statistics.median(keys), max(keys)))
        after = server.cpu()
        server.end()
    found = {
        "sources": 5,
        "cold_ms": statistics.median(t[0] for t in turns) * 1000,
        "key_ms": statistics.median(t[1] for t in turns) * 1000,
        "slowest_ms": max(t[2] for t in turns) * 1000,
        "cold_for_a_key": statistics.median(t[0] / t[1] for t in turns),
    }
    if before is not None and after is not None:  # what it would take on a machine that does nothing else
        found["key_cpu_ms"] = (after - before) / (_TURNS * _KEYS) * 1000
    print(json.dumps({k: round(v, 1) for k, v in found.items()}))


if __name__ == "__main__":
    main()
