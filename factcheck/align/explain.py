"""Compared pairs as records for people: what each level compared, "synonyms: personnel / troop"; and any pair of a story on demand."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import replace

from factcheck.align.comparisons.compare import ASPECTS, load_matching
from factcheck.align.score import Scored, score_pairs
from factcheck.model import Comparison, Level, Story, probability
from factcheck.tables.matching import Matching


def explain_pair(story: Story, id_a: str, id_b: str, matching: Matching | None = None) -> Comparison:
    """Place two figures of a story on every comparison, whether or not they were compared when it was aligned.

    Raises:
        KeyError: an id that the story does not have.
    """
    table = matching or load_matching()
    scored = score_pairs(story.extractions, table)
    by_id = {scored.context.entries[m].figure.id: statement.index for statement in scored.statements for m in statement.members}
    a, b = sorted((by_id[id_a], by_id[id_b]))
    if a == b:
        first, second = sorted((id_a, id_b))
        return Comparison(
            first, second, (Level("aligned", "verbatim", 0.0, "one statement: printed again in a copy, or converted"),), table.numbers["link_at"]
        )
    if (a, b) not in scored.levels:
        scored = score_pairs(story.extractions, table, extra=(a, b))
    found = comparison(scored, table, a, b)
    names = (id_a, id_b) if by_id[id_a] == a else (id_b, id_a)
    return replace(found, a=names[0], b=names[1])


def comparison(scored: Scored, table: Matching, a: int, b: int) -> Comparison:
    """The record of one compared pair of statements."""
    return _Records(scored, table).of(a, b)


def strongest(scored: Scored, table: Matching, pairs: Iterable[tuple[float, int, int]], most: int) -> list[Comparison]:
    """The records of at most so many pairs (minus weight, statement, statement), those of the largest weight first."""
    records = _Records(scored, table)
    return [records.of(a, b) for _, a, b in heapq.nsmallest(most, pairs)]


_SHOWN = {name: aspect.shown for name, aspect in ASPECTS.items() if aspect.shown is not None}


class _Records:
    """Makes records of compared pairs; what a figure has in each respect is looked up once for all the pairs that it is in."""

    def __init__(self, scored: Scored, table: Matching) -> None:
        self._scored = scored
        self._table = table
        self._has: dict[int, dict[str, str]] = {}

    def of(self, a: int, b: int) -> Comparison:
        """The record of two statements."""
        scored, known = self._scored, self._table.levels
        x, y = self._of(a), self._of(b)
        either = x.keys() | y.keys()
        levels = [known[key] for key in scored.levels[a, b]]
        found = [_with(level, x, y) if level.aspect in either else level for level in levels]
        weight, even = round(scored.weights[a, b], 2), self._table.numbers["even_at"]
        ids = (scored.statements[a].entry.figure.id, scored.statements[b].entry.figure.id)
        return Comparison(*ids, tuple(found), weight, probability(weight, even), scored.cannot_link.get((a, b), ""), even)

    def _of(self, statement: int) -> dict[str, str]:
        """What a statement has in each respect in which it has anything."""
        if statement not in self._has:
            entry = self._scored.statements[statement].entry
            self._has[statement] = {name: words for name, shown in _SHOWN.items() if (words := shown(entry))}
        return self._has[statement]


def _with(level: Level, x: Mapping[str, str], y: Mapping[str, str]) -> Level:
    """A level with what each figure has in its respect."""
    return Level(*level[:-1], f"{level.detail}: {x.get(level.aspect, '–')} / {y.get(level.aspect, '–')}")
