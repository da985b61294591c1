"""What is printed of one time: "Friday, June 24, 2016", "mid May", "1967 to 1979", "4:20 p.m. on Sept. 14", "last week", "five days after".

``read_at`` reads the time that begins at one token, without its preposition. A number counts as a year, a day or an hour only where the reading of
figures has set it aside as one (``Sorts``), so that there is one home for the question what is no figure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from factcheck.extract.tokens import Tokens
from factcheck.model.datings import Form, Grain, Moment, Offset
from factcheck.tables.datings import DatingTable, dating_table
from factcheck.tables.time import TimeTable, time_table
from factcheck.tables.words import NOUN, load_words

Sorts = Callable[[int], str]  # of a token: the kind of exclusion that it stands in, "" for none

_DAYS, _HOURS, _MINUTES = 31, 24, 60
_NOON = 12 * _MINUTES
_SHORT = 2  # digits of the second year of "1967-79"
_LONG_DAY = 6  # letters from which a weekday is no abbreviation
_GRAIN_OF = {
    "second": Grain.MINUTE, "minute": Grain.MINUTE, "hour": Grain.HOUR, "day": Grain.DAY, "night": Grain.DAY, "week": Grain.WEEK,
    "weekend": Grain.WEEK, "fortnight": Grain.WEEK, "month": Grain.MONTH, "year": Grain.YEAR, "decade": Grain.DECADE, "century": Grain.DECADE,
}  # fmt: skip


def _cut(month: str) -> bool:
    """Whether the name of a month is an abbreviation, which may have a full stop of its own."""
    return len(month) < 5 and month not in ("may", "june", "july")


class Read(NamedTuple):
    """A time as printed in ``tokens[start:end]``."""

    start: int
    end: int
    form: Form
    grain: Grain
    at: Moment
    until: Moment | None = None
    offset: Offset | None = None


class Reader:
    """Reads the times of one sentence."""

    def __init__(self, tokens: Tokens, sorts: Sorts) -> None:
        self.tokens = tokens
        self.sorts = sorts
        self.lower = [w.removesuffix("'s") for w in tokens.lower]  # "Tuesday's vote"
        self.small = tokens.lost_capitals  # copy that has lost its capitals
        self.time: TimeTable = time_table()
        self.words: DatingTable = dating_table()

    def _at(self, k: int) -> str:
        return self.lower[k] if 0 <= k < len(self.lower) else ""

    def read_at(self, k: int) -> Read | None:
        """The time that begins at token ``k``, with the other end of a span and with the hour of a day."""
        first = self._core(k)
        if first is None:
            return None
        found = self._span(first) or self._joined(first)
        return None if self._at(found.end) in self.words.eras else found

    def _core(self, k: int) -> Read | None:
        word = self.lower[k]
        if word in self.time.weekdays:
            return self._weekday(k)
        if word in self.time.months:
            return self._month(k)
        if word[0].isdecimal():
            return self._digits(k)
        if word in self.words.deictic:
            return Read(k, k + 1, Form.RELATIVE, Grain.DAY, Moment(), offset=Offset(self.words.deictic[word], "day"))
        if word in self.words.spoken:
            return self._zoned(Read(k, k + 1, Form.CLOCK, Grain.MINUTE, Moment(minute=self.words.spoken[word])))
        if word in self.words.steps:
            return self._stepped(k)
        if word == "weekend" and self._at(k - 1) == "the" and self._at(k - 2) in ("over", "at", "during"):
            return Read(k, k + 1, Form.RELATIVE, Grain.WEEK, Moment(), offset=Offset(0, "weekend"))
        if word in self.words.small:
            return self._counted(k, self.words.small[word])
        if word in self.time.seasons and self._is_year(k + 1 + (self._at(k + 1) == "of")):
            end = k + 1 + (self._at(k + 1) == "of")
            return Read(k, end + 1, Form.ABSOLUTE, Grain.SEASON, Moment(year=int(self.tokens.words[end])))
        return self._compound(k, word) if "-" in word else None

    def _compound(self, k: int, word: str) -> Read | None:
        """Read "mid-May"."""
        part, _, month = word.partition("-")
        if part not in self.words.parts or month not in self.time.months:
            return None
        end = k + 1
        year = int(self.tokens.words[end]) if self._is_year(end) else None
        at = Moment(year=year, month=self.time.months[month], part=self.words.parts[part])
        return Read(k, end + (year is not None), Form.ABSOLUTE, Grain.MONTH, at)

    def _weekday(self, k: int) -> Read | None:
        """Read "Tuesday", "Tuesday morning", "Friday, June 24, 2016", "Friday 27 October", "Friday the 13th"."""
        end = k + 1
        day = self.time.weekdays[self.lower[k]]
        short = len(self.lower[k]) < _LONG_DAY
        if self._is_verb(k):
            return None
        end += short and self._at(end) == "."
        part = self.words.day_parts.get(self._at(end), "")
        end += bool(part)
        dated = self._after_weekday(end)
        if dated is not None:
            return dated._replace(start=k, at=replace(dated.at, weekday=day))
        if short or self._in_name(k):
            return None
        if self._at(end) == "the" and self._day(end + 1) is not None:
            number, behind = self._day(end + 1) or (0, 0)
            return Read(k, behind, Form.ABSOLUTE, Grain.DAY, Moment(day=number, weekday=day))
        return Read(k, end, Form.WEEKDAY, Grain.DAY, Moment(weekday=day, part=part))

    def _after_weekday(self, end: int) -> Read | None:
        k = end + (self._at(end) in (",", "("))
        k += self._at(k) == "the"
        if self._at(k) in self.time.months:
            found = self._month(k)
        elif self._at(k)[:1].isdecimal():
            found = self._day_month(k)
        else:
            return None
        return found if found is not None and found.grain is Grain.DAY and found.until is None else None

    def _is_verb(self, k: int) -> bool:
        """Tell whether "wed" or "sat" is a deed: in small letters between capitals, or in a headline behind a name ("Anna Wed May 4")."""
        t, before = self.tokens, self._at(k - 1)
        if self.lower[k] not in self.words.verb_days or self._at(k + 1) == "." or not before.isalpha() or before in self.words.before_days:
            return False
        return t.words[k - 1][0].isupper() if t.words[k][0].isupper() else not self.small

    def _in_name(self, k: int) -> bool:
        t = self.tokens
        before, after = self._at(k - 1), self._at(k + 1)
        return before in self.words.named_before or (after in self.words.named_after and (t.words[k + 1][0].isupper() or self.small))

    def _month(self, k: int) -> Read | None:
        """Read "March 10", "Aug. 6, 2025", "April 2026", "May 3-9", and a bare month behind a word that shows that it is one."""
        t, end = self.tokens, k + 1
        month = self.time.months[self.lower[k]]
        end += self._at(end) == "." and _cut(self.lower[k])
        numbered = self._day(end)
        if numbered is not None and (self.sorts(end) == "date" or self._dated_rank(end, numbered[1])):
            day, end = numbered
            last = self._day(end + 1) if self._at(end) in ("-", "–") else None
            until = Moment(month=month, day=last[0]) if last is not None else None
            end = last[1] if last is not None else end
            year, end = self._year_behind(end)
            if until is not None:
                until = replace(until, year=year)
            return Read(k, end, Form.ABSOLUTE, Grain.DAY, Moment(year, month, day), until)
        at = end + (self._at(end) in ("of", ","))
        if self._is_year(at):
            return Read(k, at + 1, Form.ABSOLUTE, Grain.MONTH, Moment(int(t.words[at]), month))
        named = end < len(t) and t.words[end][0].isupper() and not t.title_case and self._at(end) not in self.time.months  # "by June Bence"
        if end > k + 1 or named or not self._bare_month(k):
            return None
        return Read(k, end, Form.ABSOLUTE, Grain.MONTH, Moment(month=month))

    def _bare_month(self, k: int) -> bool:
        t = self.tokens
        if _cut(self.lower[k]):
            return False
        if not t.lost_capitals and t.words[k].islower():
            return False
        before = self._at(k - 1)
        return before in self.words.month_before or before in self.words.parts

    def _digits(self, k: int) -> Read | None:
        sort = self.sorts(k)
        if sort == "time":
            return self._clock(k)
        if sort in ("date", "ordinal") and (found := self._days_month(k) or self._day_month(k) or self._numeric(k)) is not None:
            return found
        if self._is_year(k):
            return self._year(k)
        word = self.lower[k]
        return self._counted(k, int(word)) if word.isdecimal() and len(word) < 4 else None

    def _day_month(self, k: int) -> Read | None:
        """Read "27 October 2017", "the 13th of May"."""
        t = self.tokens
        numbered = self._day(k)
        if numbered is None:
            return None
        day, end = numbered
        end += self._at(end) == "of"
        if self._at(end) not in self.time.months:
            return None
        month = self.time.months[self.lower[end]]
        end += 1
        end += self._at(end) == "." and t.touches(end) and _cut(self.lower[end - 1])
        year, end = self._year_behind(end)
        return Read(k, end, Form.ABSOLUTE, Grain.DAY, Moment(year, month, day))

    def _days_month(self, k: int) -> Read | None:
        """Read "3-9 July", "3 to 9 July"."""
        first = self._day(k)
        if first is None or self._at(first[1]) not in ("-", "–", "to", "until", "and"):
            return None
        last = self._day_month(first[1] + 1)
        if last is None or first[0] >= (last.at.day or 0) or self.sorts(first[1] + 1) != "date":
            return None
        return last._replace(start=k, at=replace(last.at, day=first[0]), until=last.at)

    def _numeric(self, k: int) -> Read | None:
        """Read "2018-03-04"; "3/4/2018" only where one of the two can be no month."""
        mark = self._at(k + 1)
        if mark not in ("/", "-") or self._at(k + 3) != mark:
            return None
        parts = [self._at(k), self._at(k + 2), self._at(k + 4)]
        if not all(p.isdecimal() for p in parts):
            return None
        a, b, c = map(int, parts)
        if len(parts[0]) == 4:
            year, month, day = a, b, c
        elif len(parts[2]) != 4:
            return None
        elif a > 12 >= b:
            day, month, year = a, b, c
        elif b > 12 >= a or a == b:
            month, day, year = a, b, c
        else:
            return None
        if not 1 <= month <= 12 or not 1 <= day <= _DAYS:
            return None
        return Read(k, k + 5, Form.ABSOLUTE, Grain.DAY, Moment(year, month, day))

    def _year(self, k: int) -> Read | None:
        """Read "1998", "the 1990s", "1967-79"."""
        t = self.tokens
        year = int(t.words[k])
        if self._at(k - 1) in ("-", "–", "/", ".") and t.touches(k):
            return None  # part of a number: "10.1186/1471-2458-14"
        if self._at(k + 1) == "s" and t.touches(k + 1):
            return Read(k, k + 2, Form.ABSOLUTE, Grain.DECADE, Moment(year))
        if self._at(k + 1) in ("-", "–") and len(self._at(k + 2)) == _SHORT and self._at(k + 2).isdecimal() and t.touches(k + 1) and t.touches(k + 2):
            last = year // 100 * 100 + int(t.words[k + 2])
            if last < year:
                return None
            return Read(k, k + 3, Form.ABSOLUTE, Grain.YEAR, Moment(year), Moment(last))
        return Read(k, k + 1, Form.ABSOLUTE, Grain.YEAR, Moment(year))

    def _clock(self, k: int) -> Read | None:
        """Read "4:20 p.m.", "7am", "6.30pm", "13:20", "0900 GMT"."""
        end = k + 1
        hour, minute, exact = self.lower[k], "0", False
        if self._at(end) == ":" and self._at(end + 1).isdecimal():
            minute, end, exact = self._at(end + 1), end + 2, True
        elif "." in hour:
            hour, _, minute = hour.partition(".")
            exact = True
        elif len(hour) == 4 and hour.isdecimal():
            hour, minute, exact = hour[:2], hour[2:], True
        if not hour.isdecimal() or not minute.isdecimal() or int(hour) > _HOURS or int(minute) >= _MINUTES:
            return None
        at = int(hour) * _MINUTES + int(minute)
        half, exactly = self._at(end), len(hour) == 2 and hour[0] == "0"
        if half in ("a", "p") and self._at(end + 1) == "." and self._at(end + 2) == "m":  # "p.m" without its last mark
            half, end = f"{half}m", end + 2
        if half in self.words.afternoon or half in self.words.forenoon:
            at = at % _NOON + (_NOON if half in self.words.afternoon else 0)
            end += 1
        elif half in ("o'clock", "hours"):
            end += 1
        known = exactly or half in self.words.afternoon or half in self.words.forenoon or not 1 <= int(hour) <= 12
        moment = Moment(minute=at % (_HOURS * _MINUTES), half=known)
        return self._zoned(Read(k, end, Form.CLOCK, Grain.MINUTE if exact else Grain.HOUR, moment))

    def _zoned(self, read: Read) -> Read:
        zone = self._at(read.end)
        if zone == "local" and self._at(read.end + 1) == "time":
            return read._replace(end=read.end + 2, at=replace(read.at, zone="local"))
        if zone not in self.words.zones:
            return read
        return read._replace(end=read.end + 1, at=replace(read.at, zone=zone))

    def _stepped(self, k: int) -> Read | None:
        """Read "last week", "this year", "next Tuesday", "last May"."""
        t = self.tokens
        step = self.words.steps[self.lower[k]]
        unit = self._at(k + 1)
        if unit in self.time.weekdays and len(unit) >= _LONG_DAY:
            dated = self._after_weekday(k + 2)
            if dated is not None:  # "in this Monday, Jan. 26, 2015 photo"
                return dated._replace(start=k, at=replace(dated.at, weekday=self.time.weekdays[unit]))
            return Read(k, k + 2, Form.WEEKDAY, Grain.DAY, Moment(weekday=self.time.weekdays[unit]), offset=Offset(step, "week"))
        if unit in self.time.months and len(unit) > 2 and (t.words[k + 1][0].isupper() or self.small):
            if unit in ("may", "march") and step == 0:
                return None
            return Read(k, k + 2, Form.RELATIVE, Grain.MONTH, Moment(month=self.time.months[unit]), offset=Offset(step, "year"))
        if unit in self.words.day_parts:
            return Read(k, k + 2, Form.RELATIVE, Grain.DAY, Moment(), offset=Offset(step, "day"))
        grain = _GRAIN_OF.get(self.words.units.get(unit, ""))
        if unit == "weekend" and self._at(k - 1) != "the":
            return Read(k, k + 2, Form.RELATIVE, Grain.WEEK, Moment(), offset=Offset(step, unit))
        if grain is None or unit != self.words.units[unit] or self._at(k - 1) == "the":
            return None  # "the last week" and "the last two years" are spans, not weeks of the calendar
        return Read(k, k + 2, Form.RELATIVE, grain, Moment(), offset=Offset(step, unit))

    def _counted(self, k: int, count: int) -> Read | None:
        """Read "five days after", "20 years ago", "a year earlier"."""
        w = self.words
        unit = w.units.get(self._at(k + 1), "")
        if not unit:
            return None
        behind = self._at(k + 2)
        if behind in w.ago:
            offset = Offset(-count, unit)
        elif behind in w.counted_behind:
            offset = Offset(count, unit, "event")
        elif behind in w.counted_before:
            offset = Offset(-count, unit, "event")
        else:
            return None
        return Read(k, k + 3, Form.RELATIVE, _GRAIN_OF[unit], Moment(), offset=offset)

    def _day(self, k: int) -> tuple[int, int] | None:
        """The day of a month at token ``k``, and the token behind it and its "th"."""
        word = self._at(k)
        if not word.isdecimal() or len(word) > 2 or not 1 <= int(word) <= _DAYS:
            return None
        ordinal = self._at(k + 1) in ("st", "nd", "rd", "th") and self.tokens.touches(k + 1)
        return int(word), k + 1 + ordinal

    def _dated_rank(self, k: int, end: int) -> bool:
        """Whether a rank behind a month is its day: "on March 4th", not "in March 4th graders"."""
        return end > k + 1 and self.sorts(k) == "ordinal" and not (self._at(end).isalpha() and load_words().main(self._at(end)) == NOUN)

    def _year_behind(self, end: int) -> tuple[int | None, int]:
        at = end + (self._at(end) == ",")
        return (int(self.tokens.words[at]), at + 1) if self._is_year(at) else (None, end)

    def _is_year(self, k: int) -> bool:
        word = self._at(k)
        return len(word) == 4 and word.isascii() and word.isdecimal() and self.sorts(k) in ("year", "date") and word >= "1000"

    def _joined(self, first: Read) -> Read:
        """A day with its hour, whichever comes first: "4:20 p.m. on Friday, Sept. 14"."""
        t, k = self.tokens, first.end
        k += self._at(k) == ","
        k += self._at(k) in ("on", "at", "around", "about") or (self._at(k) == "," and k == first.end)
        if k >= len(t) or (
            first.form is not Form.CLOCK and self._at(first.end) == "at" and not (self._at(k)[:1].isdecimal() or self._at(k) in self.words.spoken)
        ):
            return first
        other = self._core(k) if self._at(k)[0].isalnum() else None
        if other is None or other.until is not None or (first.form is Form.CLOCK) == (other.form is Form.CLOCK):
            return first
        day, clock = (other, first) if first.form is Form.CLOCK else (first, other)
        if day.grain is not Grain.DAY:
            return first
        at = replace(day.at, minute=clock.at.minute, zone=clock.at.zone)
        return Read(first.start, other.end, day.form, clock.grain, at, offset=day.offset)

    def _span(self, first: Read) -> Read | None:
        """Both ends of "1967 to 1979", "between June 2011 and July 2012", "Monday through Friday", "May 3 to 9"."""
        t, joint = self.tokens, self._at(first.end)
        opened = self._at(first.start - 1) in self.words.span_opens
        if first.until is not None or first.offset is not None or first.end + 1 >= len(t):
            return None
        if not (joint in self.words.span_joints or (joint == "and" and self._at(first.start - 1) == "between")):
            return None
        k = first.end + 1
        day = self._day(k)
        if first.at.month and first.at.day and day is not None and self._at(day[1]) not in self.time.months and self.sorts(k) in ("date", ""):
            if joint != "-" and not opened:
                return None
            return first._replace(end=day[1], until=replace(first.at, day=day[0], weekday=None))
        other = self._core(k) if self._at(k)[0].isalnum() else None
        if other is None or other.form is not first.form or other.until is not None or other.offset is not None:
            return None
        if other.grain is not first.grain and not (first.at.month and other.at.month):
            return None
        at = first.at
        if at.year is None and other.at.year is not None and at.month is not None:
            at = replace(at, year=other.at.year)
        grain = first.grain if first.grain.rank < other.grain.rank else other.grain
        return Read(first.start, other.end, first.form, grain, at, other.at)
