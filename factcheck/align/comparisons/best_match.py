"""Which figures are each other's best match in another source, by all that can be said without their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.align.records.record import Statement

LEVELS = ("mutual_clear", "mutual", "one_sided", "close", "no", "same_source")
_WITNESSES = 6  # sources of an statement that are asked for a best match; more copies add nothing
_NONE = -99.0  # score of a second best match that there is not


def best_matches(
    statements: Sequence[Statement], scores: Mapping[tuple[int, int], float], walls: Mapping[tuple[int, int], str]
) -> dict[tuple[int, int], tuple[float, int, float]]:
    """For each statement and each other source: best score, best statement, second score; from the pass that asks nothing about values."""
    best: dict[tuple[int, int], tuple[float, int, float]] = {}
    for (a, b), score in scores.items():
        if (a, b) in walls:
            continue
        for own, other in ((a, b), (b, a)):
            for source in statements[other].sources[:_WITNESSES]:
                found = best.get((own, source))
                if found is None:
                    best[own, source] = (score, other, _NONE)
                elif (score, -other) > (found[0], -found[1]):
                    best[own, source] = (score, other, found[0])
                elif score > found[2]:
                    best[own, source] = (found[0], found[1], score)
    return best


def best_level(
    statements: Sequence[Statement],
    pair: tuple[int, int],
    score: float,
    best: Mapping[tuple[int, int], tuple[float, int, float]],
    numbers: Mapping[str, float],
) -> str:
    """Return the level for a pair with this score."""
    a, b = pair
    to_b = _standing(statements, a, b, score, best, numbers)
    to_a = _standing(statements, b, a, score, best, numbers)
    if to_a < 0 or to_b < 0:
        return "same_source"
    if to_a >= 2 and to_b >= 2:
        return "mutual_clear" if to_a == to_b == 3 else "mutual"
    if to_a >= 2 or to_b >= 2:
        return "one_sided"
    return "close" if to_a or to_b else "no"


def _standing(
    statements: Sequence[Statement],
    own: int,
    other: int,
    score: float,
    best: Mapping[tuple[int, int], tuple[float, int, float]],
    numbers: Mapping[str, float],
) -> int:
    """3 clearly the best of several matches in a source, 2 the best, 1 close to it, 0 not; -1 where both stand in the same sources only."""
    standing, margin, floor = -1, numbers["best_margin"], numbers["best_floor"]
    mine = statements[own].sources
    for source in statements[other].sources[:_WITNESSES]:
        if source in mine:
            continue
        found = best.get((own, source))
        if found is None:
            standing = max(standing, 0)
        elif found[1] == other and score >= floor:
            standing = max(standing, 3 if found[2] > _NONE and found[0] - found[2] >= margin else 2)
        else:
            standing = max(standing, 1 if score >= found[0] - margin else 0)
    return standing
