"""Conversion between units of one dimension, exactly as far as ``Decimal`` carries. Currencies have no factor and are never converted."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from factcheck.tables.bundle import load_grammar
from factcheck.tables.units import Unit


def unit(name: str) -> Unit | None:
    """Return the unit of this canonical name; None for currencies, bare counts and units that the table does not have."""
    return load_grammar().units.by_name.get(name)


def factor(name: str) -> Decimal:
    """Return how many base units of its dimension one unit is.

    Raises:
        KeyError: a unit that the table does not have.
    """
    return load_grammar().units.by_name[name].factor


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """Convert a value from one unit to another of the same dimension; offsets of temperatures included.

    Raises:
        KeyError: a unit that the table does not have.
        ValueError: units of different dimensions.

    >>> convert(Decimal(18), "mile", "kilometre")
    Decimal('28.968192')
    >>> convert(Decimal(212), "degree fahrenheit", "degree Celsius").quantize(Decimal("0.001"))
    Decimal('100.000')
    """
    if source == target:
        return value
    table = load_grammar().units.by_name
    a, b = table[source], table[target]
    if a.dimension != b.dimension:
        raise ValueError(f"{source} ({a.dimension}) and {target} ({b.dimension}) are of different dimensions")
    return (value * a.factor + a.offset - b.offset) / b.factor


def to_base(unit: str, value: float) -> float:
    """Return ``value`` in the base unit of its dimension; unchanged for a bare count or a unit that no table has."""
    factor, offset = _scale(unit) if unit else (1.0, 0.0)
    return value * factor + offset if factor != 1.0 or offset else value


@cache
def _scale(unit: str) -> tuple[float, float]:
    found = load_grammar().units.by_name.get(unit)
    return (float(found.factor), float(found.offset)) if found else (1.0, 0.0)


def line(unit: str, other: str) -> tuple[Decimal, Decimal] | None:
    """Return factor and offset that turn values of ``unit`` into ``other``; None where no table can."""
    try:
        offset = convert(Decimal(0), unit, other)
        return convert(Decimal(1), unit, other) - offset, offset
    except (LookupError, ValueError):
        return None
