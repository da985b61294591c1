"""Datings: dates, days, clock times and spans as printed once, with the time that each of them says and the event that it dates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from factcheck.model.figures import Attribution, Figure, Modality, Predicate, Subject
from factcheck.model.sources import Position, Span, Step


class Grain(Enum):
    """To what a dating is printed, from the finest on."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"  # a quarter, a season of the year
    YEAR = "year"
    DECADE = "decade"

    @property
    def rank(self) -> int:
        """0 minute to 7 decade."""
        return _GRAINS.index(self)


_GRAINS = tuple(Grain)


class Form(Enum):
    """How a dating is printed."""

    ABSOLUTE = "absolute"  # March 10, 2026; March 10; 1998; June 2011
    WEEKDAY = "weekday"  # Tuesday, and nothing that says of which week
    RELATIVE = "relative"  # yesterday, last week, five days after the attack
    CLOCK = "clock"  # 4:20 p.m., and no day


class Edge(Enum):
    """Which part of the time line around its interval a dating speaks of."""

    AT = "at"  # on Tuesday, in 1998
    ABOUT = "about"  # around 6:20
    SINCE = "since"  # since May 10, after 1998: open behind
    UNTIL = "until"  # by Friday, before 1998, until May 10: open before


@dataclass(frozen=True, slots=True)
class Moment:
    """What is printed of one point or stretch of time; None where it is not printed. A year alone is a moment, and so is "the 13th"."""

    year: int | None = None
    month: int | None = None  # 1 to 12
    day: int | None = None  # 1 to 31, as printed: 30 February is read, and told by a rule
    weekday: int | None = None  # 0 Monday to 6 Sunday
    minute: int | None = None  # of the day, 0 to 1439
    zone: str = ""  # as printed, in lower case: "gmt", "est"
    part: str = ""  # early, mid, late; morning, afternoon, night
    half: bool = True  # False: an hour on the twelve-hour clock without a.m. or p.m.


@dataclass(frozen=True, slots=True)
class Offset:
    """How far a relative dating lies from what it is counted from."""

    count: int  # of units; negative before, positive behind, 0 the running one
    unit: str  # day, week, month, year, …
    of: str = "now"  # "now": the day of the text; "event": what the words behind it name


@dataclass(frozen=True, slots=True)
class Dating:
    """One dating as printed once, with what its surroundings say of the event that it dates."""

    source: str  # Source.id
    ordinal: int  # 0-based position among the datings of the source, in text order
    start: int  # the dating without its preposition: "Tuesday", "1967 to 1979"
    end: int
    surface: str  # text[start:end]
    phrase: Span  # with preposition and hedge: "by late Tuesday"
    sentence: int  # index into Layout.sentences
    position: Position
    form: Form
    grain: Grain
    at: Moment
    until: Moment | None = None  # the other end of a span
    offset: Offset | None = None  # of a relative one
    edge: Edge = Edge.AT
    first: str | None = None  # ISO day on which its interval begins; None: open, or not known
    last: str | None = None  # ISO day on which it ends, inclusive
    by: str = ""  # what it is resolved against: "printed", "published", "dateline", "text"; "" where it stays unresolved
    predicate: Predicate | None = None  # of the event
    event: str = ""  # noun of the event, where the dating stands at a noun: "the Friday vote", "the vote on Friday"
    subject: Subject | None = None
    attribution: Attribution | None = None
    modality: Modality = Modality.DONE
    place: str | None = None
    spoken: bool = False  # the verb that it stands at only reports: "said on Tuesday"
    quoted: bool = False
    names: tuple[str, ...] = ()  # capitalised names of the sentence, as printed, sorted
    before: tuple[str, ...] = ()  # words and marks of its sentence as printed, from the dating before it
    after: tuple[str, ...] = ()
    trace: tuple[Step, ...] = ()

    @property
    def id(self) -> str:
        """Stable within one result: source and ordinal."""
        return f"{self.source}@{self.ordinal}"


Mention = Figure | Dating  # what a finding can point at
