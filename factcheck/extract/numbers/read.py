"""Where a number may begin, and which reader knows its sort. Units, ranges and hedges come later."""

from __future__ import annotations

from factcheck.extract.numbers import spelled
from factcheck.extract.numbers.digits import read_digits
from factcheck.extract.numbers.number import Number, fraction, scaled, unfinished
from factcheck.extract.tokens import Tokens
from factcheck.tables.numerals import Numerals


def read_number(tokens: Tokens, i: int, table: Numerals, locale: str = "en", *, article: bool = True) -> Number | None:
    """Read the number that begins at token ``i``; None where there is none, or scale words without end that make none.

    ``article`` allows "a" to begin one ("a dozen", "a hundred", "a third").
    """
    number = _read(tokens, i, table, locale, article=article)
    return None if number is None or unfinished(number, tokens, table) else number


def _read(tokens: Tokens, i: int, table: Numerals, locale: str, *, article: bool) -> Number | None:
    word = tokens.lower[i]
    if word[0].isdecimal():
        return read_digits(tokens, i, table, locale)
    if word in table.cardinals or word in table.spelled_scales:
        return spelled.read_cardinal(tokens, i, table)
    if word in table.signs:
        return scaled(fraction(table.signs[word], i, i + 1, f"sign:{word}"), tokens, table)
    if word in ("a", "an"):
        return spelled.read_article(tokens, i, table) if article else None
    if word in ("half", "quarter"):
        return spelled.read_half(tokens, i, i, table)
    if word == "couple":
        return spelled.read_couple(tokens, i, i, table)
    if word in ("several", "few"):
        return spelled.read_several(tokens, i, table)
    return spelled.read_vague(tokens, i, table)
