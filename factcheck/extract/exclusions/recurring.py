"""Names with numbers that come back in a source: what is one in the middle of a sentence is one in the headline and at the start, too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from factcheck.extract.candidate import Refused
from factcheck.extract.tokens import Tokens
from factcheck.tables.designators import Designators

_OFTEN = 2  # times that a name stands in a source before it is believed everywhere
_SIZES = 3  # the same for "the 17 MacBook", where the number comes first
# A name behind a small word, and its number with nothing behind that could be counted: "sales of Halo 3 rose", "in Area 51."
_NUMBER = re.compile(r" (\d{1,4}(?:\.\d{1,2})?)(?=[.,;:)]?(?:$|\s(?!million|billion|percent|per\b|[a-z]+s\b)|'s\b))", re.M)
_NAMED = re.compile(r"[a-z,] ([A-Z][A-Za-z]*[A-Za-rt-z])$")
_LONGEST = 32  # characters of a name
# "version 4.1", "v4.1", "4.1.2": begun with a set of characters, which a search skips to, rather than with a boundary.
_VERSION = re.compile(r"[Vv\d](?:(?:(?<=[Vv])ersions? |(?<=v))(\d{1,2}\.\d{1,2})\b|(?<=\d)\d?\.\d{1,2}\.\d{1,2}(?![\d.]))")
_DECIMAL = re.compile(r"\d{1,2}\.\d{1,2}")
_AMOUNT = re.compile(r"%|[°$€£¥]|per|points?|million|billion|trillion|m|bn|times|-")  # what makes a decimal no version
_SIZED = re.compile(r" (\d{1,3})(?:[- ]inch(?:es)?)?[ -][\"“]?([A-Z][A-Za-z]*[A-Za-rt-z])\b")
_BEFORE = ("the ", "The ", " a ", "A ", "new ", "its ", "'s ", "’s ")  # before a name, and not before a count


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Every name with the number behind it, looked for from the number back, which is the rarer."""
    for number in _NUMBER.finditer(text):
        if name := _NAMED.search(text, max(0, number.start() - _LONGEST), number.start()):
            yield name.group(1).lower(), number.group(1)


def _versions(text: str) -> Iterator[str]:
    """What is called a version, or is one by its two points, without what stands behind the second."""
    for found in _VERSION.finditer(text):
        before = text[found.start() - 1] if found.start() else " "
        if found.group(1) and not (before.isalnum() or before == "_"):
            yield found.group(1)
        elif not found.group(1) and not (before.isdecimal() or before == "."):
            yield found.group().rpartition(".")[0]


class Recurring:
    """The pairs of name and number that one source repeats, in small letters, and the versions of a program that it names."""

    __slots__ = ("followed", "majors", "names", "sizes", "versions")

    def __init__(
        self, names: frozenset[tuple[str, str]], sizes: frozenset[tuple[str, str]], versions: frozenset[str], table: Designators | None
    ) -> None:
        self.names = names
        self.sizes = sizes
        self.versions = versions
        self.majors = frozenset(v.partition(".")[0] for v in versions)
        self.followed = table.clause_words | table.releases if table is not None else frozenset()

    def __bool__(self) -> bool:
        return bool(self.names or self.sizes or self.versions)

    def refuse(self, tokens: Tokens, i: int) -> Refused | None:
        """Refuse the digits at token ``i`` where they belong to a name that comes back."""
        digits = tokens.lower[i]
        if (tokens.at(i - 1), digits) in self.names:
            return Refused(i, i + 1, "designator", "name that recurs")
        if self.versions and self._version(tokens, i):
            return Refused(i, i + 1, "designator", "version that recurs")
        if not self.sizes:
            return None
        k = i + 1
        while tokens.at(k) in _BETWEEN and k - i <= len(_BETWEEN):
            k += 1
        return Refused(i, i + 1, "designator", "size that recurs") if (digits, tokens.at(k)) in self.sizes else None

    def _version(self, tokens: Tokens, i: int) -> bool:
        """Whether a decimal is a version that the source calls one elsewhere, or a neighbour of it ("than in 4.1") with nothing to count behind."""
        digits, after = tokens.lower[i], tokens.at(i + 1)
        if not _DECIMAL.fullmatch(digits) or _AMOUNT.match(after) or _AMOUNT.fullmatch(tokens.at(i - 1)):
            return False
        if digits in self.versions:
            return True
        known = digits.partition(".")[0] in self.majors and tokens.at(i - 1) in _VERSION_BEHIND
        return known and (not after.isalpha() or after in self.followed)


_VERSION_BEHIND = frozenset("in on than to from or and since the through until of with".split())
_BETWEEN = frozenset(("-", "inch", '"', "“", "inches"))
NONE = Recurring(frozenset(), frozenset(), frozenset(), None)


def recurring(text: str, table: Designators) -> Recurring:
    """Find the names with numbers that a source repeats."""
    told = Counter(_named(text))
    found = (m for m in _SIZED.finditer(text) if text.endswith(_BEFORE, 0, m.start(1)))
    sized = Counter((m.group(1), m.group(2).lower()) for m in found)
    calendar = table.months | table.weekdays | table.no_names
    names = frozenset(pair for pair, count in told.items() if count >= _OFTEN and pair[0] not in calendar)
    versions = frozenset(_versions(text))
    return Recurring(names, frozenset(pair for pair, count in sized.items() if count >= _SIZES and pair[1] not in calendar), versions, table)
