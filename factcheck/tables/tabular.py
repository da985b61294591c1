"""``tabular.yaml``: how tables are read, and how copy speaks of what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from factcheck.errors import RuleError
from factcheck.paths import rules_root
from factcheck.tables.fields import pairs_of, words_of
from factcheck.tables.vocabulary import checked

_BLOCKS = ("totals", "ordering", "missing", "empty")
_CUES = ("total", "mean", "median", "max", "min", "apart", "gap", "share", "times")


@dataclass(frozen=True, slots=True)
class Tabular:
    """Words of ``tabular.yaml``; see there for what each means."""

    totals: frozenset[str]
    ordering: frozenset[str]
    missing: frozenset[str]
    empty: frozenset[str]
    scales: Mapping[str, Decimal]
    cues: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]  # phrases by their first word, by what they ask for
    alike: Mapping[str, frozenset[int]]  # the blocks that a word stands in


@lru_cache(maxsize=1)
def load_tabular() -> Tabular:
    """Read the table.

    Raises:
        ErrorGroup: a name is missing, unknown or of another type.
        RuleError: a block is missing or of another type.
    """
    path = rules_root() / "lexicon" / "tabular.yaml"
    data = checked(path, (*_BLOCKS, "scales", "cues", "alike"), (str, dict, list))
    cues = data["cues"]
    if not isinstance(cues, dict) or set(cues) != set(_CUES):
        raise RuleError(str(path), f"'cues' has {', '.join(cues)}", expected=", ".join(_CUES))
    alike: dict[str, set[int]] = {}
    for number, block in enumerate(data["alike"]):
        for word in str(block).split():
            alike.setdefault(word, set()).add(number)
    return Tabular(
        **{name: words_of(data, name, path) for name in _BLOCKS},
        scales=pairs_of(data, "scales", path),
        cues={name: _by_first(words_of(cues, name, path)) for name in _CUES},
        alike={word: frozenset(blocks) for word, blocks in alike.items()},
    )


def _by_first(phrases: frozenset[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases):
        words = tuple(phrase.split("_"))
        found[words[0]] = (*found.get(words[0], ()), words)
    return found
