"""Lines and paragraphs: what belongs together between two line breaks or across them.

A line is a paragraph, unless the copy is hard-wrapped, that is broken where the next word would not have fitted. Everything streams: no list
of lines is kept, so that a source of 100 MB costs its sentences and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from factcheck.model import Span

_LINE = re.compile(r"\S(?:[^\r\n\x0b\x0c\x85\u2028\u2029]*\S)?")  # trimmed; the way back over blanks is taken once a line
_BULLET = re.compile(r"(?:[•‣◦▪●·*–—-]|\(?\d{1,2}[.)]|\([a-z]\))\s")
_GAP = re.compile(r" {3,}")
_TERMINAL = ".!?…:;"
_CLOSING = "\"'”’»)]"
_SAMPLE = 400  # pairs of lines that tell whether the copy is hard-wrapped
_LONGEST = 140  # no one wraps wider than this
_SHORTEST = 30  # a shorter line that ends openly is a heading, a name, an item


class Line(NamedTuple):
    """One line without its blanks."""

    start: int
    end: int
    adjacent: bool  # no blank line before it


class Wrap(NamedTuple):
    """The width at which the copy is hard-wrapped; 0: it is not."""

    width: int


def lines(text: str) -> Iterator[Line]:
    """Yield the lines that are not blank, in order."""
    last = -1
    for match in _LINE.finditer(text):
        start, end = match.span()
        adjacent = last >= 0 and (start - last == 1 or _breaks(text[last:start]) == 1)
        last = end
        yield Line(start, end, adjacent)


def wrap_of(text: str, lower: bool = False) -> Wrap:
    r"""Find out whether and how wide the copy is wrapped, from its first lines.

    A wrapped line ends without a stop and the next begins with a small letter, again and again, and none is long.

    >>> wrap_of("The dam on the upper river would be the highest in\nthe country and the second highest of the three\nnations.").width
    50
    """
    pairs = soft = width = 0
    before: Line | None = None
    for line in islice(lines(text), _SAMPLE):
        if before is not None and line.adjacent:
            pairs += 1
            length = before.end - before.start
            if _SHORTEST <= length <= _LONGEST and open_ended(text, before) and (lower or text[line.start].islower()):
                soft += 1
                width = max(width, length)
        before = line
    return Wrap(width if soft and soft * 10 >= pairs * 3 else 0)


def paragraphs(text: str, wrap: Wrap, lower: bool = False) -> Iterator[Span]:
    """Yield the paragraphs in order, trimmed; together they cover all that is no blank."""
    start = -1
    before: Line | None = None
    for line in lines(text):
        if before is None:
            start = line.start
        elif not (line.adjacent and _continues(text, before, line, wrap, lower)):
            yield Span(start, before.end)
            start = line.start
        before = line
    if before is not None:
        yield Span(start, before.end)


def open_ended(text: str, span: Line | Span) -> bool:
    """Whether the stretch ends without a mark that ends a sentence or announces something.

    >>> open_ended("Toll rises in the U.S.", Span(0, 22)), open_ended("The toll rose.", Span(0, 14))
    (True, False)
    """
    at = span.end - 1
    low = max(span.start, span.end - 6)
    while at > low and text[at] in _CLOSING:
        at -= 1
    if text[at] == "." and at - 3 >= span.start and text[at - 2] == "." and text[at - 1].isupper() and text[at - 3].isupper():
        return True
    return text[at] not in _TERMINAL


def is_list_item(text: str, start: int, end: int) -> bool:
    """Whether the paragraph begins with a bullet or a number of its own."""
    return not text[start].isalpha() and _BULLET.match(text, start, end) is not None


def is_row(line: str) -> bool:
    """Whether the line consists of cells: a tab, or two bars or wide gaps.

    >>> is_row("Killed   14   12"), is_row("Dam deal signed | The Echo")
    (True, False)
    """
    return "\t" in line or line.count("|") > 1 or ("   " in line and len(_GAP.findall(line)) > 1)


def _breaks(gap: str) -> int:
    """Number of line breaks in the blanks between two lines."""
    return gap.count("\n") or gap.count("\r") or 2


def _continues(text: str, before: Line, line: Line, wrap: Wrap, lower: bool) -> bool:
    """Whether ``line`` goes on with the sentence or paragraph of ``before``."""
    first, last = text[line.start], text[before.end - 1]
    if last in "([" or first in ")],;":
        return True  # a link or a name was cut out of the middle of a sentence
    length = before.end - before.start
    if length > _LONGEST and not first.islower():
        return False
    if is_list_item(text, line.start, line.end) or (not wrap.width and is_row(text[before.start : before.end])):
        return False
    ended = not open_ended(text, before)
    if not ended and not lower and first.islower() and (length >= _SHORTEST or last == ","):
        return True
    if not wrap.width or length > wrap.width + 10:
        return False
    word = text.find(" ", line.start, line.end)
    tight = length + 1 + ((word if word > 0 else line.end) - line.start) > wrap.width
    return tight or (not ended and length * 4 >= wrap.width * 3)
