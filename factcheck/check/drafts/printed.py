"""Numbers of the sources that are no figures, and may be what a draft tells: "the 52nd count" for 52 counts, "Halloran 4.5" for 4.5 points."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from factcheck.check.index import StoryIndex, once
from factcheck.model import Kind
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.digits import digits
from factcheck.tables.drafts import load_drafts
from factcheck.tables.time import time_table
from factcheck.tables.words import load_words

_NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?:st|nd|rd|th)?")
_KINDS = ("designator", "ordinal")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST = 32  # characters of a name
_BEFORE = re.compile(r"([A-Z][^\W\d_]+) $")
_ONE = Decimal(1)


def printed(index: StoryIndex, mine: Comparable, by_name: bool) -> tuple[str, str] | None:
    """The source that prints a draft's number as a name or a rank, and how; None where none does beside a word that the draft has beside it.

    A long number, or one with decimals, needs no such word. ``by_name`` asks for the word right before the number.
    """
    if mine.figure.quantity.unit or mine.figure.quantity.kind is not Kind.COUNT or mine.figure.quantity.low <= _ONE:
        return None
    words = words_around(index, mine.figure.source, mine.figure.sentence)
    long = len(digits(mine.figure.quantity.low)) > load_drafts().fine or mine.figure.quantity.step < 1
    for source, value, surface, beside, name in _numbers(index):
        if value == mine.figure.quantity.low and (name in words if by_name else long or words & beside):
            return source, surface
    return None


def words_around(index: StoryIndex, source: str, number: int) -> frozenset[str]:
    """The stems of the words of a sentence of a source, small words and times left out."""
    extraction = index.extractions[source]
    sentence = extraction.layout.sentences[number]
    return _content(extraction.source.text[sentence.start : sentence.end])


def _content(text: str) -> frozenset[str]:
    words = load_words()
    return frozenset(words.stem(w) for w in _WORD.findall(text.lower()) if not words.is_function(w)) - _times()


@cache
def _times() -> frozenset[str]:
    words, time = load_words(), time_table()
    return frozenset(("", *(words.stem(w) for w in (*time.weekdays, *time.months, *time.units))))


@once
def _numbers(index: StoryIndex) -> tuple[tuple[str, Decimal, str, frozenset[str], str], ...]:
    """Source, value, surface, the words of the sentence and the word before it, of each number of the sources that is a name or a rank."""
    found = []
    for name, extraction in index.extractions.items():
        text = extraction.source.text
        for exclusion in extraction.exclusions if name != index.draft else ():
            number = _NUMBER.fullmatch(exclusion.surface)
            if exclusion.kind in _KINDS and number is not None:
                at = next((s for s in extraction.layout.sentences if s.start <= exclusion.start < s.end), None)
                beside = _content(text[at.start : at.end]) if at is not None else frozenset()
                named = _BEFORE.search(text[max(0, exclusion.start - _LONGEST) : exclusion.start])
                before = load_words().stem(named.group(1).lower()) if named is not None else ""
                found.append((name, Decimal(number.group(1).replace(",", "")), exclusion.surface, beside, before))
    return tuple(found)
