"""A draft held against its sources: drifted, stale, contradicted and unsupported figures; drifted and unsupported times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.check.differences.difference import Group
from factcheck.check.drafts.dated import dated_verdicts
from factcheck.check.drafts.match import says
from factcheck.check.drafts.verdicts import draft_verdicts
from factcheck.check.index import StoryIndex
from factcheck.check.message import finding, phrase, values_text, who_text
from factcheck.check.rule import Rule
from factcheck.check.when import event, sides_text
from factcheck.check.when import finding as dated_finding
from factcheck.check.when import who_text as dated_who
from factcheck.model import Dating, Finding, Step, Verdict

PARAMETERS = {"status": "word"}  # "drifted", "stale", "contradicted" or "unsupported"
FIELDS = "label draft a b sides why who reason"


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each figure and each time of the draft that has the rule's status; nothing where no draft is given."""
    status = rule.word("status")
    merged: dict[tuple[str, ...], list[Verdict]] = {}
    for verdict in draft_verdicts(index):
        if verdict.status == status:
            fact = index.fact_of[verdict.figure].id
            reading = index.comparables[verdict.figure]
            merged.setdefault((fact, reading.key, str(reading.low), str(reading.high)), []).append(verdict)
    for verdicts in merged.values():
        first = verdicts[0]
        fact_of_it = index.fact_of[first.figure]
        groups = _sides(index, verdicts)
        fields = {"label": fact_of_it.label, **_told(index, first, groups)}
        yield finding(index, rule, fact_of_it, groups, fields, trace=(Step("draft", first.status, first.reason),))
    yield from _dated(index, rule, [v for v in dated_verdicts(index) if v.status == status])


def _dated(index: StoryIndex, rule: Rule, verdicts: Sequence[Verdict]) -> Iterator[Finding]:
    """A finding for each time of the draft, however often it is printed."""
    merged: dict[tuple[object, ...], list[Verdict]] = {}
    for verdict in verdicts:
        mine = index.datings[verdict.figure]
        merged.setdefault((mine.form, mine.at, mine.until, mine.offset, verdict.evidence), []).append(verdict)
    for same in merged.values():
        first = same[0]
        groups = [[index.datings[v.figure] for v in same], [index.datings[i] for i in first.evidence]]
        sides: list[list[Dating]] = [g for g in groups if g]
        label, draft = event(index, groups[0]), index.names[groups[0][0].source]
        fields = {
            "label": label[:1].upper() + label[1:], "draft": draft, "a": f"“{_phrase(index, groups[0][0])}”", "b": "", "reason": first.reason,
            "sides": sides_text(index, sides), "why": f"; {first.reason}", "who": dated_who(index, sides),
        }  # fmt: skip
        yield dated_finding(index, rule, sides, fields, trace=(Step("draft", first.status, first.reason),))


def _phrase(index: StoryIndex, dating: Dating) -> str:
    """A time with its preposition, on one line."""
    return " ".join(index.extractions[dating.source].source.text[dating.phrase.start : dating.phrase.end].split())


def _sides(index: StoryIndex, verdicts: Sequence[Verdict]) -> list[Group]:
    """The draft's figures, then a side for each value of the evidence, the best first.

    A stale figure and the older sources that still print it are one side. What a number was worked out from is one side too.
    """
    first = verdicts[0]
    mine = _value(index, first.figure)
    sides: dict[object, list[str]] = {mine: [v.figure for v in verdicts]}
    for i in first.evidence:
        value = _value(index, i)
        key = "made of" if first.detail == "computed" else value if first.status == "stale" else ("evidence", value)
        sides.setdefault(key, []).append(i)
    return [Group(index.in_order(ids)) for ids in sides.values()]


def _value(index: StoryIndex, figure: str) -> tuple[str, ...]:
    reading = index.comparables[figure]
    return reading.key, str(reading.low), str(reading.high), reading.figure.hedge.value


def _told(index: StoryIndex, verdict: Verdict, groups: Sequence[Group]) -> dict[str, str]:
    """The words of one finding. A sum says its values itself, and "a.txt says 14,000" is told by the sides already."""
    figure = index.figures[verdict.figure]
    best = index.figures[verdict.evidence[0]] if verdict.evidence else None
    draft = index.names[figure.source]
    fields = {"draft": draft, "a": phrase(index, figure), "b": phrase(index, best) if best is not None else "", "reason": verdict.reason}
    if verdict.detail == "computed":
        return {**fields, "sides": verdict.reason, "why": "", "who": f"In {draft}."}
    told = best is not None and verdict.reason == says(index, best)
    return {**fields, "sides": values_text(index, groups), "why": "" if told else f"; {verdict.reason}", "who": who_text(index, groups)}
