"""Numbers in digits: plain, with fractions (2½, 6 1/2, 3/4), powers of ten, groups set apart by blanks, scale words and scale letters."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.glyphs import exponent, raised
from factcheck.extract.numbers.number import CENT, HALF, ONE, QUARTER, Number, clean_digits, fraction, print_step, scaled
from factcheck.extract.tokens import Tokens
from factcheck.tables.numerals import Numerals

_MINUS = frozenset("-−")
SLASHES = frozenset("/⁄∕")
_SIGNS = frozenset("⁻⁺")
_MARKED = 1000  # 10² and 10³ may be a ten with the mark of a note
_LARGEST_POWER = 40
_DENOMINATORS = frozenset(("2", "3", "4", "5", "6", "8", "10", "12", "16", "32", "64"))


def read_digits(tokens: Tokens, i: int, table: Numerals, locale: str) -> Number | None:
    """Read the number whose digits are token ``i``; None where the separators or a slash make it none."""
    digits = clean_digits(tokens.words[i], locale)
    if digits is None:
        return None
    value = Decimal(digits)
    number = Number(value, value, print_step(digits), i, i + 1, "digits", "digits")
    if tokens.behind_point(i) and digits.isdecimal():
        number.low = number.high = value.scaleb(-len(digits))  # ".65 seconds"; what is no decimal was refused before
        number.step, number.i = ONE.scaleb(-len(digits)), i - 1
    j = i + 1
    if j < len(tokens.lower):
        word = tokens.lower[j]
        if word in SLASHES and j + 1 < len(tokens.lower) and tokens.words[j + 1][0].isdecimal():
            return _slash(tokens, i, value)
        if raised(word) and tokens.touches(j):
            return _raised_power(tokens, number, j)
        if word == "^" and tokens.touches(j) and tokens.touches(j + 1) and tokens.at(j + 1).isdecimal():
            number.low = number.high = number.step = ONE
            return _power(tokens, number, j + 1) if digits == "10" else None
        if word in ("x", "×", "e"):
            return _power_of_ten(tokens, number, j, word) if _is_power(tokens, j, word) else scaled(number, tokens, table)
        if not _mixed(tokens, number, j, digits, table):
            _grouped_by_blank(tokens, number, j, digits, table)
    return scaled(number, tokens, table)


def _mixed(tokens: Tokens, number: Number, j: int, digits: str, table: Numerals) -> bool:
    """Add a fraction behind whole digits: 2½, 6 1/2, "2 and a half"."""
    lower = tokens.lower
    word = lower[j]
    if word in table.signs and "." not in digits:
        number.set(number.low + table.signs[word], QUARTER, j + 1)
    elif digits.isdecimal() and _mixed_slash(tokens, number, j, ONE):
        return True
    elif number.step == CENT and _mixed_slash(tokens, number, j, CENT):
        return True  # $5.83-1/2: half a cent
    elif word == "and" and lower[j + 1 : j + 3] == ["a", "half"]:
        number.set(number.low + HALF, HALF, j + 3)
    else:
        return False
    return True


def _mixed_slash(tokens: Tokens, number: Number, j: int, of: Decimal) -> bool:
    """Add "6 1/2", "3-1/2", "2 and 3/4": a printed fraction behind a blank, a hyphen or "and", ``of`` one or of a cent, as grain is priced."""
    word = tokens.lower[j]
    if of == CENT and word != "-":
        return False  # "4.25 1/2" may be two things
    if word == "and" or (word == "-" and tokens.touches(j) and tokens.touches(j + 1)):
        j += 1
    elif tokens.touches(j):
        return False
    if j + 2 >= len(tokens.lower) or tokens.lower[j + 1] not in SLASHES or not tokens.lower[j].isdecimal():
        return False
    part = _slash(tokens, j, Decimal(tokens.lower[j]))
    if part is None:
        return False
    number.set(number.low + part.low * of, part.step * of, part.j)
    return True


def _grouped_by_blank(tokens: Tokens, number: Number, j: int, digits: str, table: Numerals) -> None:
    """Join "10 000 dollars": groups of three with plain blanks, where a word follows that a second number would not have."""
    group = tokens.words[j]
    if (
        group == ","
        and tokens.touches(j)
        and tokens.at(j + 1) == "000"
        and len(digits) <= 3
        and digits.isdecimal()
        and tokens.starts[j + 1] - tokens.ends[j] == 1
    ):
        number.set(Decimal(digits + "000"), print_step(digits + "000"), j + 2)  # "9, 000 people", as some feeds have it
        return
    if not (len(digits) <= 3 and len(group) == 3 and group.isdecimal() and digits.isdecimal() and tokens.starts[j] - tokens.ends[j - 1] == 1):
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
    """Read "1.5 x 10^6", "3 × 10−9", "3 × 10⁻⁹", "2e6"; None where the exponent is none that anybody prints."""
    if word == "e":
        return _power(tokens, number, j + 1)
    return _raised(tokens, number, j + 2) if raised(tokens.at(j + 2)) else _power(tokens, number, j + 2 + (tokens.lower[j + 2] == "^"))


def _is_power(tokens: Tokens, j: int, word: str) -> bool:
    """Whether the "x" or "e" at ``j`` begins a power of ten and no other words: "2 x 10 metres", "3 e 4"."""
    if word == "e":
        return tokens.touches(j) and tokens.touches(j + 1) and (tokens.at(j + 1).isdecimal() or tokens.at(j + 1) in _MINUS)
    sign = tokens.at(j + 2)
    exponent_follows = sign == "^" or sign in _MINUS
    return tokens.at(j + 1) == "10" and ((raised(sign) and tokens.touches(j + 2)) or (j + 3 < len(tokens.lower) and exponent_follows))


def _power(tokens: Tokens, number: Number, k: int) -> Number | None:
    negative = tokens.at(k) in _MINUS
    k += negative
    digits = tokens.at(k)
    if not digits.isdecimal() or len(digits) > 2:
        return None
    return _times_power(number, -int(digits) if negative else int(digits), k + 1)


def _raised_power(tokens: Tokens, number: Number, j: int) -> Number | None:
    """Read "10⁶", "10⁻⁹"; of any other number, and of ten with a digit that is more likely the mark of a note, nothing is known."""
    number.low = number.high = number.step = ONE
    read = _raised(tokens, number, j) if tokens.words[j - 1] == "10" else None
    return read if read is not None and (read.low < ONE or read.low > _MARKED) else None


def _raised(tokens: Tokens, number: Number, j: int) -> Number | None:
    """Apply the raised exponent at token ``j``, of one token or of two with its minus."""
    k = j + 2 if tokens.at(j) in _SIGNS and tokens.touches(j + 1) else j + 1
    power = exponent("".join(tokens.lower[j:k]))
    return None if power is None else _times_power(number, power, k)


def _times_power(number: Number, power: int, j: int) -> Number | None:
    if abs(power) > _LARGEST_POWER:
        return None
    factor = ONE.scaleb(power)
    number.set(number.low * factor, number.step * factor, j)
    return number


def apply_letter_scale(number: Number, letter: str, table: Numerals) -> None:
    """Apply "k", "m", "b" or "t" that touches the digits; the caller has made sure that it is a scale and no unit."""
    number.multiply(table.attached_scales[letter], f"+{letter}")
    number.j += 1
