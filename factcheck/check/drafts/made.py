"""What a sum makes, and whether a draft's number is that."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factcheck.model import Hedge, Interval, Kind
from factcheck.quantity.comparable import Comparable, bears_out
from factcheck.quantity.interval import meet
from factcheck.tables.tolerances import Tolerances


@dataclass(frozen=True, slots=True)
class Sum:
    """What some figures of a source make: the value in the unit of the draft's figure, spelled out, and from what."""

    value: Decimal
    text: str
    figures: tuple[str, ...]
    sure: int = (
        0  # 2 where the draft names a difference and both that it is of, 1 where it tells one and the other stands beside: hardly another is meant
    )


def makes(mine: Comparable, value: Decimal, tolerances: Tolerances) -> bool:
    """Whether a value rounds to a draft's number as it is printed, or lies in what its hedge admits; a bound only near its end."""
    half = mine.figure.quantity.step * mine.factor / 2
    if mine.figure.quantity.kind is not Kind.SHARE and abs(value - mine.low) <= half and mine.figure.hedge in (Hedge.EXACT, Hedge.ABOUT):
        return True
    return meet(mine.admitted, Interval(value, value)) and bears_out(mine, value, tolerances)
