"""What the sources state in other words than the draft: "three months" for the quarter, "admission to the pool" for a swim."""

from __future__ import annotations

from collections.abc import Collection

from factcheck.check.drafts.match import gives, misread, of_another, of_sources, value_points, words_in_common
from factcheck.check.index import StoryIndex
from factcheck.quantity.comparable import Comparable
from factcheck.tables.drafts import load_drafts


def stated(index: StoryIndex, mine: Comparable, told: Collection[str]) -> list[Comparable]:
    """The figures of the sources that give a draft's number and are about the same by their words or by their many digits, the best first.

    ``told`` are those that other figures of the draft tell already; one that nothing else tells is more likely to be meant.
    """
    table = load_drafts()
    found = []
    for r in of_sources(index):
        other_kind = misread(r, mine)
        if (other_kind or gives(index, r, mine)) and not of_another(index, r, mine):
            same = r.figure.quantity.low == mine.figure.quantity.low
            points = words_in_common(index, mine.figure, r.figure) + value_points(index, mine, r)
            points += table.unclaimed * (same and r.figure.id not in told) + table.other_kind * other_kind
            if points >= table.stated_at:
                found.append((-points, index.order[r.figure.id], r))
    return [r for _, _, r in sorted(found, key=lambda f: f[:2])]
