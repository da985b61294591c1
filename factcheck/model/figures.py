"""Figures: quantities as printed once, with what their surroundings say of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from factcheck.model.sources import Layout, Position, Source, Span, Step

if TYPE_CHECKING:
    from factcheck.model.datings import Dating
    from factcheck.model.grids import Table


class Kind(Enum):
    """What sort of quantity a figure is; figures of different kinds are rarely one fact."""

    COUNT = "count"  # 275 troops
    MEASURE = "measure"  # 18 miles, 55 mph, magnitude 4.6
    MONEY = "money"  # $107
    PERCENT = "percent"  # 4%, 3 percentage points, 25 basis points
    SHARE = "share"  # a third, half, one in five, 3 out of 4
    MULTIPLE = "multiple"  # twice, tenfold, 3 times as many
    AGE = "age"  # a 10-year-old, Allman, 45
    DURATION = "duration"  # 18 months, five years


class Hedge(Enum):
    """How the text qualifies a quantity."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    VAGUE = "vague"  # dozens, hundreds, several hundred


class Modality(Enum):
    """Whether the thing counted is done."""

    DONE = "done"
    PLANNED = "planned"  # is to send, will cost, would be needed
    EXPECTED = "expected"  # forecast, estimate of the future
    DENIED = "denied"
    CONDITIONAL = "conditional"  # could, may, if


class Role(Enum):
    """What part a figure plays among its neighbours."""

    TOTAL = "total"
    PART = "part"  # "30 of them", "of which 48 million"
    WHOLE = "whole"  # "… of the 2,500"
    CHANGE = "change"  # "rose 4%", "down 12"
    PREVIOUS = "previous"  # "from $103", "up from 41,000 in 2024", "an earlier toll of 14"
    CURRENT = "current"  # "to $107", after a change
    FURTHER = "further"  # "another 14", "a further 1,900", "the remaining 30"
    LIMIT = "limit"  # a threshold, capacity or target: "the 5 percent hurdle"
    RESTATED = "restated"  # a conversion of the figure before it: "18 miles (29 kilometers)"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value or range as printed, before any hedge.

    ``low``/``high`` are in ``unit`` with scale words applied ("$1.2bn" is 1200000000). They stand in the printed order, so a range upside down
    stays visible. ``step`` is the size of the last printed digit after scaling: 170 → 10, 275 → 1, 1.2 million → 100000, 2.0 → 0.1.
    """

    low: Decimal
    high: Decimal
    step: Decimal
    unit: str = ""  # quantulum3's canonical name; ISO 4217 for a currency; "" for counts, shares and multiples
    dimension: str = ""  # quantulum3's entity: "length", "currency", "time", …; "" for a bare count
    per: str = ""  # denominator as a noun lemma or unit: "$107 a barrel" → "barrel"; "30 per 100,000" → "100000"
    kind: Kind = Kind.COUNT

    @property
    def is_range(self) -> bool:
        """Whether the text states two bounds."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a figure admits once hedge and printed precision are applied, in the quantity's own unit. None: unbounded."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False  # True: the bound itself is not admitted ("more than 200")
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """The counted or measured thing: "170 U.S. personnel" → personnel."""

    lemma: str  # singular, case kept for names: "Marine", "person" for people
    cls: str = ""  # class from the lexicon: "military-person", "person", "money", …; "" unknown
    modifiers: tuple[str, ...] = ()  # words before the head as printed: ("U.S.",)
    span: Span | None = None  # None: not printed next to the figure but inherited
    inherited: bool = False  # left out here, taken from the sentence or the one before ("of those, 30")


@dataclass(frozen=True, slots=True)
class Predicate:
    """What happens to, or with, the counted thing."""

    lemma: str  # "kill", "arrive", "rise"
    cls: str = ""  # class from the lexicon; "" unknown
    negated: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said it."""

    speaker: str  # as printed: "the White House"
    verb: str = ""  # lemma: "say", "claim"; "" for "according to"
    stance: str = "said"  # said, claimed, estimated, denied
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose figure it is: the person of an age, the owner of a value, the subject of the clause."""

    text: str  # as printed: "Jo Hill", "the driver", "the mill's"
    span: Span
    how: str  # apposition, role, age, possessive, part, clause, described, sentence before, heading


@dataclass(frozen=True, slots=True)
class Inherited:
    """A place or time that the figure's sentence leaves out and its surroundings give."""

    text: str  # as printed: "in Bogo City", "LASANG, Carda"
    how: str  # dateline, heading, sentence before
    date: str | None = None  # of a time, as ``Figure.date``


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity as printed once, with what its surroundings say about it."""

    source: str  # Source.id
    ordinal: int  # 0-based position among the figures of the source, in text order
    start: int  # the quantity with its unit
    end: int
    surface: str  # text[start:end]
    quantity: Quantity
    interval: Interval
    hedge: Hedge
    phrase: Span  # hedge and noun phrase included
    sentence: int  # index into Layout.sentences
    position: Position
    hedge_cues: tuple[Span, ...] = ()
    noun: Noun | None = None
    predicate: Predicate | None = None
    attribution: Attribution | None = None  # None: the outlet in its own voice
    modality: Modality = Modality.DONE
    role: Role = Role.PLAIN
    place: str | None = None  # as printed, restricts the figure: "in Bogo City"
    time: str | None = None  # as printed: "last year", "on Tuesday"
    date: str | None = None  # ``time`` resolved against the source's own date: "2025", "2026-03-10"
    scene: Inherited | None = None  # place of the surroundings, where the sentence gives none
    moment: Inherited | None = None  # time of the surroundings, where the sentence gives none
    subject: Subject | None = None  # whose figure it is, None where nothing says
    quoted: bool = False  # stands inside a quotation
    names: tuple[str, ...] = ()  # capitalised names near the figure, as printed, sorted
    restates: str | None = None  # id of the figure that this one says again in another unit
    fate: str = ""  # what became of those who are counted: "dead", "missing"; "" if nothing says it
    nation: str = ""  # whose they are, by a demonym or country before the noun: "Iraq"
    besides: str = ""  # who is counted beside the noun: "crew" of "189 passengers and crew", "other" of "12 other towns"
    before: tuple[str, ...] = ()  # words and marks of its sentence as printed, from the figure before it
    after: tuple[str, ...] = ()  # and those up to the next figure
    own: int = 0  # how many of ``after`` belong to its phrase: the noun and what stands before it
    trace: tuple[Step, ...] = ()

    @property
    def id(self) -> str:
        """Stable within one result: source and ordinal."""
        return f"{self.source}#{self.ordinal}"

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell of a file of tables, which has rows and columns in the place of a sentence."""
        return self.trace[:1] != () and self.trace[0].stage == "table"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Something that looks like a figure and is none, kept so that nothing is silently skipped."""

    start: int
    end: int
    surface: str
    kind: str  # date, year, time, ordinal, designator, phone, address, list-number, score, …
    by: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that is known of one source once ``extract`` is done with it."""

    source: Source
    layout: Layout
    figures: tuple[Figure, ...]
    exclusions: tuple[Exclusion, ...] = ()
    datings: tuple[Dating, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def text(self) -> str:
        """What was read: the source's text, with the capitals of names where it has lost them."""
        return self.layout.of(self.source)

    @property
    def mentions(self) -> tuple[Figure | Dating, ...]:
        """Its figures, then its datings."""
        return (*self.figures, *self.datings)

    def at_most(self, count: int) -> Extraction:
        """The same with the first ``count`` figures; a note of the source counts those behind them."""
        beyond = len(self.figures) - count
        if beyond <= 0:
            return self
        kept = self.figures[:count]
        there = {f.id for f in kept}
        kept = tuple(replace(f, restates=None) if f.restates is not None and f.restates not in there else f for f in kept)
        note = f"{len(self.figures):,} figures, {beyond:,} of them beyond the limit of {count:,} and not checked"
        return replace(self, source=replace(self.source, notes=(*self.source.notes, note)), figures=kept)
