"""``grouping.yaml`` and ``commonness.tsv``: how articles are put together that report one event."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.errors import RuleError
from factcheck.paths import rules_root
from factcheck.tables.fields import read_lexicon
from factcheck.tables.yamlfile import place_of

_NUMBERS = tuple(
    "opening opening_sentences again value counted rare kept keys shared block parting meets floor link_at days copy sketch copy_keys copies".split()
)
_ALL = "*"  # the row of commonness.tsv that says of how many articles it speaks
_ARTICLES = 10_000  # of how many the digits of values are told


@dataclass(frozen=True, slots=True)
class GroupingTable:
    """``rules/lexicon/grouping.yaml``, with what each word weighs."""

    numbers: Mapping[str, float]
    words: Mapping[str, float]  # stem → weight, of those that are common
    rare: float  # weight of every other
    digits: Mapping[int, float]  # significant digits → weight of a value; more digits weigh as the most

    def word(self, stem: str) -> float:
        """What a word weighs by itself."""
        return self.words.get(stem, self.rare)

    def value(self, digits: int) -> float:
        """What a value of so many significant digits weighs by itself."""
        return self.digits[min(max(digits, 1), len(self.digits))]


@cache
def grouping_table() -> GroupingTable:
    """Load and check the tables.

    Raises:
        RuleError: a number is missing or is none, or a row of the words has another form.
    """
    path, data = read_lexicon("grouping")
    numbers, digits = data.get("numbers"), data.get("digits")
    for key, block, wanted in (("numbers", numbers, _NUMBERS), ("digits", digits, ("1",))):
        if not isinstance(block, dict) or not all(isinstance(v, int | float) and not isinstance(v, bool) for v in block.values()):
            raise RuleError(place_of(path, key), f"'{key}' is no mapping of numbers", expected="names with numbers")
        missing = [name for name in wanted if name not in block]
        if missing:
            raise RuleError(place_of(path, key), f"no number '{missing[0]}'", expected=", ".join(wanted))
    assert isinstance(numbers, dict)
    assert isinstance(digits, dict)
    counts = _counts(rules_root() / "lexicon" / "commonness.tsv")
    total = counts.pop(_ALL) + 1
    return GroupingTable(
        {str(k): float(v) for k, v in numbers.items()},
        {stem: math.log(total / count) for stem, count in counts.items()},
        math.log(total / float(numbers["rare"])),
        {int(k): math.log(_ARTICLES / float(v)) for k, v in digits.items()},
    )


def _counts(path: Path) -> dict[str, int]:
    counts: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        word, tab, count = line.partition("\t")
        if not tab or not count.isdecimal() or int(count) < 1:
            raise RuleError(f"{path.name}:{number}", f"{line[:80]!r} is no word with its count", remedy="run scripts/count_words.py")
        counts[word] = int(count)
    if _ALL not in counts:
        raise RuleError(path.name, f"no row {_ALL!r} with the number of articles", remedy="run scripts/count_words.py")
    return counts
