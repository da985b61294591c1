"""Which statements are compared at all: those that share a block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.align.records.record import Statement

_WINDOW_WORDS = 4  # rarest words of a window that open a block
_MIX, _WORD = 0x9E3779B1, 0xFFFFFFFF  # Knuth's multiplicative hash, 32 bits of it
_BLOCK_LIMIT = 120  # in a crowd, a block larger than this says nothing and is cut to neighbours in value


def candidates(statements: Sequence[Statement], crowd: int, meets: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of statement indices ``a < b`` worth comparing, each once, sorted.

    Up to ``crowd`` statements in a group every pair of the group is a candidate. Above it, each statement meets a few others: those that share
    most with it of noun, predicate, value and rare words of the window. There are as many pairs as in the largest group that is no crowd, until
    each statement would meet fewer than ``meets``.
    """
    for group in groups_of(statements).values():
        limit = limit_of(len(group), crowd, meets)
        if limit is None:
            for i, a in enumerate(group):
                for b in group[i + 1 :]:
                    yield a.index, b.index
        else:
            yield from _crowded(group, limit)


def groups_of(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """The statements by what they measure, sorted by its name: nothing is compared across these groups.

    Cells of tables are found by their row and column (``cells``) and compared with nothing here.
    """
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in (s for s in statements if not s.entry.figure.is_cell):
        groups[statement.entry.group].append(statement)
    return dict(sorted(groups.items()))


def limit_of(size: int, crowd: int, meets: int) -> int | None:
    """With how many others each statement of a group is compared; None: with all."""
    return None if size <= crowd else max(meets, crowd * crowd // (2 * size))


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
        best = sorted(weight, key=lambda other: (-weight[other], spread(position, other), other))[:limit]
        pairs.update((min(position, other), max(position, other)) for other in best)
    for a, b in sorted(pairs):
        yield group[a].index, group[b].index


def spread(position: int, other: int) -> int:
    """An order among equals that looks random and is the same for ever: who met only his neighbours in the list would make chains of small facts."""
    return (min(position, other) * _MIX + max(position, other)) * _MIX & _WORD


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
