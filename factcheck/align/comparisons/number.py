"""What two different numbers may be to each other: one rounds the other, an end of its range, near enough for "about", a word for so many."""

from __future__ import annotations

from factcheck.align.comparisons.aspect import Aspect, Pair
from factcheck.align.records.record import Entry
from factcheck.align.records.values import equal, ratio, small
from factcheck.model import Hedge

_ABOUT = 1.12  # factor within which "about" may mean the other


def _differ(pair: Pair) -> bool:
    return not equal(pair.x, pair.y)


def _rounds(pair: Pair) -> str:
    """Whether one lies within half a last digit of the other, the coarser: 4.2 million, 4,213,000."""
    if not _differ(pair) or (pair.x.group == "count" and max(pair.x.step, pair.y.step) <= 1):
        return "none"
    coarse, fine = (pair.x, pair.y) if pair.x.step >= pair.y.step else (pair.y, pair.x)
    return "rounds" if coarse.step > fine.step and abs(coarse.low - fine.low) <= coarse.step / 2 < abs(coarse.low) / 2 else "none"


def _about(pair: Pair) -> str:
    hedged = Hedge.ABOUT in (pair.x.figure.hedge, pair.y.figure.hedge)
    return "near" if hedged and _differ(pair) and ratio(pair.x, pair.y) <= _ABOUT else "none"


def _end(pair: Pair) -> str:
    """A range against a number that is one of its ends: "two to six years", "up to six years"."""
    ranges = [e.low != e.high for e in (pair.x, pair.y)]
    if ranges[0] == ranges[1]:
        return "none"
    wide, one = (pair.x, pair.y) if ranges[0] else (pair.y, pair.x)
    return "shared" if one.low in (wide.low, wide.high) else "none"


def _vague(pair: Pair) -> str:
    vague = [e.figure.hedge is Hedge.VAGUE for e in (pair.x, pair.y)]
    if vague[0] == vague[1]:
        return "none"
    words, number = (pair.x, pair.y) if vague[0] else (pair.y, pair.x)
    return "inside" if words.low <= number.low <= words.high else "outside"


def _small(pair: Pair) -> str:
    if pair.x.group != "count" or not _differ(pair):
        return "none"
    small = sum(_is_small(e) for e in (pair.x, pair.y))
    return "both" if small == 2 else "one" if small else "none"


def _is_small(entry: Entry) -> bool:
    return entry.high <= small()


ROUNDS = Aspect("rounds", ("rounds", "none"), _rounds)
ABOUT = Aspect("about", ("near", "none"), _about)
END = Aspect("range_end", ("shared", "none"), _end)
VAGUE = Aspect("vague", ("inside", "outside", "none"), _vague)
SMALL = Aspect("small", ("both", "one", "none"), _small)
