"""Puts a figure together: the value half (quantities, hedges, heads, intervals) and the context half (predicate, attribution, place, time, role)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from factcheck.extract.candidate import Candidate, Refused
from factcheck.extract.context import fates, places, predicate, roles, subjects
from factcheck.extract.context.attribution import Attributed, chosen
from factcheck.extract.context.company import besides, nation_of
from factcheck.extract.context.head import Head
from factcheck.extract.context.heads import HeadFinder, to_noun
from factcheck.extract.context.hedges import HedgeMatch, extend_hedge, find_hedge
from factcheck.extract.context.restated import restates
from factcheck.extract.context.subjects_behind import goes_on, listed
from factcheck.extract.context.surroundings import Surroundings
from factcheck.extract.quantities.read import Reader
from factcheck.extract.scan import may_hold_figures
from factcheck.extract.sentences import Sentences
from factcheck.extract.tabular.figures import UNREAD, page_tables, table_figures
from factcheck.extract.tokens import Tokens
from factcheck.model import (
    Attribution,
    Exclusion,
    Extraction,
    Figure,
    Kind,
    Layout,
    Noun,
    Position,
    Quantity,
    Role,
    Sentence,
    Source,
    Span,
    Step,
    Subject,
)
from factcheck.quantity.interval import admitted
from factcheck.tables import Tables
from factcheck.tables.fates import fate_table
from factcheck.tables.roles import role_table
from factcheck.tables.tolerances import load_tolerances

Held = tuple[int, Sentence, Tokens, list[Candidate | Refused]]  # a sentence with its index, its words and what was read in it
_FURNITURE = frozenset((Position.BYLINE, Position.BOILERPLATE))


def extract_source(source: Source, layout: Layout, tables: Tables, sentences: Sentences | None = None) -> Extraction:
    """Find every figure of one source, in text order, with its context; what looks like one and is none becomes a typed exclusion.

    Cost is linear in the length of the text: only sentences that may hold a figure are looked at. ``sentences`` keeps what was read of them
    for who comes next.
    """
    if source.grids:
        cells, read = table_figures(source, layout, tables)
        return Extraction(source if read else replace(source, notes=(*source.notes, UNREAD)), layout, cells, tables=read)
    figures: list[Figure] = []
    exclusions: list[Exclusion] = []
    for found, refused in extract_pieces(source, layout, tables, sentences):
        figures += found
        exclusions += refused
    return Extraction(source, layout, tuple(figures), tuple(exclusions), tables=page_tables(source, layout, figures, tables))


def extract_pieces(
    source: Source, layout: Layout, tables: Tables, sentences: Sentences | None = None
) -> Iterator[tuple[list[Figure], list[Exclusion]]]:
    """Yield the figures and exclusions of a source in text order, some hundred at a time, so that a source of any length takes little memory."""
    if source.grids:
        yield list(table_figures(source, layout, tables)[0]), []
        return
    assembly = _Assembly(source, layout, tables, sentences or Sentences(source, layout, tables))
    for _ in assembly.run():
        if len(assembly.figures) + len(assembly.exclusions) >= _PIECE:
            yield assembly.figures, assembly.exclusions
            assembly.figures, assembly.exclusions = [], []
    yield assembly.figures, assembly.exclusions


class _Assembly:
    """The state of one pass over one source."""

    def __init__(self, source: Source, layout: Layout, tables: Tables, sentences: Sentences) -> None:
        self.source = source
        self.text = layout.of(source)
        self.sentences = sentences
        self.layout = layout
        self.tables = tables
        self.reader = Reader(tables.grammar, tables.words, source.locale)
        self.reader.learn(self.text)
        self.heads = HeadFinder(tables.words, tables.grammar.heads)
        self.tolerances = load_tolerances()
        self.published = _day(source.published)
        self.around = Surroundings(source, layout, tables.words, tables.attribution, self.published)
        self.figures: list[Figure] = []
        self.exclusions: list[Exclusion] = []
        self.count = 0  # figures so far
        self.quotation = 0
        self.speaker: Attribution | None = None  # last one named
        self.passed: list[tuple[int, int]] = []  # sentences not read for speakers since
        self.noun: Noun | None = None  # of the last figure that printed one, for "of those"
        self.noun_sentence = -9
        self.shared: tuple[Noun, str, int] | None = None  # noun of the last share or of a list, with its unit and sentence

    def run(self) -> Iterator[None]:
        """Go through the source; yield after each paragraph that may have added figures."""
        paragraph: list[Held] = []
        text = self.text
        number = -1
        for index in may_hold_figures(text, self.layout.sentences):
            sentence = self.layout.sentences[index]
            if sentence.paragraph != number:
                self._paragraph(paragraph)
                yield
                paragraph, number = [], sentence.paragraph
            tokens = self.sentences.tokens(index)
            found = self.reader.read(tokens)
            if found:
                paragraph.append((index, sentence, tokens, found))
                if len(paragraph) >= _LONG:  # a paragraph of book length is finished piece by piece
                    self._paragraph(paragraph)
                    yield
                    paragraph = []
        self._paragraph(paragraph)
        yield

    def _paragraph(self, held: list[Held]) -> None:
        """Attribute and finish the sentences of one paragraph."""
        if not held:
            return
        spoken: dict[int, tuple[Attributed, ...]] = {}
        if any(isinstance(c, Candidate) for *_, found in held for c in found):
            spoken = self._attributions(held)
        for index, sentence, tokens, found in held:
            self._sentence(index, sentence, tokens, found, spoken.get(index, ()))

    def _attributions(self, held: list[Held]) -> dict[int, tuple[Attributed, ...]]:
        """Attributions of the sentences held, carried over the sentence boundaries of their paragraph.

        The neighbours are read only where a pronoun speaks or a quotation has no speaker of its own; a pronoun may need paragraphs that were
        passed over, so their places are kept.
        """
        own = {index: self.sentences.speakers(index) for index, *_ in held}
        first, last = self._around(held)
        if last - first > 4 * _CARRIED:  # a paragraph of book length: its sentences speak for themselves
            return own
        if not any(self._depends(sentence, own[index]) for index, sentence, _, _ in held):
            self.passed.append((first, last))
            return own
        span = [self.sentences.tokens(k) for k in range(first, last + 1)]
        found = [self.sentences.speakers(k) for k in range(first, last + 1)]
        quotations = self._quotations(span[0].starts[0], span[-1].ends[-1])
        carried, self.speaker = self.sentences.attributor.carry(span, found, quotations, self._last_speaker(found))
        return {first + k: attributed for k, attributed in enumerate(carried)}

    def _around(self, held: list[Held]) -> tuple[int, int]:
        """First and last sentence of the paragraph that may matter to the speakers of those held."""
        sentences = self.layout.sentences
        number = held[0][1].paragraph
        first, last = held[0][0], held[-1][0]
        while first > 0 and sentences[first - 1].paragraph == number and held[0][0] - first < _CARRIED:
            first -= 1
        if last + 1 < len(sentences) and sentences[last + 1].paragraph == number:
            last += 1
        return first, last

    def _depends(self, sentence: Sentence, own: tuple[Attributed, ...]) -> bool:
        """Whether a sentence needs its neighbours to know who speaks."""
        return any(one.pronoun for one in own) if own else bool(self._quotations(sentence.start, sentence.end))

    def _last_speaker(self, found: list[tuple[Attributed, ...]]) -> Attribution | None:
        """The last speaker named before a stretch, where a pronoun comes before any name in it; looks through what was passed over."""
        opening = next((one for each in found for one in each), None)
        if opening is not None and opening.pronoun:
            for first, last in reversed(self.passed):
                named = self._named(first, last)
                if named is not None:
                    self.speaker = named
                    break
            self.passed.clear()
        elif opening is not None:
            self.passed.clear()
        return self.speaker

    def _named(self, first: int, last: int) -> Attribution | None:
        """The last speaker with a name in a stretch of sentences."""
        for k in range(last, first - 1, -1):
            for one in reversed(self.sentences.speakers(k)):
                if not one.pronoun:
                    return one.attribution
        return None

    def _quotations(self, start: int, end: int) -> Sequence[Span]:
        """The quotations that touch a stretch of text."""
        quotations = self.layout.quotations
        low = bisect_right(quotations, start, key=lambda q: q.end)
        return quotations[low : bisect_left(quotations, end, lo=low, key=lambda q: q.start)]

    def _sentence(self, index: int, sentence: Sentence, tokens: Tokens, found: list[Candidate | Refused], spoken: tuple[Attributed, ...]) -> None:
        crowded = len(found) > _CROWDED
        if not index:
            self.around.first = tokens
        ends = [0, *(c.j for c in found if isinstance(c, Candidate))]  # of the figures before, where the words of the next begin
        starts = [*(c.i for c in found if isinstance(c, Candidate)), len(tokens)]
        number = 0
        for item in found:
            start, end = tokens.starts[item.i], tokens.ends[item.j - 1]
            if isinstance(item, Refused):
                self.exclusions.append(Exclusion(start, end, self.source.text[start:end], item.kind, item.by))
            elif sentence.position in _FURNITURE:
                self.exclusions.append(Exclusion(start, end, self.source.text[start:end], "boilerplate", sentence.position.value))
            else:
                around = (ends[number], starts[number + 1])
                figure = self._bare(index, sentence, tokens, item) if crowded else self._figure(index, sentence, tokens, item, spoken, around)
                self.figures.append(figure)
                self.count += 1
                number += 1

    def _bare(self, index: int, sentence: Sentence, tokens: Tokens, candidate: Candidate) -> Figure:
        """A figure of a sentence that is a table rather than prose: its quantity alone, since nothing around it could be told apart."""
        start, end = tokens.starts[candidate.i], tokens.ends[candidate.j - 1]
        hedge = HedgeMatch(candidate)
        quantity = _quantity(candidate)
        interval = admitted(quantity, hedge.kind, self.tolerances, margin=candidate.margin)
        return Figure(
            self.source.id, self.count, start, end, self.source.text[start:end], quantity, interval, hedge.kind, Span(start, end),
            index, sentence.position, quoted=self._quoted(start), trace=_trace(candidate, hedge, None, None, False),
        )  # fmt: skip

    def _figure(
        self, index: int, sentence: Sentence, tokens: Tokens, candidate: Candidate, spoken: tuple[Attributed, ...], around: tuple[int, int]
    ) -> Figure:  # fmt: skip
        """Build a figure; ``around`` are the tokens behind the figure before it and at the figure after it."""
        words = self.tables.words
        hedge = find_hedge(tokens, candidate, self.tables.grammar.hedges)
        if hedge.behind:  # "three or more dogs": the noun comes behind the cue
            candidate.end = hedge.last
        head = self.heads.find(tokens, candidate, hedge.first)
        if head.by == "before" and head.index is not None and head.index < around[0]:
            head.index = None  # "falls 8 pct to $1.2 bln", "12ft by 14ft": the unit of the figure before
        if head.end > candidate.end:
            extend_hedge(hedge, tokens, head.end, self.tables.grammar.hedges)
        noun = to_noun(tokens, head, words)
        noun, inherited = self._inherit(noun, head, candidate, index, tokens)
        i, j = candidate.i, max(candidate.j, candidate.end)
        verb, modality = predicate.find(tokens, i, j, head.index, words)
        said = chosen(spoken, i)
        place, time, day = places.find(tokens, i, j, head.index, words, self.published, said.hole if said is not None and said.hole[1] else None)
        self.around.remember(index, place, time, day)
        scene, moment = self.around.inherited(index, place, time, candidate.kind)
        governed = tokens.first_at(verb.span.start) if verb is not None and verb.span is not None else None
        subject, pronoun = subjects.find(tokens, i, j, head.index, governed, candidate.kind, self.tables.attribution, words)
        subject = self._of_the_last(index, tokens, candidate, subject) or self.around.subject(index, subject, pronoun)
        start, end = tokens.starts[candidate.i], tokens.ends[candidate.j - 1]
        phrase_end = max(candidate.j, hedge.last, head.end)
        quantity = _quantity(candidate)
        role = roles.find(tokens, i, j, head.index, restated=candidate.restated)
        first, last = around
        at = tokens.first_from(noun.span.end) if noun is not None and noun.span is not None and not inherited else j
        behind = tokens.lower[at : at + _BEHIND]
        return Figure(
            self.source.id, self.count, start, end, self.source.text[start:end], quantity,
            admitted(quantity, hedge.kind, self.tolerances, hedge.rows, candidate.margin), hedge.kind,
            Span(tokens.starts[min(hedge.first, candidate.i)], tokens.ends[phrase_end - 1]),
            index, sentence.position,
            hedge_cues=tuple(Span(tokens.starts[a], tokens.ends[b - 1]) for a, b in hedge.cues),
            noun=noun, predicate=verb, attribution=said.attribution if said is not None else None, modality=modality,
            role=role,
            place=place, time=time, date=day,
            scene=scene, moment=moment, subject=subject,
            quoted=self._quoted(start), names=places.names(tokens, i, j),
            restates=self._restated(index, tokens, candidate, quantity, role, first),
            fate=fates.find(words, quantity, noun, verb, tokens.lower[first : candidate.i], tokens.lower[candidate.j : last], behind, modality, role),
            nation=nation_of(words, noun),
            besides="" if inherited or quantity.unit or noun is None else besides(noun, tokens.lower[first : candidate.i], behind),
            before=tuple(tokens.words[first : candidate.i]), after=tuple(tokens.words[candidate.j : last]),
            own=max(0, min(phrase_end, last) - candidate.j),
            trace=_trace(candidate, hedge, head, noun, inherited),
        )  # fmt: skip

    def _of_the_last(self, index: int, tokens: Tokens, candidate: Candidate, found: Subject | None) -> Subject | None:
        """The subject of the figure before, where this one goes on from it: "children, ages 9, 7 and 4", "31 percent of the hens, or 640 hens"."""
        last = self.figures[-1] if self.figures else None
        if last is None or last.sentence != index:
            return None
        before = tokens.at(candidate.i - 1)
        if candidate.kind is Kind.AGE and last.quantity.kind is Kind.AGE and before in (",", "and") and tokens.first_at(last.end) == candidate.i - 1:
            return last.subject
        if found is not None and found.how != "described":
            return None
        between = tokens.lower[tokens.first_from(last.end) : candidate.i]
        again = before == "or" and tokens.at(candidate.i - 2) == ","
        beside = last.subject is not None and last.subject.span.end <= last.start
        again = again or (beside and listed(tokens, tokens.first_from(last.end), candidate.i, candidate.j, self.tables.words))
        return last.subject if again or goes_on(between) else None

    def _restated(self, index: int, tokens: Tokens, candidate: Candidate, quantity: Quantity, role: Role, first: int) -> str | None:
        """The id of the figure right before that this one says again in another unit."""
        last = self.figures[-1] if self.figures else None
        if last is None or last.sentence != index or last.quantity.unit == quantity.unit:
            return None
        if role is Role.RESTATED or restates(last.quantity, quantity, tokens.lower[first : candidate.i]):
            return last.restates or last.id
        return None

    def _inherit(self, noun: Noun | None, head: Head, candidate: Candidate, index: int, tokens: Tokens) -> tuple[Noun | None, bool]:
        """Take the noun of the figure before where the text refers back ("of them", "another 14"); remember the noun for the next."""
        if noun is not None:
            if candidate.kind is Kind.COUNT:
                self.noun, self.noun_sentence = noun, index
            if head.by in ("listed", "subject") or (head.by == "of" and candidate.kind in (Kind.PERCENT, Kind.SHARE)):
                self.shared = (noun, head.by, index)
            return noun, False
        shared = self._shared(candidate, index, tokens)
        if shared is not None:
            return Noun(shared.lemma, shared.cls, shared.modifiers, shared.span, inherited=True), True
        if self.noun is None or (self.noun.cls in fate_table().own and not head.anaphoric):
            return None, False  # "3 dead, 12 hurt", "14 dead and 200,000 without power"
        if index - self.noun_sentence > 1 or candidate.unit or candidate.kind not in (Kind.COUNT, Kind.SHARE):
            return None, False
        if head.anaphoric or (candidate.kind is Kind.COUNT and self.noun_sentence == index):
            return Noun(self.noun.lemma, self.noun.cls, self.noun.modifiers, self.noun.span, inherited=True), True
        return None, False

    def _shared(self, candidate: Candidate, index: int, tokens: Tokens) -> Noun | None:
        """The noun that a share or sum has from the one before: "41% of adults …, 30% …", "costs included $4 for …, $3 for …", "four men (16%)"."""
        bracketed = candidate.kind is Kind.PERCENT and tokens.at(candidate.i - 1) == "(" and self.noun is not None and self.noun_sentence == index
        if bracketed and self.noun is not None and self.noun.span is not None and tokens.first_at(self.noun.span.end) == candidate.i - 1:
            return self.noun
        if self.shared is None or index - self.shared[2] > 1 or candidate.per:
            return None
        noun, by, sentence = self.shared
        before = tokens.at(candidate.i - 1)
        restates = before == "or" and tokens.at(candidate.i - 2) == ","  # "rose 12 points, or 2%"
        if (
            by == "of"
            and candidate.kind is Kind.PERCENT
            and not restates
            and before not in role_table().changes
            and (before not in self.tables.grammar.heads.placing or (before == "from" and tokens.at(candidate.i - 2) in ("up", "down")))
        ):
            return noun if sentence == index or candidate.i == 0 else None
        if by == "listed" and candidate.kind is Kind.MONEY and sentence == index:
            return noun
        if by == "subject" and before in ("and", "or") and sentence == index and candidate.kind is Kind.MONEY:
            return noun  # "eggs cost 38 cents last week and 41 now"
        return noun if by == "subject" and sentence == index and restates and candidate.kind is Kind.PERCENT else None

    def _quoted(self, start: int) -> bool:
        """Whether the offset lies in a quotation; offsets come in rising order."""
        quotations = self.layout.quotations
        while self.quotation < len(quotations) and quotations[self.quotation].end <= start:
            self.quotation += 1
        return self.quotation < len(quotations) and quotations[self.quotation].start <= start


ONE = Decimal(1)
_BIG = Decimal(10) ** 24
_DIGITS = Decimal("1e-12")
_BEHIND = 4  # tokens behind a noun that may say who is counted besides
_CROWDED = 80  # numbers in one sentence; prose has fewer
_PIECE = 2000  # figures and exclusions handed on at a time
_LONG = 200  # sentences with figures that are kept together for their speakers
_CARRIED = 6  # sentences before the figure's own that are read for a speaker, in one paragraph


def _quantity(candidate: Candidate) -> Quantity:
    return Quantity(_plain(candidate.low), _plain(candidate.high), candidate.step, candidate.unit, candidate.dimension, candidate.per, candidate.kind)


def _plain(value: Decimal) -> Decimal:
    """Drop what arithmetic left behind: 1200000000.0 becomes 1200000000, a third keeps twelve digits."""
    if value == value.to_integral_value():
        return value.quantize(ONE) if abs(value) < _BIG else value
    return value if value.as_tuple().exponent > -13 else value.quantize(_DIGITS)  # type: ignore[operator]


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published and len(published) >= 10 else None


def _trace(candidate: Candidate, hedge: HedgeMatch, head: Head | None, noun: Noun | None, inherited: bool) -> tuple[Step, ...]:
    """The steps that decided the value half, in order; the context half explains itself by its spans."""
    value = str(candidate.low) if candidate.low == candidate.high else f"{candidate.low} to {candidate.high}"
    steps = [Step("quantity", " · ".join(candidate.by), f"{value} {candidate.unit}" if candidate.unit else value)]
    if hedge.rows:
        steps.append(Step("hedge", "hedges:" + " + ".join(hedge.rows), hedge.kind.value))
    if noun is not None and head is not None:
        steps.append(Step("noun", "inherited" if inherited else f"heads:{head.by}", f"{noun.lemma} ({noun.cls or 'no class'})"))
    return tuple(steps)
