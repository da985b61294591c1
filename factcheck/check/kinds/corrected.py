"""Numbers that a text has taken back and that others still print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.check.corrections import corrections, is_marked, one_headline, still_printing
from factcheck.check.differences.difference import Group
from factcheck.check.differences.fact import disagreements
from factcheck.check.differences.updates import published
from factcheck.check.index import StoryIndex
from factcheck.check.message import finding, values_text, who_text
from factcheck.check.rule import Rule
from factcheck.model import Fact, Figure, Finding, Step

PARAMETERS: dict[str, str] = {}
FIELDS = "label sides who corrected"
_COPIED = ("magnitude", "transposition", "conflict", "superseded", "internal")  # how a copy that was not corrected may differ


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each withdrawn number that is still printed somewhere, and for each copy of a text that was corrected since."""
    told: set[str] = set()
    for found in corrections(index):
        stale = [f for f in still_printing(index, found) if f.id not in told]
        told |= {f.id for f in stale}
        if stale:
            right = [f.id for f in found.right] or [found.withdrawn.id]
            yield _finding(index, rule, stale, right, found.withdrawn.source, withdrawn=bool(found.right))
    yield from _marked(index, rule, told)


def _marked(index: StoryIndex, rule: Rule, told: set[str]) -> Iterator[Finding]:
    """Copies of one text of which one says in its headline that it was corrected, and not what."""
    marked = {e.source.id for e in index.story.extractions if is_marked(e)}
    if not marked:
        return
    for found in disagreements(index):
        a, b = found.a, found.b
        copies = index.lineage(a) == index.lineage(b) or one_headline(index.extractions[a.source], index.extractions[b.source])
        if found.verdict.pattern not in _COPIED or not copies or (a.source in marked) == (b.source in marked):
            continue
        new, old = (a, b) if a.source in marked else (b, a)
        sides = {i: side.ids for side in found.sides for i in side.ids}
        stale = [index.figures[i] for i in sides[old.id] if index.figures[i].source not in marked]
        if old.id not in told and _later(index, old.source, new.source) is not True:
            told |= {f.id for f in stale}
            yield _finding(index, rule, stale, [i for i in sides[new.id] if index.figures[i].source in marked], new.source, withdrawn=True)


def _finding(index: StoryIndex, rule: Rule, stale: Sequence[Figure], right: Sequence[str], corrected: str, *, withdrawn: bool) -> Finding:
    """Put it into words. Sources that are known to be older than the correction could not know better: a step quieter where all of them are."""
    groups = [Group(index.in_order(f.id for f in stale)), Group(index.in_order(right))]
    fact: Fact | None = index.fact_of.get(stale[0].id)
    older = all(_later(index, f.source, corrected) is False for f in stale)
    shown = groups if withdrawn else groups[:1]
    fields = {
        "label": fact.label if fact is not None else "",
        "sides": values_text(index, shown),
        "who": who_text(index, shown),
        "corrected": index.names[corrected],
    }
    step = Step("correction", "corrections", f"{index.names[corrected]} has corrected that number.")
    return finding(index, rule, fact, groups, fields, lowered=int(older), trace=(step,))


def _later(index: StoryIndex, source: str, corrected: str) -> bool | None:
    """Whether a source was published after the text that was corrected; None where nothing says."""
    return published(index, corrected, source)
