"""Suppressions in Markdown and HTML: ``<!-- factcheck: ignore[value-conflict] the later letter counts -->``.

A comment accepts findings of its rule that rest on a figure of its paragraph or, where it stands between paragraphs, of the next one.
Rule and reason are required: without them it accepts nothing and is reported as unused.
"""

from __future__ import annotations

import re
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
    for match in _COMMENT.finditer(raw):
        body = _BODY.fullmatch(match.group(1).strip())
        rule, reason = (body.group(1), " ".join(body.group(2).split())) if body is not None else ("", "")
        start, end = _place(raw, match.start()), _place(raw, match.end())
        covered = _figures(extraction, start, end, locate) if rule and reason else frozenset()
        found.append(Suppression(source.id, start[0], rule, reason, covered))
    return tuple(found)


def _place(raw: str, offset: int) -> tuple[int, int]:
    return raw.count("\n", 0, offset) + 1, offset - raw.rfind("\n", 0, offset)


def _figures(extraction: Extraction, start: tuple[int, int], end: tuple[int, int], locate: Locate) -> frozenset[str]:
    """The figures of the paragraph around a comment, or of the first one that begins after it."""
    sentences = extraction.layout.sentences
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in sentences:
        low, high = bounds.get(sentence.paragraph, (sentence.start, sentence.end))
        bounds[sentence.paragraph] = (min(low, sentence.start), max(high, sentence.end))
    placed = {p: (locate(extraction.source.id, low), locate(extraction.source.id, max(high - 1, low))) for p, (low, high) in bounds.items()}
    # A comment at the end of a paragraph's last line belongs to that paragraph, not to the next.
    around = [p for p, (low, high) in placed.items() if low <= start and (start <= high or start[0] == high[0])]
    after = sorted((low, p) for p, (low, _) in placed.items() if low >= end)
    wanted = around[-1] if around else after[0][1] if after else None
    return frozenset(f.id for f in extraction.mentions if sentences[f.sentence].paragraph == wanted)
