"""``roles.yaml``: the words that give a figure its part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from factcheck.tables.fields import WordSet, exact_word_sets, read_lexicon
from factcheck.tables.hedges import stepped_hedges


@dataclass(frozen=True, slots=True)
class RoleTable:
    """``rules/lexicon/roles.yaml``: the words that give a figure its part."""

    further: WordSet
    further_after: WordSet
    totals: WordSet
    total_after: WordSet
    changes: WordSet
    changes_if_measured: WordSet
    movers: WordSet
    carriers: WordSet
    change_nouns: WordSet
    change_after: WordSet
    offsets: WordSet
    yardsticks: WordSet
    no_yardsticks: WordSet
    yardstick_ends: WordSet
    previous_words: WordSet
    previous_adjectives: WordSet
    earlier: WordSet
    putting: WordSet
    compare: WordSet
    beside: WordSet
    limits: WordSet
    limit_before: WordSet
    among: WordSet
    those: WordSet
    determiners: WordSet
    quantifiers: WordSet
    fillers: WordSet  # with the hedges that are stepped over
    be: WordSet
    comparatives: WordSet
    compared_after: WordSet
    not_before: WordSet
    hold: WordSet
    able: WordSet
    rooms: WordSet
    licences: WordSet
    measured: WordSet
    stops: WordSet  # with the marks that end a clause
    numbers: WordSet
    of_idioms: WordSet
    bare_openers: WordSet
    bare_followers: WordSet
    ranking: WordSet
    sharing: WordSet


_MARKS = frozenset('.;?!"“”')


@cache
def role_table() -> RoleTable:
    """Load and check the lexicon of roles.

    Raises:
        RuleError: a key is missing or unknown, or an entry has the wrong shape.
    """
    path, data = read_lexicon("roles")
    sets = exact_word_sets(path, data, RoleTable)
    sets["stops"] |= _MARKS
    sets["fillers"] |= stepped_hedges()
    return RoleTable(**sets)
