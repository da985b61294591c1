"""Workbooks (.xlsx): the values of the cells, with the letters and numbers by which people call them. Needs the extra ``xlsx``."""

from __future__ import annotations

from typing import Any

from factcheck.errors import SourceError
from factcheck.sources.archive import Archive
from factcheck.sources.extras import need
from factcheck.sources.gridtext import MOST_CELLS, MOST_COLUMNS, compose
from factcheck.sources.reading import Reading

SUFFIXES = (".xlsx",)
SUMMARY = "workbooks: cells are figures, by sheet and name (extra xlsx)"


def read(raw: bytes, place: str) -> Reading:
    """Return the tables of a workbook, a sheet each; of formulas the values that were saved with them.

    Raises:
        MissingExtraError: the extra is not there.
        SourceError: it is no workbook, damaged, or has no cells.
        TooLargeError: it unpacks to more than any document has.
    """
    need("openpyxl", "xlsx", place)
    from openpyxl import load_workbook

    archive = Archive(raw, place, "an .xlsx workbook")
    archive.refuse_bombs()
    archive.part("xl/workbook.xml")
    from io import BytesIO

    try:
        book = load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        sheets = [(sheet.title, _rows(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except Exception as error:  # whatever a damaged workbook makes of the library
        raise SourceError(
            place,
            f"cannot be read as a workbook: {str(error).partition(chr(10))[0]}",
            expected="an .xlsx workbook",
            remedy="save it anew, or as .csv",
        ) from error
    many = len(sheets) > 1
    return compose([(name if many else "", rows) for name, rows in sheets], place, "xlsx")


def _rows(sheet: Any) -> list[tuple[int, list[str]]]:
    """The rows of a sheet that are not empty, with their numbers, up to the limits and one beyond."""
    found: list[tuple[int, list[str]]] = []
    cells = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        words = [_printed(cell) for cell in row]
        while words and not words[-1]:
            words.pop()
        if words:
            found.append((number, words))
            cells += len(words)
        if cells > MOST_CELLS:
            break
    return found


def _printed(cell: Any) -> str:
    """A cell as it is shown, as far as that matters: percentages with their sign, moments as days."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        share = "%" in str(getattr(cell, "number_format", "") or "")
        return plain(value * 100) + "%" if share else plain(value)
    return value.date().isoformat() if hasattr(value, "date") else str(value)


def plain(value: float) -> str:
    """A number in digits without an exponent, fifteen of them at most, as a workbook keeps it.

    >>> plain(0.1 * 3), plain(1e6), plain(12)
    ('0.3', '1000000', '12')
    """
    from decimal import Decimal

    text = f"{Decimal(f'{value:.15g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
