"""The words of one sentence with their places: what every context step of the extraction reads.

Tokens are words (with inner apostrophes, hyphens and the dots of "U.S."), digit runs with their separators, and single marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.m., e.g.
    r"|[^\W\d_]+(?:['’\-‑][^\W\d_]+)*['’]?(?<!['’])"  # don't, tilt-rotor, Diyala's
    r"|\d+(?:[.,]\d+)*"  # 1,700 · 4.6
    r"|[^\w\s]|_"  # one mark
)


class Tokens:
    """One sentence as parallel lists, in text order. Offsets are code points into the whole source.

    ``words`` as printed, ``lower`` in lower case with curly apostrophes made straight, ``starts`` and ``ends`` half-open.
    """

    __slots__ = ("ends", "lower", "starts", "words")

    def __init__(self, text: str, start: int, end: int) -> None:
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _TOKEN.finditer(text, start, end):
            words.append(match.group())
            a, b = match.span()
            starts.append(a)
            ends.append(b)
        self.words = words
        self.starts = starts
        self.ends = ends
        self.lower = [w.lower().replace("’", "'") for w in words]

    def __len__(self) -> int:
        return len(self.words)

    def first_at(self, offset: int) -> int:
        """Index of the first token that ends after ``offset``; ``len(self)`` if there is none."""
        return bisect_right(self.ends, offset)

    def first_from(self, offset: int) -> int:
        """Index of the first token that starts at or after ``offset``; ``len(self)`` if there is none."""
        return bisect_left(self.starts, offset)
