"""Quantities in two pieces: "6ft 2in", "5 hours and 20 minutes", "±0.01", and "(29 kilometers)" right after "18 miles"."""

from __future__ import annotations

from factcheck.extract.candidate import Candidate, Refused
from factcheck.extract.numbers.number import Number
from factcheck.extract.numbers.read import read_number
from factcheck.extract.tokens import Tokens
from factcheck.extract.units.attach import with_unit
from factcheck.extract.units.find import FEET_MARKS, INCH_MARKS, INCHES, find_unit
from factcheck.extract.units.match import UnitMatch
from factcheck.tables.bundle import Grammar

CENTS = 100
_MARGINS = frozenset(("±", "+", "plus"))  # the first tokens of what is looked up in the lexicon
_SMALLER = {"hour": ("minute", 60), "foot": ("inch", INCHES)}  # and what it stays below
_CLOSING = frozenset(". , ; : ! ? ) to in on at and but or with for from by before after when while as than tall".split()) | {"", "”", '"'}
_BRACKET_REACH = 6  # tokens between a quantity and its conversion


def fold(tokens: Tokens, candidate: Candidate, grammar: Grammar, locale: str) -> None:
    """Fold "6ft 2in", "5 hours and 20 minutes", "two years and three months" into the smaller unit, exactly."""
    if candidate.dimension == "currency":
        _fold_money(tokens, candidate, grammar, locale)
    if candidate.dimension not in ("length", "time", "mass") or candidate.low != candidate.high:
        return
    k = candidate.j
    if tokens.at(k) in ("and", ",", "-"):
        k += 1 + (tokens.at(k) == "," and tokens.at(k + 1) == "and")
    word = tokens.at(k)
    if not (word[:1].isdecimal() or word in grammar.numerals.cardinals):
        return
    number = read_number(tokens, k, grammar.numerals, locale, article=False)
    if number is None or number.scale != 1:
        return
    unit = find_unit(tokens, number.j + (tokens.at(number.j) == "-"), grammar.units, value=number.low)
    marked = tokens.at(k - 1) in FEET_MARKS  # 5'11"
    if unit is None and candidate.unit == "foot" and (tokens.at(k - 1) == "-" or marked) and tokens.touches(k) and number.low < INCHES:  # 5-foot-11
        end = number.j + (marked and tokens.at(number.j) in INCH_MARKS and tokens.touches(number.j))
        unit = UnitMatch("inch", "length", end, candidate.kind, "unit:inch left out")
    if unit is None and k == candidate.j:
        unit = _left_out(tokens, candidate, number)
    factor = grammar.units.divided.get((candidate.unit, unit.name)) if unit is not None else None
    if unit is None or factor is None:
        return
    candidate.low = candidate.high = candidate.low * factor + number.low
    candidate.step, candidate.unit = number.step, unit.name
    candidate.j = candidate.end = unit.j
    candidate.by.append(f"compound:{unit.name}")
    fold(tokens, candidate, grammar, locale)  # "two hours, four minutes and 36 seconds"


def _left_out(tokens: Tokens, candidate: Candidate, number: Number) -> UnitMatch | None:
    """The smaller unit that speech leaves out: "ran under two hours five", "an hour 20", "six foot two"; not "two hours five times"."""
    name, most = _SMALLER.get(candidate.unit, ("", 0))
    if not 0 < number.low < most or number.low != int(number.low) or tokens.at(number.j) not in _CLOSING:
        return None
    return UnitMatch(name, candidate.dimension, number.j, candidate.kind, f"unit:{name} left out")


def _fold_money(tokens: Tokens, candidate: Candidate, grammar: Grammar, locale: str) -> None:
    """Fold "3 dollars 50 cents", "five pounds and 20 pence": whole units and then the hundredths of the same currency."""
    k = candidate.j + (tokens.at(candidate.j) in ("and", ","))
    if (
        candidate.scaled
        or candidate.low != candidate.low.to_integral_value()
        or tokens.words[candidate.j - 1][-1].isdecimal()
        or k >= len(tokens.lower)
    ):
        return
    if not (tokens.words[k][0].isdecimal() or tokens.lower[k] in grammar.numerals.cardinals):
        return
    number = read_number(tokens, k, grammar.numerals, locale, article=False)
    cents = with_unit(tokens, number, grammar) if number is not None and number.low < CENTS else None
    if cents is None or cents.unit != candidate.unit or cents.factor == 1 or cents.kind is not candidate.kind:
        return
    candidate.low = candidate.high = candidate.low + cents.low
    candidate.step, candidate.j, candidate.end, candidate.per = cents.step, cents.j, cents.end, cents.per
    candidate.by.append("compound:cents")


def take_margin(tokens: Tokens, candidate: Candidate, grammar: Grammar, locale: str) -> None:
    """Take "±0.01 pounds" into the quantity that it qualifies: its interval reaches so far to both sides."""
    k = candidate.j
    if tokens.at(k) not in _MARGINS:
        return
    sign = next((p for p in grammar.numerals.plus_minus if tuple(tokens.lower[k : k + len(p)]) == p), None)
    if sign is None or k + len(sign) >= len(tokens.lower):
        return
    number = read_number(tokens, k + len(sign), grammar.numerals, locale, article=False)
    if number is None:
        return
    margin = with_unit(tokens, number, grammar)
    if margin.unit and candidate.unit and margin.unit != candidate.unit:
        return
    if margin.unit and not candidate.unit:
        candidate.unit, candidate.dimension, candidate.kind = margin.unit, margin.dimension, margin.kind
    candidate.margin, candidate.j, candidate.end = margin.low, margin.j, margin.end
    candidate.by.append("margin")


def mark_restated(tokens: Tokens, candidate: Candidate, out: list[Candidate | Refused], grammar: Grammar) -> None:
    """Mark "(29 kilometers)" right after "18 miles": the same quantity in another unit."""
    if not candidate.unit or not out:
        return
    k = candidate.i - 1
    while k >= 0 and tokens.lower[k] in grammar.hedges.before_conversion:
        k -= 1
    before = next((c for c in reversed(out) if isinstance(c, Candidate)), None)
    if k < 1 or before is None or before.kind is not candidate.kind or before.unit == candidate.unit or before.dimension != candidate.dimension:
        return
    if k - before.end > _BRACKET_REACH:
        return
    again = before.restated and k + 1 >= before.end and not any(w in (")", ".") for w in tokens.words[before.end : candidate.i])
    candidate.restated = again or tokens.words[k] in ("(", "[")
