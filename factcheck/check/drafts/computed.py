"""What a draft works out from its sources: a lead, a total, a percentage, "one in three".

Two numbers and a third that they happen to make are chance more often than not. So a sum counts only where the sources' figures belong together (one
source, one unit, one noun or neighbouring sentences) and where the draft says what it works out: by a word beside its number ("lead", "more than"),
by its being a share, or by one of the two numbers in the same breath.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from factcheck.check.arithmetic.equation import quotient, room
from factcheck.check.arithmetic.sums import addable, runs
from factcheck.check.drafts.match import bare, base, gives, of_sources, words_in_common
from factcheck.check.index import StoryIndex, once, words_of
from factcheck.model import Figure, Hedge, Interval, Kind, Role
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.interval import combine, meet, printed, scaled
from factcheck.quantity.wording import number, percent, rounded
from factcheck.tables.drafts import load_drafts

_BEFORE, _AFTER = 7, 6  # words beside a number that say what it is
_POINTS = Decimal(100)
_OPERANDS = (Hedge.EXACT, Hedge.ABOUT)
_TIMES = 2  # a multiple is at least so much


@dataclass(frozen=True, slots=True)
class Sum:
    """What some figures of a source make: the values that it admits in the shared unit of ``key``, the value itself, spelled out, and from what.

    ``sure``: the draft tells one of the figures in the same sentence and names the difference, so that no other sum can be meant.
    """

    key: str
    value: Decimal
    admitted: Interval
    text: str
    figures: tuple[str, ...]
    sure: bool = False


def computed(index: StoryIndex, mine: Comparable) -> Sum | None:
    """The first of the sums that the sources allow and that gives a draft's number; None where none does."""
    return next((s for s in sums(index, mine) if makes(mine, s)), None)


def makes(mine: Comparable, found: Sum) -> bool:
    """Whether a sum gives a draft's number, as far as its printing and its hedge go."""
    shown = mine.admitted
    if shown.low is not None and shown.high is not None and not mine.figure.quantity.is_range:
        digits = scaled(printed(mine.figure), mine.factor)
        assert digits.low is not None
        assert digits.high is not None
        shown = Interval(min(shown.low, digits.low), max(shown.high, digits.high))
    elif mine.figure.hedge is not Hedge.VAGUE:  # a bound is borne out near its end only
        end = mine.low
        if abs(found.value - end) > max(mine.figure.quantity.step * mine.factor, abs(end) * _NEAR_BOUND):
            return False
    return meet(shown, found.admitted)


_NEAR_BOUND = Decimal("0.25")


def sums(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """All sums that the sources allow and the draft's wording asks for, the plainest first."""
    if mine.figure.quantity.is_range or mine.figure.hedge is Hedge.VAGUE:
        return
    for sort in _SORTS:
        yield from sort(index, mine)


def _differences(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """Yield "1,640 − 168 = 1,472" for a lead, a rise, what is left."""
    cued = _cued(mine.figure, load_drafts().apart) or mine.figure.role in (Role.CHANGE, Role.FURTHER)
    if not cued or mine.figure.quantity.kind is Kind.SHARE:
        return
    points = mine.key == "points" or (mine.key == "ratio" and mine.figure.quantity.kind is Kind.PERCENT)
    key = "ratio" if points else base(mine)
    for a, b in _pairs(index, mine, key):
        yield from _difference(index, mine, a, b, "points" if mine.key == "points" else key)


def _difference(index: StoryIndex, mine: Comparable, a: Comparable, b: Comparable, key: str) -> Iterator[Sum]:
    large, small = (a, b) if a.low >= b.low else (b, a)
    x, y = _room(index, large), _room(index, small)
    if large.low == small.low or None in (x.low, x.high, y.low, y.high):
        return
    scale = _POINTS if key == "points" else Decimal(1)
    value = (large.low - small.low) * scale
    admitted = Interval((x.low - y.high) * scale, (x.high - y.low) * scale)  # type: ignore[operator]
    shown = (large.low * _POINTS, small.low * _POINTS, (large.low - small.low) * _POINTS) if key in ("points", "ratio") else (
        large.low, small.low, value)  # fmt: skip
    text = f"{number(shown[0])} − {number(shown[1])} = {number(shown[2])}"
    yield Sum(key, value, admitted, text, (large.figure.id, small.figure.id), _told(index, mine, large, small, both=False))


def _series(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """Yield the total of a whole list: "19 + 16 + 10 + 5 = 50" seats."""
    least = load_drafts().series
    if mine.figure.quantity.kind not in (Kind.COUNT, Kind.MONEY, Kind.MEASURE) or mine.figure.quantity.per:
        return
    for run in _lists(index):
        first = index.comparables[run[0].id]
        if base(first) != base(mine) or len(run) < least or not _one_noun(mine.figure, run[0]):
            continue
        yield _total(index, [index.comparables[f.id] for f in run], base(mine))


@once
def _lists(index: StoryIndex) -> tuple[tuple[Figure, ...], ...]:
    """The series of the sources that count one thing, each whole."""
    found = [run for i, e in index.extractions.items() if i != index.draft for run in runs(index, e.figures)]
    named = [r for r in found if len({f.noun.lemma.lower() if f.noun is not None else "" for f in r}) == 1 and r[0].noun is not None]
    return tuple(dict.fromkeys(named))


def _together(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """Yield "40,000 + 20,000 = 60,000" where the draft adds up, or tells both parts."""
    if mine.figure.quantity.kind not in (Kind.COUNT, Kind.MONEY, Kind.MEASURE):
        return
    cued = _cued(mine.figure, load_drafts().together)
    for a, b in _pairs(index, mine, base(mine)):
        if addable(index, a.figure) and addable(index, b.figure) and (cued or _told(index, mine, a, b, both=True)):
            yield _total(index, [a, b], base(mine))


def _total(index: StoryIndex, parts: Sequence[Comparable], key: str) -> Sum:
    value = sum((r.low for r in parts), Decimal(0))
    text = f"{' + '.join(number(r.low) for r in parts)} = {number(value)}"
    return Sum(key, value, combine([_room(index, r) for r in parts]), text, tuple(r.figure.id for r in parts))


def _shares(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """Yield "36,170 / 113,000 = 32 %" for a share of a whole, and the rest of it; a change in percent; twice as many."""
    if mine.key not in ("ratio", "multiple"):
        return
    change = mine.figure.role is Role.CHANGE or _cued(mine.figure, load_drafts().apart)
    for key in dict.fromkeys(base(r) for r in of_sources(index) if r.figure.quantity.kind in (Kind.COUNT, Kind.MONEY, Kind.MEASURE)):
        for a, b in _pairs(index, mine, key):
            small, large = (a, b) if a.low <= b.low else (b, a)
            if small.low > 0 and small.low != large.low:
                yield from _ratio(index, mine, small, large, change)


def _ratio(index: StoryIndex, mine: Comparable, small: Comparable, large: Comparable, change: bool) -> Iterator[Sum]:
    pair = (small.figure.id, large.figure.id)
    part = quotient(_room(index, small), _room(index, large))
    if part is None or part.low is None or part.high is None:
        return
    shown = f"{number(small.low)} / {number(large.low)}"
    share = small.low / large.low
    if mine.key == "multiple":
        times = large.low / small.low
        text = f"{number(large.low)} / {number(small.low)} = {number(rounded(times, 1))}"
        yield Sum("multiple", times, Interval(1 / part.high, 1 / part.low), text, pair)
        return
    whole = index.figures[large.figure.id].role is not Role.PREVIOUS
    if not change and whole:
        yield Sum("ratio", share, part, f"{shown} = {percent(share)}", pair)
    if change or _told(index, mine, small, large, both=True):
        yield Sum("ratio", 1 - share, Interval(1 - part.high, 1 - part.low), f"1 − {shown} = {percent(1 - share)}", pair)
    if change:
        grown = large.low / small.low - 1
        yield Sum("ratio", grown, Interval(1 / part.high - 1, 1 / part.low - 1), f"{number(large.low)} / {number(small.low)} − 1 = {percent(grown)}", pair)


def _rest(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """Yield the rest of a hundred percent: one in four waited longer, where 74.8 percent did not."""
    if mine.key != "ratio":
        return
    for r in of_sources(index):
        if r.key == "ratio" and 0 < r.low < 1 and words_in_common(index, mine.figure, r.figure) >= load_drafts().stated_at:
            x = _room(index, r)
            if x.low is not None and x.high is not None:
                yield Sum("ratio", 1 - r.low, Interval(1 - x.high, 1 - x.low), f"100 − {number(r.low * _POINTS)} = {number((1 - r.low) * _POINTS)} %", (r.figure.id,))  # fmt: skip


def _apiece(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """Yield "88 million / 51,200 = 1,719" for so much a head, where the draft tells both numbers."""
    if not (mine.figure.quantity.per or _cued(mine.figure, load_drafts().apiece)):
        return
    near = [t for t in _neighbours(index, mine) if t.figure.quantity.kind is Kind.COUNT and t.low > 1]
    for told in _neighbours(index, mine):
        for by in near:
            a, b = (next((r for r in of_sources(index) if gives(index, r, t)), None) for t in (told, by))
            if base(told) == base(mine) and told is not by and a is not None and b is not None:
                made = quotient(_room(index, a), _room(index, b))
                if made is not None:
                    value = a.low / b.low
                    text = f"{number(a.low)} / {number(b.low)} = {number(rounded(value, 1))}"
                    yield Sum(base(mine), value, made, text, (a.figure.id, b.figure.id))


_SORTS: tuple[Callable[[StoryIndex, Comparable], Iterator[Sum]], ...] = (_differences, _series, _together, _shares, _rest, _apiece)


def _pairs(index: StoryIndex, mine: Comparable, key: str) -> Iterator[tuple[Comparable, Comparable]]:
    """Figures of one source and unit that belong together and that the draft speaks of: it tells one of them beside, or both by their words."""
    table = load_drafts()
    by_source: dict[str, list[Comparable]] = {}
    for r in of_sources(index):
        if (base(r) == key or (bare(mine.figure) and key == "count" and base(r).startswith("money"))) and r.figure.hedge in _OPERANDS:
            by_source.setdefault(r.figure.source, []).append(r)
    for found in by_source.values():
        for a, b in combinations(found[: int(table.operands)], 2):
            if base(a) == base(b) and _belong(a.figure, b.figure) and _spoken_of(index, mine, a, b):
                yield a, b


def _belong(a: Figure, b: Figure) -> bool:
    """Whether two figures of a source stand near each other or count one thing."""
    one = a.noun is not None and b.noun is not None and a.noun.lemma.lower() == b.noun.lemma.lower()
    return one or abs(a.sentence - b.sentence) <= load_drafts().near


def _spoken_of(index: StoryIndex, mine: Comparable, a: Comparable, b: Comparable) -> bool:
    if _told(index, mine, a, b, both=False):
        return True
    return all(words_in_common(index, mine.figure, r.figure) >= load_drafts().stated_at for r in (a, b))


def _told(index: StoryIndex, mine: Comparable, a: Comparable, b: Comparable, *, both: bool) -> bool:
    """Whether the draft tells one of two figures, or both, near its number."""
    near = _neighbours(index, mine)
    told = [any(gives(index, r, t) and base(r) == base(t) for t in near) for r in (a, b)]
    return all(told) if both else any(told)


def _neighbours(index: StoryIndex, mine: Comparable) -> tuple[Comparable, ...]:
    """The other figures of the draft in the sentence of one, and in the sentence before it."""
    own = index.extractions[mine.figure.source].figures
    return tuple(index.comparables[f.id] for f in own if f is not mine.figure and 0 <= mine.figure.sentence - f.sentence <= 1)


def _one_noun(mine: Figure, other: Figure) -> bool:
    return mine.noun is not None and other.noun is not None and mine.noun.lemma.lower() == other.noun.lemma.lower()


def _room(index: StoryIndex, r: Comparable) -> Interval:
    return room(r, index.tolerances.about)


def _cued(figure: Figure, words: frozenset[str]) -> bool:
    """Whether one of some words stands beside a number, in its own part of the sentence."""
    near = (*words_of(figure.before)[-_BEFORE:], *words_of(figure.after)[:_AFTER])
    return not words.isdisjoint(near)
