"""What a unit found beside a number is."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.numbers.number import ONE
from factcheck.model import Kind


class UnitMatch:
    """A unit: canonical ``name``, ``dimension``, the ``factor`` that cents need, and the token behind it."""

    __slots__ = ("by", "dimension", "factor", "j", "kind", "name", "symbol")

    def __init__(self, name: str, dimension: str, j: int, kind: Kind, by: str, factor: Decimal = ONE, symbol: bool = False) -> None:
        self.name = name
        self.dimension = dimension
        self.j = j
        self.kind = kind
        self.by = by
        self.factor = factor
        self.symbol = symbol
