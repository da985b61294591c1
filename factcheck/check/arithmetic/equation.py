"""One piece of arithmetic that a text states: what is on either side, and by how much they miss each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factcheck.model import Figure, Hedge, Interval, Kind
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.interval import LOWER, UPPER, gap, printed, scaled

_COARSER = 10  # times as coarse as its neighbour may a number be


@dataclass(frozen=True, slots=True)
class Equation:
    """``whole`` should be what ``parts`` make; ``text`` spells the arithmetic out for people. ``quieter`` lowers the severity."""

    sort: str  # sum, difference, share, change, direction, fates
    whole: tuple[str, ...]
    parts: tuple[str, ...]
    text: str
    lowered: int = 0


def room(reading: Comparable, about: Decimal, beside: Figure | None = None) -> Interval:
    """Return the values that a figure admits in a calculation: its printed precision, its bounds, and ``about`` where it is hedged.

    ``beside`` is told with it in one breath, and its digits say how fine the other is meant: "to 31.8 million from 30 million" is from no 26 million.
    """
    figure = reading.figure
    shown = scaled(printed(figure), reading.factor)
    low, high = shown.low, shown.high
    if beside is not None and beside.quantity.unit == figure.quantity.unit and not figure.quantity.is_range and low is not None and high is not None:
        reach = beside.quantity.step * reading.factor * _COARSER / 2
        low, high = max(low, reading.low - reach), min(high, reading.low + reach)
    if figure.quantity.kind is Kind.COUNT and not figure.quantity.is_range and figure.quantity.step == 1:
        low = high = reading.low  # a whole number is counted, not rounded
    if low is None or high is None:
        return Interval(low, high)
    if figure.hedge is Hedge.ABOUT:
        low, high = min(low, reading.low * (1 - about)), max(high, reading.high * (1 + about))
    if figure.hedge in LOWER:
        return Interval(low, None)
    if figure.hedge in UPPER:
        return Interval(None, high)
    return Interval(low, high)


def quotient(a: Interval, b: Interval) -> Interval | None:
    """Return what a / b admits for positive bounded intervals, else None."""
    if None in (a.low, a.high, b.low, b.high) or not a.low or not b.low or a.low <= 0 or b.low <= 0:
        return None
    assert a.high is not None and b.high is not None
    return Interval(a.low / b.high, a.high / b.low)


def misses(a: Interval, b: Interval) -> bool:
    """Whether no value lies in both."""
    return gap(a, b) > 0


def exact(figure: Figure) -> bool:
    """Whether a figure is one unhedged number."""
    return figure.hedge is Hedge.EXACT and not figure.quantity.is_range
