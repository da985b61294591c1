"""How two cells stand to each other: differences, changes, shares and ratios."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import combinations, permutations

from factcheck.align.cells.common import AMOUNTS, FEW, RATIOS, apart, as_of, ids, is_points, kept, why
from factcheck.align.cells.place import Choice, Place
from factcheck.model import Cell, Column, Kind, Reading, Role
from factcheck.quantity.wording import number, percent, rounded

_MOST_PAIRS = 60  # columns or rows that are set against each other, of a figure
_HUNDRED = Decimal(100)


def differences(place: Place) -> Iterator[Reading]:
    """Yield differences and changes between two columns of a row, or two rows of a column, where the text asks for one."""
    if (place.foreign and place.time is None) or place.figure.role in (Role.CURRENT, Role.PREVIOUS):
        return
    tried = 0
    for choice in _changed(place):
        if not (apart(place, choice) or place.cued("apart", choice.family.words)):
            continue
        for a, b, column, other, sure in _two(place, choice):
            if tried >= _MOST_PAIRS:
                return
            tried += 1
            yield from _difference(place, a, b, column, other, choice, sure)


def _changed(place: Place) -> tuple[Choice, ...]:
    """The families of which a figure may tell a change: a percentage may be that of any amount."""
    if place.figure.quantity.kind not in RATIOS and not is_points(place.figure):
        return place.choices
    known = {c.family: c for c in place.choices}
    scored = [(place.points_of(f), f) for f in place.sheet.families if f not in known]
    best = max((s for s, _ in scored), default=Decimal(0))
    single = len(scored) == 1
    found = [Choice(f, 2 if (s == best and s > 0) or single else 0, "") for s, f in scored]
    return (*place.choices, *sorted(found, key=lambda c: -c.sure))


def _two(place: Place, choice: Choice) -> Iterator[tuple[Cell, Cell, Column, Column, int]]:
    """Yield pairs of cells, the later or first named first, with their columns and how sure they are meant."""
    yield from _of_two_times(place, choice)
    yield from _of_two_rows(place, choice)
    yield from _of_two_columns(place, choice)


def _own_row(place: Place) -> int | None:
    row = place.row
    return next(iter(row.mention.rows)) if row is not None and len(row.mention.rows) == 1 else None


def _of_two_times(place: Place, choice: Choice) -> Iterator[tuple[Cell, Cell, Column, Column, int]]:
    r, columns = _own_row(place), choice.family.columns
    if r is None or place.row is None:
        return
    gap = 2 if place.figure.role is Role.CHANGE or place.cued("gap") or apart(place, choice) else 1
    for x, y in combinations(columns, 2):
        a, b = place.sheet.by_place.get((r, y.index)), place.sheet.by_place.get((r, x.index))
        if a is not None and b is not None and x.period and y.period:
            yield a, b, y, x, min(gap, place.row.sure, choice.sure, 2 if len(columns) == 2 else 0)


def _of_two_rows(place: Place, choice: Choice) -> Iterator[tuple[Cell, Cell, Column, Column, int]]:
    sheet = place.sheet
    named = [m for m in (*((place.carried,) if place.carried is not None else ()), *place.rows, *place.times) if len(m.rows) == 1]
    rows = list(dict.fromkeys(next(iter(m.rows)) for m in named))
    many = list(combinations(rows[:FEW], 2)) or ([(rows[0], k) for k in sheet.parts[:_MOST_PAIRS] if k != rows[0]] if rows and sheet.periods else [])
    ordered, by_time = place.columns(choice)
    certain = len(rows) == 2 and place.carried is None and place.cued("gap")
    for first, second in many:
        for k, column in enumerate(ordered[:FEW]):
            a, b = sheet.by_place.get((first, column.index)), sheet.by_place.get((second, column.index))
            if a is not None and b is not None:
                yield a, b, column, column, min(1, choice.sure, by_time) if certain and k == 0 else 0


def _of_two_columns(place: Place, choice: Choice) -> Iterator[tuple[Cell, Cell, Column, Column, int]]:
    r, sheet = _own_row(place), place.sheet
    if r is None:
        return
    others = [c for f in sheet.families for c in f.columns if f is not choice.family]
    for x in choice.family.columns[:FEW]:
        for y in others[:FEW]:
            a, b = sheet.by_place.get((r, x.index)), sheet.by_place.get((r, y.index))
            if a is not None and b is not None and a.quantity.unit == b.quantity.unit:
                yield a, b, x, y, 0


def _difference(place: Place, a: Cell, b: Cell, column: Column, other: Column, choice: Choice, sure: int) -> Iterator[Reading]:
    figure, x, y = place.figure, a.quantity.low, b.quantity.low
    where = _between(place, a, b, column, other)
    if figure.quantity.kind in RATIOS and not is_points(figure):
        for top, bottom in ((x, y), (y, x)) if sure < 2 else ((x, y),):
            if bottom > 0:
                value = abs(top - bottom) / bottom
                text = f"{number(top)} / {number(bottom)} − 1 = {'−' if top < bottom else ''}{percent(value)} ({where})"
                yield Reading(
                    figure.id, "change", as_of(figure, value * (1 if figure.quantity.kind is Kind.SHARE else _HUNDRED)), ids(a, b), text, sure
                )
        return
    value = abs(x - y)
    turned = value if is_points(figure) else place.value(value, a.quantity)
    if turned is not None:
        large, small = (x, y) if x >= y else (y, x)
        text = f"{number(large)} − {number(small)} = {number(value)} ({where})"
        yield Reading(figure.id, "difference", as_of(figure, turned), ids(a, b), text, sure, why(place, choice))


def _between(place: Place, a: Cell, b: Cell, column: Column, other: Column) -> str:
    rows = place.sheet.table.rows
    if a.row == b.row:
        return f"row {rows[a.row].name}, columns {other.head} and {column.head}"
    return f"rows {rows[a.row].name} and {rows[b.row].name}, column {column.head}"


def shares(place: Place) -> Iterator[Reading]:
    """Yield the share that a row has of a column, one column of another in a row, and how many times one row is of another."""
    r, kind = _own_row(place), place.figure.quantity.kind
    if r is None or kind not in (*RATIOS, Kind.MULTIPLE):
        return
    scale = _HUNDRED if kind is Kind.PERCENT else Decimal(1)
    if kind is not Kind.MULTIPLE:
        yield from _of_the_whole(place, r, scale)
    sheet = place.sheet
    columns = [c for f in sheet.families for c in f.columns]
    cells = [c for k in columns if (c := sheet.by_place.get((r, k.index))) is not None]
    for a, b in permutations(cells[:FEW], 2):
        if b.quantity.low and a.quantity.unit == b.quantity.unit and a.quantity.kind in AMOUNTS:
            yield _ratio(place, a, b, scale)
    others = [next(iter(m.rows)) for m in place.rows if len(m.rows) == 1 and r not in m.rows]
    for other in others[:FEW]:
        for column in columns:
            x, y = sheet.by_place.get((r, column.index)), sheet.by_place.get((other, column.index))
            if x is not None and y is not None and x.quantity.low and y.quantity.low:
                yield _ratio(place, x, y, scale)
                yield _ratio(place, y, x, scale)


def _of_the_whole(place: Place, r: int, scale: Decimal) -> Iterator[Reading]:
    figure, sheet = place.figure, place.sheet
    families = [(place.points_of(f), f) for f in sheet.families]
    best = max((s for s, _ in families), default=Decimal(0))
    for points, family in families:
        for column in family.columns[-FEW:]:
            cell, parts = sheet.by_place.get((r, column.index)), sheet.by_column.get(column.index, ())
            if cell is None or cell.quantity.kind not in AMOUNTS or not parts:
                continue
            total = next(iter(sheet.cells_of(column.index, sheet.totals)), None)
            whole = total.quantity.low if total is not None else kept(place, ("sum", column.index), partial(_sum, parts))
            if whole > 0 and cell.quantity.low >= 0:
                asked = points == best and points > 0 and place.cued("share") and len(family.columns) == 1
                sure = min(place.row.sure, 2) if asked and place.row is not None else 0
                share = cell.quantity.low / whole
                text = f"{number(cell.quantity.low)} / {number(whole)} = {percent(share)} (row {sheet.table.rows[r].name} of column {column.head})"
                yield Reading(figure.id, "share", as_of(figure, share * scale), ids(cell, *((total,) if total else ())), text, sure)


def _sum(cells: Sequence[Cell]) -> Decimal:
    return sum((c.quantity.low for c in cells), Decimal(0))


def _ratio(place: Place, a: Cell, b: Cell, scale: Decimal) -> Reading:
    value = a.quantity.low / b.quantity.low
    columns = {c.index: c for c in place.sheet.table.columns}
    where = _between(place, a, b, columns[a.column], columns[b.column])
    shown = percent(value) if scale != 1 else number(rounded(value, 2))
    text = f"{number(a.quantity.low)} / {number(b.quantity.low)} = {shown} ({where})"
    return Reading(place.figure.id, "ratio", as_of(place.figure, value * scale), ids(a, b), text)
