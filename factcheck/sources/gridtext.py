"""The text of a table: a row a paragraph, tabs between its cells, with the place of every cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from factcheck.errors import SourceError
from factcheck.model import Grid, Position, Span
from factcheck.sources.reading import Composer, Reading

MOST_CELLS = 100_000  # of a file; what comes behind them is not read, and counted
MOST_COLUMNS = 200  # more are no table that anybody reads


def written(pieces: Iterable[tuple[str, int]], composer: Composer) -> Span:
    """Add a cell to a text, its pieces each with its place in the file; line breaks in it become blanks."""
    start = composer.length
    for piece, at in pieces:
        composer.put(piece.replace("\r", " ").replace("\n", " ").replace("\t", " "), at)
    return Span(start, composer.length)


def compose(sheets: Sequence[tuple[str, Sequence[tuple[int, Sequence[str]]]]], place: str, format_name: str) -> Reading:
    """The text of tables that have no lines of their own: one line a row, as a program saves it; ``sheets`` have a name, and rows with their numbers.

    Raises:
        SourceError: there is nothing in them.
    """
    composer = Composer("\n".join(_lines(rows) for _, rows in sheets))
    if not composer.original.strip():
        raise SourceError(place, "has no cells", expected="a table with a head and rows", remedy="take it out or fill it")
    grids: list[Grid] = []
    notes: list[str] = []
    at, left = 0, MOST_CELLS
    for name, rows in sheets:
        last = 0
        spans: list[tuple[Span, ...]] = []
        for number, cells in rows:
            left -= len(cells)
            if left < 0:
                notes.append(f"{len(rows) - len(spans):,} rows{f' of {name}' if name else ''} beyond the limit of {MOST_CELLS:,} cells and not read")
                break
            at += number - last - 1
            last = number
            spans.append(_row(composer, [" ".join(cell.split()) for cell in cells], at))
            at += sum(len(" ".join(cell.split())) + 1 for cell in cells)
        grids.append(Grid(tuple(spans), tuple(number for number, _ in rows[: len(spans)]), name, letters=True))
        if notes:
            break
    return replace(composer.reading(format_name, tuple(notes)), grids=tuple(g for g in grids if g.rows))


def _lines(rows: Sequence[tuple[int, Sequence[str]]]) -> str:
    """The rows as lines, each at the line of its number."""
    lines, last = [], 0
    for number, cells in rows:
        lines.append("\n" * (number - last - 1) + "\t".join(" ".join(cell.split()) for cell in cells))
        last = number
    return "\n".join(lines)


def _row(composer: Composer, cells: Sequence[str], at: int) -> tuple[Span, ...]:
    """Add a row that begins at ``at``."""
    found: list[Span] = []
    start = composer.length
    for cell in cells:
        if found:
            composer.put("\t", max(0, at - 1))
        found.append(written([(cell, at)], composer))
        at += len(cell) + 1
    composer.mark(start, Position.TABLE)
    composer.end_block(max(0, at - 1))
    return tuple(found)
