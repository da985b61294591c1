"""Whether the other document prints exactly this value elsewhere: then each of two different values has its equal, and they are two facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from factcheck.align.records.record import Statement
from factcheck.align.records.values import equal

LEVELS = ("better", "worse", "none", "equal")

_MARGIN = 1.0  # match weight by which an equal elsewhere may fit worse and still be the better partner

Values = Mapping[tuple[int, str, float, float], Sequence[int]]  # witness, group and value → statements


def by_value(statements: Sequence[Statement]) -> Values:
    """The statements of each witness by their values."""
    found: dict[tuple[int, str, float, float], list[int]] = {}
    for s in statements:
        for witness in s.sources:
            found.setdefault((witness, s.entry.group, s.entry.low, s.entry.high), []).append(s.index)
    return found


def partner_level(
    statements: Sequence[Statement],
    pair: tuple[int, int],
    first: Mapping[tuple[int, int], float],
    values: Values,
    given_away: Set[tuple[int, int]] = frozenset(),
) -> str:
    """The level of a pair by the pass that asks nothing about values: an equal elsewhere that fits better, one that fits worse, or none.

    ``given_away`` are equal pairs that are of two (``exchanged``): a number that is given to somebody else has by nature its equal there.
    """
    a, b = pair
    x, y = statements[a].entry, statements[b].entry
    if equal(x, y):
        return "equal"
    own = first[pair]
    found = (*_rivals(statements, a, b, values), *_rivals(statements, b, a, values))
    rivals = [rival for i, j in found if (rival := (min(i, j), max(i, j))) not in given_away]
    if not rivals:
        return "none"
    best = max(first.get(rival, -99.0) for rival in rivals)
    return "better" if best >= own - _MARGIN else "worse"


def _rivals(statements: Sequence[Statement], own: int, other: int, values: Values) -> Iterable[tuple[int, int]]:
    """Pairs of ``own`` with statements of the other's witnesses that print its value."""
    entry = statements[own].entry
    for witness in statements[other].sources:
        for found in values.get((witness, entry.group, entry.low, entry.high), ()):
            if found not in (own, other):
                yield own, found
