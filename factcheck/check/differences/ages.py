"""Bare numbers of headlines that are ages: "Dead at 92", "Girl, 13, …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.check.index import StoryIndex
from factcheck.model import Figure, Kind
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.interval import admitted

_OLDEST = 120  # years; a bare number beyond is an age only where the words say so
_YEAR = "year"


def as_age(index: StoryIndex, mine: Comparable, body: Sequence[Comparable]) -> tuple[Comparable, Sequence[Comparable]] | None:
    """Return a headline figure as an age, with the figures of the body that may be one; None where it is no bare number behind such words.

    Ages and bare numbers ("he was 92") are counted in years; such a headline is held to nothing else.
    """
    figure = mine.figure
    if figure.quantity.kind is not Kind.COUNT or figure.quantity.unit or (figure.noun is not None and figure.noun.span is not None):
        return None
    last = [t.lower() for t in figure.before[-2:]]
    sure = bool(set(last) & index.vocabulary.aging)
    if not sure and last[-1:] != [","] and last[-1:] != ["at"]:
        return None
    ages = [_in_years(index, r.figure) for r in body if _may_be_age(r.figure)]
    if not sure and (not ages or figure.quantity.low > _OLDEST * 10):
        return None
    return _in_years(index, figure), ages


def _may_be_age(figure: Figure) -> bool:
    q = figure.quantity
    if q.kind is Kind.AGE:
        return q.unit == _YEAR
    return q.kind is Kind.COUNT and not q.unit and figure.noun is None and 1 < q.low <= _OLDEST


def _in_years(index: StoryIndex, figure: Figure) -> Comparable:
    quantity = replace(figure.quantity, kind=Kind.AGE, unit=_YEAR)
    aged = replace(figure, quantity=quantity, interval=admitted(quantity, figure.hedge, index.tolerances))
    low, high = sorted((quantity.low, quantity.high))
    return Comparable(aged, "age", low, high, aged.interval)
