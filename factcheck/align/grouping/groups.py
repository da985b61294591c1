"""Groups of articles that report one event: the likeness of pairs, and average-link groups over them."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from factcheck.align.cluster import cluster
from factcheck.align.grouping.blocks import candidates
from factcheck.align.grouping.copies import originals
from factcheck.model.cards import Card
from factcheck.tables.grouping import grouping_table

_STEPS = 20  # times that the progress is told

Told = Callable[[int, int], None]  # done, of


def group(cards: Sequence[Card], told: Told = lambda done, of: None, numbers: Mapping[str, float] | None = None) -> list[list[str]]:
    """Group articles by the event that they report.

    Args:
        cards: one an article, in any order; ids differ.
        told: is told how far it has come.
        numbers: of ``grouping.yaml``; those of the table if left out.

    Returns:
        The ids of each group, those published first in front, else by id; groups in the order of their first. Every article is in one.
    """
    numbers = numbers or grouping_table().numbers
    ordered = sorted(cards, key=lambda card: (card.day is None, card.day or 0, card.id))
    first = originals(ordered, numbers)
    places = [place for place, original in enumerate(first) if place == original]
    alone = [ordered[place] for place in places]
    number_of = {place: number for number, place in enumerate(places)}
    groups = _linked(alone, numbers, told)
    group_of = {number: at for at, members in enumerate(groups) for number in members}
    found: list[list[int]] = [[] for _ in groups]
    for place, original in enumerate(first):
        found[group_of[number_of[original]]].append(place)
    return [[ordered[place].id for place in members] for members in sorted(found)]


def _linked(cards: Sequence[Card], numbers: Mapping[str, float], told: Told) -> list[list[int]]:
    """Average-link groups. Where no pair across two sets of articles is alike enough to link, no mean is: each such set is grouped by itself."""
    link_at, floor = numbers["link_at"], numbers["floor"]
    firsts, seconds, scores = array("L"), array("L"), array("d")
    root = list(range(len(cards)))
    step = max(1, len(cards) // _STEPS)
    for place, others in candidates(cards, numbers):
        if place % step == 0:
            told(place, len(cards))
        own = dict(zip(cards[place].terms, cards[place].weights, strict=True))
        for other in others:
            score = likeness(own, cards[other])
            if score >= floor:
                firsts.append(place)
                seconds.append(other)
                scores.append(score)
            if score >= link_at:
                _join(root, place, other)
    members: dict[int, list[int]] = defaultdict(list)
    for place in range(len(cards)):
        members[_root(root, place)].append(place)
    pairs: dict[int, array[int]] = defaultdict(lambda: array("L"))  # of each set, where its pairs stand in the three lists
    for at, (a, b) in enumerate(zip(firsts, seconds, strict=True)):
        if (top := _root(root, a)) == _root(root, b):
            pairs[top].append(at)
    found = []
    for top, places in members.items():
        number_of = {place: number for number, place in enumerate(places)}
        inside = {(number_of[firsts[at]], number_of[seconds[at]]): scores[at] for at in pairs.get(top, ())}
        found += [[places[n] for n in one] for one in cluster(len(places), inside, (), link_at, 0.0, numbers["meets"])]
    return found


def likeness(own: Mapping[int, float], card: Card) -> float:
    """The cosine of an article's terms, by their weights, and those of a card; to six places."""
    return round(sum(own[term] * weight for term, weight in zip(card.terms, card.weights, strict=True) if term in own), 6)


def _join(root: list[int], a: int, b: int) -> None:
    x, y = _root(root, a), _root(root, b)
    root[max(x, y)] = min(x, y)


def _root(root: list[int], place: int) -> int:
    while root[place] != place:
        root[place] = place = root[root[place]]  # half of the way is left out next time
    return place
