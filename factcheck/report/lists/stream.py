"""The figures of sources of any length, written while they are found: the bytes of ``figures.render``, without holding the figures.

Used by ``factcheck extract`` where the sources are long; a test holds both ways to the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from factcheck.model import Coverage, Exclusion, Extraction, Figure, Layout, Result, Skip, Source, Story
from factcheck.model.coverage import coverage
from factcheck.report.catalogue import Catalogue
from factcheck.report.data import as_data, figure_data
from factcheck.report.lists.figures import COLUMNS
from factcheck.report.lists.tables import csv

Pieces = Iterable[tuple[Source, Layout, Iterable[tuple[list[Figure], list[Exclusion]]]]]

FORMATS = ("csv", "json")


class Stream:
    """One run over sources: ``written`` yields the output while it counts, ``result`` tells the coverage once that is done."""

    def __init__(self, form: str, sources: tuple[Source, ...], skipped: tuple[Skip, ...], raw: bool = False) -> None:
        self.form = form
        self.raw = raw
        self.sources = sources
        self.skipped = skipped
        self.figures = 0
        self.exclusions = 0

    def written(self, pieces: Pieces) -> Iterator[str]:
        """Yield the output; ``pieces`` gives for each source its layout and its figures in text order, some at a time."""
        return self._csv(pieces) if self.form == "csv" else self._json(pieces)

    def result(self) -> Result:
        """The sources without their figures, and what was looked at so far."""
        return _result(tuple((s, Layout(())) for s in self.sources), self._coverage())

    def _coverage(self) -> Coverage:
        read = coverage(Story(tuple(Extraction(s, Layout(()), ()) for s in self.sources), (), ()), self.skipped)
        return replace(read, figures=self.figures, exclusions=self.exclusions, single=self.figures)

    def _rows(self, pieces: Pieces) -> Iterator[list[dict[str, object]]]:
        for source, layout, found in pieces:
            catalogue = Catalogue(_result(((source, layout),), _NOTHING))
            for figures, exclusions in found:
                self.figures += len(figures)
                self.exclusions += len(exclusions)
                if figures:
                    yield [figure_data(f, catalogue) for f in figures]

    def _csv(self, pieces: Pieces) -> Iterator[str]:
        head = csv(COLUMNS, [])
        yield head
        for rows in self._rows(pieces):
            yield csv(COLUMNS, [[row.get(c) for c in COLUMNS] for row in rows], raw=self.raw)[len(head) :]

    def _json(self, pieces: Pieces) -> Iterator[str]:
        opening = _frame(self.sources, _NOTHING)[0]
        before = opening + "[\n"
        for rows in self._rows(pieces):
            yield before + ",\n".join(_indented(json.dumps(row, ensure_ascii=False, indent=1)) for row in rows)
            before = ",\n"
        closing = _frame(self.sources, self._coverage())[1]
        yield "\n ]" + closing if self.figures else opening + "[]" + closing


_NOTHING = Coverage(0, 0, 0, 0, 0, 0, 0)


def _frame(sources: tuple[Source, ...], coverage: Coverage) -> tuple[str, str]:
    """What stands before and behind the list of figures."""
    text = json.dumps(as_data(_result(tuple((s, Layout(())) for s in sources), coverage)), ensure_ascii=False, indent=1) + "\n"
    before, mark, after = text.partition('\n "figures": ')
    return before + mark, after.removeprefix("[]")


def _indented(text: str) -> str:
    return "\n".join("  " + line for line in text.split("\n"))


def _result(frame: tuple[tuple[Source, Layout], ...], coverage: Coverage) -> Result:
    return Result(Story(tuple(Extraction(s, layout, ()) for s, layout in frame), (), ()), (), coverage)
