"""The words around two figures, and near-copies of one sentence, number for number: a difference there is almost certainly an edit."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter

from factcheck.align.comparisons.aspect import Aspect, Pair, dot
from factcheck.align.records.record import Entry, Line
from factcheck.align.records.values import equal

_NEIGHBOURS = 3  # words on either side by which a number is known again


def _window(pair: Pair) -> str:
    cosine = dot(pair.x.window, pair.y.window)
    for level in ("strong", "good", "some", "weak"):
        if cosine >= pair.story.numbers[f"window_{level}"]:
            return level
    return "none"


def _sentence(pair: Pair) -> str:
    cosine = pair.story.cosine(pair.x.line, pair.y.line)
    for level in ("strong", "good", "weak"):
        if cosine >= pair.story.numbers[f"sentence_{level}"]:
            return level
    return "none"


def _aligned(pair: Pair) -> str:
    places = _places(pair, pair.x, pair.y)
    if places is None:
        return "not_copies"
    first, second = (pair.x, pair.y) if pair.x.line < pair.y.line else (pair.y, pair.x)
    return "same_place" if places.get(first.index) == second.index else "other_place"


def _places(pair: Pair, x: Entry, y: Entry) -> dict[int, int] | None:
    """The figures of two sentences, number for number, where the sentences are near-copies."""
    story = pair.story
    if x.line == y.line or story.cosine(x.line, y.line) < story.numbers["near_copy"]:
        return None
    key = (x.line, y.line) if x.line < y.line else (y.line, x.line)
    places = story.aligned_places.get(key)
    if places is None:
        lines = story.context.lines
        places = number_for_number(lines[key[0]], lines[key[1]], story.context.entries)
        story.aligned_places[key] = places
    return places


def items_of_a_list(pair: Pair) -> bool:
    """Whether one text prints a sentence twice, with other numbers throughout: packs of 500 grams for three dollars, of 750 grams for four."""
    if equal(pair.x, pair.y) or set(pair.a.sources).isdisjoint(pair.b.sources):
        return False
    entries = pair.story.context.entries
    told = [[entries[i] for i in statement.members] for statement in (pair.a, pair.b)]
    return any(_items(pair, x, y) for x in told[0] for y in told[1] if x.source == y.source)


def _items(pair: Pair, x: Entry, y: Entry) -> bool:
    places = _places(pair, x, y) or {}
    entries = pair.story.context.entries
    if places.get(x.index, places.get(y.index)) not in (x.index, y.index):
        return False
    return any(not equal(entries[a], entries[b]) for a, b in places.items() if {a, b}.isdisjoint((x.index, y.index)))


WINDOW = Aspect("window", ("strong", "good", "some", "weak", "none"), _window)
SENTENCE = Aspect("sentence", ("strong", "good", "weak", "none"), _sentence)
ALIGNED = Aspect("aligned", ("same_place", "other_place", "not_copies"), _aligned)


def number_for_number(first: Line, second: Line, entries: list[Entry]) -> dict[int, int]:
    """Match the figures of two near-copies in order: the pairing that shares the most words next to the numbers."""
    a, b = [entries[i] for i in first.figures], [entries[i] for i in second.figures]
    near_a, near_b = [_neighbours(e, first) for e in a], [_neighbours(e, second) for e in b]
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            gain = _likeness(a[i], b[j], near_a[i], near_b[j])
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + gain)
    matched, i, j = {}, 0, 0
    while i < len(a) and j < len(b):
        gain = _likeness(a[i], b[j], near_a[i], near_b[j])
        if gain and best[i][j] == best[i + 1][j + 1] + gain:
            matched[a[i].index] = b[j].index
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return matched


def _neighbours(entry: Entry, line: Line) -> frozenset[str]:
    behind = bisect_right(line.spans, entry.figure.start, key=itemgetter(1))  # words that end before the figure
    ahead = bisect_left(line.spans, entry.figure.end, key=itemgetter(0))
    before, after = line.shape[max(behind - _NEIGHBOURS, 0) : behind], line.shape[ahead : ahead + _NEIGHBOURS]
    return frozenset([*(f"<{word}" for word in before), *(f">{word}" for word in after)])


def _likeness(x: Entry, y: Entry, near_x: frozenset[str], near_y: frozenset[str]) -> float:
    if x.group != y.group or x.sort != y.sort:
        return 0.0
    shared = len(near_x & near_y)
    return shared + (0.5 if equal(x, y) else 0.0) if shared else 0.0
