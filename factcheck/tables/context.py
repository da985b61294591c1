"""The lexicons of a figure's context as frozen tables: attribution, modality, time and place, roles.

Each is read once a process; the files say what their keys mean. Lookups in the hot path are plain sets and dicts of lower-case words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.errors import RuleError
from factcheck.model import Modality
from factcheck.paths import rules_root
from factcheck.tables.yamlfile import place_of, read_yaml

Words = frozenset[str]
_STANCES = ("said", "claimed", "estimated", "denied")


@dataclass(frozen=True, slots=True)
class AttributionTable:
    """``rules/lexicon/attribution.yaml``: speech verbs and who can speak."""

    verbs: Mapping[str, tuple[str, str]]  # form -> (lemma, stance)
    loose: Words
    document: Words
    at: Words
    told: Words
    nominal: Words
    victims: Words
    by_nouns: Mapping[str, str]  # noun -> stance
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # first word -> (all words, stance)
    speakers: Words
    documents: Words
    hearers: Words
    counted: Words
    totals: Words
    people: Words


@dataclass(frozen=True, slots=True)
class TimeTable:
    """``rules/lexicon/time.yaml``: the words of time and place phrases."""

    weekdays: Mapping[str, int]  # 0 is Monday
    months: Mapping[str, int]  # 1 is January
    units: Words
    near: Words
    deictic: Words
    prepositions: Words
    parts: Words
    ordinals: Words
    fiscal: Words
    relative: Words
    seasons: Words
    small: Mapping[str, int]  # number words up to ten
    openers: Words  # every word that can open a time without a preposition
    place_prepositions: Words
    place_goals: Words
    place_nouns: Words
    place_bare: Words
    starts: Words  # every word that can open a time, prepositions included
    place_openers: Words  # every word that can open a place


@dataclass(frozen=True, slots=True)
class RoleTable:
    """``rules/lexicon/roles.yaml``: the words that give a figure its part."""

    further: Words
    further_after: Words
    totals: Words
    total_after: Words
    changes: Words
    changes_if_measured: Words
    movers: Words
    carriers: Words
    change_nouns: Words
    change_after: Words
    previous_words: Words
    previous_adjectives: Words
    compare: Words
    limits: Words
    limit_before: Words
    among: Words
    those: Words
    determiners: Words
    quantifiers: Words


@dataclass(frozen=True, slots=True)
class ModalityTable:
    """``rules/lexicon/modality.yaml``: what a verb phrase says of done and not done, and nouns that name events."""

    modals: Mapping[str, Modality]
    be: Words
    have: Words
    do: Words
    auxiliaries: Words  # be, have, do and modals together
    negations: Words
    catenative: Mapping[str, Modality]  # lemma -> what it makes of the verb behind it
    plan_nouns: Words
    conditions: Words
    light: Words
    speech: Words
    states: Mapping[str, str]
    events: Mapping[str, str]
    particles: Words
    fillers: Words
    measures: Words
    connectives: Words
    governors: Words
    results: Words
    outlook: Mapping[str, Modality]  # lemma -> what it makes of its own object


_BARE_TIMES = frozenset("a an the early late mid earlier later".split())  # "a year ago", "early Tuesday": grammar, no knowledge


@cache
def attribution_table() -> AttributionTable:
    """Load and check the attribution lexicon.

    Raises:
        RuleError: a key is missing or unknown, or an entry has the wrong shape.
    """
    path, data = _read("attribution")
    verbs: dict[str, tuple[str, str]] = {}
    for stance in _stances(path, data["verbs"]):
        for lemma, forms in data["verbs"][stance].items():
            verbs.update((form, (lemma, stance)) for form in str(forms).split())
    by_nouns = {noun: stance for stance in _stances(path, data["by_nouns"]) for noun in data["by_nouns"][stance].split()}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in data["phrases"]:
        parts = tuple(entry["words"].split())
        phrases.setdefault(parts[0], []).append((parts, entry["stance"]))
    sets = _sets(path, data, AttributionTable, {"verbs", "by_nouns", "phrases"})
    return AttributionTable(verbs=verbs, by_nouns=by_nouns, phrases={k: tuple(v) for k, v in phrases.items()}, **sets)


@cache
def time_table() -> TimeTable:
    """Load and check the lexicon of time and place.

    Raises:
        RuleError: a key is missing or unknown, or an entry has the wrong shape.
    """
    path, data = _read("time")
    weekdays = {w: n for n, w in enumerate(data["weekdays"].split())}
    weekdays.update((w, "mo tu we th fr sa su".split().index(w[:2])) for w in data["weekdays_short"].split())
    months = {w: n for n, w in enumerate(data["months"].split(), 1)}
    months.update((w, n) for n, w in enumerate(data["months_short"].split(), 1))
    months.update((w, 9) for w in data["sept"].split())
    small = {w: max(n - 1, 1) for n, w in enumerate(data["small"].split())}  # a, an and one are 1
    place = {f"place_{k}": frozenset(str(v).split()) for k, v in data["place"].items()}
    skipped = {"weekdays", "months", "small", "openers", "starts", "place_openers"} | set(place)
    extra = {"weekdays_short", "months_short", "sept", "place"}
    sets = _sets(path, data, TimeTable, skipped, extra)
    openers = frozenset((*weekdays, *months, *small)) | sets["near"] | sets["deictic"] | _BARE_TIMES
    starts = openers | sets["prepositions"] | {"of"}
    places = place["place_bare"] | place["place_goals"] | place["place_prepositions"]
    return TimeTable(starts=starts, place_openers=places, weekdays=weekdays, months=months, small=small, openers=openers, **sets, **place)


@cache
def role_table() -> RoleTable:
    """Load and check the lexicon of roles.

    Raises:
        RuleError: a key is missing or unknown, or an entry has the wrong shape.
    """
    path, data = _read("roles")
    return RoleTable(**_sets(path, data, RoleTable))


@cache
def modality_table() -> ModalityTable:
    """Load and check the lexicon of verb phrases.

    Raises:
        RuleError: a key is missing or unknown, or an entry has the wrong shape.
    """
    path, data = _read("modality")
    modals = _modalities(path, data, "modals")
    special = {"modals", "catenative", "states", "events", "auxiliaries", "outlook"}
    sets = _sets(path, data, ModalityTable, special)
    auxiliaries = frozenset(modals) | sets["be"] | sets["have"] | sets["do"]
    return ModalityTable(
        modals=modals, catenative=_modalities(path, data, "catenative"), outlook=_modalities(path, data, "outlook"), states=data["states"],
        events=data["events"], auxiliaries=auxiliaries, **sets,
    )  # fmt: skip


def _read(name: str) -> tuple[Path, dict[str, Any]]:
    path = rules_root() / "lexicon" / f"{name}.yaml"
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise RuleError(str(path), "no mapping at the top", expected="keys as in the comment that opens the file")
    return path, data


def _sets(path: Path, data: dict[str, Any], record: type, special: Iterable[str] = (), extra: Iterable[str] = ()) -> dict[str, Words]:
    """Return the block strings of ``data`` as word sets, one for each field of ``record`` that is not ``special``."""
    wanted = [f for f in record.__dataclass_fields__ if f not in special]  # type: ignore[attr-defined]
    known = set(wanted) | set(special) | set(extra)
    for key in data:
        if key not in known:
            raise RuleError(place_of(path, key), f"unknown key {key!r}", expected=", ".join(sorted(known)))
    for key in wanted:
        if not isinstance(data.get(key), str):
            raise RuleError(place_of(path, key), f"{key!r} is missing or no text", expected="words with blanks between them")
    return {key: frozenset(data[key].split()) for key in wanted}


def _stances(path: Path, data: dict[str, Any]) -> list[str]:
    for key in data:
        if key not in _STANCES:
            raise RuleError(place_of(path, "verbs", key), f"unknown stance {key!r}", expected=", ".join(_STANCES))
    return list(data)


def _modalities(path: Path, data: dict[str, Any], key: str) -> dict[str, Modality]:
    try:
        return {word: Modality(name) for name, words in data[key].items() for word in words.split()}
    except ValueError as error:
        raise RuleError(place_of(path, key), str(error), expected=", ".join(m.value for m in Modality)) from error
