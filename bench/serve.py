"""What a keystroke costs on the page of ``factcheck serve``: from the question to the whole answer, over HTTP, in the example story of five.

A draft is typed at its end, a few characters a question. Beside it what the first question costs, before any figure is kept, and the command line's
own check of the same files in this process; and of a burst of keystrokes how many are checked at all.
"""

from __future__ import annotations

import concurrent.futures
import http.client
import json
import statistics
import threading
import time
from pathlib import Path
from queue import SimpleQueue

from factcheck.config import Config
from factcheck.pipeline import check_sources, read
from factcheck.serve.checker import Checker
from factcheck.serve.guard import Keys
from factcheck.serve.run import bound, prepared

STORY = Path(__file__).resolve().parent.parent / "tests" / "corpora" / "gulf-deployment"
DRAFT = (STORY / "harbor-wire.txt").read_text(encoding="utf-8").replace("275", "257").replace("550", "560")
STEP = 12  # characters between two questions: what is typed while one is answered
_BURST = 20


class Asker:
    """A window that asks."""

    def __init__(self, host: str, token: str) -> None:
        self._host = host
        self._path = f"/{token}/check"

    def check(self, text: str) -> tuple[float, int, bool]:
        """Milliseconds to the whole answer, its size, and whether something newer had been asked for."""
        body = json.dumps({"window": "bench", "draft": {"name": "draft", "text": text}, "sources": [], "without": []})
        headers = {"Host": self._host, "Origin": f"http://{self._host}", "Content-Type": "application/json"}
        connection = http.client.HTTPConnection(self._host)
        start = time.perf_counter()
        connection.request("POST", self._path, body, headers)
        answer = connection.getresponse().read()
        took = (time.perf_counter() - start) * 1000
        connection.close()
        return took, len(answer), "outdated" in json.loads(answer)


def _command() -> float:
    start = time.perf_counter()
    sources, skipped = read([str(STORY)], config=Config())
    check_sources(sources, Config(), skipped=skipped)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Print milliseconds."""
    checker = Checker([str(STORY)], Config())
    with bound("127.0.0.1", 0) as listening:
        keys, told = Keys(), SimpleQueue()
        server = prepared(checker, "127.0.0.1", listening.getsockname()[1], keys, told.put)
        threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
        asker = Asker(told.get().removeprefix("http://"), keys.token)
        first, size, _ = asker.check(DRAFT)
        print(f"first question: {first:.0f} ms, an answer of {size:,} bytes")
        times, commands = [], []
        for end in range(len(DRAFT) // 2, len(DRAFT), STEP):
            times.append(asker.check(DRAFT[:end])[0])
            if len(times) % 10 == 0:
                commands.append(_command())
        worst, middle = max(times), statistics.median(times)
        print(f"{len(times)} keystrokes: median {middle:.0f} ms, slowest {worst:.0f} ms, {sum(t < 500 for t in times)} of {len(times)} under 500 ms")
        print(f"a check of the same files without draft and page: median {statistics.median(commands):.0f} ms")
        with concurrent.futures.ThreadPoolExecutor(_BURST) as threads:
            answers = list(threads.map(asker.check, (DRAFT[: len(DRAFT) - n] for n in range(_BURST))))
        print(f"{_BURST} keystrokes at once: {sum(not a[2] for a in answers)} checked, all answered within {max(a[0] for a in answers):.0f} ms")
        server.should_exit = True


if __name__ == "__main__":
    main()
