"""Whether the two sentences agree on another figure: a list of which one number is another tells of the same things as the rest of it."""

from __future__ import annotations

from factcheck.align.comparisons.aspect import Aspect, Pair
from factcheck.align.comparisons.subset import whole_of
from factcheck.align.records.record import Context, Entry
from factcheck.align.records.values import small
from factcheck.model import Role

Printed = tuple[str, float, float, str]


def _beside(pair: Pair) -> str:
    x, y = pair.x, pair.y
    if x.line == y.line:
        return "none"
    shared = _of_line(pair, x.line) & _of_line(pair, y.line)
    if not shared or shared <= {_key(x), _key(y)}:
        return "agreed" if _one_whole(pair) else "none"
    if x.figure.role is y.figure.role and x.figure.role in _ENDS and _other_end(pair, x) == _other_end(pair, y) is not None:
        return "agreed_end"
    return "agreed_noun" if x.noun and x.noun == y.noun else "agreed"


def _one_whole(pair: Pair) -> bool:
    """Whether both are parts of wholes that are as large, and no larger than chance makes equal: "nine of 12 counts", "11 of the 12 charges"."""
    x, y = whole_of(pair, pair.x), whole_of(pair, pair.y)
    return x is not None and y is not None and (x.low, x.high) == (y.low, y.high)


_ENDS = (Role.PREVIOUS, Role.CURRENT)  # of a move: "fell from 20 to 10"


def _other_end(pair: Pair, entry: Entry) -> Printed | None:
    """What the move that an entry ends began with, or went to."""
    other = _ENDS[entry.figure.role is Role.PREVIOUS]
    found = {_key(e) for k in pair.story.context.lines[entry.line].figures if (e := pair.story.context.entries[k]).figure.role is other}
    return found.pop() if len(found) == 1 else None


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
