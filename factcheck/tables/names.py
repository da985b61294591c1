"""``names.yaml``: the words by which a name is known in copy that has lost its capitals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from factcheck.tables.fields import WordSet, exact_word_sets, read_lexicon


@dataclass(frozen=True, slots=True)
class NameTable:
    """``rules/lexicon/names.yaml``: the words by which a name is known in copy that has lost its capitals."""

    given: WordSet
    doubtful: WordSet
    initials: WordSet
    always: WordSet
    phrases: WordSet
    addressed: WordSet
    bodies: WordSet
    before: WordSet
    always_before: WordSet
    introducing: WordSet
    where: WordSet
    small_letters: WordSet
    prefixes: WordSet
    endings: WordSet


@cache
def name_table() -> NameTable:
    """Load and check the lexicon of names.

    Raises:
        RuleError: a key is missing or unknown, or an entry has the wrong shape.
    """
    path, data = read_lexicon("names")
    return NameTable(**exact_word_sets(path, data, NameTable))
