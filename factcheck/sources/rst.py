"""reStructuredText: the words that a reader of the page would see (docs/adr/0027).

Code, comments, targets, substitutions and directives are left out, but for the text in admonitions, captions and tables. No directive is followed:
nothing is included from elsewhere. One pass over the lines, one over the marks inside a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from factcheck.errors import SourceError
from factcheck.model import About, Position
from factcheck.sources.decoding import decode
from factcheck.sources.metadata import locale, moment
from factcheck.sources.reading import Composer, Reading
from factcheck.sources.stretches import write_stretch

SUFFIXES = (".rst", ".rest")
SUMMARY = "reStructuredText: what a reader of the page sees"

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_RULE = re.compile(r"(?!::\s*\Z)([!-/:-@\[-`{-~])\1+\s*\Z")
_EXPLICIT = re.compile(r"[ ]*\.\.(?:[ ]+|\Z)")
_DIRECTIVE = re.compile(r"(?:\|[^|]{1,100}\|[ ]+)?([A-Za-z][\w.+-]{0,60}(?::[\w.+-]{1,60})?)::(?:[ ]+|\Z)")
_FOOTNOTE = re.compile(r"\[(?:#?[\w-]*|\*)\][ ]+")
_OPTION = re.compile(r"[ ]*:[\w-]{1,40}:(?:\s|\Z)")
_FIELD = re.compile(r"[ ]*:([^:\s][^:\n]{0,60}):(?:[ ]+|\Z)")
_ITEM = re.compile(r"[ ]*(?:[-*+•‣]|\(?(?:\d{1,9}|[A-Za-z#]|[ivxlcIVXLC]{1,7})[.)])[ ]+(?=\S)")
_GRID = re.compile(r"[ ]*\+[-=]{2,}[-=+]*\+\s*\Z")
_SIMPLE = re.compile(r"[ ]*={2,}(?:[ ]+={2,})+\s*\Z")
_LINE_BLOCK = re.compile(r"[ ]*\|(?:[ ]|\Z)")
# Directives that hold what their reader sees: with words behind the name, with a title there, and with something else there.
_FILLED = frozenset("attention caution danger error hint important note tip warning epigraph highlights pull-quote seealso compound".split())
_TITLED = {
    **dict.fromkeys("admonition topic sidebar tab-item".split(), None),
    **dict.fromkeys(("rubric", "centered"), Position.HEADLINE),
    **dict.fromkeys(("table", "list-table"), Position.CAPTION),
}
_ARGUED = frozenset("container figure versionadded versionchanged deprecated tab-set grid".split())
_SEEN_ROLES = "emphasis|strong|sub|sup|subscript|superscript|t|title|title-reference|abbr|dfn|menuselection|guilabel|rfc|pep|kbd"
_MARKS = re.compile(
    rf"""
      \\(?:\s|(?P<plain_escaped>\S)|\Z)
    | (?<![\w`]):(?:{_SEEN_ROLES}):`(?P<keep_role>[^`]{{1,1000}})`
    | (?<![\w`]):[A-Za-z][\w+.:-]{{0,40}}:`(?:(?P<keep_titled>[^`<>]{{1,1000}}?)\s*<[^`<>]{{1,2000}}>|[^`]{{1,1000}})`
    | ``[^`]{{1,1000}}``(?!`)
    | (?<![\w`])`(?P<keep_link>[^`<>]{{1,1000}}?)(?:\s*<[^`<>]{{1,2000}}>)?`(?:__?)?(?!\w)
    | \s?(?<!\w)\[(?:\d{{1,4}}|\#[\w-]{{0,40}}|\*|[A-Za-z][\w.-]{{0,40}})\]_(?!\w)
    | (?<![\w|])\|[^|\s][^|\n]{{0,100}}\|_{{0,2}}(?!\w)
    | (?<![\w*])\*\*(?P<keep_strong>[^\s*](?:[^*]{{0,2000}}[^\s*])?)\*\*(?![\w*])
    | (?<![\w*])\*(?P<keep_emphasis>[^\s*](?:[^*]{{0,2000}}[^\s*])?)\*(?![\w*])
    | (?<=\w)__?(?=[\s.,;:!?)\]]|\Z)
    """,
    re.VERBOSE,
)


class _Line(NamedTuple):
    """A line without its end: where it stands, how far its words are indented; ``indent`` is -1 for a blank one."""

    start: int
    end: int
    indent: int


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
    found = page.composer.reading("rst", notes)
    about = About(found.title, moment(page.told.get("updated", "")) or "", credit=page.told.get("copyright", ""))
    spoken = locale(page.told.get("language", "") or page.told.get("lang", ""))
    return replace(found, outlet=page.told.get("organization"), published=moment(page.told.get("date", "")), locale=spoken, about=about)


class _Page:
    """The state of one pass over the lines."""

    def __init__(self, text: str) -> None:
        self.composer = Composer(text)
        self.told: dict[str, str] = {}  # the fields above the text
        self._text = text
        self._lines = [self._line(match) for match in _LINE.finditer(text) if match.group()]
        self._begun = False  # a paragraph was read: fields are no longer those of the page
        self._position: Position | None = None  # of the next paragraph

    def read(self) -> None:
        """Go through the lines."""
        at = 0
        while at < len(self._lines):
            at = self._block(at)

    def _line(self, match: re.Match[str]) -> _Line:
        written = match.group().rstrip()
        return _Line(match.start(), match.start() + len(written), len(written) - len(written.lstrip()) if written else -1)

    def _matches(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        line = self._lines[at] if at < len(self._lines) else None
        return pattern.match(self._text, line.start, line.end) if line and line.indent >= 0 else None

    def _block(self, at: int) -> int:
        """Read what begins at a line; return the line behind it."""
        line = self._lines[at]
        if line.indent < 0:
            return at + 1
        if explicit := self._matches(_EXPLICIT, at):
            return self._explicit(at, explicit.end())
        if self._matches(_GRID, at) or self._matches(_SIMPLE, at):
            return self._table(at)
        if self._matches(_RULE, at):
            titled = at + 2 < len(self._lines) and self._lines[at + 1].indent >= 0 and self._matches(_RULE, at + 2)
            return self._title(at + 1, at + 3) if titled else at + 1
        if line.indent == 0 and (rule := self._matches(_RULE, at + 1)) and len(rule.group()) >= min(4, line.end - line.start):
            return self._title(at, at + 2)
        field = self._matches(_FIELD, at)
        if field and not self._begun:
            after = self._behind(at + 1, line.indent)
            self.told[field[1].lower()] = " ".join(self._text[field.end() : self._lines[after - 1].end].split())
            return after
        if self._text.startswith(">>>", line.start + line.indent):
            return next((n for n in range(at, len(self._lines)) if self._lines[n].indent < 0), len(self._lines))
        return self._paragraph(at, field.end() if field else line.start + line.indent)

    def _title(self, at: int, after: int) -> int:
        line = self._lines[at]
        self._write([(line.start + line.indent, line.end)], Position.HEADLINE)
        return after

    def _behind(self, at: int, indent: int) -> int:
        """The first line from ``at`` on that is indented no more than ``indent``, blank ones before it not skipped over twice."""
        while at < len(self._lines) and (self._lines[at].indent < 0 or self._lines[at].indent > indent):
            at += 1
        return at

    def _explicit(self, at: int, start: int) -> int:
        line = self._lines[at]
        footnote = _FOOTNOTE.match(self._text, start, line.end)
        if footnote:
            return self._paragraph(at, footnote.end())
        directive = _DIRECTIVE.match(self._text, start, line.end)
        name = directive[1].lower() if directive else ""
        if directive is None or not (name in _FILLED or name in _TITLED or name in _ARGUED):
            return self._behind(at + 1, line.indent)
        after = at + 1
        while self._matches(_OPTION, after) and self._lines[after].indent > line.indent:
            after += 1
        if directive.end() < line.end:
            if name in _FILLED and after == at + 1:
                return self._paragraph(at, directive.end())
            if name in _TITLED:
                self._write([(directive.end(), line.end)], _TITLED[name])
        if name == "list-table":
            return self._listed(after, line.indent)
        self._position = Position.CAPTION if name == "figure" else None
        return after

    def _paragraph(self, at: int, start: int) -> int:
        """Read lines up to a blank one; behind "::" what is indented is code."""
        line = self._lines[at]
        own = start == line.start + line.indent
        item = _ITEM.match(self._text, start, line.end) if own else None
        bars = _LINE_BLOCK.match(self._text, line.start, line.end)
        start = item.end() if item else bars.end() if bars else start
        after = at + 1
        while after < len(self._lines) and (following := self._lines[after]).indent >= 0:
            ended = following.indent <= line.indent and (item is not None or self._matches(_FIELD, after))
            term = own and item is None and after == at + 1 and following.indent > line.indent  # and what follows says what it means
            if ended or bars or term or self._matches(_EXPLICIT, after):
                break
            if item is not None and self._matches(_ITEM, after):
                break
            after += 1
        end = self._lines[after - 1].end
        literal = self._text.endswith("::", start, end)
        self._write([(start, end - literal)] if self._text[start : end - 2 * literal].strip() else [], Position.LIST if item else self._position)
        self._position = None
        return self._behind(after, line.indent) if literal else after

    def _listed(self, at: int, indent: int) -> int:
        """A table that is written as a list of lists: "* -" begins a row, "-" a cell."""
        after = self._behind(at, indent)
        row: list[list[tuple[int, int]]] = []
        for line in self._lines[at:after]:
            if line.indent < 0:
                continue
            start = line.start + line.indent
            if self._text.startswith("* ", start):
                self._row(row)
                row, start = [], start + 2
            while start < line.end and self._text[start] == " ":
                start += 1
            if self._text.startswith("-", start) and self._text[start + 1 : start + 2].isspace():
                row.append([])
                start += 2
            if row and start < line.end:
                row[-1].append((start, line.end))
        self._row(row)
        return after

    def _table(self, at: int) -> int:
        """A table between lines of signs: the first one says where its columns begin and end."""
        first = self._lines[at]
        grid = self._text[first.start + first.indent] == "+"
        ruled = self._text[first.start : first.end]
        edges = [m.start() for m in re.finditer(r"\+", ruled)] if grid else [m.start() - 1 for m in re.finditer(r"=+", ruled)] + [10_000]
        rule = _GRID if grid else _SIMPLE
        row: list[list[tuple[int, int]]] = []
        at += 1
        while at < len(self._lines) and (line := self._lines[at]).indent >= 0:
            cells = [] if self._matches(rule, at) else self._cells(line, edges, grid)
            if not cells or (not grid and self._text[cells[0][0] : cells[0][1]].strip()):
                self._row(row)
                row = []
            row = row or [[] for _ in edges[1:]]
            for held, cell in zip(row, cells, strict=False):
                held.append(cell)
            if not cells and not grid and (at + 1 == len(self._lines) or self._lines[at + 1].indent < 0):
                at += 1
                break
            at += 1
        self._row(row)
        return at

    def _cells(self, line: _Line, edges: list[int], grid: bool) -> list[tuple[int, int]]:
        """The cells of one line; in a grid an edge without its bar lies inside of a wider cell."""
        found = [edge for edge in edges if not grid or self._text[line.start + edge : line.start + edge + 1] in ("|", "+")]
        return [(min(line.start + a + 1, line.end), min(line.start + b, line.end)) for a, b in pairwise(found)]

    def _row(self, cells: list[list[tuple[int, int]]]) -> None:
        if any(self._text[a:b].strip() for cell in cells for a, b in cell):
            self._write([stretch for cell in cells for stretch in (*cell, (-1, -1))], Position.TABLE)

    def _write(self, stretches: list[tuple[int, int]], position: Position | None) -> None:
        """Add a paragraph; a stretch before the file stands for the end of a cell."""
        composer = self.composer
        if not stretches:
            return
        composer.end_block(max(0, stretches[0][0]))
        begun, parted = composer.length, False
        for start, end in stretches:
            parted = parted or start < 0
            while start < end and self._text[start].isspace():
                start += 1
            while start < end and self._text[end - 1].isspace():
                end -= 1
            if start >= end or start < 0:
                continue
            if composer.length > begun and not composer.last.isspace():
                composer.put("\t" if parted else " ", start)
            parted = False
            write_stretch(composer, start, end, _MARKS)
        if position is not None:
            composer.mark(begun, position)
        self._begun = self._begun or position is not Position.HEADLINE
