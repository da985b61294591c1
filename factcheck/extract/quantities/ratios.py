"""Quantities with a shape of their own: magnitudes, multiples, shares like "one in five", and counts of zero."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.candidate import Candidate
from factcheck.extract.numbers.number import CENT, ONE, ZERO, Number
from factcheck.extract.numbers.read import read_number
from factcheck.extract.tokens import Tokens
from factcheck.model import Kind
from factcheck.tables.bundle import Grammar

_TWELVE_DIGITS = Decimal("0.000000000001")
_TENTHS = (10, 100)
_STRONGEST = 11  # no quake is stronger
_STORY = 40  # tokens to both sides in which the word makes "and 5.1" a magnitude, too
_HARM_REACH = 4  # words behind "no one" in which "hurt" may stand
_HUNDRED = 100
_FEW = 20  # "one home in four", not "one home in 2,400"


def mark_magnitude(tokens: Tokens, candidate: Candidate, grammar: Grammar) -> None:
    """Mark "magnitude 5.9", "7.2-magnitude", "a 4.6 quake": a measure on a scale without a unit, told as "magnitude"."""
    if candidate.unit or candidate.kind is not Kind.COUNT or not 0 < candidate.high < _STRONGEST or candidate.scaled:
        return
    lower, i, j = tokens.lower, candidate.i, candidate.j
    hyphen = tokens.at(j) == "-"
    behind, before = tokens.at(j + hyphen), tokens.at(i - 1)
    named = "magnitude" in lower[max(0, i - 3) : i] or behind == "magnitude"
    if not named and candidate.step < 1:
        earlier = before in ("and", ",", "a") and "magnitude" in lower[max(0, i - _STORY) : j + _STORY]
        named = before in grammar.units.measuring or behind in grammar.units.quakes or earlier
    if not named:
        return
    candidate.kind, candidate.dimension, candidate.unit = Kind.MEASURE, "magnitude", "magnitude"
    candidate.by.append("magnitude")
    if hyphen and behind == "magnitude":
        candidate.end = j + 1


def read_multiple(tokens: Tokens, i: int, grammar: Grammar) -> Candidate | None:
    """Read "twice that", "doubled", "almost double", "tenfold"; not "double murder", "once", "double digits"."""
    table = grammar.numerals
    word = tokens.lower[i]
    value = table.multiples[word]
    before, after = tokens.at(i - 1), tokens.at(i + 1)
    if word == "once" or (after == "-" and i + 2 < len(tokens.lower) and tokens.touches(i + 1)):
        return None
    if word in table.doubtful_multiples and after not in table.multiple_before:
        last = not after.isalpha() or after in table.multiple_last
        if before not in table.multiple_after or not last:
            return None
    return Candidate(i, i + 1, value, value, ONE, kind=Kind.MULTIPLE, style="words", by=[f"multiple:{word}"], end=i + 1)


def read_ratio(tokens: Tokens, number: Number, grammar: Grammar) -> Candidate | None:
    """Read "one in five", "six out of ten", "one home in four", "three times the …", "two-fold"; None where there is none."""
    if number.style not in ("digits", "words") or number.scale != 1:
        return None
    lower, j = tokens.lower, number.j
    word = tokens.at(j)
    if word == "times":
        return _multiple(number, j + 1, "times") if tokens.at(j + 1) in grammar.numerals.times_before else None
    if word in ("fold", "-fold"):
        return _multiple(number, j + 1, "fold")
    if word == "-" and tokens.at(j + 1) == "fold":
        return _multiple(number, j + 2, "fold")
    k = _joint(tokens, number)
    if k < 0:
        return None
    out_of, between, every = lower[k] == "of", word not in ("-", "in", "out"), tokens.at(k + 1) == "every"
    if tokens.at(k + 1) == "every" or (tokens.at(k + 1) == "-" and tokens.touches(k + 1)):
        k += 1
    if tokens.at(k + 1) in ("", "a", "an"):
        return None
    whole = read_number(tokens, k + 1, grammar.numerals, article=False)
    if whole is None or whole.style not in ("digits", "words") or not number.low < whole.low or whole.low != whole.low.to_integral_value():
        return None
    sure = every and between and whole.low <= _HUNDRED  # seven litres in every ten
    if not sure and not _is_ratio(number, whole, tokens.at(whole.j), tokens.at(whole.j + 1), out_of=out_of, between=between, grammar=grammar):
        return None
    value = number.low / whole.low
    value = value.quantize(_TWELVE_DIGITS) if number.low % whole.low else value
    candidate = Candidate(number.i, whole.j, value, value, CENT, kind=Kind.SHARE, style="fraction", end=whole.j)
    candidate.by = [number.by, "ratio:out of" if out_of else "ratio:in", whole.by]
    return candidate


def _multiple(number: Number, end: int, by: str) -> Candidate:
    return Candidate(number.i, end, number.low, number.high, number.step, kind=Kind.MULTIPLE, style=number.style, by=[number.by, by], end=end)


def _joint(tokens: Tokens, number: Number) -> int:
    """Return the token of "in" or "of" between part and whole; -1 where there is none."""
    j = number.j
    word, after = tokens.at(j), tokens.at(j + 1)
    if word == "in":
        return j
    if word == "out" and after == "of":
        return j + 1
    if word == "-" and tokens.lower[j + 1 : j + 3] == ["in", "-"]:
        return j + 2
    told = number.low == 1 or tokens.at(j + 2) == "every"
    return j + 1 if told and after == "in" and word.isalpha() else -1


def _is_ratio(number: Number, whole: Number, after: str, further: str, *, out_of: bool, between: bool, grammar: Grammar) -> bool:
    """Whether "one in five" is a share; "two in 2008", "19 in 31 games" and "1,700 out of 2,500" are not."""
    table = grammar.numerals
    if after in grammar.units.words and (number.low > 1 or whole.low < 100):
        return False
    if between:
        return whole.low <= _FEW and (not after.isalpha() or after in table.ratio_before or further == "to")
    if out_of:
        return whole.low <= 10 or (whole.low == 100 and number.low <= 100)
    if number.low == 1:
        return not 1900 <= whole.low <= 2100 or whole.style == "words"
    return number.low <= 10 and whole.low in table.ratio_wholes and (number.style == whole.style or whole.low in _TENTHS)


def read_zero(tokens: Tokens, i: int, grammar: Grammar) -> Candidate | None:
    """Read "no deaths", "no survivors" as a count of zero; "no one was hurt" too; "no plans", "no reports of injuries" are denials."""
    table = grammar.numerals
    if tokens.at(i + 1) == "one":  # no one was hurt
        harmed = not table.zero_harms.isdisjoint(tokens.lower[i + 2 : i + 2 + _HARM_REACH]) and tokens.at(i + 2) not in table.zero_one_not
        return Candidate(i, i + 2, ZERO, ZERO, ONE, style="words", by=["zero:no one"], end=i + 2) if harmed else None
    for k in (i + 1, i + 2):
        word = tokens.at(k)
        if not word or not word[0].isalpha() or word in table.zero_not_before:
            return None
        if _singular(word) in table.zero_nouns:
            if tokens.at(k + 1) in table.zero_compounds:
                return None
            return Candidate(i, i + 1, ZERO, ZERO, ONE, style="words", by=["zero:no"], end=i + 1)
    return None


def _singular(word: str) -> str:
    if word == "bodies":
        return "body"
    for ending, base in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss"):
            return word[: -len(ending)] + base
    return word
