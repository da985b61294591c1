"""What stands around one number: currency, scale letter, unit of measure, denominator; and "a mile", "an hour" without a number."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.candidate import Candidate
from factcheck.extract.numbers.digits import apply_letter_scale
from factcheck.extract.numbers.number import ONE, Number, clean_digits
from factcheck.extract.numbers.spelled import OF_CENTURY
from factcheck.extract.tokens import Tokens
from factcheck.extract.units.find import SIGNS, find_unit, money_after, money_before
from factcheck.extract.units.match import UnitMatch
from factcheck.extract.units.metres import metres
from factcheck.extract.units.per import compose, counted_by, find_per, how_often, paid_by, rate_of
from factcheck.model import Kind
from factcheck.tables.bundle import Grammar
from factcheck.tables.units import Units

_PAY = 1_000_000  # more than anybody is paid an hour, or pays a month
_FEW = 12  # up to so many are as often things with such a name: "three daily papers", "two annual fairs"
_RATE_REACH = 12  # tokens to both sides of "a quarter point" in which a rate may be named
_KELVIN_REACH = 9  # tokens to both sides of "573.15K" in which a temperature may be named
_MINUS = frozenset("-−")
_POWERS = frozenset("²³^")
_HALVES = frozenset(("slash", "half", "quarter", "fraction:half", "fraction:quarter"))
_KINDS = {"fraction": Kind.SHARE}


def with_unit(tokens: Tokens, number: Number, grammar: Grammar) -> Candidate:
    """Attach the currency, unit and denominator around one number."""
    i, units = number.i, grammar.units
    sign = _sign(tokens, i, units)
    _letter_scale(tokens, number, grammar, money=sign is not None)
    j = number.j
    candidate = Candidate(i, j, number.low, number.high, number.step, style=number.style, by=[number.by], end=j)
    candidate.vague = number.style == "vague"
    candidate.approximate = number.style == "couple"
    candidate.kind = _KINDS.get(number.style, Kind.COUNT)
    candidate.scaled, candidate.factor, candidate.plus = number.scale != 1, number.scale, number.plus
    if sign is not None:
        candidate.i, candidate.unit, negative = sign
        candidate.dimension, candidate.kind = "currency", Kind.MONEY
        candidate.by.append(f"currency:{candidate.unit}")
        if negative:
            candidate.low, candidate.high = -candidate.high, -candidate.low
        elif number.low >= 0:
            _negate(tokens, candidate, units)
    else:
        _measure(tokens, candidate, number, grammar)
    _tell(tokens, candidate, units)
    return candidate


def _sign(tokens: Tokens, i: int, units: Units) -> tuple[int, str, bool] | None:
    """The currency before the number at token ``i``: (its first token, ISO code, whether a minus stands between: "$-3.1bn")."""
    if i > 1 and tokens.words[i - 1] in _MINUS and tokens.words[i - 2] in SIGNS and tokens.touches(i) and tokens.touches(i - 1):
        before = money_before(tokens, i - 1, units)
        return None if before is None else (*before, True)
    found = money_before(tokens, i, units)
    return None if found is None else (*found, False)


def _tell(tokens: Tokens, candidate: Candidate, units: Units) -> None:
    """Take in what the quantity is told of: "a barrel", "per share"; of a count, "per 100,000" behind its noun."""
    if candidate.unit:
        per, end = find_per(tokens, candidate.j, units)
        if per:
            candidate.per, candidate.end = per, end
        elif candidate.kind is Kind.MONEY and candidate.low < _PAY:
            candidate.per = paid_by(tokens, candidate.i, candidate.j, units)
    elif tokens.at(candidate.j) == "per" and clean_digits(tokens.at(candidate.j + 1)) is not None:  # 30 per 100,000
        candidate.per, candidate.end = find_per(tokens, candidate.j, units)
    elif candidate.kind is Kind.COUNT:
        candidate.per = rate_of(tokens, candidate.j, units) or (how_often(tokens, candidate.j, units) if candidate.low > _FEW else "")


def _letter_scale(tokens: Tokens, number: Number, grammar: Grammar, *, money: bool) -> None:
    """Apply the letter of "$5m", "$10K", "2.5m people", "300K others": one that touches the digits, where it is no unit."""
    j = number.j
    letter = tokens.at(j)
    if letter not in grammar.numerals.attached_scales or number.style != "digits" or number.scale != 1:
        return
    after = tokens.at(j + 1)
    if j + 1 < len(tokens.lower) and tokens.touches(j + 1) and (after[0].isalnum() or after in _POWERS):
        return  # 75m2
    if not tokens.touches(j) and not (money and (tokens.words[j].isupper() or not after[:1].isalpha())):  # "$ 5 M", "$12 MM"
        return
    if not money:
        if (
            letter == "mm"
            or (letter == "m" and metres(tokens, j, grammar.units))
            or letter == "t"
            or (letter == "b" and tokens.words[j] == "b" and not after.isalpha())
        ):
            return
        if letter == "k" and (not after.isalpha() or after in grammar.units.spaced_before) and _warm(tokens, j, grammar.units):
            return
    apply_letter_scale(number, letter, grammar.numerals)


def _warm(tokens: Tokens, j: int, units: Units) -> bool:
    """Whether a temperature is named near token ``j``, so that "573.15K" is kelvin."""
    return not units.kelvin_near.isdisjoint(tokens.lower[max(0, j - _KELVIN_REACH) : j + _KELVIN_REACH])


def _of_a_rate(tokens: Tokens, number: Number, k: int, units: Units) -> bool:
    """Whether the points at token ``k`` are of a percentage: "a quarter point", "up 0.1 points" near a rate; "two points to 39 percent"."""
    if tokens.at(k) not in ("point", "points") or k > number.j + 1:
        return False
    if tokens.at(k + 1) == "to" and tokens.at(k + 2)[:1].isdecimal() and not units.percents.isdisjoint(tokens.lower[k + 3 : k + 5]):
        return True
    parted = number.style == "fraction" or number.low % 1 != 0
    return parted and not units.rates.isdisjoint(tokens.lower[max(0, number.j - _RATE_REACH) : number.j + _RATE_REACH])


def _measure(tokens: Tokens, candidate: Candidate, number: Number, grammar: Grammar) -> None:
    """Attach what stands behind the number: a currency in words, or a unit of measure."""
    units = grammar.units
    j = candidate.j
    if number.by == OF_CENTURY:
        attach(tokens, candidate, UnitMatch("year", "time", j, Kind.DURATION, "unit:year"), units)
        return
    k, candidate.plus = _past_joint(tokens, number)
    money = money_after(tokens, k, units, value=number.low, scaled=number.scale >= 1000)
    if money is not None:
        candidate.j, candidate.unit, factor = money
        candidate.multiply(factor)
        candidate.dimension, candidate.kind, candidate.end = "currency", Kind.MONEY, candidate.j
        candidate.by.append(f"currency:{candidate.unit}")
        _scale_behind(tokens, candidate, grammar)
        _negate(tokens, candidate, units)
        return
    if _of_a_rate(tokens, number, k, units):
        attach(tokens, candidate, UnitMatch("percentage point", "percentage", k + 1, Kind.PERCENT, "unit:point of a rate"), units)
        return
    unit = find_unit(tokens, k, units, value=number.low) or _with_word_between(tokens, k, number, units)
    if unit is None:
        candidate.plus = number.plus
        _negate(tokens, candidate, units)
        return
    if number.style == "fraction" and k == j and not _is_unit_share(tokens, j, number):
        return
    attach(tokens, candidate, compose(tokens, unit, units), units)


def _past_joint(tokens: Tokens, number: Number) -> tuple[int, int]:
    """Where the unit may begin behind a number, past "of", an article or a hyphen; and the token of a "-plus" that was passed."""
    j = number.j
    after, behind = tokens.at(j), tokens.at(j + 1)
    if number.style == "vague" and after == "of":
        return j + 1, number.plus  # thousands of dollars, hundreds of miles
    if number.style == "fraction" and number.low < 1 and after in ("a", "an"):
        return j + 1, number.plus  # half a year, half an hour
    if number.style == "fraction" and number.low < 1 and after == "of" and behind in ("a", "an") and tokens.words[j - 1][0].isalpha():
        return j + 2, number.plus  # three-quarters of an inch, a quarter of a percentage point
    if after == "-" and behind and tokens.touches(j) and tokens.touches(j + 1):
        return (j + 2, j) if behind == "plus" else (j + 1, number.plus)  # 20-plus years; 640-metre
    return j, number.plus


def _of_rates(tokens: Tokens, j: int, units: Units) -> bool:
    """Whether a rate is named near token ``j``, so that a quarter point is one of percentage."""
    return not units.rates.isdisjoint(tokens.lower[max(0, j - _RATE_REACH) : j + _RATE_REACH])


def _with_word_between(tokens: Tokens, j: int, number: Number, units: Units) -> UnitMatch | None:
    """A unit in words behind "more", "consecutive" and the like: "four more months", "three straight days"."""
    if tokens.at(j) not in units.between_unit or number.style not in ("digits", "words", "couple"):
        return None
    unit = find_unit(tokens, j + 1, units, value=number.low, attached=False)
    return unit if unit is not None and not unit.symbol and tokens.lower[j + 1] not in units.never_alone else None


def _scale_behind(tokens: Tokens, candidate: Candidate, grammar: Grammar) -> None:
    """A scale behind the code: "75 USD million"."""
    word = tokens.at(candidate.j)
    if word in grammar.numerals.scales and not candidate.scaled and tokens.words[candidate.j - 1].isupper():
        candidate.multiply(grammar.numerals.scales[word])
        candidate.scaled = True
        candidate.j = candidate.end = candidate.j + 1


def attach(tokens: Tokens, candidate: Candidate, unit: UnitMatch, units: Units) -> None:
    """Give the quantity its unit, and its sign where a minus stands before it."""
    candidate.unit, candidate.dimension, candidate.kind = unit.name, unit.dimension, unit.kind
    candidate.j = candidate.end = unit.j
    candidate.multiply(unit.factor)
    candidate.by.append(unit.by)
    _negate(tokens, candidate, units)


def _negate(tokens: Tokens, candidate: Candidate, units: Units) -> None:
    """Take in the minus right before the quantity: a sign with nothing but space or a bracket before it, or "minus", "minus-", "negative"."""
    k = candidate.i - 1
    if k < 0:
        return
    if tokens.words[k] in _MINUS and tokens.touches(candidate.i):
        joined = bool(k) and tokens.touches(k) and tokens.words[k - 1] != "("
        if not joined and (candidate.unit or (k and not tokens.words[k - 1][0].isdecimal())):
            candidate.negate()
            return
        k -= 1
    if k >= 0 and tokens.at(k) in units.negative and not _result(tokens, k, units):
        candidate.negate()
        candidate.i = k


def _result(tokens: Tokens, k: int, units: Units) -> bool:
    """Whether "negative" tells of a test, or "minus" takes away: "tested negative five times", "10 minus 4"."""
    before = tokens.at(k - 1)
    return (tokens.at(k) != "minus" and before in units.negative_not_after) or before == "or" or before[:1].isdecimal()


def _is_unit_share(tokens: Tokens, j: int, number: Number) -> bool:
    """Whether a fraction right before a unit measures: "half-mile", "1/2 mile", "½ inch"; "two-thirds percent" hardly ever does."""
    if number.by in _HALVES or number.by.startswith("sign") or number.low > 1:
        return True
    return number.by.startswith("fraction") and tokens.at(j) == "-"


def _compares(tokens: Tokens, i: int, j: int, units: Units) -> bool:
    """Whether "than a year ago" tells with what a quantity is compared: "20p more than a year ago"."""
    if tokens.at(i - 1) != "than" or tokens.at(j) not in units.before_now:
        return False
    against = tokens.at(i - 3)
    return tokens.at(i - 2) in units.comparatives and (against[:1].isdecimal() or against in units.amounts)


def article_unit(tokens: Tokens, i: int, grammar: Grammar) -> Candidate | None:
    """Read "a mile ahead", "an hour before", "a litre of water", "less than a minute"; never "a year ago" or "a day"."""
    units, lower = grammar.units, tokens.lower
    unit = find_unit(tokens, i + 1, units, value=ONE, attached=False)
    if unit is None or unit.symbol or unit.dimension in ("percentage", "angle", "temperature"):
        return None
    before = tokens.at(i - 1)
    if lower[i + 1].endswith("s") or lower[i + 1] in units.never_alone or before in units.article_not_after:
        return None
    if (
        before[:1].isdecimal()
        or before in units.money_words
        or before in units.amounts
        or _compares(tokens, i, unit.j, units)
        or counted_by(tokens, i, units)
    ):
        return None
    candidate = Candidate(
        i, unit.j, ONE, ONE, ONE, unit.name, unit.dimension, kind=unit.kind, style="article", by=[f"article:{unit.name}"], end=unit.j
    )
    if lower[unit.j : unit.j + 3] == ["and", "a", "half"]:
        candidate.low = candidate.high = Decimal("1.5")
        candidate.step, candidate.j, candidate.end = Decimal("0.5"), unit.j + 3, unit.j + 3
        return candidate
    after = tokens.at(unit.j)
    if after == "or" and tokens.at(unit.j + 1)[:1] in ("t", "s"):
        return None  # "a month or two", "a day or so"
    if unit.name in units.article_times and (after in units.article_time_before or (before in units.article_time_after and after != "-")):
        return candidate
    if before in units.article_hedges:
        return None if after == "old" and unit.name not in units.article_units else candidate
    if after == "of" and tokens.at(unit.j + 1) in units.article_depths:
        return candidate
    if unit.name not in units.article_units or after in units.article_not_before:
        return None
    return None if unit.name in ("mile", "ton", "hour") and after in ("of", "long") else candidate  # "a mile of", "an hour of": idioms
