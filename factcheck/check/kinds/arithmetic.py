"""Sums, shares, changes and differences that do not come out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from factcheck.check.arithmetic.directions import directions, halves, opposed, points
from factcheck.check.arithmetic.equation import Equation
from factcheck.check.arithmetic.fates import aboard
from factcheck.check.arithmetic.moves import moves
from factcheck.check.arithmetic.ratios import changes, differences, shares, transferred_ratios
from factcheck.check.arithmetic.sums import stated, transferred
from factcheck.check.arithmetic.tables import table_and_text, table_sums
from factcheck.check.differences.difference import Group
from factcheck.check.index import StoryIndex
from factcheck.check.message import finding, side_text
from factcheck.check.rule import Rule
from factcheck.model import Finding, Step

PARAMETERS = {"near_miss": "number", "exhaustive": "words", "up": "words", "down": "words", "loose": "words", "or_words": "words"}
FIELDS = "source sources sum whole parts sort"


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each sum that does not come out; the same sum in copies of one text is one finding."""
    found = chain(
        stated(index, frozenset(w.replace("_", " ") for w in rule.words("exhaustive")), rule.number("near_miss")),
        transferred(index),
        aboard(index),
        changes(index, rule.words("up"), rule.words("down")),
        moves(index, rule.words("up"), rule.words("down")),
        differences(index, index.vocabulary.difference),
        shares(index, rule.words("or_words")),
        transferred_ratios(index),
        directions(index, rule.words("up"), rule.words("down"), rule.words("loose")),
        opposed(index),
        points(index),
        halves(index),
        table_sums(index),
        table_and_text(index),
    )
    merged: dict[tuple[object, ...], list[Equation]] = {}
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for equation in found:
        names = (tuple(sorted(equation.whole)), tuple(sorted(equation.parts)))
        if names in seen or any(_same_ground(equation, other) for group in merged.values() for other in group):
            continue
        seen.add(names)
        figures = [index.figures[i] for i in (*equation.whole, *equation.parts)]
        values = tuple(sorted(str(v) for i in (equation.whole[0], *equation.parts) for v in index.comparables[i].value))
        merged.setdefault((index.lineage(figures[0]), equation.sort, values), []).append(equation)
    for group in merged.values():
        yield _report(index, rule, group)


def _same_ground(a: Equation, b: Equation) -> bool:
    """Whether two equations rest on the same figures, so that one wrong number is not told twice."""
    mine, theirs = {*a.whole, *a.parts}, {*b.whole, *b.parts}
    return mine <= theirs or theirs <= mine or (bool(set(a.whole) & set(b.whole)) and set(a.parts) <= theirs)


def _report(index: StoryIndex, rule: Rule, group: list[Equation]) -> Finding:
    first = group[0]
    whole = Group(index.in_order(i for e in group for i in e.whole))
    parts = [Group(index.in_order(e.parts[k] for e in group if k < len(e.parts))) for k in range(len(first.parts))]
    sources = list(dict.fromkeys(index.figures[e.whole[0]].source for e in group))
    fields = {
        "source": index.names[sources[0]], "sources": ", ".join(index.names[s] for s in sources), "sum": first.text, "sort": first.sort,
        "whole": side_text(index, whole.ids), "parts": "; ".join(side_text(index, p.ids) for p in parts),
    }  # fmt: skip
    fact = index.fact_of.get(first.whole[0])
    return finding(index, rule, fact, [whole, *parts], fields, lowered=first.lowered, trace=(Step("arithmetic", first.sort, first.text),))
