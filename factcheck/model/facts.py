"""What alignment makes of figures: facts, lineages, repeated passages, the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from factcheck.model.figures import Extraction
from factcheck.model.grids import Reading
from factcheck.model.sources import Span


class Level(NamedTuple):
    """The level of one comparison on which a pair came to stand."""

    aspect: str  # "noun", "predicate", "window", …
    level: str  # "exact_rare"
    weight: float
    detail: str = ""  # what was compared, for people


# Comparisons that rest on the values of two figures, and those that rest on anything about their numbers; what is left is the context.
VALUE_ASPECTS = ("value", "value_same_source", "moved", "rounds", "about", "range_end", "vague", "small", "partner")
NUMBER_ASPECTS = (*VALUE_ASPECTS, "unit", "kind")
EXCHANGED = "one text gives this number to another, and another number to the one that is meant"  # why equal figures cannot be one fact


@dataclass(frozen=True, slots=True)
class Comparison:
    """One pair of figures placed on a level of every comparison of ``rules/matching.yaml``."""

    a: str  # Figure.id; a < b in the order of the story
    b: str
    levels: tuple[Level, ...]
    weight: float  # match weight: the sum over the levels, rounded to a tenth
    probability: float = 1.0  # that both speak of one fact, by the weight; to four decimals
    cannot_link: str = ""  # why they can never be one fact; "" if none
    even: float = 0.0  # match weight at which the odds are even

    def without(self, *aspects: str, more: float = 0.0) -> float:
        """The probability with some comparisons left out: the difference that a rule reports may not count against the link.

        ``more`` is weight that other evidence brings.
        """
        return probability(self.weight + more - sum((level.weight for level in self.levels if level.aspect in aspects), 0.0), self.even)


def probability(weight: float, even: float) -> float:
    """The probability that belongs to a match weight: weights are log2 of odds, and at ``even`` the odds are even.

    >>> probability(6.0, 6.0), probability(9.0, 6.0)
    (0.5, 0.8889)
    """
    odds: float = 2.0 ** min(60.0, max(-60.0, even - weight))
    return round(1.0 / (1.0 + odds), 4)


@dataclass(frozen=True, slots=True)
class Fact:
    """A group of figures, across sources or inside one, that speak of the same thing."""

    id: str  # stable under unrelated edits; hash of its key
    label: str  # for people: "people killed"
    key: tuple[str, ...]  # sorted normalised noun, unit and event words
    figures: tuple[str, ...]  # Figure.id, in story order
    comparisons: tuple[Comparison, ...] = ()  # that hold the group together, strongest first


@dataclass(frozen=True, slots=True)
class Occasion:
    """Datings, across sources or inside one, that date the same event."""

    id: str
    label: str  # for people: "vote (the council)"
    datings: tuple[str, ...]  # Dating.id, in story order
    comparisons: tuple[Comparison, ...] = ()  # that hold the group together, strongest first


@dataclass(frozen=True, slots=True)
class Lineage:
    """Sources that carry the same copy; one lineage is one witness."""

    id: str
    sources: tuple[str, ...]  # sorted
    by: str = "alone"  # "declared", "copied" (shared passages) or "alone"
    share: float = 0.0  # smallest share of copied sentences that joined a member


@dataclass(frozen=True, slots=True)
class Passage:
    """The same run of sentences twice in one source."""

    source: str
    first: Span
    second: Span
    pairs: tuple[tuple[str, str], ...] = ()  # figures of the first with their doubles in the second


@dataclass(frozen=True, slots=True)
class Story:
    """What ``align`` hands to ``check``: the sources that belong together, their figures grouped into facts."""

    extractions: tuple[Extraction, ...]  # in an order that hangs on what they say and not on their names, see quantity.order
    facts: tuple[Fact, ...]  # every figure stands in exactly one, alone if need be
    lineages: tuple[Lineage, ...]
    passages: tuple[Passage, ...] = ()
    comparisons: tuple[Comparison, ...] = ()  # pairs that were compared and not linked, for explain; may be cut to the best
    occasions: tuple[Occasion, ...] = ()  # of two datings and more
    dated: tuple[Comparison, ...] = ()  # pairs of datings that may date one event, the likeliest first
    limits: tuple[str, ...] = ()  # what was too much to be compared in full, for people
    readings: tuple[Reading, ...] = ()  # what in a table the figures of texts may speak of, in the order of those figures
    statements: tuple[tuple[str, ...], ...] = ()  # figures that are one statement (reprinted in a copy, or converted); comparisons name the first
