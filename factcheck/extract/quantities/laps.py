"""Times that somebody took, as sport prints them: "won in 2:05:17", "clocked 1:43.62", "a record of 26:11". Clock times and scores are none."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.candidate import Candidate
from factcheck.extract.tokens import Tokens
from factcheck.model import Kind
from factcheck.tables.bundle import Grammar

_SIXTY = 60
_HOURS = 24  # "26:11" is no time of day
_MOST = 3  # parts: hours, minutes, seconds


def read_lap(tokens: Tokens, i: int, grammar: Grammar) -> Candidate | None:
    """The time taken that begins at token ``i``, in seconds; None where the digits may tell the hour or a score.

    Minutes with a fraction of a second are always one. So are hours, minutes and seconds, and more minutes than a day has hours, behind a word
    that such times stand behind.
    """
    parts, j = [tokens.words[i]], i + 1
    while j + 1 < len(tokens) and tokens.words[j] == ":" and tokens.touches(j) and tokens.touches(j + 1) and len(parts) < _MOST:
        parts.append(tokens.words[j + 1])
        j += 2
    if len(parts) < 2 or not _sixties(parts) or tokens.at(j) in grammar.designators.clock_after or _glued(tokens, i, j):
        return None
    if "." not in parts[-1] and not _introduced(parts, tokens.at(i - 1), grammar):
        return None
    value = Decimal(0)
    for part in parts:
        value = value * _SIXTY + Decimal(part)
    step = Decimal(1).scaleb(-len(parts[-1].partition(".")[2]))
    return Candidate(i, j, value, value, step, unit="second", dimension="time", kind=Kind.DURATION, by=["lap"], end=j)


def _introduced(parts: list[str], before: str, grammar: Grammar) -> bool:
    """Whether the word before says that somebody took the time. "28:14" behind "was" is a score, "2:05:17" there is none."""
    if before in grammar.numerals.lap_before:
        return len(parts) == _MOST or int(parts[0]) >= _HOURS
    return len(parts) == _MOST and before in grammar.numerals.lap_joined


def _sixties(parts: list[str]) -> bool:
    """Whether all parts are plain digits, and those behind the first two of them and less than sixty."""
    first, *others = parts
    if not (first.isascii() and first.isdecimal() and len(first) <= 2):
        return False
    for n, part in enumerate(others, 2):
        whole, point, rest = part.partition(".")
        if not (part.isascii() and whole.isdecimal() and len(whole) == 2 and int(whole) < _SIXTY):
            return False
        if point and not (n == len(parts) and rest.isdecimal()):
            return False
    return True


def _glued(tokens: Tokens, i: int, j: int) -> bool:
    """Whether a mark or letter touches the digits that belongs to a longer number or a name: "T2:05:17", "10:2:05:17"."""
    before = i > 0 and tokens.touches(i) and tokens.words[i - 1][-1] not in "(“\"'‘-–—"
    behind = j < len(tokens) and tokens.touches(j) and (tokens.words[j][0].isalnum() or tokens.words[j] in (":", "/"))
    return before or behind
