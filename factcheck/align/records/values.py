"""How two values stand to each other: the same number, and by what factor they lie apart."""

from __future__ import annotations

import math
from functools import cache

from factcheck.align.records.record import Entry
from factcheck.tables.tolerances import load_tolerances

_CONVERTED = 0.015  # share by which a converted value may miss through its own rounding


@cache
def small() -> float:
    """The number up to which numbers meet, and differ, for a hundred reasons: ``chance_small`` of the tolerances."""
    return float(load_tolerances().chance_small)


def equal(x: Entry, y: Entry) -> bool:
    """Whether two figures print the same value; after a conversion, within its rounding."""
    if x.low == y.low and x.high == y.high:
        return True
    if x.figure.quantity.unit == y.figure.quantity.unit and x.figure.quantity.kind is y.figure.quantity.kind:
        return False
    return _near(x.low, y.low) and _near(x.high, y.high)


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= _CONVERTED * max(abs(a), abs(b))


def ratio(x: Entry, y: Entry) -> float:
    """The factor between two values, at least 1; infinite where one is nought or they differ in sign."""
    a, b = (x.low + x.high) / 2, (y.low + y.high) / 2
    if a == b:
        return 1.0
    if a * b <= 0:
        return math.inf
    return max(a / b, b / a)
