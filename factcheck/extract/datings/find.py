"""The datings of one source: every time that is printed in it, with the days that it means and the event that it dates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from factcheck.extract.context import clause_subjects, places
from factcheck.extract.context.attribution import chosen
from factcheck.extract.datings.event import event_of
from factcheck.extract.datings.read import Read, Reader
from factcheck.extract.datings.resolve import days_of, exact
from factcheck.extract.scan import trie
from factcheck.extract.sentences import Sentences
from factcheck.extract.tokens import Tokens
from factcheck.model import Exclusion, Extraction, Layout, Modality, Position, Predicate, Sentence, Source, Span, Step
from factcheck.model.datings import Dating, Edge, Form, Grain
from factcheck.tables import Tables
from factcheck.tables.datings import dating_table
from factcheck.tables.time import time_table
from factcheck.text.dateline import find_dateline

_SORTS = frozenset(("date", "time", "year", "ordinal"))
_FURNITURE = frozenset((Position.BYLINE, Position.BOILERPLATE))
_CROWDED = 24  # datings of one sentence; prose has fewer
_STAMPED = 3  # sentences at the top in which a text may print its own date
_SHORTEST = 4  # letters of a name of a month or day that is cut short
_STAMP = 90  # characters of such a sentence


def find_datings(extraction: Extraction, tables: Tables, sentences: Sentences | None = None) -> tuple[Dating, ...]:
    """Find every dating of a source whose figures are read, in text order.

    Linear: only sentences with a word or number of time are looked at. What the reading of figures has set aside as a date, a year or a clock time
    is taken as such here; ``sentences`` is what that reading has kept.
    """
    source, layout = extraction.source, extraction.layout
    return tuple(_Pass(source, layout, extraction.exclusions, tables, sentences or Sentences(source, layout, tables)).run())


class _Pass:
    """The state of one pass over one source."""

    def __init__(self, source: Source, layout: Layout, exclusions: Sequence[Exclusion], tables: Tables, sentences: Sentences) -> None:
        self.source = source
        self.text = layout.of(source)
        self.layout = layout
        self.tables = tables
        self.set_aside = [x for x in exclusions if x.kind in _SORTS]
        self.starts = [x.start for x in self.set_aside]
        self.sentences = sentences
        self.today: date | None = None
        self.dated_by = ""
        self.count = 0

    def run(self) -> Iterator[Dating]:
        """Go through the source."""
        text, sentences = self.text, self.layout.sentences
        self._date_of_the_text()
        first, further = _candidates()
        opens, search = first.match, further.search
        for index, sentence in enumerate(sentences):
            start, end = sentence.start, sentence.end
            if sentence.position in _FURNITURE or not (self._numbered(sentence) or opens(text, start, end) or search(text, start, end)):
                continue
            tokens = self.sentences.tokens(index)
            found = list(self._times(tokens))
            if self.layout.dated is not None and self.layout.dated in text[sentence.start : sentence.start + _STAMP]:
                found = _behind_dateline(tokens, found, text, sentence)
            if 0 < len(found) <= _CROWDED:
                yield from self._sentence(index, sentence, tokens, found)

    def _numbered(self, sentence: Sentence) -> bool:
        at = bisect_left(self.starts, sentence.start)
        return at < len(self.starts) and self.starts[at] < sentence.end

    def _date_of_the_text(self) -> None:
        """The day on which the text was written: by its metadata, its dateline, or a line at the top that is nothing but a date."""
        published = self.source.published
        if published and len(published) >= 10:
            self.today, self.dated_by = date.fromisoformat(published[:10]), "published"
            return
        for index, sentence in enumerate(self.layout.sentences[:_STAMPED]):
            if sentence.end - sentence.start > _STAMP or not self._numbered(sentence):
                continue
            tokens = self.sentences.tokens(index)
            days = [r for r in self._times(tokens) if exact(r)]
            if len(days) == 1 and (sentence.position is Position.BYLINE or len(tokens) <= 2 * (days[0].end - days[0].start) + 1):
                found = days_of(days[0], None)
                if found is not None:
                    self.today, self.dated_by = found[0][0], "text"
                    return

    def _times(self, tokens: Tokens) -> Iterator[Read]:
        reader = Reader(tokens, lambda k: self._sort(tokens, k))
        opens = _openers()
        behind = 0
        for k, word in enumerate(reader.lower):
            if k < behind or not (word in opens or "0" <= word < ":" or ("-" in word and word != "-")):
                continue
            read = reader.read_at(k)
            if read is None:
                continue
            behind = read.end
            if read.grain is not Grain.YEAR or read.until is not None or read.offset is not None or not self._named(reader, read):
                yield read

    def _named(self, reader: Reader, read: Read) -> bool:
        """Whether a year alone belongs to a name: "the 2012 Olympics"; behind a preposition or in brackets it is a time."""
        words = dating_table()
        before = reader.tokens.at(read.start - 1)
        made = before in words.made_before and reader.tokens.at(read.start - 2) in words.made
        if made or before == "(" or before in words.parts:
            return False
        return before not in words.at | words.since | words.until | words.about | words.span_opens

    def _sort(self, tokens: Tokens, k: int) -> str:
        if not 0 <= k < len(tokens):
            return ""
        start = tokens.starts[k]
        at = bisect_right(self.starts, start) - 1
        return self.set_aside[at].kind if at >= 0 and start < self.set_aside[at].end else ""

    def _sentence(self, index: int, sentence: Sentence, tokens: Tokens, found: list[Read]) -> Iterator[Dating]:
        words = self.tables.words
        spoken = self.sentences.speakers(index)
        for n, read in enumerate(found):
            first, edge, part = _opened(tokens, read)
            moment = replace(read.at, part=part) if part and not read.at.part else read.at
            event = event_of(tokens, first, read.start, read.end, words, full=read.at.weekday is not None and read.at.day is not None)
            if read.form is Form.CLOCK and tokens.at(read.start - 1) == "(" and n and found[n - 1].at.minute is not None:
                event = event._replace(spoken=True)  # "4 a.m. local time (0900 GMT)": the same hour once more
            verb = event.verb
            bare = event.spoken or (verb is None and not event.noun)  # no event that others date: nothing more is read of it
            said = chosen(spoken, read.start)
            owned = not bare and verb is not None and verb.at
            subject = clause_subjects.of_verb(tokens, verb.at, self.tables.attribution, words) if verb is not None and owned else None
            days = days_of(read, self.today)
            if subject is not None and subject.span.start < tokens.ends[read.end - 1] and tokens.starts[first] < subject.span.end:
                subject = None  # "a year earlier he left": the time is no subject
            lower, upper = days[0] if days is not None else (None, None)
            start, end = tokens.starts[read.start], tokens.ends[read.end - 1]
            last = found[n - 1].end if n else 0
            behind = next((r.start for r in found[n + 1 :] if r.offset is None or r.offset.of != "event"), len(tokens))
            quotations = self.layout.quotations
            at = bisect_right(quotations, start, key=lambda q: q.end)
            yield Dating(
                self.source.id, self.count, start, end, self.source.text[start:end], Span(tokens.starts[first], end), index, sentence.position,
                read.form, read.grain, moment, read.until, read.offset, edge,
                first=None if lower is None or edge is Edge.UNTIL else lower.isoformat(),
                last=None if upper is None or edge is Edge.SINCE else upper.isoformat(),
                by="" if days is None else "printed" if days[1] == "printed" else self.dated_by,
                predicate=Predicate(verb.lemma, words.predicate_class(verb.lemma), verb.negated, Span(tokens.starts[verb.at], tokens.ends[verb.at]))
                if verb is not None else None,
                event=event.noun, subject=subject,
                attribution=said.attribution if said is not None else None,
                modality=verb.modality if verb is not None else Modality.DONE,
                place=places.place(tokens, read.start, read.end, words) if not bare else None,
                spoken=event.spoken,
                quoted=at < len(quotations) and quotations[at].start <= start,
                names=places.names(tokens, read.start, read.end) if not bare else (),
                before=tuple(tokens.words[last : read.start]), after=tuple(tokens.words[read.end : behind]),
                trace=(Step("dating", read.form.value, read.grain.value),),
            )  # fmt: skip
            self.count += 1


def _opened(tokens: Tokens, read: Read) -> tuple[int, Edge, str]:
    """The token at which the phrase of a time begins, what its preposition makes of it, and which part of it is meant: "by late Tuesday"."""
    words = dating_table()
    first, part = read.start, ""
    k = first - 1
    while k >= 0 and (tokens.lower[k] in words.parts or tokens.lower[k] in ("the", "of")):
        if tokens.lower[k] in words.parts:
            first, part = k, words.parts[tokens.lower[k]]
        k -= 1
    k = first - 1
    k -= tokens.at(k) == "the"
    edge = Edge.AT
    if tokens.at(k) in words.about:
        first, edge, k = k, Edge.ABOUT, k - 1
    elif tokens.at(k) in ("after", "before") and tokens.at(k - 1) in words.shortly:  # "shortly after 8 p.m."
        return k - 1, Edge.ABOUT, part
    before = tokens.at(k)
    if before == "than" and tokens.at(k - 2) == "no" and tokens.at(k - 1) in ("later", "earlier"):  # "no later than May 10"
        return k - 2, Edge.UNTIL if tokens.at(k - 1) == "later" else Edge.SINCE, part
    made = before in words.made_before and tokens.at(k - 1) in words.made  # "a clock dating from 1720", "dates back to 1720": not since then
    if before in words.since and read.until is None and not made:
        return k, Edge.SINCE, part
    if before in words.until:
        return k, Edge.UNTIL, part
    if made or before in words.at or before in words.span_opens:
        spread = tokens.at(k - 1) if tokens.at(k - 1) in words.parts else tokens.at(k - 2) if tokens.at(k - 1) in ("hours", "morning") else ""
        if before in ("on", "of") and not part and spread in words.parts:  # "late on Friday", "in the early hours of Sunday"
            return k - 1, edge, words.parts[spread]
        return k, edge, part
    return first, edge, part


def _behind_dateline(tokens: Tokens, found: list[Read], text: str, sentence: Sentence) -> list[Read]:
    """The times of a sentence but that of its dateline: "HULL, May 4 (AP) — …" dates the report and no event."""
    dateline = find_dateline(text, sentence.start, sentence.end)
    return found if dateline is None else [r for r in found if tokens.starts[r.start] >= dateline.end]


@cache
def _openers() -> frozenset[str]:
    """Every word that can open a time."""
    time, words = time_table(), dating_table()
    return frozenset(
        (*time.weekdays, *time.months, *words.deictic, *words.steps, *words.small, *time.seasons, "noon", "midday", "midnight", "weekend")
    )


@cache
def _candidates() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words by which a sentence without a date in digits is worth looking at: its first, and one further on in it.

    One pass, no backtracking, a tree of letters as for numbers.
    """
    time, words = time_table(), dating_table()
    months = [m for m in time.months if len(m) > _SHORTEST or m in ("june", "july")]  # "may" only behind a preposition
    days = [d for d in time.weekdays if len(d) > _SHORTEST + 1]
    units = "|".join(sorted({*words.units, *days, "morning", "afternoon", "evening"}))
    near = "|".join(f"[{w[0]}{w[0].upper()}]{w[1:]}" for w in sorted(words.steps))
    word = rf"{trie({*months, *days, *words.deictic, *words.ago, 'noon', 'midnight', 'weekend'})}|(?:{near})\s(?:{units})\b"
    counted = "|".join(rf"(?<=\b[a-z]{{{n}}}\s)" for n in range(3, 9))  # "days after"; not "afterwards after"
    may = "|".join(rf"(?<=\b{w}[ -])" for w in sorted(words.month_before))
    behind = rf"(?=(?:after|before|earlier|later)\b)(?:{counted})|(?=(?:[mM]ay|[jJ]une|[jJ]uly)\b)(?:{may})"
    return re.compile(rf"\b(?:{word})"), re.compile(rf"\W(?:{word}|{behind})")
