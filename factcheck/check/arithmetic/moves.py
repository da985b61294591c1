"""What a move says of itself: "rose 2 points, or 0.2 percent, to 2,478", "to $43 million from $35 million, a gain of $8 million"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.check.arithmetic.equation import Equation, misses, quotient, room
from factcheck.check.index import StoryIndex, words_of
from factcheck.model import Figure, Hedge, Interval, Kind, Modality, Role
from factcheck.quantity.interval import LOWER, UPPER, printed, scaled
from factcheck.quantity.wording import number, rounded

_HUNDRED, _ONE = Decimal(100), Decimal(1)
_AMOUNTS = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
_WAYS = ("down", "up")
_TO = frozenset(("to", "at"))
_LINK, _BEFORE = 6, 6  # words between a change and its percentage or its end; words before it in which its verb stands
_SHORT, _LONG = Decimal("0.85"), Decimal("1.3")  # of the printed multiple: what "doubled" may be by the numbers
_JUST_SHORT = Decimal("0.97")  # the same of "more than doubled"


def moves(index: StoryIndex, up: frozenset[str], down: frozenset[str]) -> Iterator[Equation]:
    """Yield the changes of one sentence whose amount, percentage and end do not go together."""
    for extraction in index.story.extractions:
        for trio in zip(extraction.figures, extraction.figures[1:], extraction.figures[2:], strict=False):
            if (
                len({f.sentence for f in trio}) == 1
                and not {f.id for f in trio} & index.doubles
                and Modality.DENIED not in {f.modality for f in trio}
            ):
                yield from _in_percent(index, *trio, up, down)
                yield from _gained(index, *trio)
                yield from _multiplied(index, *trio)


def _in_percent(index: StoryIndex, one: Figure, two: Figure, end: Figure, up: frozenset[str], down: frozenset[str]) -> Iterator[Equation]:
    """Hold an amount and its percentage to the end of the move: "rose 2 points, or 0.2 percent, to 2,478"; the first two in either order."""
    amount, share = (one, two) if two.quantity.kind is Kind.PERCENT else (two, one)
    joined = words_of(one.after)[-1:] == ("or",) and len(one.after) <= _LINK
    if not joined or share.quantity.kind is not Kind.PERCENT or "point" in share.quantity.unit or amount.quantity.kind not in _AMOUNTS:
        return
    behind = words_of(two.after)
    x, z = index.comparables[amount.id], index.comparables[end.id]
    if behind[-1:] == () or behind[-1] not in _TO or len(behind) > _LINK or x.key.partition("/")[0] != z.key.partition("/")[0]:
        return
    if any(f.hedge in (*LOWER, *UPPER) for f in (amount, share, end)) or x.low <= 0 or z.low <= x.low:
        return
    said = [w for w in index.lead_in(one)[-_BEFORE:] if w in up or w in down]
    if not said:
        return
    moved, level = (scaled(printed(r.figure), r.factor) for r in (x, z))
    moved = Interval(moved.low, _end(moved, 1) + amount.quantity.step * x.factor / 2)  # desks cut 14.9 points to 14
    sign = _ONE if said[-1] in up else -_ONE
    low, high = sorted(_end(level, which) - sign * _end(moved, other) for which, other in ((0, 1), (1, 0)))
    before = Interval(low, high)
    made = quotient(moved, before)
    given = room(index.comparables[share.id], index.tolerances.about)
    if made is None or not misses(made, given):
        return
    start = z.low - sign * x.low
    moved_by = f"{'+' if sign > 0 else '-'}{number(rounded(x.low / start * _HUNDRED, 2))} %"
    text = f"from {number(start / z.factor)} to {number(z.low / z.factor)} is {moved_by}, not {number(share.quantity.low)} % {_WAYS[sign > 0]}"
    yield Equation("change", (share.id,), (amount.id, end.id), text)


def _end(interval: Interval, which: int) -> Decimal:
    """One end of a bounded interval: 0 the low one, 1 the high one."""
    end = (interval.low, interval.high)[which]
    assert end is not None
    return end


def _gained(index: StoryIndex, one: Figure, two: Figure, gain: Figure) -> Iterator[Equation]:
    """Hold a gain to the two values before it: "to $43.2 billion from $34.7 billion the day before, a gain of $8.05 billion"."""
    pair = {one.role: one, two.role: two}
    old, new = pair.get(Role.PREVIOUS), pair.get(Role.CURRENT)
    link = words_of(two.after)
    if old is None or new is None or link[-1:] != ("of",) or not index.vocabulary.changes & set(link[-3:-1]):
        return
    readings = [index.comparables[f.id] for f in (old, new, gain)]
    if len({r.key for r in readings}) > 1 or any(f.quantity.kind not in _AMOUNTS or f.hedge in (*LOWER, *UPPER) for f in (old, new, gain)):
        return
    about = index.tolerances.about
    before, after, given = (room(r, about) for r in readings)
    low, high = sorted((abs(_end(after, 0) - _end(before, 1)), abs(_end(after, 1) - _end(before, 0))))
    if misses(Interval(low, high), given):
        apart = abs(readings[1].low - readings[0].low) / readings[0].factor
        text = f"from {old.surface} to {new.surface} is {number(apart)}, not {gain.surface}"
        yield Equation("difference", (gain.id,), (old.id, new.id), text)


def _multiplied(index: StoryIndex, multiple: Figure, one: Figure, two: Figure) -> Iterator[Equation]:
    """Hold a multiple to the two values behind it: "more than doubled to $40 million from $25 million"."""
    pair = {one.role: one, two.role: two}
    old, new = pair.get(Role.PREVIOUS), pair.get(Role.CURRENT)
    times = multiple.quantity.low
    if multiple.quantity.kind is not Kind.MULTIPLE or times < 2 or multiple.quantity.is_range or old is None or new is None:
        return
    x, y = index.comparables[old.id], index.comparables[new.id]
    if x.key != y.key or x.low <= 0 or any(f.hedge in (*LOWER, *UPPER) for f in (old, new)) or len(multiple.after) > _LINK:
        return
    ratio = y.low / x.low
    least = times * (_JUST_SHORT if multiple.hedge is Hedge.MORE_THAN else _SHORT)
    if least <= ratio <= (times + 1 if multiple.hedge is Hedge.MORE_THAN else times * _LONG):
        return
    text = f"from {old.surface} to {new.surface} is {number(rounded(ratio, 2))} times as much, not “{multiple.surface}”"
    yield Equation("change", (multiple.id,), (old.id, new.id), text)
