"""Which findings of a story concern a draft, each of its slips told once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from factcheck.check.drafts.dated import borne_out
from factcheck.check.index import StoryIndex
from factcheck.check.rule import Rule
from factcheck.model import Finding, Severity


def of_the_draft(index: StoryIndex, found: Sequence[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """Keep what concerns the draft: its own figures, and what the sources say of the facts that it tells. No slip is told twice.

    What sources say against one another is a warning here, though a figure of the draft that other sources support may stand on one side: the run is
    about the draft.
    """
    dated = [f for f in found if f.datings and any(index.datings[i].source == index.draft for i in f.datings)]
    found = [f for f in found if not f.datings]
    told = {index.fact_of[i].id for i, f in index.figures.items() if f.source == index.draft}
    near = [f for f in found if any(_mine(index, i) or index.fact_of[i].id in told for i in f.figures)]
    statuses = {r.id: r.word("status") for r in rules if r.kind == "draft"}
    kept = _without_echoes(index, near, statuses)
    wanting = {i for f in kept if f.rule in statuses for i in f.figures if _mine(index, i)}
    spoken_of = {i for f in dated if f.rule not in statuses and f.severity is not Severity.NOTE for i in f.datings}
    dated = [f for f in dated if f.rule not in statuses or spoken_of.isdisjoint(_mine_of(index, f))]
    dated = [_quieter(f) if _borne_out(index, f) else f for f in dated]
    return [*dated, *(f if f.rule in statuses or not _among_sources(index, f, wanting) else _quieter(f) for f in kept)]


def _among_sources(index: StoryIndex, finding: Finding, wanting: set[str]) -> bool:
    """Whether a finding sets sources against one another: none of the draft's figures is in it, or only such as are supported."""
    mine = {i for i in finding.figures if _mine(index, i)}
    return not mine or (mine < set(finding.figures) and mine.isdisjoint(wanting))


def _borne_out(index: StoryIndex, finding: Finding) -> bool:
    """Whether each time of the draft in a finding is what some source says, too."""
    return all(borne_out(index, index.datings[i], finding) for i in _mine_of(index, finding))


def _mine_of(index: StoryIndex, finding: Finding) -> set[str]:
    """The draft's times in a finding."""
    return {i for i in finding.datings if index.datings[i].source == index.draft}


def _without_echoes(index: StoryIndex, found: Sequence[Finding], statuses: Mapping[str, str]) -> list[Finding]:
    """Drop what other rules say of a contradicted or stale figure and its evidence, and "drifted" where a rule for drift says more.

    ``statuses`` are the verdicts that rules for drafts tell, by rule; their findings rest on figures of the draft and the evidence.
    """
    against = {i: set(f.figures) for f in found if statuses.get(f.rule) in ("contradicted", "stale") for i in f.figures if _mine(index, i)}
    loud = [set(f.figures) for f in found if f.rule not in statuses and f.severity is not Severity.NOTE]
    kept = []
    for finding in found:
        mine = {i for i in finding.figures if _mine(index, i)}
        if finding.rule not in statuses:
            echo = bool(mine) and mine <= set(against) and set(finding.figures) <= set().union(*(against[i] for i in mine))
        else:
            echo = statuses[finding.rule] == "drifted" and any(mine <= other and not mine >= other for other in loud)
        if not echo:
            kept.append(finding)
    return kept


def _quieter(finding: Finding) -> Finding:
    """A finding that is a warning at most."""
    return replace(finding, severity=Severity.WARNING) if finding.severity is Severity.ERROR else finding


def _mine(index: StoryIndex, figure: str) -> bool:
    return index.figures[figure].source == index.draft
