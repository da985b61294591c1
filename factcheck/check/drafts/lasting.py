"""How long something lasted, where the sources say from when or until when: "14 hours" for 16:00 to 06:00, "four decades" for "since 1985"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from factcheck.check.drafts.printed import words_around
from factcheck.check.index import StoryIndex
from factcheck.model import Dating, Extraction, Kind
from factcheck.quantity.comparable import Comparable

_DAY, _HOUR = 24 * 60, 60
_YEARS = {"year": 1, "decade": 10, "century": 100}
_MINUTES = {"minute": 1, "hour": _HOUR}
_HALF = Decimal("0.5")


def lasting(index: StoryIndex, mine: Comparable) -> tuple[str, str] | None:
    """The source whose times are a draft's duration apart, and the times; None where none are."""
    quantity = mine.figure.quantity
    if quantity.kind is not Kind.DURATION or quantity.is_range:
        return None
    for name, extraction in index.extractions.items():
        if name != index.draft:
            found = next(_years(index, mine, extraction) if quantity.unit in _YEARS else _clocks(mine, extraction), None)
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
        end = other or published
        if year is None or end is None or not words & words_around(index, dating.source, dating.sentence):
            continue
        if any(abs(asked - n) <= room for n in (end - year, end - year - 1)):
            yield f"{year} to {end}"


def _clocks(mine: Comparable, extraction: Extraction) -> Iterator[str]:
    """Two clock times of neighbouring sentences, one after the other, that lie so far apart, over midnight, too."""
    quantity = mine.figure.quantity
    if quantity.unit not in _MINUTES:
        return
    asked = quantity.low * _MINUTES[quantity.unit]
    clocks = [d for d in extraction.datings if d.at.minute is not None]
    for a, b in pairwise(clocks):
        if abs(a.sentence - b.sentence) <= 1 and asked == _apart(a, b):
            yield f"{a.surface} to {b.surface}"


def _apart(a: Dating, b: Dating) -> int:
    first, second = a.at.minute or 0, b.at.minute or 0
    return (second - first) % _DAY
