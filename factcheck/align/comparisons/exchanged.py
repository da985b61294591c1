"""A number that a text gives to somebody else, while it gives another number to whom this one is said of: "Bo won 23", "Ann won 23 and Bo 32".

Equal values outweigh whatever else two figures have; but where one text sets the two apart, the number has come to stand with the wrong one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.align.records.persons import same_name
from factcheck.align.records.record import Entry, Statement
from factcheck.align.records.values import equal

Thing = tuple[str, str, str]  # group, sort and noun
Levels = Mapping[tuple[int, int], Sequence[str]]  # of each compared pair, the keys ``aspect/level`` that ask nothing of values

# What may tell two figures apart that count one thing, each with the levels on which the right one stands.
_APART = {
    "whose/differs_named": ("whose/same",),
    "whose/age_differs": ("whose/age_full_name", "whose/age_name"),
    "owner/contrasted": ("owner/same_close", "owner/same"),
    "place/contrasted": ("place/same",),
}
NOTHING: Thing = ("", "", "")
_OF_AGES = frozenset(("whose/age_differs",))  # whose an age is says its person, and nothing else
_ONE_DOING = frozenset(("exact", "exact_rare", "exact_common", "both_missing"))


def exchanged(statements: Sequence[Statement], levels: Levels) -> set[tuple[int, int]]:
    """The pairs of equal figures that are of two, by what one of their texts says."""
    spoken = [s.entry for s in statements]
    doubtful = [(pair, keys) for pair, keys in levels.items() if not _APART.keys().isdisjoint(keys) and _equal_counts(*(spoken[i] for i in pair))]
    if not doubtful:
        return set()
    things = [_thing(e) for e in spoken]
    compared = _of_one_thing(levels, spoken, things)
    printed: dict[tuple[int, Thing, float, float], list[Entry]] = {}
    for e, thing in zip(spoken, things, strict=True):
        printed.setdefault((e.source, thing, e.low, e.high), []).append(e)

    def other_is_meant(x: int, y: int, wanted: Sequence[Sequence[str]]) -> bool:
        """Whether the text of ``y`` gives another number where ``x`` is meant, and the text of ``x`` does not give that one, too."""
        mine = spoken[x]
        for other in compared[x, spoken[y].source]:
            right = spoken[other]
            if equal(right, mine) or right.role != mine.role or not _is_right(levels[min(x, other), max(x, other)], wanted, mine.sort == "age"):
                continue
            if not any(_of_one(e, mine, wanted) for e in printed.get((mine.source, things[x], right.low, right.high), ())):
                return True
        return False

    found = set()
    for pair, keys in doubtful:
        aged = spoken[pair[0]].sort == "age"
        wanted = [right for apart, right in _APART.items() if apart in keys and (apart in _OF_AGES) == aged]
        if wanted and any(other_is_meant(x, y, wanted) for x, y in (pair, pair[::-1])):
            found.add(pair)
    return found


def _of_one_thing(levels: Levels, spoken: Sequence[Entry], things: Sequence[Thing]) -> dict[tuple[int, int], list[int]]:
    """What each statement was compared with that counts the same thing, by the source of that."""
    compared: dict[tuple[int, int], list[int]] = {}
    for pair in levels:
        for x, y in (pair, pair[::-1]):
            if things[y] == things[x]:
                compared.setdefault((x, spoken[y].source), []).append(y)
    return compared


def _equal_counts(x: Entry, y: Entry) -> bool:
    """Whether two figures print one number of one thing by its name."""
    return x.source != y.source and equal(x, y) and _thing(x) == _thing(y) != NOTHING


def _thing(e: Entry) -> Thing:
    """What a figure counts: ages, or by its noun; shares and amounts need none."""
    if e.sort == "age":
        return (e.group, e.sort, "")
    return (e.group, e.sort, e.noun) if e.noun or e.group in ("ratio", "money") else NOTHING


def _of_one(x: Entry, y: Entry, wanted: Sequence[Sequence[str]]) -> bool:
    """Whether nothing of what tells the equal pair apart tells these two apart; who says nothing of it may mean the same."""
    if x.sort == "age":
        return same_name(x.person.name, y.person.name)
    has = {"whose": (x.subject, y.subject), "owner": (x.owner, y.owner), "place": (x.place, y.place)}
    return all(not a or not a.isdisjoint(b) for a, b in (has[right[0].partition("/")[0]] for right in wanted))


def _is_right(keys: Sequence[str], wanted: Sequence[Sequence[str]], aged: bool) -> bool:
    """Whether a pair agrees in all that tells the equal one apart, and in what is done; people of an age may do many things."""
    if any(set(right).isdisjoint(keys) for right in wanted):
        return False
    return aged or next((key.partition("/")[2] for key in keys if key.startswith("predicate_")), "") in _ONE_DOING
