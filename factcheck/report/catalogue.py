"""A result indexed for rendering: figures, sources, facts and lineages by id, and where in its file each figure stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from factcheck.model import Dating, Extraction, Fact, Figure, Finding, Layout, Lineage, Mention, Result, RuleNote, Run, Source, Story

_LINE_END = re.compile(r"\r\n|\r|\n")
# One character as formats write it: an entity of HTML, an escape of JSON, a command of TeX, a character behind a backslash, itself.
_WRITTEN = re.compile(r"&#?\w+;?|\\u[0-9A-Fa-f]{4}|\\[A-Za-z]+|\\?.")


class Place(NamedTuple):
    """A stretch of a source as editors count: lines and columns from 1, the end column exclusive, columns in code points."""

    line: int
    column: int
    end_line: int
    end_column: int


class Catalogue:
    """Look-ups over one result. Built once a report; sources stand in the order of their ids, figures and facts as they come there."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.story: Story = result.story
        self.extractions: tuple[Extraction, ...] = tuple(sorted(self.story.extractions, key=lambda e: e.source.id))
        self.sources: dict[str, Source] = {e.source.id: e.source for e in self.extractions}
        self.layouts: dict[str, Layout] = {e.source.id: e.layout for e in self.extractions}
        self.figures: dict[str, Figure] = {f.id: f for e in self.extractions for f in e.figures}
        self.datings: dict[str, Dating] = {d.id: d for e in self.extractions for d in e.datings}
        self.mentions: dict[str, Mention] = {**self.figures, **self.datings}
        self._order = {i: n for n, i in enumerate(self.mentions)}
        facts = sorted(
            (replace(f, figures=self.in_order(f.figures)) for f in self.story.facts), key=lambda f: [self._order[i] for i in f.figures[:1]]
        )
        self.facts: dict[str, Fact] = {f.id: f for f in facts}
        self.fact_of: dict[str, Fact] = {i: f for f in facts for i in f.figures}
        self.lineage_of: dict[str, Lineage] = {i: line for line in self.story.lineages for i in line.sources}
        self._starts: dict[str, list[int]] = {}
        self._lines: dict[str, list[str]] = {}

    def in_order(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Ids of figures, then of datings, each in the order of the sources' ids and, in each, of the text."""
        return tuple(sorted(ids, key=self._order.__getitem__))

    @cached_property
    def rules(self) -> dict[str, RuleNote]:
        """The rules that ran, by id."""
        return {r.id: r for r in self.result.rules}

    def open_findings(self, show_accepted: bool = False) -> tuple[Finding, ...]:
        """Findings in their order, without the accepted ones unless they are asked for."""
        return tuple(f for f in self.result.findings if show_accepted or not f.accepted)

    def members(self, finding: Finding) -> tuple[Mention, ...]:
        """The figures of a finding with the intervals it was judged by, and its datings, those that say the same together.

        First come those that a change has touched, where the result is held against an older one, then those of the draft.
        """
        sided = dict.fromkeys(i for side in finding.sides for i in self.in_order(side.ids)) | dict.fromkeys(self.in_order(finding.ids))
        judged = dict(finding.judged)
        found = [replace(self.figures[i], interval=judged[i]) if i in judged else self.mentions[i] for i in sided]
        return tuple(sorted(found, key=lambda f: (f.id not in self.result.touched, f.source != self.result.draft)))

    def line_column(self, source: str, offset: int) -> tuple[int, int]:
        """Line and column, from 1, in the file of a source, of an offset into its text."""
        starts = self._starts.get(source)
        if starts is None:
            starts = [0, *(m.end() for m in _LINE_END.finditer(self.sources[source].text))]
            self._starts[source] = starts
        line = bisect_right(starts, offset)
        origin = self.sources[source].origin
        run = origin[max(bisect_right(origin, offset, key=lambda r: r.start) - 1, 0)] if origin else Run(0, 1, 1)
        first = bisect_right(starts, run.start)
        if line == first:
            return run.line, run.column + offset - run.start
        return run.line + line - first, offset - starts[line - 1] + 1

    def place(self, figure: Mention) -> Place:
        """Where the quantity of a figure, or a dating, stands."""
        return Place(*self.line_column(figure.source, figure.start), *self.end(figure.source, figure.end))

    def end(self, source: str, offset: int) -> tuple[int, int]:
        """Line and column behind the character before an offset: where the next one stands there may be markup in between."""
        line, column = self.line_column(source, offset - 1)
        before = (self.line(source, line) or "")[column - 1 :]
        if before.startswith(self.sources[source].text[offset - 1]):
            return line, column + 1
        written = _WRITTEN.match(before)
        return line, column + (len(written[0]) if written else 1)

    def line(self, source: str, number: int) -> str | None:
        """A line of the file of a source, None where the file has no such line or is not text."""
        lines = self._lines.get(source)
        if lines is None:
            found = self.sources[source]
            lines = self._lines[source] = _LINE_END.split(found.file or found.text) if found.file or not found.origin else []
        return lines[number - 1] if number <= len(lines) else None

    def spot(self, figure: Mention) -> str:
        """``source:line:column`` for people and editors."""
        line, column = self.line_column(figure.source, figure.start)
        return f"{figure.source}:{line}:{column}"

    def sentence(self, figure: Mention) -> str:
        """The sentence in which a figure stands, with every run of white space made one blank."""
        where = self.layouts[figure.source].sentences[figure.sentence]
        return " ".join(self.sources[figure.source].text[where.start : where.end].split())

    def words(self, figure: Mention) -> tuple[str, str, int]:
        """Where a figure stands, by source, the words of its sentence and its place among them; lines and paragraphs do not matter."""
        sentence = self.layouts[figure.source].sentences[figure.sentence]
        return figure.source, self.sources[figure.source].text[sentence.start : sentence.end], figure.start - sentence.start

    def phrase(self, figure: Mention) -> str:
        """Hedge, quantity and noun phrase as printed, on one line."""
        return " ".join(self.sources[figure.source].text[figure.phrase.start : figure.phrase.end].split())
