"""Whether the numbers of a body make up one that it does not give itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from factcheck.quantity.comparable import Comparable

_MOST = 14  # figures of one sort whose sums are tried


def made_up(mine: Comparable, alike: Sequence[Comparable], together: bool = False) -> bool:
    """Whether two figures of the body make the number: sum, difference, the rest of a hundred percent. ``together``: in one sentence."""
    chosen = list({r.low: r for r in alike}.values())[:_MOST]
    room = mine.figure.quantity.step * mine.factor / 2
    for x, y in combinations(chosen, 2):
        if together and x.figure.sentence != y.figure.sentence:
            continue
        if abs(x.low + y.low - mine.low) <= room or abs(abs(x.low - y.low) - mine.low) <= room:
            return True
    return mine.key == "ratio" and any(abs(1 - r.low - mine.low) <= room for r in chosen)
