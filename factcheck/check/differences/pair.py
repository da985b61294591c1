"""All that is asked of two figures that are held against each other, looked up once."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property

from factcheck.check.differences.difference import Order
from factcheck.check.differences.updates import counts_on, order_of, rises
from factcheck.check.index import StoryIndex
from factcheck.model import Figure
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
