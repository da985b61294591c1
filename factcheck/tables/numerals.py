"""``numerals.yaml``: number words with their values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from factcheck.tables.fields import Phrase, bounds_of, names_of, pairs_of, text_of, word_sets
from factcheck.tables.words.wordshape import split_tokens
from factcheck.tables.yamlfile import read_yaml


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
    dying_away: frozenset[str]
    died_when: frozenset[str]
    supposed: frozenset[str]
    dying_behind: frozenset[str]
    age_before: frozenset[str]
    no_people: frozenset[str]
    ratio_wholes: frozenset[Decimal]
    age_units: dict[str, str]
    leads: frozenset[str]
    not_lead_starts: frozenset[str]
    grouped_before: frozenset[str]
    ellipsis_apart: frozenset[str]
    one_compound_not: frozenset[str]
    zero_harms: frozenset[str]
    bands: dict[str, tuple[Decimal, Decimal]]  # "early" 50s -> what is added to fifty
    zero_one_not: frozenset[str]
    future: frozenset[str]
    range_further: frozenset[str]
    ellipsis_joints: frozenset[str]
    ellipsis_fillers: frozenset[str]
    ellipsis_pairs: frozenset[str]
    ellipsis_compared: frozenset[str]
    lap_before: frozenset[str]
    lap_joined: frozenset[str]
    ellipsis_beside: frozenset[str]
    ellipsis_sums: frozenset[str]
    ellipsis_levels: frozenset[str]
    ellipsis_level_verbs: frozenset[str]
    ellipsis_wants: frozenset[str]
    share_as: frozenset[str]
    share_verbs: frozenset[str]
    fraction_longer: frozenset[str]
    ellipsis_sides: frozenset[str]
    ellipsis_times: frozenset[str]
    ellipsis_further: frozenset[str]
    ellipsis_places: frozenset[str]
    ellipsis_not_after: frozenset[str]
    one_harmed: frozenset[str]
    one_ends: frozenset[str]
    one_auxiliaries: frozenset[str]
    one_fates: frozenset[str]
    range_hedges: frozenset[str]
    aged: frozenset[str]
    turning: frozenset[str]
    age_bounds: frozenset[str]
    being_just: frozenset[str]
    multiple_last: frozenset[str]
    fraction_alone: frozenset[str]
    fraction_ended: frozenset[str]
    fraction_hedged: frozenset[str]
    halving: frozenset[str]
    mixed: tuple[tuple[Phrase, Decimal], ...]  # what may stand behind a cardinal, and what it adds
    plus_minus: tuple[Phrase, ...]
    starters: frozenset[str]  # every word at which a number can begin


def load_numerals(path: Path) -> Numerals:
    """Read ``numerals.yaml``.

    Raises:
        RuleError: it does not validate.
    """
    data = read_yaml(path)
    cardinals, scales, signs = pairs_of(data, "cardinals", path), pairs_of(data, "scales", path), pairs_of(data, "signs", path)
    vague, vague_of, multiples = bounds_of(data, "vague", path), bounds_of(data, "vague_of", path), pairs_of(data, "multiples", path)
    sets = word_sets(Numerals, data, path)
    bare = sets["spelled_scales"] - {"lakh", "crore"}
    starters = frozenset(("a", "an", "no", "half", "quarter", "couple", "several", "few")) | bare
    starters = starters.union(cardinals, vague, vague_of, multiples, signs)
    return Numerals(
        cardinals=cardinals, scales=scales, attached_scales=pairs_of(data, "attached_scales", path), fractions=pairs_of(data, "fractions", path),
        signs=signs, vague=vague, vague_of=vague_of, multiples=multiples, idioms=_idioms(data.get("idioms", ()), starters.union(scales)),
        ratio_wholes=frozenset(map(Decimal, text_of(data, "ratio_wholes", path).split())), age_units=names_of(data, "age_units", path),
        starters=starters, mixed=_mixed(data["mixed"]), bands=bounds_of(data, "bands", path),
        plus_minus=tuple(map(split_tokens, data["plus_minus"])), **sets,
    )  # fmt: skip


def _mixed(rows: Iterable[str]) -> tuple[tuple[Phrase, Decimal], ...]:
    """Every phrase of a row PHRASE=VALUE, with blanks and with hyphens between its words."""
    mixed: list[tuple[Phrase, Decimal]] = []
    for row in rows:
        text, _, value = row.partition("=")
        words = text.split()
        mixed.append((tuple(words), Decimal(value)))
        mixed.append((tuple(piece for word in words for piece in ("-", word)), Decimal(value)))
    return tuple(mixed)


def _idioms(rows: Iterable[str], words: frozenset[str]) -> dict[str, tuple[Phrase, ...]]:
    """Key every idiom by each of its number words."""
    idioms: dict[str, list[Phrase]] = {}
    for row in rows:
        phrase = tuple(row.split())
        for word in phrase:
            if word in words:
                idioms.setdefault(word, []).append(phrase)
    return {word: tuple(phrases) for word, phrases in idioms.items()}
