"""Suppressions in Markdown and HTML: ``<!-- factcheck: ignore[value-conflict] the later letter counts -->``.

A comment accepts findings of its rule that rest on a figure of its paragraph or, where it stands between paragraphs, of the next one.
Rule and reason are required: without them it accepts nothing and is reported as unused.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from factcheck.model import Extraction

_COMMENT = re.compile(r"<!--[ \t\r\n]*factcheck:([^<>]{0,400}?)-->")
_BODY = re.compile(r"ignore\[([a-z0-9-]+)\](.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: which rule it accepts, on which figures."""

    source: str
    line: int  # 1-based, of the comment
    rule: str  # "" where the comment could not be read
    reason: str
    figures: frozenset[str]  # Figure.id

    @property
    def spot(self) -> str:
        """``source:line rule`` for people."""
        return f"{self.source}:{self.line} {self.rule or 'no rule in brackets'}{'' if self.reason else ', no reason'}"


Locate = Callable[[str, int], tuple[int, int]]  # source id and offset to line and column in the file, from 1


def suppressions(extraction: Extraction, raw: str, locate: Locate) -> tuple[Suppression, ...]:
    """Return the comments of a source in the order of its file. ``raw`` is that file, of which the source's text is a part."""
    source = extraction.source
    if source.format not in ("markdown", "html") or "factcheck:" not in raw:
        return ()
    found = []
    lines, paragraphs = _Lines(raw), _Paragraphs(extraction, locate)
    for match in _COMMENT.finditer(raw):
        body = _BODY.fullmatch(match.group(1).strip())
        rule, reason = (body.group(1), " ".join(body.group(2).split())) if body is not None else ("", "")
        start, end = lines.place(match.start()), lines.place(match.end())
        covered = paragraphs.figures(start, end) if rule and reason else frozenset()
        found.append(Suppression(source.id, start[0], rule, reason, covered))
    return tuple(found)


class _Lines:
    """The lines of a file, found once for all of its comments."""

    def __init__(self, raw: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer("\n", raw))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class _Paragraphs:
    """Where the paragraphs of a source stand in its file, read once for all of its comments."""

    def __init__(self, extraction: Extraction, locate: Locate) -> None:
        bounds: dict[int, tuple[int, int]] = {}
        for sentence in extraction.layout.sentences:
            low, high = bounds.get(sentence.paragraph, (sentence.start, sentence.end))
            bounds[sentence.paragraph] = (min(low, sentence.start), max(high, sentence.end))
        name = extraction.source.id
        placed = sorted((locate(name, low), locate(name, max(high - 1, low)), number) for number, (low, high) in bounds.items())
        self._lows, self._highs, self._numbers = [p[0] for p in placed], [p[1] for p in placed], [p[2] for p in placed]
        self._figures: dict[int, set[str]] = {}
        for figure in extraction.mentions:
            self._figures.setdefault(extraction.layout.sentences[figure.sentence].paragraph, set()).add(figure.id)

    def figures(self, start: tuple[int, int], end: tuple[int, int]) -> frozenset[str]:
        """The figures of the paragraph around a comment, or of the first one that begins after it."""
        at = self._around(start)
        if at is None:
            at = bisect_left(self._lows, end)
        return frozenset(self._figures.get(self._numbers[at], ())) if at < len(self._numbers) else frozenset()

    def _around(self, start: tuple[int, int]) -> int | None:
        """A comment at the end of a paragraph's last line belongs to that paragraph, not to the next."""
        at = bisect_right(self._lows, start) - 1
        while at >= 0 and self._highs[at][0] >= start[0]:
            if start <= self._highs[at] or start[0] == self._highs[at][0]:
                return at
            at -= 1
        return None
