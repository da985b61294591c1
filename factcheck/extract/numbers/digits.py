"""Numbers in digits: plain, with fractions (2½, 6 1/2, 3/4), powers of ten, groups set apart by blanks, scale words and scale letters."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.numbers.number import HALF, ONE, QUARTER, Number, clean_digits, fraction, print_step, scaled
from factcheck.extract.tokens import Tokens
from factcheck.tables.numerals import Numerals

_MINUS = frozenset("-−")
SLASHES = frozenset("/⁄∕")
_DENOMINATORS = frozenset(("2", "3", "4", "5", "6", "8", "10", "12", "16", "32", "64"))


def read_digits(tokens: Tokens, i: int, table: Numerals, locale: str) -> Number | None:
    """Read the number whose digits are token ``i``; None where the separators or a slash make it none."""
    digits = clean_digits(tokens.words[i], locale)
    if digits is None:
        return None
    value = Decimal(digits)
    number = Number(value, value, print_step(digits), i, i + 1, "digits", "digits")
    if i and tokens.lower[i - 1] == "." and tokens.touches(i) and not (i > 1 and tokens.touches(i - 1)) and digits.isdigit():
        number.low = number.high = value.scaleb(-len(digits))  # ".65 seconds"; what is no decimal was refused before
        number.step, number.i = ONE.scaleb(-len(digits)), i - 1
    j = i + 1
    if j < len(tokens.lower):
        word = tokens.lower[j]
        if word in SLASHES and j + 1 < len(tokens.lower) and tokens.words[j + 1][0].isdigit():
            return _slash(tokens, i, value)
        if word in ("x", "×", "e"):
            return _power_of_ten(tokens, number, j, word) or scaled(number, tokens, table)
        if not _mixed(tokens, number, j, digits, table):
            _grouped_by_blank(tokens, number, j, digits, table)
    return scaled(number, tokens, table)


def _mixed(tokens: Tokens, number: Number, j: int, digits: str, table: Numerals) -> bool:
    """Add a fraction behind whole digits: 2½, 6 1/2, "2 and a half"."""
    lower = tokens.lower
    word = lower[j]
    if word in table.signs and "." not in digits:
        number.set(number.low + table.signs[word], QUARTER, j + 1)
    elif digits.isdigit() and _mixed_slash(tokens, number, j):
        return True
    elif word == "and" and lower[j + 1 : j + 3] == ["a", "half"]:
        number.set(number.low + HALF, HALF, j + 3)
    else:
        return False
    return True


def _mixed_slash(tokens: Tokens, number: Number, j: int) -> bool:
    """Add "6 1/2", "3-1/2", "2 and 3/4": a printed fraction behind a blank, a hyphen or "and"."""
    word = tokens.lower[j]
    if word == "and" or (word == "-" and tokens.touches(j) and tokens.touches(j + 1)):
        j += 1
    elif tokens.touches(j):
        return False
    if j + 2 >= len(tokens.lower) or tokens.lower[j + 1] not in SLASHES or not tokens.lower[j].isdigit():
        return False
    part = _slash(tokens, j, Decimal(tokens.lower[j]))
    if part is None:
        return False
    number.set(number.low + part.low, part.step, part.j)
    return True


def _grouped_by_blank(tokens: Tokens, number: Number, j: int, digits: str, table: Numerals) -> None:
    """Join "10 000 dollars": groups of three with plain blanks, where a word follows that a second number would not have."""
    group = tokens.words[j]
    if not (len(digits) <= 3 and len(group) == 3 and group.isdigit() and digits.isdigit() and tokens.starts[j] - tokens.ends[j - 1] == 1):
        return
    after = tokens.at(j + 1)
    before = tokens.words[j - 2] if j > 1 else ""
    if (group == "000" and after.isalpha()) or before in ("$", "£", "€", "=") or (after in table.grouped_before and before[:1] == before[:1].lower()):
        number.set(Decimal(digits + group), print_step(digits + group), j + 1)


def _slash(tokens: Tokens, i: int, top: Decimal) -> Number | None:
    """A printed fraction: "1/2", "3/4"; anything else with a slash (dates, 9/11, 24/7) is no number."""
    if not (tokens.touches(i + 1) and i + 2 < len(tokens.lower) and tokens.touches(i + 2)):
        return None
    below = tokens.lower[i + 2]
    if below not in _DENOMINATORS or top >= Decimal(below) or top < 1:
        return None
    if tokens.at(i + 3) in SLASHES or (i and tokens.lower[i - 1] in SLASHES and tokens.touches(i)):
        return None
    return fraction(top / Decimal(below), i, i + 3, "slash")


def _power_of_ten(tokens: Tokens, number: Number, j: int, word: str) -> Number | None:
    """Read "1.5 x 10^6", "3 × 10−9", "2e6"; None where the sign is none of a power."""
    if word == "e":
        return _power(tokens, number, j + 1) if tokens.touches(j) and tokens.touches(j + 1) else None
    if tokens.at(j + 1) == "10" and j + 3 < len(tokens.lower) and (tokens.lower[j + 2] == "^" or tokens.lower[j + 2] in _MINUS):
        return _power(tokens, number, j + 2 + (tokens.lower[j + 2] == "^"))
    return None


def _power(tokens: Tokens, number: Number, k: int) -> Number | None:
    negative = tokens.at(k) in _MINUS
    k += negative
    exponent = tokens.at(k)
    if not exponent.isdigit() or len(exponent) > 2:
        return None
    factor = ONE.scaleb(-int(exponent) if negative else int(exponent))
    number.set(number.low * factor, number.step * factor, k + 1)
    return number


def apply_letter_scale(number: Number, letter: str, table: Numerals) -> None:
    """Apply "k", "m", "b" or "t" that touches the digits; the caller has made sure that it is a scale and no unit."""
    number.multiply(table.attached_scales[letter], f"+{letter}")
    number.j += 1
