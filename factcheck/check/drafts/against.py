"""What a draft's number is held against in its own sentence: "31 billion, four billion more than last year" is not against a 27 of last year."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.check.drafts.match import gives, moved, neighbours, of_sources
from factcheck.check.index import StoryIndex
from factcheck.model import Kind
from factcheck.quantity.comparable import Comparable, makes


def own_in_print(index: StoryIndex, mine: Comparable) -> Comparable | None:
    """The first figure of a source that prints a draft's very number and may be meant."""
    return next((r for r in of_sources(index) if r.figure.quantity.low == mine.figure.quantity.low and gives(index, r, mine)), None)


def told_apart(index: StoryIndex, mine: Comparable, others: Iterable[Comparable]) -> bool:
    """Whether the draft itself says how its number differs from each of some others: so many more, twice as many, a fifth less."""
    beside = [t for t in neighbours(index, mine, 0) if t.key == "multiple" or moved(t.figure, widely=True)]
    rows = list(others)
    return bool(rows) and all(any(_difference(index, mine, r, t) for t in beside) for r in rows)


def _difference(index: StoryIndex, mine: Comparable, other: Comparable, told: Comparable) -> bool:
    """Whether a number that the draft tells is what lies between its figure and another."""
    if mine.key != other.key or not other.low or not mine.low or mine.low == other.low:
        return False
    if told.figure.quantity.kind is Kind.SHARE and makes(told, min(mine.low / other.low, other.low / mine.low), index.tolerances):
        return True  # "7 million, a fifth of what the town takes in"
    if told.key == "multiple":
        value = max(mine.low / other.low, other.low / mine.low)
    elif told.key == mine.key:
        value = abs(mine.low - other.low) / mine.factor
    elif told.key == "ratio":
        value = abs(mine.low / other.low - 1)
    else:
        return False
    return makes(told, value, index.tolerances)
