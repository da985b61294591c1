"""What a run looked at, counted."""

from __future__ import annotations

from factcheck.model.facts import Story
from factcheck.model.findings import Coverage


def coverage(story: Story, skipped: tuple[str, ...] = ()) -> Coverage:
    """Count what a run looked at."""
    figures = sum(len(e.figures) for e in story.extractions)
    source_of = {f.id: f.source for e in story.extractions for f in e.figures}
    aligned = sum(len(f.figures) for f in story.facts if len({source_of[i] for i in f.figures}) > 1)
    notes = tuple(f"{e.source.id}: {note}" for e in sorted(story.extractions, key=lambda e: e.source.id) for note in e.source.notes)
    return Coverage(
        sources=len(story.extractions),
        figures=figures,
        exclusions=sum(len(e.exclusions) for e in story.extractions),
        facts=len(story.facts),
        aligned=aligned,
        single=figures - aligned,
        lineages=len(story.lineages),
        skipped=(*sorted(skipped), *notes),
    )
