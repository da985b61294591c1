"""Slips of the pen between two figures: the digits in another order, a power of ten, another unit."""

from __future__ import annotations

import re

from factcheck.check.index import StoryIndex
from factcheck.model import NUMBER_ASPECTS, Figure, Kind, Quantity
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.digits import digits, power_of_ten, swapped
from factcheck.tables.bundle import load_grammar
from factcheck.tables.words import load_words

_ALIKE = 0.5


def slip_of(index: StoryIndex, x: Comparable, y: Comparable, updates: bool) -> str:
    """Name the slip of the pen that turns one number into the other; "" if there is none."""
    a, b = x.figure.quantity, y.figure.quantity
    if a.is_range or b.is_range or a.unit != b.unit:
        return ""
    power = power_of_ten(a.low, b.low)
    if power and (len(digits(a.low)) > 1 or (power >= 3 and not updates)):
        return "magnitude"
    many = len(digits(a.low)) >= index.tolerances.distinct_digits
    return "transposition" if swapped(a.low, b.low) and (many or not updates) else ""


def other_unit(index: StoryIndex, x: Comparable, y: Comparable) -> bool:
    """Whether two figures print one number in two units of a kind, in two currencies, or over two spans of time."""
    a, b = x.figure.quantity, y.figure.quantity
    if two_rates(a, b):
        return True
    if (a.low, a.high) != (b.low, b.high) or a.unit == b.unit or not a.unit or not b.unit or not a.low:
        return False
    if _both_told(index, x, y) or _home_dollars(index, x.figure, y.figure) or _home_dollars(index, y.figure, x.figure):
        return False
    if a.kind is Kind.PERCENT and b.kind is Kind.PERCENT:
        return True
    apart = max(abs(x.low), abs(y.low)) > min(abs(x.low), abs(y.low)) * (1 + index.tolerances.about)
    return a.kind is b.kind and (a.kind is Kind.MONEY or (x.key == y.key and apart))


def _both_told(index: StoryIndex, x: Comparable, y: Comparable) -> bool:
    """Whether a source prints what both say, in the unit of the one and of the other: a fall of 0.25 percent beside a cut by 25 basis points."""
    for mine, other in ((x, y), (y, x)):
        for figure in index.extractions[mine.figure.source].figures:
            reading = index.comparables[figure.id]
            if reading.key == other.key and reading.value == other.value and reading.key != mine.key:
                return True
    return False


def _home_dollars(index: StoryIndex, bare: Figure, marked: Figure) -> bool:
    """Whether a bare "$" is what others print as "A$": its source tells of that country, and calls no dollar American."""
    country = load_grammar().units.home_dollars.get(marked.quantity.unit, "")
    if not country or not bare.surface.startswith("$"):
        return False
    extraction = index.extractions[bare.source]
    if any(f.quantity.unit == "USD" and not f.surface.startswith("$") for f in extraction.figures):
        return False
    words, text = load_words(), extraction.source.text
    return any(words.country_of(name) == country for name in (*_NAME.findall(text), *_TWO_WORDS.findall(text)))


_NAME = re.compile(r"\b[A-Z][a-z]+")
_TWO_WORDS = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+")


def two_rates(a: Quantity, b: Quantity) -> bool:
    """Whether one number of one thing is told over two spans of time: "€2,350 a week", "€2,350 a month"; "90 tonnes a day", "90 tonnes a year"."""
    if (a.low, a.high, a.kind) != (b.low, b.high, b.kind) or not a.low:
        return False
    mine, theirs = ((q.unit, q.per) if q.per else (q.unit.rpartition(" per ")[0], q.unit.rpartition(" per ")[2]) for q in (a, b))
    times = load_grammar().units.article_times
    return mine[0] == theirs[0] and mine[1] != theirs[1] and mine[1] in times and theirs[1] in times


def telling(index: StoryIndex, x: Comparable, y: Comparable) -> bool:
    """Whether a number is not equal to another by chance; for an amount of one digit, or a span, all but number and unit must speak for one thing."""
    q = x.figure.quantity
    if q.kind is Kind.DURATION or (q.kind is Kind.MONEY and len(digits(q.low)) < 2):
        return index.probability(x.figure.id, y.figure.id, without=NUMBER_ASPECTS) >= _ALIKE
    return q.kind in (Kind.MONEY, Kind.PERCENT) or abs(q.low) > index.tolerances.chance_small or len(digits(q.low)) > 1
