"""Dates, clock times and years: numbers that say when, and are no figures."""

from __future__ import annotations

from factcheck.extract.candidate import Refused
from factcheck.extract.exclusions.shapes import MODERN, YEARS, time_end
from factcheck.extract.neighbours import capital, counted
from factcheck.extract.numbers.number import Number
from factcheck.extract.tokens import Tokens
from factcheck.tables.bundle import Grammar
from factcheck.tables.designators import Designators

_LAST_DAY = 31
_NOON = 12
_MIDNIGHT = 24
_TWENTY = 20
_TALLY_REACH = 16  # tokens before "to 1826" in which the toll may be named
_VERB_REACH = 6  # tokens before "from 1200 to 1500" in which a verb of change may stand
_DAYS = 6  # tokens of "4, 5 and 6"
_DAY_JOINTS = frozenset((",", "and", "&", "to", "or"))
_BEHIND_DAY = frozenset(("off", "at", "near"))
_SPAN_JOINTS = frozenset(("to", "and", "until", "through"))


def find_date(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Refuse "March 10", "10 March 2026", "Aug. 7, 2019", "May 2014": one exclusion from the day or year on."""
    digits = tokens.words[i]
    if not digits.isdecimal() or len(digits) > 4:
        return None
    names, lower = grammar.designators, tokens.lower
    k = i - 1
    if k > 0 and lower[k] == "." and lower[k - 1] in names.months and tokens.touches(k):
        k -= 1
    if k >= 0 and lower[k] in names.months and _is_month(tokens, k, names):
        return _month_before(tokens, i)
    if _next_day(tokens, i, names):
        return _month_before(tokens, i)
    return (_days_of_month(tokens, i, names) or _month_after(tokens, i, names)) if len(digits) <= 2 else None


def _days_of_month(tokens: Tokens, i: int, names: Designators) -> Refused | None:
    """Refuse "3-9 July", "from 3 to 9 July", "between 3 and 9 July": from the first day on."""
    joint, last = tokens.at(i + 1), tokens.at(i + 2)
    if not last.isdecimal() or len(last) > 2 or not 0 < int(tokens.words[i]) < int(last) <= _LAST_DAY:
        return None
    before = tokens.at(i - 1)
    if joint not in ("-", "–") and not (joint in ("to", "until") and before == "from") and not (joint == "and" and before in ("between", "on")):
        return None
    behind = _month_after(tokens, i + 2, names)
    return Refused(i, behind.j, "date", "days of a month") if behind is not None else None


def _next_day(tokens: Tokens, i: int, names: Designators) -> bool:
    """Whether the number is a later day of the month told before: "May 3 and 4", "June 4, 5 and 6"; not "May 3 and 4 were hurt"."""
    k = i
    while tokens.at(k - 1) in _DAY_JOINTS and tokens.at(k - 2).isdecimal() and tokens.at(k).isdecimal() and i - k < _DAYS:
        if not int(tokens.at(k - 2)) < int(tokens.at(k)) <= _LAST_DAY:
            return False
        k -= 2
    month = k - 1 - (tokens.at(k - 1) == ".")
    if k == i or month < 0 or tokens.lower[month] not in names.months or not _is_month(tokens, month, names):
        return False
    after = tokens.at(i + 1)
    if tokens.at(i - 1) == "," or after == ",":
        return after in ("and", "or", ",") and (tokens.at(i - 1) != "," or (tokens.at(i + 2).isdecimal() and not tokens.at(i + 3)[:1].isalpha()))
    ends = not after[:1].isalnum() or after in _BEHIND_DAY or _four_digits(after)
    return ends or (month > 0 and tokens.lower[month - 1] == "between" and not counted(tokens, i + 1, names))


def _month_before(tokens: Tokens, i: int) -> Refused | None:
    digits, j = tokens.words[i], i + 1
    if len(digits) == 4:
        return Refused(i, j, "date", "month and year")
    if len(digits) > 2 or int(digits) > _LAST_DAY:
        return None
    if tokens.at(j) in ("-", "–") and tokens.at(j + 1).isdecimal() and len(tokens.lower[j + 1]) <= 2:
        j += 2
    if tokens.at(j) == "," and _four_digits(tokens.at(j + 1)):
        j += 2
    elif _four_digits(tokens.at(j)):
        j += 1
    return Refused(i, j, "date", "month before")


def _month_after(tokens: Tokens, i: int, names: Designators) -> Refused | None:
    j = i + 1
    month = tokens.at(j)
    if month not in names.months or not 0 < int(tokens.words[i]) <= _LAST_DAY:
        return None
    doubtful = month in names.months_doubtful or month in names.months_abbreviated
    spanned = tokens.at(i - 1) == "between" or (tokens.at(i - 1) == "and" and tokens.at(i - 2) in names.months)
    if doubtful and not tokens.words[j][0].isupper() and not _four_digits(tokens.at(j + 1)) and not spanned:
        return None
    j += 1
    j += tokens.at(j) == "."
    j += _four_digits(tokens.at(j))
    return Refused(i, j, "date", "month after")


def _four_digits(word: str) -> bool:
    return len(word) == 4 and word.isdecimal()


def _is_month(tokens: Tokens, k: int, names: Designators) -> bool:
    if tokens.lost_capitals and k + 1 < len(tokens.lower) and not counted(tokens, k + 2, names):
        return True  # copy without capitals: "died may 9", but not "may 9 people"
    if k and tokens.lower[k - 1 - (tokens.lower[k - 1] == "," and k > 1)] in names.weekdays:
        return True  # "Thursday march 22"
    doubtful = tokens.lower[k] in names.months_doubtful
    return not doubtful or tokens.words[k][0].isupper() or k == 0 or tokens.lower[k - 1] in names.month_before


def find_clock(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Refuse "7am", "7.30pm", "5 p.m.", "0900 GMT", "6 to 8 p.m."."""
    digits = tokens.words[i]
    bare = digits.replace(".", "")
    if not bare.isdecimal() or len(bare) > 4 or i + 1 >= len(tokens.lower):
        return None
    names = grammar.designators
    after = tokens.lower[i + 1]
    if digits.isdecimal() and _of_day(tokens, i, digits, after, names):
        width, by = (2, "four digits and hours") if after != ":" else (3, "colon and blank")
        return Refused(i, i + width, "time", by)
    if after in names.clock_after:
        return _half_day(tokens, i, digits, bare, after, names)
    if _service(tokens, i, digits, after, names):
        return Refused(i, i + 1, "time", "of a race or train")
    if after in ("and", "to", "-", "–", "or") and len(bare) <= 2 and int(bare) <= _NOON:  # between 6 and 8 p.m.
        second = tokens.at(i + 2)
        if second.isdecimal() and int(second) <= _NOON and tokens.at(i + 3) in names.half_days:
            return Refused(i, i + 4, "time", tokens.lower[i + 3])
    return None


def _service(tokens: Tokens, i: int, digits: str, after: str, names: Designators) -> bool:
    """Whether a race or a train is called by its hour: "won the 3.15 at Haverstock", "the 8.15 train"."""
    hour, _, minutes = digits.partition(".")
    if tokens.at(i - 1) != "the" or len(minutes) != 2 or minutes >= "60" or not hour or int(hour) >= _MIDNIGHT:
        return False
    if after in names.called:
        return True
    named = i + 2 < len(tokens.words) and (capital(tokens.words[i + 2]) or tokens.lost_capitals)
    return named and after in names.service_after and (i == 1 or tokens.at(i - 2) in names.service_before)


def _of_day(tokens: Tokens, i: int, digits: str, after: str, names: Designators) -> bool:
    """Whether "0900 hours" or "14: 30" begins here."""
    if after in names.military:
        return len(digits) == 4 and digits < "2400" and digits[2] < "6" and tokens.at(i + 2) != "of"
    minutes = tokens.at(i + 2)
    return after == ":" and int(digits) < _MIDNIGHT and len(minutes) == 2 and minutes.isdecimal()


def _half_day(tokens: Tokens, i: int, digits: str, bare: str, after: str, names: Designators) -> Refused | None:
    if ("." in digits and len(digits.partition(".")[2]) != 2) or after in names.clock_words:
        return None
    if tokens.words[i + 1] in ("Et", "et") and not tokens.touches(i + 1):
        return None
    if int(bare) > _NOON and len(bare) < 3:
        return None
    return Refused(i, time_end(tokens, i + 1, names), "time", after)


def find_year(tokens: Tokens, number: Number, grammar: Grammar) -> Refused | None:
    """Refuse a bare number of four digits that is a year: "in 2008", "the 2012 Olympics", "(1998)"; not "2000 people"."""
    digits, i, j = tokens.words[number.i], number.i, number.j
    names = grammar.designators
    era = j if tokens.at(j) in names.eras else j + 2
    spanned = era == j or (tokens.at(j) in ("-", "–", "to") and tokens.at(j + 1).isdecimal())
    if digits.isdecimal() and number.scale == 1 and spanned and tokens.at(era) in names.eras:
        return Refused(i, era + 1, "year", tokens.at(era))  # "2181 BC", "2686 – 2181 BC"
    return _in_four_digits(tokens, number, names, grammar)


def _in_four_digits(tokens: Tokens, number: Number, names: Designators, grammar: Grammar) -> Refused | None:
    """Refuse a year of our era by what stands around it."""
    digits, i, j = tokens.words[number.i], number.i, number.j
    if not _four_digits(digits) or int(digits) not in YEARS or number.scale != 1:
        return None
    before, after = tokens.at(i - 1), tokens.at(j)
    if _counts_between(tokens, i, j, names, grammar) or _tallied(tokens, i, names, grammar):
        return None
    if after in ("-", "–") and j + 1 < len(tokens.lower) and tokens.touches(j + 1) and tokens.lower[j + 1].isdecimal():
        return Refused(i, j + 2, "year", "span of years") if len(tokens.lower[j + 1]) in (2, 4) else None
    things = counted(tokens, j, names)
    if things and _likely_year(int(digits)) and tokens.at(j) not in names.plurals and before not in names.year_not_before:
        return Refused(i, j, "year", "of our time")  # "his 2020 rivals"
    if before in names.year_not_before and things:
        return None
    if int(digits) >= MODERN:
        count = things and tokens.words[j][0].islower() and before not in names.year_before
        return None if count else Refused(i, j, "year", "four digits")
    first = tokens.at(i - 3)
    spanned = before in _SPAN_JOINTS and _four_digits(tokens.at(i - 2)) and (first in names.span_before or first in names.old_year_before)
    dated = before == "to" and tokens.at(i - 2) in names.dating
    if dated or (int(digits) % 50 and after[:1].isalpha() and after not in names.clause_words and not things and before not in names.year_not_before):
        return Refused(i, j, "year", "of a thing")  # "the 1715 fleet"
    if (spanned or before in names.old_year_before) and not things:
        return Refused(i, j, "year", before)
    return None


def _counts_between(tokens: Tokens, i: int, j: int, names: Designators, grammar: Grammar) -> bool:
    """Whether "from 1000 to 2000" counts: a verb of change or a plural behind the second number, and no years of our time."""
    if tokens.at(i - 1) == "from" and tokens.at(j) == "to" and _four_digits(tokens.at(j + 1)):
        first, second = i, j + 1
    elif tokens.at(i - 1) == "to" and _four_digits(tokens.at(i - 2)) and tokens.at(i - 3) == "from":
        first, second = i - 2, i
    else:
        return False
    if counted(tokens, second + 1, names) and tokens.at(second + 1) not in names.clause_words:
        return True
    early = int(tokens.words[second]) < MODERN
    return early and not grammar.numerals.change.isdisjoint(tokens.lower[max(0, first - 1 - _VERB_REACH) : first - 1])


def _tallied(tokens: Tokens, i: int, names: Designators, grammar: Grammar) -> bool:
    """Whether a toll moved to the number: "the death toll climbed to 1826 on Thursday"."""
    before = tokens.lower[max(0, i - _TALLY_REACH) : i]
    return before[-1:] == ["to"] and not names.tallies.isdisjoint(before) and not grammar.numerals.change.isdisjoint(before[-_VERB_REACH:])


def _likely_year(value: int) -> bool:
    """Whether four digits without a comma hardly ever count: a year of living memory, and not round."""
    return 1950 <= value <= 2035 and value % 50 != 0


def spelled_year(tokens: Tokens, number: Number, grammar: Grammar) -> Refused | None:
    """Refuse "nineteen eighty-four": a teen and then tens."""
    j = number.j
    if number.style == "words" and 10 < number.low < 21 and grammar.numerals.cardinals.get(tokens.at(j), 0) >= _TWENTY:
        end = j + 3 if tokens.at(j + 1) == "-" and tokens.touches(j + 1) else j + 1
        return Refused(number.i, min(end, len(tokens.lower)), "year", "in words")
    return None
