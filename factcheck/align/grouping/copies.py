"""Copies among articles: each goes with the first that it is a copy of, so that a text printed five hundred times is compared once."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence

from factcheck.model.cards import Card


def originals(cards: Sequence[Card], numbers: Mapping[str, float]) -> list[int]:
    """For each card, by place, the place of the card that it is a copy of; its own where it is none.

    ``cards`` stand in their order: a copy goes with an earlier one, never with another copy. A sketch holds the smallest hashes of an article's
    runs of words, so that two sketches tell what share of their runs two articles have in common (MinHash with one hash and several values).
    """
    most, share, days = int(numbers["copies"]), numbers["copy"], int(numbers["days"])
    found: list[int] = []
    holders: dict[int, list[int]] = defaultdict(list)
    for place, card in enumerate(cards):
        keys = card.sketch[: int(numbers["copy_keys"])]
        near = sorted({other for key in keys for other in holders.get(key, ())})[:most]
        best = max(((overlap(cards[other].sketch, card.sketch), -other) for other in near if apart(cards[other], card) <= days), default=(0.0, 0))
        if near and best[0] >= share:
            found.append(-best[1])
            continue
        found.append(place)
        for key in keys:
            if len(holders[key]) < most:
                holders[key].append(place)
    return found


def overlap(a: array[int], b: array[int]) -> float:
    """The estimated share of all runs of two articles that both have; 0 where one has none."""
    if not a or not b:
        return 0.0
    size = min(len(a), len(b))
    union = sorted({*a, *b})[:size]
    both = set(a) & set(b)
    return sum(value in both for value in union) / size


def apart(a: Card, b: Card) -> int:
    """How many days lie between two articles; 0 where nobody says when one was published."""
    return 0 if a.day is None or b.day is None else abs(a.day - b.day)
