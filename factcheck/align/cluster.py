"""Average-link clustering with cannot-links: deterministic, independent of the order of the sources, no chaining of strangers."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from math import inf


def cluster(
    size: int, scores: Mapping[tuple[int, int], float], cannot_link: Iterable[tuple[int, int]], link_at: float, missing: float, met: float = inf
) -> list[list[int]]:
    """Group ``range(size)``: join the two groups with the highest mean score while it is at least ``link_at``.

    Args:
        size: how many things there are to group.
        scores: weights of compared pairs ``a < b``.
        cannot_link: pairs that must never share a group; groups inherit them.
        link_at: the least mean score of a merge.
        missing: what a pair counts that was never compared.
        met: how many others a thing was compared with at most. Of two groups no more pairs are missing than these could have made.

    Returns:
        Sorted groups of sorted members. Ties fall to the groups that come first.
    """
    members: dict[int, list[int]] = {i: [i] for i in range(size)}
    links: dict[int, dict[int, tuple[float, int]]] = {i: {} for i in range(size)}  # other group -> sum, compared pairs
    walls: dict[int, set[int]] = {i: set() for i in range(size)}
    for a, b in cannot_link:
        walls[a].add(b)
        walls[b].add(a)
    heap = []
    for (a, b), score in scores.items():
        links[a][b] = links[b][a] = (score, 1)
        mean = _mean((score, 1), members[a], members[b], missing, met)
        if mean >= link_at and b not in walls[a]:
            heap.append((-mean, a, b))
    heapq.heapify(heap)
    while heap:
        minus, a, b = heapq.heappop(heap)
        if a not in members or b not in members or b in walls[a] or _mean(links[a].get(b), members[a], members[b], missing, met) != -minus:
            continue
        _merge(a, b, members, links, walls)
        for other in links[a]:
            if other not in walls[a]:
                mean = _mean(links[a][other], members[a], members[other], missing, met)
                if mean >= link_at:
                    heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return sorted(sorted(group) for group in members.values())


def _mean(link: tuple[float, int] | None, a: list[int], b: list[int], missing: float, met: float) -> float:
    total, compared = link or (0.0, 0)
    pairs = max(compared, min(len(a) * len(b), met * min(len(a), len(b))))
    return round((total + missing * (pairs - compared)) / pairs, 6)


def _merge(a: int, b: int, members: dict[int, list[int]], links: dict[int, dict[int, tuple[float, int]]], walls: dict[int, set[int]]) -> None:
    """Fold group ``b`` into ``a`` (``a < b``): members, sums of scores, walls."""
    members[a] += members.pop(b)
    for other, (total, pairs) in links.pop(b).items():
        del links[other][b]
        if other == a:
            continue
        own = links[a].get(other, (0.0, 0))
        links[a][other] = links[other][a] = (own[0] + total, own[1] + pairs)
    for other in walls.pop(b):
        walls[other].discard(b)
        walls[other].add(a)
        walls[a].add(other)
