"""Conversion between units of one dimension, exactly as far as ``Decimal`` carries. Currencies have no factor and are never converted."""

from __future__ import annotations

from decimal import Decimal

from factcheck.tables.grammar import Unit, load_grammar


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
