"""The digits that two numbers share where one is the other's slip of the pen, as evidence that both speak of one fact."""

from __future__ import annotations

from factcheck.check.differences.difference import SLIPS, Difference
from factcheck.check.differences.pair import Pair
from factcheck.model import NUMBER_ASPECTS, VALUE_ASPECTS, Kind
from factcheck.quantity.digits import digits, power_of_ten, swapped


def with_slip(pair: Pair, found: Difference) -> float:
    """The probability that a pair speaks of one fact: of a slip, by its context and the digits that it shares, its value left out.

    The difference that a rule reports may not count against the link that it needs.
    """
    compared = pair.index.comparison(pair.a.id, pair.b.id)
    if compared is None or not is_slip(pair, found):
        return pair.probability
    tolerances = pair.index.tolerances
    signature = float(len(digits(pair.a.quantity.low)) * tolerances.digit_weight - tolerances.slip_weight)
    aspects = NUMBER_ASPECTS if pair.a.quantity.unit != pair.b.quantity.unit else VALUE_ASPECTS
    return max(pair.probability, compared.without(*aspects, more=signature))


def is_slip(pair: Pair, found: Difference) -> bool:
    """Whether the digits are the same in another order or a power of ten apart, and not those of a small number, age or time."""
    q = pair.a.quantity
    if q.kind in (Kind.AGE, Kind.DURATION, Kind.MULTIPLE) or abs(pair.x.low) <= pair.index.tolerances.chance_small:
        return False
    return not found.lowered and (found.pattern in SLIPS or _swapped_inside(pair, found))


def looks_slipped(pair: Pair) -> bool:
    """Whether two numbers could be told as a slip at all, by digits and units alone; asked of every pair before any other question."""
    a, b = pair.a.quantity, pair.b.quantity
    return a.unit != b.unit or power_of_ten(a.low, b.low) > 0 or swapped(a.low, b.low)


def _swapped_inside(pair: Pair, found: Difference) -> bool:
    """A headline whose digits are those of its body, exchanged or a power of ten apart."""
    a, b = pair.a.quantity.low, pair.b.quantity.low
    return found.pattern == "internal" and (swapped(a, b) or (power_of_ten(a, b) > 0 and len(digits(a)) > 1))
