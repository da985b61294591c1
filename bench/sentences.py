"""Readings of ordinary copy: sentences by writers who had not seen the tool, desk by desk, each with what a reader takes from it.

    python bench/sentences.py           # both halves, into the page on quality
    python bench/sentences.py --list    # what is read otherwise in the first half

``copy/*.jsonl`` holds the sentences: ``figures`` with surface, low, high, unit and, where they are sure, noun and verb; ``not`` is what is no figure.
A noun is right where it shares a word with the one that is given, which may be broader than any grammar finds ("houses" of a price).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from material import ROOT, half_of, publish, table

from factcheck.model import Figure, Kind, Source
from factcheck.pipeline import extract_one
from factcheck.quantity.convert import line

FOLDER = ROOT / "bench" / "copy"
HALVES = ("first", "second")
_CLOSE = Decimal("1e-6")
_SHARES = (1, 100)  # a share in words may be given as itself or in percent
_ROUNDED = Decimal("0.7")  # "a third" given as 33
# Each row of the table: its name, what is counted, and of how many.
ROWS = (
    ("value", "value", "wanted"),
    ("value and unit", "unit", "wanted"),
    ("noun, where one is given", "noun", "nouns"),
    ("verb, where one is given", "verb", "verbs"),
)


def items() -> list[dict[str, Any]]:
    """The sentences of all desks."""
    return [json.loads(row) for path in sorted(FOLDER.glob("*.jsonl")) for row in path.read_text(encoding="utf-8").splitlines()]


def judged(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Read one item; yield what is to be counted, each with a line for the list or ""."""
    text, behind = item["text"], 0
    left = list(extract_one(Source("copy", text)).figures)
    for want in item["figures"]:
        at = text.find(want["surface"], behind)
        at = at if at >= 0 else text.find(want["surface"])
        end = at + len(want["surface"])
        behind = max(behind, end)
        yield "wanted", ""
        near = [f for f in left if f.start < end and f.end > at]
        if not near:
            yield "missed", f"- {want['surface']}"
            continue
        figure = next((f for f in near if _value(f, want)), near[0])
        left.remove(figure)
        if not _value(figure, want):
            yield "other value", f"≠ {want['surface']}: {figure.quantity.low} {figure.quantity.unit}"
            continue
        yield "value", ""
        yield ("unit", "") if _unit(figure, want) else ("other unit", f"≠ {want['surface']}: {figure.quantity.unit}, not {want['unit']}")
        yield from _words("noun", want, " ".join((figure.noun.lemma, *figure.noun.modifiers)) if figure.noun else "")
        yield from _words("verb", want, figure.predicate.lemma if figure.predicate else "")
    for figure in left:
        no = any(figure.surface in said or said in figure.surface for said in item["not"])
        yield ("read though none" if no else "not on the list"), f"+ {figure.surface}"


def _words(name: str, want: dict[str, Any], found: str) -> Iterator[tuple[str, str]]:
    if want.get(name):
        yield f"{name}s", ""
        right = bool(_stems(found) & _stems(want[name]))
        yield (name, "") if right else (f"other {name}", f"  {want['surface']}: {name} {found or 'none'}, not {want[name]}")


def _stems(words: str) -> set[str]:
    """Words without the ends of plurals: "countries" and "country", "passes" and "pass" are one."""
    plain = (_stem(word.lower()) for word in words.replace("-", " ").split())
    irregular = {"people": "person", "men": "man", "women": "woman", "children": "child"}
    return {irregular.get(word, word[:-2] + "y" if word.endswith("ie") else word) for word in plain}


def _stem(word: str) -> str:
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word.removesuffix("es")
    return word if word.endswith("ss") else word.removesuffix("s").removesuffix("'")


def _value(figure: Figure, want: dict[str, Any]) -> bool:
    q = figure.quantity
    low, high = sorted((q.low, q.high))
    if q.kind is Kind.SHARE:
        return any(abs(low * times - Decimal(str(want["low"]))) < _ROUNDED for times in _SHARES)
    factor, offset = Decimal(1), Decimal(0)
    if want["unit"] and q.unit and q.kind in (Kind.MEASURE, Kind.DURATION):
        factor, offset = line(q.unit, want["unit"]) or (factor, offset)
    pairs = ((low * factor + offset, want["low"]), (high * factor + offset, want["high"]))
    return all(abs(have - Decimal(str(said))) <= _CLOSE * max(1, abs(have)) for have, said in pairs)


def _unit(figure: Figure, want: dict[str, Any]) -> bool:
    have, said = figure.quantity.unit.replace("-", " ").lower(), want["unit"].replace("-", " ").lower()
    same = have == said or (have, said) == ("percentage", "percent") or figure.quantity.kind is Kind.SHARE
    return same or (bool(have and said) and line(figure.quantity.unit, want["unit"]) is not None)


def main() -> None:
    """Print the table, or the list of the first half."""
    listed = "--list" in sys.argv
    count: Counter[tuple[str, str]] = Counter()
    for item in items():
        half = half_of(item["text"])
        if listed and half != "first":
            continue
        found = list(judged(item))
        count.update((half, key) for key, _ in found)
        told = [row for _, row in found if row]
        if listed and told:
            print("\n".join((item["text"], *told, "")))
    if not listed:
        rows = [["figures", *(str(count[half, "wanted"]) for half in HALVES)]]
        rows += [[name, *(f"{count[half, key] / count[half, whole]:.1%}" for half in HALVES)] for name, key, whole in ROWS]
        rows += [[name, *(str(count[half, name]) for half in HALVES)] for name in ("read though none", "not on the list")]
        publish("sentences", table(["sentences of ordinary copy", "first half", "second half"], rows))


if __name__ == "__main__":
    main()
