"""The lexicons of ``rules/lexicon`` that tell how quantities are printed, as frozen look-up tables."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.errors import RuleError
from factcheck.model import Hedge
from factcheck.paths import rules_root
from factcheck.tables.wordshape import split_tokens
from factcheck.tables.yamlfile import place_of, read_yaml

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: quantulum3's name and entity, and the exact way to the base unit of its dimension."""

    name: str
    dimension: str
    factor: Decimal
    offset: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Numerals:
    """Number words with their values."""

    cardinals: dict[str, Decimal]
    scales: dict[str, Decimal]
    attached_scales: dict[str, Decimal]
    fractions: dict[str, Decimal]
    signs: dict[str, Decimal]
    vague: dict[str, tuple[Decimal, Decimal]]
    vague_of: dict[str, tuple[Decimal, Decimal]]
    multiples: dict[str, Decimal]
    half_before: frozenset[str]
    half_not_after: frozenset[str]
    half_not_before: frozenset[str]
    fraction_before: frozenset[str]
    fraction_after: frozenset[str]
    one_not_after: frozenset[str]
    one_not_before: frozenset[str]
    compound_not: frozenset[str]
    pronoun_after: frozenset[str]
    idioms: dict[str, tuple[Phrase, ...]]  # by a number word of theirs
    zero_nouns: frozenset[str]
    group_nouns: frozenset[str]
    change: frozenset[str]
    starters: frozenset[str]  # every word at which a number can begin


@dataclass(frozen=True, slots=True)
class Hedges:
    """Hedging phrases: before keyed by their last word, after by their first, longest first."""

    before: dict[str, tuple[tuple[Phrase, Hedge], ...]]
    after: dict[str, tuple[tuple[Phrase, Hedge], ...]]
    duration_weak: frozenset[str]
    duration_ok: frozenset[str]


@dataclass(frozen=True, slots=True)
class Units:
    """Units and currencies by the words and symbols that print them."""

    by_name: dict[str, Unit]
    words: dict[str, tuple[tuple[Phrase, str], ...]]  # first lower-case token -> (all tokens, unit name), longest first
    symbols: dict[str, tuple[tuple[Phrase, str], ...]]  # first token as printed -> (all tokens, unit name), longest first
    touching: frozenset[str]
    spaced: frozenset[str]
    spaced_before: frozenset[str]
    metre_before: frozenset[str]
    weather: frozenset[str]
    fahrenheit_above: Decimal
    money_signs: dict[str, tuple[tuple[Phrase, str], ...]]  # first token as printed -> (all tokens, ISO code)
    money_touching: frozenset[str]
    money_words: dict[str, tuple[tuple[Phrase, str, Decimal], ...]]  # first lower-case token -> (tokens, code, factor)
    pound_money: frozenset[str]
    won_min: Decimal


@dataclass(frozen=True, slots=True)
class Designators:
    """Words that show a number to be no figure."""

    months: frozenset[str]
    months_doubtful: frozenset[str]
    weekdays: frozenset[str]
    clock_after: frozenset[str]
    year_before: frozenset[str]
    numbered: frozenset[str]
    numbered_weak: frozenset[str]
    street: frozenset[str]
    ordinal_suffix: frozenset[str]
    names: frozenset[str]
    index_names: frozenset[str]
    score_after: frozenset[str]
    score_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that the value half of the extraction knows."""

    numerals: Numerals
    hedges: Hedges
    units: Units
    designators: Designators


@cache
def load_grammar() -> Grammar:
    """Load and validate the lexicons once per process.

    Raises:
        RuleError: a lexicon does not validate; the place holds line and column.
    """
    folder = rules_root() / "lexicon"
    return Grammar(
        _numerals(folder / "numerals.yaml"),
        _hedges(folder / "hedges.yaml"),
        _units(folder / "units.yaml", folder / "currencies.yaml"),
        _designators(folder / "designators.yaml"),
    )


# --- loading --------------------------------------------------------------------------------------------------------------------------------


def _words(data: dict[str, Any], key: str, path: Path) -> frozenset[str]:
    value = data.get(key)
    if not isinstance(value, str | int):
        raise RuleError(place_of(path, key), f"{key} is {type(value).__name__}", expected="a block of words")
    return frozenset(str(value).split())


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


def _numerals(path: Path) -> Numerals:
    data = read_yaml(path)
    cardinals, scales = _pairs(data, "cardinals", path), _pairs(data, "scales", path)
    fractions, vague = _pairs(data, "fractions", path), _bounds(data, "vague", path)
    vague_of, multiples = _bounds(data, "vague_of", path), _pairs(data, "multiples", path)
    signs = _pairs(data, "signs", path)
    idioms: dict[str, list[Phrase]] = {}
    starters = frozenset(cardinals) | {"a", "an", "no", "half", "quarter", "couple"} | set(vague) | set(vague_of) | set(multiples) | set(signs)
    starters |= {"hundred", "thousand", "million", "billion", "trillion", "dozen"}
    for text in data.get("idioms", ()):
        phrase = tuple(str(text).split())
        for word in phrase:
            if word in starters or word in scales:
                idioms.setdefault(word, []).append(phrase)
    return Numerals(
        cardinals, scales, _pairs(data, "attached_scales", path), fractions, signs, vague, vague_of, multiples,
        _words(data, "half_before", path), _words(data, "half_not_after", path), _words(data, "half_not_before", path),
        _words(data, "fraction_before", path), _words(data, "fraction_after", path),
        _words(data, "one_not_after", path), _words(data, "one_not_before", path), _words(data, "compound_not", path),
        _words(data, "pronoun_after", path), {k: tuple(v) for k, v in idioms.items()}, _words(data, "zero_nouns", path),
        _words(data, "group_nouns", path), _words(data, "change", path), frozenset(starters),
    )  # fmt: skip


def _hedges(path: Path) -> Hedges:
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
    return Hedges(_longest(before), _longest(after), _words(data, "duration_weak", path), _words(data, "duration_ok", path))


def _longest(table: dict[str, list[Any]]) -> dict[str, Any]:
    return {key: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0]))) for key, rows in table.items()}


def _units(path: Path, money_path: Path) -> Units:
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
            for text in filter(None, row["words"].split("|")):
                for form in _plurals(text):
                    phrase = split_tokens(form)
                    words.setdefault(phrase[0].lower(), []).append((tuple(t.lower() for t in phrase), name))
            for text in row.get("symbols", "").split():
                phrase = split_tokens(text)
                symbols.setdefault(phrase[0], []).append((phrase, name))
    signs, money_words = _currencies(money, money_path)
    return Units(
        by_name, _longest(words), _longest(symbols), _words(data, "touching", path), _words(data, "spaced", path),
        _words(data, "spaced_before", path), _words(data, "metre_before", path),
        _words(data, "weather", path), Decimal(data["fahrenheit_above"]), _longest(signs), _words(money, "touching", money_path),
        _longest(money_words), _words(money, "pound_money", money_path), Decimal(money["won_min"]),
    )  # fmt: skip


def _currencies(money: dict[str, Any], path: Path) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    signs: dict[str, list[Any]] = {}
    words: dict[str, list[Any]] = {}
    for index, row in enumerate(money["currencies"]):
        if set(row) != {"code", "signs", "words", "cents"}:
            raise RuleError(place_of(path, "currencies", index), f"currency row {row!r}", expected="code, signs, words, cents")
        for text in row["signs"].split():
            phrase = split_tokens(text)
            signs.setdefault(phrase[0], []).append((phrase, row["code"]))
        for group, factor in ((row["words"], Decimal(1)), (row["cents"], Decimal("0.01"))):
            for text in filter(None, group.split("|")):
                for form in _plurals(text):
                    phrase = tuple(t.lower() for t in split_tokens(form))
                    words.setdefault(phrase[0], []).append((phrase, row["code"], factor))
    return signs, words


def _plurals(text: str) -> tuple[str, ...]:
    """Singular and plural of a unit's word: the head is the word before "per", "a" or "an", else the last."""
    parts = text.split()
    head = next((k for k, word in enumerate(parts) if k and word in {"per", "a", "an", "of", "squared"}), len(parts)) - 1
    if parts[head].endswith(("s", "feet", "ies", ".")) or "-" in parts[head] or "/" in parts[head]:
        return (text,)
    plural = parts[head][:-1] + "ies" if parts[head].endswith("y") and not parts[head].endswith(("ay", "ey", "oy")) else parts[head] + "s"
    return text, " ".join([*parts[:head], plural, *parts[head + 1 :]])


def _designators(path: Path) -> Designators:
    data = read_yaml(path)
    return Designators(
        *(
            _words(data, key, path)
            for key in (
                "months", "months_doubtful", "weekdays", "clock_after", "year_before", "numbered", "numbered_weak", "street", "ordinal_suffix",
                "names", "index_names", "score_after", "score_before",
            )
        )
    )  # fmt: skip
