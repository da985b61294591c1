"""What tables say of the figures of texts: every reading that the alignment allows is held against what the text prints.

One that agrees is enough for silence. A figure differs only where nothing agrees and one value alone can be meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.check.index import StoryIndex, once
from factcheck.model import Hedge, Modality, Reading
from factcheck.quantity.comparable import Comparable, makes, may_both_hold
from factcheck.quantity.digits import surely_mistaken
from factcheck.quantity.interval import admitted, scaled

_SURE, _LIKELY = 2, 1
_REACH = Decimal("2.5")  # factor beyond which two numbers are two things


@dataclass(frozen=True, slots=True)
class Told:
    """What the tables say of one figure."""

    agrees: bool
    reading: Reading
    table: str  # id of the source

    @property
    def computed(self) -> bool:
        """Whether it is no cell, but what cells make."""
        return self.reading.how != "cell"


@once
def tabular(index: StoryIndex) -> Mapping[str, Told]:
    """What the tables of a story say of the figures of its texts, by the id of the figure."""
    by_figure: dict[str, list[Reading]] = {}
    for reading in index.story.readings:
        if reading.figure in index.comparables:
            by_figure.setdefault(reading.figure, []).append(reading)
    found: dict[str, Told] = {}
    for i, readings in by_figure.items():
        told = _told(index, index.comparables[i], readings)
        if told is not None:
            found[i] = told
    return found


def _told(index: StoryIndex, mine: Comparable, readings: list[Reading]) -> Told | None:
    bound = mine.figure.hedge not in (Hedge.EXACT, Hedge.ABOUT)  # which nearly any cell would bear out
    least = max(r.sure for r in readings) if bound else 0
    agreeing = [r for r in readings if r.sure >= least and _gives(index, mine, r)]
    if agreeing:
        best = max(agreeing, key=lambda r: (r.sure, r.how == "cell"))
        return Told(True, best, _table(index, best))
    if mine.figure.hedge is Hedge.VAGUE or mine.figure.modality in (Modality.DENIED, Modality.CONDITIONAL):
        return None
    for least in (_SURE, _LIKELY):
        meant = [r for r in readings if r.sure >= least]
        if len({r.quantity.low for r in meant}) == 1 and _mistaken(mine.figure.quantity.low, meant[0].quantity.low, least):
            return Told(False, meant[0], _table(index, meant[0]))
        if meant:
            return None
    return None


def _mistaken(a: Decimal, b: Decimal, sure: int) -> bool:
    """Whether a number may stand in the place of a table's: near it, where that is sure, else a slip of the pen away.

    60 tents that burnt are not all 3,100.
    """
    small, large = sorted((abs(a), abs(b)))
    return surely_mistaken(a, b) or (sure == _SURE and large <= small * _REACH)


def _table(index: StoryIndex, reading: Reading) -> str:
    return index.figures[reading.cells[0]].source


def _gives(index: StoryIndex, mine: Comparable, reading: Reading) -> bool:
    """Whether a reading bears out what the text prints."""
    value = reading.quantity.low * mine.factor + mine.offset
    if makes(mine, value, index.tolerances) or (value < 0 <= mine.low and makes(mine, -value, index.tolerances)):  # "fell 1.8 percent"
        return True
    if abs(value - mine.low) <= mine.figure.quantity.step * mine.factor / 2:
        return True  # "did not rise above 19.8": the very value, whatever the bound says
    if reading.how != "cell":
        return False
    interval = admitted(reading.quantity, Hedge.EXACT, index.tolerances)
    figure = replace(mine.figure, quantity=reading.quantity, interval=interval, hedge=Hedge.EXACT)
    cell = Comparable(figure, mine.key, value, value, scaled(interval, mine.factor, mine.offset), mine.factor, mine.offset)
    return mine.figure.hedge in (Hedge.EXACT, Hedge.ABOUT) and may_both_hold(cell, mine, index.tolerances)


def says_table(index: StoryIndex, told: Told) -> str:
    """What a table gives, with its name, as a reason: "toll.csv: row Teverin, column dead = 12"."""
    return f"{index.names[told.table]}: {told.reading.text}"
