"""The number of a cell: "1,204", "€12.5m", "(3.1)", "48.1 %", "n/a"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from factcheck.tables.tabular import load_tabular

_NUMBER = re.compile(
    r"(?P<open>\()?(?P<sign>[-−–+±])?\s?(?P<before>[A-Z]{0,3}[$€£¥]|[A-Z]{3})?\s?(?P<inner>[-−])?"
    r"(?P<digits>\d{1,3}(?:[,.'’ \u00a0\u202f]\d{3})+(?:[.,]\d{1,12})?|\d{1,18}(?:[.,]\d{1,12})?|\.\d{1,12})"
    r"\s?(?P<after>[^\d\s()*†‡][^\d()*†‡]{0,30})?(?P<close>\))?\s?(?:[*†‡]{1,3}|\[\w{1,3}\])?\Z"
)
_ORDINAL = ("st", "nd", "rd", "th", "º", "ª")
_LONGEST = 60  # characters of a cell that may be a number
_GROUPED = re.compile(r"\d{1,3}(?:([,.'’ \u00a0\u202f])\d{3})+(?!\d)")


class CellNumber(NamedTuple):
    """A number as a cell prints it."""

    value: Decimal
    step: Decimal  # of the last printed digit
    before: str  # a currency
    after: str  # a unit or a scale word


def cell_number(text: str, comma: bool = False) -> CellNumber | None:
    """The number of a cell; ``comma`` says that the column writes decimals with a comma. None where it is none.

    >>> cell_number("1,204").value, cell_number("1,5", comma=True).value, cell_number("(3.1)").value, cell_number("12 men and 4 boats")
    (Decimal('1204'), Decimal('1.5'), Decimal('-3.1'), None)
    """
    text = text.strip()
    if not text or len(text) > _LONGEST or text.lower() in load_tabular().missing:
        return None
    m = _NUMBER.match(text)
    if m is None or bool(m["open"]) != bool(m["close"]) or (m["open"] and m["sign"]):
        return None
    digits = _plain(m["digits"], comma)
    if digits is None or (m["after"] or "").strip() in _ORDINAL:
        return None
    value = Decimal(digits)
    if m["open"] or m["inner"] or (m["sign"] or "") in ("-", "−", "–"):
        value = -value
    exponent = int(value.as_tuple().exponent)
    return CellNumber(value, Decimal(1).scaleb(exponent), m["before"] or "", (m["after"] or "").strip())


def _plain(digits: str, comma: bool) -> str | None:
    """Digits as ``Decimal`` takes them; None where the marks between them make no sense."""
    decimal, group = (",", ".") if comma else (".", ",")
    whole, mark, rest = digits.partition(decimal)
    if mark and (decimal in rest or group in rest):
        return None
    found = re.sub(r"['’ \u00a0\u202f]", "", whole.replace(group, ""))
    if group in whole and not _GROUPED.fullmatch(whole):
        return None
    return f"{found or '0'}{'.' if rest else ''}{rest}"


def writes_commas(cells: Iterable[str]) -> bool:
    """Whether the cells of a column write decimals with a comma: some number has one that parts no thousands, and none a point that does not.

    >>> writes_commas(("1,5", "2,25")), writes_commas(("1,204", "88")), writes_commas(("1,5", "2.25"))
    (True, False, False)
    """
    commas = points = 0
    for text in cells:
        m = _NUMBER.match(text.strip()) if len(text) <= _LONGEST else None
        if m is not None:
            digits = m["digits"]
            lone = _GROUPED.fullmatch(digits) is None
            commas += lone and "," in digits and digits.rfind(",") > digits.rfind(".")
            points += lone and "." in digits and digits.rfind(".") > digits.rfind(",")
    return commas > 0 and points == 0
