"""Quotations: what stands between quotation marks, in one linear scan.

Straight and curly marks are told by their direction. Single marks count only in copy that has no double ones, and only where they cannot be
apostrophes. A quotation over several paragraphs, each of which opens anew, is one quotation a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from factcheck.model import Span

_DOUBLE = re.compile(r'["“”„«»]')
_SINGLE = re.compile(r"['‘’]")
_OPENS, _CLOSES, _EITHER, _NEITHER = range(4)


def quotations(text: str, paragraphs: Iterable[Span]) -> list[Span]:
    """Return the quotations with their marks, in order, not nested. A mark whose partner is missing opens nothing.

    >>> quotations('"We saw 50," he said.', [Span(0, 21)])
    [Span(start=0, end=12)]
    """
    double = any(mark in text for mark in '"“„«')
    pattern, direction = (_DOUBLE, _double) if double else (_SINGLE, _single)
    found: list[Span] = []
    pending: Span | None = None
    for paragraph in paragraphs:
        if pending is not None and pattern.match(text, paragraph.start) and direction(text, paragraph.start, paragraph) in (_OPENS, _EITHER):
            found.append(pending)
        pending = _scan(text, paragraph, pattern, direction, found)
    return found


def _scan(text: str, paragraph: Span, pattern: re.Pattern[str], direction: Callable[[str, int, Span], int], found: list[Span]) -> Span | None:
    """Append the quotations of one paragraph; return the one that is still open at its end."""
    opened = -1
    for match in pattern.finditer(text, paragraph.start, paragraph.end):
        at = match.start()
        kind = direction(text, at, paragraph)
        if opened < 0:
            if kind in (_OPENS, _EITHER):
                opened = at
        elif kind == _OPENS:
            opened = at  # the closing mark of the one before was lost
        elif kind != _NEITHER:
            found.append(Span(opened, at + 1))
            opened = -1
    return Span(opened, paragraph.end) if opened >= 0 else None


def _double(text: str, at: int, paragraph: Span) -> int:
    mark = text[at]
    if mark != '"':
        return _OPENS if mark in "“„«" else _CLOSES
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    left = before.isspace() or before in "([—–-"
    right = after.isspace() or not (after.isalnum() or after in "$€£¥'‘([.…")
    if left and not right:
        return _OPENS
    if right and not left:
        return _CLOSES
    return _EITHER


def _single(text: str, at: int, paragraph: Span) -> int:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if (before.isspace() or before in "([—–-") and after.isalpha() and text[at] != "’":
        return _OPENS
    if text[at] != "‘" and not after.isalnum() and (before in ",.?!…" or (before.isalnum() and before != "s")):
        return _CLOSES
    return _NEITHER
