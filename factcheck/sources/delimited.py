"""Tables in text: comma-separated values and their like (.csv, .tsv). Every cell keeps its line and column in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from factcheck.errors import SourceError, TooLargeError
from factcheck.model import Grid, Position, Span
from factcheck.sources.decoding import decode
from factcheck.sources.gridtext import MOST_CELLS, MOST_COLUMNS, written
from factcheck.sources.reading import Composer, Reading

SUFFIXES = (".csv", ".tsv")
SUMMARY = "tables: cells are figures, named by row and column"

_MARKS = (",", ";", "\t", "|")
_SAMPLE = 20  # rows that tell which mark parts the cells
_QUOTE = '"'


class _Piece(NamedTuple):
    """A stretch of a cell as it stands in the file."""

    text: str
    at: int


class _Row(NamedTuple):
    number: int  # line of the file
    cells: list[list[_Piece]]


def read(raw: bytes, place: str) -> Reading:
    """Return a table of text.

    Raises:
        SourceError: it is empty, binary or in no known encoding, has no cells, or a quotation mark that is never closed.
        TooLargeError: it has more columns than a table has.
    """
    text, notes = decode(raw, place)
    mark = _mark(text, place)
    composer = Composer(text)
    spans: list[tuple[Span, ...]] = []
    numbers: list[int] = []
    left, beyond = MOST_CELLS, 0
    for number, cells in rows(text, mark, place):
        if len(cells) > MOST_COLUMNS:
            found_there = f"{len(cells):,} columns in line {number}"
            raise TooLargeError(place, found_there, expected=f"{MOST_COLUMNS} at most", remedy="keep those that the text is about")
        left -= len(cells)
        if left < 0:
            beyond += 1
            continue
        start = composer.length
        found: list[Span] = []
        for pieces in cells:
            if found:
                composer.put("\t", max(0, pieces[0].at - 1))
            found.append(written(pieces, composer))
        if any(s.end > s.start for s in found):
            spans.append(tuple(found))
            numbers.append(number)
        composer.mark(start, Position.TABLE)
        composer.end_block(cells[-1][-1].at)
    if not spans:
        raise SourceError(place, "has no cells", expected="a table with a head and rows", remedy="take it out or fill it")
    if beyond:
        notes = (*notes, f"{beyond:,} rows beyond the limit of {MOST_CELLS:,} cells and not read")
    return replace(composer.reading("csv", notes), grids=(Grid(tuple(spans), tuple(numbers)),))


def _mark(text: str, place: str) -> str:
    """What parts the cells: the mark that gives most of the first rows the same number of cells, more than one."""
    head = text[:100_000]
    best, found = 0, ","
    for mark in _MARKS:
        if mark not in head:
            continue
        sizes = []
        for _, cells in rows(head, mark, place, strict=False):
            sizes.append(len(cells))
            if len(sizes) == _SAMPLE:
                break
        most = max(set(sizes), key=lambda n: (sizes.count(n), n))
        points = sizes.count(most) * min(most, 10) if most > 1 else 0
        if points > best:
            best, found = points, mark
    return found


def rows(text: str, mark: str, place: str, *, strict: bool = True) -> Iterator[_Row]:
    """Yield the rows that are not blank; a cell in quotation marks may hold the mark, line breaks, and the quotation mark twice.

    Raises:
        SourceError: a quotation mark is never closed, and ``strict`` is set.
    """
    at, line, end = 0, 1, len(text)
    cells: list[list[_Piece]] = []
    began = 1
    while at < end:
        if not cells:
            began = line
        pieces, at, broken = _cell(text, at, mark)
        if broken and strict:
            remedy = 'close it, or write "" for one inside of a cell'
            raise SourceError(f"{place}:{line}", "a quotation mark that is never closed", expected='"…" around a cell', remedy=remedy)
        line += sum(p.text.count("\n") + p.text.replace("\r\n", "\n").count("\r") for p in pieces)
        cells.append(pieces)
        if at >= end or text[at] != mark:
            if len(cells) > 1 or pieces[0].text.strip():
                yield _Row(began, cells)
            cells = []
            at += 2 if text.startswith("\r\n", at) else 1
            line += 1
        else:
            at += 1
            if at == end:
                yield _Row(began, [*cells, [_Piece("", end)]])


def _cell(text: str, at: int, mark: str) -> tuple[list[_Piece], int, bool]:
    """One cell from here, where what follows it begins, and whether its quotation mark is never closed."""
    if text.startswith(_QUOTE, at):
        pieces, start = [], at + 1
        while True:
            close = text.find(_QUOTE, start)
            if close < 0:
                return [_Piece(text[at:], at)], len(text), True
            if text.startswith(_QUOTE, close + 1):
                pieces.append(_Piece(text[start : close + 1], start))
                start = close + 2
                continue
            pieces.append(_Piece(text[start:close], start))
            return pieces, _stop(text, close + 1, mark), False
    stop = _stop(text, at, mark)
    inner = text[at:stop]
    return [_Piece(inner.strip(), at + len(inner) - len(inner.lstrip()))], stop, False


def _stop(text: str, at: int, mark: str) -> int:
    """Where the next mark or line break stands."""
    while at < len(text) and text[at] not in (mark, "\n", "\r"):
        at += 1
    return at
