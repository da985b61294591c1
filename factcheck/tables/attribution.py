"""``attribution.yaml``: speech verbs and who can speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.errors import RuleError
from factcheck.tables.fields import WordSet, exact_word_sets, read_lexicon
from factcheck.tables.yamlfile import place_of

_STANCES = ("said", "claimed", "estimated", "denied")


@dataclass(frozen=True, slots=True)
class AttributionTable:
    """``rules/lexicon/attribution.yaml``: speech verbs and who can speak."""

    verbs: Mapping[str, tuple[str, str]]  # form -> (lemma, stance)
    loose: WordSet
    document: WordSet
    at: WordSet
    told: WordSet
    of_number: WordSet
    counting: WordSet
    foreseeing: WordSet
    nominal: WordSet
    victims: WordSet
    by_nouns: Mapping[str, str]  # noun -> stance
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # first word -> (all words, stance)
    speakers: WordSet
    documents: WordSet
    hearers: WordSet
    counted: WordSet
    totals: WordSet
    people: WordSet
    be: WordSet
    joins: WordSet
    turns: WordSet
    after_nouns: WordSet
    about: WordSet
    going_on: WordSet
    adds: WordSet
    pronouns: WordSet
    selves: WordSet
    determiners: WordSet
    prepositions: WordSet
    leads: WordSet
    adverbial: WordSet
    skipped: WordSet
    negated: WordSet
    stops: WordSet  # with every mark
    behind_stops: WordSet  # with every mark
    apposed: WordSet
    of: WordSet
    days: WordSet
    insertions: WordSet
    goes_on: WordSet
    no_speaker: WordSet
    relatives: WordSet
    named_phrases: WordSet
    outlets: WordSet
    headed: WordSet
    finite: WordSet
    silent: WordSet
    papers: WordSet
    plain_speech: WordSet
    heads: WordSet  # speakers and documents together
    adjuncts: WordSet  # prepositions, leads and adverbial together
    cues: WordSet  # every word by which a speaker can be told: verbs, phrases and nouns together


MARKS = frozenset('.,;!?"”“()–—-:…')  # of punctuation: no phrase runs over them


@cache
def attribution_table() -> AttributionTable:
    """Load and check the attribution lexicon.

    Raises:
        RuleError: a key is missing or unknown, or an entry has the wrong shape.
    """
    path, data = read_lexicon("attribution")
    verbs: dict[str, tuple[str, str]] = {}
    for stance in _stances(path, data["verbs"]):
        for lemma, forms in data["verbs"][stance].items():
            verbs.update((form, (lemma, stance)) for form in str(forms).split())
    by_nouns = {noun: stance for stance in _stances(path, data["by_nouns"]) for noun in data["by_nouns"][stance].split()}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in data["phrases"]:
        parts = tuple(entry["words"].split())
        phrases.setdefault(parts[0], []).append((parts, entry["stance"]))
    sets = exact_word_sets(path, data, AttributionTable, {"verbs", "by_nouns", "phrases", "heads", "adjuncts", "cues"})
    sets["stops"] |= MARKS
    sets["behind_stops"] |= MARKS
    return AttributionTable(
        verbs=verbs, by_nouns=by_nouns, phrases={k: tuple(v) for k, v in phrases.items()},
        heads=sets["speakers"] | sets["documents"] | sets["outlets"], adjuncts=sets["prepositions"] | sets["leads"] | sets["adverbial"],
        cues=frozenset((*verbs, *phrases, *by_nouns)), **sets,
    )  # fmt: skip


def _stances(path: Path, data: dict[str, Any]) -> list[str]:
    for key in data:
        if key not in _STANCES:
            raise RuleError(place_of(path, "verbs", key), f"unknown stance {key!r}", expected=", ".join(_STANCES))
    return list(data)
