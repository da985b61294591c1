"""What a figure admits, the one interval that is printed and judged by; and the arithmetic of intervals, on ``Decimal``."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from factcheck.model import Figure, Hedge, Interval, Kind, Quantity
from factcheck.tables.tolerances import Tolerances

LOWER = (Hedge.AT_LEAST, Hedge.MORE_THAN)  # hedges that bound a value from below
UPPER = (Hedge.AT_MOST, Hedge.LESS_THAN)
SOFT = (Hedge.ABOUT, Hedge.VAGUE)
_COUNTED = (Kind.COUNT, Kind.AGE, Kind.DURATION)  # of these a whole number is meant to the unit
_NOUGHT = Decimal(0)


def admitted(q: Quantity, hedge: Hedge, tolerances: Tolerances, cues: Iterable[str] = (), margin: Decimal | None = None) -> Interval:
    """Return the values that a quantity admits under its hedge, in its own unit.

    ``cues`` are the words that hedge it; ``margin`` is what the text itself gives as its reach ("±0.01"). The lower end of a range printed upside
    down is its smaller one. Rounding is half-open at the last printed digit, so that neighbours (3.4 and 3.5 million) never meet. Source of the
    rounding rule: statcheck (Nuijten et al. 2016).
    """
    low, high = min(q.low, q.high), max(q.low, q.high)
    if margin is not None:
        return Interval(low - margin, high + margin)
    if hedge in LOWER:
        return Interval(low, None, low_open=hedge is Hedge.MORE_THAN)
    if hedge in UPPER:
        return Interval(None, high, high_open=hedge is Hedge.LESS_THAN)
    if hedge is Hedge.VAGUE:
        return Interval(low, high)
    half = rounding(q, tolerances)
    if hedge is Hedge.EXACT:
        return Interval(low - half, high + half, high_open=half > 0)
    reach = max(half, _about(q, high, tolerances))
    below = any(word in tolerances.below for row in cues for word in row.split())
    return Interval(low - reach, high + (half if below else reach))


def rounding(q: Quantity, tolerances: Tolerances) -> Decimal:
    """What an unhedged value may have lost to rounding on either side; 0 where it is meant to the unit."""
    if q.kind is Kind.SHARE:
        return abs(q.high) * tolerances.share
    if q.is_range:
        return _NOUGHT
    half, size = q.step / 2, abs(q.high)
    if q.step <= 1:
        return _NOUGHT if q.step == 1 and (q.kind in _COUNTED or q.kind is Kind.MULTIPLE) else half
    if q.kind is Kind.PERCENT:
        return min(half, tolerances.percent_points)
    if q.kind in _COUNTED and size < tolerances.rounded_from:
        return _NOUGHT
    return min(half, size * tolerances.rounded)


def _about(q: Quantity, high: Decimal, tolerances: Tolerances) -> Decimal:
    """What "about" adds: a share of the value, less where a finer digit was printed than anybody rounds to."""
    if q.kind is Kind.SHARE:
        return abs(high) * tolerances.about_share
    size = abs(high)
    return min(size * tolerances.about, max(q.step, size * tolerances.about_fine))


def printed(figure: Figure) -> Interval:
    """Return the values that the printed digits of a figure can stand for, in its own unit, whatever its hedge: half a print step each way."""
    q = figure.quantity
    low, high = min(q.low, q.high), max(q.low, q.high)
    return Interval(low - q.step / 2, high + q.step / 2)


def against(figure: Figure, other: Quantity, tolerances: Tolerances) -> Interval:
    """Return what a figure admits beside ``other``: its interval, wider where the other is told in another unit, or in decimals of a whole number.

    Between units only what is printed counts ("30 miles" for 48 km), with the slack that conversions have. "1,462" may stand for 1,462.27, and
    "seven or eight" for 6.9.
    """
    q, own = figure.quantity, figure.interval
    if own.low is None or own.high is None or q.kind is Kind.SHARE:
        return own
    if q.unit != other.unit and not q.is_range:
        margin = q.step / 2 + abs(q.high) * tolerances.conversion
    elif other.step < 1 and q.step == 1:
        margin = q.step / 2
    else:
        return own
    low, high = min(q.low, q.high) - margin, max(q.low, q.high) + margin
    return own if own.low <= low and own.high >= high else Interval(min(own.low, low), max(own.high, high), high_open=True)


def meet(a: Interval, b: Interval) -> bool:
    """Whether some value lies in both.

    >>> meet(Interval(Decimal(165), Decimal(175)), Interval(Decimal(179), Decimal(179)))
    False
    >>> meet(Interval(Decimal(200), None), Interval(Decimal(287), Decimal(287)))
    True
    >>> meet(Interval(Decimal("3.35"), Decimal("3.45"), high_open=True), Interval(Decimal("3.45"), Decimal("3.55"), high_open=True))
    False
    """
    return gap(a, b) == 0 and not _touch_only(a, b) and not _touch_only(b, a)


def _touch_only(a: Interval, b: Interval) -> bool:
    """Whether ``a`` ends where ``b`` begins, and one of the two does not admit that end."""
    return a.high is not None and a.high == b.low and (a.high_open or b.low_open)


def gap(a: Interval, b: Interval) -> Decimal:
    """Return how far apart two intervals lie; 0 where they touch.

    >>> gap(Interval(Decimal(165), Decimal(175)), Interval(Decimal(179), Decimal(179)))
    Decimal('4')
    """
    if a.high is not None and b.low is not None and a.high < b.low:
        return b.low - a.high
    if b.high is not None and a.low is not None and b.high < a.low:
        return a.low - b.high
    return _NOUGHT


def combine(parts: list[Interval]) -> Interval:
    """Return what the sum of several figures admits.

    >>> combine([Interval(Decimal(1), Decimal(2)), Interval(Decimal(5), None)])
    Interval(low=Decimal('6'), high=None, low_open=False, high_open=False)
    """
    low: Decimal | None = _NOUGHT
    high: Decimal | None = _NOUGHT
    for part in parts:
        low = None if low is None or part.low is None else low + part.low
        high = None if high is None or part.high is None else high + part.high
    return Interval(low, high)


def scaled(interval: Interval, factor: Decimal, offset: Decimal = _NOUGHT) -> Interval:
    """Return an interval times a positive factor, and shifted."""
    return Interval(
        None if interval.low is None else interval.low * factor + offset,
        None if interval.high is None else interval.high * factor + offset,
        interval.low_open,
        interval.high_open,
    )
