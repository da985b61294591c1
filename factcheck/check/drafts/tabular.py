"""What the tables among the sources say of a figure of a draft."""

from __future__ import annotations

from factcheck.check.index import StoryIndex
from factcheck.check.tabular import says_table, tabular
from factcheck.model import Kind, Verdict


def by_table(index: StoryIndex, first: Verdict) -> Verdict:
    """The verdict by the alignment, or by a table where no text gives the figure. A small number that may only be meant is no support."""
    told = tabular(index).get(first.figure)
    if told is None or told.table == index.draft or first.status not in ("unsupported", "contradicted"):
        return first
    cells = told.reading.cells
    detail = "computed" if told.computed else "table"
    reason = says_table(index, told)
    figure = index.figures[first.figure]
    if told.agrees:
        weak = (
            not told.reading.sure
            and told.reading.how != "count"
            and figure.quantity.kind is Kind.COUNT
            and figure.quantity.low <= index.tolerances.chance_small
        )
        if weak or (first.status == "contradicted" and not told.reading.sure):
            return first
        return Verdict(first.figure, "supported", cells, reason, detail)
    if first.status == "contradicted":
        return first
    return Verdict(first.figure, "contradicted", cells, f"{reason}, not {figure.surface}", detail)
