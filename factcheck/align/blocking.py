"""Which statements are compared at all: those that share a block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.align.records.record import Statement

_WINDOW_WORDS = 4  # rarest words of a window that open a block
_BLOCK_LIMIT = 120  # in a crowd, a block larger than this says nothing and is cut to neighbours in value


def candidates(statements: Sequence[Statement], crowd: int, limit: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of statement indices ``a < b`` worth comparing, each once, sorted.

    Up to ``crowd`` statements in a group every pair of the group is a candidate. Above it, each statement meets at most ``limit`` others: those
    that share most with it of noun, predicate, value and rare words of the window.
    """
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.entry.group].append(statement)
    for name in sorted(groups):
        group = groups[name]
        if len(group) <= crowd:
            for i, a in enumerate(group):
                for b in group[i + 1 :]:
                    yield a.index, b.index
        else:
            yield from _crowded(group, limit)


def _crowded(group: Sequence[Statement], limit: int) -> Iterator[tuple[int, int]]:
    """Near-linear choice of pairs: every statement keeps the ``limit`` others with which it shares the most block weight."""
    blocks: dict[tuple[str, object], list[int]] = defaultdict(list)
    keys: list[list[tuple[str, object]]] = []
    for position, statement in enumerate(group):
        own = _keys(statement)
        keys.append(own)
        for key in own:
            blocks[key].append(position)
    pairs: set[tuple[int, int]] = set()
    for position, own in enumerate(keys):
        weight: dict[int, float] = defaultdict(float)
        for key in own:
            block = blocks[key]
            shared = 1.0 / len(block) ** 0.5
            for other in _near(block, position):
                weight[other] += shared
        weight.pop(position, None)
        best = sorted(weight, key=lambda other: (-weight[other], abs(other - position), other))[:limit]
        pairs.update((min(position, other), max(position, other)) for other in best)
    for a, b in sorted(pairs):
        yield group[a].index, group[b].index


def _near(block: Sequence[int], position: int) -> Sequence[int]:
    """The block, cut to the neighbours of one position where it is too large to say anything."""
    if len(block) <= _BLOCK_LIMIT:
        return block
    # Spread over the whole block, so that the two ends of a long list of sources still meet.
    stride = len(block) / _BLOCK_LIMIT
    offset = position % max(1, int(stride))
    return [block[min(len(block) - 1, int(k * stride) + offset)] for k in range(_BLOCK_LIMIT)]


def _keys(statement: Statement) -> list[tuple[str, object]]:
    entry = statement.entry
    keys: list[tuple[str, object]] = [("value", (entry.low, entry.high))]
    if entry.noun:
        keys.append(("noun", entry.noun))
    if entry.predicate:
        keys.append(("predicate", entry.predicate))
    if entry.noun and entry.predicate:
        keys.append(("both", (entry.noun, entry.predicate)))
    rare = sorted(entry.window, key=lambda s: (-entry.window[s], s))[:_WINDOW_WORDS]
    keys.extend(("word", s) for s in rare)
    return keys
