"""Whether a quantity says the one before it again in another unit: "12 miles, or about 19 km", "£40 = $52"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Kind, Quantity
from factcheck.quantity.convert import to_base
from factcheck.tables.bundle import load_grammar

_BRIDGES = (("(",), ("[",), ("/",), (";",), ("=",), ("or",), (",", "or"), (",", "equal", "to"), (",", "equivalent", "to"))
_OFF = 12.0  # a conversion may be wrong by a slipped digit and still be meant as one


def restates(first: Quantity, second: Quantity, between: Sequence[str]) -> bool:
    """Whether ``second`` converts ``first``; ``between`` are the lower-case tokens that join them, hedges included."""
    if Kind.PERCENT in (first.kind, second.kind) or Kind.SHARE in (first.kind, second.kind) or not first.unit or not second.unit:
        return False
    bridge = next((len(b) for b in _BRIDGES if tuple(between[: len(b)]) == b), 0)
    if not bridge or not set(between[bridge:]) <= load_grammar().hedges.before_conversion:
        return False
    if first.kind is Kind.MONEY or second.kind is Kind.MONEY:
        return first.kind is second.kind
    if first.dimension != second.dimension:
        return False
    a, b = (to_base(q.unit, float(q.low + q.high)) for q in (first, second))
    return a == b or (a * b > 0 and max(a / b, b / a) <= _OFF)
