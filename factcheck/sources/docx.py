"""Word documents (.docx): the body as it is shown with all changes accepted.

Paragraphs, headings, items, captions, boxes and rows of tables are read. Deleted and hidden words, comments, headers, footers and notes are left out;
the notes are counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.model import Position
from factcheck.sources.archive import Archive
from factcheck.sources.paragraphs import Paragraphs, properties
from factcheck.sources.reading import Reading
from factcheck.sources.wordstyles import Styles, is_heading_level, value
from factcheck.sources.xmlparts import local, read_xml

SUFFIXES = (".docx",)
SUMMARY = "Word documents: the body with all changes accepted"

_MAIN = "word/document.xml"
_WORDS = ("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}", "{http://purl.oclc.org/ooxml/wordprocessingml/main}")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # what stands there once more, for older programs
_TAKEN = frozenset(("del", "moveFrom"))  # what a change has taken away
_SHOWN = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
_NOTES = frozenset(("footnoteReference", "endnoteReference"))
_OFF = frozenset(("0", "false", "off"))


def read(raw: bytes, place: str) -> Reading:
    """Return the words of a Word document. Places count its paragraphs and rows as lines.

    Raises:
        SourceError: it is no such document, encrypted, damaged, nested too deep, or has no words.
        TooLargeError: it unpacks to more than any document has.
    """
    archive = Archive(raw, place, "a .docx document")
    main = _related(archive, place, "", "officeDocument") or _MAIN
    styles = Styles()
    styled = _related(archive, place, main, "styles")
    if styled and (part := archive.optional(styled)) is not None:
        read_xml(part, styles, place, styled)
    body = _Body(styles)
    read_xml(archive.part(main), body, place, main)
    return body.finish().reading(
        "docx", place, properties(archive.optional("docProps/core.xml"), place, "docProps/core.xml", "modified"), body.notes()
    )


def _related(archive: Archive, place: str, name: str, sort: str) -> str:
    """The part that a part names as its text, its styles and the like, which not all programs call the same; "" if it names none."""
    folder, _, file = name.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels".lstrip("/")
    part = archive.optional(relations)
    if part is None:
        return ""
    found = _Relations(sort)
    read_xml(part, found, place, relations)
    return found.target.lstrip("/") if found.target.startswith("/") or not folder or not found.target else f"{folder}/{found.target}"


class _Relations:
    """Keeps the first target of one sort."""

    def __init__(self, sort: str) -> None:
        self.target = ""
        self._sort = sort

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self.target and attributes.get("Type", "").endswith(f"/{self._sort}"):
            self.target = attributes.get("Target", "")

    def end(self, name: str) -> None:
        """Nothing hangs on it."""

    def data(self, text: str) -> None:
        """Relations hold no text."""


@dataclass
class _Paragraph:
    """A paragraph that is being read."""

    parts: list[str] = field(default_factory=list)
    position: Position | None = None
    joined: bool = False  # a change has taken away the mark that parts it from the next one


@dataclass
class _Row:
    """A row that is being read; rows of a table inside a cell are words of that cell."""

    cells: list[list[str]] = field(default_factory=list)
    taken: bool = False


class _Body:
    """The state of one pass over the elements."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._paragraphs = Paragraphs()
        self._path: list[str] = []  # names of the open elements; "" for one of another vocabulary
        self._dropped = 0  # open elements in one that is left out, with it
        self._hidden = 0  # how deep the run lies that is hidden; 0 if none is
        self._open: list[_Paragraph] = []  # a box in a paragraph has paragraphs of its own
        self._carried: list[str] = []  # words of a paragraph that was joined to the next one
        self._tables = 0
        self._row = _Row()
        self._noted = 0

    def finish(self) -> Paragraphs:
        """All that was read."""
        if self._carried:
            self._paragraphs.add("".join(self._carried))
            self._carried = []
        return self._paragraphs

    def notes(self) -> tuple[str, ...]:
        """What was left out and might have told something."""
        return (f"{self._noted} {'note' if self._noted == 1 else 'notes'} at the foot or the end not read",) if self._noted else ()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        known = local(name) if name.startswith(_WORDS) else ""
        if self._dropped or name == _FALLBACK:
            self._dropped += 1
            return
        if known in _TAKEN:
            self._take()
            self._dropped += 1
            return
        self._element(known, attributes)
        self._path.append(known)

    def end(self, name: str) -> None:
        if self._dropped:
            self._dropped -= 1
            return
        known = self._path.pop()
        if known == "p":
            self._end_paragraph(self._open.pop())
        elif known == "r" and self._hidden > len(self._path):
            self._hidden = 0
        elif known == "tr" and self._tables == 1 and not self._row.taken:
            self._paragraphs.row([" ".join(cell) for cell in self._row.cells])
        elif known == "tbl":
            self._tables -= 1

    def data(self, text: str) -> None:
        if not self._dropped and not self._hidden and self._open and self._path[-1] == "t":
            self._open[-1].parts.append(text.replace("\r", " ").replace("\n", " "))

    def _take(self) -> None:
        """A change has taken away a row or the mark at the end of a paragraph, or the words inside of the element."""
        if self._path[-1:] == ["trPr"] and self._tables == 1:
            self._row.taken = True
        elif self._path[-3:] == ["p", "pPr", "rPr"]:
            self._open[-1].joined = True

    def _element(self, known: str, attributes: dict[str, str]) -> None:
        if known == "p":
            self._open.append(_Paragraph(self._carried if not self._open else []))
            self._carried = [] if len(self._open) == 1 else self._carried
        elif known == "tbl":
            self.finish()
            self._tables += 1
        elif known == "tr" and self._tables == 1:
            self._row = _Row()
        elif known == "tc" and self._tables == 1:
            self._row.cells.append([])
        elif known in _NOTES:
            self._noted += 1
        elif self._path[-1:] == ["r"] and known in _SHOWN and self._open and not self._hidden:
            self._open[-1].parts.append(_SHOWN[known])
        elif known == "vanish" and self._path[-2:] == ["r", "rPr"] and value(attributes) not in _OFF:
            self._hidden = self._hidden or len(self._path) - 1
        elif "pPr" in self._path[-2:] and self._open:
            self._property(known, value(attributes))

    def _property(self, known: str, given: str) -> None:
        paragraph = self._open[-1]
        if self._path[-2:] == ["p", "pPr"]:
            if known == "pStyle":
                paragraph.position = self._styles.position(given)
            elif known == "outlineLvl" and is_heading_level(given):
                paragraph.position = Position.HEADLINE
        elif self._path[-3:] == ["p", "pPr", "numPr"] and known == "numId":
            if given == "0" and paragraph.position is Position.LIST:
                paragraph.position = None
            elif given != "0" and paragraph.position is None:
                paragraph.position = Position.LIST

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        words = "".join(paragraph.parts)
        if self._tables and self._row.cells:
            self._row.cells[-1].append(words)
        elif paragraph.joined and not self._open:
            self._carried = [words]
        else:
            self._paragraphs.add(words, paragraph.position)
