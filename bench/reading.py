"""Speed of reading and layout on one core: megabytes of the example corpora a second, the best of five runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from factcheck.model import Source
from factcheck.sources import html, markdown, plain
from factcheck.text import read_layout

_SIZE = 2_000_000
_CORPORA = Path(__file__).resolve().parent.parent / "tests" / "corpora"


def best(run: Callable[[], object]) -> float:
    """Return the shortest of five times in seconds of this process."""
    times = []
    for _ in range(5):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print one line a stage."""
    copy = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(_CORPORA.glob("*/*.txt")))
    copy = copy * (_SIZE // len(copy) + 1)
    raw = copy.encode()
    page = b"<p>" + raw.replace(b"\n\n", b"</p>\n<p>")
    read_layout(Source("warm", "It is warm."))
    for name, run in (
        ("plain text", lambda: plain.read(raw, "bench")),
        ("markdown", lambda: markdown.read(raw, "bench")),
        ("html", lambda: html.read(page, "bench")),
        ("layout", lambda: read_layout(Source("bench", copy))),
    ):
        print(f"{name:12} {len(raw) / best(run) / 1e6:8.1f} MB/s")


if __name__ == "__main__":
    main()
