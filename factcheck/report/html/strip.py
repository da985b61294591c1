"""The strip plot of a fact: every distinct statement on one axis, its value as a dot or bar, the values that it admits as a line.

Places along an axis are percentages of its width with two decimals, as strings, so that the drawing is the same bytes on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise

from factcheck.model import Fact, Figure, Hedge
from factcheck.quantity.wording import admits, plain_number, unit_words
from factcheck.report.catalogue import Catalogue

_EDGE = Decimal(6)  # percent of the width left free on either side, for dots and the labels of ticks
_LOG = 50  # a largest value this many times the smallest, all above nought: only powers of ten keep both legible
_TICKS = 4
_LETTER = Decimal("3.4")  # percent of a narrow axis that one character of a label takes
_CENT = Decimal("0.01")
_PRECISION = 28
_UNIT_NAMES = {"percentage": "percent", "percentage point": "percentage points"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement on the axis: ``low``/``high`` of what is printed, ``reach`` of what it admits ("" where that is no wider)."""

    low: str
    high: str
    reach_low: str = ""
    reach_high: str = ""
    open_low: bool = False  # the line runs off the axis
    open_high: bool = False
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """What sources print alike: the wording, the values that it admits where they are more, and the figures in story order."""

    wording: str
    admits: str
    figures: tuple[Figure, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Tick:
    """One labelled place on the axis."""

    x: str
    label: str
    anchor: str  # start, middle or end, so that no label leaves the drawing


@dataclass(frozen=True, slots=True)
class Strip:
    """Statements that share an axis, smallest first."""

    unit: str  # for people; "" for a bare count
    logarithmic: bool
    ticks: tuple[Tick, ...]
    statements: tuple[Statement, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Each mark once, for the drawing in one line."""
        return tuple(dict.fromkeys(s.mark for s in self.statements))


@dataclass(frozen=True, slots=True)
class _Value:
    """A figure in the unit of the axis."""

    figure: Figure
    low: Decimal
    high: Decimal
    reach_low: Decimal | None
    reach_high: Decimal | None


@dataclass(frozen=True, slots=True)
class _Axis:
    low: Decimal
    high: Decimal
    logarithmic: bool

    def place(self, value: Decimal) -> Decimal:
        """Percent of the width."""
        low, high = self.low, self.high
        if self.logarithmic:
            low, high, value = low.log10(), high.log10(), value.log10()
        if low == high:
            return Decimal(50)
        return _EDGE + (value - low) / (high - low) * (100 - 2 * _EDGE)

    def at(self, value: Decimal) -> str:
        """The same with two decimals."""
        return str(self.place(value).quantize(_CENT))


def strips(fact: Fact, catalogue: Catalogue) -> tuple[Strip, ...]:
    """Return one strip for every unit of a fact that cannot be converted into its commonest; most facts have one."""
    figures = [catalogue.figures[i] for i in fact.figures]
    units = Counter((f.quantity.unit, f.quantity.per) for f in figures)
    base = sorted(units, key=lambda u: -units[u])[0]  # a tie goes to the unit that the story prints first
    groups: dict[tuple[str, str], list[_Value]] = {}
    with localcontext() as context:
        context.prec = _PRECISION
        for figure in figures:
            unit, value = _in_unit(figure, base)
            groups.setdefault(unit, []).append(value)
        return tuple(_strip(unit, values, catalogue) for unit, values in groups.items())


def _in_unit(figure: Figure, base: tuple[str, str]) -> tuple[tuple[str, str], _Value]:
    stated, found = figure.quantity, figure.interval
    own = (stated.unit, stated.per)
    plain = _Value(figure, min(stated.low, stated.high), max(stated.low, stated.high), found.low, found.high)
    if own == base or own[1] != base[1] or not own[0] or not base[0]:
        return own, plain
    from factcheck.quantity.convert import (
        convert,
        unit,  # the grammar is needed for facts of several units alone
    )

    a, b = unit(own[0]), unit(base[0])
    if a is None or b is None or a.dimension != b.dimension:
        return own, plain
    low, high = convert(plain.low, own[0], base[0]), convert(plain.high, own[0], base[0])
    ends = [None if e is None else convert(e, own[0], base[0]) for e in (found.low, found.high)]
    return base, _Value(figure, low, high, ends[0], ends[1])


def _strip(unit: tuple[str, str], values: Sequence[_Value], catalogue: Catalogue) -> Strip:
    axis = _axis(values)
    groups: dict[tuple[Decimal, Decimal, str, str], list[_Value]] = {}
    for value in values:
        wording = catalogue.phrase(value.figure)
        groups.setdefault((value.low, value.high, wording.casefold(), admits(value.figure)), []).append(value)
    statements = []
    for key in sorted(groups):
        first = groups[key][0]
        figures = tuple(v.figure for v in groups[key])
        statements.append(Statement(catalogue.phrase(first.figure), admits(first.figure), figures, _mark(first, axis)))
    return Strip(_unit_name(unit), axis.logarithmic, _ticks(axis), tuple(statements))


def _unit_name(unit: tuple[str, str]) -> str:
    return unit_words(_UNIT_NAMES.get(unit[0], unit[0]), unit[1])


def _axis(values: Sequence[_Value]) -> _Axis:
    ends = [e for v in values for e in (v.low, v.high, v.reach_low, v.reach_high) if e is not None]
    low, high = min(ends), max(ends)
    return _Axis(low, high, low > 0 and high / low >= _LOG)


def _mark(value: _Value, axis: _Axis) -> Mark:
    low, high = axis.at(value.low), axis.at(value.high)
    reach_low = low if value.reach_low is None else axis.at(value.reach_low)
    reach_high = high if value.reach_high is None else axis.at(value.reach_high)
    if value.reach_low is None and value.reach_high is None:
        return Mark(low, high, hedged=True)  # vague: it admits anything, and a line from edge to edge would say no more
    open_low, open_high = value.reach_low is None, value.reach_high is None
    if (reach_low, reach_high) == (low, high) and not (open_low or open_high):
        return Mark(low, high, hedged=value.figure.hedge is not Hedge.EXACT)
    start, end = "0" if open_low else reach_low, "100" if open_high else reach_high
    return Mark(low, high, start, end, open_low, open_high, value.figure.hedge is not Hedge.EXACT)


def _ticks(axis: _Axis) -> tuple[Tick, ...]:
    """Round values on the axis, as many as have room for their labels."""
    found = [axis.low]
    for wanted in range(_TICKS, 0, -1):
        found = _round_values(axis, wanted)
        widest = max((len(plain_number(v.normalize())) for v in found), default=0)
        places = [axis.place(v) for v in found]
        if all(b - a >= (widest + 2) * _LETTER for a, b in pairwise(places)):
            break
    return tuple(Tick(axis.at(v), plain_number(v.normalize()), _anchor(axis.place(v))) for v in found)


def _round_values(axis: _Axis, wanted: int) -> list[Decimal]:
    if axis.low == axis.high:
        return [axis.low]
    if axis.logarithmic:
        first, last = axis.low.log10().to_integral_value("ROUND_CEILING"), axis.high.log10().to_integral_value("ROUND_FLOOR")
        return [Decimal(10) ** e for e in range(int(first), int(last) + 1, int(last - first) // wanted + 1)]
    step = _step((axis.high - axis.low) / wanted)
    first = (axis.low / step).to_integral_value("ROUND_CEILING")
    last = (axis.high / step).to_integral_value("ROUND_FLOOR")
    return [(first + i) * step for i in range(int(last - first) + 1)]


def _step(rough: Decimal) -> Decimal:
    """The next of 1, 2, 5, 10, 20, … at or above a width."""
    power = Decimal(10) ** rough.adjusted()
    return next(m * power for m in (Decimal(1), Decimal(2), Decimal(5), Decimal(10)) if m * power >= rough)


def _anchor(place: Decimal) -> str:
    return "start" if place < 2 * _EDGE else "end" if place > 100 - 2 * _EDGE else "middle"
