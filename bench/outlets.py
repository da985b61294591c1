"""Stories as several outlets tell them, by writers who had not seen the tool: which of their discrepancies are told, and what else is.

    python bench/outlets.py           # both halves, into the page on quality
    python bench/outlets.py --list    # of the first half: + told, - missed, ? told and on no list

A folder of ``outlets/`` holds the texts and ``truth.json``: ``discrepancies`` with weight (must, glad, minor) and their figures by file, sentence and
surface, of which any two make a hit; ``look_alikes``, which differ for a good reason and must stay quiet.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from material import ROOT, half_of, publish, table

import factcheck

FOLDER = ROOT / "bench" / "outlets"
HALVES = ("first", "second")
Place = tuple[str, int, int]  # file, start, end
# Each row of the table: its name, what is counted, and of how many.
ROWS = (
    ("on the list", "on list", "told"),
    ("must", "must told", "must"),
    ("glad", "glad told", "glad"),
    ("look-alikes told", "look-alikes told", "look-alikes"),
)


def place(figure: dict[str, str], texts: dict[str, str]) -> Place:
    """Where one figure of the truth stands."""
    start = texts[figure["file"]].index(figure["sentence"]) + figure["sentence"].index(figure["surface"])
    return figure["file"], start, start + len(figure["surface"])


def named(at: Iterable[Place], wanted: Iterable[Place]) -> int:
    """How many of the wanted places a finding names."""
    return sum(any(file == f and start < e and end > s for file, start, end in at) for f, s, e in wanted)


def judged(folder: Path) -> Iterator[tuple[str, str]]:
    """Check one story; yield what is to be counted, each with a line for the list or ""."""
    texts = {p.name: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))}
    truth: dict[str, list[dict[str, Any]]] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    findings = factcheck.check(texts).findings.at_least("warning")
    told = [(finding, [(m.source, m.start, m.end) for m in (*finding.figures, *finding.datings)]) for finding in findings]
    on_list: set[int] = set()
    for want in truth["discrepancies"]:
        wanted = [place(f, texts) for f in want["figures"]]
        hits = [n for n, (_, at) in enumerate(told) if named(at, wanted) > 1]
        on_list.update(hits)
        yield want["weight"], f"{'+' if hits else '-'} {folder.name} {want['weight']} {want['what']}"
        if hits:
            yield f"{want['weight']} told", ""
    for alike in truth["look_alikes"]:
        yield "look-alikes", ""
        if any(n not in on_list and named(at, [place(f, texts) for f in alike["figures"]]) > 1 for n, (_, at) in enumerate(told)):
            yield "look-alikes told", ""
    for n, (finding, _) in enumerate(told):
        yield "told", "" if n in on_list else f"? {folder.name} {finding.rule} {finding.message}"
        if n in on_list:
            yield "on list", ""


def main() -> None:
    """Print the table, or the list of the first half."""
    listed = "--list" in sys.argv
    count: Counter[tuple[str, str]] = Counter()
    for folder in sorted(p.parent for p in FOLDER.glob("*/truth.json")):
        half = half_of(folder.name)
        if listed and half != "first":
            continue
        for key, row in judged(folder):
            count[half, key] += 1
            if listed and row:
                print(row)
    if not listed:
        rows = [["errors and warnings", *(str(count[half, "told"]) for half in HALVES)]]
        rows += [[name, *(f"{count[half, key]} of {count[half, whole]}" for half in HALVES)] for name, key, whole in ROWS]
        publish("outlets", table(["stories of several outlets", "first half", "second half"], rows))


if __name__ == "__main__":
    main()
