"""``time.yaml``: the words of time and place phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from factcheck.tables.fields import WordSet, exact_word_sets, read_lexicon


@dataclass(frozen=True, slots=True)
class TimeTable:
    """``rules/lexicon/time.yaml``: the words of time and place phrases."""

    weekdays: Mapping[str, int]  # 0 is Monday
    months: Mapping[str, int]  # 1 is January
    units: WordSet
    near: WordSet
    deictic: WordSet
    prepositions: WordSet
    parts: WordSet
    ordinals: WordSet
    fiscal: WordSet
    relative: WordSet
    seasons: WordSet
    small: Mapping[str, int]  # number words up to ten
    openings: WordSet
    blocks: WordSet
    clocks: WordSet
    vague: WordSet
    distant: WordSet
    counted_from: WordSet
    spanning: WordSet
    periods: WordSet
    holidays: Mapping[str, tuple[tuple[str, ...], ...]]  # tokens of the names of days, by the first
    unshared: WordSet
    breaks: WordSet  # with the marks
    closing: WordSet  # with ``breaks``
    compared: WordSet
    opening: WordSet  # with ``breaks``
    articles: WordSet
    quantifiers: WordSet
    auxiliaries: WordSet
    name_openers: WordSet
    openers: WordSet  # every word that can open a time without a preposition
    place_prepositions: WordSet
    place_goals: WordSet
    place_nouns: WordSet
    place_bare: WordSet
    place_open: WordSet
    place_states: WordSet
    place_abbreviations: WordSet
    place_leads: WordSet
    place_verbs: WordSet
    ranges: WordSet
    range_joints: WordSet
    papers: WordSet
    telling: WordSet
    linking: WordSet
    crossing: WordSet
    relatives: WordSet
    directions: WordSet
    roads: WordSet
    new_clauses: WordSet
    persons: WordSet
    not_before_place: WordSet
    no_places: WordSet
    numbered: WordSet
    telltales: WordSet  # words of which every time but a year has one
    cores: WordSet  # every word that can be the core of a time
    starts: WordSet  # every word that can open a time, prepositions included
    place_openers: WordSet  # every word that can open a place


_BARE_TIMES = frozenset("a an the early late mid earlier later".split())  # "a year ago", "early Tuesday": grammar, no knowledge


_MARKS = frozenset('.;:?!"“”')


@cache
def time_table() -> TimeTable:
    """Load and check the lexicon of time and place.

    Raises:
        RuleError: a key is missing or unknown, or an entry has the wrong shape.
    """
    path, data = read_lexicon("time")
    weekdays = {w: n for n, w in enumerate(data["weekdays"].split())}
    weekdays.update((f"{w}'s", n) for w, n in tuple(weekdays.items()))  # "at Wednesday's meeting"
    weekdays.update((w, "mo tu we th fr sa su".split().index(w[:2])) for w in data["weekdays_short"].split())
    months = {w: n for n, w in enumerate(data["months"].split(), 1)}
    months.update((w, n) for n, w in enumerate(data["months_short"].split(), 1))
    months.update((w, 9) for w in data["sept"].split())
    small = {w: max(n - 1, 1) for n, w in enumerate(data["small"].split())}  # a, an and one are 1
    place = {f"place_{k}": frozenset(str(v).split()) for k, v in data["place"].items()}
    skipped = {"holidays", "weekdays", "months", "small", "openers", "starts", "telltales", "cores", "place_openers"} | set(place)
    extra = {"holidays", "weekdays_short", "months_short", "sept", "place"}
    sets = exact_word_sets(path, data, TimeTable, skipped, extra)
    sets["breaks"] |= _MARKS
    sets["closing"] |= sets["breaks"]
    sets["opening"] |= sets["breaks"]
    holidays: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in (tuple(name.split("-")) for name in data["holidays"].split()):
        holidays[name[0]] = (*holidays.get(name[0], ()), name)
    openers = frozenset((*weekdays, *months, *small)) | sets["near"] | sets["deictic"] | _BARE_TIMES | sets["vague"] | sets["units"]
    starts = openers | sets["prepositions"] | {"of"}
    cores = (
        frozenset((*weekdays, *months, *small))
        | sets["near"]
        | sets["deictic"]
        | sets["ordinals"]
        | sets["fiscal"]
        | sets["parts"]
        | sets["seasons"]
        | sets["vague"]
        | sets["units"]
    )
    endings = frozenset(name[-1] for names in holidays.values() for name in names if name[-1].isalpha()) | {"/", "year's"}  # of "9/11", "New Year's"
    telltales = (cores - frozenset(small)) | sets["clocks"] | sets["periods"] | endings
    places = place["place_bare"] | place["place_goals"] | place["place_prepositions"] | sets["directions"]
    return TimeTable(
        holidays=holidays,
        telltales=telltales,
        cores=cores,
        starts=starts,
        place_openers=places,
        weekdays=weekdays,
        months=months,
        small=small,
        openers=openers,
        **sets,
        **place,
    )


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")  # as printed, whatever the locale
_WEEKDAY = re.compile("|".join(WEEKDAYS).lower())


def weekday_in(text: str | None) -> str:
    """The first day of the week that a text names; "" where it names none.

    >>> weekday_in("late on Tuesday"), weekday_in("last week"), weekday_in(None)
    ('tuesday', '', '')
    """
    found = _WEEKDAY.search((text or "").lower())
    return found.group() if found else ""


def weekday_number(text: str | None) -> int | None:
    """The same as a number, Monday 0."""
    found = weekday_in(text)
    return WEEKDAYS.index(found.capitalize()) if found else None
