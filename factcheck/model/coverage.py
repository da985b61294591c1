"""What a run looked at, counted, and whether there was anything to compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from factcheck.model.facts import Story
from factcheck.model.findings import Coverage, Result
from factcheck.model.sources import Skip, readable


def coverage(story: Story, skipped: Iterable[Skip] = (), limits: Iterable[str] = ()) -> Coverage:
    """Count what a run looked at; ``limits`` say what it judged in part only."""
    figures = sum(len(e.figures) for e in story.extractions)
    source_of = {f.id: f.source for e in story.extractions for f in e.figures}
    together = {i for f in story.facts if len({source_of[i] for i in f.figures}) > 1 for i in f.figures}
    together |= {i for r in story.readings if r.sure for i in (r.figure, *r.cells) if {source_of[c] for c in r.cells} - {source_of[r.figure]}}
    aligned = len(together)
    skips = sorted(skipped)
    return Coverage(
        sources=len(story.extractions),
        figures=figures,
        exclusions=sum(len(e.exclusions) for e in story.extractions),
        facts=len(story.facts),
        aligned=aligned,
        single=figures - aligned,
        lineages=len(story.lineages),
        not_read=tuple(str(s) for s in skips if not s.ours),
        left_out=tuple(str(s) for s in skips if s.ours),
        datings=sum(len(e.datings) for e in story.extractions),
        notes=(
            *(f"{e.source.id}: {note}" for e in sorted(story.extractions, key=lambda e: e.source.id) for note in e.source.notes),
            *story.limits,
            *limits,
        ),
    )


def most_findings(result: Result, count: int) -> Result:
    """The same with the first ``count`` findings, which are the most severe; a note of the coverage counts the others."""
    beyond = len(result.findings) - count
    if beyond <= 0:
        return result
    note = f"{len(result.findings):,} findings, {beyond:,} of them beyond the limit of {count:,} and not shown"
    return replace(result, findings=result.findings[:count], coverage=replace(result.coverage, notes=(*result.coverage.notes, note)))


def nothing_compared(result: Result) -> str:
    """Why a check had nothing to compare, for people; "" where figures of two sources were held against each other.

    Findings inside one text do not count: that a text agrees with itself says nothing of the others.
    """
    why = _nothing(result)
    return f"{why}; not read: {'; '.join(result.coverage.not_read)}" if why and result.coverage.not_read else why


def _nothing(result: Result) -> str:
    with_figures = {e.source.id: bool(e.figures) for e in result.story.extractions}
    draft, seen = result.draft, result.coverage
    if not with_figures:
        return "no sources"
    if _times_compared(result):
        return ""
    if draft is not None and len(with_figures) > 1:
        if not with_figures.get(draft):
            return f"no figures in the draft, {draft}"
        return "" if any(there for source, there in with_figures.items() if source != draft) else "no figures in the sources"
    if len(with_figures) == 1:
        return f"{readable(next(iter(with_figures)))} is the only source"
    if not seen.figures:
        return f"no figures in {seen.sources} sources"
    telling = [source for source, there in with_figures.items() if there]
    if len(telling) == 1:
        return f"only {readable(telling[0])} has figures"
    return "" if seen.aligned or _across(result) else "no figure of one source speaks of the same thing as one of another"


def _times_compared(result: Result) -> bool:
    """Whether times of two sources, the draft's among them where there is one, were held against one another."""
    source_of = {d.id: d.source for e in result.story.extractions for d in e.datings}
    pairs = ({source_of[c.a], source_of[c.b]} for c in result.story.dated)
    return any(len(both) > 1 and (result.draft is None or result.draft in both) for both in pairs)


def groups(result: Result) -> tuple[tuple[str, ...], ...]:
    """The sources by what they share: two stand in one group where a fact, a copy or a finding joins them. Each sorted, the largest first."""
    source_of = {f.id: f.source for e in result.story.extractions for f in e.figures}
    source_of.update((d.id, d.source) for e in result.story.extractions for d in e.datings)
    telling = {e.source.id for e in result.story.extractions if e.figures}
    read = ((r.figure, *r.cells) for r in result.story.readings if r.sure)
    rests = (*(f.figures for f in result.story.facts), *read, *(o.datings for o in result.story.occasions), *(f.ids for f in result.findings))
    joined = [tuple(s for i in ids if (s := source_of[i]) in telling) for ids in rests]
    root = {s: s for s in telling}

    def of(source: str) -> str:
        while root[source] != source:
            root[source] = source = root[root[source]]  # half of the way is left out next time
        return source

    for together in (*joined, *(tuple(s for s in line.sources if s in telling) for line in result.story.lineages)):
        for source in together[1:]:
            root[of(source)] = of(together[0])
    found: dict[str, list[str]] = {}
    for source in sorted(telling):
        found.setdefault(of(source), []).append(source)
    return tuple(sorted(map(tuple, found.values()), key=lambda g: (-len(g), g)))


def _across(result: Result) -> bool:
    """Whether a finding rests on figures of two sources that stand in two facts."""
    source_of = {f.id: f.source for e in result.story.extractions for f in e.figures}
    return any(len({source_of[i] for i in f.figures}) > 1 for f in result.findings)
