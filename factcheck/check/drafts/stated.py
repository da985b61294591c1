"""What the sources state in other words than the draft: "three months" for the quarter, "admission to the pool" for a swim."""

from __future__ import annotations

from factcheck.check.drafts.match import of_sources, ranked
from factcheck.check.index import StoryIndex
from factcheck.quantity.comparable import Comparable
from factcheck.tables.drafts import load_drafts


def stated(index: StoryIndex, mine: Comparable) -> list[Comparable]:
    """The figures of the sources that give a draft's number and are about the same by their words or by their many digits, the best first."""
    least = load_drafts().stated_at
    return [r for points, r in ranked(index, mine, of_sources(index)) if points >= least]
