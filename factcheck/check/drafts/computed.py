"""What a draft works out from its sources: a lead, a total, a percentage, "one in three".

Two numbers and a third that they happen to make are chance more often than not. So a sum counts only where the sources' figures belong together (one
source, one unit, one noun or neighbouring sentences), where the draft says what it works out (a word beside its number such as "lead", or its being
a share), and where it speaks of both: it tells them near its number, or is about the same by its words. Figures are taken as printed, and the result
has to round to what the draft prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.check.arithmetic.sums import addable, runs
from factcheck.check.drafts.made import Sum
from factcheck.check.drafts.match import base, cued, gives, moved, neighbours, of_sources, one_unit, points_of_percent, words_in_common
from factcheck.check.index import StoryIndex, once
from factcheck.model import Figure, Hedge, Kind, Role
from factcheck.quantity.comparable import Comparable, makes
from factcheck.quantity.digits import surely_mistaken
from factcheck.quantity.wording import number, percent, rounded
from factcheck.tables.drafts import load_drafts

_HUNDRED = Decimal(100)
_AMOUNTS = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)


def computed(index: StoryIndex, mine: Comparable) -> Sum | None:
    """The first of the sums that the sources allow and that gives a draft's number; None where none does, or another sum must be meant."""
    found = list(sums(index, mine))
    meant = {number(s.value): s for s in found if s.sure == _BOTH}
    return next((s for s in (meant.values() if len(meant) == 1 else found) if makes(mine, s.value, index.tolerances)), None)


def missed(index: StoryIndex, mine: Comparable) -> Sum | None:
    """The sum that a draft's number misses: by a slip of the pen, or because no other sum can be meant; None where that is not known."""
    found = list({number(s.value): s for s in sorted(sums(index, mine), key=lambda s: s.sure)}.values())
    slips = [s for s in found if surely_mistaken(mine.low, s.value)]
    if len(slips) == 1:
        return slips[0]
    best = [s for s in found if s.sure == max(f.sure for f in found)]
    return best[0] if len(best) == 1 and best[0].sure else None


def sums(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """All sums that the sources allow and the draft's wording asks for, the plainest first."""
    if mine.figure.quantity.is_range or mine.figure.hedge is Hedge.VAGUE:
        return
    for sort in _SORTS:
        yield from sort(index, mine)


def _differences(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """Yield "1,640 − 168 = 1,472" for a lead, a rise, what is left."""
    if not moved(mine.figure) or mine.figure.quantity.kind is Kind.SHARE:
        return
    points = points_of_percent(mine.figure)
    for a, b in _pairs(index, mine, lambda r: r.key == "ratio" if points else one_unit(mine, r)):
        large, small = (a, b) if a.low >= b.low else (b, a)
        if large.low == small.low:
            continue
        scale = _HUNDRED if large.key == "ratio" else Decimal(1)
        x, y = large.low * scale, small.low * scale
        value = large.low - small.low if mine.key == "ratio" else x - y  # "0.4 points" are counted as they are printed
        told = _named(mine.figure) * _sureness(index, mine, a, b)
        yield Sum(value, f"{number(x)} − {number(y)} = {number(x - y)}", (large.figure.id, small.figure.id), told)


def _sureness(index: StoryIndex, mine: Comparable, a: Comparable, b: Comparable) -> int:
    told = [_tells(index, mine, r, back=0) for r in (a, b)]
    together = a.figure.sentence == b.figure.sentence
    if (all(told) and together) or _calls_both(index, mine, a, b):
        return _BOTH
    return int(any(told) and together and _beside(a.figure, b.figure))


_BOTH = 2


def _series(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """Yield the total of a whole list: "19 + 16 + 10 + 5 = 50" seats."""
    if mine.figure.quantity.kind not in _AMOUNTS or mine.figure.quantity.per:
        return
    for run in _lists(index):
        if base(index.comparables[run[0].id]) == base(mine) and _one_noun(mine.figure, run[0]):
            yield _total([index.comparables[f.id] for f in run])


@once
def _lists(index: StoryIndex) -> tuple[tuple[Figure, ...], ...]:
    """The series of the sources that count one thing, each whole."""
    least = load_drafts().series
    found = [run for i, e in index.extractions.items() if i != index.draft for run in runs(index, e.figures)]
    return tuple(dict.fromkeys(r for r in found if len(r) >= least and len({_noun(f) for f in r}) == 1 and _noun(r[0])))


def _together(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """Yield "40,000 + 20,000 = 60,000" where the draft adds up, or tells both parts in one sentence."""
    if mine.figure.quantity.kind not in _AMOUNTS:
        return
    asked = cued(mine.figure, load_drafts().together)
    for a, b in _pairs(index, mine, lambda r: base(r) == base(mine)):
        if addable(index, a.figure) and addable(index, b.figure) and (asked or all(_tells(index, mine, r, back=0) for r in (a, b))):
            yield _total([a, b])


def _total(parts: Sequence[Comparable]) -> Sum:
    value = sum((r.low for r in parts), Decimal(0))
    return Sum(value, f"{' + '.join(number(r.low) for r in parts)} = {number(value)}", tuple(r.figure.id for r in parts))


def _shares(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """Yield "36,170 / 113,000 = 32 %" for a share of a whole, and the rest of it; a change in percent; twice as many."""
    if mine.key not in ("ratio", "multiple") or points_of_percent(mine.figure):
        return
    change = moved(mine.figure)
    for a, b in _pairs(index, mine, lambda r: r.figure.quantity.kind in _AMOUNTS):
        small, large = (a, b) if a.low <= b.low else (b, a)
        if small.low > 0 and small.low != large.low:
            told = all(_tells(index, mine, r) for r in (a, b))
            yield from _quotients(mine.key, small, large, change, told)


def _quotients(key: str, small: Comparable, large: Comparable, change: bool, told: bool) -> Iterator[Sum]:
    pair = (small.figure.id, large.figure.id)
    shown, turned = f"{number(small.low)} / {number(large.low)}", f"{number(large.low)} / {number(small.low)}"
    share, times = small.low / large.low, large.low / small.low
    if key == "multiple":
        yield Sum(times, f"{turned} = {number(rounded(times, 1))}", pair)
        return
    part, rest = Sum(share, f"{shown} = {percent(share)}", pair), Sum(1 - share, f"1 − {shown} = {percent(1 - share)}", pair)
    first, second = (rest, part) if change else (part, rest)
    yield first
    if told:
        yield second
    if change:
        yield Sum(times - 1, f"{turned} − 1 = {percent(times - 1)}", pair)


def _rest(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """Yield the rest of a hundred percent: one in four waited longer, where 74.8 percent did not."""
    if mine.key != "ratio" or points_of_percent(mine.figure):
        return
    for r in of_sources(index):
        if r.key == "ratio" and 0 < r.low < 1 and words_in_common(index, mine.figure, r.figure) >= load_drafts().rest_at:
            yield Sum(1 - r.low, f"100 − {number(r.low * _HUNDRED)} = {number((1 - r.low) * _HUNDRED)} %", (r.figure.id,))


def _apiece(index: StoryIndex, mine: Comparable) -> Iterator[Sum]:
    """Yield "88 million / 51,200 = 1,719" for so much a head, where the draft tells both numbers."""
    if not (mine.figure.quantity.per or cued(mine.figure, load_drafts().apiece)):
        return
    near = neighbours(index, mine)
    for told in (t for t in near if base(t) == base(mine)):
        for by in (t for t in near if t is not told and t.figure.quantity.kind is Kind.COUNT and t.low > 1):
            a, b = (next((r for r in of_sources(index) if gives(index, r, t)), None) for t in (told, by))
            if a is not None and b is not None and b.low > 0:
                text = f"{number(a.low)} / {number(b.low)} = {number(rounded(a.low / b.low, 1))}"
                yield Sum(a.low / b.low, text, (a.figure.id, b.figure.id))


_SORTS: tuple[Callable[[StoryIndex, Comparable], Iterator[Sum]], ...] = (_differences, _series, _together, _shares, _rest, _apiece)


def _pairs(index: StoryIndex, mine: Comparable, wanted: Callable[[Comparable], bool]) -> Iterator[tuple[Comparable, Comparable]]:
    """Figures of one source and unit that belong together and of which the draft speaks."""
    table = load_drafts()
    by_source: dict[str, list[Comparable]] = {}
    for r in of_sources(index):
        if wanted(r) and r.low and r.figure.hedge in (Hedge.EXACT, Hedge.ABOUT) and not r.figure.quantity.is_range:
            by_source.setdefault(r.figure.source, []).append(r)
    for found in by_source.values():
        for a, b in combinations(found[: int(table.operands)], 2):
            if _one_sort(a, b) and _spoken_of(index, mine, a, b):
                yield a, b


def _one_sort(a: Comparable, b: Comparable) -> bool:
    """Whether two figures of a source can be subtracted: one unit, or an amount of money and a number that leaves its currency out."""
    money = Kind.MONEY in (a.figure.quantity.kind, b.figure.quantity.kind)
    return base(a) == base(b) or (money and one_unit(a, b))


def _belong(a: Figure, b: Figure) -> bool:
    """Whether two figures of a source stand near each other or count one thing."""
    return _one_noun(a, b) or abs(a.sentence - b.sentence) <= load_drafts().near


def _beside(a: Figure, b: Figure) -> bool:
    """Whether two figures are neighbours: "1,128 (2024: 1,200)", "1.9 million, of which 31,700", "Stolen: 3.8 million. Recovered: 1.1 million"."""
    return abs(a.sentence - b.sentence) <= 1 and abs(a.ordinal - b.ordinal) == 1


def _spoken_of(index: StoryIndex, mine: Comparable, a: Comparable, b: Comparable) -> bool:
    """Whether a draft speaks of two figures: tells both near its number, or one with the other right beside it in the source, or by its words."""
    table = load_drafts()
    told = [_tells(index, mine, r) for r in (a, b)]
    if all(told) or _calls_both(index, mine, a, b):
        return True
    if not _belong(a.figure, b.figure):
        return False
    if any(told) and _beside(a.figure, b.figure):
        return True
    words = [words_in_common(index, mine.figure, r.figure) for r in (a, b)]
    return all(t or w >= (table.other_at if any(told) else table.both_at) for t, w in zip(told, words, strict=True))


def _calls_both(index: StoryIndex, mine: Comparable, a: Comparable, b: Comparable) -> bool:
    """Whether the draft calls two figures by name: "the Greens' lead over the Centre", beside "Greens 11,276 votes" and "Centre 9,804"."""
    called = {_stem(w) for w in mine.figure.before if w[:1].isupper()}
    named = [called & {_stem(w) for w in r.figure.before[-_NAMES:] if w[:1].isupper()} for r in (a, b)]
    return bool(named[0] - named[1]) and bool(named[1] - named[0]) and base(a) == base(b) == base(mine)


_NAMES = 4  # words before a figure of a list that name whose it is


def _stem(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s").rstrip("'s")


def _tells(index: StoryIndex, mine: Comparable, r: Comparable, back: int = 1) -> bool:
    """Whether the draft tells a source's figure near its number."""
    return any(gives(index, r, t) for t in neighbours(index, mine, back))


def _named(figure: Figure) -> bool:
    """Whether nothing but the difference of two numbers can be meant: "rose by", "3 points higher", "72 fewer", "a lead of"."""
    behind = {w.lower() for w in figure.after[figure.own : figure.own + 1]}
    return figure.role is Role.CHANGE or not load_drafts().apart.isdisjoint(behind) or cued(figure, load_drafts().gap)


def _noun(figure: Figure) -> str:
    return figure.noun.lemma.lower() if figure.noun is not None else ""


def _one_noun(a: Figure, b: Figure) -> bool:
    return bool(_noun(a)) and _noun(a) == _noun(b)
