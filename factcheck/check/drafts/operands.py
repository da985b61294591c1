"""Which figures of the sources a draft can have worked something out from: those that belong together and of which it speaks.

Asked in two ways. Narrowly, two figures of one source of which the draft tells one or both near its number: what they make may speak against it.
Widely, any two that it tells in the sentences around, or anywhere where its number is so fine that chance seldom makes it, and the two ends of a move
that a source tells: what they make can only speak for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise

from factcheck.check.drafts.match import bare, base, giving, moved, neighbours, of_sources, one_unit, words_in_common
from factcheck.check.index import StoryIndex, once
from factcheck.model import Figure, Hedge, Kind, Role
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.digits import digits
from factcheck.tables.drafts import load_drafts

Wanted = Callable[[Comparable], bool]
_BACK, _AHEAD = 2, 1  # sentences before a number and behind it in which what it rests on may stand
_LIST = 4  # figures of a list in one sentence that are held to one that is told
_NAMES = 4  # words before a figure of a list that name whose it is
BOTH, _ONE = 2, 1  # how sure it is, see `Sum.sure`


def pairs(index: StoryIndex, mine: Comparable, wanted: Wanted, wide: bool) -> Iterator[tuple[Comparable, Comparable]]:
    """Figures of one unit that belong together and of which the draft speaks; ``wide`` also those that only support."""
    found = _by_source(r for r in of_sources(index) if wanted(r) and _plain(r))
    for figures in found:
        for a, b in combinations(_in_question(index, mine, figures), 2):
            if _one_sort(a, b) and _spoken_of(index, mine, a, b):
                yield a, b
    if wide:
        yield from _told_around(index, mine, wanted)
        yield from (pair for figures in found for pair in _told_together(index, mine, figures))
        yield from _beside_told(index, mine)


def _in_question(index: StoryIndex, mine: Comparable, figures: list[Comparable]) -> list[Comparable]:
    """Of the figures of a source those of which a pair can be spoken of: told, beside one that is, called by a name, or alike by its words."""
    told = {r.figure.ordinal for r in figures if tells(index, mine, r)}
    called, least = _called(index)[mine.figure.id][0], min(load_drafts().other_at, load_drafts().both_at)
    return [
        r
        for r in figures
        if not told.isdisjoint(range(r.figure.ordinal - 1, r.figure.ordinal + 2))
        or called & _called(index)[r.figure.id][1]
        or words_in_common(index, mine.figure, r.figure) >= least
    ]


def _plain(r: Comparable) -> bool:
    return bool(r.low) and r.figure.hedge in (Hedge.EXACT, Hedge.ABOUT) and not r.figure.quantity.is_range


def _by_source(figures: Iterable[Comparable]) -> list[list[Comparable]]:
    found: dict[str, list[Comparable]] = {}
    for r in figures:
        found.setdefault(r.figure.source, []).append(r)
    return [rows[: int(load_drafts().operands)] for rows in found.values()]


def _told_around(index: StoryIndex, mine: Comparable, wanted: Wanted) -> Iterator[tuple[Comparable, Comparable]]:
    """The source's figures of two numbers that the draft prints around its own: in one source or in two, "$2.4 million, six times the $400,000"."""
    held = [r for t in around(index, mine) for r in [giver(index, t)] if r is not None and wanted(r) and r.low]
    for a, b in combinations(dict.fromkeys(held), 2):
        if _one_sort(a, b):
            yield a, b


def around(index: StoryIndex, mine: Comparable) -> list[Comparable]:
    """The other numbers of the draft that its own may rest on: those near by, of its headline and its lead; all of them for a fine number."""
    table = load_drafts()
    own = [f for f in index.extractions[mine.figure.source].figures if f is not mine.figure]
    if len(digits(mine.figure.quantity.low)) < table.fine:
        lead = next((f.sentence for f in own if not index.headline(f)), -1)
        near = frozenset(r.figure.id for r in neighbours(index, mine, _BACK, _AHEAD))
        last = lead + _BACK * index.headline(mine.figure)  # what a headline tells may rest on the sentences below the lead
        own = [f for f in own if f.id in near or lead <= f.sentence <= last or index.headline(f)]
    return [index.comparables[f.id] for f in own[: int(table.operands)]]


def giver(index: StoryIndex, told: Comparable) -> Comparable | None:
    """What a source gives for a number of the draft, as exactly as it is printed; in the draft's unit where the source leaves its unit out."""
    found = [r for r in giving(index, told) if not r.figure.quantity.is_range]
    best = min(found, key=lambda r: (r.key != told.key, r.figure.quantity.low != told.figure.quantity.low, index.order[r.figure.id]), default=None)
    if best is None or best.key == told.key or not bare(best.figure):
        return best
    return replace(best, key=told.key, low=told.low, high=told.high)


def _beside_told(index: StoryIndex, mine: Comparable) -> Iterator[tuple[Comparable, Comparable]]:
    """A number that the draft tells around, and its neighbour in the source, in its unit: "it takes 26 minutes. The bus needed 45".

    For a share it is any number of the sentence: "1,140 responses: 798 against, 228 in favour".
    """
    share = mine.key == "ratio"
    for r in dict.fromkeys(g for t in around(index, mine) if (g := giver(index, t)) is not None and g.low):
        for other in beside_in_source(index, r, _LIST):
            near = beside(r.figure, other.figure) if not share else r.figure.sentence == other.figure.sentence
            if near and other.low and not other.figure.quantity.is_range:
                if base(other) == base(r):
                    yield r, other
                elif bare(other.figure) and r.figure.quantity.kind in (Kind.MEASURE, Kind.DURATION) and not r.offset:
                    yield r, replace(other, key=r.key, low=other.low * r.factor, high=other.high * r.factor, factor=r.factor)


def _told_together(index: StoryIndex, mine: Comparable, figures: list[Comparable]) -> Iterator[tuple[Comparable, Comparable]]:
    """Two neighbours of which the draft tells what they come to: a move ("from $3.15 billion to $2.8 billion"), a part ("of 310 brands, 217")."""
    move, share = moved(mine.figure, widely=True), mine.key == "ratio"
    for a, b in pairwise(figures) if move or share else ():
        near = move and mine.figure.role is Role.CHANGE and beside(a.figure, b.figure)
        fits = near or (move and is_move(a.figure, b.figure)) or (share and _is_part(a.figure, b.figure))
        if fits and _one_sort(a, b) and max(words_in_common(index, mine.figure, r.figure) for r in (a, b)) >= load_drafts().other_at:
            yield a, b


def _is_part(a: Figure, b: Figure) -> bool:
    return Role.WHOLE in (a.role, b.role) and in_one_sentence(a, b)


def is_move(a: Figure, b: Figure) -> bool:
    """Whether one figure is what the figure before it was, or became: "from 12 to 9", "9 (2024: 12)"."""
    if not in_one_sentence(a, b):
        return False
    if Role.PREVIOUS in (a.role, b.role):
        return True
    second = a if a.ordinal > b.ordinal else b
    between = second.before[-3:]
    return "(" in between and ")" not in between[between.index("(") :]


def _one_sort(a: Comparable, b: Comparable) -> bool:
    """Whether two figures can be subtracted: one unit, or an amount of money and a number that leaves its currency out."""
    money = Kind.MONEY in (a.figure.quantity.kind, b.figure.quantity.kind)
    return base(a) == base(b) or (money and one_unit(a, b))


def _spoken_of(index: StoryIndex, mine: Comparable, a: Comparable, b: Comparable) -> bool:
    """Whether a draft speaks of two figures: tells both near its number, or one with the other right beside it in the source, or by its words."""
    table = load_drafts()
    told = [tells(index, mine, r) for r in (a, b)]
    if all(told) or calls_both(index, mine, a, b):
        return True
    if not (one_noun(a.figure, b.figure) or abs(a.figure.sentence - b.figure.sentence) <= table.near):
        return False
    if any(told) and beside(a.figure, b.figure):
        return True
    words = [words_in_common(index, mine.figure, r.figure) for r in (a, b)]
    return all(t or w >= (table.other_at if any(told) else table.both_at) for t, w in zip(told, words, strict=True))


def sureness(index: StoryIndex, mine: Comparable, a: Comparable, b: Comparable) -> int:
    """How sure it is that a draft's difference is that of two figures: 2 where it tells both, 1 where it tells one and the other stands beside."""
    told = [tells(index, mine, r, back=0) for r in (a, b)]
    together = a.figure.source == b.figure.source and a.figure.sentence == b.figure.sentence
    if (all(told) and together) or calls_both(index, mine, a, b):
        return BOTH
    return _ONE if any(told) and together and beside(a.figure, b.figure) else 0


def beside(a: Figure, b: Figure) -> bool:
    """Whether two figures are neighbours: "1,128 (2024: 1,200)", "1.9 million, of which 31,700", "Stolen: 3.8 million. Recovered: 1.1 million"."""
    return abs(a.sentence - b.sentence) <= 1 and abs(a.ordinal - b.ordinal) == 1


def beside_in_source(index: StoryIndex, r: Comparable, reach: int = 1) -> list[Comparable]:
    """The figures of a source within so many of one of its figures, in text order."""
    own, at = index.extractions[r.figure.source].figures, r.figure.ordinal
    return [index.comparables[f.id] for f in own[max(0, at - reach) : at + reach + 1] if f.ordinal != at and f.id in index.comparables]


def in_one_sentence(a: Figure, b: Figure) -> bool:
    """Whether two figures stand next to each other in one sentence of one source."""
    return (a.source, a.sentence) == (b.source, b.sentence) and abs(a.ordinal - b.ordinal) == 1


def calls_both(index: StoryIndex, mine: Comparable, a: Comparable, b: Comparable) -> bool:
    """Whether the draft calls two figures by name: "the Greens' lead over the Centre", beside "Greens 11,276 votes" and "Centre 9,804"."""
    if not base(a) == base(b) == base(mine):
        return False
    called, *named = (_called(index)[r.figure.id] for r in (mine, a, b))
    mine_too = [called[0] & n[1] for n in named]
    return bool(mine_too[0] - mine_too[1]) and bool(mine_too[1] - mine_too[0])


@once
def _called(index: StoryIndex) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """The words with a capital before each figure, back to the figure before it, and those right before it."""
    found = {}
    for name, figure in index.figures.items():
        parts = (figure.before, figure.before[-_NAMES:])
        found[name] = (frozenset(_stem(w) for w in parts[0] if w[:1].isupper()), frozenset(_stem(w) for w in parts[1] if w[:1].isupper()))
    return found


def _stem(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s").rstrip("'s")


@once
def _near(index: StoryIndex) -> dict[tuple[str, int], frozenset[str]]:
    """The figures of the sources that the draft tells near a number, by its id and the sentences before it; filled as they are asked for."""
    return {}


def tells(index: StoryIndex, mine: Comparable, r: Comparable, back: int = 1) -> bool:
    """Whether the draft tells a source's figure near its number."""
    known, asked = _near(index), (mine.figure.id, back)
    if asked not in known:
        known[asked] = frozenset(g.figure.id for t in neighbours(index, mine, back) for g in giving(index, t))
    return r.figure.id in known[asked]


def noun_of(figure: Figure) -> str:
    """The noun of a figure as its lemma, in lower case; "" for none."""
    return figure.noun.lemma.lower() if figure.noun is not None else ""


def one_noun(a: Figure, b: Figure) -> bool:
    """Whether two figures count one thing by its name."""
    return bool(noun_of(a)) and noun_of(a) == noun_of(b)
