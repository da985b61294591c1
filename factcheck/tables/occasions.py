"""``occasions.yaml``: how two datings are judged to date the same event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from factcheck.errors import RuleError
from factcheck.tables.fields import WordSet, names_of, read_lexicon, words_of
from factcheck.tables.yamlfile import place_of

_NUMBERS = ("even_at", "link_at", "kept", "missing", "candidates")


@dataclass(frozen=True, slots=True)
class OccasionTable:
    """``rules/lexicon/occasions.yaml``."""

    numbers: Mapping[str, float]
    compared: WordSet  # names of comparisons of ``matching.yaml``
    levels: Mapping[str, float]  # "number/shared" → weight
    deeds: Mapping[str, frozenset[int]]  # verb → its rows
    nouns: Mapping[str, str]  # noun of an event → its verb
    generic: WordSet  # nouns of events that say only that something happened


@cache
def occasion_table() -> OccasionTable:
    """Load and check the table.

    Raises:
        RuleError: a number is missing or is none.
    """
    path, data = read_lexicon("occasions")
    numbers, levels = _floats(path, data, "numbers"), _floats(path, data, "levels")
    for name in _NUMBERS:
        if name not in numbers:
            raise RuleError(place_of(path, "numbers"), f"no number '{name}'", expected=", ".join(_NUMBERS))
    compared, generic = (words_of(data, key, path) for key in ("compared", "generic"))
    return OccasionTable(numbers, compared, levels, _rows(path, data), names_of(data, "nouns", path), generic)


def _rows(path: Any, data: dict[str, Any]) -> dict[str, frozenset[int]]:
    rows = data.get("deeds")
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        raise RuleError(place_of(path, "deeds"), "'deeds' is no list of rows of verbs", expected="- strike hit rock")
    found: dict[str, frozenset[int]] = {}
    for n, row in enumerate(rows):
        for verb in row.split():
            found[verb] = found.get(verb, frozenset()) | {n}
    return found


def _floats(path: Any, data: dict[str, Any], key: str) -> dict[str, float]:
    found = data.get(key)
    if not isinstance(found, dict) or not all(isinstance(v, int | float) and not isinstance(v, bool) for v in found.values()):
        raise RuleError(place_of(path, key), f"'{key}' is no mapping of numbers", expected="names with numbers")
    return {str(name): float(value) for name, value in found.items()}
