"""Tells the metres of "a 30m fence", "37m (121ft)" from the millions of "2.5m people"."""

from __future__ import annotations

from factcheck.extract.tokens import Tokens
from factcheck.tables.units import Units

_NEAR = 6  # tokens before the number in which "depth", "height" or "jumped" may stand
_FOOT_REACH = 4  # tokens between "37m" and the feet of its conversion


def metres(tokens: Tokens, j: int, units: Units) -> bool:
    """Whether the "m" at token ``j``, behind digits, is a metre: by what follows, by a conversion in brackets, or by what is measured."""
    after = tokens.at(j + 1)
    if after in units.metre_before or (after == "-" and tokens.touches(j + 1)):
        return True
    if _converted(tokens, j, units) or after in units.metre_units:
        return True
    if tokens.at(j - 2) in ("by", "x", "×") and (tokens.at(j - 3) == "m" or tokens.at(j - 3) in units.metre_near):  # 50m by 25m
        return True
    before = tokens.lower[max(0, j - 1 - _NEAR) : j - 1]
    raced = tokens.at(j - 2) == "the" and tokens.words[j - 1] in units.race_lengths and not units.race_near.isdisjoint(before)
    if raced and (not after[:1].isalpha() or after in units.metre_joined or after in units.race_near):
        return True  # "will run the 200m on Friday"
    if "," in tokens.words[j - 1] and not (after[:1].isalpha() and (after.endswith("s") or after in units.million_before or after == "of")):
        return units.money_near.isdisjoint(before)  # "(8,848m)", "the 10,000m final": so many millions are billions
    if not after or not after[0].isalpha() or after in units.metre_joined:
        return not units.metre_near.isdisjoint(before) and units.money_near.isdisjoint(before)
    return _attributive(tokens, j, after, units)


def _converted(tokens: Tokens, j: int, units: Units) -> bool:
    """Whether feet, yards or inches stand in brackets behind, or before the bracket that opens before the number."""
    if tokens.at(j + 1) in ("(", "[", "/"):
        return any(word in units.metre_twins for word in tokens.lower[j + 2 : j + 2 + _FOOT_REACH])
    return tokens.at(j - 2) in ("(", "[") and tokens.at(j - 3) in units.metre_twins


def _attributive(tokens: Tokens, j: int, after: str, units: Units) -> bool:
    """Whether one thing is measured, as in "a 30m fence"; "a 2.5m increase", "the 5m viewers" are counts."""
    if after.endswith("s") or after in units.million_before or tokens.words[j + 1][0].isupper():
        return False
    return tokens.at(j - 2) in units.articles and tokens.at(j + 2) != "of" and after not in units.metre_joined
