"""What texts set apart in so many words: a rise and a fall, two countries, two days, passengers and passengers with crew, two values."""

from __future__ import annotations

import math

from factcheck.align.comparisons.aspect import MANY, Aspect, Pair, overlap, told
from factcheck.align.comparisons.subset import among
from factcheck.align.records.record import Context, Entry
from factcheck.align.records.values import equal
from factcheck.model import Role
from factcheck.tables.contrasts import opposed_verbs


def _trend(pair: Pair) -> str:
    if not pair.x.trend or not pair.y.trend:
        return "opposed" if opposite_doings(pair) else "none"
    return "same" if pair.x.trend == pair.y.trend else "opposed"


def opposite_doings(pair: Pair) -> bool:
    """Whether the two verbs say opposite things of what is counted: 43 percent support it, 51 percent oppose it."""
    x, y, verbs = pair.x, pair.y, opposed_verbs()
    mine, theirs = verbs.get(x.predicate), verbs.get(y.predicate)
    if mine is None or theirs is None or mine == theirs or mine[0] != theirs[0]:
        return False
    return _denied(x) == _denied(y)  # who does not oppose it may support it


def _denied(entry: Entry) -> bool:
    return entry.figure.predicate is not None and entry.figure.predicate.negated


def _besides(pair: Pair) -> str:
    x, y = pair.x.besides, pair.y.besides
    return "none" if not x and not y else "same" if x == y else "differs"


def _told_too(pair: Pair) -> str:
    """Whether the source of one prints the value of the other too, so that both are meant."""
    values, x, y = pair.story.context.values, pair.x, pair.y
    both = ((y.group, y.low, y.high) in values[x.source], (x.group, x.low, x.high) in values[y.source])
    return "both" if all(both) else "one" if any(both) else "neither"


def _extent(pair: Pair) -> str:
    """The level by the ways in which both are lengths; a thing that either source gives one such length only has no other."""
    x, y = pair.x, pair.y
    if _way(x) and _way(x) == _way(y):
        return "same_thing" if _only_length(pair) else "same" if x.extent and y.extent else "none"
    if two_extents(pair) or ("distance" in (x.noun, y.noun) and bool(_way(x)) != bool(_way(y))):
        return "differs"  # or how far away it is
    return told(x.extent, y.extent)


def _way(entry: Entry) -> str:
    return entry.extent or entry.by_thing


def two_extents(pair: Pair) -> bool:
    """Whether one is how high something is and the other how wide."""
    x, y = _way(pair.x), _way(pair.y)
    return bool(x and y) and x != y


def _only_length(pair: Pair) -> bool:
    """Whether both are a length of one thing, of which neither source gives another."""
    x, y = pair.x, pair.y
    if x.source == y.source or not _one_thing(pair, x, y) or (x.subject_named and y.subject_named and x.subject.isdisjoint(y.subject)):
        return False
    given = [(own, pair.story.lengths.get((own.source, _way(own)), ())) for own in (x, y)]
    return all(len(others) <= MANY and all(equal(e, own) or not _one_thing(pair, e, own) for e in others) for own, others in given)


def _one_thing(pair: Pair, x: Entry, y: Entry) -> bool:
    """Whether two lengths may be of one thing, by its noun; "height: 171 feet" alone may be that of anything."""
    return bool(x.noun and y.noun) and (x.noun == y.noun or pair.story.relation("noun", x.noun, y.noun) == "synonym")


def _sum(pair: Pair) -> str:
    """Whether one is what the other makes with a neighbour of its sentence: a total against one of its parts."""
    return "part" if _makes(pair, pair.x, pair.y) or _makes(pair, pair.y, pair.x) else "none"


def _makes(pair: Pair, part: Entry, whole: Entry) -> bool:
    context = pair.story.context
    rest = whole.low - part.low
    if rest <= 0 or part.low <= 0 or part.line == whole.line:
        return False
    first = context.entries[whole.index - 1] if whole.index else whole  # "three of the 12 hostages were freed", "nine are still held"
    if first.line == whole.line and first.role == "part" and first.group == whole.group and abs(first.low - rest) < _EQUAL * whole.low:
        return True
    figures = context.lines[part.line].figures
    if len(figures) == 1:  # alone in its sentence, as most are
        return False
    others = (context.entries[k] for k in figures)
    fitting = (o for o in others if o is not part and o.group == part.group and abs(o.low - rest) < _EQUAL * whole.low)
    return any(not _apart(pair, part, o) for o in fitting)


def _apart(pair: Pair, part: Entry, other: Entry) -> bool:
    """Whether a neighbour is not to be added to a count: some of those, or the whole that it is a part of."""
    return other.figure.role is Role.WHOLE or _of_those(pair.story.context, part, other) or _listed_of_those(pair, part, other)


def _listed_of_those(pair: Pair, whole: Entry, some: Entry) -> bool:
    """Whether a count stands in a list of which "among them" opens the first: "nine counts, among them seven of fraud and two of theft"."""
    entries, first = pair.story.context.entries, whole.index + 1
    while first <= some.index and entries[first].figure.role is Role.WHOLE:
        first += 1
    if first > some.index or not among(pair, entries[first]):
        return False
    return math.fsum(e.low for e in entries[first : some.index + 1] if e.figure.role is not Role.WHOLE) <= whole.low


def _of_those(context: Context, whole: Entry, some: Entry) -> bool:
    """Whether one count behind another is of some of those: "three people, a nurse and two porters"; they are no neighbours to be added."""
    figure = whole.figure
    listed = figure.after[figure.own : figure.own + 1] == (",",) and some.index == whole.index + 1 and some.low < whole.low
    return listed and bool(some.noun and whole.noun) and context.words.is_narrower(some.noun, whole.noun)


def makes_total(pair: Pair) -> bool:
    """Whether one is a part of which its sentence gives the rest, told in one breath, and the other the total of the same thing."""
    return _parts(pair, pair.x, pair.y) or _parts(pair, pair.y, pair.x)


def _parts(pair: Pair, part: Entry, whole: Entry) -> bool:
    if part.line == whole.line or part.noun != whole.noun or not part.noun or whole.low <= _FEW or part.floor != part.ceiling:
        return False
    context = pair.story.context
    figures = context.lines[part.line].figures
    if len(figures) == 1:
        return False
    others = [context.entries[k] for k in figures]
    rest = [o for o in others if o is not part and o.group == part.group and o.noun in ("", part.noun) and o.predicate in ("", part.predicate)]
    return any(o.low > 0 and abs(o.low + part.low - whole.low) < _EQUAL * whole.low for o in rest)


_FEW = 5  # totals up to this are sums of other numbers by chance
_EQUAL = 1e-9
TREND = Aspect("trend", ("same", "opposed", "none"), _trend, lambda e: {1: "rises", -1: "falls"}.get(e.trend, ""))
COUNTRY = Aspect(
    "country", ("same", "share", "differs", "one_missing", "none"), lambda p: overlap(p.x.countries, p.y.countries, "differs", "none"),
    lambda e: " ".join(sorted(e.countries)),
)  # fmt: skip
BESIDES = Aspect("besides", ("same", "differs", "none"), _besides, lambda e: e.besides)
DAY = Aspect("day", ("same", "differs", "one_missing", "none"), lambda p: told(p.x.day, p.y.day), lambda e: e.day)
PERIOD = Aspect("period", ("same", "differs", "one_missing", "none"), lambda p: told(p.x.period, p.y.period), lambda e: e.period)
EXTENT = Aspect("extent", ("same_thing", "same", "differs", "one_missing", "none"), _extent, lambda e: e.extent)
TOLD_TOO = Aspect("told_too", ("both", "one", "neither"), _told_too)
SUM = Aspect("sum", ("part", "none"), _sum)
