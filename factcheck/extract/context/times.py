"""Time phrases of a sentence: "on Tuesday", "in 2024", "last year", "by 4 p.m.", "March 10, 2026", "a year earlier", "in the third quarter".

``at`` reads the phrase that begins at one token; the others look for one in a stretch of tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from factcheck.extract.context import dates
from factcheck.tables.time import TimeTable
from factcheck.tables.words import ADJ, load_words

_SHARED = 14  # words behind "and" in which the day of two figures may stand
_CLOSE = 6  # tokens of a time phrase before "when"
_INSERTED = 8  # tokens between the commas that part a time from its "when"
_DASHES = frozenset("-–—")
_QUOTES = frozenset('"“”')
_DECADE = 2  # digits of "the '90s"
_OPENED = 4  # words such as "the end of" before the core of a phrase
_SAID = 24  # words before a clause with "that": "the agency found that in 2014"
_LATE = 5  # words from the end in which a phrase may close the sentence


class Found(NamedTuple):
    """Token range of a time phrase, half-open, and its date as an ISO prefix."""

    start: int
    end: int
    date: str | None


def first(lower: list[str], start: int, stop: int, table: TimeTable, published: date | None) -> Found | None:
    """Return the first time phrase that begins in a stretch of tokens."""
    starts = table.starts
    for k, word in enumerate(lower[start:stop], start):
        if word in starts or "0" <= word < ":":
            found = at(lower, k, table, published)
            if found is not None:
                return found
    return None


def last(lower: list[str], start: int, stop: int, table: TimeTable, published: date | None) -> Found | None:
    """Return the last time phrase that stands wholly in a stretch of tokens."""
    best: Found | None = None
    starts = table.starts
    behind = start
    for k, word in enumerate(lower[start:stop], start):
        if k >= behind and (word in starts or "0" <= word < ":"):
            found = at(lower, k, table, published)
            if found is not None and found.end <= stop:
                best, behind = found, found.end
    return best


def shared(lower: list[str], conjunction: int, table: TimeTable, published: date | None) -> Found | None:
    """Return the day that two figures joined by "and" share: "14 were killed and 37 hurt on Tuesday"."""
    for k in range(conjunction + 1, min(len(lower), conjunction + _SHARED)):
        if lower[k] in table.unshared:
            return None
        if lower[k] in table.weekdays or lower[k] in table.deictic:
            return at(lower, k - 1, table, published) or at(lower, k, table, published)
    return None


def of_clause(lower: list[str], i: int, table: TimeTable, published: date | None) -> Found | None:
    """Return the time that a clause with "when" takes up: "since February 2009, when a ferry sank and 50 died"."""
    for k in range(i - 1, max(1, i - 1 - _SHARED), -1):
        if lower[k] == "when":
            end = k - (lower[k - 1] == ",")
            opens = next((m for m in range(end - 1, max(0, end - _INSERTED), -1) if lower[m] == ","), end) if end < k else end
            for until in (end, opens):  # "from 2007, before the slump, when"
                found = last(lower, max(0, until - _CLOSE), until, table, published)
                if found is not None and found.end == until:
                    return found
            return None
        if lower[k] in ";:.":
            return None
    return None


def framing(lower: list[str], before: int, after: int, table: TimeTable, published: date | None) -> Found | None:
    """Return a time that frames the sentence: at its start and before token ``before`` ("In 2007, …"), else at its end behind ``after``."""
    first = next((k for k, word in enumerate(lower[:before]) if word not in _QUOTES), 0)
    said = [k + 1 for k in range(min(before, _SAID)) if lower[k] == "that"]  # "they found that in 2014, …"
    for start in (first, *(k + (k < before and lower[k] in _QUOTES) for k in said)):
        opening = at(lower, start, table, published) if lower[start] in table.starts or lower[start][0].isdecimal() else None
        if opening is None:
            continue
        behind = opening.end + (lower[opening.end] == "alone" if opening.end < len(lower) else 0)  # "In 2013 alone, 14 mills closed"
        if behind <= before and lower[behind] in (",", "the") and ";" not in lower[start:before]:
            return opening
    late = len(lower) - _LATE
    for k in range(max(after, late - _LATE), len(lower)):
        if k < late and lower[k] not in table.ranges:
            continue  # no more than "between June 2011 and July 2012"
        closing = at(lower, k, table, published) if lower[k] in table.starts or lower[k][0].isdecimal() else None
        if closing is not None and closing.end >= len(lower) - 1:
            return closing
    return None


def at(lower: list[str], k: int, table: TimeTable, published: date | None) -> Found | None:
    """Return the time phrase that begins at token ``k``, with or without its preposition."""
    word = lower[k]
    if k > 1 and lower[k - 1] == "since" and ranked(lower, k - 1):
        return None
    if word in table.prepositions:
        if k > 1 and (compared(lower, k) or (word == "since" and ranked(lower, k))):
            return None
        core = _core(lower, k + 1, table, published, bare=False)
        return _extended(lower, core._replace(start=k), table, published) if core is not None else None
    if word in table.units and (k + 1 >= len(lower) or lower[k + 1] not in table.distant):
        return None  # no more than "hours"
    if word in table.openers or word[0].isdecimal():
        core = _core(lower, k, table, published, bare=True)
        return _extended(lower, core, table, published) if core is not None else None
    if word == "of" and k + 1 < len(lower) and dates.is_year(lower[k + 1]):  # "the fire of 2018"
        return Found(k, k + 2, lower[k + 1])
    return None


def compared(lower: Sequence[str], k: int) -> bool:
    """Whether the phrase at token ``k`` only tells with when something is compared: "1,200 more than in 2020", "twice as much as it did in 2015"."""
    n = k - 1
    while n > k - _SAYS and lower[n] in _SAYS_AGAIN:
        n -= 1
    if lower[n] == "than":  # "no later than in May" dates
        return n > 0 and lower[n - 1] not in ("later", "earlier", "sooner", "rather")
    return n > 1 and lower[n] == "as" and (lower[n - 1] in _AMOUNTS or lower[n - 2] == "as")


def ranked(lower: Sequence[str], k: int) -> bool:
    """Whether "since" at token ``k`` only tells how far back a rank reaches: "the highest since 2008", "its first cut since May"."""
    if "when" in lower[k + 1 : k + 1 + _CLOSE]:
        return False  # "the deadliest since 2009, when a ferry sank and 50 died": of those 50
    for m in range(k - 1, max(0, k - _RANKED), -1):
        if not lower[m].isalpha() and "-" not in lower[m]:
            return False
        if lower[m] in _RANKS or (lower[m].endswith("est") and load_words().main(lower[m]) == ADJ):
            return lower[m - 1] != "at"  # "at least 40 since 2019"
    return False


_RANKED = 5  # words before "since" in which its rank may stand: "the lowest level of spending since"
_RANKS = frozenset("first second third fourth most least worst best only".split())

_SAYS = 5  # words of a comparison before its time
_SAYS_AGAIN = frozenset("it he she they we that those one did does do had has have was were is are the so".split())
_AMOUNTS = frozenset("much many often high large big long".split())


def _extended(lower: list[str], found: Found, table: TimeTable, published: date | None) -> Found:
    """Take in what belongs to a time: the other end of a range, the "s" of "the 1990s", the day behind an hour, the year behind a half."""
    end = found.end
    if end >= len(lower):
        return found
    word, last_word = lower[end], lower[end - 1]
    if word == "s" and dates.is_year(last_word):
        return found._replace(end=end + 1, date=None)
    spanned = _span(lower, found, table)
    if spanned is not None:
        return spanned
    if lower[found.start] in table.ranges:
        return _ranged(lower, found, table, published)
    if last_word in table.months and (word == "of" or word in table.range_joints):
        return _monthly(lower, found, table, published)
    if word == "of" and last_word in table.parts:
        whole = _core(lower, end + 1, table, published, bare=False)  # "the morning of Dec. 7"
        return Found(found.start, whole.end, whole.date) if whole is not None else found
    if last_word in table.clocks or last_word in table.parts:
        day = at(lower, end, table, published) if word in table.weekdays or word in table.deictic or word == "on" else None
        return Found(found.start, day.end, day.date) if day is not None else found
    if word == "of" and (last_word in table.periods or last_word in table.units):
        whole = _core(lower, end + 1, table, published, bare=False)
        if whole is not None:
            return Found(found.start, whole.end, whole.date)
        return found._replace(end=end + 3, date=None) if lower[end + 1 : end + 3] == ["the", "year"] else found
    return found


def _span(lower: list[str], found: Found, table: TimeTable) -> Found | None:
    """Take in the other end of "the 2013-2014 school year", "in 2016-17", "July 17-21, 2017", with the year or season that they name."""
    end, first = found.end, lower[found.end - 1]
    if end + 1 >= len(lower) or not lower[end + 1].isdecimal():
        return None
    other = lower[end + 1]
    if lower[end] == "and" and dates.is_year(first) and dates.is_year(other) and lower[found.start] not in table.ranges:
        return Found(found.start, end + 2, None)  # "in 2016 and 2017"
    if lower[end] not in _DASHES:
        return None
    end += 2
    if dates.is_year(first) and (dates.is_year(other) or len(other) == _DECADE):
        named = next((m for m in (end, end + 1) if m < len(lower) and lower[m] in table.units and (m == end or lower[end].isalpha())), -1)
        return Found(found.start, named + 1 if named >= 0 else end, None)
    monthly = not table.months.keys().isdisjoint(lower[max(found.start, end - 5) : end - 3])
    if not monthly or len(first) > _DECADE or len(other) > _DECADE or not first.isdecimal():
        return None
    end += 2 if end + 1 < len(lower) and lower[end] == "," and dates.is_year(lower[end + 1]) else 0
    return Found(found.start, end, None)


def _ranged(lower: list[str], found: Found, table: TimeTable, published: date | None) -> Found:
    """Take in the other end of "between May 3 and May 9", "from March 1, 2003, to June 30"."""
    end = found.end + (lower[found.end] == ",")
    if end < len(lower) and lower[end] in table.range_joints:
        other = _core(lower, end + 1, table, published, bare=False)
        if other is not None:
            return Found(found.start, other.end, None)
    return found


def _monthly(lower: list[str], found: Found, table: TimeTable, published: date | None) -> Found:
    """Take in the year of "May of 2015" and the second month of "April and May"."""
    joint = lower[found.end]
    follows = lower[found.end + 1] if found.end + 1 < len(lower) else ""
    if joint == "of" and dates.is_year(follows):
        return Found(found.start, found.end + 2, follows)
    if joint == "of" or follows not in table.months:
        return found
    other = _month(lower, found.end + 1, table, published, bare=False)
    if other is None:
        return found
    both = Found(found.start, other.end, None)
    return _extended(lower, both, table, published) if other.end < len(lower) and lower[other.end] == "of" else both


def _core(lower: list[str], k: int, table: TimeTable, published: date | None, *, bare: bool) -> Found | None:
    """Read a time from token ``k``, without its preposition. ``bare``: none stood before it, and a bare number is then no year."""
    start = k
    while k < len(lower) and k - start < _OPENED and lower[k] in table.openings:
        k += 1
    if k >= len(lower):
        return None
    word = lower[k]
    named = _named(lower, k, table, bare=bare)
    if named:
        return Found(start, k + named, None)
    if word not in table.cores and not word[0].isdecimal():
        return None
    found: Found | None = None
    if word in table.weekdays:
        found = _weekday(lower, k, table, published)
    elif word in table.months:
        found = _month(lower, k, table, published, bare=bare)
    elif word in table.near and word != "earlier":
        found = _near(lower, k, table, published)
    elif word in table.deictic:
        found = Found(k, k + 1, dates.deictic(word, published)) if start == k or not bare else None
    elif word[0].isdecimal():
        found = _digits(lower, k, table, published, bare=bare)
    else:
        found = _worded(lower, k, table, published, bare=bare)
    return found._replace(start=start) if found is not None else None


def _named(lower: list[str], k: int, table: TimeTable, *, bare: bool) -> int:
    """How many tokens from ``k`` on name a decade ("the '90s") or, behind a preposition, a day of the year ("New Year's Eve", "9/11"); 0 for none."""
    if lower[k] == "'":
        return 3 if lower[k + 2 : k + 3] == ["s"] and lower[k + 1].isdecimal() and len(lower[k + 1]) == _DECADE else 0
    if bare or lower[k] not in table.holidays:
        return 0
    return max((len(name) for name in table.holidays[lower[k]] if tuple(lower[k : k + len(name)]) == name), default=0)


def _away(lower: list[str], k: int, table: TimeTable) -> int:
    """Where "a few weeks ago", "several years earlier", "decades ago" ends that begins at token ``k``; 0 where none does."""
    n = k + (lower[k] == "a")
    n += n < len(lower) and lower[n] in table.vague
    n += n > k and n < len(lower) and lower[n] == "of"
    return n + 2 if n + 1 < len(lower) and lower[n] in table.units and lower[n + 1] in table.distant else 0


def _worded(lower: list[str], k: int, table: TimeTable, published: date | None, *, bare: bool) -> Found | None:
    """Read "third quarter", "five years ago", "a year earlier", "by dawn", "in summer"."""
    word = lower[k]
    away = _away(lower, k, table)
    if away:
        return Found(k, away, None)
    if word in table.ordinals and k + 2 < len(lower) and (lower[k + 1] in table.small or lower[k + 1] in table.vague) and lower[k + 2] in table.units:
        return Found(k, k + 3, None)  # "in the first nine months"
    if word in table.ordinals or word in table.fiscal:
        return _period(lower, k, table)
    if word in table.small and k + 2 < len(lower) and lower[k + 1] in table.units and lower[k + 2] in table.relative:
        day = dates.ago(table.small[word], lower[k + 1], published) if lower[k + 2] == "ago" else None
        return Found(k, k + 3, day)
    if not bare and (word in table.parts or (word in table.seasons and word != "fall")):
        return Found(k, k + 1, None)
    return None


def _weekday(lower: list[str], k: int, table: TimeTable, published: date | None) -> Found | None:
    """Read "Tuesday", "Tuesday morning", "Tuesday, March 10"."""
    end = k + 1
    if end < len(lower) and lower[end] in table.parts:
        end += 1
    elif end + 1 < len(lower) and (lower[end] in table.months or (lower[end] == "," and lower[end + 1] in table.months)):
        dated = _month(lower, end + (lower[end] == ","), table, published, bare=False)
        if dated is not None and (lower[end] == "," or dated.end > end + 1):
            return dated
    return Found(k, end, dates.weekday(table.weekdays[lower[k]], published))


def _month(lower: list[str], k: int, table: TimeTable, published: date | None, *, bare: bool) -> Found | None:
    """Read "March", "March 10", "Aug. 6, 2025", "April 2026"; a bare month counts only with a number behind it."""
    end = k + 1
    if end + 1 < len(lower) and lower[end] == "." and len(lower[k]) < 5:  # "Jan. 4"; behind the last word it ends the sentence
        end += 1
    number = lower[end] if end < len(lower) and lower[end].isdecimal() else ""
    if not number and bare:
        return None
    day = year = 0
    if dates.is_year(number):
        year, end = int(number), end + 1
    elif number and len(number) < 3 and 0 < int(number) < 32:
        day, end = int(number), end + 1
        gap = 1 if end + 1 < len(lower) and lower[end] == "," else 0
        if end + gap < len(lower) and dates.is_year(lower[end + gap]):
            year, end = int(lower[end + gap]), end + gap + 1
    return Found(k, end, dates.on_date(year, table.months[lower[k]], day, published))


def _near(lower: list[str], k: int, table: TimeTable, published: date | None) -> Found | None:
    """Read "last year", "this summer", "next Tuesday", "previous quarter", "past two decades"."""
    near = lower[k]
    if near == "recent" and k and lower[k - 1] == "most":
        return None  # "in 2014, the most recent year on record"
    end = k + 1
    if end < len(lower) and (lower[end] in table.small or lower[end].isdecimal() or lower[end] in table.vague):
        return Found(k, end + 2, None) if end + 1 < len(lower) and lower[end + 1] in table.units else None
    if end < len(lower) and lower[end] in table.fiscal:
        end += 1
    unit = lower[end] if end < len(lower) else ""
    if unit in table.weekdays:
        return Found(k, end + 1, dates.weekday(table.weekdays[unit], published, near))
    if unit in table.months:
        return _month(lower, end, table, published, bare=False)  # "this March", "in this Feb. 14, 2013, photo"
    if unit in table.units or unit in table.seasons or unit in table.parts:
        return Found(k, end + 1, dates.relative(near, unit, published))
    return None


def _digits(lower: list[str], k: int, table: TimeTable, published: date | None, *, bare: bool) -> Found | None:
    """Read "10 March", "5 years ago" and, after a preposition, a year or a clock time: "in 2024", "by 4 p.m.", "at 2:40 am"."""
    word = lower[k]
    follows = lower[k + 1] if k + 1 < len(lower) else ""
    if not word.isdecimal() or len(word) > 4:
        return None if bare else _clock(lower, k, table)
    if follows in table.months and len(word) < 3 and 0 < int(word) < 32:
        year = int(lower[k + 2]) if k + 2 < len(lower) and dates.is_year(lower[k + 2]) else 0
        return Found(k, k + (3 if year else 2), dates.on_date(year, table.months[follows], int(word), published))
    if follows in table.units and k + 2 < len(lower) and lower[k + 2] in table.relative:
        return Found(k, k + 3, dates.ago(int(word), follows, published) if lower[k + 2] == "ago" else None)
    if bare:
        return None
    if not dates.is_year(word) or follows in ("%", "percent"):
        return _clock(lower, k, table)
    return Found(k, k + 1, word) if follows not in table.blocks else None


def _clock(lower: list[str], k: int, table: TimeTable) -> Found | None:
    """Read "4 p.m.", "2:40 a.m.", "7.30pm"."""
    end = k + 1
    if end + 1 < len(lower) and lower[end] == ":" and lower[end + 1].isdecimal():
        end += 2
    return Found(k, end + 1, None) if end < len(lower) and lower[end] in table.clocks else None


def _period(lower: list[str], k: int, table: TimeTable) -> Found | None:
    """Read "third quarter", "first half of 2024", "fiscal 2007", "full year"."""
    unit = lower[k + 1] if k + 1 < len(lower) else ""
    if lower[k] in table.fiscal and dates.is_year(unit):
        return Found(k, k + 2, unit)
    if unit not in table.periods or (lower[k] in table.fiscal and unit != "year"):
        return None
    if k + 3 < len(lower) and lower[k + 2] == "of" and dates.is_year(lower[k + 3]):
        return Found(k, k + 4, lower[k + 3])
    return Found(k, k + 2, None)
