"""Which articles are compared at all: those that share rare words or values. Never all pairs, however large the archive."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from factcheck.align.blocking import spread
from factcheck.align.grouping.copies import apart
from factcheck.model.cards import Card

_SHARES = 8
Parts = Mapping[int | None, list[int]]  # a stretch of days → the places of its cards


def candidates(cards: Sequence[Card], numbers: Mapping[str, float]) -> Iterator[tuple[int, list[int]]]:
    """Yield for each card, by place, the later ones that share enough blocks with it, those that share most first: ``meets`` at most.

    ``cards`` stand in the order of their days, those without one behind them.
    """
    blocks, looks = _blocks(cards, numbers)
    shared, meets, days = int(numbers["shared"]), int(numbers["meets"]), int(numbers["days"])
    limit = int(numbers["block"])
    for place, card in enumerate(cards):
        counts: Counter[int] = Counter()
        for number in looks[place]:
            block = blocks[number]
            step = (len(block) - 1) // limit + 1  # of what cannot be parted any more some are met, spread over all of it
            counts.update(block if step == 1 else block[place % step :: step])
        least = min(shared, len(card.keys))
        found = [o for o, count in counts.items() if o > place and count >= least and apart(card, cards[o]) <= days]
        yield place, sorted(found, key=lambda other: (-counts[other], spread(place, other), other))[:meets]


def _blocks(cards: Sequence[Card], numbers: Mapping[str, float]) -> tuple[list[list[int]], list[list[int]]]:
    """The blocks, and for each card the numbers of those in which it finds others.

    A block too large to say anything is parted by the days of its cards, and what is still too large by a second such term.
    """
    limit, days, parting = int(numbers["block"]), max(int(numbers["days"]), 1), int(numbers["parting"])
    blocks: list[list[int]] = []
    looks: list[list[int]] = [[] for _ in cards]
    large: dict[int, set[int]] = defaultdict(set)  # place → keys whose blocks are too large
    for key, block in _holders(cards):
        parts: Parts = {None: block} if len(block) <= limit else _by_days(cards, block, days)
        for part in parts.values():
            if len(part) > limit:
                for place in part:
                    large[place].add(key)
        _keep(parts, {stretch: part for stretch, part in parts.items() if len(part) <= limit}, blocks, looks)
    for block in _seconds(cards, large, parting):
        parts = {None: block} if len(block) <= limit else _by_days(cards, block, days)
        _keep(parts, parts, blocks, looks)
    return blocks, looks


def _keep(parts: Parts, kept: Parts, blocks: list[list[int]], looks: list[list[int]]) -> None:
    """Number the blocks that are kept of a block's parts. A card finds others in its own stretch of days and in the next, since they are later."""
    number_of = dict(zip(kept, range(len(blocks), len(blocks) + len(kept)), strict=True))
    blocks += kept.values()
    for stretch, part in parts.items():
        for number in (number_of.get(stretch), None if stretch is None else number_of.get(stretch + 1)):
            if number is not None:
                for place in part:
                    looks[place].append(number)


def _holders(cards: Sequence[Card]) -> Iterator[tuple[int, list[int]]]:
    """The cards that have a key, for each key of two and more. Most have one, so a share of them is looked at at a time, which bounds the memory."""
    for share in range(_SHARES):
        holders: dict[int, list[int]] = defaultdict(list)
        for place, card in enumerate(cards):
            for key in card.keys:
                if key % _SHARES == share:
                    holders[key].append(place)
        yield from ((key, block) for key, block in holders.items() if len(block) > 1)


def _seconds(cards: Sequence[Card], large: Mapping[int, set[int]], parting: int) -> list[list[int]]:
    """Blocks of cards that share two terms whose own blocks are too large; of each card its weightiest such terms count."""
    blocks: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place in sorted(large):
        first = [key for key in cards[place].keys if key in large[place]][:parting]
        for pair in combinations(sorted(first), 2):
            blocks[pair].append(place)
    return [block for block in blocks.values() if len(block) > 1]


def _by_days(cards: Sequence[Card], block: Sequence[int], days: int) -> Parts:
    """A block parted into stretches of as many days as two articles may lie apart; those without a day stand together."""
    parts: dict[int | None, list[int]] = defaultdict(list)
    for place in block:
        day = cards[place].day
        parts[None if day is None else day // days].append(place)
    return parts
