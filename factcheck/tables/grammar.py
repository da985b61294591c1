"""The lexicons of ``rules/lexicon`` that tell how quantities are printed, as frozen look-up tables."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from factcheck.model import Hedge
from factcheck.paths import rules_root

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
    spelled_scales: frozenset[str]
    short_scales: frozenset[str]
    one_fractions: frozenset[str]
    couple_not: frozenset[str]
    one_before: frozenset[str]
    doubtful_multiples: frozenset[str]
    multiple_before: frozenset[str]
    multiple_after: frozenset[str]
    times_before: frozenset[str]
    ratio_before: frozenset[str]
    zero_not_before: frozenset[str]
    zero_compounds: frozenset[str]
    people_pronouns: frozenset[str]
    possessives: frozenset[str]
    persons: frozenset[str]
    being: frozenset[str]
    dying: frozenset[str]
    age_before: frozenset[str]
    no_people: frozenset[str]
    ratio_wholes: frozenset[Decimal]
    age_units: dict[str, str]
    starters: frozenset[str]  # every word at which a number can begin


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
    forward: frozenset[str]
    numbers: frozenset[str]
    inside_range: frozenset[str]
    before_conversion: frozenset[str]
    moving: frozenset[str]


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
    kelvin_near: frozenset[str]
    money_signs: dict[str, tuple[tuple[Phrase, str], ...]]  # first token as printed -> (all tokens, ISO code)
    money_touching: frozenset[str]
    money_words: dict[str, tuple[tuple[Phrase, str, Decimal], ...]]  # first lower-case token -> (tokens, code, factor)
    pound_money: frozenset[str]
    pound_mass: frozenset[str]
    after_second: frozenset[str]
    rates: frozenset[str]
    won_not_before: frozenset[str]
    money_ends: frozenset[str]
    won_min: Decimal
    angles: frozenset[str]
    denominators: frozenset[str]
    article_units: frozenset[str]
    article_hedges: frozenset[str]
    article_not_after: frozenset[str]
    article_not_before: frozenset[str]
    never_alone: frozenset[str]
    inches_not_before: frozenset[str]
    quakes: frozenset[str]
    extents: frozenset[str]
    after_range: frozenset[str]


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
    number_before: frozenset[str]
    emergency: frozenset[str]
    index_names: frozenset[str]
    small_names: frozenset[str]
    score_after: frozenset[str]
    score_before: frozenset[str]
    months_abbreviated: frozenset[str]
    month_before: frozenset[str]
    half_days: frozenset[str]
    money_letters: frozenset[str]
    decimal_units: frozenset[str]
    year_not_before: frozenset[str]
    old_year_before: frozenset[str]
    plurals: frozenset[str]
    clause_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heads:
    """How the counted noun is found."""

    linking: frozenset[str]
    linking_to: frozenset[str]
    object: frozenset[str]
    pronouns: frozenset[str]
    passed: frozenset[str]
    stops: frozenset[str]
    not_in: frozenset[str]
    determiners: frozenset[str]
    objects_open: frozenset[str]
    abstract: frozenset[str]
    extents: frozenset[str]
    of_passed: frozenset[str]
    adverbials: frozenset[str]
    time_classes: frozenset[str]
    labels: frozenset[str]
    placing: frozenset[str]
    clause_marks: frozenset[str]
    clause_starts: frozenset[str]
    directions: frozenset[str]
    away_from: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that the value half of the extraction knows."""

    numerals: Numerals
    hedges: Hedges
    units: Units
    designators: Designators
    heads: Heads
    articled: frozenset[str]  # every word at which "a" or "an" may begin a quantity or an idiom of numbers


@cache
def load_grammar() -> Grammar:
    """Load and validate the lexicons once per process.

    Raises:
        RuleError: a lexicon does not validate; the place holds line and column.
    """
    from factcheck.tables import lexicon  # which needs the records above

    folder = rules_root() / "lexicon"
    numerals = lexicon.load_numerals(folder / "numerals.yaml")
    units = lexicon.load_units(folder / "units.yaml", folder / "currencies.yaml")
    return Grammar(
        numerals,
        lexicon.load_hedges(folder / "hedges.yaml"),
        units,
        lexicon.load_designators(folder / "designators.yaml"),
        lexicon.load_heads(folder / "heads.yaml"),
        _articled(numerals, units),
    )


def _articled(numerals: Numerals, units: Units) -> frozenset[str]:
    words = {"half", "quarter", "couple", "few"}.union(numerals.spelled_scales, numerals.fractions, units.words)
    for article in ("a", "an"):
        for phrase in numerals.idioms.get(article, ()):
            words.update(phrase[phrase.index(article) + 1 :][:1])
    return frozenset(words)
