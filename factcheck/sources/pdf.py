"""PDF (the extra ``pdf``): the copy of its pages in reading order. A place in it is a page, which counts as a line, and a character of that page.

pypdf lays the characters of a page on a grid; what is copy there, and in which order, is said in ``pagelayout``. Nothing that a file would run,
open or fetch is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from factcheck.errors import FactcheckError, SourceError, TooLargeError
from factcheck.model import About, Mark, Run
from factcheck.sources.extras import need
from factcheck.sources.metadata import locale, moment
from factcheck.sources.pagelayout import Paragraph, joined, paragraphs, without_furniture
from factcheck.sources.reading import Reading

SUFFIXES = (".pdf",)
SUMMARY = "PDF, with the extra pdf: columns in reading order, without running heads"

_MAGIC, _HEAD = b"%PDF-", 1_024
_PAGES = 5_000
_CONTENT = 64_000_000  # bytes of what is drawn on all pages, as in the archives of documents; of one page a sixteenth
_MOVES = 5_000  # of the pen on one page: with more the lines are read without what parts them
_MOVE = re.compile(rb"\bT[dDm*]")
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_EXPECTED = "a PDF with text"
_REMEDY = "save it once more, or its text as a file of its own"


def read(raw: bytes, place: str) -> Reading:
    """Return the copy of a PDF. Places count its pages as lines.

    Raises:
        SourceError: it is none, encrypted, damaged, or has no words.
        TooLargeError: it unpacks to more than any document has.
        MissingExtraError: pypdf is not installed.
    """
    if not raw:
        raise SourceError(place, "is empty", expected=_EXPECTED, remedy="take it out or fill it")
    if _MAGIC not in raw[:_HEAD]:
        raise SourceError(place, "is no PDF: it does not begin with %PDF-", expected=_EXPECTED, remedy="rename it, or save it once more")
    need("pypdf", "pdf", place)
    document = _opened(raw, place)
    pages = without_furniture(document.pages)
    text = _Text()
    for number, lines in enumerate(pages, 1):
        for paragraph in paragraphs(lines):
            text.add(paragraph, number)
    text.end()
    if not text.words:
        raise SourceError(place, "has no words", expected=_EXPECTED, remedy="pages that are pictures must be read by a program for that first")
    blank = sum(not any(line.strip() for line in lines) for lines in document.pages)
    notes = [f"{blank} {'page' if blank == 1 else 'pages'} without text, perhaps pictures, not read"] if blank else []
    notes += [f"{document.left} {'page' if document.left == 1 else 'pages'} of drawings not read"] if document.left else []
    notes += [f"last saved {document.saved}, which is not taken as the day of its text"] if document.saved else []
    about = About(document.title, document.saved)
    return Reading("".join(text.words), "pdf", tuple(text.runs), tuple(text.marks), tuple(notes), locale=locale(document.language), about=about)


@dataclass
class _Document:
    """What a file holds: the rows of characters of each page, and what it says of itself."""

    pages: list[list[str]] = field(default_factory=list)
    left: int = 0  # pages with too much on them
    title: str = ""
    saved: str = ""
    language: str = ""


def _opened(raw: bytes, place: str) -> _Document:
    import logging
    from io import BytesIO

    from pypdf import PdfReader

    log = logging.getLogger("pypdf")
    if not log.handlers:
        log.addHandler(logging.NullHandler())  # what it has to say of broken files is no line of ours
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(place, "is encrypted", expected=_EXPECTED, remedy="save it without a password")
        if len(reader.pages) > _PAGES:
            raise TooLargeError(place, f"has {len(reader.pages):,} pages", expected=f"{_PAGES:,} at most", remedy="split it")
        document = _Document()
        _told(reader, document)
        document.pages.extend(_pages(reader, place, document))
    except FactcheckError:
        raise
    except Exception as problem:  # what a broken file makes of a parser has many names
        if type(problem).__name__ in ("DependencyError", "WrongPasswordError"):
            raise SourceError(place, "is encrypted", expected=_EXPECTED, remedy="save it without a password") from problem
        if type(problem).__name__ == "LimitReachedError":
            found = "unpacks to more than any document has"
            raise TooLargeError(place, found, expected=_EXPECTED, remedy="split it into its articles") from problem
        found = " ".join(str(problem).split())[:200] or type(problem).__name__
        raise SourceError(place, f"is damaged: {found}", expected=_EXPECTED, remedy=_REMEDY) from problem
    return document


def _told(reader: Any, document: _Document) -> None:
    """Title, language and when it was last saved; a title of a template decides nothing."""
    told = reader.metadata or {}
    document.title = " ".join(str(told.get("/Title") or "").split())[:500]
    saved = _DATE.match(str(told.get("/ModDate") or told.get("/CreationDate") or ""))
    document.saved = (saved and moment("-".join(saved.groups()))) or ""
    document.language = str(reader.trailer["/Root"].get("/Lang") or "")


def _pages(reader: Any, place: str, document: _Document) -> Iterator[list[str]]:
    """The rows of each page; none where there is more on it than on any page of copy."""
    room = _CONTENT
    for page in reader.pages:
        contents = page.get_contents()
        drawn = contents.get_data() if contents is not None else b""
        room -= len(drawn)
        if room < 0:
            raise TooLargeError(place, f"unpacks to more than {_CONTENT:,} bytes", expected=_EXPECTED, remedy="split it into its articles")
        if not drawn or len(drawn) > _CONTENT // 16:
            document.left += bool(drawn)
            yield []
            continue
        few = len(_MOVE.findall(drawn)) <= _MOVES
        shown = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=few) or ""
        yield shown.encode("utf-8", "replace").decode("utf-8").splitlines()


class _Text:
    """Puts the text together: a paragraph a line, with runs that lead to pages and characters in them."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.runs: list[Run] = []
        self.marks: list[Mark] = []
        self._held: Paragraph | None = None
        self._places: list[tuple[int, int, int]] = []  # of what is held: an offset in it, the page, the character there
        self._page = self._column = 0
        self._length = 0

    def add(self, paragraph: Paragraph, page: int) -> None:
        """Add the next paragraph, or the rest of the one that the end of a column or page has parted."""
        if page != self._page:
            self._page, self._column = page, 1
        whole = joined(self._held, paragraph) if self._held else None
        if whole is None:
            self.end()
            self._held, self._places = paragraph, [(0, page, self._column)]
        else:
            self._held = whole
            self._places.append((len(whole.words) - len(paragraph.words), page, self._column))
        self._column += len(paragraph.words) + 1

    def end(self) -> None:
        """Write what is held."""
        if self._held is None:
            return
        if self._length:
            self.words.append("\n\n")
            self._length += 2
        self.runs += [Run(self._length + offset, page, column) for offset, page, column in self._places]
        if self._held.position is not None:
            self.marks.append(Mark(self._length, self._length + len(self._held.words), self._held.position))
        self.words.append(self._held.words)
        self._length += len(self._held.words)
        self._held = None
