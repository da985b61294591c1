"""One number without its unit: the record that ``digits`` and ``spelled`` build, and how the digits of a number are cleaned and measured."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.glyphs import raised
from factcheck.extract.tokens import Tokens
from factcheck.model.locales import COMMA_LANGUAGES
from factcheck.tables.numerals import Numerals

ZERO = Decimal(0)
ONE = Decimal(1)
HALF = Decimal("0.5")
QUARTER = Decimal("0.25")
CENT = Decimal("0.01")
_SPACES = {0xA0: ",", 0x2009: ",", 0x202F: ","}  # thin and no-break spaces group digits
_SWAPPED = {44: 46, 46: 44}
_BEFORE_RAISED = frozenset("^-–.")
_LONGEST = 24  # digits; a longer run is no number that anyone would print (and a cheap way to stall a naive parser)


class Number:
    """A number without unit: ``low`` to ``high`` (equal unless vague), tokens ``i`` to ``j`` half-open."""

    __slots__ = ("by", "high", "i", "j", "low", "mantissa", "plus", "scale", "step", "style")

    def __init__(self, low: Decimal, high: Decimal, step: Decimal, i: int, j: int, style: str, by: str) -> None:
        self.low = low
        self.high = high
        self.step = step
        self.i = i
        self.j = j
        self.style = style  # digits, words, fraction, couple, vague
        self.by = by
        self.mantissa = low  # before the scale word, for "$3-5 million"
        self.scale = ONE
        self.plus = -1  # the token of "-plus" between the digits and their scale: "$40-plus million"

    def set(self, value: Decimal, step: Decimal, j: int) -> None:
        """Give the number another value, print step and end."""
        self.low = self.high = value
        self.step = step
        self.j = j

    def multiply(self, factor: Decimal, by: str) -> None:
        """Apply one scale word or letter."""
        self.low *= factor
        self.high *= factor
        self.step *= factor
        self.scale *= factor
        self.by += by


def fraction(value: Decimal, i: int, j: int, by: str) -> Number:
    """Return a share such as a third or ½; its print step is one hundredth."""
    return Number(value, value, CENT, i, j, "fraction", by)


def print_step(digits: str) -> Decimal:
    """Return the size of the last digit that carries information: 170 → 10, 275 → 1, 2.0 → 0.1.

    >>> print_step("170"), print_step("2.0"), print_step("0")
    (Decimal('1E+1'), Decimal('0.1'), Decimal('1'))
    """
    if "." in digits:
        return ONE.scaleb(digits.index(".") - len(digits) + 1)
    bare = digits.rstrip("0")
    return ONE.scaleb(len(digits) - len(bare)) if bare else ONE


def clean_digits(word: str, locale: str = "en") -> str | None:
    """Return plain digits with "." as decimal mark, or None where the separators make no number.

    >>> clean_digits("1,700"), clean_digits("1,00,000"), clean_digits("1,70"), clean_digits("1.700", "de")
    ('1700', '100000', None, '1700')
    """
    if word.isdecimal():
        return word if word.isascii() and len(word) <= _LONGEST else None
    if len(word) > _LONGEST + 12 or (not word.isascii() and any(c.isdecimal() and not c.isascii() for c in word)):
        return None
    if locale[:2] in COMMA_LANGUAGES:
        word = word.translate(_SWAPPED)
    if not word.isascii():
        word = word.translate(_SPACES)
    whole, dot, rest = word.partition(".")
    if "." in rest or "," in rest or len(whole) + len(rest) > _LONGEST + 8:
        return None
    if "," in whole:
        groups = whole.split(",")
        if not _grouped(groups):
            return None
        whole = "".join(groups)
    return whole + dot + rest


def _grouped(groups: list[str]) -> bool:
    """Whether digits between commas are grouped by thousands (1,700,000) or as in India (17,00,000)."""
    if not 1 <= len(groups[0]) <= 3 or len(groups[-1]) != 3:
        return False
    inner = groups[1:-1]
    return all(len(g) == 3 for g in inner) or all(len(g) == 2 for g in inner)


def too_large(value: Decimal, factor: Decimal) -> bool:
    """Whether a scale would make more of a value than anybody prints, and more than arithmetic with 28 digits can take."""
    return bool(value) and value.adjusted() + factor.adjusted() > _LONGEST


def unfinished(number: Number, tokens: Tokens, table: Numerals) -> bool:
    """Whether something follows that belongs to the number and that it could not take, so that it is none.

    A scale word ("dozen dozen dozen", "two thousand hundred"), raised digits, or those of an exponent or a range ("10^⁶", "2-²").
    """
    j = number.j
    word = tokens.at(j)
    if word in _BEFORE_RAISED and tokens.touches(j) and tokens.touches(j + 1):
        return raised(tokens.at(j + 1))
    return raised(word) or (word in table.scales and word not in table.short_scales)


def behind_scales(tokens: Tokens, i: int, table: Numerals) -> int:
    """The token behind the number words, scale words and raised digits that stand at ``i`` and make no number together."""
    lower, j = tokens.lower, i + 1
    while j < len(lower) and _goes_on(tokens, j, table):
        j += 1 if lower[j] not in _BEFORE_RAISED else 2
    return j


def _goes_on(tokens: Tokens, j: int, table: Numerals) -> bool:
    word = tokens.lower[j]
    if word in table.scales or word in table.cardinals or raised(word):
        return True
    after = tokens.at(j + 1) if tokens.touches(j) and tokens.touches(j + 1) else ""
    return word in _BEFORE_RAISED and (raised(after) or (word == "^" and after.isdecimal()))


def scaled(number: Number, tokens: Tokens, table: Numerals) -> Number:
    """Apply the scale words that follow: "2.5 million", "two-million", "$5m", "3 hundred thousand"."""
    n = len(tokens.lower)
    number.mantissa = number.low
    for _ in range(2):
        j = number.j
        k = j + 1 if j + 1 < n and tokens.lower[j] == "-" and tokens.touches(j) else j
        plus = k > j and tokens.lower[k] == "plus"
        k += plus
        if k >= n:
            break
        word = tokens.lower[k]
        factor = table.scales.get(word)
        if factor is None:
            break
        if too_large(number.low, factor) or too_large(number.high, factor):
            break
        if word in table.short_scales and k == j and not tokens.touches(k) and number.style != "digits":
            break
        number.multiply(factor, f"+{word}")
        number.j = k + 1
        number.plus = j if plus else number.plus
    return number
