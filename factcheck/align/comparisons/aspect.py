"""What one comparison is: a name, its levels, the condition that places a pair on one of them, and the words in which people are told."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from factcheck.align.records.record import Context, Entry, Statement, Vector
from factcheck.tables.matching import Matching

MANY = 12  # numbers of one sort in one source among which none is the only one
Rates = Mapping[tuple[str, str], float]  # what one currency is worth in another, by the story's own conversions


class Surroundings:
    """What the comparisons of one story share: its context, its tables, and what was looked up once about sentences and words.

    Pure: what it answers depends on the story alone, not on the order of asking.
    """

    def __init__(self, context: Context, matching: Matching, rates: Rates) -> None:
        self.context = context
        self.rates = rates
        self.numbers = matching.numbers
        self.light_verbs = matching.light_verbs
        self.light_nouns = matching.light_nouns
        self.aligned_places: dict[tuple[int, int], dict[int, int]] = {}
        self.printed: dict[int, frozenset[tuple[str, float, float, str]]] = {}  # values by line
        self.lengths: dict[tuple[int, str], list[Entry]] = {}  # figures that are the length, height … of something, by source and way
        self.facets: dict[tuple[int, str, str], list[Entry]] = {}  # figures by source, dimension and what they are asked for
        for entry in context.entries:
            if entry.extent or entry.by_thing:
                self.lengths.setdefault((entry.source, entry.extent or entry.by_thing), []).append(entry)
            if entry.facet:
                self.facets.setdefault((entry.source, entry.group, entry.facet), []).append(entry)
        self.among: dict[int, bool] = {}  # whether a figure counts some of those told, by its place in the context
        self.moulds: dict[tuple[int, int], tuple[frozenset[str], ...]] = {}
        self._cosines: dict[tuple[int, int], float] = {}
        self._relations: dict[tuple[str, str, str], str] = {}

    def cosine(self, i: int, j: int) -> float:
        """How alike the words of two sentences are, by their places in the context."""
        key = (i, j) if i <= j else (j, i)
        found = self._cosines.get(key)
        if found is None:
            found = dot(self.context.lines[i].vector, self.context.lines[j].vector)
            self._cosines[key] = found
        return found

    def relation(self, what: str, a: str, b: str) -> str:
        """How two nouns ("noun") or two verbs ("predicate") are related, as a level."""
        key = (what, a, b) if a < b else (what, b, a)
        found = self._relations.get(key)
        if found is None:
            words = self.context.words
            found = words.noun_relation(key[1], key[2]) if what == "noun" else words.predicate_relation(key[1], key[2])
            found = "synonym" if found == "same" else found
            if what == "predicate":
                found = "far" if found in ("far", "unknown", "same_lexfile") else "related"
            self._relations[key] = found
        return found

    def rarity(self, uses: float) -> str:
        """The level of a word that both figures print, by how often a source of the story uses it."""
        if uses <= self.numbers["rare_uses"]:
            return "exact_rare"
        return "exact" if uses <= self.numbers["common_uses"] else "exact_common"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements that are compared; ``x`` and ``y`` speak for them, in the order of the story."""

    a: Statement
    b: Statement
    x: Entry
    y: Entry
    story: Surroundings

    @property
    def measured(self) -> str:
        """Whether counts or measures are compared: the words of a measure weigh otherwise."""
        return "measure" if self.x.group != "count" else "count"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One comparison. ``places`` puts a pair on one of ``levels``; ``shown`` is what a figure has in this respect, for people.

    Every level has its weight and label in ``rules/matching.yaml``.
    """

    name: str
    levels: tuple[str, ...]
    places: Callable[[Pair], str]
    shown: Callable[[Entry], str] | None = None


def overlap(x: frozenset[str], y: frozenset[str], apart: str, none: str) -> str:
    """The level of two sets of words: all, some or none in common; one or both empty."""
    if not x or not y:
        return "one_missing" if x or y else none
    if x == y:
        return "same"
    return apart if x.isdisjoint(y) else "share"


def told(x: str, y: str) -> str:
    """The level of two words, either of which may be missing."""
    if not x or not y:
        return "one_missing" if x or y else "none"
    return "same" if x == y else "differs"


def dot(a: Vector, b: Vector) -> float:
    """The cosine of two vectors of length 1."""
    if len(a) > len(b):
        a, b = b, a
    return math.fsum(w * b[s] for s, w in a.items() if s in b)
