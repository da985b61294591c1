"""The same passage twice in one source."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.check.differences.difference import Group
from factcheck.check.index import StoryIndex
from factcheck.check.message import finding
from factcheck.check.rule import Rule
from factcheck.model import Finding, Step

PARAMETERS = {"min_figures": "number"}
FIELDS = "source count quote"
_QUOTED = 80  # characters of the passage that are quoted


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each repeated passage that holds enough figures."""
    for passage in index.story.passages:
        if len(passage.pairs) < rule.number("min_figures"):
            continue
        text = " ".join(index.extractions[passage.source].source.text[passage.first.start : passage.first.end].split())
        shown = text if len(text) <= _QUOTED else text[:_QUOTED].rsplit(" ", 1)[0] + " …"
        groups = [Group(index.in_order(first for first, _ in passage.pairs)), Group(index.in_order(second for _, second in passage.pairs))]
        fields = {"source": passage.source, "count": str(len(passage.pairs)), "quote": f"“{shown}”"}
        step = Step("passage", "align", f"{passage.first.start}–{passage.first.end} again at {passage.second.start}–{passage.second.end}")
        yield finding(index, rule, None, groups if passage.pairs else [], fields, trace=(step,))
