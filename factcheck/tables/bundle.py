"""The tables that the extraction reads, in one frozen bundle that is handed from stage to stage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from factcheck.paths import rules_root
from factcheck.tables.attribution import AttributionTable, attribution_table
from factcheck.tables.designators import Designators, load_designators
from factcheck.tables.heads import Heads, load_heads
from factcheck.tables.hedges import Hedges, load_hedges
from factcheck.tables.numerals import Numerals, load_numerals
from factcheck.tables.units import Units, load_units
from factcheck.tables.words import Words, load_words


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
    folder = rules_root() / "lexicon"
    numerals = load_numerals(folder / "numerals.yaml")
    units = load_units(folder / "units.yaml", folder / "currencies.yaml")
    return Grammar(
        numerals,
        load_hedges(folder / "hedges.yaml"),
        units,
        load_designators(folder / "designators.yaml"),
        load_heads(folder / "heads.yaml"),
        _articled(numerals, units),
    )


def _articled(numerals: Numerals, units: Units) -> frozenset[str]:
    words = {"half", "quarter", "couple", "few"}.union(numerals.spelled_scales, numerals.fractions, units.words)
    for article in ("a", "an"):
        for phrase in numerals.idioms.get(article, ()):
            words.update(phrase[phrase.index(article) + 1 :][:1])
    return frozenset(words)


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that is known before a text is read."""

    grammar: Grammar
    words: Words
    attribution: AttributionTable


@cache
def load_tables() -> Tables:
    """Load and validate all tables of the extraction once per process.

    Raises:
        RuleError: a table does not validate; the place holds line and column.
    """
    return Tables(load_grammar(), load_words(), attribution_table())
