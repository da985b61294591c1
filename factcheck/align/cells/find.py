"""All figures of the texts of a story beside all its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from factcheck.align.cells.mentions import Mention, refers_back, row_mentions, time_mentions
from factcheck.align.cells.place import Place
from factcheck.align.cells.readings import readings
from factcheck.align.cells.sheet import Sheet
from factcheck.align.cells.tokens import Token, stem, tokens
from factcheck.model import Extraction, Figure, Position, Reading, Sentence

_MOST = 300  # readings of one figure in one table
_MOST_BESIDE = 1_000_000  # figures of texts times tables; what comes behind them is not tried, and counted
_BACK = 2  # sentences that may name the row of a figure
_FURNITURE = (Position.TABLE, Position.BYLINE, Position.BOILERPLATE)
_CROWDED = 60  # figures of one sentence; prose has fewer


def find_readings(extractions: Sequence[Extraction]) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    """What in the tables of a story the figures of its texts may speak of, in the order of the figures; and what was not tried, for people."""
    sheets = [Sheet(t) for e in extractions for t in e.tables if t.cells]
    if not sheets:
        return (), ()
    found: list[Reading] = []
    left, beyond, cut = _MOST_BESIDE, 0, 0
    for extraction in extractions:
        if extraction.source.grids:
            continue
        prose = _Prose(extraction)
        for figures in prose.by_sentence():
            left -= len(figures) * len(sheets)
            if left < 0:
                beyond += len(figures)
                continue
            for place in (p for sheet in sheets for p in prose.places(figures, sheet)):
                tried = list(islice(readings(place), _MOST + 1))
                cut += len(tried) > _MOST
                found += tried[:_MOST]
    limits = [f"{beyond:,} figures beyond the limit of {_MOST_BESIDE:,} pairs of figure and table and not held against tables"] if beyond else []
    limits += [f"{cut:,} figures with more than {_MOST} readings in a table, of which the first were tried"] if cut else []
    order = {f.id: n for n, f in enumerate(f for e in extractions for f in e.figures)}
    return tuple(sorted(found, key=lambda r: (order[r.figure], -r.sure))), tuple(limits)


def _counts_rows(figure: Figure, sheet: Sheet) -> bool:
    """Whether a figure is the number of rows, "the four villages", which parts nothing."""
    named = figure.noun is not None and stem(figure.noun.lemma.lower()) in sheet.heads
    return figure.quantity.low == len(sheet.parts) and (named or figure.quantity.unit in sheet.heads)


class _Prose:
    """The sentences of one text, with what they name of tables."""

    def __init__(self, extraction: Extraction) -> None:
        self._extraction = extraction
        self._text = extraction.source.text
        self._words: dict[int, list[Token]] = {}
        self._rows: dict[tuple[int, int], list[Mention]] = {}
        published = extraction.source.published
        self._year = int(published[:4]) if published and published[:4].isdecimal() else None

    def by_sentence(self) -> Iterator[list[Figure]]:
        """Yield the figures of each sentence that is prose."""
        found: dict[int, list[Figure]] = {}
        for figure in self._extraction.figures:
            if figure.position not in _FURNITURE:
                found.setdefault(figure.sentence, []).append(figure)
        yield from (figures for figures in found.values() if len(figures) <= _CROWDED)

    def places(self, figures: Sequence[Figure], sheet: Sheet) -> Iterator[Place]:
        """Yield each figure of a sentence beside a table, if that sentence, or those before it, name anything of it."""
        index = figures[0].sentence
        sentence = self._sentence(index)
        rows = self._mentions(index, sheet)
        times = time_mentions(sheet, self._text, sentence.start, sentence.end)
        carried = None if rows else self._carried(index, sheet)
        previous: Place | None = None
        for n, figure in enumerate(figures):
            ahead = next((f for f in reversed(figures[:n]) if not _counts_rows(f, sheet)), None)
            last = max(ahead.end, min(ahead.phrase.end, figure.start)) if ahead is not None else sentence.start
            following = next((f.start for f in figures[n + 1 :] if not _counts_rows(f, sheet)), sentence.end)
            previous = Place(
                sheet, figure, self._text, self._tokens(index), rows, times, last, following, carried,
                refers_back(self._tokens(index), sheet), self._year, previous,
            )  # fmt: skip
            yield previous

    def _carried(self, index: int, sheet: Sheet) -> Mention | None:
        """The row that the sentences before speak of, in one paragraph."""
        paragraph = self._sentence(index).paragraph
        for back in range(index - 1, max(-1, index - 1 - _BACK), -1):
            if self._sentence(back).paragraph != paragraph:
                return None
            rows = self._mentions(back, sheet)
            if rows:
                return (
                    rows[0]
                    if len({m.rows for m in rows}) == 1 or rows[0].start <= self._tokens(back)[min(1, len(self._tokens(back)) - 1)].start
                    else None
                )
        return None

    def _mentions(self, index: int, sheet: Sheet) -> list[Mention]:
        key = (index, id(sheet))
        if key not in self._rows:
            found = row_mentions(sheet, self._tokens(index))
            self._rows[key] = [m._replace(weak=m.weak and not self._introduced(m, sheet)) for m in found]
        return self._rows[key]

    def _introduced(self, mention: Mention, sheet: Sheet) -> bool:
        """Whether the whole name stands earlier in the text: "Ann Lowell … Lowell"."""
        full = next((text for r in mention.rows for j, text in sheet.table.rows[r].labels if j == mention.column), "")
        return bool(full) and self._text.lower().find(full.lower(), 0, mention.start) >= 0

    def _tokens(self, index: int) -> list[Token]:
        if index not in self._words:
            sentence = self._sentence(index)
            self._words[index] = tokens(self._text, sentence.start, sentence.end)
        return self._words[index]

    def _sentence(self, index: int) -> Sentence:
        return self._extraction.layout.sentences[index]
