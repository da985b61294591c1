"""Names of findings that survive unrelated edits: the scheme ``factcheck/v1``.

An id is a digest of fields (``model/identity``): the rule; the key of the fact (sorted normalised noun, unit and event
words); the sorted set of (source, value, hedge) on which the finding rests. Line, offset, message, severity, version and time are not in
it, so an edit elsewhere leaves it alone, while a changed number makes a new finding: an accepted 275/300 does not hide 275/3,000.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from factcheck.model import Fact, Figure, Finding, Story
from factcheck.model.identity import SCHEME, digest
from factcheck.quantity.wording import canonical


def identify(findings: Iterable[Finding], story: Story) -> tuple[Finding, ...]:
    """Give every finding its id and put them into the order of all reports: severity (errors first), fact key, rule, id.

    Findings that would share an id are told apart by "-2", "-3" … in the order of their first figure.
    """
    figures = {f.id: f for e in story.extractions for f in e.figures}
    order = {i: n for n, i in enumerate(figures)}
    facts = {f.id: f for f in story.facts}
    named = [replace(f, id=_digest(f, figures, facts)) for f in findings]
    named.sort(key=lambda f: (f.id, [order.get(i, -1) for i in f.figures], f.message))
    seen: dict[str, int] = {}
    unique = []
    for finding in named:
        count = seen[finding.id] = seen.get(finding.id, 0) + 1
        unique.append(finding if count == 1 else replace(finding, id=f"{finding.id}-{count}"))
    return tuple(sorted(unique, key=lambda f: (-f.severity.rank, _key(f, facts), f.rule, f.id)))


def _key(finding: Finding, facts: dict[str, Fact]) -> tuple[str, ...]:
    fact = facts.get(finding.fact) if finding.fact is not None else None
    return fact.key if fact is not None else ()


def _digest(finding: Finding, figures: dict[str, Figure], facts: dict[str, Fact]) -> str:
    values = sorted({_value(figures[i]) for i in finding.figures})
    return digest(((SCHEME, finding.rule), _key(finding, facts), *values))


def _value(figure: Figure) -> tuple[str, ...]:
    q = figure.quantity
    return (figure.source, canonical(q.low), canonical(q.high), q.unit, q.per, figure.hedge.value)
