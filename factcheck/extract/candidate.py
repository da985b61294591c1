"""What the value steps of the extraction hand on: a quantity with its place among the tokens, before any context is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from factcheck.model import Kind


@dataclass(slots=True)
class Candidate:
    """A quantity found in one sentence: tokens ``i`` to ``j`` half-open, number and unit included. Built up in ``quantities``, then read only."""

    i: int
    j: int
    low: Decimal
    high: Decimal
    step: Decimal
    unit: str = ""
    dimension: str = ""
    per: str = ""
    kind: Kind = Kind.COUNT
    vague: bool = False
    approximate: bool = False  # "a couple of weeks", "40-odd"
    scaled: bool = False  # a scale word or letter was applied
    style: str = "digits"
    restated: bool = False  # in brackets right after another quantity
    by: list[str] = field(default_factory=list)
    end: int = 0  # token behind the unit and its "per …", where the noun may begin
    factor: Decimal = Decimal(1)  # what scale word and minor unit have made of the printed number
    plus: int = -1  # the token of "-plus" inside of it: "20-plus years"
    margin: Decimal | None = None  # "±0.01": how far the value reaches to both sides

    def multiply(self, factor: Decimal) -> None:
        """Scale the value, as cents do."""
        if factor != 1:
            self.low, self.high, self.step = self.low * factor, self.high * factor, self.step * factor
            self.factor *= factor

    def negate(self) -> None:
        """Take in the minus that stands before the quantity."""
        self.low, self.high = -self.high, -self.low
        self.i -= 1
        self.by.append("minus")


@dataclass(slots=True)
class Refused:
    """Tokens ``i`` to ``j`` that look like a number and are none, with the kind of exclusion."""

    i: int
    j: int
    kind: str
    by: str
