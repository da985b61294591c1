"""Values of one dimension in one unit, so that 18 miles and 29 kilometres can be compared; never across currencies."""

from __future__ import annotations

from functools import cache

from factcheck.tables.grammar import load_grammar


def to_base(unit: str, value: float) -> float:
    """Return ``value`` in the base unit of its dimension; unchanged for a bare count or a unit that no table has."""
    factor, offset = _scale(unit) if unit else (1.0, 0.0)
    return value * factor + offset if factor != 1.0 or offset else value


@cache
def _scale(unit: str) -> tuple[float, float]:
    found = load_grammar().units.by_name.get(unit)
    return (float(found.factor), float(found.offset)) if found else (1.0, 0.0)
