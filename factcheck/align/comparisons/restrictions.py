"""What restricts a figure: whose it is, where and when it holds, what part it plays, whether it has come to pass."""

from __future__ import annotations

from factcheck.align.comparisons.aspect import Aspect, Pair, overlap
from factcheck.align.comparisons.subset import rivals
from factcheck.align.records.record import Entry


def _place(pair: Pair) -> str:
    x, y = pair.x.place, pair.y.place
    return "contrasted" if (x, y) in pair.story.context.place_contrasts else overlap(x, y, "differs", "none")


def _owner(pair: Pair) -> str:
    x, y = pair.x, pair.y
    if not x.owner or not y.owner:
        return "one_missing" if x.owner or y.owner else "both_missing"
    if x.owner <= x.place and y.owner <= y.place:
        return "both_missing"  # the place says it already
    close = "_close" if x.close and y.close else ""
    if x.owner.isdisjoint(y.owner):
        return "contrasted" if (x.owner, y.owner) in pair.story.context.owner_contrasts else f"differs{close}"
    return f"same{close}"


def _anchor(pair: Pair) -> str:
    x, y = pair.x.anchor, pair.y.anchor
    if not x or not y:
        return "one_missing" if x or y else "none"
    return "differs" if x.isdisjoint(y) else "same"


def _time(pair: Pair) -> str:
    x, y = pair.x, pair.y
    if x.time and y.time:
        return "same" if x.time.startswith(y.time) or y.time.startswith(x.time) else "differs"
    if x.month and y.month and x.month != y.month:
        return "differs"
    if not x.time and not y.time:
        return "none"
    dated, other = (x, y) if x.time else (y, x)
    return "past" if other.years and dated.time[:4] not in other.years else "one_missing"


def other_time(x: Entry, y: Entry) -> bool:
    """Whether both name a year, or a month without a day, and not the same; or one is of a year with which the other is compared."""
    if x.time and y.time:
        return x.time[:4] != y.time[:4]
    if x.time[:4] in y.compared or y.time[:4] in x.compared:
        return True
    return bool(x.month and y.month and x.month != y.month)


def _role(pair: Pair) -> str:
    x, y = pair.x, pair.y
    if x.trend * y.trend < 0 and "change" in (x.role, y.role):
        return "opposite"
    if x.role == y.role or rivals(pair):
        return "same"
    for role in ("change", "previous", "part", "further", "limit"):
        if role in (x.role, y.role):
            return f"{role}_differs"
    return "same"


def _per(pair: Pair) -> str:
    x, y = pair.x.per, pair.y.per
    if not x or not y:
        return "none" if x == y else "one_missing"
    return "same" if x == y else "differs"


def _words(found: frozenset[str]) -> str:
    return " ".join(sorted(found))


def _part(entry: Entry) -> str:
    return "" if entry.role == "plain" else entry.role


NAMES = Aspect(
    "names", ("same", "share", "disjoint", "one_missing", "both_missing"),
    lambda pair: overlap(pair.x.names, pair.y.names, "disjoint", "both_missing"), lambda e: _words(e.names),
)  # fmt: skip
OWNER = Aspect(
    "owner", ("same_close", "same", "differs", "differs_close", "contrasted", "one_missing", "both_missing"), _owner, lambda e: _words(e.owner)
)
ANCHOR = Aspect("anchor", ("same", "differs", "one_missing", "none"), _anchor, lambda e: _words(e.anchor))
PLACE = Aspect("place", ("same", "share", "differs", "contrasted", "one_missing", "none"), _place, lambda e: _words(e.place))
TIME = Aspect("time", ("same", "differs", "past", "one_missing", "none"), _time, lambda e: e.time)
ROLE = Aspect("role", ("same", "opposite", "part_differs", "previous_differs", "change_differs", "further_differs", "limit_differs"), _role, _part)
MODALITY = Aspect("modality", ("same", "planned_differs"), lambda pair: "same" if pair.x.planned == pair.y.planned else "planned_differs")
PER = Aspect("per", ("same", "none", "one_missing", "differs"), _per, lambda e: e.per)
