"""Runs rules over one story."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.check.index import Scene
from factcheck.check.kinds import KINDS
from factcheck.check.rule import Rule
from factcheck.model import Finding, Severity, Story
from factcheck.tables.tolerances import load_tolerances
from factcheck.tables.vocabulary import load_vocabulary


def run(story: Story, rules: Sequence[Rule], *, draft: str | None = None) -> tuple[Finding, ...]:
    """Return what ``rules`` find in a story: errors first, then by fact key, rule and figures. Ids are left empty; the report names findings.

    ``draft`` is the id of the source that is held against the others: it is no witness, and the rules for drafts look at it alone.
    """
    scene = scene_of(story, draft=draft)
    keys = {f.id: f.key for f in story.facts}
    found = [f for rule in sorted(rules, key=lambda r: r.id) for f in KINDS[rule.kind].check(scene, rule) if f.figures]
    found = _without_echoes(found)
    if draft is not None:
        found = _of_the_draft(scene, found)

    def place(f: Finding) -> tuple[object, ...]:
        return -f.severity.rank, keys.get(f.fact or "", ()), f.rule, [scene.order[i] for i in f.figures], f.message

    return tuple(sorted(found, key=place))


def _of_the_draft(scene: Scene, found: list[Finding]) -> list[Finding]:
    """Keep what concerns the draft: its own figures, and what the sources say of the facts that it tells. Notes are quiet and stay."""
    told = {scene.fact_of[i].id for i, f in scene.figures.items() if f.source == scene.draft}
    return [
        f
        for f in found
        if f.severity is Severity.NOTE or any(scene.figures[i].source == scene.draft or scene.fact_of[i].id in told for i in f.figures)
    ]


def scene_of(story: Story, *, draft: str | None = None) -> Scene:
    """Index a story for judgement with the project's tables."""
    return Scene(story, load_tolerances(), load_vocabulary(), draft)


def _without_echoes(found: list[Finding]) -> list[Finding]:
    """Drop what says again what a louder rule has said: a lost qualifier of a number that also changed its noun, and the like."""
    kept = []
    for finding in found:
        quieter_than = [f for f in found if f is not finding and f.fact == finding.fact and finding.fact is not None]
        if finding.rule == "precision" and quieter_than:
            continue
        kept.append(finding)
    return kept
