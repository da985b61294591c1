"""The comparison ladders of ``rules/matching.yaml``: loaded once, validated whole, looked up by ``aspect/level``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from factcheck.errors import ErrorGroup, FactcheckError, RuleError
from factcheck.model import Level
from factcheck.paths import rules_root
from factcheck.tables.yamlfile import place_of, read_yaml

_NOUNS = (
    "exact_rare", "exact", "exact_common",
    "synonym", "same_class", "hyponym", "same_lexfile", "far", "unknown", "one_missing", "both_missing",
)  # fmt: skip
_VALUES = (
    "equal_many", "equal_two_digits", "equal_round", "equal_small", "equal_after_conversion",
    "same_number_other_unit", "overlap", "rate_near", "within_10pc", "same_digits", "within_1.5x", "within_3x", "farther",
    "one_against_many", "incomparable",
)  # fmt: skip
# Every rung that ``compare`` can put a pair on. The table must name each of them once and no other.
RUNGS: Mapping[str, tuple[str, ...]] = {
    "unit": (
        "same_measure", "same_money", "same_percent", "both_count", "same_dimension",
        "same_measure_rare", "same_dimension_rare", "other_currency", "share_vs_percent",
    ),
    "kind": ("same", "fraction_vs_percent", "differs"),
    "per": ("same", "none", "one_missing", "differs"),
    "noun_count": _NOUNS,
    "noun_measure": _NOUNS,
    "predicate_count": ("exact_rare", "exact", "exact_common", "related", "far", "one_missing", "both_missing"),
    "predicate_measure": ("exact_rare", "exact", "exact_common", "related", "far", "one_missing", "both_missing"),
    "fate": ("same", "differs", "one_missing", "none"),
    "nation": ("same", "differs", "one_missing", "none"),
    "window": ("strong", "good", "some", "weak", "none"),
    "sentence": ("strong", "good", "weak", "none"),
    "aligned": ("same_place", "other_place", "not_copies"),
    "names": ("same", "share", "disjoint", "one_missing", "both_missing"),
    "owner": ("same_close", "same", "differs", "differs_close", "contrasted", "one_missing", "both_missing"),
    "anchor": ("same", "differs", "one_missing", "none"),
    "place": ("same", "share", "differs", "contrasted", "one_missing", "none"),
    "time": ("same", "differs", "past", "one_missing", "none"),
    "role": ("same", "opposite", "part_differs", "previous_differs", "change_differs", "further_differs", "limit_differs"),
    "modality": ("same", "planned_differs"),
    "value": ("equal_small_bare", "equal_round_bare", "equal_two_digits_bare", "equal_many_bare", *_VALUES),
    "value_same_source": _VALUES,
    "moved": ("previous", "fate", "part", "per", "age", "owner", "toll", "none"),
    "best_match": ("mutual_clear", "mutual", "one_sided", "close", "no", "same_source"),
    "best_match_far": ("mutual_clear", "mutual", "one_sided", "close", "no", "same_source"),
}  # fmt: skip
NUMBERS = (
    "link_at", "bare", "bare_round", "best_floor", "never_compared", "unknown_pair", "best_margin", "rare_uses", "common_uses", "near_copy",
    "copy_shingles", "copy_share", "passage_words", "crowd", "candidates", "kept_comparisons",
    "window_strong", "window_good", "window_some", "window_weak", "sentence_strong", "sentence_good", "sentence_weak",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a ladder: what it adds, in bits; what it was worth before the last count; and why."""

    aspect: str
    level: str
    bits: float
    prior: float
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Matching:
    """The loaded table. ``bits`` maps ``aspect/level`` to its weight; ``numbers`` holds the thresholds."""

    rungs: tuple[Rung, ...]
    bits: Mapping[str, float]
    priors: Mapping[str, float]
    levels: Mapping[str, Level]  # as comparisons name them
    numbers: Mapping[str, float]
    light_verbs: frozenset[str]
    empty_nouns: frozenset[str]
    fates: Mapping[str, str]  # class of nouns or predicates → fate


def load_matching(path: Path | None = None) -> Matching:
    """Read and validate the table; ``path`` defaults to the bundled ``matching.yaml``.

    Raises:
        RuleError: it cannot be read or is no YAML.
        ErrorGroup: every rung or number that is missing, unknown or mistyped, each with line and column.
    """
    return _load(path or rules_root() / "matching.yaml")


@lru_cache(maxsize=4)
def _load(path: Path) -> Matching:
    data = read_yaml(path)
    errors: list[FactcheckError] = []
    ladders = data.get("ladders", {}) if isinstance(data, dict) else {}
    numbers = data.get("numbers", {}) if isinstance(data, dict) else {}
    rungs = [r for aspect, levels in RUNGS.items() for r in _rungs(path, aspect, levels, ladders.get(aspect), errors)]
    unknown = [("ladders", k, ", ".join(RUNGS)) for k in sorted(set(ladders) - set(RUNGS))]
    unknown += [("numbers", k, ", ".join(NUMBERS)) for k in sorted(set(numbers) - set(NUMBERS))]
    errors.extend(RuleError(place_of(path, part, key), f"unknown key {key!r} in {part}", expected=known) for part, key, known in unknown)
    missing = [k for k in NUMBERS if not _is_number(numbers.get(k))]
    errors.extend(RuleError(place_of(path, "numbers", k), f"numbers.{k} is {numbers.get(k)!r}", expected="a number") for k in missing)
    words = {k: data.get(k) if isinstance(data, dict) else None for k in ("light_verbs", "empty_nouns")}
    errors.extend(
        RuleError(place_of(path, k), f"{k} is {v!r}", expected="words with blanks between") for k, v in words.items() if not isinstance(v, str)
    )
    fates = data.get("fates") if isinstance(data, dict) else None
    if not isinstance(fates, dict) or not all(isinstance(v, str) for v in fates.values()):
        errors.append(RuleError(place_of(path, "fates"), f"fates is {fates!r}", expected="fate: classes with blanks between"))
    if errors:
        raise ErrorGroup(str(path), f"{len(errors)} mistakes in the matching table", errors=tuple(errors))
    by_key = {f"{r.aspect}/{r.level}": r for r in rungs}
    return Matching(
        rungs=tuple(rungs),
        bits={k: r.bits for k, r in by_key.items()},
        priors={k: r.prior for k, r in by_key.items()},
        levels={k: Level(r.aspect, r.level, r.bits, r.label) for k, r in by_key.items()},
        numbers={k: float(numbers[k]) for k in NUMBERS},
        light_verbs=frozenset(str(words["light_verbs"]).split()),
        empty_nouns=frozenset(str(words["empty_nouns"]).split()),
        fates={cls: str(fate) for fate, classes in (fates or {}).items() for cls in str(classes).split()},
    )


def _rungs(path: Path, aspect: str, levels: tuple[str, ...], found: Any, errors: list[FactcheckError]) -> list[Rung]:
    """Read one ladder; each rung is ``{bits, prior, label, why}``."""
    if not isinstance(found, dict):
        errors.append(RuleError(place_of(path, "ladders"), f"no ladder {aspect!r}", expected="a mapping of " + ", ".join(levels)))
        return []
    rungs = []
    for level in levels:
        row = found.get(level)
        if not isinstance(row, dict) or not _valid(row):
            place = place_of(path, "ladders", aspect, level)
            errors.append(RuleError(place, f"{aspect}/{level} is {row!r}", expected="{bits: number, prior: number, label: text, why: text}"))
            continue
        rungs.append(Rung(aspect, level, float(row["bits"]), float(row["prior"]), str(row["label"]), str(row.get("why", ""))))
    for level in sorted(set(found) - set(levels)):
        place = place_of(path, "ladders", aspect, level)
        errors.append(RuleError(place, f"unknown level {level!r} in {aspect}", expected=", ".join(levels)))
    return rungs


def _valid(row: dict[str, Any]) -> bool:
    if set(row) - {"bits", "prior", "label", "why"} or not row.get("label"):
        return False
    return _is_number(row.get("bits")) and _is_number(row.get("prior"))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
