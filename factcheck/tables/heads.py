"""``heads.yaml``: how the counted noun is found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from factcheck.tables.fields import word_sets
from factcheck.tables.yamlfile import read_yaml


@dataclass(frozen=True, slots=True)
class Heads:
    """How the counted noun is found."""

    linking: frozenset[str]
    linking_to: frozenset[str]
    measuring: frozenset[str]
    object: frozenset[str]
    pronouns: frozenset[str]
    passed: frozenset[str]
    stops: frozenset[str]
    not_in: frozenset[str]
    determiners: frozenset[str]
    unnamed: frozenset[str]
    objects_open: frozenset[str]
    abstract: frozenset[str]
    extents: frozenset[str]
    of_passed: frozenset[str]
    numbered: frozenset[str]
    adverbials: frozenset[str]
    time_classes: frozenset[str]
    labels: frozenset[str]
    anaphors: frozenset[str]
    said: frozenset[str]
    placing: frozenset[str]
    clause_marks: frozenset[str]
    clause_starts: frozenset[str]
    measured: frozenset[str]
    directions: frozenset[str]
    away_from: frozenset[str]
    priced: frozenset[str]
    at_price: frozenset[str]
    listing: frozenset[str]
    moving: frozenset[str]
    ways: frozenset[str]
    joints: frozenset[str]
    behind_noun: frozenset[str]
    comparatives: frozenset[str]
    subject_pronouns: frozenset[str]
    counters: frozenset[str]
    parts: frozenset[str]
    before_worth: frozenset[str]
    again: frozenset[str]
    point_words: frozenset[str]
    indices: frozenset[str]
    quoted_classes: frozenset[str]
    not_hyphened: frozenset[str]
    collective: frozenset[str]
    thirds: frozenset[str]
    after_thirds: frozenset[str]
    demonstratives: frozenset[str]
    parents: frozenset[str]
    whole_hedges: frozenset[str]
    unit_classes: frozenset[str]


def load_heads(path: Path) -> Heads:
    """Read ``heads.yaml``; raises as ``load_numerals``."""
    return Heads(**word_sets(Heads, read_yaml(path), path))
