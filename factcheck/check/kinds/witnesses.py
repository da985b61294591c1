"""Notes on how well a fact is attested: in one lineage only, or rounder here than there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from factcheck.check.differences.difference import Group
from factcheck.check.index import StoryIndex, role_group
from factcheck.check.message import finding, phrase, side_text
from factcheck.check.rule import Rule
from factcheck.model import Figure, Finding, Hedge, Kind, Modality, Step
from factcheck.model.sources import readable
from factcheck.quantity.comparable import Comparable

PARAMETERS = {"aspect": "word"}  # "lineage" or "precision"
FIELDS = "label sources count lineages a b"


_MANY = 60  # figures of a fact that are looked at


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield notes of the rule's aspect."""
    yield from _uncorroborated(index, rule) if rule.word("aspect") == "lineage" else _precision(index, rule)


def _uncorroborated(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """One note a fact that no other lineage tells, bundled by lineage. Silent where there is one lineage only.

    One a fact, so that each has an id that lasts: a figure more, or a witness for one of them, leaves the others alone.
    Silent beside a draft too: what it tells has verdicts, and what else the sources tell is not asked.
    """
    if len(index.story.lineages) < 2 or index.draft is not None:
        return
    lines = {line.id: line for line in index.story.lineages}
    for fact in index.story.facts:
        figures = [f for i in fact.figures if i not in index.doubles and (f := index.figures[i]).modality is not Modality.DENIED]
        lineages = {index.lineage(f) for f in figures}
        if len(lineages) != 1 or not any(_worth_a_witness(f) for f in figures):
            continue
        line = lines[lineages.pop()]
        sources = ", ".join(map(readable, line.sources))
        ids = index.in_order(f.id for f in figures)
        fields = {
            "label": fact.label, "sources": sources, "count": f"{len(ids)} figure{'s' * (len(ids) > 1)}",
            "lineages": str(len(lines)), "a": phrase(index, index.by_words(ids)[0]), "b": "",
        }  # fmt: skip
        # It stands beside what other rules say of the fact, and so names none: a rule that yields would yield to it.
        yield replace(finding(index, rule, None, [Group(ids)], fields, trace=(Step("lineage", line.by, sources),)), bundle=sources)


def _worth_a_witness(figure: Figure) -> bool:
    return figure.quantity.kind not in (Kind.AGE, Kind.DURATION, Kind.MULTIPLE) and not figure.is_cell  # a table tells much that no text does


def _precision(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """One note a fact whose lineages print the same value to different precision."""
    for fact in index.story.facts:
        readings = [index.comparables[i] for i in fact.figures if i not in index.doubles]
        tellers = {(r.key, r.value, r.figure.hedge, index.lineage(r.figure)): r for r in reversed(readings[:_MANY])}
        pair = next(((x, y) for x, y in combinations(reversed(tellers.values()), 2) if _finer(index, x, y)), None)
        if pair is None:
            continue
        groups = [Group(tuple(r.figure.id for r in readings if r.value == p.value and r.key == p.key)) for p in pair]
        fields = {
            "label": fact.label, "a": side_text(index, groups[0].ids), "b": side_text(index, groups[1].ids),
            "sources": "", "count": "", "lineages": "",
        }  # fmt: skip
        step = Step("interval", "tolerances", f"{phrase(index, pair[0].figure)} and {phrase(index, pair[1].figure)} admit one value")
        yield finding(index, rule, fact, groups, fields, trace=(step,))


def _finer(index: StoryIndex, x: Comparable, y: Comparable) -> bool:
    """Whether two witnesses agree but one rounds what the other counts."""
    a, b = x.figure, y.figure
    if x.key != y.key or x.value == y.value or index.lineage(a) == index.lineage(b) or role_group(a) != role_group(b):
        return False
    if Hedge.VAGUE in (a.hedge, b.hedge) or a.quantity.step == b.quantity.step or a.quantity.unit != b.quantity.unit:
        return False
    return a.modality is b.modality and index.meets(x, y) and max(x.high, y.high) <= min(x.low, y.low) * 2
