"""Whether figures can hold together, and with a value that somebody expects: the engine's own arithmetic, asked from outside."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.model import Extraction, Figure, Hedge, Interval, Modality, Source, Story

if TYPE_CHECKING:
    from factcheck.api.views import FigureView
    from factcheck.check.index import StoryIndex
    from factcheck.quantity.comparable import Comparable

Number = int | float | Decimal
Value = Number | str | tuple[Number, Number] | list[Number]

_GIVEN = "value given"  # id of the source that a value in words is read from


@lru_cache(maxsize=256)
def read_value(value: str) -> Figure:
    """The figure that a value in words stands for: "about 550", "18 miles", "50 to 100 soldiers".

    Raises:
        ValueError: there is no figure in it, or more than one.

    >>> read_value("about 18 miles").quantity.unit
    'mile'
    """
    extraction = _read(value)
    figures = extraction.figures or _read(f"It was {value}.").figures  # "4.5" by itself looks like the number of a chapter
    if len(figures) == 1:
        return figures[0]
    found = ", ".join(f"“{f.surface}”" for f in extraction.figures) or ", ".join(f"“{x.surface}”, a {x.kind}" for x in extraction.exclusions)
    raise ValueError(f"{value!r} states {found or 'no figure'}; expected one figure, such as 550, 'about 550', '50 to 100' or '18 miles'")


@lru_cache(maxsize=256)
def _read(value: str) -> Extraction:
    from factcheck.pipeline import extract_one

    return extract_one(Source(_GIVEN, value))


def plain(value: Value) -> str:
    """A value as it would be printed, for messages and for reading.

    Raises:
        ValueError, TypeError: it is no number, pair of numbers or text.

    >>> plain(1700), plain((50, 100)), plain("about 550"), plain(4.5)
    ('1,700', 'between 50 and 100', 'about 550', '4.5')
    """
    from factcheck.quantity.wording import plain_number

    if isinstance(value, str):
        return value
    if isinstance(value, (tuple, list)):
        if len(value) != 2:
            raise ValueError(f"{value!r} has {len(value)} ends; expected the two ends of a range")
        low, high = sorted(decimal(v) for v in value)
        return f"between {plain_number(low)} and {plain_number(high)}"
    return plain_number(decimal(value))


def decimal(value: object) -> Decimal:
    """A number as ``Decimal``, a float as it is printed.

    Raises:
        TypeError: it is no number.
        ValueError: it is not finite.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise TypeError(f"{value!r} is no number; expected a number, a pair of numbers or a text such as '18 miles'")
    found = Decimal(str(value))
    if not found.is_finite():
        raise ValueError(f"{value!r} is no finite number")
    return found


def _given(value: Value, beside: Sequence[FigureView]) -> Figure:
    """The figure of an expected value. A bare number is meant in the unit of the figures that it is held against."""
    from dataclasses import replace

    if isinstance(value, str):
        return read_value(value)
    ends = sorted(decimal(v) for v in value) if isinstance(value, (tuple, list)) and plain(value) else [decimal(value)]
    low, high = ends[0], ends[-1]
    pattern = beside[0].record if beside else read_value("1")
    quantity = replace(pattern.quantity, low=low, high=high, step=_step(low, high))
    return replace(read_value("1"), quantity=quantity, interval=Interval(low, high), surface=plain(value))


def _step(low: Decimal, high: Decimal) -> Decimal:
    """A number that is given in Python is meant to its last digit, and never as a rounding."""
    exponents = [int(v.normalize().as_tuple().exponent) for v in (low, high)]
    return Decimal(1).scaleb(min(*exponents, 0))


def _scene(figures: Sequence[FigureView], given: Figure | None = None) -> tuple[StoryIndex, list[Comparable], Comparable | None]:
    """Figures in comparable form, with a given one among them."""
    from dataclasses import replace

    from factcheck.pipeline import index

    sources = {f.source: f._catalogue for f in figures}
    extractions = [Extraction(c.sources[s], c.layouts[s], tuple(f.record for f in figures if f.source == s)) for s, c in sources.items()]
    if given is not None:
        given = replace(given, source=_GIVEN, ordinal=0)
        extractions.append(replace(_read("1"), figures=(given,)))
    found = index(Story(tuple(extractions), (), ()))
    readings = [found.comparables[f.id] for f in figures]
    return found, readings, found.comparables[given.id] if given is not None else None


def comparable(figure: FigureView) -> bool:
    """Whether a figure states a value that others can be held against: not denied, not a word like "hundreds"."""
    return figure.hedge is not Hedge.VAGUE and figure.modality is not Modality.DENIED


def opposing(figures: Sequence[FigureView], value: Value) -> tuple[FigureView, ...]:
    """Those figures that cannot hold together with a value; figures of another dimension can."""
    if not figures:
        return ()
    index, readings, given = _scene(figures, _given(value, figures))
    assert given is not None
    return tuple(f for f, r in zip(figures, readings, strict=True) if r.key == given.key and not index.meets(r, given))


def agreeing(figures: Sequence[FigureView], value: Value) -> tuple[FigureView, ...]:
    """Those figures of the value's dimension that can hold together with it."""
    if not figures:
        return ()
    index, readings, given = _scene(figures, _given(value, figures))
    assert given is not None
    return tuple(f for f, r in zip(figures, readings, strict=True) if r.key == given.key and index.meets(r, given))


def disagreeing(figures: Sequence[FigureView]) -> tuple[FigureView, ...]:
    """Those figures that cannot hold together with another of them; one that is another's conversion can."""
    index, readings, _ = _scene(figures)
    pairs = [
        (n, m)
        for n, x in enumerate(readings)
        for m, y in enumerate(readings[:n])
        if x.key == y.key and not index.meets(x, y) and not index.restates(x.figure, y.figure)
    ]
    return tuple(f for n, f in enumerate(figures) if any(n in pair for pair in pairs))


def common(figures: Sequence[FigureView]) -> Interval | None:
    """What all figures of one dimension admit at once, in the unit of the first."""
    chosen = [f for f in figures if comparable(f)]
    if not chosen:
        return None
    readings = _scene(chosen)[1]
    same = [r for r in readings if r.key == readings[0].key]
    lows = [r.admitted.low for r in same if r.admitted.low is not None]
    highs = [r.admitted.high for r in same if r.admitted.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        return None
    first = readings[0]
    offset = first.low - min(first.figure.quantity.low, first.figure.quantity.high) * first.factor
    from factcheck.quantity.wording import canonical

    own = [None if end is None else Decimal(canonical((end - offset) / first.factor)) for end in (low, high)]
    return Interval(own[0], own[1])
