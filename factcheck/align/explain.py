"""Compared pairs as records for people: what each level compared, "synonyms: personnel / troop"; and any pair of a story on demand."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import replace

from factcheck.align.comparisons.compare import ASPECTS, load_matching
from factcheck.align.records.record import Entry
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
    entries = (scored.statements[a].entry, scored.statements[b].entry)
    levels = tuple([_with_words(level, *entries) if (level := table.levels[key]).aspect in _SHOWN else level for key in scored.levels[a, b]])
    weight, even = round(scored.weights[a, b], 2), table.numbers["even_at"]
    ids = (entries[0].figure.id, entries[1].figure.id)
    return Comparison(*ids, levels, weight, probability(weight, even), scored.cannot_link.get((a, b), ""), even)


def strongest(scored: Scored, table: Matching, pairs: Iterable[tuple[float, int, int]], most: int) -> list[Comparison]:
    """The records of at most so many pairs (minus weight, statement, statement), those of the largest weight first."""
    return [comparison(scored, table, a, b) for _, a, b in heapq.nsmallest(most, pairs)]


_SHOWN = {name: aspect.shown for name, aspect in ASPECTS.items() if aspect.shown is not None}


def _with_words(level: Level, x: Entry, y: Entry) -> Level:
    """Return the level with what each figure has in that respect, where it has anything."""
    shown = _SHOWN[level.aspect]
    a, b = shown(x), shown(y)
    return Level(*level[:-1], f"{level.detail}: {a or '–'} / {b or '–'}") if a or b else level
