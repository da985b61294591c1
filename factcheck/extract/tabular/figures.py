"""The tables of a source with their figures: of a file of tables every cell is one, of a page those that were read in its rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from factcheck.extract.quantities.read import Reader
from factcheck.extract.tabular.table import Held, Sheet, read_sheet
from factcheck.extract.tabular.units import Units
from factcheck.model import Cell, Figure, Grid, Hedge, Layout, Noun, Position, Source, Span, Step, Subject, Table
from factcheck.quantity.interval import admitted
from factcheck.tables import Tables
from factcheck.tables.tolerances import load_tolerances

_RULED = re.compile(r"[|:+=\s-]+")  # the line under the head of a table in plain text
UNREAD = "no head over columns of figures, so that nothing in it is read"
_MOST_ON_PAGE = 50  # tables of a page that are read


def table_figures(source: Source, layout: Layout, tables: Tables) -> tuple[tuple[Figure, ...], tuple[Table, ...]]:
    """The figures of a file of tables, and its tables."""
    units = Units(Reader(tables.grammar, tables.words, source.locale))
    starts = [s.start for s in layout.sentences]
    figures: list[Figure] = []
    found: list[Table] = []
    for grid in source.grids:
        sheet = read_sheet(source.text, grid, units)
        if sheet is None:
            continue
        cells = []
        for held in sheet.held:
            figure = _figure(source, len(figures), held, sheet, bisect_right(starts, held.span.start) - 1, tables)
            figures.append(figure)
            name = f"{_letters(held.column)}{sheet.rows[held.row].number}" if grid.letters else ""
            cells.append(Cell(figure.id, held.row, held.column, held.quantity, held.span.start, name))
        found.append(Table(source.id, grid.name, sheet.columns, sheet.rows, tuple(cells), whole=True))
    return tuple(figures), tuple(found)


def page_tables(source: Source, layout: Layout, figures: Sequence[Figure], tables: Tables) -> tuple[Table, ...]:
    """The tables of a page; their cells are the figures that were read where they stand."""
    inside = [f for f in figures if f.position is Position.TABLE]
    if not inside:
        return ()
    units = Units(Reader(tables.grammar, tables.words, source.locale))
    starts = [f.start for f in inside]
    found: list[Table] = []
    for grid in _grids(source.text, layout):
        sheet = read_sheet(source.text, grid, units) if len(found) < _MOST_ON_PAGE else None
        if sheet is None:
            continue
        cells = []
        for held in sheet.held:
            at = bisect_right(starts, held.span.end - 1) - 1
            if at >= 0 and inside[at].start >= held.span.start:
                cells.append(Cell(inside[at].id, held.row, held.column, held.quantity, held.span.start))
        found.append(Table(source.id, "", sheet.columns, sheet.rows, tuple(cells)))
    return tuple(found)


def _grids(text: str, layout: Layout) -> Iterator[Grid]:
    """The rows of a page that stand together, each parted into its cells; rows of another width than most are left out."""
    rows: list[tuple[int, int]] = []
    last = -9
    for sentence in layout.sentences:
        if sentence.position is not Position.TABLE:
            continue
        if sentence.paragraph == last:
            rows[-1] = (rows[-1][0], sentence.end)
            continue
        if sentence.paragraph != last + 1 and rows:
            yield _grid(text, rows)
            rows = []
        rows.append((sentence.start, sentence.end))
        last = sentence.paragraph
    if rows:
        yield _grid(text, rows)


def _grid(text: str, rows: Sequence[tuple[int, int]]) -> Grid:
    cells = [_cells(text, start, end) for start, end in rows if not _RULED.fullmatch(text, start, end)]
    sizes = [len(row) for row in cells[1:]] or [len(row) for row in cells]
    width = max(set(sizes), key=lambda n: (sizes.count(n), n))
    kept = [k for k, row in enumerate(cells) if len(row) == width or k == 0]
    return Grid(tuple(cells[k] for k in kept), tuple(k + 1 for k in kept))


def _cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The cells of a row: parted by tabs, else by bars."""
    row = text[start:end]
    mark = "\t" if "\t" in row else "|"
    found, at = [], start
    for piece in row.split(mark):
        found.append(Span(at, at + len(piece)))
        at += len(piece) + 1
    if mark == "|":
        found = found[1:] if not row.split(mark)[0].strip() else found
        found = found[:-1] if found and not text[found[-1].start : found[-1].end].strip() else found
    return tuple(found)


def _figure(source: Source, ordinal: int, held: Held, sheet: Sheet, sentence: int, tables: Tables) -> Figure:
    """A cell as a figure: its noun is the head of its column, its subject the label of its row."""
    (start, end), row, column = held.span, sheet.rows[held.row], sheet.columns[held.column]
    noun = None
    if column.words:
        lemma = tables.words.noun(column.words[-1])
        noun = Noun(lemma, tables.words.noun_class(lemma), column.words[:-1], inherited=True)
    period = column.period
    return Figure(
        source.id, ordinal, start, end, source.text[start:end], held.quantity,
        admitted(held.quantity, Hedge.EXACT, load_tolerances()), Hedge.EXACT, Span(start, end), sentence, Position.TABLE,
        noun=noun, subject=Subject(row.name, sheet.labels[held.row], "row") if row.labels else None,
        time=column.head if period is not None else None, date=str(period.year) if period is not None and period.year is not None else None,
        before=tuple(row.name.split()) if held.column == min(c.index for c in sheet.columns if c.numeric) else (),
        trace=(Step("table", f"row {row.name}, column {column.head}", str(held.quantity.low)),),
    )  # fmt: skip


def _letters(column: int) -> str:
    """The letters of a column of a workbook.

    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    name, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
