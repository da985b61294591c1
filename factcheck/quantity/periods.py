"""Years, quarters and months as labels of tables and copy name them: "Q3 2025", "the third quarter of 2025", "March", "2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.model import Period

_MONTHS = "january february march april may june july august september october november december".split()
_NAMES = {**{m.capitalize(): m for m in _MONTHS}, **{m[:3].capitalize(): m for m in _MONTHS}, "Sept": "september"}
_NAMES |= {name.upper(): month for name, month in _NAMES.items()}
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(
    rf"""
    (?<![\w.,$€£/-])(?:
      (?P<iso>{_YEAR})-(?P<number>0[1-9]|1[0-2])(?:-\d\d)?
    | (?P<before>{_YEAR})[ -]?(?:Q(?P<quarter_after>[1-4])|H(?P<half_after>[12]))
    | (?:Q(?P<quarter>[1-4])|(?P<turned>[1-4])Q|(?P<ordinal>(?i:first|second|third|fourth))[ -]quarter|H(?P<half>[12]))
      (?:[ -]?(?:of\s)?(?P<of>{_YEAR}))?
    | (?P<month>{"|".join(sorted(_NAMES, key=len, reverse=True))})\.?(?:\s(?:of\s)?(?P<in>{_YEAR}))?
    | (?:FY\s?)?(?P<year>{_YEAR})
    )(?![\w%$€£]|[.,]\d|-\w)
    """,
    re.VERBOSE,
)


class Named(NamedTuple):
    """A period where a text names it."""

    start: int
    end: int
    period: Period


def named_periods(text: str) -> Iterator[Named]:
    """Yield the periods that a text names, in order.

    >>> [(text, next(named_periods(text)).period) for text in ("Q3 2025", "in the third quarter", "2026-03")]
    [('Q3 2025', Period(year=2025, part='q3')), ('in the third quarter', Period(year=None, part='q3')), ('2026-03', Period(year=2026, part='march'))]
    """
    for m in _PERIOD.finditer(text):
        year = m["iso"] or m["before"] or m["of"] or m["in"] or m["year"]
        quarter = m["quarter"] or m["turned"] or m["quarter_after"] or (_ORDINALS[m["ordinal"].lower()] if m["ordinal"] else "")
        half = m["half"] or m["half_after"]
        month = _MONTHS[int(m["number"]) - 1] if m["number"] else _NAMES.get(m["month"] or "", "")
        part = f"q{quarter}" if quarter else f"h{half}" if half else month
        yield Named(m.start(), m.end(), Period(int(year) if year else None, part))
