"""Reads the fields of a YAML lexicon, and says file, line and column of what does not validate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from factcheck.errors import RuleError
from factcheck.paths import rules_root
from factcheck.tables.yamlfile import place_of, read_yaml

Phrase = tuple[str, ...]


ONE, CENT = Decimal(1), Decimal("0.01")


def longest_first(table: dict[str, list[Any]]) -> dict[str, Any]:
    """Each list of phrases with the longest first, so that the first that fits is the one that says most."""
    return {key: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for key, rows in table.items()}


def word_sets(record: type, data: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return the blocks of words that a record asks for, by the names of its fields."""
    return {field.name: words_of(data, field.name, path) for field in fields(record) if field.type == "frozenset[str]" and field.name != "starters"}


def words_of(data: dict[str, Any], key: str, path: Path) -> frozenset[str]:
    """The words of a block, as a set."""
    value = data.get(key)
    if not isinstance(value, str | int):
        raise RuleError(place_of(path, key), f"{key} is {type(value).__name__}", expected="a block of words")
    return frozenset(str(value).split())


def names_of(data: dict[str, Any], key: str, path: Path) -> dict[str, str]:
    """The pairs of a block WORD=NAME."""
    return dict(pair.split("=", 1) for pair in text_of(data, key, path).split())


def pairs_of(data: dict[str, Any], key: str, path: Path) -> dict[str, Decimal]:
    """The pairs of a block WORD=NUMBER."""
    table: dict[str, Decimal] = {}
    for pair in text_of(data, key, path).split():
        word, _, value = pair.partition("=")
        try:
            table[word] = Decimal(value)
        except ArithmeticError as error:
            raise RuleError(place_of(path, key), f"{pair!r} has no number", expected="WORD=VALUE") from error
    return table


def bounds_of(data: dict[str, Any], key: str, path: Path) -> dict[str, tuple[Decimal, Decimal]]:
    """The pairs of a block WORD=LOW..HIGH."""
    table: dict[str, tuple[Decimal, Decimal]] = {}
    for pair in text_of(data, key, path).split():
        word, _, value = pair.partition("=")
        low, _, high = value.partition("..")
        try:
            table[word] = (Decimal(low), Decimal(high))
        except ArithmeticError as error:
            raise RuleError(place_of(path, key), f"{pair!r} has no bounds", expected="WORD=LOW..HIGH") from error
    return table


def text_of(data: dict[str, Any], key: str, path: Path) -> str:
    """The text of a block.

    Raises:
        RuleError: it is missing or no text.
    """
    value = data.get(key)
    if not isinstance(value, str):
        raise RuleError(place_of(path, key), f"{key} is missing or no block of words", expected="a block of words")
    return value


WordSet = frozenset[str]


def read_lexicon(name: str) -> tuple[Path, dict[str, Any]]:
    """The path of a lexicon and what it holds.

    Raises:
        RuleError: it is no mapping.
    """
    path = rules_root() / "lexicon" / f"{name}.yaml"
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise RuleError(str(path), "no mapping at the top", expected="keys as in the comment that opens the file")
    return path, data


def exact_word_sets(path: Path, data: dict[str, Any], record: type, special: Iterable[str] = (), extra: Iterable[str] = ()) -> dict[str, WordSet]:
    """Return the block strings of ``data`` as word sets, one for each field of ``record`` that is not ``special``."""
    wanted = [f for f in record.__dataclass_fields__ if f not in special]  # type: ignore[attr-defined]
    known = set(wanted) | set(special) | set(extra)
    for key in data:
        if key not in known:
            raise RuleError(place_of(path, key), f"unknown key {key!r}", expected=", ".join(sorted(known)))
    for key in wanted:
        if not isinstance(data.get(key), str):
            raise RuleError(place_of(path, key), f"{key!r} is missing or no text", expected="words with blanks between them")
    return {key: frozenset(data[key].split()) for key in wanted}
