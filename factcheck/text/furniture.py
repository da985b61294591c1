"""What a paragraph is: headline, byline, caption, list, table, boilerplate or body."""

from __future__ import annotations

import re

from factcheck.model import Position, Span
from factcheck.tables.layout import Furniture
from factcheck.text.dateline import find_dateline
from factcheck.text.paragraphs import is_list_item, is_row, open_ended

_STRAIGHT = str.maketrans("’‘“”\u00a0", "''\"\" ")
_BY = re.compile(r"(?:By|BY|by)\s+[A-Z][\w.'’-]*\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PIECE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_])*\.?|\d+")
_HEADS = 4  # paragraphs above the copy: kicker, headline, deck, second deck
_HEAD_LENGTH = 200
_SUBHEAD_LENGTH = 80
_SUBHEAD_WORDS = 12
_HEADING_OF_TEASERS = 40
_DATE_LENGTH = 80
_BYLINE_LENGTH = 120


class Reader:
    """Tells the position of one paragraph after the other; it remembers whether the copy has begun."""

    def __init__(self, text: str, table: Furniture) -> None:
        self._text = text
        self._table = table
        self._heads = 0
        self._body = False
        self._open = False  # the paragraph before was copy that ended without a stop
        self._teasing = False  # under a heading such as "Read also", where teasers of other stories stand

    def position(self, here: Span, after: Span | None, marked: Position | None = None) -> Position:
        """Return where ``here`` stands; ``after`` is the next paragraph, None at the end of the source, ``marked`` what the format says of it."""
        if self._is_teaser(here, marked):
            return Position.BOILERPLATE
        if marked is not None:
            return marked
        found = self._furniture(here) or self._heading(here, after)
        if found is Position.HEADLINE:
            self._heads += 1
        elif found in (Position.BODY, Position.LIST):
            self._body = True
            self._open = open_ended(self._text, here)
        return found

    def _is_teaser(self, here: Span, marked: Position | None) -> bool:
        """Whether a paragraph is the heading over teasers, or one of them: they end with the first paragraph that is a sentence."""
        length = here.end - here.start
        if length <= _HEADING_OF_TEASERS and marked in (None, Position.HEADLINE, Position.LIST):
            words = self._text[here.start : here.end].translate(_STRAIGHT).lower().strip(" :*|>»—-")
            if words in self._table.teaser_heads:
                self._teasing = True
                return True
        if self._teasing:
            self._teasing = length <= _HEAD_LENGTH and marked is not Position.TABLE and open_ended(self._text, here)
        return self._teasing

    def _furniture(self, here: Span) -> Position | None:
        text, (start, end) = self._text, here
        length = end - start
        if is_list_item(text, start, end):
            return Position.LIST
        if length > self._table.longest:
            return None
        piece = text[start:end]
        folded = (piece if piece.isascii() else piece.translate(_STRAIGHT)).lower()
        if length <= _DATE_LENGTH and self._is_date(folded):
            return Position.BYLINE
        if is_row(piece):
            return Position.TABLE
        if self._table.boilerplate.match(folded) and not self._table.corrections.match(folded):
            return Position.BOILERPLATE
        if self._table.captions.match(folded):
            return Position.CAPTION
        return Position.BYLINE if length <= _BYLINE_LENGTH and self._is_byline(here, folded) else None

    def _is_byline(self, here: Span, folded: str) -> bool:
        text, (start, end) = self._text, here
        dateline = find_dateline(text, start, end)
        if dateline is not None and dateline.end >= end:
            return True
        if not open_ended(text, here) and text[end - 1] != ":":
            return folded[0] == "(" and self._table.bylines.match(folded)
        if self._table.bylines.match(folded):
            return True
        return _BY.match(text, start, end) is not None and (not any(map(str.isdecimal, folded)) or _YEAR.search(folded) is not None)

    def _is_date(self, folded: str) -> bool:
        """Whether the line is nothing but a date or a time, with at least one number."""
        first = _PIECE.search(folded)
        if first is None or not (first.group().isdecimal() or first.group() in self._table.dates):
            return False  # nearly always; the rest need not be read
        pieces = _PIECE.findall(folded)
        return any(p.isdecimal() for p in pieces) and len(pieces) > 1 and all(p.isdecimal() or p in self._table.dates for p in pieces)

    def _heading(self, here: Span, after: Span | None) -> Position:
        text, (start, end) = self._text, here
        length = end - start
        if after is None or length > _HEAD_LENGTH or text[start] in "\"“‘'" or text[end - 1] == ",":
            return Position.BODY
        is_open = open_ended(text, here)
        if not self._body and not self._heads and text[end - 1] in "?!" and length * 2 <= _HEAD_LENGTH:
            return Position.HEADLINE
        if not is_open or find_dateline(text, start, end) is not None:
            return Position.BODY
        if not self._body:
            return Position.HEADLINE if self._heads < _HEADS else Position.BODY
        if self._open or length > _SUBHEAD_LENGTH or text[start].islower() or text.count(" ", start, end) >= _SUBHEAD_WORDS:
            return Position.BODY
        return Position.HEADLINE if after.end - after.start > length or not open_ended(text, after) else Position.BODY
