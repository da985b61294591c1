"""What a rung compared, in words for people: "synonyms: personnel / troop"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from factcheck.align.records.record import Entry
from factcheck.model import Level


def with_words(level: Level, x: Entry, y: Entry) -> Level:
    """Return the level with what each figure has on that ladder, where it has anything."""
    told = _TOLD.get(level.aspect)
    if told is None:
        return level
    a, b = told(x), told(y)
    return level._replace(detail=f"{level.detail}: {a or '–'} / {b or '–'}") if a or b else level


def _names(of: Callable[[Entry], frozenset[str]]) -> Callable[[Entry], str]:
    return lambda entry: " ".join(sorted(of(entry)))


def _shown(entry: Entry) -> str:
    return " ".join(entry.figure.surface.split())


_TOLD: Mapping[str, Callable[[Entry], str]] = {
    "unit": lambda e: e.figure.quantity.unit,
    "kind": lambda e: e.sort,
    "per": lambda e: e.per,
    "noun_count": lambda e: e.noun,
    "noun_measure": lambda e: e.noun,
    "predicate_count": lambda e: e.predicate,
    "predicate_measure": lambda e: e.predicate,
    "names": _names(lambda e: e.names),
    "owner": _names(lambda e: e.owner),
    "anchor": _names(lambda e: e.anchor),
    "place": _names(lambda e: e.place),
    "time": lambda e: e.time,
    "fate": lambda e: e.fate,
    "nation": lambda e: e.nation,
    "role": lambda e: "" if e.role == "plain" else e.role,
    "value": _shown,
    "value_same_source": _shown,
}
