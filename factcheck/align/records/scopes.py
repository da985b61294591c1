"""Within what a figure holds, where that is told: the hours between two times, the sort of which it is a record, a whole country or a town."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.model import Figure, Kind
from factcheck.tables.contrasts import levels, reaches
from factcheck.tables.time import time_table, weekday_in
from factcheck.tables.words import ADJ, NOUN, PREP, Words

_END = r"(\d{1,4}(?:\s?:\s?\d\d)?(?:\s?[ap]\.?\s?m\b\.?)?|[a-z]+)"
_BETWEEN = re.compile(rf"\b(?:between|from) {_END} (?:and|to|until|till|through) {_END}(?![\w,])")
_SINCE = re.compile(rf"\b(?:since|(?:starting|beginning)(?: at| about| around| from)?) {_END}(?![\w,])")
_CLOCK = re.compile(r"\d{1,2}(?::\d\d)?[ap]m|\d{1,2}:\d\d|(?:19|20)\d\d|midnight|noon|midday")
_IN = re.compile(r"\b(?:in|at|for) (?:the (?:\w+ of )?)?([A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3})")
_OWN = re.compile(r"\b([A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3})['’]s? ")
_FAR_IN = 5  # words before a span of time in which "in" stands: "in more than the last 20 years"
_FAR_BEST = 8  # words before that "in" among which the superlative stands: "the worst storm to hit the island in 20 years"
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
    between = _between(figure.time or "") or _between(sentence) or _since(sentence)
    record, reach = _record(words, figure), _reach(words, figure, clause)
    return Scope(between, record, reach) if between or record or reach else NO_SCOPE


def _between(text: str) -> tuple[str, ...]:
    """The two ends of the hours, days or years; "between 8 and 11 p.m." are hours of one half of the day."""
    found = [tuple(re.sub(r"[\s.]", "", end) for end in m.groups()) for m in _BETWEEN.finditer(text.lower())]
    told = {_halved(first, last) for first, last in found if _is_time(last) and (_is_time(first) or first.isdecimal())}
    return next(iter(told)) if len(told) == 1 else ()


def _since(text: str) -> tuple[str, ...]:
    """The hour from which is counted: "since 5 p.m. Friday", "starting about midnight Saturday"."""
    found = _SINCE.search(text.lower())
    first = re.sub(r"[\s.]", "", found.group(1)) if found is not None else ""
    return (first, "") if first and not first.isdecimal() and _CLOCK.fullmatch(first) else ()


def _halved(first: str, last: str) -> tuple[str, ...]:
    return (first + last[-2:] if first.isdecimal() and last.endswith("m") and last[0].isdecimal() else first, last)


def _is_time(end: str) -> bool:
    return bool(_CLOCK.fullmatch(end)) or end in time_table().months or bool(weekday_in(end))


def _record(words: Words, figure: Figure) -> str:
    """What a record is among: the month of "its least-watched month on air in 20 years"."""
    if figure.quantity.kind is not Kind.DURATION:
        return ""
    before = [w.lower() for w in figure.before]
    end = next((k for k in range(len(before) - 1, max(len(before) - 1 - _FAR_IN, 0), -1) if before[k] == "in"), 0)
    for k in range(end - 1, max(end - 1 - _FAR_BEST, -1), -1):
        best = before[k].partition("-")[0]
        if best in _BEST or (best.endswith("est") and words.tags(best) & ADJ and not words.tags(best) & NOUN):
            last = next((n for n in range(k + 1, end) if words.is_function(before[n + 1]) or words.tags(before[n + 1]) & PREP), 0)
            return words.noun(before[last]) if last and words.tags(before[last]) & NOUN else ""
        if not best[:1].isalpha():
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
