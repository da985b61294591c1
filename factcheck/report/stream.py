"""The figures of sources of any length, written while they are found: the bytes of ``figures.render``, without holding the figures.

Used by ``factcheck extract`` where the sources are long; a test holds both ways to the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from factcheck.model import Coverage, Exclusion, Extraction, Figure, Layout, Result, Source, Story
from factcheck.report.catalogue import Catalogue
from factcheck.report.figures import COLUMNS
from factcheck.report.json import as_data, figure_data
from factcheck.report.tables import csv

Pieces = Iterable[tuple[Source, Layout, Iterable[tuple[list[Figure], list[Exclusion]]]]]

FORMATS = ("csv", "json")


def render(form: str, sources: tuple[Source, ...], pieces: Pieces, skipped: tuple[str, ...]) -> Iterator[str]:
    """Yield the output piece by piece; ``pieces`` gives for each source its layout and its figures in text order, some at a time."""
    return _csv(pieces) if form == "csv" else _json(sources, pieces, skipped)


def _rows(pieces: Pieces) -> Iterator[tuple[list[dict[str, object]], int]]:
    """Figures as plain data, with the number of exclusions beside them."""
    for source, layout, found in pieces:
        catalogue = Catalogue(_result(((source, layout),), Coverage(1, 0, 0, 0, 0, 0, 0)))
        for figures, exclusions in found:
            yield [figure_data(f, catalogue) for f in figures], len(exclusions)


def _csv(pieces: Pieces) -> Iterator[str]:
    yield csv(COLUMNS, [])
    head = len(csv(COLUMNS, []))
    for rows, _ in _rows(pieces):
        if rows:
            yield csv(COLUMNS, [[row.get(c) for c in COLUMNS] for row in rows])[head:]


def _json(sources: tuple[Source, ...], pieces: Pieces, skipped: tuple[str, ...]) -> Iterator[str]:
    frame = tuple((s, Layout(())) for s in sources)
    figures = refused = 0
    for rows, excluded in _rows(pieces):
        if rows and not figures:
            before, _ = _frame(frame, Coverage(0, 0, 0, 0, 0, 0, 0))
            yield before + "[\n"
        elif rows:
            yield ",\n"
        yield ",\n".join(_indented(json.dumps(row, ensure_ascii=False, indent=1)) for row in rows)
        figures, refused = figures + len(rows), refused + excluded
    before, after = _frame(frame, Coverage(len(sources), figures, refused, 0, 0, figures, 0, skipped))
    yield "\n ]" + after if figures else before + "[]" + after


def _frame(frame: tuple[tuple[Source, Layout], ...], coverage: Coverage) -> tuple[str, str]:
    """What stands before and behind the list of figures."""
    text = json.dumps(as_data(_result(frame, coverage)), ensure_ascii=False, indent=1) + "\n"
    before, mark, after = text.partition('\n "figures": ')
    return before + mark, after.removeprefix("[]")


def _indented(text: str) -> str:
    return "\n".join("  " + line for line in text.split("\n"))


def _result(frame: tuple[tuple[Source, Layout], ...], coverage: Coverage) -> Result:
    return Result(Story(tuple(Extraction(s, layout, ()) for s, layout in frame), (), ()), (), coverage)
