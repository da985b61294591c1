"""From a page as it lies on paper, in rows of a grid of characters, to its paragraphs in the order in which they are read.

Columns of copy are read one after the other, words that a line end has parted are joined, rows of tables stay rows; tables of contents are left
out. Running heads and numbers of pages are known by what other pages have at the same place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from factcheck.model import Position

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_NUMBERED = re.compile(r"\d+|^\s*[ivxlc]{1,6}\s*$")
_LEADERS = re.compile(r"(?:\. ?){5,}[ \t]*[\divxlc]{1,6}\Z")  # of a table of contents
_PAGE = re.compile(r"(?:page|p\.|seite|-|–|—|\||\s)*#(?:\s*(?:of|/|von)\s*#)?(?:-|–|—|\||\s)*\Z")
_ITEM = re.compile(r"(?:[•▪‣●◦]|[-–*](?= )|\d{1,2}[.)](?= \S)) *")
_ENDED = re.compile(r"[.!?:;…][\"'”’)\]]*\Z")
_PARTED = re.compile(r"[^\W\d_]-\Z")
_EDGE = 2  # lines at the head and at the foot of a page that may be no copy
_BOTH = 3  # lines beside each other that make columns
_WORDS = 3.0  # of a line of a column on the average; cells of tables have fewer
_BLANKS = 4  # empty lines that a column may have inside
_FAR = 2_000  # characters of a row, and rows of a page, in which columns are looked for
_REACH = 200  # rows of one column
_SPLITS = 6  # columns in columns
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "", "\u00a0": " "})


class Paragraph(NamedTuple):
    """A paragraph, item or row, in one line."""

    words: str
    position: Position | None = None


def without_furniture(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without running heads and numbers; what a page has above all others the first time, as a title, stays there."""
    edges = [_edges(lines) for lines in pages]
    alike = Counter(key for found in edges for key in set(found.values()))
    seen: set[str] = set()
    kept = []
    for lines, found in zip(pages, edges, strict=True):
        dropped = set()
        for index, key in found.items():
            running = alike[key] >= max(2, len(pages) / 3)
            if _PAGE.match(key) or (running and ("#" in key or key in seen)):
                dropped.add(index)
            seen.add(key)
        kept.append([line for index, line in enumerate(lines) if index not in dropped])
    return kept


def _edges(lines: list[str]) -> dict[int, str]:
    """What the first and the last lines of a page say, numbers apart."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return {index: " ".join(_NUMBERED.sub("#", lines[index]).lower().split()) for index in (*filled[:_EDGE], *filled[-_EDGE:])}


def paragraphs(lines: Sequence[str]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a page in the order in which they are read."""
    shown = ["" if _LEADERS.search(line) else line.translate(_LIGATURES).rstrip() for line in map(str.rstrip, lines)]
    for region in _regions(shown, _SPLITS if len(lines) < _FAR else 0):
        yield from _region(region)


def joined(first: Paragraph, second: Paragraph) -> Paragraph | None:
    """One paragraph that a column or page has parted; None where they are two."""
    if first.position is not None and first.position is not Position.LIST:
        return None
    if second.position is not None or _ENDED.search(first.words) or not second.words[:1].islower():
        return None
    return Paragraph(_hyphenated(first.words, second.words), first.position)


def _hyphenated(line: str, following: str) -> str:
    """Two lines as one; a word that was parted at the end of the first is one again."""
    return line[:-1] + following if _PARTED.search(line) and following[:1].islower() else f"{line} {following}"


def _regions(lines: list[str], splits: int) -> Iterator[list[str]]:
    """The stretches of a page that are read from top to bottom, columns parted so many times at most."""
    plain: list[str] = []
    at = 0
    while at < len(lines):
        band = _band(lines, at) if splits else None
        if band is None:
            plain.append(lines[at])
            at += 1
            continue
        left, right, end = band
        begun = len(plain)
        while begun and plain[begun - 1].strip() and (len(plain[begun - 1]) <= right and not _GAP.search(plain[begun - 1])):
            begun -= 1  # the other column begins further down
        above, beside = plain[:begun], [*plain[begun:], *lines[at:end]]
        if any(line.strip() for line in above):
            yield above
        yield from _regions([line[:left].rstrip() for line in beside], splits - 1)
        yield from _regions([line[right:] for line in beside], splits - 1)
        plain, at = [], end
    if any(line.strip() for line in plain):
        yield plain


def _band(lines: list[str], at: int) -> tuple[int, int, int] | None:
    """Two columns of copy that begin at a line: where the gap between them begins and ends, and the line behind them."""
    best: tuple[int, int, int] | None = None
    for gap in list(_GAP.finditer(lines[at], 0, _FAR))[:8]:
        low, high, end, blank = *gap.span(), at + 1, 0
        sides: list[tuple[str, str]] = [(lines[at][:low], lines[at][high:])]
        for number in range(at + 1, min(len(lines), at + _REACH)):
            line = lines[number]
            if not line.strip():
                blank += 1
                if blank > _BLANKS:
                    break
                continue
            narrowed = _narrowed(line, low, high)
            if narrowed is None:
                break
            low, high = narrowed
            blank, end = 0, number + 1
            sides.append((line[:low].strip(), line[high:].strip()))
        both = sum(bool(a and b) for a, b in sides)
        if both >= _BOTH and _is_copy([a for a, _ in sides]) and _is_copy([b for _, b in sides]) and (best is None or end > best[2]):
            best = (low, high, end)
    return best


def _narrowed(line: str, low: int, high: int) -> tuple[int, int] | None:
    """What a line leaves of a gap: the widest stretch of blanks in it."""
    gaps = [(0, len(line) - len(line.lstrip())), *(gap.span() for gap in re.finditer(r" {2,}", line.rstrip())), (len(line.rstrip()), _FAR)]
    found = [(min(high, b) - max(low, a), max(low, a), min(high, b)) for a, b in gaps]
    width, start, end = max(found)
    return (start, end) if width >= 2 else None


def _is_copy(lines: list[str]) -> bool:
    filled = [line for line in lines if line.strip()]
    return bool(filled) and fmean(len(line.split()) for line in filled) >= _WORDS


def _region(lines: list[str]) -> Iterator[Paragraph]:
    """The paragraphs of a stretch that is read from top to bottom."""
    filled = [(number, line) for number, line in enumerate(lines) if line.strip()]
    steps = Counter(b[0] - a[0] for a, b in pairwise(filled))
    usual = max(steps, key=lambda step: (steps[step], -step), default=1)  # two where the lines stand apart
    left = Counter(len(line) - len(line.lstrip()) for _, line in filled).most_common(1)[0][0]
    width = max(len(line) for _, line in filled)
    rows = {a[0] for a, b in pairwise(filled) if _GAP.search(a[1]) and _GAP.search(b[1])}
    rows |= {b[0] for a, b in pairwise(filled) if a[0] in rows and _GAP.search(b[1])}
    held: Paragraph | None = None
    last, before = -1, ""
    for number, line in filled:
        words = " ".join(line.split())
        item = _ITEM.match(words)
        indented = len(line) - len(line.lstrip()) >= left + 2 and len(before) - len(before.lstrip()) < left + 2
        short = bool(_ENDED.search(before)) and len(before) < width * 0.75
        if number in rows:
            if held:
                yield held
            held = Paragraph("\t".join(part.strip() for part in _GAP.split(line.strip())), Position.TABLE)
        elif held is None or number - last > usual or item or short or held.position is Position.TABLE or (indented and held.position is None):
            if held:
                yield held
            held = Paragraph(words[item.end() :], Position.LIST) if item else Paragraph(words)
        else:
            held = Paragraph(_hyphenated(held.words, words), held.position)
        last, before = number, line
    if held:
        yield held
