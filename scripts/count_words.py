"""Counts in how many articles each word stands: writes ``rules/lexicon/commonness.tsv`` from the shared headlines and one half of the clusters.

    python scripts/count_words.py SHARED

A cluster counts as one article. Words of fewer than five are left out, so that no story is known by its own words. Only counts are kept.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from factcheck.align.grouping.card import stems_of
from factcheck.model import Source
from factcheck.paths import rules_root
from factcheck.text import read_layout

LEAST = 5


def stories(shared: Path) -> Iterator[list[str]]:
    """The articles of each story."""
    for line in (shared / "data" / "headlines.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield [f"{row['headline']}\n\n{row['body']}"]
    for line in (shared / "data" / "clusters.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if int(hashlib.md5(row["id"].encode()).hexdigest(), 16) % 2 == 0:  # the first half, as the scorers part them
            yield row["documents"]


def main() -> None:
    """Write the table."""
    counts: Counter[str] = Counter()
    total = 0
    for documents in stories(Path(sys.argv[1])):
        total += 1
        counts.update({stem for text in documents for stem in _stems(text)})
    rows = sorted((stem, count) for stem, count in counts.items() if count >= LEAST)
    lines = [f"*\t{total}\n", *(f"{stem}\t{count}\n" for stem, count in rows)]
    (rules_root() / "lexicon" / "commonness.tsv").write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"{len(rows)} words of {total} articles")


def _stems(text: str) -> Iterator[str]:
    layout = read_layout(Source("a", text))
    yield from (stem for stem, _ in stems_of(layout, layout.text or text, 0))


if __name__ == "__main__":
    main()
