"""Tables: where their cells stand in the text of a source, what rows and columns say of them, and which of them a figure of a text may speak of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.sources import Span

if TYPE_CHECKING:
    from factcheck.model.figures import Quantity


class Grid(NamedTuple):
    """A table as a file holds it: for each row the spans of its cells in the text of the source, empty ones too."""

    rows: tuple[tuple[Span, ...], ...]
    numbers: tuple[int, ...]  # of each row, its line or row in the file
    name: str = ""  # of the sheet; "" where the file is one table
    letters: bool = False  # columns have letters, so that a cell is called C7


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar as a label names it; what it leaves out is None."""

    year: int | None = None
    part: str = ""  # "march", "q3"; "" for a whole year

    def fits(self, other: Period) -> bool:
        """Whether both may be the same: nothing that both say differs."""
        return (self.year is None or other.year is None or self.year == other.year) and (not self.part or not other.part or self.part == other.part)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head as printed, the words of it that say what is counted, and when."""

    index: int
    head: str
    words: tuple[str, ...] = ()  # lower case, without unit and time
    period: Period | None = None
    numeric: bool = False  # its cells are figures; else they are labels, or nothing that is used
    label: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its labels by column, and whether it is the sum of others."""

    number: int  # its line or row in the file
    labels: tuple[tuple[int, str], ...]  # column and text
    total: bool = False

    @property
    def name(self) -> str:
        """What people call it: the label that stands first, with those beside it."""
        return ", ".join(text for _, text in self.labels if text)


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table."""

    figure: str  # Figure.id
    row: int  # index into Table.rows
    column: int  # index into Table.columns
    quantity: Quantity  # in the unit that head and cell give together
    start: int  # in the text of the source
    name: str = ""  # "C7"; "" where columns have no letters


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read."""

    source: str  # Source.id
    name: str  # of the sheet; "" where there is one
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    cells: tuple[Cell, ...]
    whole: bool = False  # it is a file of its own, not a part of a page
    unread: int = 0  # cells beyond the limit


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing in a table that a figure of a text may speak of: a cell, or what some cells make."""

    figure: str  # Figure.id, of the text
    how: str  # "cell", "sum", "mean", "median", "max", "min", "count", "share", "ratio", "difference", "change"
    quantity: Quantity
    cells: tuple[str, ...]  # Figure.id of those it rests on
    text: str  # "row Teverin, column dead = 12", "sum of column dead over 5 rows = 41"
    sure: int = 0  # 2: nothing else can be meant; 1: hardly anything else; 0: it may be meant
    why: str = ""  # what of the text led there: "row by “Teverin”, column by “killed”"
