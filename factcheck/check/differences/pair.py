"""All that is asked of two figures that are held against each other, looked up once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from factcheck.check.differences.difference import Order
from factcheck.check.differences.updates import counts_on, order_of, rises
from factcheck.check.index import StoryIndex
from factcheck.model import Figure, Role
from factcheck.quantity.comparable import Comparable, missing
from factcheck.quantity.wording import PERCENT, number


class Pair:
    """Two figures in comparable form; ``x`` stands before ``y`` in the story."""

    def __init__(self, index: StoryIndex, x: Comparable, y: Comparable) -> None:
        self.index = index
        self.x, self.y = (x, y) if index.order[x.figure.id] < index.order[y.figure.id] else (y, x)
        self.a: Figure = self.x.figure
        self.b: Figure = self.y.figure

    @cached_property
    def one_sentence(self) -> bool:
        """Whether both stand in one sentence, which tells them apart or states their difference itself."""
        return self.a.source == self.b.source and self.a.sentence == self.b.sentence

    @cached_property
    def one_text(self) -> bool:
        """Whether they are to be read as one text: one source, or a headline that is a source by itself and somebody's body."""
        return self.index.one_text(self.a, self.b)

    @cached_property
    def comparable(self) -> bool:
        """Whether their values can be held together at all: one unit or dimension, and per the same."""
        return self.x.key == self.y.key

    @cached_property
    def meets(self) -> bool:
        """Whether both may hold."""
        return self.index.meets(self.x, self.y)

    @cached_property
    def apart(self) -> Decimal:
        """By how much they miss each other, in the shared unit."""
        return missing(self.x, self.y, self.index.tolerances)

    @cached_property
    def apart_as_printed(self) -> str:
        """The same in the unit of the first, for people: "640", "3 points"."""
        return f"{number(self.apart / PERCENT)} points" if self.x.key == "ratio" else number(self.apart / self.x.factor)

    @cached_property
    def order(self) -> Order:
        """Which of the two is the older."""
        return order_of(self.index, self.a, self.b)

    @cached_property
    def running(self) -> bool:
        """Whether the thing counted is still going on, so that a later report may rightly differ."""
        return counts_on(self.index, self.a, self.b)

    @cached_property
    def rises(self) -> bool:
        """Whether the thing counted can only grow."""
        return rises(self.index, self.a)

    @cached_property
    def copies(self) -> bool:
        """Whether both sources carry the same copy."""
        return self.index.lineage(self.a) == self.index.lineage(self.b)

    @cached_property
    def edited(self) -> bool:
        """Whether two outlets carry that copy, so that a difference is an edit and no later version."""
        x, y = self.index.source(self.a).outlet, self.index.source(self.b).outlet
        return self.copies and x is not None and y is not None and x != y

    @cached_property
    def headline_and_body(self) -> bool:
        """Whether one of them stands in the headline of the other's text."""
        return self.one_text and self.index.headline(self.a) != self.index.headline(self.b)

    @cached_property
    def probability(self) -> float:
        """That both speak of one fact."""
        return self.index.probability(self.a.id, self.b.id)

    @cached_property
    def told_too(self) -> bool:
        """Whether the source of one gives the value of the other too, so that both numbers are meant; a headline is held to what its body gives."""
        return any(not self.index.headline(a.figure) and any(self._printed(a, b)) for a, b in ((self.x, self.y), (self.y, self.x)))

    @cached_property
    def set_apart(self) -> bool:
        """Whether a source gives both values, each of somebody or something else: "Tolm scored 13 points. Lind scored 31 points."."""
        return self.index.of_two(self.a, self.b) and self.told_too

    @cached_property
    def told_beside(self) -> bool:
        """The same, and not as what it was before ("19, up from 12"), nor as a small number of something else."""
        fact, small = self.index.fact_of[self.a.id], self.index.tolerances.chance_small
        printed = (f for a, b in ((self.x, self.y), (self.y, self.x)) for f in self._printed(a, b) if f.role is not Role.PREVIOUS)
        return any(f.quantity.low > small or self.index.fact_of[f.id] is fact for f in printed)

    def _printed(self, mine: Comparable, other: Comparable) -> Iterator[Figure]:
        """The figures of the source of ``mine`` that have the value of ``other``."""
        for figure in self.index.extractions[mine.figure.source].figures:
            reading = self.index.comparables[figure.id]
            alike = reading.key == other.key and reading.value == other.value and figure.quantity.unit == other.figure.quantity.unit
            if alike and not self.index.exchanged(figure, other.figure):  # what it gives to somebody else it does not give too
                yield figure
