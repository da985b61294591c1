"""A grid of cells read as a table: its head, the columns that hold figures, the labels of its rows, and the rows that are sums of others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from factcheck.extract.tabular.numbers import CellNumber, cell_number, writes_commas
from factcheck.extract.tabular.units import PLAIN, Unit, Units
from factcheck.model import Column, Grid, Quantity, Span, TableRow
from factcheck.quantity.periods import named_periods
from factcheck.tables.tabular import load_tabular

_HEAD_WITHIN = 6  # rows that may stand above the first figures: a title, a note on the scale, the head
_LABELS = 4  # columns of labels
_LABEL_LENGTH = 80
_NUMERIC = 0.7  # share of the filled cells of a column that are numbers
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_FEWEST = 2  # rows of a table


class Held(NamedTuple):
    """A cell with a number: indexes of its row and column, its place, what it says."""

    row: int
    column: int
    span: Span
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grid as it was read."""

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    held: tuple[Held, ...]
    labels: tuple[Span, ...]  # of each row, where its first label stands


def read_sheet(text: str, grid: Grid, units: Units) -> Sheet | None:
    """Read a grid; None where it has no head over figures, so that it is no table."""
    rows = [[text[s.start : s.end].strip() for s in row] for row in grid.rows]
    at = _head(rows)
    if at is None:
        return None
    head = rows[at]
    body = [k for k in range(at + 1, len(rows)) if any(_is_number(c) for c in rows[k])]
    width = max(len(rows[k]) for k in body) if body else 0
    if len(body) < _FEWEST or width < _FEWEST:
        return None
    if len(head) == width - 1:  # the corner over the labels is left out
        head = ["", *head]
    head = [*head, *[""] * (width - len(head))]
    scale = _scale_above(rows[:at], units)
    columns: list[Column] = []
    of_column: list[Unit] = []
    commas: list[bool] = []
    for j in range(width):
        cells = [rows[k][j] for k in body if j < len(rows[k])]
        comma = writes_commas(cells)
        column, unit = _column(j, head[j], cells, comma, units, [c for c in columns if c.label])
        columns.append(column)
        of_column.append(unit if unit != PLAIN or scale is None else scale)
        commas.append(comma)
    if not any(c.numeric for c in columns) or not any(c.label for c in columns):
        return None
    told, held, labels = [], [], []
    above = ""
    for n, k in enumerate(body):
        row, above = _row(rows[k], grid.numbers[k], columns, above)
        told.append(row)
        labels.append(next((grid.rows[k][j] for j, _ in row.labels if j < len(grid.rows[k])), grid.rows[k][0]))
        for column in columns:
            if column.numeric and column.index < len(rows[k]):
                cell = _held(rows[k][column.index], commas[column.index], of_column[column.index], units)
                if cell is not None:
                    held.append(Held(n, column.index, grid.rows[k][column.index], cell))
    return Sheet(tuple(columns), tuple(told), tuple(held), tuple(labels))


def _head(rows: Sequence[Sequence[str]]) -> int | None:
    """The row of the head: the last one without numbers above the first that has some; years and quarters are no numbers there."""
    for k, row in enumerate(rows[:_HEAD_WITHIN]):
        filled = [c for c in row if c]
        below = rows[k + 1] if k + 1 < len(rows) else ()
        if len(filled) > 1 and all(not _is_number(c) or _is_period(c) for c in filled) and any(_is_number(c) for c in below):
            return k
    return None


def _is_number(text: str) -> bool:
    return cell_number(text) is not None or cell_number(text, comma=True) is not None


def _is_period(text: str) -> bool:
    found = next(named_periods(text), None)
    return found is not None and (found.start, found.end) == (0, len(text))


def _scale_above(rows: Sequence[Sequence[str]], units: Units) -> Unit | None:
    """The unit of all columns that says none of its own: "Figures in thousands" above the head."""
    for row in rows:
        filled = [c for c in row if c]
        if len(filled) == 1 and " in " in f" {filled[0].lower()}":
            found, _ = units.of_head(filled[0].strip("()"))
            if found != PLAIN:
                return found
    return None


def _column(index: int, head: str, cells: Sequence[str], comma: bool, units: Units, before: Sequence[Column]) -> tuple[Column, Unit]:
    """What a column is, by its head and its cells; ``before`` are the columns of labels to the left of it."""
    table = load_tabular()
    filled = [c for c in cells if c and c.lower() not in table.missing]
    numbers = [c for c in filled if cell_number(c, comma) is not None]
    unit, rest = units.of_head(head)
    period = next(named_periods(rest), None)
    bare = f"{rest[: period.start]} {rest[period.end :]}" if period is not None else rest
    words = tuple(w for w in (m.group().lower().replace("’", "'") for m in _WORD.finditer(bare)) if w not in table.empty)
    years = bool(filled) and all(_YEAR.match(c) for c in filled) and (not before or head.lower() in ("year", "season"))
    numeric = bool(filled) and len(numbers) >= _NUMERIC * len(filled) and not years and head.strip().lower() not in table.ordering
    lengths = sum(len(c) for c in filled) <= _LABEL_LENGTH * max(1, len(filled))
    label = bool(filled) and (years or len(numbers) < _NUMERIC * len(filled)) and lengths and len(before) < _LABELS
    return Column(index, head, words, period.period if period is not None else None, numeric, label), unit


def _row(cells: Sequence[str], number: int, columns: Sequence[Column], above: str) -> tuple[TableRow, str]:
    """The labels of a row; the first is that of the row above where it is left blank and another label stands beside."""
    found = [(c.index, cells[c.index]) for c in columns if c.label and c.index < len(cells)]
    if len(found) > 1 and not found[0][1] and above and any(text for _, text in found):
        found[0] = (found[0][0], above)
    labels = tuple((j, text) for j, text in found if text)
    first = labels[0][1].lower().split() if labels else []
    return TableRow(number, labels, bool(first) and first[0].strip(":") in load_tabular().totals), labels[0][1] if labels else ""


def _held(text: str, comma: bool, unit: Unit, units: Units) -> Quantity | None:
    found: CellNumber | None = cell_number(text, comma)
    if found is None:
        return None
    own = units.of_cell(unit, found.before, found.after)
    return own.quantity(found.value, found.step) if own is not None else None
