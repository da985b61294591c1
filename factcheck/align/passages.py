"""Passages that one source prints twice, word for word: their figures are doubles and count once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from factcheck.align.records.record import Context, Line
from factcheck.model import Passage, Span

_SENTENCES = 2  # a single repeated sentence may be a pull quote or a caption


def find_passages(context: Context, least_words: int) -> tuple[Passage, ...]:
    """Return the maximal runs of at least two sentences (or ``least_words`` words) that a source repeats, in story order."""
    by_source: dict[int, list[Line]] = defaultdict(list)
    for line in context.lines:
        by_source[line.source].append(line)
    found: list[Passage] = []
    for source in sorted(by_source):
        found += _of_source(context, by_source[source], least_words)
    return tuple(found)


def _of_source(context: Context, lines: Sequence[Line], least_words: int) -> list[Passage]:
    first_seen: dict[str, int] = {}
    double_of: dict[int, int] = {}
    for place, line in enumerate(lines):
        if len(line.shape) < 4:
            continue
        if line.text_key in first_seen:
            double_of[place] = first_seen[line.text_key]
        first_seen[line.text_key] = place  # the nearest print before, so that a third print doubles the second
    passages = []
    place = 0
    while place < len(lines):
        if place not in double_of:
            place += 1
            continue
        length = _run(lines, double_of[place], place)
        words = sum(len(lines[place + k].shape) for k in range(length))
        if words >= least_words and (length >= _SENTENCES or words >= 2 * least_words):
            passages.append(_passage(context, lines, double_of[place], place, length))
        place += length
    return passages


def _run(lines: Sequence[Line], first: int, second: int) -> int:
    """How many sentences from ``first`` on are printed again from ``second`` on; the two runs never overlap."""
    length = 0
    while first + length < second and second + length < len(lines) and lines[first + length].text_key == lines[second + length].text_key:
        length += 1
    return max(length, 1)


def _passage(context: Context, lines: Sequence[Line], first: int, second: int, length: int) -> Passage:
    pairs = []
    for k in range(length):
        a, b = lines[first + k], lines[second + k]
        pairs += [(context.entries[i].figure.id, context.entries[j].figure.id) for i, j in zip(a.figures, b.figures, strict=False)]
    source = context.extractions[lines[first].source].source.id
    last = length - 1
    return Passage(source, Span(lines[first].start, lines[first + last].end), Span(lines[second].start, lines[second + last].end), tuple(pairs))
