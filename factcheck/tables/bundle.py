"""The tables that the extraction reads, in one frozen bundle that is handed from stage to stage."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from factcheck.tables.context import AttributionTable, attribution_table
from factcheck.tables.grammar import Grammar, load_grammar
from factcheck.tables.words import Words, load_words


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
