"""What in one table one figure may speak of: a cell, what the cells of a column make, how two cells stand to each other.

Everything that the words allow is listed; ``sure`` says how little else can be meant. The values are not looked at: judging is not the business of
the alignment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, permutations
from statistics import median

from factcheck.align.cells.mentions import joint
from factcheck.align.cells.place import Choice, Place
from factcheck.align.cells.tokens import asks, stem
from factcheck.model import Cell, Column, Figure, Kind, Quantity, Reading, Role
from factcheck.quantity.wording import number, percent, rounded

_MOST_PAIRS = 60  # columns or rows that are set against each other, of a figure
_MOST_CELLS = 24  # of one figure that only may be meant
_RATIOS = (Kind.PERCENT, Kind.SHARE)
_AMOUNTS = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
_HUNDRED = Decimal(100)


def readings(place: Place) -> Iterator[Reading]:
    """Yield the readings of a figure in a table, the plainest first."""
    if place.figure.quantity.is_range:
        return
    yield from _cells(place)
    yield from _aggregates(place)
    yield from _pairs(place)
    yield from _shares(place)


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
                    yield from _one(place, "cell", cell.quantity.low, (cell,), _name(place, cell, column), sure, choice)
                    told += 1
        if len(rows) > 1 and columns:
            sure = min(choice.sure, by_time, row.sure) if place.of_all else 0
            yield from _sum(place, columns[0], tuple(rows), choice, sure)


def _plainly(place: Place, choice: Choice) -> int:
    """How sure a figure can be of a cell itself, and not of what it makes with others."""
    figure, words = place.figure, choice.family.words
    if place.foreign or figure.role in (Role.FURTHER, Role.LIMIT):
        return 0
    if _apart(place, choice) or figure.role is Role.CHANGE:
        return 0
    if any(place.cued(cue, words) for cue in ("mean", "median")) or _directly(place, "total", words):
        return 0
    return 1 if place.cued("times") else 2


def _directly(place: Place, cue: str, words: Sequence[str]) -> bool:
    return asks(place.before[-_BESIDE:], cue, words)


_BESIDE = 4


def _aggregates(place: Place) -> Iterator[Reading]:
    sheet, figure = place.sheet, place.figure
    if figure.role in (Role.FURTHER, Role.LIMIT) or place.foreign:
        return
    if figure.quantity.kind is Kind.COUNT and figure.noun is not None and stem(figure.noun.lemma.lower()) in sheet.heads:
        first = {c.row: c for c in reversed(sheet.table.cells)}
        counted = _ids(*(first[r] for r in sheet.parts if r in first))
        yield Reading(figure.id, "count", _as(figure, Decimal(len(sheet.parts))), counted, f"number of rows = {len(sheet.parts)}")
    named = bool(place.rows) or place.row is not None
    for choice in place.choices:
        columns, by_time = place.columns(choice)
        if by_time == 0 and len(columns) > 1:
            columns, by_time = columns[:_FEW], 0
        for k, column in enumerate(columns):
            least = min(choice.sure, by_time if k == 0 else 0)
            asked = place.of_all
            alone = not named or _directly(place, "total", choice.family.words)
            yield from _totals(place, column, choice, least if asked and alone else 0)
            for how in ("mean", "median", "max", "min"):
                if place.cued(how, choice.family.words) or (how in ("max", "min") and _anywhere(place, how)):
                    sure = least if how in ("mean", "median") and not place.rows else min(least, 1) if not named and place.cued(how) else 0
                    yield from _aggregate(place, how, column, choice, sure)


_FEW = 6


def _anywhere(place: Place, cue: str) -> bool:
    return asks(place.sentence, cue)


def _totals(place: Place, column: Column, choice: Choice, sure: int) -> Iterator[Reading]:
    """Yield the total of a column: the cell of the row that is one, and the sum of the others."""
    if place.figure.quantity.kind in _RATIOS and not place.sheet.totals:
        return
    for cell in place.sheet.cells_of(column.index, place.sheet.totals):
        yield from _one(place, "cell", cell.quantity.low, (cell,), _name(place, cell, column), sure, choice)
    yield from _sum(place, column, place.sheet.parts, choice, sure if not place.sheet.totals else 0)


def _sum(place: Place, column: Column, rows: tuple[int, ...], choice: Choice, sure: int) -> Iterator[Reading]:
    cells = place.sheet.cells_of(column.index, rows)
    if len(cells) < 2 or cells[0].quantity.kind not in _AMOUNTS or cells[0].quantity.per:
        return
    key = ("sum" + ",".join(map(str, rows)) if rows is not place.sheet.parts else "sum", column.index)
    value = _kept(place, key, lambda: sum((c.quantity.low for c in cells), Decimal(0)))
    yield from _one(place, "sum", value, cells, f"sum of column {column.head} over {len(cells)} rows", sure, choice)


def _kept(place: Place, key: tuple[str, int], work: Callable[[], Decimal]) -> Decimal:
    """A value of a whole column, worked out once."""
    known = place.sheet.sums
    if key not in known:
        known[key] = work()
    return known[key]


def _aggregate(place: Place, how: str, column: Column, choice: Choice, sure: int) -> Iterator[Reading]:
    cells = place.sheet.cells_of(column.index, place.sheet.parts)
    if len(cells) < 2:
        return
    values = [c.quantity.low for c in cells]
    if how == "mean":
        value = _kept(place, (how, column.index), lambda: rounded(sum(values, Decimal(0)) / len(values), 6))
    elif how == "median":
        value = _kept(place, (how, column.index), lambda: Decimal(median(values)))
    else:
        value = max(values) if how == "max" else min(values)
    shown = cells if how in ("mean", "median") else tuple(c for c in cells if c.quantity.low == value)[:1]
    name = {"mean": "mean", "median": "median", "max": "largest", "min": "smallest"}[how]
    yield from _one(place, how, value, shown, f"{name} of column {column.head} over {len(cells)} rows", sure, choice)


def _apart(place: Place, choice: Choice) -> bool:
    """Whether words beside the figure make it a difference, and there are two cells that it may be of."""
    after = place.after[: 2 + place.figure.own]
    if place.figure.role is Role.CHANGE or ({"more", "fewer", "less", "higher", "lower"} & set(after[:2]) and "than" in place.sentence):
        return True
    if not place.cued("apart", choice.family.words):
        return False
    if place.cued("gap", choice.family.words):
        return True
    matched = choice.by.split(", ")
    return asks([w if w not in matched else "" for w in (*place.before[-_BESIDE:], "", *after)], "apart") and len(choice.family.columns) > 1


def _pairs(place: Place) -> Iterator[Reading]:
    """Yield differences and changes between two columns of a row, or two rows of a column, where the text asks for one."""
    if place.foreign and place.time is None:
        return
    tried = 0
    for choice in _changed(place):
        if not (_apart(place, choice) or place.cued("apart", choice.family.words)):
            continue
        for a, b, column, other, sure in _two(place, choice):
            if tried >= _MOST_PAIRS:
                return
            tried += 1
            yield from _difference(place, a, b, column, other, choice, sure)


def _changed(place: Place) -> tuple[Choice, ...]:
    """The families of which a figure may tell a change: a percentage may be that of any amount."""
    if place.figure.quantity.kind not in _RATIOS and not _points(place.figure):
        return place.choices
    known = {c.family: c for c in place.choices}
    scored = [(place.points_of(f), f) for f in place.sheet.families if f not in known]
    best = max((s for s, _ in scored), default=Decimal(0))
    single = len(scored) == 1
    found = [Choice(f, 2 if (s == best and s > 0) or single else 0, "") for s, f in scored]
    return (*place.choices, *sorted(found, key=lambda c: -c.sure))


def _two(place: Place, choice: Choice) -> Iterator[tuple[Cell, Cell, Column, Column, int]]:
    """Yield pairs of cells, the later or first named first, with their columns and how sure they are meant."""
    sheet, row = place.sheet, place.row
    columns = choice.family.columns
    gap = 2 if place.figure.role is Role.CHANGE or place.cued("gap") or _apart(place, choice) else 1
    if row is not None and len(row.mention.rows) == 1:
        (r,) = row.mention.rows
        for x, y in combinations(columns, 2):
            a, b = sheet.by_place.get((r, y.index)), sheet.by_place.get((r, x.index))
            if a is not None and b is not None and x.period and y.period:
                yield a, b, y, x, min(gap, row.sure, choice.sure, 2 if len(columns) == 2 else 0)
    named = [m for m in (*((place.carried,) if place.carried is not None else ()), *place.rows, *place.times) if len(m.rows) == 1]
    rows = list(dict.fromkeys(next(iter(m.rows)) for m in named))
    many = list(combinations(rows[:_FEW], 2)) or ([(rows[0], k) for k in sheet.parts if k != rows[0]] if rows and sheet.periods else [])
    ordered, by_time = place.columns(choice)
    for first, second in many[:_MOST_PAIRS]:
        for k, column in enumerate(ordered[:_FEW]):
            a, b = sheet.by_place.get((first, column.index)), sheet.by_place.get((second, column.index))
            if a is not None and b is not None:
                certain = len(rows) == 2 and place.carried is None and k == 0 and place.cued("gap")
                yield a, b, column, column, min(1, choice.sure, by_time) if certain else 0
    if row is not None and len(row.mention.rows) == 1:
        (r,) = row.mention.rows
        others = [c for f in sheet.families for c in f.columns if f is not choice.family]
        for x in columns[:_FEW]:
            for y in others[:_FEW]:
                a, b = sheet.by_place.get((r, x.index)), sheet.by_place.get((r, y.index))
                if a is not None and b is not None and a.quantity.unit == b.quantity.unit:
                    yield a, b, x, y, 0


def _points(figure: Figure) -> bool:
    return "point" in figure.quantity.unit or (figure.noun is not None and figure.noun.lemma.lower() == "point")


def _difference(place: Place, a: Cell, b: Cell, column: Column, other: Column, choice: Choice, sure: int) -> Iterator[Reading]:
    figure, x, y = place.figure, a.quantity.low, b.quantity.low
    where = _between(place, a, b, column, other)
    if figure.quantity.kind in _RATIOS and not _points(figure):
        for top, bottom in ((x, y), (y, x)) if sure < 2 else ((x, y),):
            if bottom > 0:
                value = abs(top - bottom) / bottom
                text = f"{number(top)} / {number(bottom)} − 1 = {'−' if top < bottom else ''}{percent(value)} ({where})"
                yield Reading(figure.id, "change", _as(figure, value * (1 if figure.quantity.kind is Kind.SHARE else _HUNDRED)), _ids(a, b), text, sure)
        return
    value = abs(x - y)
    turned = value if _points(figure) else place.value(value, a.quantity)
    if turned is not None:
        large, small = (x, y) if x >= y else (y, x)
        text = f"{number(large)} − {number(small)} = {number(value)} ({where})"
        yield Reading(figure.id, "difference", _as(figure, turned), _ids(a, b), text, sure, _why(place, choice))


def _between(place: Place, a: Cell, b: Cell, column: Column, other: Column) -> str:
    rows = place.sheet.table.rows
    if a.row == b.row:
        return f"row {rows[a.row].name}, columns {other.head} and {column.head}"
    return f"rows {rows[a.row].name} and {rows[b.row].name}, column {column.head}"


def _shares(place: Place) -> Iterator[Reading]:
    """Yield the share that a row has of a column, one column of another in a row, and how many times one row is of another."""
    figure, row, sheet = place.figure, place.row, place.sheet
    kind = figure.quantity.kind
    if row is None or len(row.mention.rows) != 1 or kind not in (*_RATIOS, Kind.MULTIPLE):
        return
    (r,) = row.mention.rows
    scale = _HUNDRED if kind is Kind.PERCENT else Decimal(1)
    families = [(place.points_of(f), f) for f in sheet.families]
    best = max((s for s, _ in families), default=Decimal(0))
    for points, family in families:
        for column in family.columns[-_FEW:]:
            cell = sheet.by_place.get((r, column.index))
            total = next(iter(sheet.cells_of(column.index, sheet.totals)), None)
            parts = sheet.cells_of(column.index, sheet.parts)
            if cell is None or cell.quantity.kind not in _AMOUNTS or not parts:
                continue
            whole = total.quantity.low if total is not None else sum((c.quantity.low for c in parts), Decimal(0))
            if kind is not Kind.MULTIPLE and whole > 0 and cell.quantity.low >= 0:
                sure = min(row.sure, 2 if points == best and points > 0 and place.cued("share") and len(family.columns) == 1 else 0)
                share = cell.quantity.low / whole
                text = f"{number(cell.quantity.low)} / {number(whole)} = {percent(share)} (row {sheet.table.rows[r].name} of column {column.head})"
                yield Reading(figure.id, "share", _as(figure, share * scale), _ids(cell, *((total,) if total else ())), text, sure)
    cells = [c for f in sheet.families for k in f.columns if (c := sheet.by_place.get((r, k.index))) is not None]
    for a, b in list(permutations(cells[:_FEW], 2)):
        if b.quantity.low and a.quantity.unit == b.quantity.unit and a.quantity.kind in _AMOUNTS:
            yield _ratio(place, a, b, scale)
    others = [next(iter(m.rows)) for m in place.rows if len(m.rows) == 1 and r not in m.rows]
    for o in others[:_FEW]:
        for column in (c for f in sheet.families for c in f.columns):
            a2, b2 = sheet.by_place.get((r, column.index)), sheet.by_place.get((o, column.index))
            if a2 is not None and b2 is not None and a2.quantity.low and b2.quantity.low:
                yield _ratio(place, a2, b2, scale)
                yield _ratio(place, b2, a2, scale)


def _ratio(place: Place, a: Cell, b: Cell, scale: Decimal) -> Reading:
    value = a.quantity.low / b.quantity.low
    columns = {c.index: c for c in place.sheet.table.columns}
    where = _between(place, a, b, columns[a.column], columns[b.column])
    shown = percent(value) if scale != 1 else number(rounded(value, 2))
    text = f"{number(a.quantity.low)} / {number(b.quantity.low)} = {shown} ({where})"
    return Reading(place.figure.id, "ratio", _as(place.figure, value * scale), _ids(a, b), text)


def _one(place: Place, how: str, value: Decimal, cells: Sequence[Cell], text: str, sure: int, choice: Choice) -> Iterator[Reading]:
    turned = place.value(value, cells[0].quantity)
    if turned is not None:
        shown = "" if how == "cell" else f" = {number(value)}"
        yield Reading(place.figure.id, how, _as(place.figure, turned, cells[0] if how == "cell" else None), _ids(*cells), text + shown, sure, _why(place, choice))


def _name(place: Place, cell: Cell, column: Column) -> str:
    row = place.sheet.table.rows[cell.row]
    where = f"{cell.name}, " if cell.name else ""
    return f"{where}row {row.name}, column {column.head} = {number(cell.quantity.low)}"


def _why(place: Place, choice: Choice) -> str:
    row = place.row
    by = f"row by “{' '.join(place.text[row.mention.start : row.mention.end].split())}”" if row is not None else "no row named"
    return f"{by}; column by {f'“{choice.by}”' if choice.by else 'its unit'}"


def _ids(*cells: Cell) -> tuple[str, ...]:
    return tuple(c.figure for c in cells[:_SHOWN])


_SHOWN = 40  # cells that a reading names


def _as(figure: Figure, value: Decimal, cell: Cell | None = None) -> Quantity:
    """A value in the unit of a figure."""
    step = Decimal("0.000001") if cell is None or figure.quantity.unit != cell.quantity.unit else cell.quantity.step
    return replace(figure.quantity, low=value, high=value, step=step)
