"""``units.yaml`` and ``currencies.yaml``: units and currencies by the words and symbols that print them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from factcheck.errors import RuleError
from factcheck.tables.fields import CENT, ONE, Phrase, longest_first, names_of, text_of, word_sets
from factcheck.tables.words.wordshape import split_tokens
from factcheck.tables.yamlfile import place_of, read_yaml


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: quantulum3's name and entity, and the exact way to the base unit of its dimension."""

    name: str
    dimension: str
    factor: Decimal
    offset: Decimal = Decimal(0)


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
    kelvin_near: frozenset[str]
    money_signs: dict[str, tuple[tuple[Phrase, str], ...]]  # first token as printed -> (all tokens, ISO code)
    money_touching: frozenset[str]
    money_words: dict[str, tuple[tuple[Phrase, str, Decimal], ...]]  # first lower-case token -> (tokens, code, factor)
    pound_money: frozenset[str]
    pound_mass: frozenset[str]
    after_second: frozenset[str]
    rates: frozenset[str]
    percents: frozenset[str]
    won_not_before: frozenset[str]
    money_ends: frozenset[str]
    won_min: Decimal
    home_dollars: dict[str, str]  # code of a dollar -> the country where a bare "$" means it
    money_doubtful: dict[str, str]
    cent_codes: tuple[str, ...]  # ISO codes of the currencies that have cents
    doubtful_min: Decimal
    angles: frozenset[str]
    denominators: frozenset[str]
    article_units: frozenset[str]
    article_depths: frozenset[str]
    article_hedges: frozenset[str]
    article_not_after: frozenset[str]
    article_not_before: frozenset[str]
    never_alone: frozenset[str]
    inches_not_before: frozenset[str]
    quakes: frozenset[str]
    extents: frozenset[str]
    after_range: frozenset[str]
    measuring: frozenset[str]
    amounts: frozenset[str]
    comparatives: frozenset[str]
    before_now: frozenset[str]
    per_not_before: frozenset[str]
    metre_joined: frozenset[str]
    inches_not_joined: frozenset[str]
    each: frozenset[str]
    per_head: frozenset[str]
    per_joints: frozenset[str]
    per_words: frozenset[str]
    per_annum: frozenset[str]
    per_recorded: frozenset[str]
    paid: frozenset[str]  # what is paid so much an hour, or a month
    article_times: frozenset[str]
    article_time_before: frozenset[str]
    article_time_after: frozenset[str]
    per_articles: frozenset[str]
    articles: frozenset[str]
    spaced_loose: frozenset[str]
    metre_units: frozenset[str]
    metre_near: frozenset[str]
    metre_twins: frozenset[str]
    million_before: frozenset[str]
    between_unit: frozenset[str]
    negative: frozenset[str]
    negative_not_after: frozenset[str]
    calibre_before: frozenset[str]
    artillery: frozenset[str]
    heat_compared: frozenset[str]
    race_lengths: frozenset[str]
    race_near: frozenset[str]
    money_near: frozenset[str]
    money_apart: frozenset[str]
    degree_letters: dict[str, str]
    parts: dict[str, str]  # symbol -> name, where it stands in a compound of symbols
    inch_things: frozenset[str]
    per_adjectives: dict[str, str]  # "daily" -> day
    per_adverbs: dict[str, str]  # "annually" -> year
    divided: dict[tuple[str, str], int]  # (unit, the smaller one that may follow it) -> how many of it make one


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
    renamed = {
        "money_touching": "touching",
        "pound_money": "pound_money",
        "won_not_before": "won_not_before",
        "money_ends": "ends",
        "money_near": "near",
        "money_apart": "apart",
    }
    sets = word_sets(Units, {**data, **{field: money.get(key) for field, key in renamed.items()}}, path)
    sets["money_ends"] |= {split_tokens(sign)[-1] for sign in money["small"].split()}
    return Units(
        by_name=by_name, words=longest_first(words), symbols=longest_first(symbols),
        money_signs=longest_first(signs), money_words=longest_first(money_words), won_min=Decimal(money["won_min"]),
        cent_codes=tuple(row["code"] for row in money["currencies"] if any(text.endswith("cent") for text in row["cents"].split("|"))),
        home_dollars={code: name.replace("_", " ") for code, name in names_of(money, "home_dollars", money_path).items()},
        money_doubtful=names_of(money, "doubtful", money_path), doubtful_min=Decimal(money["doubtful_min"]),
        parts={key: name.replace("_", " ") for key, name in names_of(data, "parts", path).items()},
        degree_letters={key: name.replace("_", " ") for key, name in names_of(data, "degree_letters", path).items()},
        per_adjectives=names_of(data, "per_adjectives", path), per_adverbs=names_of(data, "per_adverbs", path),
        divided={(row["unit"], row["smaller"]): int(row["parts"]) for row in data["divided"]}, **sets,
    )  # fmt: skip


def _forms(words: str) -> Iterable[Phrase]:
    """Singular and plural of every wording of a unit, split and in lower case."""
    for text in filter(None, words.split("|")):
        for form in _plurals(text):
            phrase = tuple(t.lower() for t in split_tokens(form))
            yield phrase
            if len(phrase) > 1 and all(map(str.isalpha, phrase)):  # "a 60 square-mile forest", "a 90 mile-per-hour wind"
                yield ("-".join(phrase),)


def _currencies(money: dict[str, Any], path: Path) -> tuple[dict[str, list[Any]], dict[str, list[Any]]]:
    signs: dict[str, list[Any]] = {}
    words: dict[str, list[Any]] = {}
    small = frozenset(text_of(money, "small", path).split())
    for index, row in enumerate(money["currencies"]):
        if set(row) != {"code", "signs", "words", "cents"}:
            raise RuleError(place_of(path, "currencies", index), f"currency row {row!r}", expected="code, signs, words, cents")
        printed = row["signs"].split()
        for text in printed + [sign.lower() for sign in printed if sign.lower() in small and not sign.islower()]:
            phrase = split_tokens(text)
            signs.setdefault(phrase[0], []).append((phrase, row["code"]))
        for group, factor in ((row["words"], ONE), (row["cents"], CENT)):
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
