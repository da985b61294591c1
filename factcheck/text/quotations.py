"""Quotations: what stands between quotation marks, in one linear scan.

Straight and curly marks are told by their direction. Single marks count only in copy that has no double ones, and only where they cannot be
apostrophes. A quotation over several paragraphs, each of which opens anew, is one quotation a paragraph.
"""

from __future__ import annotations

import re

from factcheck.model import Span

_DOUBLE = re.compile(r'["“”„«»]')
_SINGLE = re.compile(r"['‘’]")
_OPENS, _CLOSES, _EITHER, _NEITHER = range(4)


class Quotations:
    """Reads one paragraph after the other; ``found`` holds the quotations with their marks, in order, not nested.

    A mark whose partner is missing opens nothing.

    >>> reader = Quotations('"We saw 50," he said.')
    >>> reader.read(0, 21)
    >>> reader.found
    [Span(start=0, end=12)]
    """

    def __init__(self, text: str) -> None:
        double = any(mark in text for mark in '"“„«')
        self.found: list[Span] = []
        self._text = text
        self._pattern = _DOUBLE if double else _SINGLE
        self._direction = _double if double else _single
        self._pending: Span | None = None  # still open where its paragraph ended

    def read(self, start: int, end: int) -> None:
        """Add the quotations of the next paragraph."""
        if self._pending is not None:
            if self._pattern.match(self._text, start) and self._direction(self._text, start, start, end) in (_OPENS, _EITHER):
                self.found.append(self._pending)
            self._pending = None
        opened = -1
        for match in self._pattern.finditer(self._text, start, end):
            at = match.start()
            kind = self._direction(self._text, at, start, end)
            if opened < 0:
                if kind in (_OPENS, _EITHER):
                    opened = at
            elif kind == _OPENS:
                opened = at  # the closing mark of the one before was lost
            elif kind != _NEITHER:
                self.found.append(Span(opened, at + 1))
                opened = -1
        if opened >= 0:
            self._pending = Span(opened, end)


def _double(text: str, at: int, start: int, end: int) -> int:
    mark = text[at]
    if mark != '"':
        return _OPENS if mark in "“„«" else _CLOSES
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    left = before.isspace() or before in "([—–-"
    right = after.isspace() or not (after.isalnum() or after in "$€£¥'‘([.…")
    if left and not right:
        return _OPENS
    if right and not left:
        return _CLOSES
    return _EITHER


def _single(text: str, at: int, start: int, end: int) -> int:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if (before.isspace() or before in "([—–-") and after.isalpha() and text[at] != "’":
        return _OPENS
    if text[at] != "‘" and not after.isalnum() and (before in ",.?!…" or (before.isalnum() and before != "s")):
        return _CLOSES
    return _NEITHER
