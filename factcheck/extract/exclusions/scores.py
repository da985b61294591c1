"""Results and formations: "3-1", "4-2-3-1", "won 52 to 48", "(7-6)"."""

from __future__ import annotations

from factcheck.extract.candidate import Candidate, Refused
from factcheck.extract.neighbours import HYPHENS, counted
from factcheck.extract.numbers.number import Number
from factcheck.extract.tokens import Tokens
from factcheck.tables.bundle import Grammar

_NEAR = 4  # tokens before a result in which its verb may stand


def scored(lower: list[str], i: int, verbs: frozenset[str], near: int = _NEAR) -> bool:
    """Whether a verb of winning and losing stands shortly before token ``i``."""
    return any(word in verbs for word in lower[max(0, i - near) : i])


def find_score(tokens: Tokens, candidate: Candidate, number: Number, grammar: Grammar) -> Refused | None:
    """Refuse a number that belongs to a result."""
    j, lower = number.j, tokens.lower
    if j + 1 >= len(lower):
        return None
    if lower[j] == ")" and tokens.at(number.i - 1) == "(" and tokens.at(number.i - 2).isdigit() and tokens.at(number.i - 3) in HYPHENS:
        return Refused(number.i, j, "score", "tie-break")
    if lower[j] in HYPHENS:
        return _dashed(tokens, number, grammar)
    if lower[j] != "to" or not lower[j + 1].isdigit() or candidate.scaled:
        return None
    years = len(lower[number.i]) == len(lower[j + 1]) == 4
    if years or not scored(lower, number.i, grammar.designators.score_after, _NEAR - 1):
        return None
    after = tokens.at(j + 2)
    measured = after in grammar.units.words or after in ("%", "percent")
    return None if measured else Refused(number.i, j + 2, "score", "to")


def _dashed(tokens: Tokens, number: Number, grammar: Grammar) -> Refused | None:
    i, j, lower = number.i, number.j, tokens.lower
    if not (tokens.touches(j) and tokens.touches(j + 1) and lower[j + 1].isdigit()):
        return None
    end = j + 2
    while tokens.at(end) in ("-", "–") and tokens.at(end + 1).isdigit() and tokens.touches(end):
        end += 2
    if end - j > 2:
        return Refused(i, end, "score", "formation")
    names = grammar.designators
    after, second = tokens.at(end), int(lower[j + 1])
    if after in names.score_before or scored(lower, i, names.score_after):
        return Refused(i, end, "score", "dash")
    measured = after in ("-", "%") or after in grammar.units.words or after in grammar.units.after_range
    if not measured and (number.low >= second or (second < 10 and not counted(tokens, end, names))):
        return Refused(i, end, "score", "dash")
    return None
