"""Times of a figure's sentence that stand far from it: behind its subject, before "as", of the second of two."""

from __future__ import annotations

from datetime import date

from factcheck.extract.context import times
from factcheck.extract.context.times import Found
from factcheck.tables.modality import modality_table
from factcheck.tables.time import TimeTable
from factcheck.tables.words import AUX, PAST, THIRD, VERB, Words

_SUBJECT = 7  # words of a subject before the day behind it
_AS = 14  # words from "as" to a figure


def find(lower: list[str], i: int, table: TimeTable, words: Words, published: date | None) -> Found | None:
    """Return the time of the sentence of the figure at token ``i`` that no nearer words give."""
    return _behind_subject(lower, i, table, words, published) or _as(lower, i, table, published)


def _behind_subject(lower: list[str], i: int, table: TimeTable, words: Words, published: date | None) -> Found | None:
    """The day between subject and verb: "The council on Monday approved 40 permits"; not that of saying, nor for a clause of its own."""
    k = next((n for n in range(1, min(i, _SUBJECT)) if lower[n] in table.weekdays or lower[n] in table.deictic), 0)
    if not k:
        return None
    found = times.at(lower, k - (lower[k - 1] == "on"), table, published)
    if found is None or found.end >= i or any(_finite(w, words) or w == "," for w in lower[: found.start]):
        return None
    verb = lower[found.end]
    nested = not table.new_clauses.isdisjoint(lower[found.end : i])
    return None if nested or not _finite(verb, words) or words.verb(verb) in modality_table().speech else found


def _as(lower: list[str], i: int, table: TimeTable, published: date | None) -> Found | None:
    """The time right before the clause with "as" or "while" that holds the figure: "left on Monday as he made a one-day visit"."""
    k = next((n for n in range(i - 2, max(1, i - _AS), -1) if lower[n] in ("as", "while")), 0)
    if not k or lower[k + 1] not in table.persons or not table.breaks.isdisjoint(lower[k:i]):
        return None
    found = times.last(lower, max(0, k - _SUBJECT), k, table, published)
    return found if found is not None and found.end == k else None


def together(lower: list[str], j: int, table: TimeTable, published: date | None) -> Found | None:
    """The time behind two figures that "and" joins: "they were 13 and 12 years old in 1999"."""
    if lower[j : j + 1] != ["and"] or j + 2 >= len(lower) or not lower[j + 1][0].isdecimal():
        return None
    return times.first(lower, j + 2, min(len(lower), j + 6), table, published)


def _finite(word: str, words: Words) -> bool:
    main = words.main(word)
    return main == AUX or (main == VERB and bool(words.tags(word) & (PAST | THIRD)))
