"""When another figure of the sources does not surely speak against a draft's: then the number is one to look at, and no mistake yet.

A contradiction fails a run, so it has to be sure. It is not where a source prints the draft's very number, which nothing else in the draft tells, of
whatever thing; nor where the draft itself says how the two differ.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from factcheck.check.drafts.against import told_apart
from factcheck.check.drafts.match import gives, of_another, of_sources, one_print, says
from factcheck.check.index import StoryIndex
from factcheck.model import Kind, Verdict
from factcheck.quantity.comparable import Comparable


def doubted(index: StoryIndex, mine: Comparable, verdict: Verdict, told: Collection[str]) -> Verdict:
    """A contradiction as it is, or as unsupported where it is not sure. ``told`` are the figures of the sources that the draft tells."""
    if verdict.status != "contradicted":
        return verdict
    printed = _unclaimed(index, mine, told)
    if printed is not None:
        return replace(verdict, status="unsupported", reason=f"{says(index, printed.figure)}, perhaps of something else", detail="")
    if told_apart(index, mine, [index.comparables[i] for i in verdict.evidence]):
        return replace(verdict, status="unsupported", reason="no source gives this figure", detail="")
    return verdict


def _unclaimed(index: StoryIndex, mine: Comparable, told: Collection[str]) -> Comparable | None:
    """A figure of a source with the draft's very number that no other figure of the draft tells; small whole numbers are equal by chance."""
    if mine.figure.quantity.kind is Kind.SHARE or mine.figure.quantity.low <= index.tolerances.chance_small:
        return None
    given = (r for r in of_sources(index) if r.figure.id not in told and one_print(index, r, mine) and gives(index, r, mine))
    return next((r for r in given if not of_another(index, r, mine)), None)
