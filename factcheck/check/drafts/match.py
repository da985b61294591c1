"""A figure of a draft and one of a source held together where the alignment did not join them: by value, unit and words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from factcheck.check.differences.gist import about
from factcheck.check.index import StoryIndex, once
from factcheck.model import Figure, Kind, Modality
from factcheck.quantity.comparable import Comparable, bears_out
from factcheck.quantity.digits import digits
from factcheck.tables.drafts import load_drafts

_LEAD = ("sameness:gist_lead", "sameness:gist_second")


@once
def of_sources(index: StoryIndex) -> tuple[Comparable, ...]:
    """The figures of the sources that a draft may rest on, in story order: not repeated, not denied."""
    return tuple(
        r
        for i, r in index.comparables.items()
        if r.figure.source != index.draft and i not in index.doubles and r.figure.modality is not Modality.DENIED
    )


def one_unit(mine: Comparable, other: Comparable) -> bool:
    """Whether two figures can be held together: one unit, whatever they are per, or a number that leaves its unit to the sentence.

    "212 million euros, 8 million more" leaves the euros out, and a list of shares its "per cent".
    """
    return base(mine) == base(other) or bare(mine.figure) or bare(other.figure)


def base(reading: Comparable) -> str:
    """The key of a figure without what it is per."""
    return reading.key.partition("/")[0]


def bare(figure: Figure) -> bool:
    """Whether a number prints neither a unit nor a noun of its own."""
    q = figure.quantity
    unnamed = figure.noun is None or figure.noun.inherited or figure.noun.span is None or figure.noun.span.start < figure.start
    return q.kind is Kind.COUNT and not q.unit and unnamed


def gives(index: StoryIndex, source: Comparable, mine: Comparable) -> bool:
    """Whether a source's figure supports the draft's: both may hold, and neither is a bound that the other leaves far behind.

    "Up to 275" is no support for 257, nor "at least 23" for 96.
    """
    if source.key != mine.key:
        x, y = source.figure.quantity, mine.figure.quantity
        alike = base(source) == base(mine) and source.value == mine.value
        return alike or (one_unit(mine, source) and (x.low, x.high) == (y.low, y.high))
    if not index.meets(source, mine):
        return False
    return bears_out(source, mine.low, index.tolerances) and bears_out(mine, source.low, index.tolerances)


def words_in_common(index: StoryIndex, mine: Figure, other: Figure) -> Decimal:
    """Points for what two figures are about, values aside. Where in its text a source's figure stands does not count: a draft is no headline."""
    found = about(index, mine, other)
    return found.points - sum((Decimal(s.outcome) for s in found.steps if s.by in _LEAD), Decimal(0))


def value_points(index: StoryIndex, mine: Comparable, other: Comparable) -> Decimal:
    """Points for a value in common: much for many digits, less than nothing for a small number of things."""
    table = load_drafts()
    low = mine.figure.quantity.low
    points = min(table.digits_most, table.digit * (len(digits(low)) - 1))
    points += table.exact * (low == other.figure.quantity.low)
    if mine.figure.quantity.kind is Kind.COUNT and low <= index.tolerances.chance_small:
        points += table.small
    same = {r.value for r in of_sources(index) if base(r) == base(other)}
    return points + table.only_one * (len(same) == 1)


def ranked(index: StoryIndex, mine: Comparable, others: Iterable[Comparable]) -> list[tuple[Decimal, Comparable]]:
    """Figures that give a draft's value, with their points for words and value, the best first."""
    found = [(words_in_common(index, mine.figure, r.figure) + value_points(index, mine, r), r) for r in others if gives(index, r, mine)]
    return sorted(found, key=lambda f: (-f[0], index.order[f[1].figure.id]))
