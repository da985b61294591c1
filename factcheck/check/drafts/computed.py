"""What a draft works out from its sources: a lead, a total, a percentage, "one in three".

Two numbers and a third that they happen to make are chance more often than not. So a sum counts only where the sources' figures belong together (one
source, one unit, one noun or neighbouring sentences), where the draft says what it works out (a word beside its number such as "lead", or its being
a share), and where it speaks of both: it tells them near its number, or is about the same by its words. Figures are taken as printed, and the result
has to round to what the draft prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from factcheck.check.arithmetic.sums import addable, runs
from factcheck.check.drafts.made import Sum
from factcheck.check.drafts.match import (
    base,
    cued,
    giving,
    moved,
    neighbours,
    of_sources,
    one_unit,
    points_of_percent,
    said_together,
    words_in_common,
)
from factcheck.check.drafts.operands import BOTH, around, beside_in_source, giver, in_one_sentence, noun_of, one_noun, pairs, sureness, tells
from factcheck.check.index import StoryIndex, once
from factcheck.model import Figure, Hedge, Kind, Modality, Role
from factcheck.quantity.comparable import Comparable, makes
from factcheck.quantity.digits import digits, surely_mistaken
from factcheck.quantity.wording import number, percent, rounded
from factcheck.tables.drafts import load_drafts

_HUNDRED = Decimal(100)
_FEW = 6  # sums among which a slip is none by chance
_AMOUNTS = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
_PARTED = (*_AMOUNTS, Kind.DURATION)  # what is told as a share, or as so many times another


def computed(index: StoryIndex, mine: Comparable) -> Sum | None:
    """The first of the sums that the sources allow and that gives a draft's number; None where none does, or another sum must be meant."""
    found = list(sums(index, mine, wide=True))
    meant = {number(s.value): s for s in found if s.sure == BOTH}
    return next((s for s in (meant.values() if len(meant) == 1 else found) if makes(mine, s.value, index.tolerances)), None)


def missed(index: StoryIndex, mine: Comparable) -> Sum | None:
    """The sum that a draft's number misses: by a slip of the pen, or because no other sum can be meant; None where that is not known."""
    found = list({number(s.value): s for s in sorted(sums(index, mine, wide=False), key=lambda s: s.sure)}.values())
    slips = [s for s in found if surely_mistaken(mine.low, s.value)]
    if len(slips) == 1 and len(found) <= _FEW:  # of many sums one is a slip away by chance
        return slips[0]
    best = [s for s in found if s.sure == max(f.sure for f in found)]
    if len(best) != 1 or not best[0].sure:
        return None
    return best[0] if _within_reach(mine.low, best[0].value) else None


def _within_reach(told: Decimal, made: Decimal) -> bool:
    """Whether a sum is of the order of what is told: one that is not was never meant, as three wings are no 250,000 visits."""
    small, large = sorted((abs(told), abs(made)))
    return large <= small * load_drafts().reach


def sums(index: StoryIndex, mine: Comparable, wide: bool) -> Iterator[Sum]:
    """All sums that the sources allow and the draft's wording asks for, the plainest first; ``wide`` also those that can only support."""
    if mine.figure.quantity.is_range or mine.figure.hedge is Hedge.VAGUE or mine.figure.quantity.dimension == "magnitude":
        return
    for sort in _SORTS:
        yield from sort(index, mine, wide)


def _differences(index: StoryIndex, mine: Comparable, wide: bool) -> Iterator[Sum]:
    """Yield "1,640 − 168 = 1,472" for a lead, a rise, what is left."""
    if not moved(mine.figure, wide) or mine.figure.quantity.kind is Kind.SHARE:
        return
    points = points_of_percent(mine.figure)
    for a, b in pairs(index, mine, lambda r: r.key == "ratio" if points or mine.key == "ratio" else one_unit(mine, r), wide):
        large, small = (a, b) if a.low >= b.low else (b, a)
        if large.low == small.low:
            continue
        if mine.figure.quantity.unit and not points and base(mine) not in (base(a), base(b)):
            continue  # numbers that print no unit are not all of them days
        scale = _HUNDRED if large.key == "ratio" else Decimal(1)
        x, y = large.low * scale, small.low * scale
        value = large.low - small.low if mine.key == "ratio" else x - y  # "0.4 points" are counted as they are printed
        told = _named(mine.figure) * sureness(index, mine, a, b)
        yield Sum(value, f"{number(x)} − {number(y)} = {number(x - y)}", (large.figure.id, small.figure.id), told)


def _series(index: StoryIndex, mine: Comparable, wide: bool) -> Iterator[Sum]:
    """Yield the total of a whole list: "19 + 16 + 10 + 5 = 50" seats."""
    if mine.figure.quantity.kind not in _AMOUNTS or mine.figure.quantity.per:
        return
    for run in _lists(index):
        if base(index.comparables[run[0].id]) == base(mine) and one_noun(mine.figure, run[0]):
            yield _total([index.comparables[f.id] for f in run])


@once
def _lists(index: StoryIndex) -> tuple[tuple[Figure, ...], ...]:
    """The series of the sources that count one thing, each whole."""
    least = load_drafts().series
    found = [run for i, e in index.extractions.items() if i != index.draft for run in runs(index, e.figures)]
    return tuple(dict.fromkeys(r for r in found if len(r) >= least and len({noun_of(f) for f in r}) == 1 and noun_of(r[0])))


def _together(index: StoryIndex, mine: Comparable, wide: bool) -> Iterator[Sum]:
    """Yield "40,000 + 20,000 = 60,000" where the draft adds up, or tells both parts in one sentence."""
    if mine.figure.quantity.kind not in _AMOUNTS:
        return
    asked = cued(mine.figure, load_drafts().together)
    for a, b in pairs(index, mine, lambda r: base(r) == base(mine), wide):
        if addable(index, a.figure) and addable(index, b.figure) and (asked or all(tells(index, mine, r, back=0) for r in (a, b))):
            yield _total([a, b])
    fine = len(digits(mine.figure.quantity.low)) >= load_drafts().fine  # such a number is seldom a sum by chance
    for a, b in _side_by_side(index) if wide else ():
        like = base(a) == base(mine) and {a.figure.quantity.per, b.figure.quantity.per} <= {"", mine.figure.quantity.per}
        least = max if fine or said_together(index, mine.figure) else min
        if like and least(words_in_common(index, mine.figure, r.figure) for r in (a, b)) >= load_drafts().other_at:
            yield _total([a, b])


@once
def _side_by_side(index: StoryIndex) -> tuple[tuple[Comparable, Comparable], ...]:
    """Neighbours of one sentence and unit that can be added: "31 million people in Oravia and 12 million in Settland"."""
    found = [(a, b) for a, b in pairwise(of_sources(index)) if in_one_sentence(a.figure, b.figure) and base(a) == base(b)]
    return tuple(pair for pair in found if all(addable(index, r.figure) or _so_much_a_day(r.figure) for r in pair))


def _so_much_a_day(figure: Figure) -> bool:
    """Whether a figure is an amount per something, which can be added to others per the same: "water 41 cents and heat 34 cents a day"."""
    q = figure.quantity
    return q.kind in _AMOUNTS and bool(q.per) and figure.role is Role.PLAIN and figure.hedge is Hedge.EXACT and figure.modality is not Modality.DENIED


@once
def _groups(index: StoryIndex) -> tuple[tuple[Comparable, Comparable], ...]:
    """Numbers of groups with what is in each: "six teams of six"."""
    return tuple((a, b) for a, b in pairwise(of_sources(index)) if _so_many_of(a.figure, b.figure) and base(a) == base(b))


def _total(parts: Sequence[Comparable]) -> Sum:
    value = sum((r.low for r in parts), Decimal(0))
    return Sum(value, f"{' + '.join(number(r.low) for r in parts)} = {number(value)}", tuple(r.figure.id for r in parts))


def _shares(index: StoryIndex, mine: Comparable, wide: bool) -> Iterator[Sum]:
    """Yield "36,170 / 113,000 = 32 %" for a share of a whole, and the rest of it; a change in percent; twice as many."""
    if mine.key not in ("ratio", "multiple") or points_of_percent(mine.figure):
        return
    change = moved(mine.figure, wide)
    for a, b in pairs(index, mine, lambda r: r.figure.quantity.kind in _PARTED, wide):
        small, large = (a, b) if a.low <= b.low else (b, a)
        if small.low > 0 and small.low != large.low:
            told = all(tells(index, mine, r) for r in (a, b))
            yield from _quotients(mine, small, large, change, told)


def _quotients(mine: Comparable, small: Comparable, large: Comparable, change: bool, told: bool) -> Iterator[Sum]:
    pair = (small.figure.id, large.figure.id)
    low, high = (number(r.low / r.factor if small.factor == large.factor else r.low) for r in (small, large))  # as both texts print it
    shown, turned = f"{low} / {high}", f"{high} / {low}"
    share, times = small.low / large.low, large.low / small.low
    if mine.key == "multiple":
        yield Sum(times, f"{turned} = {number(rounded(times, 1))}", pair)
        return
    part, rest = Sum(share, f"{shown} = {percent(share)}", pair), Sum(1 - share, f"1 − {shown} = {percent(1 - share)}", pair)
    first, second = (rest, part) if change else (part, rest)
    yield first
    if told and mine.figure.role is not Role.CHANGE:  # "two thirds less" is no two thirds
        yield second
    if change:
        yield Sum(times - 1, f"{turned} − 1 = {percent(times - 1)}", pair)


def _rest(index: StoryIndex, mine: Comparable, wide: bool) -> Iterator[Sum]:
    """Yield the rest of a hundred percent: one in four waited longer, where 74.8 percent did not."""
    if mine.key != "ratio" or points_of_percent(mine.figure):
        return
    for r in of_sources(index):
        if r.key == "ratio" and 0 < r.low < 1 and words_in_common(index, mine.figure, r.figure) >= load_drafts().rest_at:
            yield Sum(1 - r.low, f"100 − {number(r.low * _HUNDRED)} = {number((1 - r.low) * _HUNDRED)} %", (r.figure.id,))


def _apiece(index: StoryIndex, mine: Comparable, wide: bool) -> Iterator[Sum]:
    """Yield "88 million / 51,200 = 1,719" for so much a head, where the draft tells both numbers."""
    if not (mine.figure.quantity.per or cued(mine.figure, load_drafts().apiece)):
        return
    near = neighbours(index, mine)
    for told in (t for t in near if base(t) == base(mine)):
        for by in (t for t in near if t is not told and t.figure.quantity.kind is Kind.COUNT and t.low > 1):
            a, b = (next(iter(giving(index, t)), None) for t in (told, by))
            if a is not None and b is not None and b.low > 0:
                text = f"{number(a.low)} / {number(b.low)} = {number(rounded(a.low / b.low, 1))}"
                yield Sum(a.low / b.low, text, (a.figure.id, b.figure.id))


def _products(index: StoryIndex, mine: Comparable, wide: bool) -> Iterator[Sum]:
    """Yield "31 % of 126,000 = 39,060", where the draft tells both around, or one, and its source the other right beside it; "six teams of six"."""
    if not wide or mine.figure.quantity.kind not in _AMOUNTS:
        return
    for part, whole in _shares_of(index, mine):
        value = part.low * whole.low
        if makes(mine, value, index.tolerances):  # of the many that do not nothing is asked
            yield Sum(value, f"{percent(part.low)} of {number(whole.low)} = {number(value)}", (part.figure.id, whole.figure.id))
    yield from _so_many_apiece(index, mine)
    for a, b in _groups(index):
        if base(a) == base(mine) and words_in_common(index, mine.figure, a.figure) >= load_drafts().other_at:
            yield Sum(a.low * b.low, f"{number(a.low)} × {number(b.low)} = {number(a.low * b.low)}", (a.figure.id, b.figure.id))


def _so_many_apiece(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """Yield "3 × 15,000 = 45,000" where the draft tells both in the sentence of their product: "three on bail of €15,000 each, €45,000 in all"."""
    told = [r for t in neighbours(index, mine, 0) if (r := giver(index, t)) is not None]
    for a in (r for r in told if r.figure.quantity.kind is Kind.COUNT and r.low > 1):
        for b in (r for r in told if r is not a and base(r) == base(mine) and cued(r.figure, load_drafts().apiece)):
            yield Sum(a.low * b.low, f"{number(a.low)} × {number(b.low)} = {number(a.low * b.low)}", (a.figure.id, b.figure.id))


def _shares_of(index: StoryIndex, mine: Comparable) -> Iterator[tuple[Comparable, Comparable]]:
    """Each share of the sources with each amount in the draft's unit that it may be of: both told around, or one of them with its neighbour."""
    told = dict.fromkeys(r for t in around(index, mine) if (r := giver(index, t)) is not None)
    shares = [r for r in told if _is_share(r)]
    for a in told:
        for b in (*(told if _is_share(a) else shares), *beside_in_source(index, a)):
            for part, whole in ((a, b), (b, a)):
                if _is_share(part) and whole.low > 0 and not whole.figure.quantity.is_range and one_unit(mine, whole):
                    yield part, whole


def _is_share(r: Comparable) -> bool:
    """Whether a figure can be a share of something: more than nothing, less than all, and one number."""
    return base(r) == "ratio" and 0 < r.low < 1 and not r.figure.quantity.is_range


def _so_many_of(a: Figure, b: Figure) -> bool:
    """Whether one number counts groups and the next what is in each: "six teams of six"."""
    counts = a.quantity.kind is b.quantity.kind is Kind.COUNT
    return counts and in_one_sentence(a, b) and len(b.before) == _GROUP and b.before[-1].lower() == "of" and not a.quantity.is_range


_GROUP = 2  # words between such numbers: their noun, and "of"


_SORTS: tuple[Callable[[StoryIndex, Comparable, bool], Iterator[Sum]], ...] = (
    _differences, _series, _together, _shares, _rest, _apiece, _products,
)  # fmt: skip


def _named(figure: Figure) -> bool:
    """Whether nothing but the difference of two numbers can be meant: "rose by", "3 points higher", "72 fewer", "a lead of"."""
    behind = {w.lower() for w in figure.after[figure.own : figure.own + 1]}
    return figure.role is Role.CHANGE or not load_drafts().apart.isdisjoint(behind) or cued(figure, load_drafts().gap)
