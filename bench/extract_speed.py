"""Extraction with all its context against ``quantulum3.parser.parse``: the same text, one process, one core, both warmed up.

quantulum3 grows faster than its text, so the ratio depends on the text's length: short articles one by one are its best case.
"""

from __future__ import annotations

import re
import warnings

from material import articles, best

from factcheck.model import Source
from factcheck.pipeline import extract_one

_THEIRS = (10_000, 40_000)  # characters in one text that quantulum3 is given; it takes seconds for them
_OURS = 1_000_000


def _up_to(size: int) -> list[str]:
    chosen: list[str] = []
    for text in articles() * 50:
        if sum(map(len, chosen)) + len(text) > size:
            break
        chosen.append(text)
    return chosen


def main() -> None:
    """Print megabytes a second and the ratios."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser

        parser.parse("The bridge is 12 miles long.")  # loads its tables
    long = "\n\n".join(_up_to(_OURS))
    extract_one(Source("warm", long[:50_000]))
    pairs = [("articles one by one", _up_to(_THEIRS[-1]))] + [(f"one text of {size:,}", ["\n\n".join(_up_to(size))]) for size in _THEIRS]
    for name, texts in pairs:
        ours = best(lambda texts=texts: [extract_one(Source("a", text)) for text in texts])  # type: ignore[misc]
        theirs = best(lambda texts=texts: [parser.parse(text) for text in texts], times=1)  # type: ignore[misc]
        size = sum(map(len, texts))
        print(
            f"{name}: quantulum3 {size / theirs / 1e3:.1f} KB/s, factcheck {size / ours / 1e3:.0f} KB/s, {theirs / ours:.0f} times as fast",
            flush=True,
        )
    whole = best(lambda: extract_one(Source("a", long)))
    digits = re.compile(r"[0-9]+")
    scan = best(lambda: sum(1 for _ in digits.finditer(long)))
    print(f"factcheck, {len(long):,} characters in one source: {len(long) / whole / 1e6:.2f} MB/s")
    print(f"bare scan for digits: {len(long) / scan / 1e6:.0f} MB/s; factcheck runs at {100 * scan / whole:.2f} % of it")


if __name__ == "__main__":
    main()
