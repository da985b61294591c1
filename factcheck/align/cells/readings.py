"""What in one table one figure may speak of: a cell, what the cells of a column make, how two cells stand to each other.

Everything that the words allow is listed; ``sure`` says how little else can be meant. The values are not looked at: judging is not the business of
the alignment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from factcheck.align.cells.common import AMOUNTS, BESIDE, FEW, RATIOS, apart, as_of, ids, kept, named, one
from factcheck.align.cells.mentions import joint
from factcheck.align.cells.pairs import differences, shares
from factcheck.align.cells.place import Choice, Place
from factcheck.align.cells.tokens import asks, stem
from factcheck.model import Column, Kind, Reading, Role
from factcheck.quantity.wording import rounded

_MOST_CELLS = 24  # of one figure that only may be meant


def readings(place: Place) -> Iterator[Reading]:
    """Yield the readings of a figure in a table, the plainest first."""
    if place.figure.quantity.is_range:
        return
    yield from _cells(place)
    yield from _aggregates(place)
    yield from differences(place)
    yield from shares(place)


def _cells(place: Place) -> Iterator[Reading]:
    row = place.row
    if row is None:
        return
    together = joint(place.rows, row.mention, place.text)
    rows = sorted(row.mention.rows) if len(together) == 1 else sorted({r for m in together for r in m.rows})
    told = 0
    for choice in place.choices:
        columns, by_time = place.columns(choice)
        for k, column in enumerate(columns):
            sure = min(row.sure, choice.sure, by_time) if k == 0 and len(rows) == 1 else 0
            sure = min(sure, _plainly(place, choice))
            for cell in place.sheet.cells_of(column.index, tuple(rows)):
                if told < _MOST_CELLS or sure:
                    yield from one(place, "cell", cell.quantity.low, (cell,), named(place, cell, column), sure, choice)
                    told += 1
        if len(rows) > 1 and columns:
            sure = min(choice.sure, by_time, row.sure) if place.of_all else 0
            yield from _sum(place, columns[0], tuple(rows), choice, sure)


def _plainly(place: Place, choice: Choice) -> int:
    """How sure a figure can be of a cell itself, and not of what it makes with others."""
    figure, words = place.figure, choice.family.words
    if place.foreign or figure.role in (Role.FURTHER, Role.LIMIT):
        return 0
    if apart(place, choice) or figure.role is Role.CHANGE:
        return 0
    if any(place.cued(cue, words) for cue in ("mean", "median")) or _directly(place, "total", words):
        return 0
    return 1 if place.cued("times") else 2


def _directly(place: Place, cue: str, words: Sequence[str]) -> bool:
    return asks(place.before[-BESIDE:], cue, words)


def _aggregates(place: Place) -> Iterator[Reading]:
    sheet, figure = place.sheet, place.figure
    if figure.role in (Role.FURTHER, Role.LIMIT) or place.foreign:
        return
    if figure.quantity.kind is Kind.COUNT and figure.noun is not None and stem(figure.noun.lemma.lower()) in sheet.heads:
        first = {c.row: c for c in reversed(sheet.table.cells)}
        counted = ids(*(first[r] for r in sheet.parts if r in first))
        yield Reading(figure.id, "count", as_of(figure, Decimal(len(sheet.parts))), counted, f"number of rows = {len(sheet.parts)}")
    told_of = bool(place.rows) or place.row is not None
    rows = joint(place.rows, place.row.mention, place.text) if place.row is not None else ()
    for choice in place.choices:
        columns, by_time = place.columns(choice)
        if by_time == 0 and len(columns) > 1:
            columns, by_time = columns[:FEW], 0
        for k, column in enumerate(columns):
            least = min(choice.sure, by_time if k == 0 else 0)
            asked = place.of_all
            alone = not told_of or (len(rows) < 2 and _directly(place, "total", choice.family.words))
            if asked or not place.rows:
                yield from _totals(place, column, choice, least if asked and alone else 0)
            for how in ("mean", "median", "max", "min"):
                if place.cued(how, choice.family.words) or (how in ("max", "min") and _anywhere(place, how)):
                    sure = least if how in ("mean", "median") and not place.rows else min(least, 1) if not told_of and place.cued(how) else 0
                    yield from _aggregate(place, how, column, choice, sure)


def _anywhere(place: Place, cue: str) -> bool:
    return asks(place.sentence, cue)


def _totals(place: Place, column: Column, choice: Choice, sure: int) -> Iterator[Reading]:
    """Yield the total of a column: the cell of the row that is one, and the sum of the others."""
    if place.figure.quantity.kind in RATIOS and not place.sheet.totals:
        return
    for cell in place.sheet.cells_of(column.index, place.sheet.totals):
        yield from one(place, "cell", cell.quantity.low, (cell,), named(place, cell, column), sure, choice)
    yield from _sum(place, column, None, choice, sure if not place.sheet.totals else 0)


def _sum(place: Place, column: Column, rows: tuple[int, ...] | None, choice: Choice, sure: int) -> Iterator[Reading]:
    """Yield the sum of a column over some rows, or over all that are no sums themselves."""
    cells = place.sheet.cells_of(column.index, rows) if rows is not None else place.sheet.by_column.get(column.index, ())
    if len(cells) < 2 or cells[0].quantity.kind not in AMOUNTS or cells[0].quantity.per:
        return

    def work() -> Decimal:
        return sum((c.quantity.low for c in cells), Decimal(0))

    value = kept(place, ("sum", column.index), work) if rows is None else work()
    yield from one(place, "sum", value, cells, f"sum of column {column.head} over {len(cells)} rows", sure, choice)


def _aggregate(place: Place, how: str, column: Column, choice: Choice, sure: int) -> Iterator[Reading]:
    cells = place.sheet.by_column.get(column.index, ())
    if len(cells) < 2:
        return

    def work() -> Decimal:
        values = [c.quantity.low for c in cells]
        if how == "mean":
            return rounded(sum(values, Decimal(0)) / len(values), 6)
        return Decimal(median(values)) if how == "median" else max(values) if how == "max" else min(values)

    value = kept(place, (how, column.index), work)
    shown = cells if how in ("mean", "median") else tuple(c for c in cells if c.quantity.low == value)[:1]
    name = {"mean": "mean", "median": "median", "max": "largest", "min": "smallest"}[how]
    yield from one(place, how, value, shown, f"{name} of column {column.head} over {len(cells)} rows", sure, choice)
