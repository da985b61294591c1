"""Whether a time that a source tells bears out one of the draft: the same, one that lies in it, or a coarser one in which it lies."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from factcheck.model import Dating, Edge, Form, Grain, Moment

Days = tuple[date, date]

_WEEK = 7
_RECENT = 14  # days before a source's own day in which a weekday by itself may name the day that it prints
_COUNTED = 1  # years by which "41 years ago" may be off: the birthday of a ship is seldom told
_HALF_DAY = 12 * 60


class Point(NamedTuple):
    """One end of a time, or all of it: what is printed of it or follows from its days."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    days: Days | None


def bears_out(mine: Dating, theirs: Dating, today: date | None) -> str:
    """Return "same" where the source's time is the draft's or lies in it, "coarse" where it only holds it, else "".

    ``today`` is the day of the source, where that is known.
    """
    if mine.form is Form.CLOCK or (mine.offset is not None and mine.offset.of != "now"):
        return "same" if _one_clock(mine, theirs) or _one_offset(mine, theirs) else ""
    if _one_offset(mine, theirs):
        return "same"
    if mine.until is not None:
        return "same" if _one_span(mine, theirs, today) else ""
    return max((_point(mine, p, theirs, today) for p in points(theirs)), key=("", "coarse", "same").index, default="")


def of_day(mine: Dating, day: date) -> bool:
    """Whether a time of the draft is the day of a source, or the month or year in which it lies."""
    if mine.form is Form.CLOCK or (mine.offset is not None and mine.offset.of != "now"):
        return False
    return _compared(mine, Point(day.year, day.month, day.day, day.weekday(), (day, day))) == "same"


def ends(mine: Dating) -> tuple[Dating, ...]:
    """A span as the two times at its ends, any other time as it is."""
    if mine.until is None:
        return (mine,)
    return tuple(replace(mine, at=m, until=None, first=None, last=None) for m in (mine.at, mine.until))


def points(dating: Dating) -> Iterator[Point]:
    """The time that a dating tells; of a span its beginning and end, and all of it."""
    days = interval(dating)
    if dating.grain is Grain.DECADE:
        yield Point(None, None, None, None, days)
    elif dating.until is not None:
        yield from (_known(m, _printed(m)) for m in (dating.at, dating.until))
        yield Point(None, None, None, None, days)
    else:
        yield _known(dating.at, days)


def interval(dating: Dating) -> Days | None:
    """The days that a time means; of one that is open on one side the day, month or year that it names."""
    if dating.first is not None and dating.last is not None:
        return date.fromisoformat(dating.first), date.fromisoformat(dating.last)
    named = dating.first or dating.last
    if dating.edge is Edge.AT or named is None:
        return _printed(dating.at) if dating.grain is not Grain.DECADE else None
    day = date.fromisoformat(named)
    if dating.grain.rank <= Grain.DAY.rank:
        return day, day
    return _printed(Moment(day.year, day.month if dating.grain is Grain.MONTH else None))


def _printed(at: Moment) -> Days | None:
    if at.year is None:
        return None
    try:
        if at.month is None:
            return date(at.year, 1, 1), date(at.year, 12, 31)
        if at.day is None:
            return date(at.year, at.month, 1), date(at.year, at.month, monthrange(at.year, at.month)[1])
        return date(at.year, at.month, at.day), date(at.year, at.month, at.day)
    except ValueError:  # a day that there is not
        return None


def _known(at: Moment, days: Days | None) -> Point:
    """What is printed, filled up by what its days have in common."""
    first, last = days or (None, None)
    if first is None or last is None:
        return Point(at.year, at.month, at.day, at.weekday, None)
    year = first.year if first.year == last.year else None
    month = first.month if year is not None and first.month == last.month else None
    one = first if first == last else None
    return Point(
        at.year if at.year is not None else year, at.month if at.month is not None else month,
        at.day if at.day is not None else one.day if one is not None else None,
        at.weekday if at.weekday is not None else one.weekday() if one is not None else None, days,
    )  # fmt: skip


def _point(mine: Dating, theirs: Point, whole: Dating, today: date | None) -> str:
    if mine.form is Form.WEEKDAY and not _near(mine, theirs, whole, today):
        return ""
    return _compared(mine, theirs, span=whole if whole.until is not None and theirs.year is None else None)


def _compared(mine: Dating, theirs: Point, *, span: Dating | None = None) -> str:
    days = interval(mine)
    if span is not None:
        days = days if days is not None or theirs.days is None else _printed(replace(mine.at, year=theirs.days[0].year))
        if days is None or theirs.days is None or not (theirs.days[0] <= days[0] and days[1] <= theirs.days[1]):
            return ""
        fine = mine.grain.rank >= span.grain.rank and mine.form is not Form.WEEKDAY  # a Tuesday in a week of fieldwork may be any
        return "same" if fine else "coarse"
    if mine.form is Form.RELATIVE or mine.grain in (Grain.DECADE, Grain.SEASON):
        return _held(mine, days, theirs.days)
    asked = (mine.at.year, mine.at.month, mine.at.day)
    told = (theirs.year, theirs.month, theirs.day)
    if any(a is not None and t is not None and a != t for a, t in zip(asked, told, strict=True)):
        return ""
    weekday = mine.at.weekday if mine.at.weekday is not None else days[0].weekday() if days is not None and days[0] == days[1] else None
    if mine.at.day is None and mine.at.weekday is None:
        missing = (mine.at.month is not None and theirs.month is None) or (mine.at.month is None and theirs.year is None)
        within = days is not None and theirs.days is not None and theirs.days[0] <= days[0] and days[1] <= theirs.days[1]
        return "same" if not missing else "coarse" if theirs.year is not None or within else ""
    if mine.at.day is not None and theirs.day is not None:
        return "same" if theirs.month is not None or mine.at.month is None else ""
    if theirs.weekday is not None and weekday is not None:
        return "same" if theirs.weekday == weekday else ""
    within = days is not None and theirs.days is not None and theirs.days[0] <= days[0] and days[1] <= theirs.days[1]
    return "coarse" if within or (mine.at.month is not None and mine.at.month == theirs.month) else ""


def _held(mine: Dating, days: Days | None, theirs: Days | None) -> str:
    """By the days alone: a time counted from the day of the draft, ten years, a season of a year."""
    if days is None or theirs is None:
        return ""
    if mine.offset is not None and mine.offset.unit == "year" and abs(mine.offset.count) > 1:
        return "same" if days[0].year - _COUNTED <= theirs[0].year <= days[1].year + _COUNTED else ""
    if days[0] <= theirs[0] and theirs[1] <= days[1]:
        return "same"
    return "coarse" if theirs[0] <= days[0] and days[1] <= theirs[1] else ""


def _near(mine: Dating, theirs: Point, whole: Dating, today: date | None) -> bool:
    """Whether a source's time may be the day that a weekday of the draft names: not the Monday of another month."""
    days, own = theirs.days, interval(mine)
    if days is None or days[0] != days[1]:
        return True
    if own is not None:
        return abs((own[0] - days[0]).days) <= _WEEK
    return today is None or whole.at.weekday is not None or abs((today - days[0]).days) <= _RECENT


def _one_clock(mine: Dating, theirs: Dating) -> bool:
    a, b = mine.at, theirs.at
    if mine.form is not Form.CLOCK or a.minute is None or b.minute is None or (a.zone and b.zone and a.zone != b.zone):
        return False
    cycle = _HALF_DAY * 2 if a.half and b.half else _HALF_DAY
    return (a.minute - b.minute) % cycle == 0


def _one_span(mine: Dating, theirs: Dating, today: date | None) -> bool:
    """Whether two spans begin and end with the same."""
    return theirs.until is not None and all(bears_out(a, b, today) == "same" for a, b in zip(ends(mine), ends(theirs), strict=True))


def _one_offset(mine: Dating, theirs: Dating) -> bool:
    return mine.offset is not None and mine.offset == theirs.offset and mine.at == theirs.at
