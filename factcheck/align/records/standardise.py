"""Reads the extractions of one story into the records that comparison works on."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from factcheck.align.records.facets import facet_of
from factcheck.align.records.lengths import extent_by_thing, extent_of
from factcheck.align.records.names import anchor_of, contrasts, name_words, named_runs, owner_of, place_words, short_names, subject_of
from factcheck.align.records.periods import period_of
from factcheck.align.records.persons import NOBODY, persons
from factcheck.align.records.record import WORD, Context, Entry, Line, Person, Vector, stem_of
from factcheck.align.records.scopes import scope_of
from factcheck.align.records.sides import Stance, compared_years, stance_of
from factcheck.model import Extraction, Figure, Kind, Position, Quantity, Role, Source, Span
from factcheck.tables.contrasts import contrast_members, extents
from factcheck.tables.fates import fate_table
from factcheck.tables.time import time_table, weekday_in
from factcheck.tables.words import NOUN, PREP, Words, load_words

_BEFORE, _AFTER = 6, 8  # words of the window on either side (ALIGNMENT.md)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_OR_TEN = re.compile(r"\b((?:1[5-9]|20)\d\d)(?:s\b|\b)")
_CLAUSE_ENDS = frozenset("; : – — ( ) [ ] but while although whereas who which where".split())
_CLOSE, _BEHIND, _LEAD = 7, 4, 2  # tokens behind a figure and stems of them that are close to it; sentences of a lead
_TRENDS = {"rise": 1, "fall": -1}  # classes of predicates

_OF_A_YEAR = (Kind.COUNT, Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.SHARE)  # an age or a span is the same whatever is compared
_NONE: frozenset[str] = frozenset()

Scale = Callable[[str, float], float]  # unit and value to the value in the base unit


@dataclass(frozen=True, slots=True)
class _Tables:
    """What reading a figure looks up."""

    words: Words
    idf: Mapping[str, float]
    to_base: Scale
    empty_nouns: frozenset[str]
    short: frozenset[str]  # names of initials that the story prints


@dataclass(frozen=True, slots=True)
class _Around:
    """Where a figure stands: its line among all, its source as it was read, the figures of its sentence, and whether that is in the lead."""

    place: int
    line: Line
    read: Extraction
    spans: Sequence[Span]
    lead: bool
    person: Person
    past: frozenset[str]  # years of earlier values that its sentence gives
    apart: bool  # whether it counts others than those of another fate


class _Sentence(NamedTuple):
    """The words of one sentence, as ``Line`` has them, with their places in it."""

    shape: tuple[str, ...]
    stems: frozenset[str]
    spans: tuple[tuple[int, int], ...]
    named: tuple[tuple[int, int], ...]
    text_key: str


def read_context(extractions: Sequence[Extraction], to_base: Scale, known: Context | None = None) -> Context:
    """Read a story; ``extractions`` stand in the order of the story. A figure that counts "figures" or a "total" has no noun.

    ``known`` is the same story read before, with other figures: its sentences are taken over as they are.
    """
    words = load_words()
    firsts = [0, *accumulate(len(e.layout.sentences) for e in extractions)]  # of each source, the place of its first sentence in ``lines``
    if known is not None:
        lines, idf = [replace(line, figures=[]) for line in known.lines], known.idf
    else:
        lines, idf = _lines(extractions)
    tables = _Tables(words, idf, to_base, fate_table().empty, short_names(words, (e.text for e in extractions)))
    entries: list[Entry] = []
    for number, extraction in enumerate(extractions):
        spans: dict[int, list[Span]] = {}
        past: dict[tuple[int, Kind], frozenset[str]] = {}  # years of earlier values, by sentence and sort: "up from 58 percent in 2021"
        for figure in extraction.figures:
            spans.setdefault(figure.sentence, []).append(Span(figure.start, figure.end))
            if figure.role is Role.PREVIOUS and (year := _year_of(figure.time)):
                key = figure.sentence, figure.quantity.kind
                past[key] = past.get(key, _NONE) | {year}
        people = persons(words, extraction.figures, lines[firsts[number] : firsts[number + 1]])
        lead = list(spans)[:_LEAD]  # sentences that have figures: a line of words put in front moves nothing
        for figure in extraction.figures:
            place = firsts[number] + figure.sentence
            lines[place].figures.append(len(entries))
            around = _Around(
                place,
                lines[place],
                extraction,
                spans[figure.sentence],
                figure.sentence in lead,
                people.get(figure.id, NOBODY),
                past.get((figure.sentence, figure.quantity.kind), _NONE),
                _beside_another_fate(figure, entries, number, place),
            )
            entries.append(_entry(tables, len(entries), figure, number, around))
    return Context(
        extractions=tuple(extractions), lines=lines, entries=entries, words=words,
        noun_uses=_uses((e.noun, e.source) for e in entries),
        predicate_uses=_uses((e.predicate, e.source) for e in entries),
        group_uses=_uses((e.group, e.source) for e in entries if e.figure.role is not Role.RESTATED),
        place_contrasts=contrasts(entries, lambda e: e.place),
        stem_uses=_stem_uses(lines, len(extractions)),
        values=_values_of(entries, len(extractions)),
        owner_contrasts=contrasts(entries, lambda e: e.owner),
        idf=idf,
    )  # fmt: skip


def _beside_another_fate(figure: Figure, before: Sequence[Entry], source: int, line: int) -> bool:
    """Whether the others are others than those of another fate: all of the hurt in "killed five and injured 12 others"."""
    if figure.besides != "other" or not figure.fate or not any(w.lower() in ("other", "others") for w in figure.after[:1]):
        return False
    last = next((e for e in reversed(before) if e.group == "count" and e.fate), None)
    return last is not None and last.source == source and line - last.line <= 1 and last.fate != figure.fate


def _lines(extractions: Sequence[Extraction]) -> tuple[list[Line], Mapping[str, float]]:
    """The sentences of all sources in their order, and the inverse frequency of each stem over them."""
    lines = [_line(number, k, e.text, s.start, s.end) for number, e in enumerate(extractions) for k, s in enumerate(e.layout.sentences)]
    idf = _idf(lines)
    for line in lines:
        line.vector = _unit_vector({s: idf[s] for s in line.stems})
    return lines, idf


def _stem_uses(lines: Sequence[Line], sources: int) -> tuple[Mapping[str, int], ...]:
    """How often each source prints a stem, by sentences."""
    uses = tuple(Counter[str]() for _ in range(sources))
    for line in lines:
        uses[line.source].update(line.stems)
    return uses


def _clause(figure: Figure) -> tuple[list[str], list[str]]:
    """The lower-case words of a figure's clause on either side: to a mark or a word that opens another, and not beyond the next figure."""
    before = [w.lower() for w in figure.before]
    cut = next((k for k in range(len(before) - 1, -1, -1) if before[k] in _CLAUSE_ENDS), -1)
    after = [w.lower() for w in figure.after]
    end = next((k for k, w in enumerate(after) if w in _CLAUSE_ENDS), len(after))
    return [w for w in before[cut + 1 :] if w[0].isalpha()], [w for w in after[:end] if w[0].isalpha()]


def _stem(words: Words, word: str) -> str:
    return stem_of(words, word.lower()) if word[0].isalnum() else ""


def _stems(words: Words, clause: Iterable[str]) -> frozenset[str]:
    return frozenset(s for w in clause if (s := stem_of(words, w)))


def _step(q: Quantity, to_base: Scale) -> float:
    """The last printed digit in the base unit; a degree is as large on every scale's own zero."""
    if q.kind in (Kind.MONEY, Kind.PERCENT):
        return float(q.step) * (0.01 if q.kind is Kind.PERCENT else 1.0)
    return abs(to_base(q.unit, float(q.step)) - to_base(q.unit, 0.0))


def _values_of(entries: Sequence[Entry], sources: int) -> tuple[frozenset[tuple[str, float, float]], ...]:
    """What each source prints, by group."""
    found: list[set[tuple[str, float, float]]] = [set() for _ in range(sources)]
    for e in entries:
        found[e.source].add((e.group, e.low, e.high))
    return tuple(map(frozenset, found))


@lru_cache(maxsize=4096)
def _words_of(sentence: str) -> _Sentence:
    """A sentence by itself, whatever story it stands in: an editor asks again with each keystroke, and one sentence of many has changed."""
    words = load_words()
    found = [(m.group(), m.span()) for m in WORD.finditer(sentence)]
    lower = [w.lower() for w, _ in found]
    return _Sentence(
        tuple("#" if w[0].isdecimal() else w for w in lower),
        frozenset(s for w in lower if (s := stem_of(words, w))),
        tuple(span for _, span in found),
        named_runs(words, [w for w, _ in found]),
        " ".join(lower),
    )


def _line(source: int, index: int, text: str, start: int, end: int) -> Line:
    read = _words_of(text[start:end])
    return Line(
        source=source, index=index, start=start, end=end,
        shape=read.shape, stems=read.stems,
        spans=tuple([(first + start, last + start) for first, last in read.spans]),
        vector={}, figures=[],
        named=read.named, text_key=read.text_key,
    )  # fmt: skip


def _idf(lines: Sequence[Line]) -> dict[str, float]:
    """Inverse frequency of each stem over the story's sentences; sentences that are printed alike in several copies count once."""
    distinct = {line.shape: line for line in lines}
    seen = Counter(s for line in distinct.values() for s in line.stems)
    total = len(distinct) + 1
    return {s: math.log(total / n) for s, n in seen.items()}


def _unit_vector(weights: Mapping[str, float]) -> Vector:
    norm = math.sqrt(math.fsum(w * w for w in weights.values()))
    return {s: w / norm for s, w in sorted(weights.items())} if norm else {}


def _uses(pairs: Iterable[tuple[str, int]]) -> dict[str, float]:
    uses: Counter[str] = Counter()
    sources: dict[str, set[int]] = {}
    for word, source in pairs:
        uses[word] += 1
        sources.setdefault(word, set()).add(source)
    return {word: count / len(sources[word]) for word, count in uses.items()}


def _entry(tables: _Tables, index: int, figure: Figure, source: int, around: _Around) -> Entry:
    place, line, spans, text = around.place, around.line, around.spans, around.read.text
    q, group = figure.quantity, _group(figure)
    low, high, floor, ceiling = _values(figure, tables.to_base)
    noun = figure.noun.lemma.lower() if figure.noun else ""
    predicate = figure.predicate.lemma.lower() if figure.predicate else ""
    noun = "" if noun in tables.empty_nouns and not _of_a_charge(figure, text) else noun
    noun = "person" if not noun and figure.predicate and figure.fate in _OF_PEOPLE and _by_predicate(tables.words, predicate) else noun
    noun = noun or _measured_thing(tables.words, figure, predicate)
    behind, ahead = _clause(figure)
    clause = (*behind, *ahead)
    subject, subject_named = subject_of(tables.words, figure)
    owner, close = owner_of(tables.words, figure, line, text, tables.short, spans)
    return Entry(
        index=index, figure=figure, source=source, witness=2 * source + (figure.position is Position.HEADLINE), line=place, group=group,
        low=low, high=high, floor=floor, ceiling=ceiling, noun=noun, predicate=predicate,
        window=_window(tables, figure, line, noun, predicate),
        names=name_words(tables.words, figure.names, tables.short),
        owner=owner, close=close,
        anchor=anchor_of(tables.words, figure, line, group),
        subject=subject, subject_named=subject_named, person=around.person,
        speaker=_stems(tables.words, _said_by(figure)),
        place=place_words(tables.words, figure, text[line.start : line.end]),
        compared=around.past | compared_years(text[figure.end : line.end]) if figure.role is not Role.PREVIOUS and q.kind in _OF_A_YEAR else _NONE,
        time=(figure.date or _year_of(figure.time)).lower(), years=_years(around.read.source, line), per=q.per.lower(),
        digits="".join(c for c in format(q.low, "f") if c.isdecimal()).strip("0"),
        sort=_sort(figure, text), role=_role(figure.role),
        planned=figure.modality.value in ("planned", "expected", "conditional"),
        fate=figure.fate, nation=figure.nation,
        trend=_TRENDS.get(tables.words.predicate_class(predicate), 0) if predicate else 0,
        countries=_countries(tables.words, figure), besides="" if around.apart else figure.besides, stance=_stance(tables.words, figure),
        day=weekday_in(figure.time), month=_month(figure.time),
        period=period_of([w.lower() for w in figure.before], [w.lower() for w in figure.after]),
        behind=frozenset([s for w in figure.after[:_CLOSE] if (s := _stem(tables.words, w))][:_BEHIND]), clause=_stems(tables.words, clause),
        members={group: member for w in clause if (found := contrast_members().get(w)) for group, member in (found,)},
        lead=around.lead, step=_step(q, tables.to_base), extent=extent_of(tables.words, figure) if group == "length" else "",
        by_thing=extent_by_thing(tables.words, figure) if group == "length" else "",
        facet=facet_of(group, behind, ahead),
        scope=scope_of(tables.words, figure, clause, text[line.start : line.end] if len(spans) == 1 else ""),
    )  # fmt: skip


def _measured_thing(words: Words, figure: Figure, predicate: str) -> str:
    """The noun of the sentence before for which "it" stands: "The tunnel opens in May. It will be 37 metres high"; "" elsewhere."""
    subject = figure.subject
    if subject is None or subject.how != "sentence before" or not figure.quantity.dimension or predicate not in extents():
        return ""
    printed = subject.text.partition(",")[0].lower().split()
    end = next((k for k, w in enumerate(printed) if k and words.tags(w) & PREP), len(printed))
    return words.noun(printed[end - 1]) if words.tags(printed[end - 1]) & NOUN else ""


_OF_PEOPLE = frozenset(("hurt", "held", "displaced"))  # fates that befall people and little else; who counts the dead or missing leaves open whom


def _by_predicate(words: Words, predicate: str) -> bool:
    """Whether the verb itself tells the fate: "412 were injured"."""
    return words.predicate_class(predicate) in fate_table().fates


def _of_a_charge(figure: Figure, text: str) -> bool:
    """Whether "counts" are those of an indictment: the number that somebody counts is one count."""
    noun = figure.noun
    return noun is not None and noun.span is not None and text[noun.span.start : noun.span.end].lower() == "counts"


def _stance(words: Words, figure: Figure) -> Stance | None:
    counted = not figure.quantity.unit or figure.quantity.kind in (Kind.PERCENT, Kind.SHARE)
    return stance_of(words, figure.after) if counted else None


def _said_by(figure: Figure) -> list[str]:
    return [w for w in figure.attribution.speaker.lower().split() if w.isalpha()] if figure.attribution is not None else []


def _countries(words: Words, figure: Figure) -> frozenset[str]:
    """The countries that the words around a figure name: "the Spanish death toll", "in Spain"."""
    named = [w.replace(".", "") for w in (*figure.before, *figure.after) if w[0].isupper()]
    return frozenset(words.place_name(w) for w in named if words.place_kind(w) in ("country", "demonym"))


def _month(time: str | None) -> int:
    named = (time_table().months.get(w.strip(".,")) for w in time.lower().split()) if time else ()
    return next((m for m in named if m), 0)


def _year_of(time: str | None) -> str:
    """The year that a time names which has no date, or the first of ten: "since February 2009, when a plane crashed", "in the 1980s"."""
    found = _YEAR_OR_TEN.findall(time) if time else []
    return found[0] if len(found) == 1 else ""


def _years(source: Source, line: Line) -> frozenset[str]:
    """Empty where nobody says when the source was published, and it prints no year."""
    if source.published:
        return frozenset({source.published[:4], *_YEAR.findall(line.text_key)})
    return printed_years(source.text)


@lru_cache(maxsize=64)
def printed_years(text: str) -> frozenset[str]:
    """The years that a text prints."""
    return frozenset(_YEAR.findall(text))


def _values(figure: Figure, to_base: Scale) -> tuple[float, float, float, float]:
    """Low, high, and the interval that the figure admits, in the base unit of its dimension; percentages as shares, money as it is."""
    q, admits = figure.quantity, figure.interval
    unit = "" if q.kind is Kind.MONEY else q.unit
    share = 0.01 if q.kind is Kind.PERCENT else 1.0
    low, high = sorted((to_base(unit, float(q.low)) * share, to_base(unit, float(q.high)) * share))
    floor = to_base(unit, float(admits.low)) * share if admits.low is not None else -math.inf
    ceiling = to_base(unit, float(admits.high)) * share if admits.high is not None else math.inf
    return low, high, floor, ceiling


def _group(figure: Figure) -> str:
    q = figure.quantity
    if q.kind is Kind.MONEY:
        return "money"
    if q.kind in (Kind.PERCENT, Kind.SHARE):
        return "ratio"
    return (q.dimension or q.unit or "measure") if q.unit else "count"


def _sort(figure: Figure, text: str) -> str:
    """The kind of a figure, finer than ``Kind``: an offset in time ("two years ago") is no duration."""
    kind = figure.quantity.kind
    if kind is Kind.DURATION:
        after = WORD.search(text, figure.end, figure.end + 14)
        if after and after.group().lower() == "ago":
            return "ago"
    return str(kind.value)


def _role(role: Role) -> str:
    if role in (Role.PART, Role.PREVIOUS, Role.CHANGE, Role.FURTHER, Role.LIMIT):
        return str(role.value)
    return "plain"


def _window(tables: _Tables, figure: Figure, line: Line, noun: str, predicate: str) -> Vector:
    """Weighted words around the number, without the noun and the predicate, which have comparisons of their own."""
    words = tables.words
    skip = {stem_of(words, noun) if noun else "", stem_of(words, predicate) if predicate else ""}
    behind = bisect_right(line.spans, figure.start, key=itemgetter(1))  # words that end before the figure
    ahead = bisect_left(line.spans, figure.end, key=itemgetter(0))
    near = (*range(max(behind - _BEFORE, 0), behind), *range(ahead, min(ahead + _AFTER, len(line.spans))))
    stems = {s for k in near if line.shape[k] != "#" and (s := stem_of(words, line.shape[k])) and s not in skip}
    return _unit_vector({s: tables.idf[s] for s in stems})
