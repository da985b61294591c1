"""What hostile text costs: a megabyte of each, per byte against ordinary news, and how the cost grew from half of it."""

from __future__ import annotations

import sys
import time

from material import copy

from factcheck.model import Source
from factcheck.pipeline import extract_one

SIZE = 1_000_000
LIMIT = 10  # times the cost per byte of ordinary news
HOSTILE = {
    "digits": "7", "one": "one ", "slashes": "1/", "brackets": "(", "a": "a ", "separators": "1,234,", "quotation marks": '"', "dots": ".",
    "dollars": "$", "hyphens": "-", "no": "no ", "spaced digits": "1 ", "listed digits": "1, ", "tens": "twenty-", "numbers in brackets": "(5) ",
    "lengths": "5 km ", "name and number": "A 5 ", "lines": "5\n", "between": "between 5 and ",
    "no stop": "the storm flooded 12 cellars in the old town and ", "speaker without stop": "the mayor said 12 people died in the flood and ",
}  # fmt: skip


def _seconds(text: str) -> float:
    start = time.process_time()
    extract_one(Source("a", text))
    return time.process_time() - start


def main(size: int) -> None:
    """Print one line a text; texts over the limit are marked."""
    extract_one(Source("warm", copy(100_000)))
    ordinary = min(_seconds(copy(size)) for _ in range(2)) / size
    print(f"ordinary news: {ordinary * 1e6:.2f} s a megabyte")
    for name, piece in HOSTILE.items():
        half, whole = _seconds(piece * (size // 2 // len(piece))), _seconds(piece * (size // len(piece)))
        ratio = whole / size / ordinary
        over = " (over the limit)" if ratio > LIMIT else ""
        print(f"{name}: {ratio:.2f} times ordinary{over}; twice the text takes {whole / half:.1f} times as long", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE)
