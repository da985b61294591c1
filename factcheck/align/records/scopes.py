"""Within what a figure holds, where that is told: the hours between two times, the sort of which it is a record, a whole country or a town."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.model import Figure, Kind
from factcheck.tables.contrasts import levels, reaches
from factcheck.tables.time import time_table, weekday_in
from factcheck.tables.words import ADJ, NOUN, Words

_END = r"(\d{1,4}(?:\s?:\s?\d\d)?(?:\s?[ap]\.?\s?m\b\.?)?|[a-z]+)"
_BETWEEN = re.compile(rf"\b(?:between|from) {_END} (?:and|to|until|till|through) {_END}(?![\w,])")
_CLOCK = re.compile(r"\d{1,2}(?::\d\d)?[ap]m|\d{1,2}:\d\d|(?:19|20)\d\d|midnight|noon|midday")
_IN = re.compile(r"\b(?:in|at|for) (?:the (?:\w+ of )?)?([A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3})")
_OWN = re.compile(r"\b([A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3})['’]s? ")
_FAR_IN = 5  # words before a span of time in which "in" stands: "in more than the last 20 years"
_NAMED = 3  # words from a superlative to what it is said of: "the lowest-rated weekday quarter"
_LEVEL = 4  # words from "national" to the level that is told: "the national average retail price"
_BEST = frozenset(("most", "least", "worst", "best", "first"))


@dataclass(frozen=True, slots=True)
class Scope:
    """Each part is empty where nothing tells it."""

    between: tuple[str, ...] = ()  # the two ends of the hours, days or years
    record: str = ""  # the noun of "its worst month in 20 years"
    reach: str = ""  # "national", "global", "local"


NO_SCOPE = Scope()


def scope_of(words: Words, figure: Figure, clause: Sequence[str], sentence: str) -> Scope:
    """Read the scope from the time, the words around, and the subject; ``sentence`` is asked for hours where it has no other figure, else empty."""
    between = _between(figure.time or "") or _between(sentence)
    record, reach = _record(words, figure), _reach(words, figure, clause)
    return Scope(between, record, reach) if between or record or reach else NO_SCOPE


def _between(text: str) -> tuple[str, ...]:
    """The two ends of the hours, days or years; "between 8 and 11 p.m." are hours of one half of the day."""
    found = [tuple(re.sub(r"[\s.]", "", end) for end in m.groups()) for m in _BETWEEN.finditer(text.lower())]
    told = {_halved(first, last) for first, last in found if _is_time(last) and (_is_time(first) or first.isdecimal())}
    return next(iter(told)) if len(told) == 1 else ()


def _halved(first: str, last: str) -> tuple[str, ...]:
    return (first + last[-2:] if first.isdecimal() and last.endswith("m") and last[0].isdecimal() else first, last)


def _is_time(end: str) -> bool:
    return bool(_CLOCK.fullmatch(end)) or end in time_table().months or bool(weekday_in(end))


def _record(words: Words, figure: Figure) -> str:
    """What a record is among: the month of "its least-watched month in 20 years"; nothing may stand between but its own words."""
    if figure.quantity.kind is not Kind.DURATION:
        return ""
    before = [w.lower() for w in figure.before]
    at = next((k for k in range(len(before) - 1, max(len(before) - 1 - _FAR_IN, 0), -1) if before[k] == "in"), 0)
    if not at or not words.tags(before[at - 1]) & NOUN:
        return ""
    for word in before[max(at - 2 - _NAMED, 0) : at - 1][::-1]:
        best = word.partition("-")[0]
        if best in _BEST or (best.endswith("est") and words.tags(best) & ADJ and not words.tags(best) & NOUN):
            return words.noun(before[at - 1])
        if words.is_function(word):
            return ""
    return ""


def _reach(words: Words, figure: Figure, clause: Sequence[str]) -> str:
    """Whether a level is that of a whole country, or of the world, or of a place in it."""
    text = figure.subject.text if figure.subject is not None else ""
    printed = text.lower().split()
    for k, word in enumerate(printed):
        if word in reaches() and not levels().isdisjoint(printed[k + 1 : k + 1 + _LEVEL]):
            return reaches()[word]
    told = next((reaches()[w] for w in clause if w.endswith(("ly", "wide")) and w in reaches()), "")
    if told or levels().isdisjoint(printed):
        return told
    place = _IN.search(text) or _OWN.search(text)
    return "local" if place is not None and words.place_kind(place.group(1)) not in ("country", "demonym") else ""
