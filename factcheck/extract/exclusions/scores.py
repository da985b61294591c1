"""Results and formations: "3-1", "4-2-3-1", "won 52 to 48", "(7-6)"."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.candidate import Candidate, Refused
from factcheck.extract.neighbours import HYPHENS, capital, counted
from factcheck.extract.numbers.number import Number
from factcheck.extract.tokens import Tokens
from factcheck.extract.units.find import find_unit
from factcheck.tables.bundle import Grammar
from factcheck.tables.designators import Designators

_BUILD = frozenset(",;)")  # what may follow "(5-11" in a line on a player
_BRACKET = 12  # tokens in such brackets
_YEAR = 4  # digits
_GOALS = 10  # a second number below it is no end of a range
_WICKETS = 10
_NAME = 3  # words of the name of a side
_SHORT = 3  # letters; "as", "yes"
_NEAR = 4  # tokens before a result in which its verb may stand


def scored(lower: list[str], i: int, verbs: frozenset[str], near: int = _NEAR) -> bool:
    """Whether a verb of winning and losing stands shortly before token ``i``."""
    return any(word in verbs for word in lower[max(0, i - near) : i])


def spread(tokens: Tokens, low: Decimal, high: Decimal, end: int, names: Designators) -> bool:
    """Whether two numbers that end at token ``end`` say how many, and not how it went: "will win 110 to 125 seats", "12 to 15 of the seats"."""
    after = tokens.at(end)
    return low < high and (after == "of" or after in names.plurals or (len(after) > _SHORT and after.endswith("s") and not after.endswith("ss")))


def find_score(tokens: Tokens, candidate: Candidate, number: Number, grammar: Grammar) -> Refused | None:
    """Refuse a number that belongs to a result."""
    j, lower = number.j, tokens.lower
    if j + 1 >= len(lower):
        return None
    opened = number.i - 1 - (tokens.at(number.i - 1) == ".")
    if lower[j] == ")" and tokens.at(opened) == "(" and tokens.at(opened - 1).isdecimal() and tokens.at(opened - 2) in HYPHENS:
        return Refused(number.i, j, "score", "tie-break")  # or its average, "182-158 (.535)"
    if _odds(tokens, number):
        return Refused(number.i, j + (4 if lower[j] == "-" else 2), "score", "odds")
    if lower[j] in HYPHENS:
        return _dashed(tokens, number, grammar)
    if lower[j] != "to" or not lower[j + 1].isdecimal() or candidate.scaled:
        return None
    years = len(lower[number.i]) == len(lower[j + 1]) == 4
    if spread(tokens, number.low, Decimal(lower[j + 1]), j + 2, grammar.designators):
        return None
    if years or not scored(lower, number.i, grammar.designators.score_after, _NEAR - 1):
        return None
    after = tokens.at(j + 2)
    measured = after in grammar.units.words or after in ("%", "percent")
    return None if measured else Refused(number.i, j + 2, "score", "to")


def _odds(tokens: Tokens, number: Number) -> bool:
    """Whether "3-to-1", "two-to-one", "20 to 1" begins here, odds or how a vote went, or "three-in-one"."""
    j = number.j
    joined = tokens.lower[j : j + 3] in (["-", "to", "-"], ["-", "in", "-"])
    one = tokens.at(j + 3) if joined else tokens.at(j + 1) if tokens.at(j) == "to" else ""
    return one in ("1", "one") and number.low > 1 and tokens.at(number.i - 1) != "from" and number.scale == 1


def _in_brackets(tokens: Tokens, i: int, end: int) -> Refused:
    """Refuse a record or a build in brackets: "(5-10)", "(5-11, 220)", "(12-3, 4-1 home)"."""
    k = end
    while k < len(tokens.words) and k - i < _BRACKET and (tokens.words[k][0].isdecimal() or tokens.words[k] in _BUILD or tokens.words[k] in HYPHENS):
        if tokens.words[k] == ")":
            break
        k += 1
    while k > end and not tokens.words[k - 1][0].isdecimal():
        k -= 1
    return Refused(i, k, "score", "brackets")


def _dashed(tokens: Tokens, number: Number, grammar: Grammar) -> Refused | None:
    i, j, lower = number.i, number.j, tokens.lower
    end = j + 2
    if not lower[j + 1].isdecimal():
        return None
    if not (tokens.touches(j) and tokens.touches(j + 1)):  # "a 5 - 4 vote", with blanks as some feeds have them
        return Refused(i, end, "score", "dash") if tokens.at(end) in grammar.designators.score_before else None
    while tokens.at(end) in ("-", "–") and tokens.at(end + 1).isdecimal() and tokens.touches(end):
        end += 2
    if end - j > 2:
        return Refused(i, end, "score", "formation")
    if tokens.at(i - 1) == "(" and tokens.at(end) in _BUILD:
        return _in_brackets(tokens, i, end)
    if len(lower[i]) == len(lower[j + 1]) == _YEAR:
        return None  # the 2019–2020 season
    names = grammar.designators
    after, second = tokens.at(end), int(lower[j + 1])
    averaged = after == "(" and tokens.at(end + 1) == "."  # a 135-156 (.464) record
    if (
        averaged
        or after in names.score_before
        or (scored(lower, i, names.score_after) and not spread(tokens, number.low, Decimal(second), end, names))
    ):
        return Refused(i, end, "score", "dash")
    unit = find_unit(tokens, end, grammar.units, value=Decimal(second)) if end < len(lower) else None
    measured = after == "-" or unit is not None or after in grammar.units.after_range or after in grammar.units.money_words
    if measured or (not number.low >= second and counted(tokens, end, names)):
        return None
    if number.low >= second or second < _GOALS or _bowled(tokens, number, names) or _line(tokens, i, end):
        return Refused(i, end, "score", "dash")
    return None


def _bowled(tokens: Tokens, number: Number, names: Designators) -> bool:
    """Whether "5-38" are wickets and runs: "took 5-38"."""
    return tokens.at(number.i - 1) in names.bowled and number.low <= _WICKETS


def _line(tokens: Tokens, i: int, end: int) -> bool:
    """Whether two names with such a pair stand side by side: "Clare 1-19 Limerick 0-20"."""
    if i < 1 or not capital(tokens.words[i - 1]):
        return False
    ahead = any(_pair(tokens, k) and all(capital(word) for word in tokens.words[end:k]) for k in range(end + 1, end + 1 + _NAME))
    behind = any(_pair(tokens, k - 3) and all(capital(word) for word in tokens.words[k:i]) for k in range(max(3, i - _NAME), i))
    return ahead or behind


def _pair(tokens: Tokens, k: int) -> bool:
    """Whether "1-19" stands at ``k``."""
    return (
        tokens.at(k).isdecimal() and tokens.at(k + 1) in HYPHENS and tokens.at(k + 2).isdecimal() and tokens.touches(k + 1) and tokens.touches(k + 2)
    )
