"""From which probability a rule tells a difference: the name of its parameter."""

from __future__ import annotations

from factcheck.check.rule import Rule
from factcheck.quantity.comparable import Comparable


def setting(pattern: str, x: Comparable, y: Comparable, rule: Rule) -> str:
    """The parameter from which a rule of this kind tells a difference."""
    if pattern == "parties":
        return "parties_at"
    return "nought_at" if not (x.high and y.high) and rule.number("nought_at") < rule.number("told_at") else "told_at"
