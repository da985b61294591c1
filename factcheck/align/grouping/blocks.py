"""Which articles are compared at all: those that share rare words or values. Never all pairs, however large the archive."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from factcheck.align.blocking import spread
from factcheck.align.grouping.copies import apart
from factcheck.model.cards import Card

_SHARES = 8


def candidates(cards: Sequence[Card], numbers: Mapping[str, float]) -> Iterator[tuple[int, list[int]]]:
    """Yield for each card, by place, the later ones that share enough blocks with it, those that share most first: ``meets`` at most."""
    blocks, of = _blocks(cards, numbers)
    shared, meets, days = int(numbers["shared"]), int(numbers["meets"]), int(numbers["days"])
    limit = int(numbers["block"])
    for place, card in enumerate(cards):
        counts: Counter[int] = Counter()
        for number in of[place]:
            block = blocks[number]
            step = (len(block) - 1) // limit + 1  # of what cannot be parted any more some are met, spread over all of it
            counts.update(block if step == 1 else block[place % step :: step])
        least = min(shared, len(card.keys))
        found = [o for o, count in counts.items() if o > place and count >= least and apart(card, cards[o]) <= days]
        yield place, sorted(found, key=lambda other: (-counts[other], spread(place, other), other))[:meets]


def _blocks(cards: Sequence[Card], numbers: Mapping[str, float]) -> tuple[list[list[int]], list[list[int]]]:
    """The blocks of two cards and more, and of each card the numbers of its blocks.

    A block too large to say anything is parted by the days of its cards, and what is still too large by a second such term.
    """
    limit, days, parting = int(numbers["block"]), max(int(numbers["days"]), 1), int(numbers["parting"])
    kept: list[list[int]] = []
    large: dict[int, set[int]] = defaultdict(set)  # place → keys whose blocks are too large
    for key, block in _holders(cards):
        for part in [block] if len(block) <= limit else _by_days(cards, block, days):
            if len(part) <= limit:
                kept.append(part)
            else:
                for place in part:
                    large[place].add(key)
    for block in _seconds(cards, large, parting):
        kept += [block] if len(block) <= limit else _by_days(cards, block, days)
    kept = [block for block in kept if len(block) > 1]
    of: list[list[int]] = [[] for _ in cards]
    for number, block in enumerate(kept):
        for place in block:
            of[place].append(number)
    return kept, of


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
    return list(blocks.values())


def _by_days(cards: Sequence[Card], block: Sequence[int], days: int) -> list[list[int]]:
    """A block parted into stretches of twice the window, each of which overlaps the next by half; those without a day stand together."""
    parts: dict[int | None, list[int]] = defaultdict(list)
    for place in block:
        day = cards[place].day
        for stretch in (None,) if day is None else (day // days, day // days + 1):
            parts[stretch].append(place)
    return list(parts.values())
