"""A draft held against its sources: stale, contradicted and unsupported figures."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.check.differences.difference import Group
from factcheck.check.draft import draft_verdicts
from factcheck.check.index import Scene
from factcheck.check.message import finding, phrase, sides_text
from factcheck.check.rule import Rule
from factcheck.model import Finding, Step, Verdict

PARAMETERS = {"status": "word"}  # "stale", "contradicted" or "unsupported"
FIELDS = "draft a b sides reason"


def check(scene: Scene, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each figure of the draft that has the rule's status; nothing where no draft is given."""
    status = rule.word("status")
    merged: dict[tuple[str, ...], list[Verdict]] = {}
    for verdict in draft_verdicts(scene):
        if verdict.status == status:
            fact = scene.fact_of[verdict.figure].id
            reading = scene.comparables[verdict.figure]
            merged.setdefault((fact, reading.key, str(reading.low), str(reading.high)), []).append(verdict)
    for verdicts in merged.values():
        first = verdicts[0]
        groups = [Group(scene.in_order(v.figure for v in verdicts))]
        if first.evidence:
            groups.append(Group(first.evidence))
        figure = scene.figures[first.figure]
        fields = {
            "draft": figure.source, "a": phrase(scene, figure), "b": phrase(scene, scene.figures[first.evidence[0]]) if first.evidence else "",
            "sides": sides_text(scene, groups), "reason": first.reason,
        }  # fmt: skip
        yield finding(scene, rule, scene.fact_of[first.figure], groups, fields, trace=(Step("draft", first.status, first.reason),))
