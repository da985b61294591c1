"""Which findings of a story concern a draft, each of its slips told once."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.check.drafts.verdicts import draft_verdicts
from factcheck.check.index import StoryIndex
from factcheck.check.rule import Rule
from factcheck.model import Finding, Severity


def of_the_draft(index: StoryIndex, found: Sequence[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """Keep what concerns the draft: its own figures, and what the sources say of the facts that it tells. No slip is told twice."""
    told = {index.fact_of[i].id for i, f in index.figures.items() if f.source == index.draft}
    near = [f for f in found if any(_mine(index, i) or index.fact_of[i].id in told for i in f.figures)]
    return _without_echoes(index, near, {r.id for r in rules if r.kind == "draft"})


def _without_echoes(index: StoryIndex, found: Sequence[Finding], verdicts: set[str]) -> list[Finding]:
    """Drop what other rules say of a contradicted or stale figure and its evidence, and "drifted" where a rule for drift says more."""
    said = {v.figure: v for v in draft_verdicts(index)}
    against = {i: {i, *v.evidence} for i, v in said.items() if v.status in ("contradicted", "stale")}
    loud = [f for f in found if f.rule not in verdicts and f.severity is not Severity.NOTE]
    kept = []
    for finding in found:
        mine = [i for i in finding.figures if _mine(index, i)]
        if finding.rule not in verdicts:
            echo = bool(mine) and all(i in against for i in mine) and set(finding.figures) <= {e for i in mine for e in against[i]}
        else:
            drifted = all(i in said and said[i].status == "drifted" for i in mine)
            echo = drifted and any(set(mine) <= set(f.figures) and any(not _mine(index, i) for i in f.figures) for f in loud)
        if not echo:
            kept.append(finding)
    return kept


def _mine(index: StoryIndex, figure: str) -> bool:
    return index.figures[figure].source == index.draft
