"""What two datings say of one event: the same time, times that can both hold, or times that cannot."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from factcheck.model.datings import Dating, Edge, Form, Grain, Moment

_DAY = 24 * 60
_NEAR = 15  # minutes within which two clock times of one event are one time told roughly
_ROUND = 30  # minutes: "about 2" may be so far off
_FEW = 3  # years or months back that are counted exactly
_NAMED, _SHORT = 5, 3  # words behind "five days after" that name what is counted from; letters of an article
_LATE = 20 * 60  # minute of a day from which an event may be told under the next
_MOVED = 2  # years by which both ends of one span may be off
_FRIDAY = 4
_NOON = 12 * 60
_OPEN = (Edge.SINCE, Edge.UNTIL)
_FIELDS = ("year", "month", "day", "weekday")


class Relation(NamedTuple):
    """How two datings stand to each other."""

    said: str  # same, within (both can hold), apart, open (nothing to compare)
    field: str = ""  # where they part: year, month, day, weekday, time, ends
    near: bool = False  # whether they are so near that only precision may differ


OPEN = Relation("open")


def relation(a: Dating, b: Dating) -> Relation:
    """Compare two datings, each printed in a text of its own or in one."""
    if (a.edge in _OPEN or b.edge in _OPEN) and a.edge is not b.edge:
        return OPEN
    if a.until is not None or b.until is not None:
        return _spans(a, b) if a.until is not None and b.until is not None else OPEN
    if a.offset is not None or b.offset is not None:
        return _counted(a, b)
    if Grain.DECADE in (a.grain, b.grain):
        return _days(a, b)
    parted = _fields(a.at, b.at)
    if parted is None:
        return _clocks(a, b) if a.at.minute is not None and b.at.minute is not None else _days(a, b)
    if parted == "":
        return _clocks(a, b) if a.at.minute is not None and b.at.minute is not None else Relation("same" if a.grain is b.grain else "within")
    if _zoned_apart(a.at, b.at) and (_next_day(a.at, b.at) or _next_day(b.at, a.at)):
        return OPEN  # "3 a.m. local time on Friday", "1600 GMT on Thursday"
    return Relation("apart", parted, near=_overnight(a, b) or _overnight(b, a))


def _fields(a: Moment, b: Moment) -> str | None:
    """The first printed field in which two moments part; "" where all that both print is alike; None where they print nothing in common."""
    common = False
    for name in _FIELDS:
        mine, theirs = getattr(a, name), getattr(b, name)
        if mine is None or theirs is None:
            continue
        if mine != theirs:
            return name
        common = True
    return "" if common else None


def by_night(a: Dating, b: Dating) -> bool:
    """Whether one of two days was told as late and the other is the next: "Friday night", "Saturday"."""
    return _late_before(a, b) or _late_before(b, a)


def _overnight(a: Dating, b: Dating) -> bool:
    """Whether one night lies between two days: "Friday night" and "early Saturday"; not between two nights."""
    early = b.at.part in ("early", "morning") or (b.at.minute is not None and b.at.minute < _NOON) or a.at.minute == 0  # midnight is of two days
    return early and _late_before(a, b)


def _late_before(a: Dating, b: Dating) -> bool:
    if a.at.part not in ("night", "late") and (a.at.minute is None or 0 < a.at.minute < _LATE):
        return False
    late = b.at.part in ("night", "late", "afternoon") or (b.at.minute is not None and b.at.half and b.at.minute > _NOON)
    return _next_day(a.at, b.at) and not late


def _next_day(a: Moment, b: Moment) -> bool:
    """Whether one day follows the other, by weekdays or inside of one month."""
    if a.weekday is not None and b.weekday is not None:
        return (a.weekday + 1) % 7 == b.weekday
    return a.day is not None and b.day is not None and a.month == b.month and b.day == a.day + 1


def _zoned_apart(a: Moment, b: Moment) -> bool:
    """Whether one of two times is printed in a zone that the other is not in."""
    return a.zone != b.zone and (a.minute is not None or b.minute is not None)


def _spans(a: Dating, b: Dating) -> Relation:
    assert a.until is not None and b.until is not None
    if a.grain is not b.grain:
        return OPEN
    begin, end = _fields(a.at, b.at), _fields(a.until, b.until)
    if begin is None or end is None:
        return OPEN
    if not begin and not end:
        return Relation("same")
    return Relation("apart", "ends") if not begin or not end or _shifted(a, b) else OPEN


def _shifted(a: Dating, b: Dating) -> bool:
    """Whether two spans of years are one that was moved by a year or two: two spans without an end in common are mostly of two things."""
    years = [m.year for m in (a.at, a.until, b.at, b.until) if m is not None and m.year is not None]
    return len(years) == 4 and abs(years[0] - years[2]) <= _MOVED and abs(years[1] - years[3]) <= _MOVED


def _counted(a: Dating, b: Dating) -> Relation:
    """Two datings of which one at least is counted from the day of its text."""
    if a.offset is not None and b.offset is not None and a.offset.of == b.offset.of == "event":
        return _from_event(a, b)
    if "event" in (x.offset.of for x in (a, b) if x.offset is not None):
        return OPEN
    days = _days(a, b)
    if days.said != "open":
        return days
    if a.at.weekday is not None and b.at.weekday is not None and not (a.by or b.by):  # "last Tuesday", "on Thursday"
        return Relation("within") if a.at.weekday == b.at.weekday else Relation("apart", "weekday", near=_overnight(a, b) or _overnight(b, a))
    if (weekend := _weekend(a, b) or _weekend(b, a)) is not None:
        return weekend
    if a.by or b.by or a.offset is None or b.offset is None:
        return OPEN
    for unit in ("year", "month"):
        mine, theirs = _back(a, unit), _back(b, unit)
        if mine is not None and theirs is not None and mine != theirs:
            return Relation("apart", unit) if min(mine, theirs) <= _FEW or abs(mine - theirs) > 1 else OPEN
    if {(o.unit, o.count) for o in (a.offset, b.offset)} == {("week", -1), ("month", -1)}:
        return Relation("apart", "month")  # "last week", "last month"
    return OPEN


def _weekend(a: Dating, b: Dating) -> Relation | None:
    """A weekend against a day of the week: "last weekend", "on Wednesday"; a Friday night may belong to it."""
    if a.offset is None or a.offset.unit != "weekend" or b.at.weekday is None:
        return None
    return Relation("apart", "weekday") if b.at.weekday < _FRIDAY else Relation("within")


def _back(dating: Dating, unit: str) -> int | None:
    """How many years or months back from that of its text a relative dating lies; None where a turn of the calendar may lie between."""
    offset = dating.offset
    if offset is None or dating.at.month is not None:
        return None
    if offset.unit == unit:
        return -offset.count
    return 0 if offset.count == 0 and offset.unit in ("week", "month") else None


def _from_event(a: Dating, b: Dating) -> Relation:
    """Two times counted from an event: "five days after the storm", "three days after the storm"."""
    assert a.offset is not None and b.offset is not None
    first, second = ({w.lower() for w in d.after[:_NAMED] if w.isalpha() and len(w) > _SHORT} for d in (a, b))
    if a.offset.unit != b.offset.unit or not first & second:
        return OPEN
    return Relation("same") if a.offset.count == b.offset.count else Relation("apart", "count")


def _days(a: Dating, b: Dating) -> Relation:
    """By the days that both mean."""
    if "text" in (a.by, b.by):  # a line at the top may tell when the page was put up, a day after "today"
        return OPEN
    if None in (a.first, a.last, b.first, b.last):
        return _named_day(a, b)
    mine, theirs = _interval(a), _interval(b)
    if mine == theirs:
        return Relation("same")
    if mine[0] <= theirs[1] and theirs[0] <= mine[1]:
        return Relation("within")
    for name in ("year", "month"):
        if getattr(mine[0], name) != getattr(theirs[0], name):
            return Relation("apart", name)
    return Relation("apart", "day")


def _named_day(a: Dating, b: Dating) -> Relation:
    """A weekday against a day of which the weekday can be worked out."""
    for one, other in ((a, b), (b, a)):
        if (
            one.form is Form.WEEKDAY
            and one.first is None
            and other.by in ("printed", "published")
            and other.first is not None
            and other.first == other.last
        ):
            same = date.fromisoformat(other.first).weekday() == one.at.weekday
            return Relation("within") if same else Relation("apart", "weekday")
    return OPEN


def _interval(dating: Dating) -> tuple[date, date]:
    assert dating.first is not None and dating.last is not None
    return date.fromisoformat(dating.first), date.fromisoformat(dating.last)


def _clocks(a: Dating, b: Dating) -> Relation:
    """By the hour, which both print, where they print no zones that differ."""
    assert a.at.minute is not None and b.at.minute is not None
    if a.at.zone and b.at.zone and a.at.zone != b.at.zone:
        return OPEN
    cycle = _DAY if a.at.half and b.at.half else _DAY // 2
    gap = abs(a.at.minute - b.at.minute) % cycle
    gap = min(gap, cycle - gap)
    if not gap:
        return Relation("same")
    loose = Edge.ABOUT in (a.edge, b.edge)
    rough = Grain.HOUR in (a.grain, b.grain)
    if (loose and gap <= _ROUND) or (rough and gap < _NEAR):
        return Relation("within")
    return Relation("apart", "time", near=gap <= _NEAR)
