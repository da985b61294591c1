"""Rows of text as a table for a terminal, as Markdown or as CSV."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.report.escape import inline, table
from factcheck.report.outgoing import cell, line
from factcheck.report.quote import shorten

_NARROWEST = 8  # characters that a column keeps however narrow the terminal


def plain(head: Sequence[str], rows: Sequence[Sequence[str]], width: int | None) -> str:
    """A table for people, cells cut at words so that it fits ``width`` columns; None: nothing is cut."""
    from tabulate import tabulate

    cells = [[line(c) for c in row] for row in rows]
    if width is not None:
        limits = _limits([list(head), *cells], width)
        cells = [[shorten(c, limit) for c, limit in zip(row, limits, strict=True)] for row in cells]
    return tabulate(cells, headers=[line(h) for h in head], tablefmt="simple", disable_numparse=True, preserve_whitespace=True) + "\n"


def _limits(rows: list[list[str]], width: int) -> list[int]:
    """Widths of the columns: the widest is cut first, until the row fits."""
    limits = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    surplus = sum(limits) + 2 * (len(limits) - 1) - width
    while surplus > 0:
        widest = max(range(len(limits)), key=lambda i: (limits[i], i))
        if limits[widest] <= _NARROWEST:
            break
        second = max((x for i, x in enumerate(limits) if i != widest), default=_NARROWEST)
        cut = min(surplus, max(limits[widest] - max(second, _NARROWEST), 1))
        limits[widest] -= cut
        surplus -= cut
    return limits


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A compact Markdown table of escaped cells."""
    return "\n".join(table([inline(h) for h in head], [[inline(c) for c in row] for row in rows])) + "\n"


def csv(head: Sequence[str], rows: Sequence[Sequence[object]], *, raw: bool = False) -> str:
    """CSV as RFC 4180 has it, but with LF; through pandas, which is imported here. Cells pass ``outgoing.cell`` unless they are wanted ``raw``."""
    import pandas as pd

    passed = (lambda value: value) if raw else cell
    frame = pd.DataFrame([[passed(v) for v in r] for r in rows], columns=[str(passed(h)) for h in head], dtype=object)
    text: str = frame.to_csv(index=False, lineterminator="\n")
    return text
