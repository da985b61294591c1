"""A number that a text gives to somebody else, while it gives another number to whom this one is said of: "Bo won 23", "Ann won 23 and Bo 32".

Equal values outweigh whatever else two figures have; but where one text sets the two apart, the number has come to stand with the wrong one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.align.records.record import Entry, Statement
from factcheck.align.records.values import equal

Levels = Mapping[tuple[int, int], Sequence[str]]  # of each compared pair, the keys ``aspect/level`` that ask nothing of values

# What may tell two figures apart that count one thing, each with the level on which the right one stands.
_APART = {"whose/differs_named": ("whose/same",), "owner/contrasted": ("owner/same_close", "owner/same"), "place/contrasted": ("place/same",)}
_ONE_DOING = frozenset(("exact", "exact_rare", "exact_common", "both_missing"))


def exchanged(statements: Sequence[Statement], levels: Levels) -> set[tuple[int, int]]:
    """The pairs of equal figures that are of two, by what one of their texts says."""
    doubtful = [(pair, keys) for pair, keys in levels.items() if not _APART.keys().isdisjoint(keys) and _equal_counts(statements, pair)]
    if not doubtful:
        return set()
    compared: dict[int, list[int]] = {}
    for a, b in levels:
        compared.setdefault(a, []).append(b)
        compared.setdefault(b, []).append(a)
    found = set()
    for (a, b), keys in doubtful:
        wanted = [right for apart, right in _APART.items() if apart in keys]
        for x, y in ((a, b), (b, a)):
            others = (i for i in compared[x] if i != y and _beside(statements, x, y, i))
            if any(_is_right(levels[min(x, i), max(x, i)], wanted) for i in others):
                found.add((a, b))
    return found


def _equal_counts(statements: Sequence[Statement], pair: tuple[int, int]) -> bool:
    """Whether two figures print one number of one thing by its name."""
    x, y = (statements[i].entry for i in pair)
    return x.source != y.source and equal(x, y) and _one_thing(x, y)


def _one_thing(x: Entry, y: Entry) -> bool:
    return x.group == y.group and x.sort == y.sort and x.noun == y.noun and bool(x.noun or x.group in ("ratio", "money"))


def _beside(statements: Sequence[Statement], x: int, y: int, other: int) -> bool:
    """Whether another figure of the text of ``y`` counts the same thing with another number, and the text of ``x`` does not have that number too."""
    mine, theirs, right = (statements[i].entry for i in (x, y, other))
    if right.source != theirs.source or equal(right, mine) or not _one_thing(right, mine) or right.role != mine.role:
        return False
    return not any(
        s.entry.source == mine.source and _one_thing(s.entry, right) and equal(s.entry, right) and s.entry.owner == mine.owner for s in statements
    )


def _is_right(keys: Sequence[str], wanted: Sequence[Sequence[str]]) -> bool:
    """Whether a pair agrees in all that tells the equal one apart, and in what is done."""
    doing = next((key.partition("/")[2] for key in keys if key.startswith("predicate_")), "")
    return doing in _ONE_DOING and all(not set(right).isdisjoint(keys) for right in wanted)
