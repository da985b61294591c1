"""The tables that judgement rests on: ``tolerances.yaml`` and ``judgement.yaml``, read once and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from factcheck.errors import ErrorGroup, RuleError
from factcheck.paths import rules_root
from factcheck.tables.yamlfile import place_of, read_yaml


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Word lists of ``judgement.yaml``; see there for what each means."""

    running: frozenset[str]
    rising: frozenset[str]
    generic: frozenset[str]
    anaphors: frozenset[str]
    stand_ins: tuple[frozenset[str], ...]
    collective: frozenset[str]
    restrictors: frozenset[str]
    anonymous: frozenset[str]
    titles: frozenset[str]
    closing: frozenset[str]
    harmed: frozenset[str]
    totals: frozenset[str]
    difference: frozenset[str]
    changes: frozenset[str]
    conditional: frozenset[str]
    outlook: frozenset[str]
    foreseeing: frozenset[str]
    landmarks: frozenset[str]
    departing: frozenset[str]
    fixed_points: frozenset[str]
    plans: frozenset[str]
    aboard: frozenset[str]
    saved: frozenset[str]
    missing: frozenset[str]
    dead: frozenset[str]
    crew: frozenset[str]
    aging: frozenset[str]
    daily: frozenset[str]
    single: frozenset[str]
    bodies: frozenset[str]
    participles: Mapping[str, str]
    filler: frozenset[str]
    on_board: frozenset[str]
    boys: frozenset[str]
    girls: frozenset[str]
    children: frozenset[str]
    several: frozenset[str]


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Read the word lists.

    Raises:
        ErrorGroup: a list is missing, unknown or no text.
    """
    path = rules_root() / "lexicon" / "judgement.yaml"
    data = checked(path, tuple(f.name for f in fields(Vocabulary)), (str,))
    lists: dict[str, Any] = {
        name: frozenset(text.replace("_", " ") if "_" in text else text for text in value.split()) for name, value in data.items()
    }
    lists["stand_ins"] = tuple(frozenset(group.split()) for group in data["stand_ins"].split("|"))
    lists["participles"] = dict(pair.split("=", 1) for pair in data["participles"].split())
    return Vocabulary(**lists)


def checked(path: Path, names: tuple[str, ...], sorts: tuple[type, ...]) -> dict[str, Any]:
    """The entries of a lexicon that has exactly these names, each of one of these types.

    Raises:
        ErrorGroup: a name is missing, unknown or of another type.
    """
    data: dict[str, Any] = read_yaml(path)
    wrong = [RuleError(place_of(path, k), f"unknown key '{k}'", expected=", ".join(names)) for k in data if k not in names]
    wrong += [RuleError(str(path), f"no '{name}'") for name in names if name not in data]
    wrong += [RuleError(place_of(path, k), f"'{k}' is {v!r}", expected=sorts[0].__name__) for k, v in data.items() if not isinstance(v, sorts)]
    if wrong:
        raise ErrorGroup(str(path), "does not validate", errors=tuple(wrong))
    return data
