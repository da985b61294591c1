"""Every record that crosses the boundary of a stage: frozen, slotted, picklable, hashable plain values.

Offsets are code points, half-open, into the unmodified text of a source. Values are ``Decimal``. Collections are tuples.
A stage adds knowledge by building the next record, never by filling fields of the last one.

    sources ──► text ──► extract ──► align ──► check ──► report
    Source      Layout   Extraction  Story     Finding   Result
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of code points in a source's text."""

    start: int
    end: int


class Step(NamedTuple):
    """One decision in a trace: which stage, by which table row or pattern, with what outcome."""

    stage: str  # "numeral", "unit", "hedge", "noun", …
    by: str  # table row or pattern, e.g. "hedges:at least"
    outcome: str


# --- sources and text ---------------------------------------------------------------------------------------------------------------------


class Run(NamedTuple):
    """A stretch of a source's text that stands unchanged in its file, up to the next run: where it begins here and there."""

    start: int  # offset into Source.text
    line: int  # 1-based, in the file
    column: int  # 1-based, in code points


class Mark(NamedTuple):
    """What a format says of a stretch of text: a heading, a list item, a table cell."""

    start: int
    end: int
    position: Position


@dataclass(frozen=True, slots=True)
class Source:
    """One text with its metadata. ``text`` is final: no stage rewrites it."""

    id: str  # path relative to the corpus root, "/"-separated
    text: str
    path: str = ""  # as the user would open it, for links; "-" is standard input
    outlet: str | None = None
    published: str | None = None  # ISO 8601 date or date-time, as given in corpus.toml
    lineage: str | None = None  # declared by the user; None: to be found out
    locale: str = "en"
    format: str = "text"  # text, markdown, html
    notes: tuple[str, ...] = ()  # what reading had to decide, e.g. a guessed encoding
    origin: tuple[Run, ...] = ()  # in order; empty: the text is the whole file; read by report.catalogue
    marks: tuple[Mark, ...] = ()  # in order, not nested; empty where the format has no structure


class Position(Enum):
    """Where in a source a sentence stands."""

    HEADLINE = "headline"
    BYLINE = "byline"  # "By Ann Lee", "Posted: …": furniture that names author or date
    BODY = "body"
    CAPTION = "caption"
    LIST = "list"
    TABLE = "table"
    BOILERPLATE = "boilerplate"  # copyright lines, "follow us", archive notes


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its place in the source."""

    start: int
    end: int
    paragraph: int  # 0-based, counted over the source
    position: Position


@dataclass(frozen=True, slots=True)
class Layout:
    """What the text stage knows of a source: sentences in order, quotations, the dateline's place and date as printed."""

    sentences: tuple[Sentence, ...]
    quotations: tuple[Span, ...] = ()  # with their marks, in order, not nested
    dateline: str | None = None  # place of the dateline, e.g. "LASANG, Carda"
    dated: str | None = None  # date of the dateline as printed, e.g. "March 10"


# --- figures ------------------------------------------------------------------------------------------------------------------------------


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
    quoted: bool = False  # stands inside a quotation
    names: tuple[str, ...] = ()  # capitalised names near the figure, as printed, sorted
    trace: tuple[Step, ...] = ()

    @property
    def id(self) -> str:
        """Stable within one result: source and ordinal."""
        return f"{self.source}#{self.ordinal}"


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


# --- facts --------------------------------------------------------------------------------------------------------------------------------


class Level(NamedTuple):
    """One rung of a comparison ladder on which a pair came to stand."""

    aspect: str  # "noun", "predicate", "window", …
    level: str  # "exact_rare"
    bits: float
    detail: str = ""  # what was compared, for people


@dataclass(frozen=True, slots=True)
class Comparison:
    """One pair of figures placed on every ladder of ``rules/matching.yaml``."""

    a: str  # Figure.id; a < b in the order of the story
    b: str
    levels: tuple[Level, ...]
    bits: float  # sum over the levels, rounded to a tenth
    barred: str = ""  # reason of a cannot-link; "" if none


@dataclass(frozen=True, slots=True)
class Fact:
    """A group of figures, across sources or inside one, that speak of the same thing."""

    id: str  # stable under unrelated edits; hash of its key
    label: str  # for people: "people killed"
    key: tuple[str, ...]  # sorted normalised noun, unit and event words
    figures: tuple[str, ...]  # Figure.id, in story order
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

    extractions: tuple[Extraction, ...]  # sorted by source id
    facts: tuple[Fact, ...]  # every figure stands in exactly one, alone if need be
    lineages: tuple[Lineage, ...]
    passages: tuple[Passage, ...] = ()
    comparisons: tuple[Comparison, ...] = ()  # pairs that were compared and not linked, for explain; may be cut to the best


# --- findings -----------------------------------------------------------------------------------------------------------------------------


class Severity(Enum):
    """How much a finding matters; ordered by ``rank``."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 note, 1 warning, 2 error."""
        return ("note", "warning", "error").index(self.value)


@dataclass(frozen=True, slots=True)
class Side:
    """The figures of a finding that say the same, in story order."""

    label: str  # the value or wording as printed: "about 275 troops"
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's result. It speaks of disagreement and never says who is right."""

    id: str  # 12 hex digits, see report/ids
    rule: str
    severity: Severity
    message: str
    fact: str | None  # Fact.id; None where no fact is concerned
    figures: tuple[str, ...]  # all that it rests on, in story order
    sides: tuple[Side, ...] = ()  # the same figures grouped by what they say
    trace: tuple[Step, ...] = ()  # the arithmetic and the rows of the rule that led here
    accepted: bool = False  # by baseline or inline suppression


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a run looked at, so that silence does not look like success."""

    sources: int
    figures: int
    exclusions: int
    facts: int
    aligned: int  # figures that share a fact with a figure of another source
    single: int  # figures in one source only
    lineages: int
    skipped: tuple[str, ...] = ()  # what was left out and why, for people


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What the baseline and inline suppressions hid, and which of their entries no longer hide anything."""

    baseline: int = 0  # findings accepted by the baseline
    inline: int = 0  # findings accepted by a comment in a source
    stale: tuple[str, ...] = ()  # ids of baseline entries that met no finding, sorted
    expired: tuple[str, ...] = ()  # ids of baseline entries past their ``until``, sorted; they hide nothing
    unused: tuple[str, ...] = ()  # "source:line rule" of comments that met no finding


@dataclass(frozen=True, slots=True)
class RuleNote:
    """What a report says of a rule; the rule itself stays in ``check``."""

    id: str
    severity: Severity
    summary: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the sources say of one figure of a draft."""

    figure: str  # Figure.id
    status: str  # supported, drifted, stale, contradicted, unsupported
    evidence: tuple[str, ...]  # Figure.id of the sources' figures that decided it, the best first
    reason: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a check hands to the reports."""

    story: Story
    findings: tuple[Finding, ...]  # sorted: severity, fact key, rule, id
    coverage: Coverage
    acceptance: Acceptance = Acceptance()
    rules: tuple[RuleNote, ...] = ()  # that ran, sorted by id
    title: str = ""  # name of the story, for people; never a path of the machine
    draft: str | None = None  # Source.id of the draft that was held against the others
    verdicts: tuple[Verdict, ...] = ()  # one for each figure of the draft, in text order
