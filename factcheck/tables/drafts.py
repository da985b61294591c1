"""``drafts.yaml``: how a draft's figure finds support in other words, or by a sum, and what speaks for another figure in its place."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from functools import lru_cache
from typing import Any

from factcheck.errors import RuleError
from factcheck.paths import rules_root
from factcheck.tables.vocabulary import checked

_WORDS = ("apart", "gap", "together", "apiece")


@dataclass(frozen=True, slots=True)
class DraftTable:
    """Words and numbers of ``drafts.yaml``; see there for what each means."""

    apart: frozenset[str]
    gap: frozenset[str]
    together: frozenset[str]
    apiece: frozenset[str]
    stated_at: Decimal
    digit: Decimal
    digits_most: Decimal
    exact: Decimal
    unclaimed: Decimal
    other_kind: Decimal
    small: Decimal
    fate: Decimal
    against_at: Decimal
    surely_at: Decimal
    instead_at: Decimal
    unlike_at: Decimal
    slip: Decimal
    slip_short: Decimal
    long: Decimal
    slip_small: Decimal
    slip_apart: Decimal
    other_noun: Decimal
    told: Decimal
    told_slip: Decimal
    used: Decimal
    reach: Decimal
    series: Decimal
    other_at: Decimal
    both_at: Decimal
    rest_at: Decimal
    near: Decimal
    fine: Decimal
    operands: Decimal


@lru_cache(maxsize=1)
def load_drafts() -> DraftTable:
    """Read the table.

    Raises:
        ErrorGroup: a name is missing, unknown or of another type.
        RuleError: a list or a number is missing, unknown or of another type.
    """
    path = rules_root() / "lexicon" / "drafts.yaml"
    data = checked(path, ("words", "numbers"), (dict,))
    numbers = tuple(f.name for f in fields(DraftTable) if f.name not in _WORDS)
    values: dict[str, Any] = {}
    for key, names, sorts in (("words", _WORDS, (str,)), ("numbers", numbers, (int, float))):
        found: dict[str, Any] = data[key]
        if set(found) != set(names) or not all(isinstance(v, sorts) for v in found.values()):
            raise RuleError(str(path), f"'{key}' has {', '.join(found)}", expected=f"{', '.join(names)}, each of type {sorts[0].__name__}")
        values |= {k: frozenset(v.split()) if key == "words" else Decimal(str(v)) for k, v in found.items()}
    return DraftTable(**values)
