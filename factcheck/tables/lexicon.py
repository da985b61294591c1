"""Reads the lexicons of quantities into the records of ``grammar``, and says file, line and column of what does not validate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from factcheck.errors import RuleError
from factcheck.model import Hedge
from factcheck.tables.grammar import Designators, Heads, Hedges, Numerals, Phrase, Unit, Units
from factcheck.tables.wordshape import split_tokens
from factcheck.tables.yamlfile import place_of, read_yaml

_ONE, _CENT = Decimal(1), Decimal("0.01")


def load_numerals(path: Path) -> Numerals:
    """Read ``numerals.yaml``.

    Raises:
        RuleError: it does not validate.
    """
    data = read_yaml(path)
    cardinals, scales, signs = _pairs(data, "cardinals", path), _pairs(data, "scales", path), _pairs(data, "signs", path)
    vague, vague_of, multiples = _bounds(data, "vague", path), _bounds(data, "vague_of", path), _pairs(data, "multiples", path)
    sets = _word_sets(Numerals, data, path)
    bare = sets["spelled_scales"] - {"lakh", "crore"}
    starters = frozenset(("a", "an", "no", "half", "quarter", "couple", "several", "few")) | bare
    starters = starters.union(cardinals, vague, vague_of, multiples, signs)
    return Numerals(
        cardinals=cardinals, scales=scales, attached_scales=_pairs(data, "attached_scales", path), fractions=_pairs(data, "fractions", path),
        signs=signs, vague=vague, vague_of=vague_of, multiples=multiples, idioms=_idioms(data.get("idioms", ()), starters.union(scales)),
        ratio_wholes=frozenset(map(Decimal, _text(data, "ratio_wholes", path).split())), age_units=_names(data, "age_units", path),
        starters=starters, **sets,
    )  # fmt: skip


def _idioms(rows: Iterable[str], words: frozenset[str]) -> dict[str, tuple[Phrase, ...]]:
    """Key every idiom by each of its number words."""
    idioms: dict[str, list[Phrase]] = {}
    for row in rows:
        phrase = tuple(row.split())
        for word in phrase:
            if word in words:
                idioms.setdefault(word, []).append(phrase)
    return {word: tuple(phrases) for word, phrases in idioms.items()}


def load_designators(path: Path) -> Designators:
    """Read ``designators.yaml``; raises as ``load_numerals``."""
    return Designators(**_word_sets(Designators, read_yaml(path), path))


def load_heads(path: Path) -> Heads:
    """Read ``heads.yaml``; raises as ``load_numerals``."""
    return Heads(**_word_sets(Heads, read_yaml(path), path))


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
    return Hedges(before=_longest(before), after=_longest(after), **_word_sets(Hedges, data, path))


def _longest(table: dict[str, list[Any]]) -> dict[str, Any]:
    return {key: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for key, rows in table.items()}


def load_units(path: Path, money_path: Path) -> Units:
    """Read ``units.yaml`` and ``currencies.yaml``; raises as ``load_numerals``."""
    data, money = read_yaml(path), read_yaml(money_path)
    by_name: dict[str, Unit] = {}
    words: dict[str, list[tuple[Phrase, str]]] = {}
    symbols: dict[str, list[tuple[Phrase, str]]] = {}
    for dimension, rows in data["units"].items():
        for index, row in enumerate(rows):
            if not {"name", "factor", "words"} <= set(row) or set(row) - {"name", "factor", "offset", "words", "symbols"}:
                raise RuleError(place_of(path, "units", dimension, index), f"unit row {row!r}", expected="name, factor, words, symbols, offset")
            name = row["name"]
            by_name[name] = Unit(name, dimension, Decimal(row["factor"]), Decimal(row.get("offset", "0")))
            for phrase in _forms(row["words"]):
                words.setdefault(phrase[0], []).append((phrase, name))
            for text in row.get("symbols", "").split():
                phrase = split_tokens(text)
                symbols.setdefault(phrase[0], []).append((phrase, name))
    signs, money_words = _currencies(money, money_path)
    renamed = {"money_touching": "touching", "pound_money": "pound_money", "won_not_before": "won_not_before", "money_ends": "ends"}
    sets = _word_sets(Units, {**data, **{field: money.get(key) for field, key in renamed.items()}}, path)
    sets["money_ends"] |= {split_tokens(sign)[-1] for sign in money["small"].split()}
    return Units(
        by_name=by_name, words=_longest(words), symbols=_longest(symbols), fahrenheit_above=Decimal(data["fahrenheit_above"]),
        money_signs=_longest(signs), money_words=_longest(money_words), won_min=Decimal(money["won_min"]), **sets,
    )  # fmt: skip


def _forms(words: str) -> Iterable[Phrase]:
    """Singular and plural of every wording of a unit, split and in lower case."""
    for text in filter(None, words.split("|")):
        for form in _plurals(text):
            yield tuple(t.lower() for t in split_tokens(form))


def _currencies(money: dict[str, Any], path: Path) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    signs: dict[str, list[Any]] = {}
    words: dict[str, list[Any]] = {}
    small = frozenset(_text(money, "small", path).split())
    for index, row in enumerate(money["currencies"]):
        if set(row) != {"code", "signs", "words", "cents"}:
            raise RuleError(place_of(path, "currencies", index), f"currency row {row!r}", expected="code, signs, words, cents")
        printed = row["signs"].split()
        for text in printed + [sign.lower() for sign in printed if sign.lower() in small and not sign.islower()]:
            phrase = split_tokens(text)
            signs.setdefault(phrase[0], []).append((phrase, row["code"]))
        for group, factor in ((row["words"], _ONE), (row["cents"], _CENT)):
            for phrase in _forms(group):
                words.setdefault(phrase[0], []).append((phrase, row["code"], factor))
    return signs, words


def _plurals(text: str) -> tuple[str, ...]:
    """Singular and plural of a unit's word: the head is the word before "per", "a" or "an", else the last."""
    parts = text.split()
    head = next((k for k, word in enumerate(parts) if k and word in {"per", "a", "an", "of", "squared"}), len(parts)) - 1
    if parts[head].endswith(("s", "feet", "ies", ".")) or "/" in parts[head]:
        return (text,)
    plural = parts[head][:-1] + "ies" if parts[head].endswith("y") and not parts[head].endswith(("ay", "ey", "oy")) else parts[head] + "s"
    return text, " ".join([*parts[:head], plural, *parts[head + 1 :]])


# --- what the files hold ------------------------------------------------------------------------------------------------------------------


def _word_sets(record: type, data: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return the blocks of words that a record asks for, by the names of its fields."""
    return {field.name: _words(data, field.name, path) for field in fields(record) if field.type == "frozenset[str]" and field.name != "starters"}


def _words(data: dict[str, Any], key: str, path: Path) -> frozenset[str]:
    value = data.get(key)
    if not isinstance(value, str | int):
        raise RuleError(place_of(path, key), f"{key} is {type(value).__name__}", expected="a block of words")
    return frozenset(str(value).split())


def _names(data: dict[str, Any], key: str, path: Path) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in _text(data, key, path).split())


def _pairs(data: dict[str, Any], key: str, path: Path) -> dict[str, Decimal]:
    table: dict[str, Decimal] = {}
    for pair in _text(data, key, path).split():
        word, _, value = pair.partition("=")
        try:
            table[word] = Decimal(value)
        except ArithmeticError as error:
            raise RuleError(place_of(path, key), f"{pair!r} has no number", expected="WORD=VALUE") from error
    return table


def _bounds(data: dict[str, Any], key: str, path: Path) -> dict[str, tuple[Decimal, Decimal]]:
    table: dict[str, tuple[Decimal, Decimal]] = {}
    for pair in _text(data, key, path).split():
        word, _, value = pair.partition("=")
        low, _, high = value.partition("..")
        try:
            table[word] = (Decimal(low), Decimal(high))
        except ArithmeticError as error:
            raise RuleError(place_of(path, key), f"{pair!r} has no bounds", expected="WORD=LOW..HIGH") from error
    return table


def _text(data: dict[str, Any], key: str, path: Path) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise RuleError(place_of(path, key), f"{key} is missing or no block of words", expected="a block of words")
    return value
