"""Documents without lines: their paragraphs and rows, each of which counts as one line.

The lines are those of the text that a word processor saves when it is asked for plain text: a paragraph, a row of a table, or what a line break in a
paragraph parts off. Empty ones count too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from factcheck.errors import SourceError
from factcheck.model import About, Position
from factcheck.sources.metadata import locale, moment
from factcheck.sources.reading import Composer, Reading
from factcheck.sources.xmlparts import Texts, read_xml


class Properties(NamedTuple):
    """What a document says of itself beside its text; "" where it says nothing."""

    title: str = ""
    modified: str = ""  # ISO 8601
    language: str = ""


def properties(raw: bytes | None, place: str, part: str, modified: str) -> Properties:
    """What the part of an archive that is for it says of the document; ``modified`` is its name for when it was last saved.

    Raises:
        SourceError: it is no XML.
    """
    if raw is None:
        return Properties()
    texts = Texts("title", modified, "language")
    read_xml(raw, texts, place, part)
    return Properties(*(texts.found.get(name, "") for name in ("title", modified, "language")))


class _Block(NamedTuple):
    words: str  # line breaks are breaks inside of it
    position: Position | None


class Paragraphs:
    """Gathers paragraphs and rows in their order."""

    def __init__(self) -> None:
        self._blocks: list[_Block] = []

    def add(self, words: str, position: Position | None = None) -> None:
        """Add a paragraph; an empty one counts as a line."""
        self._blocks.append(_Block("\n".join(line.strip(" \t") for line in words.split("\n")), position))

    def row(self, cells: list[str]) -> None:
        """Add a row of a table; empty cells are left out, as on a page."""
        words = (" ".join(cell.split()) for cell in cells)
        self._blocks.append(_Block("\t".join(word for word in words if word), Position.TABLE))

    def reading(self, format_name: str, place: str, properties: Properties, notes: tuple[str, ...]) -> Reading:
        """Close the document.

        When it was saved is told in a note only: saving copy of last week makes nothing in it happen this week, and relative times would be counted
        from there.

        A first paragraph that is the title of the properties is a heading, whatever it looks like. What only the properties hold is no text: who
        reads the document does not see it.

        Raises:
            SourceError: it has no words.
        """
        composer = Composer("\n".join(block.words for block in self._blocks))
        if not composer.original.strip():
            raise SourceError(place, "has no words", expected="a document with text", remedy="take it out or fill it")
        at, first = 0, True
        for words, position in self._blocks:
            if words.strip():
                composer.end_block(max(0, at - 1))
                start = composer.length
                composer.copy(at, at + len(words))
                titled = first and position is None and words == " ".join(properties.title.split())
                if position is not None or titled:
                    composer.mark(start, position or Position.HEADLINE)
                first = False
            at += len(words) + 1
        saved = moment(properties.modified)
        notes += (f"last saved {saved}, which is not taken as the day of its text",) if saved else ()
        about = About(" ".join(properties.title.split()), saved or "")
        return replace(composer.reading(format_name, notes), locale=locale(properties.language), about=about)
