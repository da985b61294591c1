"""How near two values are: the rung of the value ladder. Values support a match and never decide it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from factcheck.align.records.record import Atom, Entry

_DIGITS = 2  # of a number that two units share by more than chance
_SMALL = 12  # numbers up to twelve meet by chance
_REACH = 1.3  # "up to 55" admits 25, and does not mean it
_MANY = 20  # "one man" is no count of that many
_COMMON = frozenset({"share", "multiple"})  # halves, thirds and doubles meet by chance as well
_CONVERTED = 0.015  # share by which a converted value may miss through its own rounding
_RATE = 1.12  # a converted price may be off by the rate of the day

Rates = Mapping[tuple[str, str], float]  # what one currency is worth in another, by the story's own conversions


def value_level(a: Atom, b: Atom, rates: Rates) -> str:
    """Return the level of a pair on the value ladders. Of conversions, the nearest in a common unit speaks."""
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


def printed_rates(atoms: Sequence[Atom]) -> dict[tuple[str, str], float]:
    """What a unit of one currency is worth in another by the conversions that the story itself prints: the middle one of them all."""
    seen: dict[tuple[str, str], list[float]] = {}
    for atom in atoms:
        for x in atom.entries:
            for y in atom.entries:
                if x is not y and x.group == "money" and x.low > 0 and y.low > 0:
                    seen.setdefault((x.figure.quantity.unit, y.figure.quantity.unit), []).append(y.low / x.low)
    return {pair: sorted(found)[len(found) // 2] for pair, found in seen.items()}


def _same_number(x: Entry, y: Entry) -> bool:
    """Whether two figures print the same number, with two digits or more, in two units: 640 metres, 640 feet."""
    q, r = x.figure.quantity, y.figure.quantity
    if q.unit == r.unit or not q.unit or not r.unit or len(x.digits) < _DIGITS:
        return False
    return x.group not in ("time", "ratio") and q.low == r.low and q.high == r.high


def _comparable(a: Atom, b: Atom) -> list[tuple[Entry, Entry]]:
    """Pairs of values that can be held together: of one unit if there is one in common, else of one dimension; never two currencies."""
    pairs = [(x, y) for x in a.entries for y in b.entries]
    same = [(x, y) for x, y in pairs if x.figure.quantity.unit == y.figure.quantity.unit]
    return same or ([] if a.entry.group == "money" else pairs[:1])


def equal(x: Entry, y: Entry) -> bool:
    """Whether two figures print the same value; after a conversion, within its rounding."""
    if x.low == y.low and x.high == y.high:
        return True
    if x.figure.quantity.unit == y.figure.quantity.unit and x.figure.quantity.kind is y.figure.quantity.kind:
        return False
    return _near(x.low, y.low) and _near(x.high, y.high)


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= _CONVERTED * max(abs(a), abs(b))


def _size(x: Entry) -> str:
    if x.sort in _COMMON or (x.low == x.high and abs(x.low) <= _SMALL and x.low.is_integer()):
        return "equal_small"
    count = len(x.digits)
    return "equal_round" if count <= 1 else "equal_two_digits" if count == 2 else "equal_many"


def _distance(x: Entry, y: Entry) -> str:
    if _one_against_many(x, y):
        return "one_against_many"
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


def ratio(x: Entry, y: Entry) -> float:
    """The factor between two values, at least 1; infinite where one is nought or they differ in sign."""
    a, b = (x.low + x.high) / 2, (y.low + y.high) / 2
    if a == b:
        return 1.0
    if a * b <= 0:
        return math.inf
    return max(a / b, b / a)
