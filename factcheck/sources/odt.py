"""OpenDocument texts (.odt): the body as it is shown with all changes accepted.

Paragraphs, headings, items, captions, boxes and rows of tables are read. Deleted and hidden words, comments, notes, headers, footers and tables of
contents are left out; the notes are counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factcheck.model import Position
from factcheck.sources.archive import Archive
from factcheck.sources.paragraphs import Paragraphs, properties
from factcheck.sources.reading import Reading
from factcheck.sources.xmlparts import local, read_xml

SUFFIXES = (".odt",)
SUMMARY = "OpenDocument texts: the body with all changes accepted"

_SPACE = re.compile(r"[ \t\r\n]+")
# Left out with all they hold: what was deleted, comments, and what a reader of the page does not see.
_DROPPED = frozenset(
    "tracked-changes annotation note forms script hidden-text hidden-paragraph ruby-text table-of-content table-index illustration-index "
    "alphabetical-index bibliography covered-table-cell".split()
)
_DRAWN = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"  # names and descriptions of pictures
_SHOWN = {"s": " ", "tab": "\t", "line-break": "\n"}
_ITEMS = ("list-item", "list-header")
_STYLES = {
    "title": Position.HEADLINE,
    "subtitle": Position.HEADLINE,
    "caption": Position.CAPTION,
    "illustration": Position.CAPTION,
    "table": Position.CAPTION,
    "figure": Position.CAPTION,
}
_BLANKS = 1_000  # that one element may stand for
_ANCESTORS = 20  # styles based on one another


def read(raw: bytes, place: str) -> Reading:
    """Return the words of an OpenDocument text. Places count its paragraphs and rows as lines.

    Raises:
        SourceError: it is no such document, encrypted, damaged, nested too deep, or has no words.
        TooLargeError: it unpacks to more than any document has.
    """
    archive = Archive(raw, place, "an .odt document")
    if b"encryption-data" in (archive.optional("META-INF/manifest.xml") or b""):
        raise archive.error("is encrypted", "save it without a password")
    body = _Body()
    read_xml(archive.part("content.xml"), body, place, "content.xml")
    if not body.is_text:
        raise archive.error("is an OpenDocument file, but no text", "save its text as a file of its own")
    return body.paragraphs.reading("odt", place, properties(archive.optional("meta.xml"), place, "meta.xml", "date"), body.notes())


@dataclass
class _Paragraph:
    """A paragraph that is being read."""

    position: Position | None
    parts: list[str] = field(default_factory=list)
    last: str = " "  # white space at the start is none

    def words(self, text: str) -> None:
        """Add text in which white space, however much, is one blank."""
        shown = _SPACE.sub(" ", text)
        self.shown(shown[1:] if shown.startswith(" ") and self.last == " " else shown)

    def shown(self, piece: str) -> None:
        """Add text as it is."""
        if piece:
            self.parts.append(piece)
            self.last = piece[-1]


class _Body:
    """The state of one pass over the elements."""

    def __init__(self) -> None:
        self.paragraphs = Paragraphs()
        self.is_text = False
        self._styles: dict[str, str] = {}  # the parent of each style of this document
        self._unseen: set[str] = set()  # styles that hide what they are put on
        self._style = ""
        self._dropped = 0  # open elements in one that is left out, with it
        self._open: list[_Paragraph] = []  # a box in a paragraph has paragraphs of its own
        self._items = 0
        self._tables = 0
        self._cells: list[list[str]] = []
        self._noted = 0

    def notes(self) -> tuple[str, ...]:
        """What was left out and might have told something."""
        return (f"{self._noted} {'note' if self._noted == 1 else 'notes'} at the foot or the end not read",) if self._noted else ()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        known = local(name)
        given = {local(key): value for key, value in attributes.items()}
        if self._dropped or known in _DROPPED or name.startswith(_DRAWN) or self._is_unseen(known, given):
            self._noted += known == "note" and not self._dropped
            self._dropped += 1
        elif not self.is_text:
            self._before(known, given)
        elif known in ("p", "h"):
            self._open.append(_Paragraph(Position.HEADLINE if known == "h" else self._position(given.get("style-name", ""))))
        elif known in _SHOWN and self._open:
            count = given.get("c", "1")
            self._open[-1].shown(_SHOWN[known] * (min(int(count[:6]), _BLANKS) if count.isdecimal() else 1))
        else:
            self._begin(known)

    def end(self, name: str) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        known = local(name)
        if known in ("p", "h") and self._open:
            self._end_paragraph(self._open.pop())
        elif known in _ITEMS:
            self._items -= 1
        elif known == "table-row" and self._tables == 1:
            self.paragraphs.row([" ".join(cell) for cell in self._cells])
        elif known == "table" and self.is_text:
            self._tables -= 1
            self._cells = []

    def data(self, text: str) -> None:
        if self._open and not self._dropped:
            self._open[-1].words(text)

    def _before(self, known: str, given: dict[str, str]) -> None:
        """The styles that this document has made for itself stand above its text."""
        if known == "style":
            self._style = given.get("name", "")
            self._styles[self._style] = given.get("parent-style-name", "")
        elif known == "text-properties" and given.get("display") == "none":
            self._unseen.add(self._style)
        self.is_text = known == "text"

    def _begin(self, known: str) -> None:
        """Open what paragraphs stand in."""
        if known in _ITEMS:
            self._items += 1
        elif known == "table":
            self._tables += 1
        elif known == "table-row" and self._tables == 1:
            self._cells = []
        elif known == "table-cell" and self._tables == 1:
            self._cells.append([])

    def _is_unseen(self, known: str, given: dict[str, str]) -> bool:
        return known in ("span", "p", "h") and given.get("style-name") in self._unseen

    def _position(self, style: str) -> Position | None:
        """What a style, or the nearest known one that it is based on, makes of a paragraph."""
        for _ in range(_ANCESTORS):
            if style.lower() in _STYLES:
                return _STYLES[style.lower()]
            style = self._styles.get(style, "")
        return Position.LIST if self._items else None

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        words = "".join(paragraph.parts)
        if self._tables and self._cells:
            self._cells[-1].append(words)
        else:
            self.paragraphs.add(words, paragraph.position)
