"""The word "one": a number before a noun or as a victim that is told of, else a pronoun."""

from __future__ import annotations

from factcheck.extract.candidate import Refused
from factcheck.extract.neighbours import capital
from factcheck.extract.tokens import Tokens
from factcheck.tables.bundle import Grammar

_REACH = 4  # words behind "one" in which its verb may stand: "one has since died"
_COUNTED_FROM = frozenset(("after", "before", "later", "earlier", "ago"))
_ENDS = frozenset((",", ".", ";", "and", ""))
_JOINTS = frozenset((",", "and", ";"))
_GAP = 3  # words before a name that can leave out its verb
_PARTS = 14  # tokens before "one" in which the number may stand of which it is a part


def refuse_one(tokens: Tokens, i: int, before: str, after: str, grammar: Grammar) -> Refused | None:
    """Refuse "one" as a pronoun; "one in five", "one million", "one-third", "one woman", "killing one", "one has died" are numbers."""
    table = grammar.numerals
    if before in grammar.designators.numbered - grammar.designators.number_signs and tokens.words[i - 1] != before:
        return Refused(i, i + 1, "designator", before)  # Formula One
    further = tokens.at(i + 2)
    if after == "-" and tokens.touches(i + 1):
        off = not further or further == "two" or not {further.partition("-")[0]}.isdisjoint(table.compound_not | table.one_compound_not)
        return Refused(i, min(i + 3, len(tokens.lower)), "compound", "one-") if off else None
    if _counted_among(tokens, i, after, grammar):
        return None
    if after == "and":
        mixed = further in ("a", "one") and not table.fractions.keys().isdisjoint(tokens.lower[i + 3 : i + 5])
        if mixed:
            return None
    if _gapped(tokens, i, after, grammar):
        return None
    if after in table.one_before or _victim(tokens, i, before, after, grammar) or _part(tokens, i, after, grammar):
        return None
    clause = after in grammar.designators.clause_words
    if before in table.one_not_after or after in table.one_not_before or clause or not after or not after[0].isalpha():
        return Refused(i, i + 1, "pronoun", f"{before} one {after}".strip())
    return None


def _counted_among(tokens: Tokens, i: int, after: str, grammar: Grammar) -> bool:
    """Whether one is told of so many, or as an end of a range: "one in five", "one of every ten", "one offence in five", "one or two"."""
    further = tokens.at(i + 2)
    if after == "day" and further in _COUNTED_FROM:
        return True  # "one day after the vote"; not "one day he will"
    if after in ("in", "out"):
        return _number(further, grammar) or further in ("of", "every")
    if further == "in" and after.isalpha():
        return _number(tokens.at(i + 3), grammar)
    return after in ("or", "to") and _number(further, grammar)


def _victim(tokens: Tokens, i: int, before: str, after: str, grammar: Grammar) -> bool:
    """Whether one person is killed, hurt or held: "killing one", "left one dead", "one has died"."""
    table = grammar.numerals
    if before in table.one_harmed and (not after or not after[0].isalpha() or after in table.one_ends):
        return True
    if before in table.one_not_after or after not in table.one_auxiliaries:
        return False
    return not table.one_fates.isdisjoint(tokens.lower[i + 1 : i + 1 + _REACH])


def _part(tokens: Tokens, i: int, after: str, grammar: Grammar) -> bool:
    """Whether "one" is one of a number just told: "Of the two robbers, one is still at large"."""
    if after not in grammar.numerals.one_auxiliaries or tokens.at(i - 1) not in (",", "and", ";"):
        return False
    lower, start = tokens.lower, max(0, i - _PARTS)
    return any(lower[k] == "of" and (lower[k + 1] in ("the", "those") or k == 0) and _number(lower[k + 2], grammar) for k in range(start, i - 2))


def _gapped(tokens: Tokens, i: int, after: str, grammar: Grammar) -> bool:
    """Whether noun and verb are left out, since they stand with the number before: "Labour won 12 seats, the Greens three and the Liberals one"."""
    if after not in _ENDS or tokens.words[i] != "one" or i < _GAP or not capital(tokens.words[i - 1]):
        return False
    k = i - 1
    while k > 0 and (capital(tokens.words[k - 1]) or tokens.lower[k - 1] == "the"):
        k -= 1
    if k < _GAP or tokens.lower[k - 1] not in _JOINTS:
        return False
    return any(_number(tokens.lower[m], grammar) for m in range(max(0, k - _PARTS), k - 2))


def _number(word: str, grammar: Grammar) -> bool:
    return word[:1].isdecimal() or word in grammar.numerals.cardinals
