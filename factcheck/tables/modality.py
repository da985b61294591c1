"""``modality.yaml``: what a verb phrase says of done and not done, and nouns that name events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.errors import RuleError
from factcheck.model import Modality
from factcheck.tables.fields import WordSet, exact_word_sets, read_lexicon
from factcheck.tables.hedges import stepped_hedges
from factcheck.tables.yamlfile import place_of


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that make of a verb before them what ``lemma`` says; where there are ``joints``, one of these stands shortly before the word."""

    people: bool  # only where people are counted
    lemma: str
    joints: WordSet
    words: WordSet


@dataclass(frozen=True, slots=True)
class ModalityTable:
    """``rules/lexicon/modality.yaml``: what a verb phrase says of done and not done, and nouns that name events."""

    modals: Mapping[str, Modality]
    be: WordSet
    have: WordSet
    do: WordSet
    auxiliaries: WordSet  # be, have, do and modals together
    negations: WordSet
    catenative: Mapping[str, Modality]  # lemma -> what it makes of the verb behind it
    plan_nouns: WordSet
    conditions: WordSet
    light: WordSet
    speech: WordSet
    states: Mapping[str, str]
    events: Mapping[str, str]
    particles: WordSet
    fillers: WordSet  # with the hedges that are stepped over
    measures: WordSet
    connectives: WordSet
    governors: WordSet
    not_governing: WordSet
    results: WordSet
    stops_left: WordSet  # with the marks
    stops_right: WordSet  # with the marks
    relatives: WordSet
    numberish: WordSet
    empty: WordSet
    before_states: WordSet
    denials: WordSet
    counting: WordSet
    nominal_before: WordSet
    spans: WordSet
    objects_open: WordSet
    joining: WordSet
    completed: WordSet
    no_subject: WordSet
    stated_nouns: Mapping[str, str]
    deed_classes: WordSet
    deeds: WordSet
    unmoved: WordSet
    pronominal: WordSet
    frequency: WordSet
    no_verbs: WordSet
    laid: WordSet
    staying: WordSet
    ranks: WordSet
    stances: WordSet
    answers: WordSet
    answered: WordSet
    unchanged: WordSet
    collective: WordSet
    several: WordSet
    stepped: WordSet  # the hedges that are stepped over
    gerund_before: WordSet
    inside: WordSet  # adverbs that stand between an auxiliary and its verb
    outlook: Mapping[str, Modality]  # lemma -> what it makes of its own object
    phrases: Mapping[str, tuple[Phrase, ...]]  # lemma of the verb -> what words behind it make of it
    no_phrase: WordSet


_MARKS = frozenset('.;:?!"“”–—…')


@cache
def modality_table() -> ModalityTable:
    """Load and check the lexicon of verb phrases.

    Raises:
        RuleError: a key is missing or unknown, or an entry has the wrong shape.
    """
    path, data = read_lexicon("modality")
    modals = _modalities(path, data, "modals")
    special = {"stated_nouns", "stepped", "modals", "catenative", "states", "events", "auxiliaries", "outlook", "phrases"}
    sets = exact_word_sets(path, data, ModalityTable, special)
    sets["stops_left"] |= _MARKS | frozenset("()[]")
    sets["stops_right"] |= _MARKS
    sets["fillers"] |= stepped_hedges()
    auxiliaries = frozenset(modals) | sets["be"] | sets["have"] | sets["do"]
    return ModalityTable(
        modals=modals, catenative=_modalities(path, data, "catenative"), outlook=_modalities(path, data, "outlook"), states=data["states"],
        events=data["events"], stated_nouns=data["stated_nouns"], stepped=stepped_hedges(), auxiliaries=auxiliaries,
        phrases=_phrases(path, data), **sets,
    )  # fmt: skip


def _phrases(path: Path, data: dict[str, Any]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for row in data["phrases"]:
        if not isinstance(row, dict) or set(row) != {"people", "verbs", "joints", "words", "lemma"}:
            raise RuleError(place_of(path, "phrases"), f"phrases has {row!r}", expected="people, verbs, joints, words and lemma")
        phrase = Phrase(bool(row["people"]), row["lemma"], frozenset(row["joints"].split()), frozenset(row["words"].split()))
        for verb in row["verbs"].split():
            found[verb] = (*found.get(verb, ()), phrase)
    return found


def _modalities(path: Path, data: dict[str, Any], key: str) -> dict[str, Modality]:
    try:
        return {word: Modality(name) for name, words in data[key].items() for word in words.split()}
    except ValueError as error:
        raise RuleError(place_of(path, key), str(error), expected=", ".join(m.value for m in Modality)) from error
