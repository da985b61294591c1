"""``facets.yaml``: what a number is asked for, whatever words tell it."""

from __future__ import annotations

from functools import cache

from factcheck.errors import RuleError
from factcheck.tables.fields import read_lexicon
from factcheck.tables.yamlfile import place_of

Phrases = tuple[tuple[tuple[str, ...], str], ...]  # words and their facet, the longest first


@cache
def facets() -> dict[str, dict[str, Phrases]]:
    """The phrases of each sort of number by their first word: ``money`` → ``got`` → (("got", "away", "with"), "loot").

    Raises:
        RuleError: a row is no ``{of: …, told: …}``, or a phrase of one sort stands in two rows.
    """
    path, data = read_lexicon("facets")
    seen: dict[tuple[str, str], str] = {}
    for facet, row in data.items():
        if not isinstance(row, dict) or row.keys() != {"of", "told"} or not all(isinstance(v, str) for v in row.values()):
            raise RuleError(place_of(path, str(facet)), f"{facet} is {row!r}", expected="{of: sort, told: words}")
        for phrase in row["told"].split():
            if (row["of"], phrase) in seen:
                raise RuleError(place_of(path, str(facet)), f"{phrase!r} stands in two rows", expected="each phrase once for each sort")
            seen[row["of"], phrase] = str(facet)
    found: dict[str, dict[str, Phrases]] = {}
    for (sort, phrase), facet in sorted(seen.items(), key=lambda item: -item[0][1].count("_")):
        words = tuple(phrase.split("_"))
        of_sort = found.setdefault(sort, {})
        of_sort[words[0]] = (*of_sort.get(words[0], ()), (words, facet))
    return found
