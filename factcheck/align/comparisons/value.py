"""In what two figures are counted, and how near their values are. Values support a match and never decide it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from factcheck.align.comparisons.aspect import Aspect, Pair, Rates
from factcheck.align.records.record import Entry, Statement
from factcheck.align.records.values import equal, ratio, small

_DIGITS = 2  # of a number that two units share by more than chance
_REACH = 1.3  # "up to 55" admits 25, and does not mean it
_MANY = 20  # "one man" is no count of that many
_COMMON = frozenset({"share", "multiple"})  # halves, thirds and doubles meet by chance as well
_RATE = 1.12  # a converted price may be off by the rate of the day


def _unit(pair: Pair) -> str:
    x, y = pair.x, pair.y
    if x.group == "count":
        return "both_count"
    same = x.figure.quantity.unit == y.figure.quantity.unit and x.figure.quantity.kind is y.figure.quantity.kind
    if not same and len(pair.a.entries) + len(pair.b.entries) > 2:
        same = not {e.figure.quantity.unit for e in pair.a.entries}.isdisjoint(e.figure.quantity.unit for e in pair.b.entries)
    if x.group == "money":
        return "same_money" if same else "other_currency"
    if x.group == "ratio":
        return "same_percent" if same else "share_vs_percent"
    rare = "_rare" if pair.story.context.group_uses.get(x.group, 0.0) <= pair.story.numbers["rare_uses"] else ""
    return f"same_measure{rare}" if same else f"same_dimension{rare}"


def _kind(pair: Pair) -> str:
    if pair.x.sort == pair.y.sort:
        return "same"
    return "fraction_vs_percent" if pair.x.group == "ratio" else "differs"


def _value(pair: Pair) -> str:
    return value_level(pair.a, pair.b, pair.story.rates)


def value_level(a: Statement, b: Statement, rates: Rates) -> str:
    """Return the level of a pair in the comparison of values. Of conversions, the nearest in a common unit speaks."""
    if _same_number(a.entry, b.entry):
        return "same_number_other_unit"
    pairs = _comparable(a, b)
    if not pairs:
        rate = rates.get((a.entry.figure.quantity.unit, b.entry.figure.quantity.unit))
        off = _factor(a.entry.low * rate, b.entry.low) if rate is not None else 0.0
        return "incomparable" if not off else "rate_near" if off <= _RATE else _apart(off)
    x, y = min(pairs, key=lambda pair: (not equal(*pair), ratio(*pair)))
    if not equal(x, y):
        return _distance(x, y)
    return "equal_after_conversion" if x.figure.quantity.unit != y.figure.quantity.unit else _size(x)


def printed_rates(statements: Sequence[Statement]) -> dict[tuple[str, str], float]:
    """What a unit of one currency is worth in another by the conversions that the story itself prints: the middle one of them all."""
    seen: dict[tuple[str, str], list[float]] = {}
    for statement in statements:
        for x in statement.entries:
            for y in statement.entries:
                if x is not y and x.group == "money" and x.low > 0 and y.low > 0:
                    seen.setdefault((x.figure.quantity.unit, y.figure.quantity.unit), []).append(y.low / x.low)
    return {pair: sorted(found)[len(found) // 2] for pair, found in seen.items()}


def _same_number(x: Entry, y: Entry) -> bool:
    """Whether two figures print the same number, with two digits or more, in two units: 640 metres, 640 feet."""
    q, r = x.figure.quantity, y.figure.quantity
    if q.unit == r.unit or not q.unit or not r.unit or len(x.digits) < _DIGITS:
        return False
    return x.group not in ("time", "ratio") and q.low == r.low and q.high == r.high


def _comparable(a: Statement, b: Statement) -> list[tuple[Entry, Entry]]:
    """Pairs of values that can be held together: of one unit if there is one in common, else of one dimension; never two currencies."""
    pairs = [(x, y) for x in a.entries for y in b.entries]
    same = [(x, y) for x, y in pairs if x.figure.quantity.unit == y.figure.quantity.unit]
    return same or ([] if a.entry.group == "money" else pairs[:1])


def _size(x: Entry) -> str:
    if x.sort in _COMMON or (x.low == x.high and abs(x.low) <= small() and x.low.is_integer()):
        return "equal_small"
    count = len(x.digits)
    return "equal_round" if count <= 1 else "equal_two_digits" if count == 2 else "equal_many"


def _distance(x: Entry, y: Entry) -> str:
    if _one_against_many(x, y):
        return "one_against_many"
    if (not x.high) != (not y.high):
        return "nought"
    off = ratio(x, y)
    reach = _REACH if any(map(math.isinf, (x.floor, x.ceiling, y.floor, y.ceiling))) else 3
    if x.floor <= y.ceiling and y.floor <= x.ceiling and not (math.isinf(x.ceiling) and math.isinf(y.ceiling)) and off < reach:
        return "overlap"
    if off <= 1.1:
        return "within_10pc"
    if len(x.digits) > 1 and (x.digits == y.digits or sorted(x.digits) == sorted(y.digits)):
        return "same_digits"
    return _apart(off)


def _one_against_many(x: Entry, y: Entry) -> bool:
    return x.group == "count" and min(x.high, y.high) == 1 and max(x.low, y.low) >= _MANY


def _apart(off: float) -> str:
    return "within_10pc" if off <= 1.1 else "within_1.5x" if off <= 1.5 else "within_3x" if off <= 3 else "farther"


def _factor(a: float, b: float) -> float:
    return max(a / b, b / a) if a > 0 and b > 0 else math.inf


_VALUES = (
    "equal_many", "equal_two_digits", "equal_round", "equal_small", "equal_after_conversion",
    "same_number_other_unit", "overlap", "rate_near", "within_10pc", "same_digits", "within_1.5x", "within_3x", "farther",
    "one_against_many", "nought", "incomparable",
)  # fmt: skip
UNIT = Aspect(
    "unit",
    (
        "same_measure", "same_money", "same_percent", "both_count", "same_dimension",
        "same_measure_rare", "same_dimension_rare", "other_currency", "share_vs_percent",
    ),
    _unit, lambda e: e.figure.quantity.unit,
)  # fmt: skip
KIND = Aspect("kind", ("same", "fraction_vs_percent", "differs"), _kind, lambda e: e.sort)


def _shown(entry: Entry) -> str:
    return " ".join(entry.figure.surface.split())


_BARE = ("equal_small_apart", "equal_small_bare", "equal_round_bare", "equal_two_digits_bare", "equal_many_bare")  # told by the rest of the pair
VALUE = Aspect("value", (*_BARE, *_VALUES), _value, _shown)
VALUE_SAME_SOURCE = Aspect("value_same_source", _VALUES, _value, _shown)
