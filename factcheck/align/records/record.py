"""The records of one story that comparison works on: sentences, figures with their surroundings, and what is looked up about them.

Everything a pair is compared by is computed once a figure (``reading``), so that the comparison itself only looks things up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.align.records.scopes import NO_SCOPE, Scope
from factcheck.align.records.sides import Stance
from factcheck.model import Extraction, Figure
from factcheck.tables.words import Words

Name = frozenset[str]  # the words of a name, in lower case
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-‑][^\W\d_]+)*|\d+(?:[.,]\d+)*")

Vector = Mapping[str, float]  # stem → weight, of length 1


@dataclass(slots=True)
class Line:
    """One sentence of a source as the alignment sees it."""

    source: int
    index: int
    start: int
    end: int
    shape: tuple[str, ...]  # all words in lower case, digits as "#"
    stems: frozenset[str]
    spans: tuple[tuple[int, int], ...]
    vector: Vector
    figures: list[int]  # indices into Context.entries, in text order
    named: tuple[tuple[int, int], ...]  # runs of words that are names, half-open
    text_key: str  # words and digits, for verbatim copies


@dataclass(frozen=True, slots=True)
class Person:
    """``name`` holds the words of the name, ``roles`` the nouns for a person that stand for it; both empty where nothing says whose age it is."""

    name: Name = frozenset()
    roles: frozenset[str] = frozenset()


@dataclass(slots=True)
class Entry:
    """One figure with everything that a comparison asks about it."""

    index: int  # in story order
    figure: Figure
    source: int
    witness: int  # the source, with its headline as a witness of its own: it restates the body as another source would
    line: int
    group: str  # what it may be compared with at all: "count", "length", "money", "ratio"
    low: float  # in the base unit of its dimension
    high: float
    floor: float  # the interval it admits, in the same unit
    ceiling: float
    noun: str  # lemma, lower case; "" if none
    predicate: str
    window: Vector
    names: frozenset[str]
    owner: frozenset[str]  # words of the name that the figure is said of: the nearest before it in the sentence, else the nearest behind
    close: bool  # whether the owner stands before the figure in the same clause: "EDS shares rose $5"
    person: Person  # whose age it is
    anchor: frozenset[str]  # from where a distance is measured: the name beside the figure
    subject: frozenset[str]  # stems of whose figure it is; empty for a pronoun
    subject_named: bool  # whether a name, or a word that no table knows, is in it
    speaker: frozenset[str]  # stems of who is said to have said it
    place: frozenset[str]
    time: str  # the date that restricts it, as far as it is known: "2025", "2026-03-10"
    compared: frozenset[str]  # years with which its sentence compares it, so that it is of none of them
    years: frozenset[str]  # in which an undated figure may hold: that of its source, and those that its sentence prints
    per: str
    digits: str  # significant digits of the first value
    sort: str  # kind for comparing kinds: "count", "age", "ago", "change", …
    role: str
    planned: bool
    fate: str  # what became of those who are counted: "dead", "missing"; "" if nothing says it
    nation: str  # whose they are, by a demonym or country before the noun: "Iraq"
    trend: int  # 1 where it rises, -1 where it falls
    countries: frozenset[str]  # that the words around it name, by country or demonym
    besides: str  # who is counted beside the noun
    stance: Stance | None  # on which side of a question the counted stand, if anything says it
    behind: frozenset[str]  # stems of the first words behind it
    clause: frozenset[str]  # stems of its clause
    members: Mapping[int, str]  # of sets of words that exclude one another, which its clause names
    lead: bool  # whether its sentence is one of the first two of its source that have figures
    step: float  # the size of its last printed digit, in the base unit
    month: int  # that its time names, 1 is January; 0 if none
    period: str  # "quarter 1", "half 2", "year"; "" if none is named
    day: str  # the weekday that it is told for, "monday"; "" if none is named
    extent: str  # in which way it is a length: "height", "width"; "" if nothing says it
    by_thing: str = ""  # the same where nothing but the thing says it: a 42-metre ferry is so long
    scope: Scope = NO_SCOPE  # within what it holds
    facet: str = ""  # what it is asked for, whatever words tell it: "reward", "turnout"


@dataclass(frozen=True, slots=True)
class Statement:
    """Figures that are one statement: printed again in the same sentence of a copy, or in another unit right beside it."""

    index: int
    entries: tuple[Entry, ...]  # as first printed: the statement and its conversions
    members: tuple[int, ...]  # indices into Context.entries, sorted
    sources: tuple[int, ...]  # sorted; witnesses in the sense of Entry
    lines: frozenset[int]

    @property
    def entry(self) -> Entry:
        """The figure that speaks for all: the first in story order."""
        return self.entries[0]


@dataclass(slots=True)
class Context:
    """The figures and sentences of one story with all that is looked up about them."""

    extractions: tuple[Extraction, ...]
    lines: list[Line]
    entries: list[Entry]
    noun_uses: Mapping[str, float]  # uses a source that has it
    predicate_uses: Mapping[str, float]
    group_uses: Mapping[str, float]  # of a dimension; a figure and its conversion count once
    words: Words
    place_contrasts: frozenset[tuple[frozenset[str], frozenset[str]]]  # both ways round
    stem_uses: tuple[Mapping[str, int], ...]  # of each source: how often it prints a stem
    values: tuple[frozenset[tuple[str, float, float]], ...]  # of each source: what it prints, by group
    owner_contrasts: frozenset[tuple[frozenset[str], frozenset[str]]]
    idf: Mapping[str, float]  # of each stem over the story's sentences


def stem_of(words: Words, word: str) -> str:
    """Stem of one lower-case word; "" for function words and bare digits."""
    if word[0].isdecimal() or words.is_function(word):
        return ""
    return words.stem(word)
