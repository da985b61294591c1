"""Numbers in the names of things: models, versions, standards, postcodes, stages of a cup, and the further numbers of a series of them."""

from __future__ import annotations

from factcheck.extract.candidate import Refused
from factcheck.extract.neighbours import HYPHENS, capital, counted
from factcheck.extract.numbers.number import Number
from factcheck.extract.tokens import Tokens
from factcheck.tables.bundle import Grammar
from factcheck.tables.designators import Designators

_SERIES = 12  # tokens of "4.02, 8 and 9" behind the first number
_POSTCODE = 5  # digits of one in the United States
_JOINTS = frozenset((",", "and", "or", "&", "through", "to", "-", "–", "/"))


def find_name(tokens: Tokens, number: Number, grammar: Grammar) -> Refused | None:
    """Refuse a number in digits that is part of a name, whatever it would count."""
    names, i, j = grammar.designators, number.i, number.j
    if number.scale != 1 or number.style != "digits":
        return None
    formula = tokens.words[i - 1] + tokens.words[i] if i else ""
    if formula in names.formulas or (tokens.lost_capitals and formula in names.small_formulas):
        return Refused(i, j, "designator", formula)  # "CO 2", as feeds without subscripts have it
    return _model(tokens, i, j, names) or _version(tokens, i, j, names) or _postcode(tokens, i, j, names) or _stage(tokens, i, j, names)


def _model(tokens: Tokens, i: int, j: int, names: Designators) -> Refused | None:
    """Refuse "737 Max jets", "the 787s", "9400 GT", "Core 2 Duo": a number that is a name, or one with the name of a variant behind it."""
    digits, after = tokens.words[i], tokens.at(j)
    if after in names.variants and (capital(tokens.words[j]) or (digits in names.models and tokens.lost_capitals)):
        return Refused(i, j + 1, "designator", after) if digits.isdecimal() and not tokens.title_case else None
    if digits in names.models and (after in names.vehicles or (tokens.touches(j) and after == "s")):
        return Refused(i, j + tokens.touches(j), "designator", digits)
    if after in names.called and tokens.at(i - 1) == "the" and digits.isdecimal():
        return Refused(i, j, "designator", after)  # the 405 freeway
    if tokens.at(i - 1) == "of" and tokens.at(i - 2) in names.groups and digits in names.group_numbers and tokens.words[i - 2] != tokens.lower[i - 2]:
        return Refused(i, j, "designator", "group of")
    return Refused(i, j, "designator", "standard") if digits in names.standards else None


def _version(tokens: Tokens, i: int, j: int, names: Designators) -> Refused | None:
    """Refuse "Reader 4.02", "Python 3.11", "Node 22": behind the name of a program, or a decimal behind a name that counts nothing."""
    digits, before, after = tokens.words[i], tokens.at(i - 1), tokens.at(j)
    if i < 1 or "," in digits or not before[:1].isalpha():
        return None
    if before in names.programs and (tokens.words[i - 1] != before or before in names.small_names or tokens.lost_capitals):
        return Refused(i, series_end(tokens, j, names), "designator", before)
    if "." in digits and (after in names.releases or before in names.releases):
        return Refused(i, j, "designator", "version")  # the 3.5 release
    if "." not in digits or _headline(tokens, names) or not capital(tokens.words[i - 1]) or before in names.no_names or i < 2:
        return None
    if after[:1].isalpha() and after not in names.clause_words and not capital(tokens.words[j]):
        return None
    return Refused(i, series_end(tokens, j, names), "designator", "version") if _is_version(digits) else None


def _headline(tokens: Tokens, names: Designators) -> bool:
    """Whether all words have capitals but those that never have in a title; a short sentence is not taken for one."""
    return tokens.title_case and not any(w.islower() and len(w) > 2 and w.isalpha() and w not in names.title_small for w in tokens.words)


def _is_version(digits: str) -> bool:
    """Whether a decimal is one that versions have: one dot, few digits ("4.02", "3.11"); not a level of an index ("9312.40")."""
    whole, _, part = digits.partition(".")
    return len(whole) <= 2 and len(part) <= 2


def series_end(tokens: Tokens, j: int, names: Designators) -> int:
    """The token behind the further numbers of a series of names that has come to token ``j``: "4.02, 8 and 9", "Routes 5 and 7"."""
    end = k = j
    stop = min(len(tokens.words), j + _SERIES)
    listed = False
    while k + 1 < stop and tokens.lower[k] in _JOINTS:
        joint = tokens.lower[k]
        k += 1 + (joint == "," and tokens.at(k + 1) in ("and", "or"))
        listed = listed or joint != "," or tokens.lower[k - 1] in ("and", "or")
        if k >= len(tokens.words) or not _bare(tokens, k, names):
            break
        k += 1
        if listed:
            end = k
    return end


def _bare(tokens: Tokens, k: int, names: Designators) -> bool:
    """Whether the token is a number of a name too: short, and with no word behind that it would count."""
    digits, after = tokens.words[k], tokens.at(k + 1)
    if not digits.replace(".", "").isdecimal() or len(digits) > 4 or counted(tokens, k + 1, names):
        return False
    return not after[:1].isalpha() or after in names.clause_words


def _postcode(tokens: Tokens, i: int, j: int, names: Designators) -> Refused | None:
    """Refuse "the 30817 ZIP area", "TX 77002", and the second half of "M21 9AB"."""
    digits, after, before = tokens.words[i], tokens.at(j), tokens.words[i - 1] if i else ""
    if not digits.isdecimal():
        return None
    if len(digits) == _POSTCODE and (after in names.postcodes or before in names.states):
        return Refused(i, j, "designator", "postcode")
    return None


def _stage(tokens: Tokens, i: int, j: int, names: Designators) -> Refused | None:
    """Refuse "reached the last 16", "into the last 32": the stage of a cup, unless something is counted ("the last 16 games")."""
    if tokens.words[i] not in names.stage_numbers or tokens.at(i - 1) not in names.stages or tokens.at(i - 2) != "the":
        return None
    after = tokens.at(j)
    open_end = not after or not after[0].isalnum() or after in names.clause_words or after in names.stage_before
    return Refused(i, j, "designator", "stage") if open_end and tokens.at(i - 3) in names.stage_after and after not in HYPHENS else None
