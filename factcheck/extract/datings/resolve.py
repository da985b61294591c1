"""The days that a printed time means: from its own words, or counted from the day of the text.

An interval is a pair of days, both inclusive. Where neither the words nor the text say which year, week or day is meant, there is none.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from factcheck.extract.datings.read import Read
from factcheck.model.datings import Form, Grain, Moment, Offset

Days = tuple[date, date]

_LATER_BY = 183  # days: a month printed without its year that lies further ahead than this belongs to the year before
_SATURDAY = 5
_SEASON, _WEEK, _YEAR = 92, 7, 12
_LARGEST = 9000  # units that are counted at most; a source may print any number


def days_of(read: Read, today: date | None) -> tuple[Days, str] | None:
    """The days that a reading means, and by what: "printed", or "today" where they are counted from the day of the text."""
    first = _moment(read.at, read.grain, today, read.offset)
    if first is None:
        return None
    if read.until is None:
        return first
    last = _moment(read.until, read.grain, today, None)
    if last is None or last[0][1] < first[0][0]:
        return None
    return (first[0][0], last[0][1]), max(first[1], last[1])


def _moment(at: Moment, grain: Grain, today: date | None, offset: Offset | None) -> tuple[Days, str] | None:
    try:
        if offset is not None:
            return _counted(at, offset, today)
        if at.year is not None:
            days = _printed(at, at.year, grain)
            return (days, "printed") if days is not None else None
        if today is None:
            return None
        if at.month is not None:
            days = _printed(at, _year_of(at.month, today), grain)
            return (days, "today") if days is not None else None
        if at.weekday is not None and at.day is None:
            day = today - timedelta((today.weekday() - at.weekday) % _WEEK)
            return (day, day), "today"
    except (ValueError, OverflowError):  # a day that there is not, or a year beyond the calendar
        return None
    return None


def _year_of(month: int, today: date) -> int:
    return today.year - ((date(today.year, month, 1) - today).days > _LATER_BY)


def _printed(at: Moment, year: int, grain: Grain) -> Days | None:
    if at.month is None:
        return date(year, 1, 1), date(year + 9 if grain is Grain.DECADE else year, 12, 31)
    if at.day is None:
        return date(year, at.month, 1), date(year, at.month, monthrange(year, at.month)[1])
    day = date(year, at.month, at.day)
    return day, day


def _counted(at: Moment, offset: Offset, today: date | None) -> tuple[Days, str] | None:
    """Days counted from the day of the text; none where they are counted from an event."""
    if today is None or offset.of != "now" or abs(offset.count) > _LARGEST:
        return None
    if at.month is not None:  # "last May"
        year = today.year + (0 if offset.count < 0 and at.month < today.month else offset.count)
        days = _printed(at, year, Grain.MONTH)
        return (days, "today") if days is not None else None
    if at.weekday is not None:
        gap = (today.weekday() - at.weekday) % _WEEK
        day = today + timedelta(_WEEK - gap if offset.count > 0 else -(gap or (_WEEK if offset.count < 0 else 0)))
        return (day, day), "today"
    if offset.unit in ("day", "night"):
        day = today + timedelta(offset.count)
        return (day, day), "today"
    if offset.unit == "weekend" and not offset.count:
        return None  # the one that comes, or the one that is over
    if offset.unit in ("week", "weekend"):
        monday = today - timedelta(today.weekday()) + timedelta(weeks=offset.count)
        return (monday + timedelta(_SATURDAY if offset.unit == "weekend" else 0), monday + timedelta(_WEEK - 1)), "today"
    if offset.unit == "month":
        months = today.year * _YEAR + today.month - 1 + offset.count
        days = _printed(Moment(month=months % _YEAR + 1), months // _YEAR, Grain.MONTH)
    elif offset.unit == "year":
        days = _printed(Moment(), today.year + offset.count, Grain.YEAR)
    else:
        return None
    return (days, "today") if days is not None else None


def exact(read: Read) -> bool:
    """Whether a reading prints year, month and day."""
    return read.form is Form.ABSOLUTE and None not in (read.at.year, read.at.month, read.at.day) and read.until is None
