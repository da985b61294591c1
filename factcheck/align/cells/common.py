"""What the readings of a figure have in common: their values in its unit, and their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.align.cells.place import Choice, Place
from factcheck.align.cells.tokens import asks
from factcheck.model import Cell, Column, Figure, Kind, Quantity, Reading, Role
from factcheck.quantity.wording import number

RATIOS = (Kind.PERCENT, Kind.SHARE)
AMOUNTS = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
BESIDE = 4  # words in front of a figure that are right beside it
FEW = 6  # columns or rows that are tried where none is named
_SHOWN = 40  # cells that a reading names


def kept(place: Place, key: tuple[str, int], work: Callable[[], Decimal]) -> Decimal:
    """A value of a whole column, worked out once."""
    known = place.sheet.sums
    if key not in known:
        known[key] = work()
    return known[key]


def apart(place: Place, choice: Choice) -> bool:
    """Whether words beside the figure make it a difference, and there are two cells that it may be of."""
    if place.figure.role in (Role.CURRENT, Role.PREVIOUS):  # "rose to 14 from 12"
        return False
    after = place.after[: 2 + place.figure.own]
    if place.figure.role is Role.CHANGE or ({"more", "fewer", "less", "higher", "lower"} & set(after[:2]) and "than" in place.sentence):
        return True
    if not place.cued("apart", choice.family.words):
        return False
    if place.cued("gap", choice.family.words):  # "rain fell" is no fall
        return (
            len(choice.family.columns) > 1
            or bool(place.sheet.periods)
            or len({m.rows for m in place.rows}) > 1
            or place.figure.quantity.kind in RATIOS
        )
    matched = choice.by.split(", ")
    return asks([w if w not in matched else "" for w in (*place.before[-BESIDE:], "", *after)], "apart") and len(choice.family.columns) > 1


def is_points(figure: Figure) -> bool:
    """Whether a figure counts points, of a percentage perhaps."""
    return "point" in figure.quantity.unit or (figure.noun is not None and figure.noun.lemma.lower() == "point")


def one(place: Place, how: str, value: Decimal, cells: Sequence[Cell], text: str, sure: int, choice: Choice) -> Iterator[Reading]:
    """Yield one reading of some cells, where its value can be in the unit of the figure."""
    turned = place.value(value, cells[0].quantity)
    if turned is not None:
        shown = "" if how == "cell" else f" = {number(value)}"
        yield Reading(
            place.figure.id,
            how,
            as_of(place.figure, turned, cells[0] if how == "cell" else None),
            ids(*cells),
            text + shown,
            sure,
            why(place, choice),
        )


def named(place: Place, cell: Cell, column: Column) -> str:
    """A cell with its row, its column and its value, for people."""
    row = place.sheet.table.rows[cell.row]
    where = f"{cell.name}, " if cell.name else ""
    return f"{where}row {row.name}, column {column.head} = {number(cell.quantity.low)}"


def why(place: Place, choice: Choice) -> str:
    """What of the text led to a row and a column, for people."""
    row = place.row
    by = f"row by “{' '.join(place.text[row.mention.start : row.mention.end].split())}”" if row is not None else "no row named"
    return f"{by}; column by {f'“{choice.by}”' if choice.by else 'its unit'}"


def ids(*cells: Cell) -> tuple[str, ...]:
    """The ids of the figures of some cells, so many as a reading names."""
    return tuple(c.figure for c in cells[:_SHOWN])


def as_of(figure: Figure, value: Decimal, cell: Cell | None = None) -> Quantity:
    """A value in the unit of a figure."""
    step = Decimal("0.000001") if cell is None or figure.quantity.unit != cell.quantity.unit else cell.quantity.step
    return replace(figure.quantity, low=value, high=value, step=step)
