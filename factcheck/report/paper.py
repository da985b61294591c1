"""Styled text wrapped to the width of a terminal: plain with carets below what is marked, or with ANSI sequences through rich."""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

from factcheck.report import Style
from factcheck.report.outgoing import screen

Piece = tuple[str, str]  # text without line ends, and a style that rich understands; "" none
MARKED = "underline bold"
_WORD = re.compile(r"\S+\s*")
_NARROWEST = 40


def cells(text: str) -> int:
    """The columns that a text takes on a terminal.

    >>> cells("275"), cells("部隊"), cells("é")
    (3, 4, 1)
    """
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrap(pieces: list[Piece], width: int) -> list[list[Piece]]:
    """Break pieces into lines of at most ``width`` columns at white space, and inside of words that are longer than a line."""
    text = "".join(t for t, _ in pieces)
    lines: list[tuple[int, int]] = []
    start, used = len(text) - len(text.lstrip()), 0
    for match in _WORD.finditer(text):
        word = cells(match.group().rstrip())
        if used and used + word > width:
            lines.append((start, match.start()))
            start, used = match.start(), 0
        while word > width:  # a word longer than a line, such as an address
            cut = _fitting(text, start, width)
            lines.append((start, cut))
            start, word = cut, cells(text[cut : match.end()].rstrip())
        used += cells(text[max(match.start(), start) : match.end()])
    lines.append((start, len(text)))
    return [_slice(pieces, a, b) for a, b in lines]


def _fitting(text: str, start: int, width: int) -> int:
    end = start + 1
    while end < len(text) and cells(text[start : end + 1]) <= width:
        end += 1
    return end


def _slice(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    """The pieces between two offsets of their joined text, without white space at the end."""
    found: list[Piece] = []
    at = 0
    for text, style in pieces:
        cut = text[max(start - at, 0) : max(end - at, 0)]
        if cut:
            found.append((cut, style))
        at += len(text)
    while found and not found[-1][0].rstrip():
        found.pop()
    if found:
        found[-1] = (found[-1][0].rstrip(), found[-1][1])
    return found


class Paper:
    """Lines of a report, from top to bottom."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._width = max(style.width, _NARROWEST)
        self._lines: list[list[Piece]] = []

    def put(self, *pieces: Piece, indent: int = 0) -> None:
        """Add a paragraph, wrapped and indented; without colours carets below a line mark its marked pieces."""
        for line in wrap([(screen(text), style) for text, style in pieces], self._width - indent):
            broken = "".join(text for text, _ in line).startswith("::")  # a line that was broken there would be a command of the log
            self._lines.append([(" " * indent + "… " * broken, ""), *line])
            if not self._style.color and (carets := _carets(line)):
                self._lines.append([(" " * indent + carets, "")])

    def text(self) -> str:
        """All lines, each with its line end."""
        if self._style.color:
            return self._ansi()
        return "".join("".join(t for t, _ in line).rstrip() + "\n" for line in self._lines)

    def _ansi(self) -> str:
        from io import StringIO

        from rich.console import Console
        from rich.text import Text

        out = StringIO()
        console = Console(
            file=out, force_terminal=True, color_system="standard", no_color=self._style.plain, highlight=False, markup=False, emoji=False
        )
        for line in self._lines:
            console.print(Text.assemble(*line), soft_wrap=True)
        return out.getvalue()


def _carets(line: list[Piece]) -> str:
    """Carets below the marked pieces of a line, or "" where there are none."""
    under, at = "", 0
    for text, style in line:
        if style == MARKED:
            under = under.ljust(at) + "^" * cells(text)
        at += cells(text)
    return under
