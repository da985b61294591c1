"""Figures that cannot be as printed: a part larger than its whole, more than all of something, a range upside down."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from factcheck.check.differences.difference import Group
from factcheck.check.index import StoryIndex, words_of
from factcheck.check.message import finding, phrase
from factcheck.check.rule import Rule
from factcheck.model import Figure, Finding, Hedge, Kind, Modality, Role, Step
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.wording import number

PARAMETERS = {"whole_words": "words", "growth_words": "words"}
FIELDS = "source a b why"


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each figure or pair of figures that cannot hold as printed."""
    for extraction in index.story.extractions:
        figures = [f for f in extraction.figures if f.id not in index.doubles]
        for figure in figures:
            why = _alone(index, rule, figure)
            if why:
                yield _found(index, rule, (figure,), why)
        for part, whole in pairwise(figures):
            pair = _part_and_whole(index, rule, part, whole)
            if pair is not None:
                yield _found(index, rule, pair, f"{number(pair[0].quantity.low)} is more than the whole of {number(pair[1].quantity.high)}")


def _found(index: StoryIndex, rule: Rule, figures: tuple[Figure, ...], why: str) -> Finding:
    groups = [Group((f.id,)) for f in figures]
    fields = {"source": index.names[figures[0].source], "a": phrase(index, figures[0]), "b": phrase(index, figures[-1]), "why": why}
    return finding(index, rule, index.fact_of.get(figures[0].id), groups, fields, trace=(Step("bounds", "arithmetic", why),))


def _alone(index: StoryIndex, rule: Rule, figure: Figure) -> str:
    """Say why a figure cannot hold by itself; "" where it may."""
    q = figure.quantity
    if q.low > q.high and q.kind is not Kind.AGE:
        return f"the range runs from {number(q.low)} down to {number(q.high)}"
    if q.kind is not Kind.PERCENT or q.low <= 100 or "point" in q.unit or figure.role is Role.CHANGE or figure.hedge is not Hedge.EXACT:
        return ""
    after = words_of(figure.after)
    words = index.says(figure)
    if words & rule.words("growth_words") or after[:1] != ("of",):
        return ""
    return f"{number(q.low)} % is more than all" if words & rule.words("whole_words") else ""


def _part_and_whole(index: StoryIndex, rule: Rule, first: Figure, second: Figure) -> tuple[Figure, Figure] | None:
    """Return (part, whole) where the text makes one figure a part of the next, or the next a part of the one before, and it is the larger."""
    if first.sentence != second.sentence or index.restates(first, second) or not (_amount(first) and _amount(second)):
        return None
    x, y = index.comparables[first.id], index.comparables[second.id]
    words = words_of(first.after)
    if x.key == y.key and words[:1] == ("of",) and len(words) <= _OF_WORDS and second.role in (Role.WHOLE, Role.PLAIN):
        return (first, second) if _larger(x, y) else None
    after = words_of(second.after)
    told = words[-2:] in (("of", "which"), ("of", "them"), ("of", "whom")) or (
        after[:1] == ("of",) and after[1:2] in (("them",), ("it",), ("which",), ("whom",))
    )
    unit_left_out = first.quantity.kind is Kind.MONEY and second.quantity.kind is Kind.COUNT and after[:2] == ("of", "it")
    if told and (x.key == y.key or unit_left_out):
        return (second, first) if _larger(y, x) else None
    return None


def _larger(part: Comparable, whole: Comparable) -> bool:
    """Whether a part is larger than its whole, and not so much that the text must mean something else ("one of … 230,000 of them")."""
    return whole.high > 1 and whole.high < part.low <= whole.high * _FARTHEST


_OF_WORDS = 3
_FARTHEST = 10
_OPEN = (Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.VAGUE)


def _amount(figure: Figure) -> bool:
    """Whether a figure can be a part or a whole: an amount with an upper end, which nobody denies."""
    if figure.hedge in _OPEN or figure.modality is Modality.DENIED or figure.role in (Role.CHANGE, Role.PREVIOUS):
        return False
    return figure.quantity.kind in (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
