"""How long something lasted, where the sources say from when or until when: "14 hours" for 16:00 to 06:00, "four decades" for "since 1985"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from factcheck.check.drafts.printed import words_around
from factcheck.check.index import StoryIndex
from factcheck.model import Dating, Extraction, Kind
from factcheck.quantity.comparable import Comparable, makes
from factcheck.tables.words import load_words

_DAY, _HOUR = 24 * 60, 60
_YEARS = {"year": 1, "decade": 10, "century": 100}
_MINUTES = {"minute": 1, "hour": _HOUR}
_HALF = Decimal("0.5")
_BORN = "born"


def lasting(index: StoryIndex, mine: Comparable) -> tuple[str, str] | None:
    """The source whose times are a draft's duration, or somebody's age, apart, and the times; None where none are."""
    quantity = mine.figure.quantity
    if quantity.kind not in (Kind.DURATION, Kind.AGE) or quantity.is_range:
        return None
    for name, extraction in index.extractions.items():
        if name != index.draft:
            found = next(_years(index, mine, extraction) if quantity.unit in _YEARS else _clocks(index, mine, extraction), None)
            if found:
                return name, found
    return None


def _years(index: StoryIndex, mine: Comparable, extraction: Extraction) -> Iterator[str]:
    """The years of a source that lie so far before its day, or before the year beside them, and share a word with the draft's sentence."""
    quantity = mine.figure.quantity
    parts = _YEARS[quantity.unit]
    asked, room = quantity.low * parts, Decimal(parts) * _HALF if parts > 1 else _HALF
    words = words_around(index, mine.figure.source, mine.figure.sentence)
    published = int(extraction.source.published[:4]) if extraction.source.published else None
    for dating in extraction.datings:
        year, other = dating.at.year, dating.until.year if dating.until is not None else None
        end, beside = other or published, words_around(index, dating.source, dating.sentence)
        if year is None or end is None or not words & beside:
            continue
        if quantity.kind is Kind.AGE and load_words().stem(_BORN) not in beside:
            continue
        if any(abs(asked - n) <= room for n in (end - year, end - year - 1)):
            yield f"{year} to {end}"


def _clocks(index: StoryIndex, mine: Comparable, extraction: Extraction) -> Iterator[str]:
    """Two clock times of neighbouring sentences, one after the other, that lie so far apart: over midnight, or by their days."""
    parts = _MINUTES.get(mine.figure.quantity.unit)
    clocks = [d for d in extraction.datings if d.at.minute is not None] if parts else []
    for a, b in pairwise(clocks):
        if parts and abs(a.sentence - b.sentence) <= 1 and makes(mine, mine.factor * _apart(a, b) / parts, index.tolerances):
            yield f"{a.surface} to {b.surface}"


def _apart(a: Dating, b: Dating) -> int:
    """Minutes from one clock time to the next, less than a day where no days are told."""
    minutes = (b.at.minute or 0) - (a.at.minute or 0)
    if a.first and b.first and a.at.day is not None and b.at.day is not None:
        return (date.fromisoformat(b.first) - date.fromisoformat(a.first)).days * _DAY + minutes
    return minutes % _DAY
