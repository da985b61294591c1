"""Quality side by side on the shared stories: factcheck, quantulum3 and, where it is to be had, Recognizers-Text; written into docs/quality.md.

A quantity counts as found where its span overlaps a gold figure's and low and high are equal, as in the stories' own score; with its unit where
the unit is the same too, each library's names being translated first. "Figures alone" leaves out what the peers read in dates, names and ordinals,
which they were not made to keep apart. ``FACTCHECK_RECOGNIZERS`` names a Python that has Recognizers-Text.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from material import ROOT, publish, stories, table

from factcheck.model import Source
from factcheck.pipeline import extract_one

_CODES = {
    "dollar": "USD", "united states dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "pound": "GBP",
    "canadian dollar": "CAD", "japanese yen": "JPY", "south korean won": "KRW", "korean won": "KRW",
    "british pound": "GBP", "indian rupee": "INR", "chinese yuan": "CNY", "mexican peso": "MXN",
}  # fmt: skip
_SAME = {
    "dimensionless": "",
    "meter": "metre",
    "kilometer": "kilometre",
    "degree fahrenheit": "degree Fahrenheit",
    "f": "degree Fahrenheit",
    "c": "degree Celsius",
}


@dataclass(frozen=True)
class Found:
    """One quantity of a library: its place, its bounds and its unit by the name of the golds."""

    start: int
    end: int
    low: float
    high: float
    unit: str


def unit_name(name: str) -> str:
    """The name that the golds would use, for what differs in spelling only."""
    lower = name.lower()
    if lower in _CODES:
        return _CODES[lower]
    return _SAME.get(lower, lower).replace("meter", "metre") if name.upper() != name or len(name) != 3 else name


def ours(texts: list[tuple[str, str | None]]) -> list[list[Found]]:
    """What factcheck reads."""
    read = (extract_one(Source("a", text, published=published)).figures for text, published in texts)
    return [[Found(f.start, f.end, float(f.quantity.low), float(f.quantity.high), unit_name(f.quantity.unit)) for f in figures] for figures in read]


def quantulum(texts: list[tuple[str, str | None]]) -> list[list[Found]]:
    """What quantulum3 reads; of a range it gives the middle and how far it reaches."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser

        out = []
        for text, _ in texts:
            reach = [(q, q.uncertainty or 0.0) for q in parser.parse(text)]
            out.append([Found(*q.span, q.value - by, q.value + by, unit_name(q.unit.name)) for q, by in reach])
        return out


def recognizers(texts: list[tuple[str, str | None]]) -> list[list[Found]] | None:
    """What Recognizers-Text reads; None where there is none."""
    python = os.environ.get("FACTCHECK_RECOGNIZERS")
    if not python:
        return None
    script = Path(__file__).with_name("recognizers_peer.py")
    done = subprocess.run([python, str(script)], input=json.dumps([t for t, _ in texts]), capture_output=True, text=True, check=True)
    return [[Found(a, b, _number(low), _number(high), unit_name(unit)) for a, b, low, high, unit in found] for found in json.loads(done.stdout)]


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return float("nan")


def same(a: float, b: Any) -> bool:
    """Whether a number is the gold one, which may be left open."""
    return b is None or abs(a - float(b)) <= 1e-9 * max(1.0, abs(a), abs(float(b)))


def counted(gold: dict[str, Any], name: str, found: list[Found]) -> Counter[str]:
    """Matches of one source, one to one, best overlap first."""
    figures = [g for g in gold["figures"] if g["file"] == name]
    pairs = []
    for n, f in enumerate(found):
        for m, g in enumerate(figures):
            overlap = min(f.end, g["end"]) - max(f.start, g["start"])
            values = [(g["low"], g["high"]), *g.get("also_ok_values", ())]
            if overlap > 0 and any(same(f.low, low) and same(f.high, high) for low, high in values):
                pairs.append((-overlap, n, m))
    mine: dict[int, int] = {}
    for _, n, m in sorted(pairs):
        if n not in mine and m not in mine.values():
            mine[n] = m
    with_unit = sum(found[n].unit in units_of(figures[m]) for n, m in mine.items())
    off = [x for x in gold["not_figures"] if x["file"] == name]
    beside = sum(n not in mine and any(f.start < x["end"] and f.end > x["start"] for x in off) for n, f in enumerate(found))
    return Counter(gold=len(figures), out=len(found), hit=len(mine), unit=with_unit, beside=beside)


def units_of(figure: dict[str, Any]) -> set[str]:
    """The units that are as fair as the gold one."""
    other = figure.get("also_ok", {})
    return {unit_name(u) for u in (figure["unit"] or "", *(other.get("unit", ()) if isinstance(other, dict) else ()))}


def scores(count: Counter[str], hit: str, out: int) -> list[str]:
    """Precision, recall and F1 in percent."""
    precision, recall = count[hit] / max(out, 1), count[hit] / max(count["gold"], 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return [f"{100 * value:.1f}" for value in (precision, recall, f1)]


def main() -> int:
    """Score every library on every story and write the table."""
    folders = stories()
    if not folders:
        print("the shared stories are not here")
        return 0
    texts, places = [], []
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        for source in gold["sources"]:
            texts.append(((folder / source["file"]).read_text(encoding="utf-8"), source.get("published")))
            places.append((gold, source["file"]))
    rows = []
    for name, found in (("factcheck", ours(texts)), ("quantulum3 0.10", quantulum(texts)), ("Recognizers-Text 1.0.2a2", recognizers(texts))):
        if found is None:
            print(f"{name}: set FACTCHECK_RECOGNIZERS to a Python that has it", file=sys.stderr)
            continue
        count: Counter[str] = sum((counted(gold, file, f) for (gold, file), f in zip(places, found, strict=True)), Counter())
        alone = count["out"] - count["beside"]
        rows.append(
            [
                name,
                *scores(count, "hit", count["out"]),
                scores(count, "hit", alone)[2],
                scores(count, "unit", count["out"])[2],
                scores(count, "unit", alone)[2],
            ]
        )
    head = ["library", "value P", "value R", "value F1", "F1, figures alone", "value + unit F1", "F1, figures alone"]
    if len(rows) == 3:
        publish("quality", table(head, rows))
    else:
        print(table(head, rows))  # the page keeps the table that has all peers
    return 0


if __name__ == "__main__":
    assert ROOT.is_dir()
    sys.exit(main())
