"""What a quantity is told of: "$107 a barrel", "per square foot", "per million BTU", "per 100,000", "/km"; and units made of two."""

from __future__ import annotations

from factcheck.extract.numbers.number import ONE, clean_digits
from factcheck.extract.tokens import Tokens
from factcheck.extract.units.find import find_unit
from factcheck.extract.units.match import UnitMatch
from factcheck.model import Kind
from factcheck.tables.units import Units
from factcheck.tables.words import VERB, load_words

_GROUP = 3  # digits
_NEVER_COUNTED = frozenset("in for within after over during of by to at than about nearly almost until before from every and or".split())
_EVERY = frozenset(("every", "each"))
_PAID = 3  # words from "annual" to "bill": "the annual energy bill"
_PAY_REACH = 24  # words from a pay to its amount
_PAY_ENDS = frozenset(". ; : $ £ € ¥ ₹ rs who which".split())
_MOVE = 6  # words from "$" to the "$" that it was before
_MOVES = frozenset("from to against with".split())
_NOUN_REACH = 3  # words between a count and its "per": "12 new cases per 100,000"


def compose(tokens: Tokens, unit: UnitMatch, units: Units) -> UnitMatch:
    """Fold "kilograms per square metre", "litres/km" into one unit named as quantulum3 names it; other units come back unchanged."""
    j, n = unit.j, len(tokens)
    if j + 1 >= n or unit.kind is not Kind.MEASURE or tokens.lower[j] not in units.per_joints:
        return unit
    slash = tokens.lower[j] == "/"
    if slash and tokens.words[j + 1][0].isdecimal():  # 150 kW / 204 hp
        return unit
    below = find_unit(tokens, j + 1, units, value=ONE, attached=slash)
    if (
        below is None
        or below.dimension in ("percentage", "angle", "dimensionless")
        or (tokens.lower[j] in units.per_articles and below.dimension != "time")
    ):
        return unit
    dimension = f"{unit.dimension} per {below.dimension}"
    return UnitMatch(f"{unit.name} per {below.name}", dimension, below.j, Kind.MEASURE, f"{unit.by} per {below.by}")


def find_per(tokens: Tokens, j: int, units: Units) -> tuple[str, int]:
    """Read a denominator: "a barrel", "per share", "-per-share", "each", "per 100,000": (what, token behind it) or ("", j)."""
    word, after = tokens.at(j), tokens.at(j + 1)
    if word == "-" and after.startswith(("per-", "a-", "an-")):
        return after.partition("-")[2].replace("-", " "), j + 2
    if word == "/" and not after[:1].isalpha():  # "6.7 l/100km", but "$7/$9", "150 kW / 204 hp"
        measured = after[:1].isdecimal() and tokens.touches(j) and tokens.touches(j + 1) and tokens.words[j - 1][-1].isalpha()
        return _denominator(tokens, j + 1, units) if measured and find_unit(tokens, j + 2, units, value=ONE) is not None else ("", j)
    if word in units.per_words and after:
        if after in units.per_head:
            return "person", j + 2
        return ("year", j + 2) if after in units.per_annum else _denominator(tokens, j + 1, units)
    if word in units.per_articles and after in units.denominators and tokens.at(j + 2) not in units.per_not_before:
        return _denominator(tokens, j + 1, units)
    if _for_every(tokens, j):
        return _every(tokens, j + 2, units)
    return ("each", j + 1) if word in units.each else ("", j)


def _denominator(tokens: Tokens, k: int, units: Units) -> tuple[str, int]:
    """The denominator that begins at token ``k``: one word, or "million BTU", "100,000 cubic feet", "square foot"."""
    start = k
    if (tokens.words[k][0].isdecimal() or tokens.at(k) in units.amounts) and (
        tokens.at(k + 1) in units.amounts or find_unit(tokens, k + 1, units, value=ONE)
    ):
        k += 1
    if k > start and tokens.at(k) in units.amounts and find_unit(tokens, k + 1, units, value=ONE) is not None:
        k += 1
    unit = find_unit(tokens, k, units, value=ONE, attached=False) if not tokens.words[k][0].isdecimal() else None
    end = unit.j if unit is not None and not unit.symbol else k + 1
    if k == start and tokens.words[k].isdecimal() and tokens.at(k + 1).isdecimal() and len(tokens.at(k + 1)) == _GROUP:  # per 100 000
        end = k + 2
    return " ".join(_printed(word) for word in tokens.words[start:end]).replace(" - ", "-"), end


def _printed(word: str) -> str:
    """Small letters, but for symbols such as BTU and MWh."""
    return word if not word[1:].islower() and len(word) > 1 and word.isalpha() else word.lower()


def rate_of(tokens: Tokens, j: int, units: Units) -> str:
    """What a bare count is told of, behind it: "12 cases per 100,000 residents", "30 shots per game", "125 cases a year"; "" where nothing is."""
    lower = tokens.lower
    last = min(j + _NOUN_REACH, len(lower) - 1)
    often = True  # not in "40 members meet every week"
    k = j
    while k <= last:
        word = lower[k]
        if word == "per" and k + 1 < len(lower):
            return find_per(tokens, k, units)[0] if lower[k + 1] not in units.per_head or lower[k + 1] != "cent" else ""
        if _for_every(tokens, k):
            return _every(tokens, k + 2, units)[0]
        if k > j and often and (time := _often(tokens, k, units)):
            return time
        if not word[0].isalpha():
            return ""
        if k > j and word in units.per_recorded:  # "125 cases have been reported each year"
            last = min(max(last, k + 1), len(lower) - 1)
        elif k > j and load_words().main(word) == VERB:
            often = False
        k += 1
    return ""


def _often(tokens: Tokens, k: int, units: Units) -> str:
    """The time that tells how often: "a year", "every day", "annually"."""
    word, after = tokens.at(k), tokens.at(k + 1)
    if word in units.per_adverbs:
        return units.per_adverbs[word]
    every = word in _EVERY or (word in units.per_articles and tokens.at(k + 2) not in units.per_not_before)
    return after if every and after in units.article_times and tokens.at(k - 1) not in _NEVER_COUNTED else ""


def how_often(tokens: Tokens, j: int, units: Units) -> str:
    """What the adjective of a counted plural says it is told of: "125 yearly cases", "40 new daily cases"; "" where there is none."""
    for k in range(j, min(j + 2, len(tokens) - 1)):
        if tokens.lower[k] in units.per_adjectives and tokens.lower[k + 1].endswith("s"):
            return units.per_adjectives[tokens.lower[k]]
        if not tokens.lower[k][0].isalpha():
            break
    return ""


def paid_by(tokens: Tokens, i: int, j: int, units: Units) -> str:
    """What the adjective of a pay or a rent tells an amount of: "hourly pay rose to $33.80", "a monthly rent of £900", "a $900 weekly wage"."""
    lower = tokens.lower
    if lower[j : j + 1] and lower[j] in units.per_adjectives:
        return units.per_adjectives[lower[j]] if not units.paid.isdisjoint(lower[j + 1 : j + 1 + _PAID]) else ""
    for k in range(i - 1, max(-1, i - 1 - _PAY_REACH), -1):
        if lower[k] in _PAY_ENDS and (i - k > _MOVE or lower[k] in ".;:" or _MOVES.isdisjoint(lower[k:i])):
            return ""  # "will be £1,850, up from £1,690" goes on
        if lower[k] in units.paid:
            return next((units.per_adjectives[w] for w in reversed(lower[max(0, k - _PAID) : k]) if w in units.per_adjectives), "")
    return ""


def counted_by(tokens: Tokens, i: int, units: Units) -> bool:
    """Whether the time whose article is token ``i`` says how often the thing right before it was counted: "9,000 passengers an hour"."""
    if tokens.at(i + 1) not in units.article_times or tokens.at(i + 2) in units.per_not_before or tokens.at(i - 1) in _NEVER_COUNTED:
        return False
    for k in range(i - 1, max(-1, i - 1 - _NOUN_REACH), -1):
        word = tokens.lower[k]
        if word[0].isdecimal():
            return k < i - 1
        if not word[0].isalpha():
            return False
    return False


def _every(tokens: Tokens, k: int, units: Units) -> tuple[str, int]:
    """The denominator behind "for every": a round number, or what things are told of at large; "for each of them" tells of nothing."""
    word = tokens.at(k)
    told = word[:1].isdecimal() or word in units.amounts or word in units.denominators
    return _denominator(tokens, k, units) if told else ("", k)


def told_of(tokens: Tokens, i: int) -> bool:
    """Whether the number at ``i`` is a denominator: "per 100,000", "for every 100,000"."""
    return behind_per(tokens, i) and clean_digits(tokens.words[i]) is not None


def behind_per(tokens: Tokens, i: int) -> bool:
    """Whether "per" or "for every" stands before token ``i``."""
    return tokens.at(i - 1) == "per" or _for_every(tokens, i - 2)


def _for_every(tokens: Tokens, k: int) -> bool:
    """Whether "for every" or "for each" begins at ``k``, which says "per" before a number and a unit of trade."""
    return tokens.at(k) == "for" and tokens.at(k + 1) in _EVERY
