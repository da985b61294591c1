"""Annotated answers of real headlines: how many are among the figures extracted, and why the others are not; written into docs/quality.md.

An answer is found where a figure of the headline has its number, as printed or before its scale ("2 dozen", "1 in 5").
An answer that is no figure by DESIGN (a year, a date, a clock time, an ordinal, a name, a score) is counted by the sort of its exclusion and
left out of the share.
The sentences are other people's: they are read, measured and never stored.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any

from material import headlines, publish, table

from factcheck.model import Extraction, Source
from factcheck.pipeline import extract_one

_SCALES = (0, 3, 6, 9, 12)
_DIGITS = re.compile(r"\d+")
_BY_DESIGN = frozenset(
    "year date time ordinal designator score idiom pronoun version phone address age-band compound list-number boilerplate".split()
)


def numbers(found: Extraction) -> set[Decimal]:
    """Every number of a figure: its bounds, these before a scale or a share in percent, and the digits that it prints."""
    bounds = {bound for figure in found.figures for bound in (figure.quantity.low, figure.quantity.high)}
    bounds |= {Decimal(digits) for figure in found.figures for digits in _DIGITS.findall(figure.surface)}
    return {bound.scaleb(-scale) for bound in bounds for scale in _SCALES} | {bound * 100 for bound in bounds}


def cause(answer: str, found: Extraction, headline: str) -> str:
    """Why an answer is not among the figures: the exclusion that holds it, or that it is not printed, or that we missed it."""
    digits = _DIGITS.findall(answer)
    for excluded in found.exclusions:
        if digits and set(digits) & set(_DIGITS.findall(excluded.surface)):
            return excluded.kind
    if digits and not set(digits) & set(_DIGITS.findall(headline)):
        return "not printed so"
    return "missed"


def main(show: bool) -> int:
    """Count and write the table."""
    rows = headlines()
    if not rows:
        print("the shared headlines are not here")
        return 0
    causes: Counter[str] = Counter()
    for row in rows:
        headline = str(row["headline"])
        found = extract_one(Source("headline", headline + "\n"))
        have = numbers(found)
        annotated: Any = row["figures"]
        for figure in annotated:
            answer = figure["answer"].replace(",", "")
            try:
                hit = Decimal(answer) in have
            except InvalidOperation:
                hit = False
            why = "found" if hit else cause(answer, found, headline)
            causes[why] += 1
            if show and why not in _BY_DESIGN and why != "found":
                print(f"{why}: {figure['answer']!r} in {headline!r}")
    excluded = sum(n for why, n in causes.items() if why in _BY_DESIGN)
    figures = sum(causes.values()) - excluded
    lines = [["annotated answers", str(sum(causes.values())), ""], ["no figure by DESIGN", str(excluded), ""], ["figures", str(figures), "100.0"]]
    ranked = sorted(causes.items(), key=lambda c: (c[0] != "found", -c[1], c[0]))
    lines += [[why, str(n), f"{100 * n / figures:.1f}"] for why, n in ranked if why not in _BY_DESIGN]
    lines += [[f"excluded: {why}", str(n), ""] for why, n in ranked if why in _BY_DESIGN]
    publish("headlines", table(["answers", "count", "% of the figures"], lines))
    return 0


if __name__ == "__main__":
    sys.exit(main("--show" in sys.argv[1:]))
