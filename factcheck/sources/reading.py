"""What a reader hands back, and the composing of a text out of stretches of its file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.model import UNTOLD, About, Grid, Mark, Position, Run

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as read: its text, and where the parts of the text stand in the file."""

    text: str
    format: str
    origin: tuple[Run, ...] = ()  # empty: the text is the whole file
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    file: str = ""  # all of the file, comments too; "" where the text is that
    outlet: str | None = None  # what the file says of itself; corpus.toml stands above it
    published: str | None = None
    locale: str | None = None
    about: About = UNTOLD
    lineage: str | None = None
    name: str = ""  # of one article of several in a file; what its id has behind the "#"
    grids: tuple[Grid, ...] = ()  # of a file that is nothing but tables

    @property
    def title(self) -> str:
        """The first headline on one line; "" where there is none."""
        first = next((m for m in self.marks if m.position is Position.HEADLINE), None)
        return " ".join(self.text[first.start : first.end].split()) if first is not None else ""


class Composer:
    """Puts a text together from stretches of a file, in file order, and remembers where each came from.

    >>> composer = Composer("<b>275</b> men")
    >>> composer.copy(3, 6); composer.copy(10, 14)
    >>> composer.text, composer.runs()
    ('275 men', (Run(start=0, line=1, column=4), Run(start=3, line=1, column=11)))
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self.length = 0
        self.marks: list[Mark] = []
        self._parts: list[str] = []
        self._runs: list[tuple[int, int]] = []  # offsets in the text and in the file, one pair where they part
        self._apart: int | None = None  # how far behind the file the text of the last run lies
        self._last = "\n\n"  # the last two characters

    @property
    def text(self) -> str:
        """All that was put together so far."""
        return "".join(self._parts)

    @property
    def last(self) -> str:
        """The last character; a line break at the very start."""
        return self._last[-1]

    def copy(self, start: int, end: int) -> None:
        """Add ``original[start:end]``."""
        if end > start:
            self._add(self.original[start:end], start)

    def put(self, piece: str, at: int) -> None:
        """Add a piece that stands for what is at ``at`` in the file: a decoded entity, a blank for a line break."""
        if piece:
            self._add(piece, at)

    def spell(self, words: str, start: int, end: int) -> None:
        """Add words that ``original[start:end]`` holds in some quoted or folded form, each at its place where it stands there as it is."""
        at = start
        for number, word in enumerate(words.split()):
            if number:
                self._add(" ", at)
            found = self.original.find(word, at, end)
            self._add(word, found if found >= 0 else at)
            at = found + len(word) if found >= 0 else at

    def blank(self, at: int) -> None:
        """Add a blank, unless the text ends with one."""
        if not self.last.isspace():
            self._add(" ", at)

    def end_line(self, at: int) -> None:
        """Add a line break, unless the text ends with one."""
        if self.last != "\n":
            self._add("\n", at)

    def end_block(self, at: int) -> None:
        """Add line breaks so that what follows is a paragraph of its own."""
        while self._last != "\n\n":
            self._add("\n", at)

    def mark(self, start: int, position: Position) -> None:
        """Say what the text from ``start`` to here is."""
        if start < self.length:
            self.marks.append(Mark(start, self.length, position))

    def runs(self) -> tuple[Run, ...]:
        """Return the way back into the file, in text order; a run never crosses a line of the file."""
        return runs(self.pairs, self.length, line_ends(self.original))

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Offsets in the text and in the file, one pair wherever they part."""
        return self._runs

    def reading(self, format_name: str, notes: tuple[str, ...]) -> Reading:
        """Close the text."""
        return Reading(self.text, format_name, self.runs(), tuple(self.marks), notes, self.original)

    def _add(self, piece: str, at: int) -> None:
        length = self.length
        if at - length != self._apart:
            self._apart = at - length
            self._runs.append((length, at))
        self._parts.append(piece)
        self.length = length + len(piece)
        self._last = piece[-2:] if len(piece) > 1 else self._last[-1] + piece


class Gathering:
    """Puts a text together from values that stand in a file in some escaped form, such as the texts of a JSON file.

    ``ends`` are the ends of the lines of a file of many articles, found once; the file itself is then not kept with each of them.
    """

    def __init__(self, file: str, ends: Sequence[int] | None = None) -> None:
        self.length = 0
        self._file = file
        self._ends = ends
        self._parts: list[str] = []
        self._pairs: list[tuple[int, int]] = []
        self._marks: list[Mark] = []

    def add(self, composer: Composer, escaped: Sequence[tuple[int, int]], position: Position | None = None) -> None:
        """Add what was composed from a value, as paragraphs of their own; ``escaped`` leads from the value to the file, as in ``through``."""
        if not composer.length:
            return
        if self._parts:
            gap = "\n\n" if not self._parts[-1].endswith("\n\n") else ""
            self._parts.append(gap)
            self.length += len(gap)
        start = self.length
        if position is not None:
            self._marks.append(Mark(start, start + composer.length, position))
        self._marks += [Mark(m.start + start, m.end + start, m.position) for m in composer.marks]
        self._pairs += [(here + start, there) for here, there in through(composer.pairs, composer.length, escaped)]
        self._parts.append(composer.text)
        self.length += composer.length

    @property
    def text(self) -> str:
        """All that was added so far."""
        return "".join(self._parts)

    def reading(self, format_name: str, notes: tuple[str, ...] = ()) -> Reading:
        """Close the text."""
        ends = line_ends(self._file) if self._ends is None else self._ends
        return Reading(
            self.text, format_name, runs(self._pairs, self.length, ends), tuple(self._marks), notes, self._file if self._ends is None else ""
        )


def line_ends(file: str) -> list[int]:
    """Where each line of a file ends, behind its mark; the last only where it has one."""
    return [m.end() for m in _LINE_END.finditer(file)]


def runs(pairs: Sequence[tuple[int, int]], length: int, ends: Sequence[int]) -> tuple[Run, ...]:
    """Lines and columns for pairs of offsets in a text of this length and in its file, whose lines end there; a run never crosses a line."""
    if not pairs:
        return ()
    found: list[Run] = []
    line, last = bisect_right(ends, pairs[0][1]), len(ends)
    for (here, there), (stop, _) in zip(pairs, (*pairs[1:], (length, 0)), strict=True):
        while line and there < ends[line - 1]:
            line -= 1
        while line < last and ends[line] <= there:
            line += 1
        found.append(Run(here, line + 1, there - (ends[line - 1] if line else 0) + 1))
        inner, end = line, there + stop - here
        while inner < last and ends[inner] < end:
            found.append(Run(here + ends[inner] - there, inner + 2, 1))
            inner += 1
    return tuple(found)


def through(pairs: Sequence[tuple[int, int]], length: int, escaped: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of a text and a value, taken on to the file in which the value stands escaped: ``escaped`` has offsets in the value and in the file.

    >>> through([(0, 0)], 4, [(0, 10), (2, 12), (3, 14)])  # the third character stands in the file as an escape of two
    [(0, 10), (2, 12), (3, 14)]
    """
    found: list[tuple[int, int]] = []
    for index, (here, there) in enumerate(pairs):
        stop = pairs[index + 1][0] if index + 1 < len(pairs) else length
        at = max(bisect_right(escaped, there, key=lambda pair: pair[0]) - 1, 0)
        found.append((here, escaped[at][1] + there - escaped[at][0]))
        while at + 1 < len(escaped) and escaped[at + 1][0] < there + stop - here:
            at += 1
            found.append((here + escaped[at][0] - there, escaped[at][1]))
    return found
