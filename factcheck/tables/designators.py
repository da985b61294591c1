"""``designators.yaml``: words that show a number to be no figure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from factcheck.tables.fields import Phrase, word_sets
from factcheck.tables.words.wordshape import split_tokens
from factcheck.tables.yamlfile import read_yaml


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
    streets_alone: frozenset[str]
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
    tallies: frozenset[str]
    half_days: frozenset[str]
    money_letters: frozenset[str]
    decimal_units: frozenset[str]
    year_not_before: frozenset[str]
    old_year_before: frozenset[str]
    plurals: frozenset[str]
    clause_words: frozenset[str]
    military: frozenset[str]
    size_before: frozenset[str]
    resolutions: frozenset[str]
    screens: frozenset[str]
    title_small: frozenset[str]
    domains: frozenset[str]
    called: frozenset[str]
    groups: frozenset[str]
    group_numbers: frozenset[str]
    house_before: frozenset[str]
    hyphen_counts: frozenset[str]
    eras: frozenset[str]
    dating: frozenset[str]
    releases: frozenset[str]
    gauges: frozenset[str]
    span_before: frozenset[str]
    dialled: frozenset[str]
    variants: frozenset[str]
    models: frozenset[str]
    vehicles: frozenset[str]
    standards: frozenset[str]
    formulas: frozenset[str]
    small_formulas: frozenset[str]
    programs: frozenset[str]
    no_names: frozenset[str]
    postcodes: frozenset[str]
    states: frozenset[str]
    stage_after: frozenset[str]
    stage_before: frozenset[str]
    mail_heads: frozenset[str]
    index_numbers: frozenset[str]
    calling: frozenset[str]
    name_suffixes: frozenset[str]
    machine_numbered: frozenset[str]
    leafed: frozenset[str]
    machine_not_after: frozenset[str]
    bowled: frozenset[str]
    service_before: frozenset[str]
    service_after: frozenset[str]
    stages: frozenset[str]
    stage_numbers: frozenset[str]
    calibres: frozenset[str]
    clock_words: frozenset[str]
    number_signs: frozenset[str]
    list_on: frozenset[str]
    index_phrases: tuple[Phrase, ...]


def load_designators(path: Path) -> Designators:
    """Read ``designators.yaml``; raises as ``load_numerals``."""
    data = read_yaml(path)
    return Designators(index_phrases=tuple(map(split_tokens, data["index_phrases"])), **word_sets(Designators, data, path))
