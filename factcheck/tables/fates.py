"""``fates.yaml``: the words that say what became of those who are counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from factcheck.errors import RuleError
from factcheck.tables.fields import WordSet, exact_word_sets, read_lexicon
from factcheck.tables.yamlfile import place_of


@dataclass(frozen=True, slots=True)
class FateTable:
    """See the lexicon for what each list means."""

    fates: Mapping[str, str]  # class of nouns or predicates → fate
    own: WordSet
    before: WordSet
    after: WordSet
    freeing: WordSet
    losing: WordSet
    jobs: WordSet
    empty: WordSet
    silent: WordSet
    open: WordSet
    moving: WordSet
    away: WordSet
    driving: WordSet
    fatally: WordSet
    carrying: WordSet
    aboard: WordSet


@cache
def fate_table() -> FateTable:
    """Load and check the lexicon of fates.

    Raises:
        RuleError: a key is missing or unknown, or an entry has the wrong shape.
    """
    path, data = read_lexicon("fates")
    rows = data.get("fates")
    if not isinstance(rows, dict) or not all(isinstance(v, str) for v in rows.values()):
        raise RuleError(place_of(path, "fates"), f"fates is {rows!r}", expected="fate: classes with blanks between")
    by_class = {cls: str(fate) for fate, classes in rows.items() for cls in classes.split()}
    return FateTable(fates=by_class, **exact_word_sets(path, data, FateTable, {"fates"}))
