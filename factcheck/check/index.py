"""One story indexed for judgement: figures by id, the lineage and outlet of each source, every figure in one unit a dimension."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, wraps
from operator import attrgetter
from typing import TypeVar, cast

from factcheck.model import EXCHANGED, Comparison, Dating, Extraction, Fact, Figure, Lineage, Position, Role, Source, Story
from factcheck.model.sources import readable
from factcheck.quantity.comparable import Comparable, comparables, may_both_hold
from factcheck.tables.tolerances import Tolerances
from factcheck.tables.vocabulary import Vocabulary

_FURNITURE = (Position.HEADLINE, Position.BYLINE, Position.BOILERPLATE)
_UNCOMPARED = 0.9  # probability of a pair that clustering put together though, in a crowd, nobody compared it
_LEAD_IN = 40  # figures of one sentence before another whose words are looked at; no sentence that anybody reads has as many
_VALUE_ROLES = (Role.PLAIN, Role.TOTAL, Role.CURRENT, Role.WHOLE, Role.PART, Role.RESTATED)


Found = TypeVar("Found")


class StoryIndex:
    """Look-ups over one story. Pure: everything follows from the story and the tables."""

    def __init__(self, story: Story, tolerances: Tolerances, vocabulary: Vocabulary, draft: str | None = None) -> None:
        self.story = story
        self.tolerances = tolerances
        self.vocabulary = vocabulary
        self.draft = draft
        self.extractions: dict[str, Extraction] = {e.source.id: e for e in story.extractions}
        self.figures: dict[str, Figure] = {f.id: f for e in story.extractions for f in e.figures}
        self.datings: dict[str, Dating] = {d.id: d for e in story.extractions for d in e.datings}
        self.order: dict[str, int] = {i: n for n, i in enumerate((*self.figures, *self.datings))}
        self.fact_of: dict[str, Fact] = {i: f for f in story.facts for i in f.figures}
        self.lineage_of: dict[str, Lineage] = {s: line for line in story.lineages for s in line.sources}
        self.doubles: frozenset[str] = frozenset(double for p in story.passages for _, double in p.pairs)
        self.kept: dict[Callable[[StoryIndex], object], object] = {}  # what rules of one run share, by the function that worked it out

    def source(self, figure: Figure) -> Source:
        """The source of a figure."""
        return self.extractions[figure.source].source

    @cached_property
    def names(self) -> dict[str, str]:
        """What people call each source, by its id: its outlet where no other source of the story has the same one, else the id."""
        outlets = Counter(e.source.outlet for e in self.extractions.values())
        return {i: o if (o := e.source.outlet) is not None and outlets[o] == 1 else readable(i) for i, e in self.extractions.items()}

    def lineage(self, figure: Figure) -> str:
        """Id of the lineage of a figure's source; a source that stands in none is its own."""
        found = self.lineage_of.get(figure.source)
        return found.id if found is not None else figure.source

    def in_order(self, ids: object) -> tuple[str, ...]:
        """Distinct figure ids in story order."""
        return tuple(sorted(set(ids), key=self.order.__getitem__))  # type: ignore[call-overload]

    def by_words(self, ids: Iterable[str]) -> list[Figure]:
        """Figures by the name of the source and, inside of one, by the words of their sentences.

        An exchange of paragraphs leaves their order alone, and so does another name of the file where an outlet is known.
        """

        def place(figure: Figure) -> tuple[str, str, int]:
            extraction = self.extractions[figure.source]
            sentence = extraction.layout.sentences[figure.sentence]
            return self.names[figure.source], extraction.source.text[sentence.start : sentence.end], figure.start - sentence.start

        return sorted((self.figures[i] for i in ids), key=place)

    def sentence(self, figure: Figure) -> tuple[Figure, ...]:
        """The figures of a figure's sentence, in order."""
        return self._sentences[figure.source, figure.sentence]

    @cached_property
    def _sentences(self) -> dict[tuple[str, int], tuple[Figure, ...]]:
        found: dict[tuple[str, int], list[Figure]] = {}
        for figure in self.figures.values():
            found.setdefault((figure.source, figure.sentence), []).append(figure)
        return {place: tuple(figures) for place, figures in found.items()}

    def near(self, figure: Figure, back: int) -> Iterator[Figure]:
        """The figures of a figure's sentence and of so many before it in its source, in order."""
        for number in range(figure.sentence - back, figure.sentence + 1):
            yield from self._sentences.get((figure.source, number), ())

    def words(self, figure: Figure) -> tuple[str, ...]:
        """Lower-case words of the figure's sentence, in order, figures as printed."""
        return self._words[figure.source, figure.sentence]

    def says(self, figure: Figure) -> frozenset[str]:
        """The words of the figure's sentence as a set, made once for all figures of it."""
        return self._says[figure.source, figure.sentence]

    @cached_property
    def _says(self) -> dict[tuple[str, int], frozenset[str]]:
        return {place: frozenset(words) for place, words in self._words.items()}

    @cached_property
    def _words(self) -> dict[tuple[str, int], tuple[str, ...]]:
        return {place: (*_joined(figures), *words_of(figures[-1].after)) for place, figures in self._sentences.items()}

    def lead_in(self, figure: Figure) -> tuple[str, ...]:
        """Lower-case words of the sentence before a figure, figures as printed."""
        figures = self.sentence(figure)
        here = bisect_left(figures, figure.ordinal, key=attrgetter("ordinal"))
        return (*_joined(figures[max(here - _LEAD_IN, 0) : here]), *words_of(figure.before))

    def paragraph(self, figure: Figure) -> int:
        """Number of the paragraph in which a figure stands."""
        return self.extractions[figure.source].layout.sentences[figure.sentence].paragraph

    @cached_property
    def comparables(self) -> dict[str, Comparable]:
        """Every figure in comparable form."""
        return comparables(self.figures.values())

    def meets(self, x: Comparable, y: Comparable) -> bool:
        """Whether two figures of one key may both hold."""
        return may_both_hold(x, y, self.tolerances)

    def headline(self, figure: Figure) -> bool:
        """Whether a figure stands in a headline, be it above its own body or a source by itself."""
        above = figure.end <= self.extractions[figure.source].layout.title_end
        return figure.position is Position.HEADLINE or figure.source in self.titles or above

    @cached_property
    def titles(self) -> frozenset[str]:
        """Sources that are nothing but a headline, in a story where others have a body to hold them against."""
        found = frozenset(i for i, e in self.extractions.items() if e.layout.only_title)
        return found if len(found) < len(self.extractions) else frozenset()

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
        return a.id in (b.restates, b.id) or b.id == a.restates or (a.restates is not None and a.restates == b.restates)

    def conversions(self, source: str) -> Iterator[tuple[Figure, Figure]]:
        """Each figure of a source that restates another, with the one that it restates."""
        for figure in self.extractions[source].figures:
            if figure.restates is not None and figure.role is Role.RESTATED:
                yield self.figures[figure.restates], figure

    def comparison(self, a: str, b: str) -> Comparison | None:
        """How two figures were compared; None where the alignment names no such pair. Figures that are one statement were compared as its first."""
        x, y = self._first_of.get(a, a), self._first_of.get(b, b)
        return self._comparisons.get((x, y) if self.order[x] < self.order[y] else (y, x))

    def probability(self, a: str, b: str, without: Sequence[str] = ()) -> float:
        """That two figures speak of one fact, some comparisons left out.

        1 for one statement, and for what somebody put into one fact by hand, where nothing was compared.
        """
        found = self.comparison(a, b)
        if found is not None:
            return found.without(*without) if without else found.probability
        together = self.fact_of[a] is self.fact_of[b]
        one = self._first_of.get(a, a) == self._first_of.get(b, b)
        return 1.0 if one or (together and not self.fact_of[a].comparisons) else _UNCOMPARED if together else 0.0

    @cached_property
    def _first_of(self) -> dict[str, str]:
        return {i: statement[0] for statement in self.story.statements for i in statement}

    @cached_property
    def _comparisons(self) -> dict[tuple[str, str], Comparison]:
        found = [c for fact in self.story.facts for c in fact.comparisons]
        return {(c.a, c.b) if self.order[c.a] < self.order[c.b] else (c.b, c.a): c for c in (*self.story.comparisons, *found)}

    def aligned(self, a: str, b: str) -> bool:
        """Whether two figures hold the same place in two copies of one sentence."""
        return self._stands(a, b, "aligned", "same_place")

    def of_one_nation(self, a: Figure, b: Figure) -> bool:
        """Whether both count people of one nationality, which noun or modifier tells."""
        return self._stands(a.id, b.id, "nation", "same")

    def of_another_year(self, a: Figure, b: Figure) -> bool:
        """Whether one is dated to a year of which the other's source does not speak."""
        return self._stands(a.id, b.id, "time", "past")

    def exchanged(self, a: Figure, b: Figure) -> bool:
        """Whether one number is given to two, by what one of the texts says of each."""
        found = self.comparison(a.id, b.id)
        return found is not None and found.cannot_link == EXCHANGED

    @cached_property
    def exchanged_pairs(self) -> tuple[tuple[str, str], ...]:
        """The equal figures that one text gives to another, in story order: the first pair of each two statements."""
        return tuple(
            sorted((p for p, c in self._comparisons.items() if c.cannot_link == EXCHANGED), key=lambda p: (self.order[p[0]], self.order[p[1]]))
        )

    def of_two(self, a: Figure, b: Figure) -> bool:
        """Whether each is of a subject with a name of its own, or their clauses name what excludes one another: the first, the second."""
        if any(self._stands(a.id, b.id, "whose", level) for level in _OF_ONE):
            return False
        return any(self._stands(a.id, b.id, *level) for level in _OF_TWO)

    def _stands(self, a: str, b: str, aspect: str, level: str) -> bool:
        found = self.comparison(a, b)
        return found is not None and any(x.aspect == aspect and x.level == level for x in found.levels)


_OF_ONE = ("same", "age_full_name", "age_name")
_OF_TWO = (("whose", "differs_named"), ("owner", "contrasted"), ("exclusive", "differs"))


def once(work: Callable[[StoryIndex], Found]) -> Callable[[StoryIndex], Found]:
    """Make a function of a story work once for each: the rules of a run share what it found."""

    @wraps(work)
    def kept(index: StoryIndex) -> Found:
        if work not in index.kept:
            index.kept[work] = work(index)
        return cast("Found", index.kept[work])

    return kept


def _joined(figures: Sequence[Figure]) -> Iterator[str]:
    for figure in figures:
        yield from words_of(figure.before)
        yield from figure.surface.lower().split()


def words_of(tokens: Sequence[str], marks: str = "") -> tuple[str, ...]:
    """The words among tokens, in lower case; of the marks those that are asked for.

    >>> words_of(("Of", "the", "(", "dead", ",")), words_of((",", "up", ":"), ":")
    (('of', 'the', 'dead'), ('up', ':'))
    """
    return tuple(t.lower().replace("’", "'") for t in tokens if t[0].isalnum() or t in marks)


def role_group(figure: Figure) -> str:
    """Figures of different groups never conflict: a value, a change of it, its previous value, a further amount, a limit.

    "About 100 additional troops" is a value beside other reports of the same sending; "another 100" is not.
    """
    if figure.role is Role.FURTHER and figure.noun is not None and "additional" in figure.noun.modifiers:
        return "value"
    return "value" if figure.role in _VALUE_ROLES else figure.role.value
