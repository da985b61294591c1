"""Interval arithmetic on ``Decimal``: what a figure admits when it is held against another, and how far two intervals miss each other."""

from __future__ import annotations

from decimal import Decimal

from factcheck.model import Figure, Hedge, Interval, Kind
from factcheck.tables.tolerances import Tolerances

_LOWER = (Hedge.AT_LEAST, Hedge.MORE_THAN)
_UPPER = (Hedge.AT_MOST, Hedge.LESS_THAN)


def admitted(figure: Figure, tolerances: Tolerances) -> Interval:
    """Return the values that a figure leaves room for, in its own unit: its interval, widened by what readers let a rounding cover.

    A bound keeps its open side, and the number itself counts as admitted: "more than 200" beside "200" is a lost hedge, not a conflict.
    """
    q = figure.quantity
    low, high = min(q.low, q.high), max(q.low, q.high)
    if figure.hedge in _LOWER:
        return Interval(low, None)
    if figure.hedge in _UPPER:
        return Interval(None, high)
    given = figure.interval
    if figure.hedge is Hedge.VAGUE:
        return Interval(given.low, given.high)
    share = tolerances.about if figure.hedge is Hedge.ABOUT else Decimal(0)
    floor, ceiling = low - abs(low) * share, high + abs(high) * share
    if figure.hedge is Hedge.EXACT and rounds(figure, tolerances):
        margin = min(q.step / 2, abs(high) * tolerances.rounded)
        floor, ceiling = low - margin, high + margin
    if figure.hedge is Hedge.ABOUT and given.low is not None and given.high is not None:
        floor, ceiling = min(floor, given.low), max(ceiling, given.high)
    return Interval(floor, ceiling)


def rounds(figure: Figure, tolerances: Tolerances) -> bool:
    """Whether an unhedged number may be a rounding: decimals and scaled numbers, shares in words, large numbers with zeros at the end."""
    q = figure.quantity
    if q.kind is Kind.SHARE:
        return True
    if q.is_range:
        return False
    return q.step < 1 or (q.step > 1 and abs(q.low) >= tolerances.rounded_from)


def printed(figure: Figure) -> Interval:
    """Return the values that the printed digits of a figure can stand for, in its own unit, whatever its hedge: half a print step each way."""
    q = figure.quantity
    low, high = min(q.low, q.high), max(q.low, q.high)
    return Interval(low - q.step / 2, high + q.step / 2)


def roughened(figure: Figure, other: Figure, interval: Interval, slack: Decimal) -> Interval:
    """Widen an unhedged figure's interval where ``other`` is told in another unit or more finely: half a print step, and ``slack`` of its value.

    Between units only what is printed counts ("30 miles" for 48 km); within one, "one mile" may stand for 1.2 miles and "5 percent" for 5.4,
    but 20 dead never for 23.
    """
    q = figure.quantity
    across = q.unit != other.quantity.unit
    if interval.low is None or interval.high is None or q.kind is Kind.SHARE:
        return interval
    if not across and (q.kind is Kind.COUNT or q.step <= other.quantity.step or other.quantity.step >= 1):
        return interval
    margin = q.step / 2 + (abs(q.high) * slack if across else 0)
    return Interval(min(interval.low, min(q.low, q.high) - margin), max(interval.high, max(q.low, q.high) + margin))


def meet(a: Interval, b: Interval) -> bool:
    """Whether some value lies in both.

    >>> meet(Interval(Decimal(165), Decimal(175)), Interval(Decimal(179), Decimal(179)))
    False
    >>> meet(Interval(Decimal(200), None), Interval(Decimal(287), Decimal(287)))
    True
    """
    return gap(a, b) == 0


def gap(a: Interval, b: Interval) -> Decimal:
    """Return how far apart two intervals lie; 0 where they meet.

    >>> gap(Interval(Decimal(165), Decimal(175)), Interval(Decimal(179), Decimal(179)))
    Decimal('4')
    """
    if a.high is not None and b.low is not None and a.high < b.low:
        return b.low - a.high
    if b.high is not None and a.low is not None and b.high < a.low:
        return a.low - b.high
    return Decimal(0)


def combine(parts: list[Interval]) -> Interval:
    """Return what the sum of several figures admits.

    >>> combine([Interval(Decimal(1), Decimal(2)), Interval(Decimal(5), None)])
    Interval(low=Decimal('6'), high=None, low_open=False, high_open=False)
    """
    low: Decimal | None = Decimal(0)
    high: Decimal | None = Decimal(0)
    for part in parts:
        low = None if low is None or part.low is None else low + part.low
        high = None if high is None or part.high is None else high + part.high
    return Interval(low, high)


def scaled(interval: Interval, factor: Decimal) -> Interval:
    """Return an interval times a positive factor."""
    return Interval(
        None if interval.low is None else interval.low * factor,
        None if interval.high is None else interval.high * factor,
        interval.low_open,
        interval.high_open,
    )
