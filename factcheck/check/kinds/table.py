"""Figures of texts against the cells of tables, and against what cells make: sums, means, shares, changes."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.check.arithmetic.tables import table_and_text
from factcheck.check.differences.difference import Group
from factcheck.check.index import StoryIndex
from factcheck.check.message import finding, phrase
from factcheck.check.rule import Rule
from factcheck.check.tabular import Told, tabular
from factcheck.model import Finding, Step
from factcheck.quantity.wording import number

PARAMETERS: dict[str, str] = {}
_SURE = ("", "likely: the digits are a slip of the pen apart", "nothing else can be meant")
_SHOWN = 8  # cells that are told one by one
FIELDS = "a sources table reading label"


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each number that a table gives otherwise; texts that print the same wrong number are told together.

    Of a draft only what its own tables say is told here; what the tables among its sources say is a verdict.
    """
    added_up = {i for equation in table_and_text(index) for i in equation.parts}  # told by arithmetic, with the total of its own page
    merged: dict[tuple[object, ...], list[tuple[str, Told]]] = {}
    for i, told in tabular(index).items():
        if not told.agrees and i not in index.doubles and i not in added_up and (index.figures[i].source != index.draft or told.table == index.draft):
            reading = index.comparables[i]
            merged.setdefault((told.reading.how, told.reading.cells, reading.key, reading.value), []).append((i, told))
    for group in merged.values():
        yield _report(index, rule, group)


def _report(index: StoryIndex, rule: Rule, group: list[tuple[str, Told]]) -> Finding:
    first, told = group[0]
    mine = Group(index.in_order(i for i, _ in group))
    cells = index.in_order(told.reading.cells)
    sides = [Group((c,)) for c in cells] if len(cells) <= _SHOWN else [Group(cells)]
    sources = list(dict.fromkeys(index.names[index.figures[i].source] for i in mine.ids))
    fact = index.fact_of.get(first)
    fields = {
        "a": phrase(index, index.figures[first]), "sources": ", ".join(sources), "reading": told.reading.text,
        "label": fact.label if fact else "number",
        "table": "its table" if told.table in {index.figures[i].source for i in mine.ids} else index.names[told.table],
    }  # fmt: skip
    trace = (
        Step("table", told.reading.why or told.reading.how, told.reading.text),
        Step("table", "how sure", _SURE[told.reading.sure]),
        Step("table", "value", f"{number(told.reading.quantity.low)}, the text has {number(index.figures[first].quantity.low)}"),
    )
    return finding(index, rule, fact, [mine, *sides], fields, trace=trace)
