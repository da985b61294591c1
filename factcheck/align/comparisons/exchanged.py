"""A number that a text gives to somebody else, while it gives another number to whom this one is said of: "Bo won 23", "Ann won 23 and Bo 32".

Equal values outweigh whatever else two figures have; but where one text sets the two apart, the number has come to stand with the wrong one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.align.records.persons import same_name
from factcheck.align.records.record import Entry, Statement
from factcheck.align.records.values import equal

Levels = Mapping[tuple[int, int], Sequence[str]]  # of each compared pair, the keys ``aspect/level`` that ask nothing of values

# What may tell two figures apart that count one thing, each with the levels on which the right one stands.
_APART = {
    "whose/differs_named": ("whose/same",),
    "whose/age_differs": ("whose/age_full_name", "whose/age_name"),
    "owner/contrasted": ("owner/same_close", "owner/same"),
    "place/contrasted": ("place/same",),
}
_OF_AGES = frozenset(("whose/age_differs",))  # whose an age is says its person, and nothing else
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
        aged = statements[a].entry.sort == "age"
        wanted = [right for apart, right in _APART.items() if apart in keys and (apart in _OF_AGES) == aged]
        if not wanted:
            continue
        for x, y in ((a, b), (b, a)):
            others = (i for i in compared[x] if i != y and _beside(statements, x, y, i))
            if any(_is_right(levels[min(x, i), max(x, i)], wanted, aged) for i in others):
                found.add((a, b))
    return found


def _equal_counts(statements: Sequence[Statement], pair: tuple[int, int]) -> bool:
    """Whether two figures print one number of one thing by its name."""
    x, y = (statements[i].entry for i in pair)
    return x.source != y.source and equal(x, y) and _one_thing(x, y)


def _one_thing(x: Entry, y: Entry) -> bool:
    """Whether two figures are of one sort and count one thing: ages, or by one noun; shares and amounts need none."""
    named = x.sort == "age" or (x.noun == y.noun and (x.noun != "" or x.group in ("ratio", "money")))
    return x.group == y.group and x.sort == y.sort and named


def _beside(statements: Sequence[Statement], x: int, y: int, other: int) -> bool:
    """Whether another figure of the text of ``y`` counts the same thing with another number, and the text of ``x`` does not have that number too."""
    mine, theirs, right = (statements[i].entry for i in (x, y, other))
    if right.source != theirs.source or equal(right, mine) or not _one_thing(right, mine) or right.role != mine.role:
        return False
    own = (s.entry for s in statements if s.entry.source == mine.source)
    return not any(_one_thing(e, right) and equal(e, right) and _of_one(e, mine) for e in own)


def _of_one(x: Entry, y: Entry) -> bool:
    return same_name(x.person.name, y.person.name) if x.sort == "age" else x.owner == y.owner


def _is_right(keys: Sequence[str], wanted: Sequence[Sequence[str]], aged: bool) -> bool:
    """Whether a pair agrees in all that tells the equal one apart, and in what is done; people of an age may do many things."""
    if aged:
        return all(not set(right).isdisjoint(keys) for right in wanted)
    doing = next((key.partition("/")[2] for key in keys if key.startswith("predicate_")), "")
    return doing in _ONE_DOING and all(not set(right).isdisjoint(keys) for right in wanted)
