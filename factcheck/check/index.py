"""One story indexed for judgement: figures by id, the lineage and outlet of each source, every figure in one unit a dimension."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from factcheck.model import Extraction, Fact, Figure, Interval, Kind, Lineage, Position, Quantity, Role, Source, Story
from factcheck.quantity.interval import admitted, meet, roughened
from factcheck.tables.tolerances import Tolerances
from factcheck.tables.vocabulary import Vocabulary

Convert = Callable[[Decimal, str, str], Decimal]  # value, from unit, to unit; LookupError or FactcheckError where it cannot

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,]\d+)*")
TITLES = (Position.HEADLINE, Position.BYLINE, Position.BOILERPLATE)
_FURNITURE = TITLES
_VALUE_ROLES = (Role.PLAIN, Role.TOTAL, Role.CURRENT, Role.WHOLE, Role.PART, Role.RESTATED)


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure as judgement compares it: ``low``/``high`` ordered and in the unit that the story's figures of its dimension share."""

    figure: Figure
    key: str  # figures of different keys are never compared: "count", "money:USD", "length", "ratio"
    low: Decimal
    high: Decimal
    admitted: Interval
    factor: Decimal  # of the shared unit to the figure's own, for printing a gap as the text counts

    @property
    def value(self) -> tuple[Decimal, Decimal]:
        """Both ends, for equality."""
        return self.low, self.high


class Scene:
    """Look-ups over one story. Pure: everything follows from the story, the tables and the converter."""

    def __init__(self, story: Story, tolerances: Tolerances, vocabulary: Vocabulary, convert: Convert, draft: str | None = None) -> None:
        self.story = story
        self.tolerances = tolerances
        self.vocabulary = vocabulary
        self.draft = draft
        self._convert = convert
        self.extractions: dict[str, Extraction] = {e.source.id: e for e in story.extractions}
        self.figures: dict[str, Figure] = {f.id: f for e in story.extractions for f in e.figures}
        self.order: dict[str, int] = {i: n for n, i in enumerate(self.figures)}
        self.fact_of: dict[str, Fact] = {i: f for f in story.facts for i in f.figures}
        self.lineage_of: dict[str, Lineage] = {s: line for line in story.lineages for s in line.sources}
        self.doubles: frozenset[str] = frozenset(double for p in story.passages for _, double in p.pairs)
        self.cache: dict[str, object] = {}  # what kinds that share work keep between rules of one run

    def source(self, figure: Figure) -> Source:
        """The source of a figure."""
        return self.extractions[figure.source].source

    def lineage(self, figure: Figure) -> str:
        """Id of the lineage of a figure's source; a source that stands in none is its own."""
        found = self.lineage_of.get(figure.source)
        return found.id if found is not None else figure.source

    def in_order(self, ids: object) -> tuple[str, ...]:
        """Distinct figure ids in story order."""
        return tuple(sorted(set(ids), key=self.order.__getitem__))  # type: ignore[call-overload]

    def words(self, figure: Figure) -> list[str]:
        """Lower-case words of the figure's sentence, numbers included, in order."""
        sentence = self.extractions[figure.source].layout.sentences[figure.sentence]
        return [w.lower() for w in _WORD.findall(self.source(figure).text, sentence.start, sentence.end)]

    def between(self, a: Figure, b: Figure) -> str:
        """The text from the end of one figure to the start of a later one of the same source."""
        return self.source(a).text[a.end : b.start]

    def paragraph(self, figure: Figure) -> int:
        """Number of the paragraph in which a figure stands."""
        return self.extractions[figure.source].layout.sentences[figure.sentence].paragraph

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """Every figure in comparable form."""
        shared: dict[str, str] = {}
        for figure in sorted(self.figures.values(), key=lambda f: (f.quantity.dimension, f.quantity.unit)):
            q = figure.quantity
            if q.kind in (Kind.MEASURE, Kind.AGE, Kind.DURATION) and q.dimension:
                shared.setdefault(q.dimension, q.unit)
        return {i: self._read(f, shared) for i, f in self.figures.items()}

    def _read(self, figure: Figure, shared: dict[str, str]) -> Reading:
        q = figure.quantity
        key, factor, offset = self._key(q, shared)
        interval = admitted(figure, self.tolerances)
        low, high = sorted((q.low * factor + offset, q.high * factor + offset))
        return Reading(
            figure, f"{key}/{q.per}" if q.per else key, low, high,
            Interval(
                None if interval.low is None else interval.low * factor + offset,
                None if interval.high is None else interval.high * factor + offset,
            ),
            factor,
        )  # fmt: skip

    def _key(self, q: Quantity, shared: dict[str, str]) -> tuple[str, Decimal, Decimal]:
        """Return the key of a quantity with factor and offset to the shared unit."""
        one, nought = Decimal(1), Decimal(0)
        if q.kind is Kind.MONEY:
            return f"money:{q.unit}", one, nought
        if q.kind is Kind.PERCENT:
            return ("ratio", Decimal("0.01"), nought) if "point" not in q.unit else ("points", one, nought)
        if q.kind is Kind.SHARE:
            return "ratio", one, nought
        if q.kind is Kind.MULTIPLE:
            return "multiple", one, nought
        unit = shared.get(q.dimension)
        if q.kind is Kind.COUNT or unit is None:
            return ("count" if not q.unit else f"count:{q.unit}"), one, nought
        if unit == q.unit:
            return q.dimension, one, nought
        line = self.line(q.unit, unit)
        return (q.dimension, *line) if line is not None else (f"{q.dimension}:{q.unit}", one, nought)

    def held(self, x: Reading, y: Reading) -> tuple[Interval, Interval]:
        """Return what two figures admit against one another, in the shared unit: coarser where the other is finer or in another unit."""
        return self._against(x, y), self._against(y, x)

    def _against(self, x: Reading, y: Reading) -> Interval:
        own = admitted(x.figure, self.tolerances)
        rough = roughened(x.figure, y.figure, own, self.tolerances.conversion)
        if rough == own:
            return x.admitted
        offset = x.low - min(x.figure.quantity.low, x.figure.quantity.high) * x.factor
        assert rough.low is not None and rough.high is not None
        return Interval(rough.low * x.factor + offset, rough.high * x.factor + offset)

    def meets(self, x: Reading, y: Reading) -> bool:
        """Whether two figures of one key may both hold."""
        return meet(*self.held(x, y))

    def line(self, unit: str, other: str) -> tuple[Decimal, Decimal] | None:
        """Return factor and offset that turn values of ``unit`` into ``other``; None where no table can."""
        try:
            offset = self._convert(Decimal(0), unit, other)
            return self._convert(Decimal(1), unit, other) - offset, offset
        except (LookupError, ValueError):
            return None

    def headline(self, figure: Figure) -> bool:
        """Whether a figure stands in a headline, be it above its own body or a source by itself."""
        return figure.position is Position.HEADLINE or figure.source in self.titles or figure.end <= self.title_end(figure.source)

    def title_end(self, source: str) -> int:
        """Where the first line of a source ends if it stands above the text like a headline: short, no full stop, a blank line below; else 0."""
        kept = self.cache.get(f"title {source}")
        if kept is None:
            text = self.extractions[source].source.text
            first, blank, rest = text.partition("\n\n")
            line = first.strip()
            titled = bool(blank) and "\n" not in line and rest.strip() != "" and len(line) <= self.tolerances.title_length and _open_ended(line)
            kept = self.cache[f"title {source}"] = len(first) if titled else 0
        return kept  # type: ignore[return-value]

    @cached_property
    def titles(self) -> frozenset[str]:
        """Sources that are nothing but a headline, in a story where others have a body to hold them against."""
        found = frozenset(i for i, e in self.extractions.items() if self._only_title(e))
        return found if len(found) < len(self.extractions) else frozenset()

    def _only_title(self, extraction: Extraction) -> bool:
        text = extraction.source.text.strip()
        if all(s.position in TITLES for s in extraction.layout.sentences):
            return True
        return len(text) <= self.tolerances.title_length and "\n" not in text and _open_ended(text)

    def one_text(self, a: Figure, b: Figure) -> bool:
        """Whether two figures are to be read as one text: one source, or a headline that is a source by itself and somebody's body."""
        return a.source == b.source or (a.source in self.titles) != (b.source in self.titles)

    def below(self, figure: Figure) -> tuple[Figure, ...]:
        """The figures of the body that a headline figure is held to: of its own source, else of every source that has one."""
        sources = [e for i, e in self.extractions.items() if i not in self.titles and i != self.draft]
        if figure.source not in self.titles:
            sources = [self.extractions[figure.source]]
        return tuple(f for e in sources for f in e.figures if f.position not in _FURNITURE and f.id not in self.doubles and not self.headline(f))

    def restates(self, a: Figure, b: Figure) -> bool:
        """Whether one of two figures converts the other, which stands right beside it."""
        first, second = (a, b) if a.ordinal < b.ordinal else (b, a)
        if first.source != second.source or first.sentence != second.sentence or second.role is not Role.RESTATED:
            return False
        figures = self.extractions[first.source].figures
        return all(f.role is Role.RESTATED for f in figures[first.ordinal + 1 : second.ordinal + 1])

    def support(self, a: str, b: str) -> Decimal | None:
        """Return the match weight that holds two figures of a fact together directly; None where the alignment names no such pair."""
        found = self._supports.get((a, b) if self.order[a] < self.order[b] else (b, a))
        return Decimal(str(found)) if found is not None else None

    def aligned(self, a: str, b: str) -> bool:
        """Whether two figures hold the same place in two copies of one sentence."""
        return ((a, b) if self.order[a] < self.order[b] else (b, a)) in self._same_places

    @cached_property
    def _same_places(self) -> frozenset[tuple[str, str]]:
        found = set()
        for fact in self.story.facts:
            for c in fact.comparisons:
                if any(level.aspect == "aligned" and level.level == "same_place" for level in c.levels):
                    found.add((c.a, c.b) if self.order[c.a] < self.order[c.b] else (c.b, c.a))
        return frozenset(found)

    @cached_property
    def _supports(self) -> dict[tuple[str, str], float]:
        pairs = {}
        for fact in self.story.facts:
            for c in fact.comparisons:
                pairs[(c.a, c.b) if self.order[c.a] < self.order[c.b] else (c.b, c.a)] = c.weight
        return pairs


def _open_ended(line: str) -> bool:
    """Whether a line ends without a full stop, as headlines do; that of "in the U.S." and three dots are none."""
    bare = line.rstrip("\"'”’)")
    return not bare.endswith(".") or bare[-3:-2] == "." or bare.endswith("..")


def role_group(figure: Figure) -> str:
    """Figures of different groups never conflict: a value, a change of it, its previous value, a further amount, a limit.

    "About 100 additional troops" is a value beside other reports of the same sending; "another 100" is not.
    """
    if figure.role is Role.FURTHER and figure.noun is not None and "additional" in figure.noun.modifiers:
        return "value"
    return "value" if figure.role in _VALUE_ROLES else figure.role.value
