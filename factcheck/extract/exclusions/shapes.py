"""Digits that are no figure by their shape alone: what is glued to them before and behind.

V-22, COVID-19, G7, #3, .22 · 61st, 1980s, 14:39, 03/14/2013, 4x4, 2.0.1, 555-0176.
"""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.extract.candidate import Refused
from factcheck.extract.neighbours import HYPHENS, run_end
from factcheck.extract.tokens import Tokens
from factcheck.tables.bundle import Grammar
from factcheck.tables.designators import Designators

YEARS = range(1000, 2201)
MODERN = 1800  # earlier than that, four digits are a year only in the company of "in", "since" …
_AVERAGE = 3  # digits of a batting average, ".283"
_HOT = 3  # digits of a temperature
_INWARD = 2  # letters of a British postcode behind its one digit
_AREA = 3  # digits of a North American area code and exchange
_MINUS = frozenset("-−")
_FRACTION_BELOW = frozenset(("2", "3", "4", "5", "6", "8", "10", "16", "32", "64"))
_RANGE_WORDS = frozenset(("to", "or", "and"))
_NAME_LETTERS = frozenset("GPSXH")  # capitals that are neither: 4G, 1080P
_UNIT_LETTERS = frozenset("kmbtgpsclxhvw")  # "5k", "30m": may be a scale or a unit


def glued_before(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Refuse digits that touch what stands before them: letters, a hyphen after letters, "#", "@" or "."."""
    names = grammar.designators
    before = tokens.words[i - 1]
    if before[-1].isalpha() or before == "_":
        if before in names.money_letters or before.endswith("$") or (i > 1 and tokens.words[i - 2] == "$" and tokens.touches(i - 1)):
            return None
        end = run_end(tokens, i)
        scaled = len(before) == 1 and end == i + 1 and tokens.at(end) in grammar.numerals.scales and tokens.at(end + 1) != "-"
        if scaled and before in grammar.units.money_touching:
            return None  # r450 million: rand, in copy without capitals
        return Refused(i, end + scaled, "designator", f"glued:{before}")
    if before in ("#", "@"):
        return Refused(i, i + 1, "designator", before)
    if before in "'‘’" and len(tokens.words[i]) == 2:
        return Refused(i, i + 2 if tokens.at(i + 1) == "s" else i + 1, "year", "apostrophe")
    return _marked_before(tokens, i, before, grammar)


def _marked_before(tokens: Tokens, i: int, before: str, grammar: Grammar) -> Refused | None:
    """Refuse digits behind a mark that itself touches what stands before it: "hsv-2", "12:30", "hit.283", "/quotes/262341"."""
    names = grammar.designators
    further = i > 1 and tokens.touches(i - 1)
    if before in HYPHENS and further and tokens.words[i - 2][-1].isalpha():
        name = tokens.words[i - 2]
        if name in _RANGE_WORDS or name.endswith("-by") or name in grammar.units.negative:
            return None  # 0-to-60-mph, minus-6
        named = name.lower() not in names.hyphen_counts or name[0].isupper()
        return Refused(i, run_end(tokens, i), "designator", f"hyphen:{name}") if named else None
    if before == "/" and further and tokens.words[i - 2][-1].isalpha() and len(tokens.words[i]) > _HOT and tokens.words[i].isdecimal():
        return Refused(i, run_end(tokens, i), "designator", "path")
    if before == ":" and further and tokens.words[i - 2].rpartition(",")[2].isdecimal():  # also "May 14,2018,9:31"
        return Refused(i, i + 1, "time", "colon")
    if before == ".":
        return _leading_dot(tokens, i, grammar)
    return None


def _leading_dot(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Refuse ".22" and ".45-caliber", which name a weapon, and "hit.283", an average that has lost its blank; ".65 seconds" and ".500" count."""
    digits, after = tokens.words[i], tokens.at(i + 1)
    if not tokens.behind_point(i):
        glued = tokens.words[i - 2][-1].isalpha() and len(digits) == _AVERAGE and digits.isdecimal() and not after[:1].isalpha()
        return Refused(i, i + 1, "designator", "average") if glued else None
    names, units = grammar.designators, grammar.units
    if after in names.decimal_units or after in units.words or after in units.money_words:
        return None
    if tokens.touches(i - 1) and tokens.words[i - 2] in units.money_signs:
        return None
    if len(digits) == _AVERAGE and not {after, tokens.at(i + 2)} & names.calibres:
        return None
    return Refused(i, i + 1, "designator", "calibre")


def glued_after(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Refuse digits by what touches them behind."""
    j = i + 1
    digits = tokens.words[i]
    if digits[0] == "0" and digits.isdecimal() and len(digits) > 2 and not tokens.behind_point(i):
        return _phone(tokens, i)
    if digits.count(".") > 1 and "," not in digits:
        return Refused(i, j, "version", "dots")
    if j >= len(tokens.lower) or not tokens.touches(j) or _area_code(tokens, i):
        return _phone(tokens, i)
    after = tokens.lower[j]
    if after[0].isalpha():
        return _suffix(tokens, i, after, grammar)
    if after == "'" and tokens.at(j + 1) == "s" and len(digits) == 4 and digits.isdecimal():
        return Refused(i, j + 2, "year", "decade")
    return _joined(tokens, i, after, grammar) if j + 1 < len(tokens.lower) and tokens.touches(j + 1) else None


def _joined(tokens: Tokens, i: int, after: str, grammar: Grammar) -> Refused | None:
    """Digits joined to what follows by a mark: 14:39, 03/14/2013, 9/11, 4×4, 555-0176."""
    j = i + 1
    digits, following = tokens.words[i], tokens.words[j + 1]
    if after == ":" and following.isdecimal() and len(digits) <= 2:
        return Refused(i, time_end(tokens, j + 2, grammar.designators), "time", "colon")
    if after == "/" and following[0].isdecimal():
        end = run_end(tokens, i)
        if end - i >= 5 or not _fraction(digits, following):
            return Refused(i, end, "date" if end - i >= 5 else "designator", "slash")
    if after == "×" and following[0].isdecimal() and len(digits) <= 2 and not _power_follows(tokens, j):
        return Refused(i, run_end(tokens, i), "designator", "times")
    if after == "(" and len(following) == 1 and tokens.at(j + 2) == ")":
        return Refused(i, j + 3, "designator", "letter in brackets")  # 401(k)
    if after == "-" and tokens.lower[j + 1].partition("-")[0] in grammar.designators.gauges:
        return Refused(i, j + 2, "designator", "calibre")  # 12-gauge
    return _hyphen_after(tokens, i, j + 1, grammar.numerals.cardinals) if after == "-" else None


def _suffix(tokens: Tokens, i: int, after: str, grammar: Grammar) -> Refused | None:
    """Letters right behind the digits: ordinals, decades, teams, 4x4, letters of a model."""
    j, digits = i + 1, tokens.words[i]
    touched = j + 1 < len(tokens.lower) and tokens.touches(j + 1)
    stones = after == "st" and (digits[-1] != "1" or digits.endswith("11"))
    if after.partition("-")[0] in grammar.designators.ordinal_suffix and "." not in digits and not stones:
        return Refused(i, j + 1, "ordinal", "suffix")
    if digits.isdecimal() and after in grammar.designators.name_suffixes:
        return Refused(i, j + 1, "designator", f"glued:{after}")  # 76ers
    if after == "s" and digits.isdecimal():
        return _plural(tokens, i, grammar)
    if after == "e" and touched and (tokens.words[j + 1].isdecimal() or tokens.words[j + 1] in _MINUS):
        return None
    if after == "x" and _power_follows(tokens, j):
        return None
    if after == "x" and touched and tokens.words[j + 1][0].isdecimal() and len(digits) <= 2:
        return Refused(i, run_end(tokens, i), "designator", "times")
    return _model_letters(tokens, i, after, grammar, touched=touched)


def _model_letters(tokens: Tokens, i: int, after: str, grammar: Grammar, *, touched: bool) -> Refused | None:
    """Letters that are neither scale nor unit: "1MDB", "4G", "9600M", the second half of "M21 9AB"; "104F" is a temperature."""
    j, digits, printed, units = i + 1, tokens.words[i], tokens.words[i + 1], grammar.units
    if printed.isupper() and len(printed) == _INWARD and len(digits) == 1 and _outward(tokens, i):
        return Refused(i, j + 1, "designator", "postcode")
    known = printed in units.symbols or printed in units.money_signs or after in units.words or after in grammar.numerals.attached_scales
    if printed.isupper() and len(printed) > 1 and not known and after not in grammar.designators.clock_after:
        return Refused(i, j + 1, "designator", f"glued:{printed}")
    if after in ("p", "i") and digits in grammar.designators.resolutions and not touched:
        return Refused(i, j + 1, "designator", "resolution")  # 1080p
    if printed == "K" and len(digits) == 1 and tokens.at(j + 1) in grammar.designators.screens:
        return Refused(i, j + 1, "designator", "resolution")  # 4K video
    if printed == "F" and not (touched and tokens.words[j + 1][0].isalnum()) and len(digits.partition(".")[0]) <= _HOT:
        return None
    if printed == "M" and digits.isdecimal() and len(digits) > _HOT and tokens.words[i - 1] not in units.money_signs:
        return Refused(i, j + 1, "designator", "model")
    named = after not in _UNIT_LETTERS or printed in _NAME_LETTERS
    if len(after) == 1 and named and not (touched and tokens.words[j + 1][0].isalnum()):
        return Refused(i, j + 1, "designator", f"letter:{after}")
    return None


def _outward(tokens: Tokens, i: int) -> bool:
    """Whether the first half of a British postcode stands before token ``i``: "M21 9AB", "SW1A 1AA"."""
    k = i - 1
    if k > 1 and len(tokens.words[k]) == 1 and tokens.words[k].isupper() and tokens.touches(k):
        k -= 1
    return k > 0 and tokens.words[k].isdecimal() and tokens.touches(k) and tokens.words[k - 1].isupper() and len(tokens.words[k - 1]) <= _INWARD


def _plural(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Decades and bands of ages: "the 1980s", "the '60s", "in her early 40s", "60s"; "over-65s" are people of an age."""
    j, digits = i + 1, tokens.words[i]
    if len(digits) == 2 and not grammar.numerals.possessives.isdisjoint(tokens.lower[max(0, i - 2) : i]):
        return None if digits.endswith("0") else Refused(i, j + 1, "age-band", "possessive")
    if len(digits) == 4 or (len(digits) == 2 and digits.endswith("0") and tokens.at(i - 1) != "-"):
        return Refused(i, j + 1, "year", "decade")
    if len(digits) == 2 and not (tokens.at(i - 1) == "-" and tokens.at(i - 2) in grammar.numerals.age_bounds):
        return Refused(i, j + 1, "age-band", "plural")
    return None


def _power_follows(tokens: Tokens, j: int) -> bool:
    """Whether "x 10^6" begins at token ``j``."""
    return tokens.at(j + 1) == "10" and (tokens.at(j + 2) == "^" or tokens.at(j + 2) in _MINUS)


def _hyphen_after(tokens: Tokens, i: int, k: int, cardinals: Mapping[str, object]) -> Refused | None:
    """Refuse "2013-03-14", "555-0176", "007-12": digits and hyphens that are no range."""
    digits, other = tokens.words[i], tokens.words[k]
    if tokens.lower[k].startswith("something"):
        return Refused(i, k + 1, "compound", tokens.lower[k])  # 20-somethings
    if tokens.lower[k] in cardinals:
        return Refused(i, k + 1, "designator", "hyphen and number word")  # 7-Eleven
    if not other.isdecimal():
        return None
    end = run_end(tokens, i)
    if end - i >= 5 and tokens.words[k + 1] == "-":
        kind = "date" if len(digits) == 4 and len(other) <= 2 else "score" if len(digits) <= 2 else "phone"
        return Refused(i, end, kind, "hyphens")
    if not digits.isdecimal():
        return None
    if len(digits) == 4 and MODERN <= int(digits) < YEARS.stop and len(other) in (2, 4):
        return Refused(i, end, "year", "span of years")
    if len(digits) >= 3 and len(other) >= 3 and ((len(other) == 4 and len(digits) == 3) or other[0] == "0"):
        return Refused(i, end, "phone", "hyphen")
    if (len(digits) > 1 and digits[0] == "0") or (len(other) > 1 and other[0] == "0"):
        return Refused(i, end, "designator", "leading zero")
    return None


def _fraction(top: str, below: str) -> bool:
    return below in _FRACTION_BELOW and top.isdecimal() and int(top) < int(below)


def _phone(tokens: Tokens, i: int) -> Refused | None:
    """Refuse "0800 555 014", "+44 20 7946 0958": groups of digits with a leading zero or a plus."""
    digits, n = tokens.words[i], len(tokens.words)
    if i > 0 and tokens.words[i - 1] == "." and tokens.touches(i):
        return None  # .002 percent
    lead = len(digits) >= 3 and (digits[0] == "0" or _area_code(tokens, i))
    plus = i > 0 and tokens.words[i - 1] == "+" and tokens.touches(i)
    if not (lead or plus) or not digits.isdecimal():
        return None
    j = i + 1
    while j < n and j - i < 6 and (tokens.words[j].isdecimal() or tokens.words[j] in "-()"):
        j += 1
    while j > i + 1 and not tokens.words[j - 1].isdecimal():
        j -= 1
    while j + 1 < n and j - i < 8 and tokens.words[j] in "-)" and tokens.words[j + 1].isdecimal():
        j += 2
    if lead and j == i + 1 and len(digits) in (3, 4):
        return Refused(i, j, "time" if len(digits) == 4 else "designator", "leading zero")
    return Refused(i, j, "phone", "groups")


def _area_code(tokens: Tokens, i: int) -> bool:
    """Whether "(202) 555-0143" begins with the digits at ``i``."""
    if tokens.at(i - 1) != "(" or tokens.at(i + 1) != ")" or len(tokens.words[i]) != _AREA:
        return False
    return len(tokens.at(i + 2)) == _AREA and tokens.lower[i + 2].isdecimal() and tokens.at(i + 3) == "-" and tokens.at(i + 4).isdecimal()


def time_end(tokens: Tokens, j: int, names: Designators) -> int:
    """Return the token behind seconds, "p.m." and a time zone that begin at token ``j``."""
    for _ in range(4):
        if tokens.at(j) == ":" and tokens.at(j + 1).isdecimal():
            j += 2
        elif tokens.at(j) in names.clock_after:
            j += 1
    return j
