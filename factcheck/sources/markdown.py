"""Markdown: the words that a reader of the page would see.

Code (fenced and inline), comments, link targets, rules and the marks of emphasis are left out, and front matter but for title and summary, which
sites show above the page. A paragraph becomes one line, whatever its lines in the file; headings, items and rows are marked. One pass over the
lines, one over the marks inside a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck.model import Position
from factcheck.sources.decoding import decode
from factcheck.sources.frontmatter import NO_FRONT, Front, front_matter
from factcheck.sources.inline import write
from factcheck.sources.reading import Composer, Reading

SUFFIXES = (".md", ".markdown")
SUMMARY = "Markdown: what a reader of the page sees"

_LINE = re.compile(r"[^\r\n]+")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*\Z")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|\Z)")
_TITLED = re.compile(r"\s*+#[ \t]")
_CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*\Z")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_REFERENCE = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S")
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,40}\]:[ \t]*")
_DIVIDER = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+\Z")
_IMAGE = re.compile(r"!\[")
_ONLY_LINK = re.compile(r"[ \t]*(?:\*\*|__)?\[[^\[\]\n]{1,300}\]\([^()\s]{1,600}\)(?:\*\*|__)?[ \t]*\Z")  # the teaser of another story
_TEASER = 800  # characters with the address
_OPEN, _CLOSE = "<!--", "-->"


class Piece(NamedTuple):
    """A stretch of one line of the file that is read."""

    start: int
    end: int


def read(raw: bytes, place: str) -> Reading:
    """Return the visible words of a Markdown file.

    Raises:
        SourceError: it is empty, binary or in no known encoding.
    """
    text, notes = decode(raw, place)
    return page(text, "markdown", front_matter(text, place), notes)


def page(text: str, format_name: str, front: Front, notes: tuple[str, ...], holes: Sequence[Piece] = ()) -> Reading:
    """Return the visible words of a page with what stands above it; ``holes``, in order, are no text."""
    read = compose(text, front, holes).reading(format_name, (*notes, *front.notes))
    return replace(read, outlet=front.outlet, published=front.published, locale=front.locale, about=front.about)


def compose(text: str, front: Front = NO_FRONT, holes: Sequence[Piece] = ()) -> Composer:
    """Put the visible words of a page together."""
    return _Pages(text, holes).read(front)


class _Pages:
    """The state of one pass over the lines."""

    def __init__(self, text: str, holes: Sequence[Piece]) -> None:
        self._text = text
        self._holes = holes
        self._hole = 0  # the first that does not end before the line
        self._composer = Composer(text)
        self._block: list[Piece] = []  # the paragraph, heading or item that is being gathered
        self._position: Position | None = None
        self._fence = ""  # the mark that would close the code
        self._resume = 0  # the end of a comment that began on an earlier line

    def read(self, front: Front) -> Composer:
        """Go through the lines. The title is the headline, unless the page begins with one of its own: then it is that of the window."""
        start = last = front.end
        if front.title and not _TITLED.match(self._text, start):
            self._composer.spell(*front.title)
            self._composer.mark(0, Position.HEADLINE)
        if front.summary:
            self._composer.end_block(front.summary.start)
            self._composer.spell(*front.summary)
        for match in _LINE.finditer(self._text, start):
            begins, ends = match.span()
            if begins - last > 1 and (self._text.count("\n", last, begins) > 1 or self._text.count("\r", last, begins) > 1):
                self._flush()
            last = ends
            self._line(begins, ends)
        self._flush()
        return self._composer

    def _line(self, start: int, end: int) -> None:
        fence = _FENCE.match(self._text, start, end)
        if self._fence:
            if fence and fence[1].startswith(self._fence) and not self._text[fence.end() : end].strip():
                self._fence = ""
            return
        pieces = self._outside_comments(start, end)
        pieces = self._outside_holes(pieces) if self._holes else pieces
        if fence and pieces:
            self._flush()
            self._fence = fence[1]
        elif not any(self._text[a:b].strip() for a, b in pieces):
            if self._holes or self._text[start:end].isspace():  # a tag of a component that has a line of its own parts what is around it
                self._flush()
        else:
            self._block_line(pieces)

    def _block_line(self, pieces: list[Piece]) -> None:
        text = self._text
        start, end = pieces[0]
        quote = _QUOTE.match(text, start, end)
        if quote:
            start = quote.end()
        if self._block and self._position is None and _UNDERLINE.match(text, start, end):
            self._position = Position.HEADLINE
            self._flush()
        elif _RULE.match(text, start, end) or _DIVIDER.match(text, start, end) or start == end:
            if self._position is not Position.TABLE:
                self._flush()
        elif heading := _HEADING.match(text, start, end):
            hashes = _CLOSING_HASHES.search(text, max(heading.end(), end - 40), end)
            self._single([Piece(heading.end(), hashes.start() if hashes else end), *pieces[1:]], Position.HEADLINE)
        elif item := _ITEM.match(text, start, end):
            self._flush()
            self._position = Position.LIST
            self._block = [Piece(item.end(), end), *pieces[1:]]
        elif footnote := _FOOTNOTE.match(text, start, end):
            self._flush()
            self._block = [Piece(footnote.end(), end), *pieces[1:]]
        elif not _REFERENCE.match(text, start, end):
            self._words([Piece(start, end), *pieces[1:]])

    def _words(self, pieces: list[Piece]) -> None:
        start, end = pieces[0]
        if self._text.count("|", start, end) > 1 and self._text[start:end].strip().startswith("|"):
            self._single(pieces, Position.TABLE)
        elif _IMAGE.match(self._text, start, end) and not self._block:
            self._single(pieces, Position.CAPTION)
        else:
            self._block += pieces

    def _single(self, pieces: list[Piece], position: Position) -> None:
        """Write a block that is one line."""
        self._flush()
        self._block, self._position = pieces, position
        self._flush()

    def _flush(self) -> None:
        if self._block:
            self._composer.end_block(self._block[0].start)
            start = self._composer.length
            write(self._composer, [(a, b) for a, b in self._block], cells=self._position is Position.TABLE)
            first, last = self._block[0].start, self._block[-1].end
            if self._position in (None, Position.LIST) and last - first <= _TEASER and _ONLY_LINK.match(self._text, first, last):
                self._position = Position.BOILERPLATE
            if self._position is not None:
                self._composer.mark(start, self._position)
        self._block, self._position = [], None

    def _outside_comments(self, start: int, end: int) -> list[Piece]:
        """The parts of a line that stand in no comment; a comment that is never closed is text."""
        text, pieces = self._text, []
        start = max(start, self._resume)
        while start < end:
            opened = text.find(_OPEN, start, end)
            closed = text.find(_CLOSE, opened + len(_OPEN)) if opened >= 0 and self._resume >= 0 else -1
            if closed < 0:
                if opened >= 0:
                    self._resume = -1  # no closing mark in the rest of the file: it need not be looked for again
                pieces.append(Piece(start, end))
                break
            if opened > start:
                pieces.append(Piece(start, opened))
            start = self._resume = closed + len(_CLOSE)
        return pieces

    def _outside_holes(self, pieces: list[Piece]) -> list[Piece]:
        found = []
        for start, end in pieces:
            while self._hole < len(self._holes) and self._holes[self._hole].end <= start:
                self._hole += 1
            at = self._hole
            while at < len(self._holes) and self._holes[at].start < end:
                hole = self._holes[at]
                if hole.start > start:
                    found.append(Piece(start, hole.start))
                start = max(start, hole.end)
                at += 1
            if start < end:
                found.append(Piece(start, end))
        return found
