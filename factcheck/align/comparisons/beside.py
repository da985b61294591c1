"""Whether the two sentences agree on another figure: a list of which one number is another tells of the same things as the rest of it."""

from __future__ import annotations

from factcheck.align.comparisons.aspect import Aspect, Pair
from factcheck.align.comparisons.subset import whole_of
from factcheck.align.records.record import Context, Entry
from factcheck.align.records.values import equal, small
from factcheck.model import Role
from factcheck.tables.time import time_table

Printed = tuple[str, float, float, str]


def _beside(pair: Pair) -> str:
    x, y = pair.x, pair.y
    if x.line == y.line:
        return "none"
    shared = _of_line(pair, x.line) & _of_line(pair, y.line)
    if not shared or shared <= {_key(x), _key(y)}:
        return "agreed" if _one_whole(pair) else "none"
    if _one_move(pair):
        return "agreed_end"
    return "agreed_noun" if x.noun and x.noun == y.noun else "agreed"


def _one_whole(pair: Pair) -> bool:
    """Whether both are parts of wholes that are as large, and no larger than chance makes equal: "nine of 12 counts", "11 of the 12 charges"."""
    x, y = whole_of(pair, pair.x), whole_of(pair, pair.y)
    return x is not None and y is not None and (x.low, x.high) == (y.low, y.high)


_ENDS = (Role.PREVIOUS, Role.CURRENT)  # of a move: "fell from 20 to 10"


def _one_move(pair: Pair) -> bool:
    """Whether both end a move whose other ends are equal: "from 20 to 10", "10, down from 25". "38 in 2015" may be another's."""
    x, y = _move(pair, pair.x), _move(pair, pair.y)
    if x is None or y is None or x != y:
        return False
    if x[0] is Role.CURRENT:
        return True
    times = [named(e) for e in (pair.x, pair.y)]
    dated = [any(w.isdecimal() for w in t) for t in times]
    return not times[0].isdisjoint(times[1]) if all(times) else not any(dated)


def before_and_after(pair: Pair) -> bool:
    """Whether one is what a move set out from and the other what it came to: the 20 of "from 20 to 10" beside "fell to 12"."""
    ends = {pair.x.figure.role: pair.x, pair.y.figure.role: pair.y}
    if ends.keys() != {Role.PREVIOUS, Role.CURRENT} or equal(pair.x, pair.y):
        return False
    return _move(pair, ends[Role.PREVIOUS]) is not None


def _move(pair: Pair, entry: Entry) -> tuple[Role, Printed] | None:
    """Which end of a move an entry is, and what the move began with, or went to."""
    entries = pair.story.context.entries
    near = {e.index: e for k in pair.story.context.lines[entry.line].figures if (e := entries[k]).group == entry.group}
    role, behind = entry.figure.role, near.get(entry.index + 1)
    if role is Role.PLAIN and behind is not None and behind.figure.role is Role.PREVIOUS:
        return Role.CURRENT, _key(behind)  # "14 seats, up from eight"
    if role not in _ENDS:
        return None
    found = {_key(e) for e in near.values() if e.figure.role is _ENDS[role is Role.PREVIOUS]}
    before = near.get(entry.index - 1)
    if not found and role is Role.PREVIOUS and before is not None and before.figure.role is Role.PLAIN:
        found = {_key(before)}
    return (role, found.pop()) if len(found) == 1 else None


def named(entry: Entry) -> frozenset[str]:
    """The units, months, days and years by which its time is named: "year" of "last year" and of "a year earlier"."""
    table = time_table()
    words = (entry.figure.time or "").lower().replace(".", " ").split()
    return frozenset(w for w in words if w in table.units or w in table.months or w in table.weekdays or w in table.periods or w.isdecimal())


def _of_line(pair: Pair, line: int) -> frozenset[Printed]:
    known = pair.story.printed
    found = known.get(line)
    if found is None:
        found = known[line] = _read(pair.story.context, line)
    return found


def _read(context: Context, line: int) -> frozenset[Printed]:
    entries = (context.entries[k] for k in context.lines[line].figures)
    return frozenset(_key(e) for e in entries if e.noun or e.group != "count" or e.high > small())


def _key(entry: Entry) -> Printed:
    """What a figure prints; small counts are equal by chance, so they must be of one noun."""
    return entry.group, entry.low, entry.high, entry.noun if entry.group == "count" and entry.high <= small() else ""


BESIDE = Aspect("beside", ("agreed_end", "agreed_noun", "agreed", "none"), _beside)
