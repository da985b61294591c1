"""Two numbers that make one quantity: "between 50 and 100", "25 to 30 mph", "$180-200 million", "20 percent to 25 percent", "nine or 10"."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.candidate import Candidate
from factcheck.extract.exclusions import refuse
from factcheck.extract.exclusions.scores import scored, spread
from factcheck.extract.neighbours import DASHES, counted
from factcheck.extract.numbers.number import ONE, Number
from factcheck.extract.numbers.read import read_number
from factcheck.extract.tokens import Tokens
from factcheck.extract.units.attach import with_unit
from factcheck.model import Kind
from factcheck.tables.bundle import Grammar

_SIGNS = frozenset("$£€¥₹")
_CHANGE_REACH = 9  # tokens before "from X to Y" in which its verb may stand
_ALTERNATIVE = Decimal("0.6")  # "nine or 10" is one quantity, "12 or 40" are two: the second is at most so much larger
_WIDEST = 20  # "2-12 boats" is a range, "2017-3266659" a number of a case
_FAR = 4  # a range from a change to the new value would be this wide
_YEARLIKE = 1500  # "300-1600" without a unit is more likely a name
_WIDE = (Kind.PERCENT, Kind.MEASURE, Kind.DURATION)


def read_range(tokens: Tokens, first: Candidate, number: Number, grammar: Grammar, locale: str) -> Candidate | None:
    """Join the quantity ``first`` with one that follows; None where the two are no range."""
    if first.vague or first.kind in (Kind.SHARE, Kind.MULTIPLE) or tokens.lower[first.j - 1].endswith("-by"):  # 12-foot-by-14-foot
        return None
    k = first.j
    hyphened = tokens.at(k) == "-" and tokens.at(k + 1) in ("to", "or", "and")  # 8- to 16-metre
    if hyphened or (
        tokens.at(k) in grammar.numerals.range_further and tokens.at(k + 1) == "to" and tokens.at(first.i - 1) == "from"
    ):  # from 320 up to 510
        k += 1
    word = tokens.at(k)
    if k + 1 >= len(tokens.lower) or not _may_join(tokens, first, word, grammar):
        return None
    k = _second(tokens, k + 1, word, grammar)
    if k >= len(tokens.lower):
        return None
    other = read_number(tokens, k, grammar.numerals, locale, article=False)
    if other is None or other.style not in ("digits", "words") or refuse.before_reading(tokens, k, grammar) is not None:
        return None
    return _joined(tokens, first, with_unit(tokens, other, grammar), number, other, word, grammar)


def _may_join(tokens: Tokens, first: Candidate, word: str, grammar: Grammar) -> bool:
    """Whether the word between two numbers can make them a range."""
    lower, i = tokens.lower, first.i
    before = tokens.at(i - 1)
    if word == "and":
        if before == "of" and lower[max(0, i - 4) : i - 1] == ["between", "the", "ages"]:
            return True
        return before == "between" or (before in grammar.hedges.inside_range and tokens.at(i - 2) == "between")
    if word == "to":  # where a verb of change governs "from X to Y", X is the old value and Y the new one
        change = grammar.numerals.change
        return not (before == "from" and any(w in change for w in lower[max(0, i - 1 - _CHANGE_REACH) : i - 1]))
    return word == "or" or word in DASHES


def _second(tokens: Tokens, k: int, word: str, grammar: Grammar) -> int:
    """Return the token at which the second number begins: behind "-to-", hedges and currency signs."""
    n = len(tokens.lower)
    if word == "-" and k + 2 < n and tokens.lower[k] == "to" and tokens.lower[k + 1] == "-":
        k += 2
    elif k < n and tokens.lower[k] == "-" and word in ("to", "or", "and") and tokens.touches(k):  # 0-to-60-mph
        k += 1
    while k < n and (
        tokens.lower[k] in grammar.numerals.range_hedges
        or tokens.words[k] in _SIGNS
        or tokens.words[k] in grammar.units.money_signs
        or _minus(tokens, k)
    ):
        k += 1
    return k + 2 if k < n - 1 and tokens.words[k] in ("US", "A", "C") and tokens.words[k + 1] == "$" else k


def _minus(tokens: Tokens, k: int) -> bool:
    """Whether a hyphen at ``k`` is the sign of the second number: "-18 °C to -12 °C"."""
    return tokens.lower[k] == "-" and k + 1 < len(tokens.lower) and not tokens.touches(k) and tokens.touches(k + 1)


def _joined(tokens: Tokens, a: Candidate, b: Candidate, na: Number, nb: Number, word: str, grammar: Grammar) -> Candidate | None:
    low, step, high = _bounds(a, b, na, nb)
    if not _agree(a, b, word) or not (_rising(low, high, word) or _falling(tokens, a, b, word, grammar)):
        return None
    if a.kind is b.kind is Kind.MONEY and a.factor != b.factor and min(a.factor, b.factor) < ONE:
        return None  # "lost 30 cents to $4.20"
    if word == "to" and high > low * _FAR and _changed_by(tokens, a.i, grammar):
        return None
    if word in DASHES and a.unit == "foot" and not b.unit:
        return None  # 5-foot-11
    if word in DASHES and not _dash_range(tokens, a, b, grammar):
        return None
    if word == "or" and (high - low > max(ONE, low * _ALTERNATIVE) or (a.unit and not b.unit)):
        return None
    if word == "to" and not a.unit and not b.unit and tokens.at(a.i - 1) != "from" and _result(tokens, a, b, grammar):
        return None
    start, hedged = a.i, False
    if word in ("and", "to"):
        hedged = tokens.at(start - 1) in grammar.hedges.inside_range and tokens.at(start - 2) in ("between", "from")
        if hedged or tokens.at(start - 1) in ("between", "from"):
            start -= 1 + hedged
    unit_of = b if b.unit else a
    joined = Candidate(start, b.j, low, high, min(step, nb.step), unit_of.unit, unit_of.dimension, b.per or a.per, unit_of.kind)
    joined.style, joined.scaled, joined.end, joined.approximate = nb.style, a.scaled or b.scaled, b.end, hedged
    joined.by = [*a.by, f"range:{word}", *b.by]
    return joined


def _result(tokens: Tokens, a: Candidate, b: Candidate, grammar: Grammar) -> bool:
    """Whether the two numbers are how a vote or a match went."""
    names = grammar.designators
    return scored(tokens.lower, a.i, names.score_after) and not spread(tokens, a.low, b.low, b.j, names)


def _changed_by(tokens: Tokens, i: int, grammar: Grammar) -> bool:
    """Whether the number at ``i`` is by how much something changed: "fell by 4,000 to 2.47 million", "one by 2p to 77p"."""
    change = grammar.numerals.change
    before = tokens.at(i - 1)
    return before in change or before == "by"


def _bounds(a: Candidate, b: Candidate, na: Number, nb: Number) -> tuple[Decimal, Decimal, Decimal]:
    """Low end, its print step and high end; a scale or cents printed once count for both: "$3-5 million", "20 to 30 cents"."""
    low, step = na.low, na.step
    if na.low == na.mantissa < nb.mantissa < nb.low and na.style == nb.style:
        low, step = low * (nb.low / nb.mantissa), step * (nb.low / nb.mantissa)
    if not a.unit and b.unit and b.kind is Kind.MONEY and b.low != nb.low and nb.low:
        factor = b.low / nb.low
        return low * factor, step * factor, b.high
    return (a.low if (a.unit or a.low < 0) and a.low != na.low else low), step, (b.high if b.low < 0 else nb.high)


def _agree(a: Candidate, b: Candidate, word: str) -> bool:
    """Whether the units of both ends can be one."""
    if a.unit and b.unit and a.unit != b.unit:
        return False
    if a.kind is not Kind.COUNT and b.kind is Kind.COUNT:
        return word != "or" and not (word == "to" and a.unit and not b.unit and a.kind in _WIDE)
    return True


def _rising(low: Decimal, high: Decimal, word: str) -> bool:
    """Whether the second end is the larger one; "between 9 and 5" and "-4 to -10" may fall."""
    if low < high:
        return True
    dash = word in DASHES
    return (not dash and word == "and") or (low < 0 and high < 0 and not dash)


def _falling(tokens: Tokens, a: Candidate, b: Candidate, word: str, grammar: Grammar) -> bool:
    """Whether both ends print their unit of measure, so that the second may be the smaller: "2.2 A/cm2 to 0.4 A/cm2"; not "fell 4 kg to 80 kg"."""
    return word == "to" and a.kind is b.kind is Kind.MEASURE and a.unit == b.unit != "" and not _changed_by(tokens, a.i, grammar)


def _dash_range(tokens: Tokens, a: Candidate, b: Candidate, grammar: Grammar) -> bool:
    """A dash between numbers is a range where a unit, a scale or a plural follows; else a score, a date or a name."""
    if not tokens.touches(a.j):  # "25 – 30 minutes", "0.1 – 0.9"
        blanks = tokens.starts[a.j] - tokens.ends[a.j - 1], tokens.starts[a.j + 1] - tokens.ends[a.j]
        decimals = a.step == b.step < 1 and not a.unit
        return blanks == (1, 1) and (bool(b.unit) or decimals) and a.unit in ("", b.unit)
    if a.unit or b.unit or b.scaled:
        return True
    names = grammar.designators
    after = tokens.at(b.j)
    if after in names.score_before or _result(tokens, a, b, grammar):
        return False
    if after == "-" and tokens.touches(b.j):
        return False
    return (a.low >= 10 and (b.low < _YEARLIKE or "," in tokens.words[b.i])) or (b.low < a.low * _WIDEST + _WIDEST and counted(tokens, b.j, names))
