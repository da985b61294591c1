"""Times in words resolved against the day of publication, as ISO prefixes: a year, a year and month, or a day. None where they do not resolve."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_LATER_BY = 183  # days: a month printed without its year that lies further ahead than this belongs to the year before
_STEPS = {"last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_FARTHEST = 1000  # days or years that "ago" may go back


def is_year(word: str) -> bool:
    """Whether a token can be a year of our era as news prints it.

    >>> [is_year(w) for w in ("2026", "1,700", "0026", "³²³²")]
    [True, False, False, False]
    """
    return len(word) == 4 and word.isascii() and word.isdecimal() and "1500" <= word <= "2199"


def on_date(year: int, month: int, day: int, published: date | None) -> str | None:
    """Return a printed date; year 0 is the year of publication, or the one before for a month far ahead of it; day 0 is the whole month.

    None for a day that there is not.

    >>> on_date(0, 11, 30, date(2026, 3, 10)), on_date(0, 3, 0, date(2026, 3, 10)), on_date(0, 2, 29, date(2026, 3, 10))
    ('2025-11-30', '2026-03', None)
    """
    if not year:
        if published is None:
            return None
        year = published.year
        if (date(year, month, 1) - published).days > _LATER_BY:
            year -= 1
    if day > monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"


def weekday(day: int, published: date | None, near: str = "") -> str | None:
    """Return the last weekday ``day`` (0 Monday) up to publication, never the same day after "last", the coming one after "next".

    >>> [weekday(1, date(2026, 3, 10), near) for near in ("", "last", "next")]
    ['2026-03-10', '2026-03-03', '2026-03-17']
    """
    if published is None:
        return None
    gap = (published.weekday() - day) % 7
    if near == "next":
        return _moved(published, 7 - gap)
    return _moved(published, -(gap or (7 if near == "last" else 0)))


def relative(near: str, unit: str, published: date | None) -> str | None:
    """Return "last year", "this month", "last night", "this morning".

    >>> relative("last", "year", date(2026, 3, 10)), relative("last", "month", date(2026, 1, 5)), relative("last", "week", date(2026, 3, 10))
    ('2025', '2025-12', None)
    """
    step = _STEPS.get(near)
    if published is None or step is None:
        return None
    if unit == "year":
        return f"{published.year + step:04d}"
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if unit == "night":
        return _moved(published, -1) if near == "last" else None
    return published.isoformat() if near == "this" and unit in ("morning", "afternoon", "evening") else None


def deictic(word: str, published: date | None) -> str | None:
    """Return "yesterday", "today", "tomorrow" as a day."""
    step = _DAYS.get(word)
    return None if step is None or published is None else _moved(published, step)


def ago(count: int, unit: str, published: date | None) -> str | None:
    """Return "five years ago" as a year and "three days ago" as a day.

    >>> ago(5, "years", date(2026, 3, 10)), ago(3, "days", date(2026, 3, 2)), ago(2, "weeks", date(2026, 3, 10))
    ('2021', '2026-02-27', None)
    """
    if published is None or count > _FARTHEST:
        return None
    if unit.startswith("year"):
        return f"{published.year - count:04d}" if count < published.year else None
    return _moved(published, -count) if unit.startswith("day") else None


def _moved(day: date, days: int) -> str | None:
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:  # a source dated in the year 1 or 9999
        return None
