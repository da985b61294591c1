"""``subjects.yaml``: the words around those whose figure it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from factcheck.tables.fields import WordSet, exact_word_sets, read_lexicon


@dataclass(frozen=True, slots=True)
class SubjectTable:
    """``rules/lexicon/subjects.yaml``: the words around those whose figure it is."""

    pronouns: WordSet
    possessives: WordSet
    relatives: WordSet
    determiners: WordSet
    age_words: WordSet
    passed: WordSet
    openers: WordSet
    time_classes: WordSet
    clauses: WordSet
    leading: WordSet
    personal: WordSet
    neuter: WordSet
    within: WordSet
    singular: WordSet
    alone: WordSet
    expletives: WordSet
    dealing: WordSet
    placing: WordSet
    placed: WordSet
    when: WordSet
    owning: WordSet
    aging: WordSet
    articles: WordSet
    where: WordSet
    shares: WordSet
    extents: WordSet
    dimensions: WordSet
    halves: WordSet
    distances: WordSet
    nesting: WordSet
    befalling: WordSet
    events: WordSet
    floating: WordSet
    anybody: WordSet


@cache
def subject_table() -> SubjectTable:
    """Load and check the lexicon of subjects.

    Raises:
        RuleError: a key is missing or unknown, or an entry has the wrong shape.
    """
    path, data = read_lexicon("subjects")
    return SubjectTable(**exact_word_sets(path, data, SubjectTable))
