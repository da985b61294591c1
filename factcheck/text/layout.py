"""The text stage: from a source to its layout."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from factcheck.model import Layout, Mark, Position, Sentence, Source, Span
from factcheck.tables.layout import Furniture, Stops, furniture, stops
from factcheck.text.capitals import lost, restored
from factcheck.text.dateline import Dateline, find_dateline
from factcheck.text.furniture import Reader
from factcheck.text.headline import only_title, title_end
from factcheck.text.paragraphs import paragraphs, wrap_of
from factcheck.text.quotations import Quotations
from factcheck.text.sentences import lowered, split

_DATELINE_WITHIN = 8  # paragraphs: a dateline further down is another article's


def read_layout(source: Source, *, words: Stops | None = None, parts: Furniture | None = None) -> Layout:
    """Return sentences with their positions, quotations and dateline of one source.

    Sentences are trimmed, in text order, do not overlap and cover every character that is no blank. ``words`` and ``parts`` are the tables
    shipped with factcheck unless given. Linear in the length of the text.

    >>> [source.text[s.start:s.end] for source in [Source("a", "Adm. Lee saw 50. He left.")] for s in read_layout(source).sentences]
    ['Adm. Lee saw 50.', 'He left.']
    """
    text = source.text
    words, parts = words or stops(), parts or furniture()
    lower = lowered(text)
    small = lost(text)
    named = restored(text) if small else text
    wrap = wrap_of(text, lower)
    sentences: list[Sentence] = []
    quotations = Quotations(text)
    dateline: Dateline | None = None
    for number, (span, position) in enumerate(_positions(source, paragraphs(text, wrap, lower), parts)):
        if dateline is None and number < _DATELINE_WITHIN and position in (Position.BODY, Position.BYLINE):
            dateline = find_dateline(text, span.start, span.end)
        quotations.read(span.start, span.end)
        for start, end in split(text, span.start, span.end, words, lower, small):
            sentences.append(Sentence(start, end, number, position))
    return Layout(
        tuple(sentences),
        tuple(quotations.found),
        dateline.place if dateline else None,
        dateline.date if dateline else None,
        0 if source.grids else title_end(text),
        not source.grids and only_title(text, sentences),
        named,
        named != text,
    )


def _positions(source: Source, spans: Iterable[Span], parts: Furniture) -> Iterator[tuple[Span, Position]]:
    """Pair each paragraph with its position: what the format says of it, else what its words say."""
    reader = Reader(source.text, parts)
    starts = [mark.start for mark in source.marks]
    before: Span | None = None
    for span in spans:
        if before is not None:
            yield before, reader.position(before, span, _marked(before, source.marks, starts))
        before = span
    if before is not None:
        yield before, reader.position(before, None, _marked(before, source.marks, starts))


def _marked(span: Span, marks: tuple[Mark, ...], starts: list[int]) -> Position | None:
    at = bisect_right(starts, span.start) - 1
    return marks[at].position if at >= 0 and span.start < marks[at].end else None
