"""``matching.yaml``: the weights of the comparisons' levels, loaded once, validated whole, looked up by ``aspect/level``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from factcheck.errors import ErrorGroup, FactcheckError, RuleError
from factcheck.model import Level
from factcheck.paths import rules_root
from factcheck.tables.yamlfile import place_of, read_yaml

NUMBERS = (
    "link_at", "even_at", "bound_below", "bound_above",
    "bare", "bare_round", "best_floor", "never_compared", "unknown_pair", "best_margin", "rare_uses", "common_uses", "near_copy",
    "copy_shingles", "copy_share", "passage_words", "crowd", "candidates", "kept_comparisons",
    "window_strong", "window_good", "window_some", "window_weak", "sentence_strong", "sentence_good", "sentence_weak",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighted:
    """One level of a comparison: what it adds to the match weight; what learning draws that to; and why."""

    aspect: str
    level: str
    weight: float
    prior: float
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Matching:
    """The loaded table. ``weights`` maps ``aspect/level`` to its weight; ``numbers`` holds the thresholds."""

    rows: tuple[Weighted, ...]
    weights: Mapping[str, float]
    priors: Mapping[str, float]
    levels: Mapping[str, Level]  # as comparisons name them
    numbers: Mapping[str, float]
    light_verbs: frozenset[str]
    light_nouns: frozenset[str]

    def learnt(self, weights: Mapping[str, float], numbers: Mapping[str, float]) -> Matching:
        """The same table with other weights by ``aspect/level``, wherever they stand, and with the thresholds ``numbers`` in place of its own."""
        rows = tuple(replace(row, weight=weights[f"{row.aspect}/{row.level}"]) for row in self.rows)
        levels = {key: level._replace(weight=weights[key]) for key, level in self.levels.items()}
        return replace(self, rows=rows, weights=dict(weights), levels=levels, numbers={**self.numbers, **numbers})


def load(levels: Mapping[str, tuple[str, ...]], path: Path | None = None) -> Matching:
    """Read and validate the table; ``path`` defaults to the bundled ``matching.yaml``. ``levels`` are those that a pair can stand on, by aspect.

    Raises:
        RuleError: it cannot be read or is no YAML.
        ErrorGroup: every level or number that is missing, unknown or mistyped, each with line and column.
    """
    return _load(path or rules_root() / "matching.yaml", tuple(levels.items()))


@lru_cache(maxsize=4)
def _load(path: Path, levels: tuple[tuple[str, tuple[str, ...]], ...]) -> Matching:
    data = read_yaml(path)
    errors: list[FactcheckError] = []
    comparisons = data.get("comparisons", {}) if isinstance(data, dict) else {}
    numbers = data.get("numbers", {}) if isinstance(data, dict) else {}
    rows = [r for aspect, names in levels for r in _rows(path, aspect, names, comparisons.get(aspect), errors)]
    unknown = [("comparisons", k, ", ".join(dict(levels))) for k in sorted(set(comparisons) - set(dict(levels)))]
    unknown += [("numbers", k, ", ".join(NUMBERS)) for k in sorted(set(numbers) - set(NUMBERS))]
    errors.extend(RuleError(place_of(path, part, key), f"unknown key {key!r} in {part}", expected=known) for part, key, known in unknown)
    missing = [k for k in NUMBERS if not _is_number(numbers.get(k))]
    errors.extend(RuleError(place_of(path, "numbers", k), f"numbers.{k} is {numbers.get(k)!r}", expected="a number") for k in missing)
    light = {name: data.get(name) if isinstance(data, dict) else None for name in ("light_verbs", "light_nouns")}
    unread = [(name, words) for name, words in light.items() if not isinstance(words, str)]
    errors.extend(RuleError(place_of(path, name), f"{name} is {words!r}", expected="words with blanks between") for name, words in unread)
    if errors:
        raise ErrorGroup(str(path), f"{len(errors)} mistakes in the matching table", errors=tuple(errors))
    by_key = {f"{r.aspect}/{r.level}": r for r in rows}
    return Matching(
        rows=tuple(rows),
        weights={k: r.weight for k, r in by_key.items()},
        priors={k: r.prior for k, r in by_key.items()},
        levels={k: Level(r.aspect, r.level, r.weight, r.label) for k, r in by_key.items()},
        numbers={k: float(numbers[k]) for k in NUMBERS},
        light_verbs=frozenset(str(light["light_verbs"]).split()),
        light_nouns=frozenset(str(light["light_nouns"]).split()),
    )


def _rows(path: Path, aspect: str, levels: tuple[str, ...], found: Any, errors: list[FactcheckError]) -> list[Weighted]:
    """Read one comparison; each level is ``{weight, prior, label, why}``."""
    if not isinstance(found, dict):
        errors.append(RuleError(place_of(path, "comparisons"), f"no comparison {aspect!r}", expected="a mapping of " + ", ".join(levels)))
        return []
    rows = []
    for level in levels:
        row = found.get(level)
        if not isinstance(row, dict) or not _valid(row):
            place = place_of(path, "comparisons", aspect, level)
            errors.append(RuleError(place, f"{aspect}/{level} is {row!r}", expected="{weight: number, prior: number, label: text, why: text}"))
            continue
        rows.append(Weighted(aspect, level, float(row["weight"]), float(row["prior"]), str(row["label"]), str(row.get("why", ""))))
    for level in sorted(set(found) - set(levels)):
        place = place_of(path, "comparisons", aspect, level)
        errors.append(RuleError(place, f"unknown level {level!r} in {aspect}", expected=", ".join(levels)))
    return rows


def _valid(row: dict[str, Any]) -> bool:
    if set(row) - {"weight", "prior", "label", "why"} or not row.get("label"):
        return False
    return _is_number(row.get("weight")) and _is_number(row.get("prior"))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
