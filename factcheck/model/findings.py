"""What judging makes of a story: findings, coverage, the result that reports render."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from factcheck.model.facts import Story
from factcheck.model.figures import Interval
from factcheck.model.sources import Step


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
    """The figures and datings of a finding that say the same, in story order."""

    label: str  # the value or wording as printed: "about 275 troops"
    figures: tuple[str, ...]
    datings: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Its figures and its datings."""
        return (*self.figures, *self.datings)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's result. It speaks of disagreement and never says who is right."""

    id: str  # 12 hex digits, see check/ids
    rule: str
    severity: Severity
    message: str
    fact: str | None  # Fact.id; None where no fact is concerned
    figures: tuple[str, ...]  # all that it rests on, in story order
    sides: tuple[Side, ...] = ()  # the same figures grouped by what they say
    trace: tuple[Step, ...] = ()  # the arithmetic and the rows of the rule that led here
    accepted: bool = False  # by baseline or inline suppression
    bundle: str = ""  # what it is told under in one line with others of its rule: "wire-a.txt, wire-b.txt"; "" for one that is told by itself
    judged: tuple[tuple[str, Interval], ...] = ()  # of figures that it was judged by another interval than their own, beside another unit
    datings: tuple[str, ...] = ()  # Dating.id of all that it rests on, in story order
    reason: str = ""  # why it was accepted, as the baseline or the comment says

    @property
    def ids(self) -> tuple[str, ...]:
        """All that it rests on: its figures and its datings."""
        return (*self.figures, *self.datings)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a run looked at, so that silence does not look like success."""

    sources: int
    figures: int
    exclusions: int  # numbers set aside as dates, names and other things that are no figures
    facts: int  # that the figures make up
    aligned: int  # figures that share a fact with a figure of another source
    single: int  # figures in one source only
    lineages: int  # independent witnesses: copies of one text count once
    not_read: tuple[str, ...] = ()  # files that no reader takes, each with the reason, for people; sorted
    left_out: tuple[str, ...] = ()  # data of factcheck itself among the sources: settings, baselines, reports
    notes: tuple[str, ...] = ()  # what reading the sources had to decide, e.g. a guessed encoding
    datings: int = 0  # dates, days and clock times read

    @property
    def skipped(self) -> tuple[str, ...]:
        """All three together: what was not read, left out or decided."""
        return (*sorted((*self.not_read, *self.left_out)), *self.notes)


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
    """What the sources say of one figure of a draft, or of one of its times."""

    figure: str  # Figure.id; of a time its Dating.id
    status: str  # supported, drifted, stale, contradicted, unsupported
    evidence: tuple[str, ...]  # ids of the sources' figures or times that decided it, the best first
    reason: str
    # how: "computed", "table", "other words", "conversion"; of what drifted: "bound", "noun", "precision", "whole"; of what is contradicted: "slip"
    detail: str = ""


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
    dated: tuple[Verdict, ...] = ()  # one for each time of the draft of which there is something to say, in text order
    touched: frozenset[str] = frozenset()  # Figure.id of those that a change wrote anew, where the result is held against an older one
