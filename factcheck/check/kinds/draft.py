"""A draft held against its sources: stale, contradicted and unsupported figures."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.check.differences.difference import Group
from factcheck.check.drafts import draft_verdicts
from factcheck.check.index import StoryIndex
from factcheck.check.message import finding, phrase, sides_text
from factcheck.check.rule import Rule
from factcheck.model import Finding, Step, Verdict

PARAMETERS = {"status": "word"}  # "drifted", "stale", "contradicted" or "unsupported"
FIELDS = "draft a b sides reason"


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each figure of the draft that has the rule's status; nothing where no draft is given."""
    status = rule.word("status")
    merged: dict[tuple[str, ...], list[Verdict]] = {}
    for verdict in draft_verdicts(index):
        if verdict.status == status:
            fact = index.fact_of[verdict.figure].id
            reading = index.comparables[verdict.figure]
            merged.setdefault((fact, reading.key, str(reading.low), str(reading.high)), []).append(verdict)
    for verdicts in merged.values():
        first = verdicts[0]
        groups = [Group(index.in_order(v.figure for v in verdicts))]
        if first.evidence:
            groups.append(Group(first.evidence))
        figure = index.figures[first.figure]
        fields = {
            "draft": figure.source, "a": phrase(index, figure), "b": phrase(index, index.figures[first.evidence[0]]) if first.evidence else "",
            "sides": sides_text(index, groups), "reason": first.reason,
        }  # fmt: skip
        yield finding(index, rule, index.fact_of[first.figure], groups, fields, trace=(Step("draft", first.status, first.reason),))
