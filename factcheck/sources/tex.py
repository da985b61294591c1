r"""TeX and LaTeX: the copy of a document (docs/adr/0027).

Commands, comments, mathematics, code and bibliographies are left out; a formula that is nothing but a number is read. No file is included and no
macro of the document's own is expanded: the arguments of commands that are not known are read as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from factcheck.errors import SourceError
from factcheck.model import About, Position
from factcheck.sources import texwords
from factcheck.sources.decoding import decode
from factcheck.sources.metadata import moment
from factcheck.sources.reading import Composer, Reading

SUFFIXES = (".tex", ".latex")
SUMMARY = "TeX and LaTeX: the copy, without mathematics"

_BODY, _END = "\\begin{document}", "\\end{document}"
_TOKEN = re.compile(
    r"""
      %[^\n]*+\n?[ \t]*+
    | [ \t~](?=\\(?:[A-Za-z]{0,10}cite[a-z]{0,10}|footnote|label)\b)
    | \\(?P<environment>begin|end)[ ]{0,9}\{(?P<name>[^{}\n]{1,60})\}
    | \\verb\*?(?P<fence>[^\w\s*]).{0,400}?(?P=fence)
    | \\(?P<accent>[\'`^"~=.]|[uvHckrdb](?=[ ]?\{|[ ]))[ ]?(?:\{\\?(?P<bearer>[A-Za-z])\}|\\(?P<dotless>[ij])[ \t]*+|(?P<bare>[A-Za-z]))
    | \\(?P<command>[A-Za-z@]++)\*?[ \t]*+(?:\n[ \t]*+(?!\s))?
    | \\(?P<math>[\(\[])
    | (?P<row>\\\\)\*?(?:\[[^\]\n]{0,40}\])?
    | (?P<sign>\\[^A-Za-z\n])
    | (?P<dollar>\${1,2})
    | (?P<dash>-{2,3})|(?P<quote>``|''|,,)|(?P<tie>~)|(?P<cell>&)
    | (?P<brace>[{}])
    | (?P<blank>\s++)
    """,
    re.VERBOSE,
)
_BRACE = re.compile(r"\\.|%[^\n]*|[{}]", re.DOTALL)
_OPTION = re.compile(r"[ \t]*\[[^\[\]{}]{0,400}\]")
_NEXT = re.compile(r"\s{0,20}\{")
_NUMBER = re.compile(r"(?:[\d.,\s+-]|\{,\}|\\[,%$])*\d(?:[\d.,\s+-]|\{,\}|\\[,%$])*\Z")
_FORMULA = 2_000  # characters; a dollar without another one as near is a dollar
_UNIT = re.compile(r"\\?([A-Za-z]+)|[^\\{}\s]")
_DEPTH = 30  # arguments in one another
_QUOTES = {"``": "“", "''": "”", ",,": "„"}


def read(raw: bytes, place: str) -> Reading:
    """Return the copy of a document.

    Raises:
        SourceError: it is empty, binary, in no known encoding, or has no words.
    """
    text, notes = decode(raw, place)
    copy = _Copy(text)
    begun = text.find(_BODY)
    start = begun + len(_BODY) if begun >= 0 else 0
    end = text.find(_END, start)
    if begun >= 0:
        copy.title(0, begun)
    copy.write(start, end if end >= 0 else len(text))
    copy.finish(end if end >= 0 else len(text))
    if not copy.composer.text.strip():
        raise SourceError(place, "has no words", expected="a document with text", remedy="take it out or fill it")
    notes += (f"{copy.noted} {'note' if copy.noted == 1 else 'notes'} at the foot not read",) if copy.noted else ()
    found = copy.composer.reading("tex", notes)
    dated = re.search(r"\\date\s?\{([^{}]{1,40})\}", text)
    return replace(found, published=moment(dated[1]) if dated else None, about=About(found.title))


class _Copy:
    """The state of one pass over the file."""

    def __init__(self, text: str) -> None:
        self.composer = Composer(text)
        self.noted = 0
        self._text = text
        self._closing = _closing(text)
        self._never: set[str] = set()  # ends that are not in the rest of the file
        self._position: Position | None = None  # of the block that is open, and where it began
        self._begun = 0
        self._tables = 0
        self._titled = False

    def title(self, start: int, end: int) -> None:
        """Write the title that stands above the document."""
        found = re.compile(r"\\title\s?(?:\[[^\]]{0,400}\])?\s?\{").search(self._text, start, end)
        if found and (closed := self._closing.get(found.end() - 1)):
            self._heading(found.end(), closed, 0)
            self._titled = True

    def write(self, start: int, end: int, depth: int = 0) -> None:
        """Add the copy in a stretch of the file."""
        at = start
        while at < end:
            token = _TOKEN.search(self._text, at, end)
            self.composer.copy(at, token.start() if token else end)
            if token is None:
                return
            at = self._token(token, end, depth)

    def finish(self, at: int) -> None:
        """End the block that is open."""
        if self._position is not None:
            self.composer.mark(self._begun, self._position)
        self._position = None
        self.composer.end_block(at)

    def _token(self, token: re.Match[str], end: int, depth: int) -> int:
        """Read what a token begins; return where reading goes on."""
        start, after = token.span()
        kind, written, composer = str(token.lastgroup), token.group(), self.composer
        if token["environment"]:
            return self._environment(token["environment"] == "begin", token["name"], after)
        if token["accent"]:
            letter = token["bearer"] or token["dotless"] or token["bare"]
            composer.put(unicodedata.normalize("NFC", letter + texwords.ACCENTS[token["accent"]]), start)
        elif kind == "command":
            return self._command(token["command"], start, after, end, depth)
        elif kind in ("math", "dollar"):
            return self._mathematics(written, start, after, end, depth)
        elif kind == "row":
            self._row(start)
        elif kind == "cell" and self._tables:
            composer.put("\t", start)
        elif kind == "blank" and written.count("\n") > 1 and not self._tables:
            self.finish(start)
        elif kind == "blank":
            composer.blank(start)
        else:
            composer.put(_sign(kind, written), start)
        return after

    def _row(self, start: int) -> None:
        if self._tables:
            self.finish(start)
            self._position, self._begun = Position.TABLE, self.composer.length
        else:
            self.composer.end_line(start)

    def _environment(self, begins: bool, name: str, after: int) -> int:
        self.finish(after)
        base = name.rstrip("*")
        if begins and base in texwords.UNSEEN:
            ending = f"\\end{{{name}}}"
            closed = -1 if ending in self._never else self._text.find(ending, after)
            if closed < 0:
                self._never.add(ending)
            return closed + len(ending) if closed >= 0 else after
        arguments = texwords.TABLES.get(name, texwords.FRAMES.get(base, 0))
        if name in texwords.TABLES:
            self._tables = max(0, self._tables + (1 if begins else -1))
            if self._tables:
                self._position, self._begun = Position.TABLE, self.composer.length
        return self._behind(after, arguments) if begins else after

    def _command(self, name: str, start: int, after: int, end: int, depth: int) -> int:
        if name in texwords.SHOWN:
            self.composer.put(texwords.SHOWN[name], start)
        elif name in texwords.DROPPED or name.startswith(("cite", "Cite", "parencite", "textcite")):
            self.noted += name == "footnote"
            return self._behind(after, 9)
        elif name == "item":
            self.finish(start)
            self._position, self._begun = Position.LIST, self.composer.length
            return self._behind(after, 0)
        elif name == "par":
            self.finish(start)
        elif name in ("def", "let", "edef", "gdef"):
            return self._defined(after, end)
        elif name in texwords.HEADINGS or name == "caption":
            return self._titles(name, after, depth)
        elif name in texwords.UNITS:
            return self._measure(self._behind(after, 0), depth)
        else:
            return self._behind(after, texwords.ARGUED.get(name, 0))
        return after

    def _titles(self, name: str, after: int, depth: int) -> int:
        after = self._behind(after, 0)
        opened = _NEXT.match(self._text, after)
        closed = self._closing.get(opened.end() - 1) if opened else None
        if opened is None or closed is None or depth > _DEPTH:
            return after
        if not (name == "title" and self._titled):
            self._heading(opened.end(), closed, depth, Position.CAPTION if name == "caption" else Position.HEADLINE)
        return closed + 1

    def _heading(self, start: int, end: int, depth: int, position: Position = Position.HEADLINE) -> None:
        self.finish(start)
        begun = self.composer.length
        self.write(start, end, depth + 1)
        self.composer.mark(begun, position)
        self.finish(end)

    def _measure(self, after: int, depth: int) -> int:
        """A number with its unit, as siunitx has it."""
        for number in range(2):
            opened = _NEXT.match(self._text, after)
            closed = self._closing.get(opened.end() - 1) if opened else None
            if opened is None or closed is None or depth > _DEPTH:
                return after
            if number == 0:
                self.write(opened.end(), closed, depth + 1)
            else:
                self.composer.blank(opened.end())
                for unit in _UNIT.finditer(self._text, opened.end(), closed):
                    sign = texwords.UNIT_SIGNS.get(unit[1])
                    if sign:
                        self.composer.put(sign, unit.start())
                    else:
                        self.composer.copy(*unit.span(1 if unit[1] else 0))
            after = closed + 1
        return after

    def _mathematics(self, mark: str, start: int, after: int, end: int, depth: int) -> int:
        closing = {"\\(": "\\)", "\\[": "\\]"}.get(mark, mark)
        closed = self._text.find(closing, after, min(end, after + _FORMULA))
        while mark[0] == "$" and closed > 0 and self._text[closed - 1] == "\\":
            closed = self._text.find(closing, closed + 1, min(end, after + _FORMULA))
        if closed < 0:
            self.composer.put(mark if mark[0] == "$" else "", start)
            return after
        if _NUMBER.match(self._text, after, closed) and depth <= _DEPTH:
            self.write(after, closed, depth + 1)
        return closed + len(closing)

    def _defined(self, after: int, end: int) -> int:
        """Behind a definition in TeX's own way: its body is the next group."""
        opened = self._text.find("{", after, min(end, after + 200))
        closed = self._closing.get(opened) if opened >= 0 else None
        return closed + 1 if closed is not None else after

    def _behind(self, at: int, arguments: int) -> int:
        """Behind options in square brackets and so many arguments in braces."""
        while option := _OPTION.match(self._text, at):
            at = option.end()
        for _ in range(arguments):
            opened = _NEXT.match(self._text, at) if arguments < 9 else re.compile(r"\{").match(self._text, at)
            closed = self._closing.get(opened.end() - 1) if opened else None
            if closed is None:
                break
            at = closed + 1
            while option := _OPTION.match(self._text, at):
                at = option.end()
        return at


def _sign(kind: str, written: str) -> str:
    """What a sign stands for."""
    if kind == "dash":
        return "–" if len(written) == 2 else "—"
    if kind == "quote":
        return _QUOTES[written]
    if kind == "tie":
        return "\u00a0"
    return texwords.SIGNS.get(written, "") if kind == "sign" else "&" if kind == "cell" else ""


def _closing(text: str) -> dict[int, int]:
    """Where each group that begins ends, found in one pass."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for mark in _BRACE.finditer(text):
        if mark.group() == "{":
            opened.append(mark.start())
        elif mark.group() == "}" and opened:
            found[opened.pop()] = mark.start()
    return found
