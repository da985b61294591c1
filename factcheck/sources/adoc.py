"""AsciiDoc: the words that a reader of the page would see (docs/adr/0027).

Code, comments, attributes, conditions and macros are left out, but for the text of links and captions. Nothing is included from elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.errors import SourceError
from factcheck.model import About, Position
from factcheck.sources.decoding import decode
from factcheck.sources.metadata import locale, moment
from factcheck.sources.reading import Composer, Reading
from factcheck.sources.stretches import write_stretch

SUFFIXES = (".adoc", ".asciidoc")
SUMMARY = "AsciiDoc: what a reader of the page sees"

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_LEFT_OUT = re.compile(r"(?:/{4,}|-{4,}|\.{4,}|\+{4,}|`{3,}\w*)[ \t]*\Z")  # what stands between two such lines is no text
_FRAME = re.compile(r"(?:={4,}|\*{4,}|_{4,}|--|'{3,}|<{3,}|\+)[ \t]*\Z")  # lines that are none
_TABLE = re.compile(r"[|,:!]={3,}[ \t]*\Z")
_HEADING = re.compile(r"={1,6}[ \t]+(?=\S)")
_ATTRIBUTE = re.compile(r":(!?[\w-]{1,60}!?):(?:[ \t]+(.*))?\Z")
_REVISION = re.compile(r"(?:v[\w.-]{1,20},?[ \t]*)?(\d{4}-\d\d-\d\d)?")
_LIST = re.compile(r"\[(?:[^\]\n]{0,400})\][ \t]*\Z")
_STYLED = re.compile(r"\[\s*(?:source|listing|literal|stem|latexmath|asciimath|pass|comment)\b")  # the paragraph below is no text
_MACRO = re.compile(r"(?:image|include|video|audio|toc|ifdef|ifndef|ifeval|endif|icon|plantuml|menu)::")
_CAPTION = re.compile(r"\.(?=[^\s.])")
_ITEM = re.compile(r"[ \t]*(?:\*{1,5}|-|\.{1,5}|\d{1,9}\.|<(?:\d{1,3}|\.)>)[ \t]+(?:\[[ xX*]\][ \t]+)?(?=\S)")
_TERM = re.compile(r"(?=\S)[^\n]{0,300}?(?::{2,4}|;;)(?=[ \t]|\Z)")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_CELL = re.compile(r"(?<!\\)(?:(?<=\s)|^|(?<=\|))(?:\d{1,3}(?:\.\d{1,3})?[+*])?[.<^>]{0,3}[adehlmsv]?\|")
_MARKS = re.compile(
    r"""
      \\(?P<plain_escaped>[*_`\#^~{\[<|+])
    | `\+[^\n]{1,400}?\+` | ``(?P<code2>[^`\n]{1,400})`` | (?<![\w`])`[^`\s](?:[^`]{0,400}[^`\s])?`(?![\w`])
    | (?:stem|latexmath|asciimath|pass|kbd|icon|image|indexterm2?|footnote(?:ref)?|anchor):[\w./-]{0,300}\[[^\]]{0,1000}\]
    | [ ]?\[\[[^\]\n]{1,200}\]\] | (?m:^)//[^\n]*+ | (?m:^)\+(?=[ \t]*[\r\n])
    | <<[^,>\n]{1,200}(?:,\s*(?P<keep_reference>[^>\n]{1,400}))?>>
    | (?:link:|xref:|mailto:|(?=https?://|ftp://))[^\s\[\]<>]{1,2000}\[(?P<keep_link>[^\]]{0,1000}?)(?:\^|,[^\]]{0,200})?\]
    | \(\(\((?:[^()\n]{1,200})\)\)\) | \(\((?P<keep_term>[^()\n]{1,200})\)\)
    | (?<!\w)\[[.\#%][^\]\n]{1,100}\](?=[\#*_])
    | \{[\w-]{1,60}(?::[^}\n]{0,60})?\}
    | \*\*(?P<keep_strong2>[^*\n]{1,2000})\*\* | __(?P<keep_emphasis2>[^_\n]{1,2000})__ | \#\#(?P<keep_marked2>[^\#\n]{1,2000})\#\#
    | (?<![\w*])\*(?P<keep_strong>[^\s*](?:[^*]{0,2000}[^\s*])?)\*(?![\w*])
    | (?<![\w_])_(?P<keep_emphasis>[^\s_](?:[^_]{0,2000}[^\s_])?)_(?![\w_])
    | (?<![\w\#&])\#(?P<keep_marked>[^\s\#](?:[^\#]{0,2000}[^\s\#])?)\#(?![\w\#])
    | \^(?=[^\s^]{1,40}\^)|(?<=\w)\^(?!\w)
    | ~(?=[^\s~]{1,40}~)|(?<=\w)~(?!\w)
    | [ ]\+(?=[\r\n]) | "`|`" | '`|`'
    """,
    re.VERBOSE,
)
_SHOWN = {'"`': "“", '`"': "”", "'`": "‘", "`'": "’"}


def read(raw: bytes, place: str) -> Reading:
    """Return the visible words of a page.

    Raises:
        SourceError: it is empty, binary, in no known encoding, or has no words.
    """
    text, notes = decode(raw, place)
    page = _Page(text)
    page.read()
    if not page.composer.text.strip():
        raise SourceError(place, "has no words", expected="a page with text", remedy="take it out or fill it")
    found, told = page.composer.reading("adoc", notes), page.told
    about = About(found.title, moment(told.get("docdate", "")) or "", credit=told.get("copyright", ""))
    published = moment(told.get("revdate", "")) or moment(told.get("date", ""))
    return replace(found, outlet=told.get("organization"), published=published, locale=locale(told.get("lang", "")), about=about)


class _Page:
    """The state of one pass over the lines."""

    def __init__(self, text: str) -> None:
        self.composer = Composer(text)
        self.told: dict[str, str] = {}  # attributes of the header
        self._text = text
        self._block: tuple[int, int] | None = None  # the paragraph or item that is being gathered
        self._position: Position | None = None
        self._closing = ""  # the line that ends what is left out
        self._defining = False  # of a list of terms, the text of one
        self._skip = False  # the paragraph that comes is no text
        self._head = 0  # lines since the title of the document, while its header lasts; 0 if it does not
        self._cells: list[tuple[int, int]] | None = None  # of a table that is open
        self._width = 0

    def read(self) -> None:
        """Go through the lines."""
        for match in _LINE.finditer(self._text):
            line = match.group().rstrip()
            start, end = match.start(), match.start() + len(line)
            if self._closing:
                self._closing = "" if line == self._closing else self._closing
            elif self._cells is not None:
                self._table_line(line, start, end)
            elif not line.strip():
                self._flush()
                self._skip, self._head = False, 0
            elif not self._is_sign(line):
                self._words(line, start, end)
        self._end_table()
        self._flush()

    def _is_sign(self, line: str) -> bool:
        """Whether a line stands for no words; what it opens is noted."""
        if _LEFT_OUT.match(line):
            self._flush()
            self._closing = line.rstrip() if line[0] != "`" else "```"
        elif _TABLE.match(line):
            self._flush()
            self._cells, self._width = [], 0
        elif attribute := _ATTRIBUTE.match(line):
            self.told.setdefault(attribute[1].lower(), (attribute[2] or "").strip())
        elif _FRAME.match(line) or _LIST.match(line):
            if line[0] != "+":
                self._flush()
            self._skip = _STYLED.match(line) is not None
        else:
            if _MACRO.match(line):
                self._flush()
                return True
            return line.startswith("//")
        return True

    def _words(self, line: str, start: int, end: int) -> None:
        heading, item, term = _HEADING.match(line), _ITEM.match(line), _TERM.match(line)
        if self._head:
            self._header(line)
        elif heading:
            self._flush()
            self._head = int(line.startswith("= ") and not self.composer.length)
            self._single(start + heading.end(), end, Position.HEADLINE)
        elif self._skip:
            return
        elif (caption := _CAPTION.match(line)) and self._block is None and not item:
            self._single(start + caption.end(), end, Position.CAPTION)
        elif item:
            self._flush()
            self._block, self._position = (start + item.end(), end), Position.LIST
        elif term and (self._block is None or self._defining):
            self._single(start, start + len(term.group().rstrip(":;")), None)
            self._block, self._defining = (start + term.end(), end), True
        elif self._block is None:
            admonition = _ADMONITION.match(line)
            self._block = (start + (admonition.end() if admonition else 0), end)
        else:
            self._block = (self._block[0], end)

    def _header(self, line: str) -> None:
        """The lines below the title: authors, then the revision."""
        self._head += 1
        revision = _REVISION.match(line)
        if revision and revision[1]:
            self.told.setdefault("revdate", revision[1])

    def _single(self, start: int, end: int, position: Position | None) -> None:
        self._flush()
        self._block, self._position = (start, end), position
        self._flush()

    def _flush(self) -> None:
        if self._block is not None and self._text[slice(*self._block)].strip():
            self.composer.end_block(self._block[0])
            begun = self.composer.length
            write_stretch(self.composer, *self._trimmed(*self._block), _MARKS, _SHOWN)
            if self._position is not None:
                self.composer.mark(begun, self._position)
        self._block = self._position = None
        self._defining = False

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self._text[start].isspace():
            start += 1
        while start < end and self._text[end - 1].isspace():
            end -= 1
        return start, end

    def _table_line(self, line: str, start: int, end: int) -> None:
        """A line of a table: its cells begin with bars; as many as the first line has make a row."""
        cells = self._cells or []
        if _TABLE.match(line):
            self._end_table()
            return
        bars = list(_CELL.finditer(line))
        if not bars and cells and line.strip():
            cells[-1] = (cells[-1][0], end)
        edges = [*(bar.start() for bar in bars[1:]), len(line)]
        cells += [(start + bar.end(), start + edge) for bar, edge in zip(bars, edges, strict=False)]
        self._width = self._width or len(bars)
        self._cells = cells
        if self._width > 1 and len(bars) == self._width:
            self._row()

    def _row(self) -> None:
        """Write what is gathered of a table, as rows of its width."""
        cells, width = self._cells or [], max(self._width, 1)
        for number, cell in enumerate(cells):
            start, end = self._trimmed(*cell)
            if number % width == 0:
                self.composer.end_block(start)
                begun = self.composer.length
            elif self.composer.length > begun and start < end:
                self.composer.put("\t", start)
            write_stretch(self.composer, start, end, _MARKS, _SHOWN)
            if number % width == width - 1 or number == len(cells) - 1:
                self.composer.mark(begun, Position.TABLE)
        self._cells = []

    def _end_table(self) -> None:
        if self._cells is not None:
            self._row()
        self._cells = None
