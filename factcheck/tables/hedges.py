"""``hedges.yaml``: hedging phrases and the bounds that they set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.errors import RuleError
from factcheck.model import Hedge
from factcheck.paths import rules_root
from factcheck.tables.fields import Phrase, longest_first, word_sets
from factcheck.tables.words.wordshape import split_tokens
from factcheck.tables.yamlfile import place_of, read_yaml


@dataclass(frozen=True, slots=True)
class Hedges:
    """Hedging phrases: before keyed by their last word, after by their first, longest first."""

    before: dict[str, tuple[tuple[Phrase, Hedge], ...]]
    after: dict[str, tuple[tuple[Phrase, Hedge], ...]]
    duration_weak: frozenset[str]
    duration_ok: frozenset[str]
    between: frozenset[str]
    touching: frozenset[str]
    victory: frozenset[str]
    spread: frozenset[str]
    rows: frozenset[str]
    rows_of_money: frozenset[str]
    forward: frozenset[str]
    numbers: frozenset[str]
    inside_range: frozenset[str]
    before_conversion: frozenset[str]
    moving: frozenset[str]
    stepped: frozenset[str]
    topics: frozenset[str]
    at_place: frozenset[str]


@cache
def stepped_hedges() -> frozenset[str]:
    """The words of hedges that other readings step over between a number and what governs it."""
    return load_hedges(rules_root() / "lexicon" / "hedges.yaml").stepped


def load_hedges(path: Path) -> Hedges:
    """Read ``hedges.yaml``; raises as ``load_numerals``."""
    data = read_yaml(path)
    before: dict[str, list[tuple[Phrase, Hedge]]] = {}
    after: dict[str, list[tuple[Phrase, Hedge]]] = {}
    for kind in ("about", "at_least", "at_most", "more_than", "less_than", "vague"):
        rows = data.get(kind)
        if not isinstance(rows, dict) or set(rows) - {"before", "after"}:
            raise RuleError(place_of(path, kind), f"{kind} holds {rows!r}", expected="before and after")
        for text in rows.get("before", ()):
            phrase = split_tokens(str(text))
            before.setdefault(phrase[-1], []).append((phrase, Hedge(kind)))
        for text in rows.get("after", ()):
            phrase = split_tokens(str(text))
            after.setdefault(phrase[0], []).append((phrase, Hedge(kind)))
    return Hedges(before=longest_first(before), after=longest_first(after), **word_sets(Hedges, data, path))
