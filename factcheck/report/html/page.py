"""What the page says, as plain records for its template: sources, findings and facts with the places that link them.

Anchors: ``s3-14`` is figure 14 of column 3, ``fact-7`` fact 7 of the story; a finding is ``finding-`` and its id, so links to it last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.model import Dating, Fact, Figure, Finding, Lineage, Mention, Result, Severity
from factcheck.model.coverage import nothing_compared
from factcheck.report import Style
from factcheck.report.bundles import Bundle, apart
from factcheck.report.catalogue import Catalogue
from factcheck.report.checklist import Entry, acceptances, entries
from factcheck.report.html.strip import Strip, strips
from factcheck.report.html.text import Paragraph, paragraphs
from factcheck.report.html.timeline import timeline
from factcheck.report.lists.ledger import rows
from factcheck.report.quote import Quote, quote
from factcheck.report.sentences import meaning
from factcheck.report.values import coverage_lines, plural, tally

_TIME = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?(?P<zone>Z|[+-]\d\d:\d\d|)")
_HUES = 8  # colours of underlines, see report.css


@dataclass(frozen=True, slots=True)
class Column:
    """One source: its name for people, what is known of it, and its text."""

    index: int
    name: str
    id: str
    published: str
    note: str  # "draft", "same copy as …", or ""
    figures: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure in its sentence."""

    anchor: str
    source: str
    line: int
    quote: Quote
    remark: str


@dataclass(frozen=True, slots=True)
class FindingItem:
    """One finding with the figures it rests on; ``facts`` are the numbers of the facts they belong to."""

    id: str
    rule: str
    severity: Severity
    message: str
    summary: str
    accepted: bool
    facts: tuple[int, ...]
    cited: tuple[Cited, ...]
    folded: tuple[FindingItem, ...] = ()  # the findings that it stands for, in one line


@dataclass(frozen=True, slots=True)
class FactItem:
    """One fact with its plot. ``hue`` is 0 for facts of one source, else 1 to ``_HUES``; ``worst`` the severity of its open findings."""

    number: int
    label: str
    sources: int
    figures: int
    hue: int
    worst: str
    strips: tuple[Strip, ...]

    @property
    def extent(self) -> str:
        """What is printed: the smallest and the largest, or the only value with its noun."""
        ends = self.strips[0].statements[0], self.strips[0].statements[-1]
        low, high = (" ".join(s.figures[0].surface.split()) for s in ends)
        if self.sources == 1 and len(self.strips[0].statements) == 1:
            return ends[0].wording
        return low if low.casefold() == high.casefold() else f"{_shortened(low, high)} – {high}"


@dataclass(frozen=True, slots=True)
class LineageItem:
    """Sources that carry one copy."""

    names: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class RuleItem:
    """A rule with what it found."""

    id: str
    severity: Severity
    count: int
    summary: str
    explanation: str


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One figure or time of the draft to tick off: where it stands, what was made of it, and the best evidence."""

    anchor: str
    line: int
    phrase: str
    verdict: str
    status: str
    reason: str
    evidence: Cited | None
    facts: tuple[int, ...]  # numbers of its own fact and of those of the evidence
    on: tuple[str, ...]  # anchors of the figure and of all its evidence
    accepted: str  # "accepted: REASON", or ""


class Page:
    """Everything the template asks for. The draft, if there is one, is the first column; otherwise the story's order holds throughout."""

    def __init__(self, result: Result, style: Style) -> None:
        self._catalogue = Catalogue(result)
        self.draft = result.draft
        self._names = _names(self._catalogue)
        ids = sorted(self._catalogue.sources, key=lambda s: s != result.draft)
        self._index = {s: i for i, s in enumerate(ids)}
        self._findings = self._catalogue.open_findings(style.show_accepted)
        self._number = {f.id: i for i, f in enumerate(self._catalogue.facts.values())}
        self._fact_of = {i: n for n, f in enumerate(self._catalogue.facts.values()) for i in f.figures}
        self.title = result.title or "the sources"
        self.tally = tally(result)
        self.nothing = nothing_compared(result)
        self.coverage = coverage_lines(result, shown=style.show_accepted)
        alone, bundles = apart(self._findings)
        self.findings = (*(self._finding(f) for f in alone), *(self._bundle(b) for b in bundles))
        self.counts = tuple((s, sum(f.severity is s for f in self.findings)) for s in (Severity.ERROR, Severity.WARNING, Severity.NOTE))
        self._worst = self._severities()
        open_findings = sorted(self._findings, key=lambda f: f.severity.rank)
        self._times: dict[str, str] = {
            i: f.severity.value for f in open_findings if f.severity is not Severity.NOTE and not f.accepted for i in f.datings
        }
        self.timeline = timeline(self._catalogue)
        self.facts = self._facts()
        self._fact_at = {f.number: f for f in self.facts}
        extractions = {e.source.id: e for e in result.story.extractions}
        self.columns = tuple(self._column(s, tuple(paragraphs(extractions[s]))) for s in ids)
        self.lineages = tuple(_lineage(x, self._names) for x in result.story.lineages)
        self.rules = self._rules()
        self._verdicts = {v.figure: v for v in (*result.verdicts, *result.dated)}
        self._accepted = acceptances(result)
        self.checklist = tuple(self._check(e) for e in entries(self._catalogue))

    @property
    def shared(self) -> tuple[FactItem, ...]:
        """Facts that several sources state."""
        return tuple(f for f in self.facts if f.sources > 1)

    @property
    def single(self) -> tuple[FactItem, ...]:
        """Facts that one source states."""
        return tuple(f for f in self.facts if f.sources == 1)

    def anchor(self, figure: Mention) -> str:
        """The anchor of a figure or dating in its column."""
        return f"s{self._index[figure.source]}-{'t' if isinstance(figure, Dating) else ''}{figure.ordinal}"

    def marked(self, dating: Dating) -> str:
        """The gravest open error or warning on a dating, "" for none."""
        return self._times.get(dating.id, "")

    def fact(self, figure: Figure) -> FactItem:
        """The fact a figure belongs to."""
        return self._fact_at[self._fact_of[figure.id]]

    def verdict(self, figure: Mention) -> str:
        """What the sources say of a figure or time of the draft: "stale"; "" for one of a source."""
        found = self._verdicts.get(figure.id)
        return found.status if found is not None else ""

    def accepted(self, figure: Mention) -> bool:
        """Whether somebody has accepted what the sources say of a figure or time of the draft."""
        return figure.id in self._accepted

    def name(self, figure: Mention) -> str:
        """The name of a figure's source."""
        return self._names[figure.source]

    def once(self, figures: Iterable[Figure]) -> tuple[Figure, ...]:
        """The first figure of each source: a source that says something twice, as in a repeated passage, is listed once."""
        first: dict[str, Figure] = {}
        for figure in figures:
            first.setdefault(figure.source, figure)
        return tuple(first.values())

    def _column(self, source: str, text: tuple[Paragraph, ...]) -> Column:
        about = self._catalogue.sources[source]
        lineage = self._catalogue.lineage_of.get(source)
        note = "draft" if source == self.draft else ""
        if lineage is not None and len(lineage.sources) > 1:
            others = [self._names[s] for s in lineage.sources if s != source]
            more = f" and {plural(len(others) - 1, 'other')}" if len(others) > 1 else ""
            note = f"{note}, same copy as {others[0]}{more}".lstrip(", ")
        count = sum(p.figure is not None for paragraph in text for p in paragraph.pieces)
        return Column(self._index[source], about.outlet or source, source, _day(about.published or ""), note, count, text)

    def _check(self, entry: Entry) -> CheckItem:
        held = (entry.figure, *(self._catalogue.mentions[i] for i in self._verdicts[entry.figure.id].evidence))
        facts = tuple(dict.fromkeys(self._fact_of[f.id] for f in held if f.id in self._fact_of))
        cited = self._cited(entry.evidence) if entry.evidence else None
        on = tuple(dict.fromkeys(self.anchor(f) for f in held))
        return CheckItem(
            self.anchor(entry.figure), entry.line, entry.phrase, entry.verdict, entry.status, entry.reason, cited, facts, on, entry.accepted
        )

    def _finding(self, finding: Finding) -> FindingItem:
        members = self._catalogue.members(finding)
        facts = dict.fromkeys(([self._number[finding.fact]] if finding.fact in self._number else []) + [self._fact_of[i] for i in finding.figures])
        rule = self._catalogue.rules.get(finding.rule)
        cited = tuple({(c.source, c.quote): c for c in map(self._cited, reversed(members))}.values())[::-1]  # a repeated passage is quoted once
        summary = rule.summary if rule else ""
        return FindingItem(finding.id, finding.rule, finding.severity, finding.message, summary, finding.accepted, tuple(facts), cited)

    def _bundle(self, bundle: Bundle) -> FindingItem:
        """One item for findings that are told together; it has the id of the first."""
        folded = tuple(self._finding(f) for f in bundle.findings)
        facts = tuple(dict.fromkeys(n for item in folded for n in item.facts))
        message, accepted = f"{bundle.name}: {bundle.text}", all(f.accepted for f in bundle.findings)
        return FindingItem(folded[0].id, bundle.rule, bundle.severity, message, folded[0].summary, accepted, facts, (), folded)

    def _cited(self, figure: Mention) -> Cited:
        found = quote(self._catalogue.sources[figure.source], self._catalogue.layouts[figure.source], figure)
        said = figure.attribution
        remarks = [meaning(figure)] if meaning(figure) else []
        remarks += [f"{said.stance} by {said.speaker}"] if said else []
        line, _ = self._catalogue.line_column(figure.source, figure.start)
        return Cited(self.anchor(figure), self.name(figure), line, found, "; ".join(remarks))

    def _severities(self) -> dict[int, Severity]:
        """The gravest error or warning on each fact; notes leave no mark in the text."""
        worst: dict[int, Severity] = {}
        for item in self.findings:
            if item.severity is Severity.NOTE or item.accepted:
                continue
            for number in item.facts:
                worst[number] = max(worst.get(number, item.severity), item.severity, key=lambda s: s.rank)
        return worst

    def _facts(self) -> tuple[FactItem, ...]:
        found, shared = [], 0
        for row in rows(self._catalogue):
            fact = self._catalogue.facts[row.fact]
            shared += row.shared
            hue = (shared - 1) % _HUES + 1 if row.shared else 0
            found.append(self._fact(fact, len(row.cells), hue))
        return tuple(found)

    def _fact(self, fact: Fact, sources: int, hue: int) -> FactItem:
        number = self._number[fact.id]
        worst = self._worst.get(number)
        return FactItem(number, fact.label, sources, len(fact.figures), hue, worst.value if worst else "", strips(fact, self._catalogue))

    def _rules(self) -> tuple[RuleItem, ...]:
        counts = Counter(f.rule for f in self.findings)
        notes = self._catalogue.rules
        severities = {f.rule: f.severity for f in self._findings}
        found = []
        for rule in sorted(counts, key=lambda r: (-severities[r].rank, r)):
            note = notes.get(rule)
            found.append(RuleItem(rule, severities[rule], counts[rule], note.summary if note else "", note.explanation if note else ""))
        return tuple(found)


def _names(catalogue: Catalogue) -> dict[str, str]:
    """The outlet where it names one source alone, else the id."""
    outlets = Counter(s.outlet for s in catalogue.sources.values())
    return {i: s.outlet if s.outlet and outlets[s.outlet] == 1 else i for i, s in catalogue.sources.items()}


def _shortened(low: str, high: str) -> str:
    """The first of two values without the words that both end on.

    >>> _shortened("60 metres", "150 metres"), _shortened("Hundreds", "400")
    ('60', 'Hundreds')
    """
    first, second = low.split(), high.split()
    while len(first) > 1 and len(second) > 1 and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    return " ".join(first)


def _day(published: str) -> str:
    """A date, or date and time to the minute, as people read it.

    >>> _day("2026-03-10T09:00:00+00:00"), _day("2026-03-10T09:00:30-06:00"), _day("2026-03-10")
    ('2026-03-10 09:00 UTC', '2026-03-10 09:00 -06:00', '2026-03-10')
    """
    parts = _TIME.fullmatch(published)
    if parts is None:
        return published
    zone = {"Z": "UTC", "+00:00": "UTC"}.get(parts["zone"], parts["zone"])
    return f"{parts['day']} {parts['time']} {zone}".rstrip()


def _lineage(lineage: Lineage, names: dict[str, str]) -> LineageItem:
    by = {"copied": "share passages", "declared": "declared in the corpus", "alone": "stands alone"}
    return LineageItem(tuple(_each(lineage.sources, names)), by.get(lineage.by, lineage.by))


def _each(sources: Iterable[str], names: dict[str, str]) -> Iterable[str]:
    return (names[s] for s in sources)
