"""``tolerances.yaml``: what a printed number admits, and how far two figures may lie apart before anybody should be told."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from functools import lru_cache

from factcheck.paths import rules_root
from factcheck.tables.vocabulary import checked


@dataclass(frozen=True, slots=True)
class Tolerances:
    """Numbers of ``tolerances.yaml``; see there for what each means."""

    about: Decimal
    about_fine: Decimal
    about_share: Decimal
    rounded: Decimal
    rounded_from: Decimal
    percent_points: Decimal
    share: Decimal
    made: Decimal
    soft_gap: Decimal
    bound_near: Decimal
    apart_at: Decimal
    conversion: Decimal
    digit_weight: Decimal
    slip_weight: Decimal
    distinct_digits: Decimal
    most_values: Decimal
    chance_small: Decimal
    day_gap: Decimal
    title_length: Decimal
    below: frozenset[str]  # hedges that admit the lower side only


@lru_cache(maxsize=1)
def load_tolerances() -> Tolerances:
    """Read the tolerances.

    Raises:
        ErrorGroup: a name is missing, unknown or no number.
    """
    names = tuple(f.name for f in fields(Tolerances))
    data = checked(rules_root() / "lexicon" / "tolerances.yaml", names, (int, float, str))
    below = frozenset(str(data.pop("below")).split())
    return Tolerances(**{key: Decimal(str(value)) for key, value in data.items()}, below=below)


def read_numbers(name: str, names: tuple[str, ...]) -> dict[str, Decimal]:
    """Read a lexicon of numbers that has exactly these names.

    Raises:
        ErrorGroup: a name is missing, unknown or no number.
    """
    data = checked(rules_root() / "lexicon" / name, names, (int, float))
    return {key: Decimal(str(value)) for key, value in data.items()}
