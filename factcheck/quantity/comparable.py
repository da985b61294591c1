"""Figures of one story in comparable form: in the unit that its figures of a dimension share, with what may hold beside what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from factcheck.model import Figure, Hedge, Interval, Kind, Quantity
from factcheck.quantity.convert import line
from factcheck.quantity.interval import LOWER, UPPER, against, gap, meet, scaled
from factcheck.tables.tolerances import Tolerances

_ONE, _NOUGHT, _PERCENT = Decimal(1), Decimal(0), Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Comparable:
    """One figure as judgement compares it: ``low``/``high`` ordered and in the unit that the story's figures of its dimension share."""

    figure: Figure
    key: str  # figures of different keys are never compared: "count", "money:USD", "length", "ratio"
    low: Decimal
    high: Decimal
    admitted: Interval
    factor: Decimal = _ONE  # of the shared unit to the figure's own, for printing a gap as the text counts
    offset: Decimal = _NOUGHT

    @property
    def value(self) -> tuple[Decimal, Decimal]:
        """Both ends, for equality."""
        return self.low, self.high


def comparables(figures: Iterable[Figure]) -> dict[str, Comparable]:
    """Return every figure in comparable form, by id."""
    figures = list(figures)
    shared: dict[str, str] = {}
    for figure in sorted(figures, key=lambda f: (f.quantity.dimension, f.quantity.unit)):
        q = figure.quantity
        if q.kind in (Kind.MEASURE, Kind.AGE, Kind.DURATION) and q.dimension:
            shared.setdefault(q.dimension, q.unit)
    return {f.id: _comparable(f, shared) for f in figures}


def _comparable(figure: Figure, shared: Mapping[str, str]) -> Comparable:
    q = figure.quantity
    key, factor, offset = _key(q, shared)
    low, high = sorted((q.low * factor + offset, q.high * factor + offset))
    return Comparable(figure, f"{key}/{q.per}" if q.per else key, low, high, scaled(figure.interval, factor, offset), factor, offset)


def _key(q: Quantity, shared: Mapping[str, str]) -> tuple[str, Decimal, Decimal]:
    """Return the key of a quantity with factor and offset to the shared unit."""
    if q.kind is Kind.MONEY:
        return f"money:{q.unit}", _ONE, _NOUGHT
    if q.kind is Kind.PERCENT:
        found = line(q.unit, "percentage")  # 25 basis points are a quarter point
        scale = found[0] if found is not None else _ONE
        return ("points", scale, _NOUGHT) if "point" in q.unit else ("ratio", scale * _PERCENT, _NOUGHT)
    if q.kind is Kind.SHARE:
        return "ratio", _ONE, _NOUGHT
    if q.kind is Kind.MULTIPLE:
        return "multiple", _ONE, _NOUGHT
    unit = shared.get(q.dimension)
    if q.kind is Kind.COUNT or unit is None:
        return ("count" if not q.unit else f"count:{q.unit}"), _ONE, _NOUGHT
    found = line(q.unit, unit)
    return (q.dimension, *found) if found is not None else (f"{q.dimension}:{q.unit}", _ONE, _NOUGHT)


def held(x: Comparable, y: Comparable, tolerances: Tolerances) -> tuple[Interval, Interval]:
    """Return what two figures admit against one another, in the shared unit."""
    return (
        scaled(against(x.figure, y.figure.quantity, tolerances), x.factor, x.offset),
        scaled(against(y.figure, x.figure.quantity, tolerances), y.factor, y.offset),
    )


def may_both_hold(x: Comparable, y: Comparable, tolerances: Tolerances) -> bool:
    """Whether two figures of one key may both hold.

    Two bounds to the same side always have values in common, yet who writes "at least 18" has not heard of 25: they agree only where they lie
    closer than the coarser one's last digit.
    """
    return meet(*held(x, y, tolerances)) and bound_gap(x, y) == 0


def bound_gap(x: Comparable, y: Comparable) -> Decimal:
    """How far two bounds to the same side lie apart, beyond what their printing allows; 0 for anything else."""
    for side, end in ((LOWER, "low"), (UPPER, "high")):
        if x.figure.hedge in side and y.figure.hedge in side:
            apart: Decimal = abs(getattr(x, end) - getattr(y, end))
            return apart if apart >= max(_bound_step(x), _bound_step(y)) else _NOUGHT
    return _NOUGHT


def _bound_step(x: Comparable) -> Decimal:
    """How coarsely a bound is printed; a span that something lasts at least is meant to the unit: "at least 20 years" in prison are not 18."""
    q = x.figure.quantity
    meant = q.kind is Kind.DURATION and x.figure.hedge is Hedge.AT_LEAST and q.low < _LONG
    return x.factor * (min(q.step, _ONE) if meant else q.step)


_LONG = 100  # years, months or days from which a span is rounded


def bears_out(bound: Comparable, value: Decimal, tolerances: Tolerances) -> bool:
    """Whether a value lies near the end of a bound, as far as its coarseness goes: "more than 40" bears out 47, not 400.

    Anything may lie on the open side of a bound; nobody who knew it would have printed that bound.
    """
    if bound.figure.hedge in LOWER:
        end = bound.low
    elif bound.figure.hedge in UPPER:
        end = bound.high
    else:
        return True
    apart = abs(value - end)
    return apart < bound.figure.quantity.step * bound.factor or apart < max(abs(end), abs(value)) * tolerances.bound_near


def missing(x: Comparable, y: Comparable, tolerances: Tolerances) -> Decimal:
    """By how much two figures miss each other, in the shared unit: the gap between what they admit, or between their bounds."""
    a, b = held(x, y, tolerances) if x.key == y.key else (x.admitted, y.admitted)
    return gap(a, b) or bound_gap(x, y)


def makes(mine: Comparable, value: Decimal, tolerances: Tolerances) -> bool:
    """Whether a value that was worked out rounds to a number as it is printed, or lies in what its hedge admits; a bound only near its end.

    A round number is no coarser for it: "70 per cent" was not worked out as 66.7, nor "forty" as 36; and so many things are so many.
    """
    q = mine.figure.quantity
    fine = abs(q.low) * tolerances.made
    half = min(q.step / 2, fine if q.kind is Kind.COUNT else max(_HALF, fine)) * mine.factor
    if q.kind is not Kind.SHARE and abs(value - mine.low) <= half and mine.figure.hedge in (Hedge.EXACT, Hedge.ABOUT):
        return True
    hedged = q.kind is Kind.SHARE or mine.figure.hedge is not Hedge.EXACT
    return hedged and meet(mine.admitted, Interval(value, value)) and bears_out(mine, value, tolerances)


_HALF = Decimal("0.5")  # what is not counted is rounded to the unit at the finest, if it prints no decimals
