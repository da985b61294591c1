"""Two numbers that have changed places between two texts: "nine dead and 23 hurt" here, "nine hurt and 23 dead" there.

What each number is given to tells it, and all four have to say it: of one thing said apart by one text alone, ``exchanged`` asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice, takewhile

from factcheck.align.records.record import Entry, Statement
from factcheck.align.records.values import equal

Mark = frozenset[str]
_SHARED = frozenset(("", "shot", "ill"))  # fates that one may have beside another: who was shot may be dead
_REACH = 8  # numbers from one to the other that it may have changed places with, in text order
_MOST = 64  # pairs that one is held against: in a long table of equal numbers what changed places stands near
_NEAR = 1  # sentences between two numbers that a text gives to two


def crosswise(statements: Sequence[Statement], pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """The pairs of equal figures that are crossed with another such pair of the same two texts."""
    spoken = [s.entry for s in statements]
    alike: dict[tuple[int, int, str, str], list[tuple[int, int]]] = {}
    for pair in pairs:
        first, second = sorted(pair, key=lambda i: spoken[i].source)
        x, y = spoken[first], spoken[second]
        if x.source != y.source and (x.group, x.sort) == (y.group, y.sort) and x.sort != "age" and equal(x, y):
            alike.setdefault((x.source, y.source, x.group, x.sort), []).append((first, second))
    found: set[tuple[int, int]] = set()
    for equals in alike.values():
        equals.sort()
        for n, one in enumerate(equals):
            for other in takewhile(partial(_within_reach, one), islice(equals, n + 1, n + 1 + _MOST)):
                x, y, u, v = (spoken[i] for i in (*one, *other))
                if not equal(x, u) and _beside(x, u) and _beside(y, v) and _crossed(x, u, y, v):
                    found.update((min(pair), max(pair)) for pair in (one, other))
    return found


def _within_reach(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] - one[0] <= _REACH


def _beside(a: Entry, b: Entry) -> bool:
    return abs(a.line - b.line) <= _NEAR


def _crossed(x: Entry, u: Entry, y: Entry, v: Entry) -> bool:
    """Whether one text gives ``x`` to A and ``u`` to B, the other ``y``, equal to ``x``, to B and ``v`` to A."""
    return any(
        all(marks) and marks[0].isdisjoint(marks[1]) and _goes(marks[0], marks[3], marks[2]) and _goes(marks[1], marks[2], marks[3])
        for marks in zip(*map(_marks, (x, u, y, v)), strict=True)
    )


def _goes(mine: Mark, with_: Mark, against: Mark) -> bool:
    return not mine.isdisjoint(with_) and mine.isdisjoint(against)


def _marks(e: Entry) -> Iterator[Mark]:
    """What a figure is given to, by each of the ways in which a text may say it; an empty one says nothing."""
    yield frozenset((e.fate,) if e.fate not in _SHARED else ())
    yield frozenset(f"{group} {member}" for group, member in e.members.items())
    yield frozenset((e.stance.side,) if e.stance is not None else ())
    yield frozenset((str(e.trend),) if e.trend else ())
    yield e.subject
    yield e.owner
    yield e.place
