"""Shares, changes and differences that a text states beside the numbers they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factcheck.check.arithmetic.equation import Equation, exact, misses, quotient, room
from factcheck.check.index import StoryIndex, words_of
from factcheck.model import Figure, Hedge, Interval, Kind, Modality, Role
from factcheck.quantity.digits import digits
from factcheck.quantity.interval import LOWER, UPPER
from factcheck.quantity.wording import number, rounded

_MARKS = ":;()"
_AMOUNTS = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
_GROWTH = (Decimal("0.2"), Decimal(5))  # beyond these two amounts are hardly before and after
_NEAR, _CROWD = 3, 24  # sentences between a share and its two amounts; amounts near a share that are tried
_ARTICLES = frozenset("a an".split())
_ZERO, _HUNDRED = Decimal(0), Decimal(100)


def words_between(a: Figure) -> list[str]:
    """Lower-case words and brackets between a figure and the next one of its sentence."""
    return list(words_of(a.after, _MARKS))


def changes(index: StoryIndex, up: frozenset[str], down: frozenset[str]) -> Iterator[Equation]:
    """Yield changes "from … to … in percent" that do not come out: previous value, current value and change in one sentence."""
    for extraction in index.story.extractions:
        figures = extraction.figures
        for i, previous in enumerate(figures):
            if previous.role is not Role.PREVIOUS or previous.id in index.doubles or previous.quantity.kind not in _AMOUNTS or not exact(previous):
                continue
            near = [f for f in figures[max(0, i - 4) : i + 3] if f.sentence == previous.sentence and f is not previous]
            change = _last_before(
                near, previous, lambda f: f.role is Role.CHANGE and f.quantity.kind is Kind.PERCENT and "point" not in f.quantity.unit
            )
            current = _current(index, near, previous, change)
            if change is not None and current is not None and change.hedge not in (*LOWER, *UPPER):
                yield from _change_held(index, previous, current, change, up, down)


def _last_before(near: Sequence[Figure], previous: Figure, wanted: object) -> Figure | None:
    assert callable(wanted)
    found = [f for f in near if f.start < previous.start and wanted(f)]
    return found[-1] if found else None


def _current(index: StoryIndex, near: Sequence[Figure], previous: Figure, change: Figure | None) -> Figure | None:
    """The value after the change: the one marked so, else the nearest amount of the same kind before the change."""
    key = index.comparables[previous.id].key.partition("/")[0]
    alike = [f for f in near if index.comparables[f.id].key.partition("/")[0] == key and exact(f) and f.role is not Role.CHANGE]
    marked = [f for f in alike if f.role is Role.CURRENT]
    if len(marked) == 1:
        return marked[0]
    before = [f for f in alike if f.role in (Role.PLAIN, Role.TOTAL) and change is not None and f.start < change.start]
    return before[-1] if before and not marked else None


def _change_held(
    index: StoryIndex, previous: Figure, current: Figure, change: Figure, up: frozenset[str], down: frozenset[str]
) -> Iterator[Equation]:  # fmt: skip
    about = index.tolerances.about
    now, then = room(index.comparables[current.id], about, previous), room(index.comparables[previous.id], about, current)
    ratio = quotient(now, then)
    if ratio is None or ratio.low is None or ratio.high is None or not _GROWTH[0] < ratio.low < _GROWTH[1]:
        return
    admitted = room(index.comparables[change.id], about)
    if admitted.low is None or admitted.high is None:
        return
    grown = Interval(ratio.low - 1, ratio.high - 1)
    shrunk = Interval(1 - ratio.high, 1 - ratio.low)
    direction = _direction(index, change, up, down)
    fits = {"up": not misses(grown, admitted), "down": not misses(shrunk, admitted)}
    if fits.get(direction, fits["up"] or fits["down"]):
        return
    real = (index.comparables[current.id].low / index.comparables[previous.id].low - 1) * _HUNDRED
    moved = f"{'+' if real > 0 else ''}{number(rounded(real, 1))} %"
    text = (
        f"from {number(previous.quantity.low)} to {number(current.quantity.low)} is {moved}, not {number(change.quantity.low)} % {direction}".rstrip()
    )
    yield Equation("change", (change.id,), (previous.id, current.id), text)


def _direction(index: StoryIndex, change: Figure, up: frozenset[str], down: frozenset[str]) -> str:
    before, after = index.lead_in(change)[-5:], words_of(change.after)[:2]
    for word in (*reversed(before), *after):
        if word in up:
            return "up"
        if word in down:
            return "down"
    return ""


def differences(index: StoryIndex, nouns: frozenset[str]) -> Iterator[Equation]:
    """Yield "964 votes to 799, a lead of 146": a difference named right behind the two numbers it comes from."""
    for extraction in index.story.extractions:
        figures = extraction.figures
        for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
            key = index.comparables[third.id].key
            if len({f.sentence for f in (first, second, third)}) > 1 or {f.id for f in (first, second, third)} & index.doubles:
                continue
            if any(index.comparables[f.id].key != key or f.quantity.kind not in _AMOUNTS or not exact(f) for f in (first, second, third)):
                continue
            link = words_between(second)
            if len(link) > 6 or link[-1:] != ["of"] or not nouns & set(link):
                continue
            about = index.tolerances.about
            rooms = [room(index.comparables[f.id], about) for f in (first, second, third)]
            a, b = rooms[0], rooms[1]
            if None in (a.low, a.high, b.low, b.high):
                continue
            low, high = (a, b) if (a.low or _ZERO) < (b.low or _ZERO) else (b, a)
            between = Interval((high.low or _ZERO) - (low.high or _ZERO), (high.high or _ZERO) - (low.low or _ZERO))
            if misses(between, rooms[2]):
                made = abs(index.comparables[first.id].low - index.comparables[second.id].low)
                text = f"{number(first.quantity.low)} and {number(second.quantity.low)} are {number(made)} apart, not {number(third.quantity.low)}"
                yield Equation("difference", (third.id,), (first.id, second.id), text)


def shares(index: StoryIndex, or_words: frozenset[str]) -> Iterator[Equation]:
    """Yield "780 of 2,400 posts, or 22 per cent" and "3.2 million, about 5 percent of a budget of 40 million" that do not come out."""
    for extraction in index.story.extractions:
        figures = extraction.figures
        for trio in zip(figures, figures[1:], figures[2:], strict=False):
            if len({f.sentence for f in trio}) > 1 or {f.id for f in trio} & index.doubles:
                continue
            found = _part_whole_share(index, trio, or_words)
            if found is not None:
                yield from share_held(index, *found)


def _part_whole_share(index: StoryIndex, trio: tuple[Figure, Figure, Figure], or_words: frozenset[str]) -> tuple[Figure, Figure, Figure] | None:
    """Return (part, whole, share) where three neighbours state them."""
    one, two, three = trio
    first, second = words_between(one), words_between(two)
    set_off = not set(one.after).isdisjoint(",(–—") or "or" in first
    if _is_share(three) and first[:1] == ["of"] and len(first) <= 5 and len(second) <= 8 and (set(second[-2:]) & or_words):
        part, whole, share = one, two, three
    elif _is_share(two) and second[:1] == ["of"] and len(second) <= 6 and len(first) <= 6 and set_off:
        part, whole, share = one, three, two
    elif _is_share(three) and second[-2:] == ["rate", "of"] and set(second[:-2]) & _ARTICLES and "," in two.after:
        part, whole = sorted((one, two), key=lambda f: index.comparables[f.id].low)  # "389 fell ill and 81 died, a fatality rate of 21 percent"
        share = three
    else:
        return None
    if (
        index.comparables[part.id].key != index.comparables[whole.id].key
        or part.quantity.kind not in _AMOUNTS
        or part.quantity.per
        or whole.quantity.per
    ):
        return None
    return part, whole, share


def _is_share(figure: Figure) -> bool:
    q = figure.quantity
    return q.kind in (Kind.PERCENT, Kind.SHARE) and "point" not in q.unit and figure.role is not Role.CHANGE


def share_held(index: StoryIndex, part: Figure, whole: Figure, share: Figure, where: str = "") -> Iterator[Equation]:
    """Yield the share that does not come out."""
    if Modality.DENIED in (part.modality, whole.modality, share.modality) or share.hedge in (*LOWER, *UPPER) or part.hedge is Hedge.VAGUE:
        return
    about = index.tolerances.about
    real = quotient(room(index.comparables[part.id], about), room(index.comparables[whole.id], about))
    if real is None or real.low is None or real.high is None or real.low > 1:  # a part above its whole is for the rule on bounds
        return
    slack = index.tolerances.share if share.quantity.kind is Kind.SHARE or share.hedge is Hedge.ABOUT else Decimal(0)
    given = room(index.comparables[share.id], about)
    if share.quantity.kind is Kind.SHARE:
        low = index.comparables[share.id].low
        given = Interval(low * (1 - about), low * (1 + about))
    if not misses(Interval(real.low - slack, real.high + slack), given):
        return
    percent = number(rounded(index.comparables[part.id].low / index.comparables[whole.id].low * _HUNDRED, 1))
    text = f"{number(part.quantity.low)} of {number(whole.quantity.low)} is {percent} %, not {share.surface}{where}"
    yield Equation("share", (share.id,), (part.id, whole.id), text)


@dataclass(frozen=True, slots=True)
class RatioOfFacts:
    """A share that comes out in one source, by the facts of its figures."""

    part: str
    whole: str
    share: str
    source: str


def learned_ratios(index: StoryIndex) -> list[RatioOfFacts]:
    """Return the percentages of three digits and more that are the quotient of two counts near them, each once."""
    found: dict[tuple[str, str, str], RatioOfFacts] = {}
    for extraction in index.story.extractions:
        amounts = [f for f in extraction.figures if f.quantity.kind in (Kind.COUNT, Kind.MONEY) and exact(f) and len(digits(f.quantity.low)) > 1]
        for share in extraction.figures:
            if not _is_share(share) or not exact(share) or len(digits(share.quantity.low)) < index.tolerances.distinct_digits:
                continue
            given = room(index.comparables[share.id], Decimal(0))
            near = [f for f in amounts if abs(f.sentence - share.sentence) <= _NEAR][:_CROWD]
            for part in near:
                for whole in near:
                    reading = index.comparables[whole.id]
                    if (
                        part is whole
                        or index.comparables[part.id].key != reading.key
                        or index.comparables[part.id].low >= reading.low
                        or not reading.low
                    ):
                        continue
                    real = index.comparables[part.id].low / reading.low
                    if not misses(Interval(real, real), given):
                        key = (index.fact_of[part.id].id, index.fact_of[whole.id].id, index.fact_of[share.id].id)
                        found.setdefault(key, RatioOfFacts(*key, extraction.source.id))
    return list(found.values())


def transferred_ratios(index: StoryIndex) -> Iterator[Equation]:
    """Yield the learned shares that do not come out in another source which gives all three figures."""
    facts = {f.id: f for f in index.story.facts}
    for learned in learned_ratios(index):
        for extraction in index.story.extractions:
            if extraction.source.id == learned.source:
                continue
            trio = [_only(index, facts[i].figures, extraction.source.id) for i in (learned.part, learned.whole, learned.share)]
            part, whole, share = trio
            if part is not None and whole is not None and share is not None and _is_share(share):
                yield from share_held(index, part, whole, share)


def _only(index: StoryIndex, ids: Sequence[str], source: str) -> Figure | None:
    """The figure of a fact in one source, where all that it has there print one exact value."""
    mine = [index.figures[i] for i in index.in_order(ids) if index.figures[i].source == source and i not in index.doubles]
    return mine[0] if mine and len({index.comparables[f.id].value for f in mine}) == 1 and exact(mine[0]) else None
