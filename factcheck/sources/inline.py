"""The marks inside a paragraph of Markdown: emphasis, links, code, tags and entities."""

from __future__ import annotations

import re
from html import unescape

from factcheck.sources.reading import Composer

_MARK = re.compile(
    r"""
      (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<code>`++)
    | (?P<note>\[\^[^\]\s]{1,40}\])
    | (?P<image>!\[)
    | (?P<open>\[)
    | (?P<close>\])
    | (?P<address><(?:https?://|mailto:)[^<>\s]{1,2000}>)
    | (?P<tag></?[a-zA-Z][^<>]{0,300}>)
    | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
    | (?P<stars>\*++)
    | (?P<lines>(?<!\w)_++(?=\w|["'“‘$€£])|(?<=[\w.,!?"'”’%])_++(?!\w))
    | (?P<strike>~~)
    | (?P<bar>[ \t]{0,20}\|[ \t]{0,20})
    """,
    re.VERBOSE,
)
_TARGET = 2000  # longest target of a link
_Op = tuple[int, int, str | None]  # a stretch to copy, or a piece that stands for it


def write(composer: Composer, pieces: list[tuple[int, int]], cells: bool = False) -> None:
    """Add one paragraph that stands in ``pieces`` of the file, a line or a part of one each; lines are joined by blanks.

    ``cells``: bars part the cells of a table and become tabs.
    """
    text = composer.original
    ops: list[_Op] = []
    opened: list[int] = []  # indices of the brackets in ``ops`` that a link may drop
    parted, last = False, len(pieces) - 1  # whether a line ends before the piece
    for number, (start, end) in enumerate(pieces):
        if parted:
            before = pieces[number - 1][1]
            hard = text[start - 1] in "\r\n" and text[max(0, before - 2) : before] in ("  ", "\\")
            ops.append((start - 1, start, "\n" if hard else " "))
        parted = number < last and _parted(text, end, pieces[number + 1][0])
        _line(text, start, end if number < last and not parted else _trimmed(text, start, end), ops, opened, cells)
    for start, end, piece in ops:
        if piece is None:
            _copy(composer, start, end)
        elif not piece or piece.isspace():
            if composer.last not in " \t\n":
                composer.put(piece, start)
        else:
            composer.put(piece, start)


def _parted(text: str, end: int, start: int) -> bool:
    """Whether a line ends between two pieces."""
    between = text[end:start]
    return "\n" in between or "\r" in between


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \t":
        end -= 1
    return end


def _copy(composer: Composer, start: int, end: int) -> None:
    """Copy without blanks at the start of a line."""
    if composer.last in " \t\n":
        while start < end and composer.original[start] in " \t":
            start += 1
    composer.copy(start, end)


def _line(text: str, start: int, end: int, ops: list[_Op], opened: list[int], cells: bool) -> None:
    at = start
    while (match := _MARK.search(text, at, end)) is not None:
        if match.start() > at:
            ops.append((at, match.start(), None))
        at = _mark(text, match, end, ops, opened, cells)
    if at < end:
        ops.append((at, end, None))


def _mark(text: str, match: re.Match[str], end: int, ops: list[_Op], opened: list[int], cells: bool) -> int:
    """Note what one mark leaves behind; return where reading goes on."""
    start, after = match.span()
    kind = match.lastgroup
    if kind == "escape":
        ops.append((start + 1, after, None))
    elif kind == "entity":
        ops.append((start, after, unescape(match.group())))
    elif kind == "code":
        closed = text.find(match.group(), after, end)
        return closed + after - start if closed >= 0 else after
    elif kind in ("open", "image"):
        opened.append(len(ops))
        ops.append((start, after, None))
    elif kind == "close":
        return _close(text, start, end, ops, opened)
    elif kind == "bar":
        ops.append((start, after, ("\t" if after < end else "") if cells else None))
    elif kind == "stars" and _free(text, start, after):
        ops.append((start, after, None))  # "5 * 3" is no emphasis
    elif kind == "tag" and text[start : start + 3].lower() == "<br":
        ops.append((start, after, "\n"))
    return after


def _free(text: str, start: int, after: int) -> bool:
    """Whether blanks stand on both sides of a mark."""
    return (start == 0 or text[start - 1].isspace()) and (after >= len(text) or text[after].isspace())


def _close(text: str, at: int, end: int, ops: list[_Op], opened: list[int]) -> int:
    """A closing bracket: of a link if a target follows; then the brackets and the target go."""
    follows = text[at + 1 : at + 2] if at + 1 < end else ""
    reach = min(end, at + _TARGET)
    last = -1
    if opened and follows == "(":
        last = text.find(")", at, reach)
        inner = text.find("(", at + 2, max(last, at + 2))
        if inner >= 0:  # one pair of brackets inside the target, as in the addresses of encyclopedias
            last = text.find(")", last + 1, reach)
    elif opened and follows == "[":
        last = text.find("]", at + 2, reach)
    if last < 0:
        if opened:
            opened.pop()
        ops.append((at, at + 1, None))
        return at + 1
    index = opened.pop()
    ops[index] = (ops[index][0], ops[index][0], None)
    return last + 1
