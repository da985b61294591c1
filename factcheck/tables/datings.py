"""``datings.yaml``: the words of dates that are compared as facts of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from factcheck.tables.fields import WordSet, names_of, pairs_of, read_lexicon, words_of

MADE = "date"  # the verb of "a clock dating from 1720", which says of no event what it was


@dataclass(frozen=True, slots=True)
class DatingTable:
    """``rules/lexicon/datings.yaml``."""

    named_before: WordSet
    verb_days: WordSet
    before_days: WordSet
    named_after: WordSet
    about: WordSet
    since: WordSet
    until: WordSet
    at: WordSet
    span_opens: WordSet
    span_joints: WordSet
    ago: WordSet
    counted_behind: WordSet
    counted_before: WordSet
    within: WordSet
    forenoon: WordSet
    afternoon: WordSet
    month_before: WordSet
    stamps: WordSet
    reporting: WordSet
    pictures: WordSet
    eras: WordSet
    event_classes: WordSet
    no_events: WordSet
    phases: WordSet
    lasting: WordSet
    happening: WordSet
    holding: WordSet
    ahead_of: WordSet
    placing: WordSet
    issued: WordSet
    spoken_deeds: WordSet
    shortly: WordSet
    deeds_too: WordSet
    only_past: WordSet
    told_as: Mapping[str, str]  # "step-down" → "resign"
    befalling: WordSet
    disasters: WordSet
    made: WordSet
    made_before: WordSet
    zones: Mapping[str, tuple[int, ...]]  # "et" → its minutes east of Greenwich, in winter and in summer
    parts: Mapping[str, str]  # "beginning" → "early"
    units: Mapping[str, str]  # "days" → "day"
    day_parts: Mapping[str, str]  # "evening" → "night"
    spoken: Mapping[str, int]  # "noon" → its minute of the day
    steps: Mapping[str, int]  # "last" → -1
    deictic: Mapping[str, int]
    small: Mapping[str, int]


_NUMBERS = ("spoken", "steps", "deictic", "small")
_NAMES = ("parts", "day_parts", "units", "told_as")


@cache
def dating_table() -> DatingTable:
    """Load and check the lexicon.

    Raises:
        RuleError: a key is missing, or an entry has the wrong shape.
    """
    path, data = read_lexicon("datings")
    numbers = {key: {w: int(n) for w, n in pairs_of(data, key, path).items()} for key in _NUMBERS}
    names = {key: names_of(data, key, path) for key in _NAMES}
    sets = {key: words_of(data, key, path) for key in DatingTable.__dataclass_fields__ if key not in (*_NUMBERS, *_NAMES, "zones")}
    zones = {w: tuple(map(int, n.split("/"))) for w, n in names_of(data, "zones", path).items()}
    fields: dict[str, Any] = {**sets, **numbers, **names, "zones": zones}
    return DatingTable(**fields)
