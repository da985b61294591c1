"""Numbers, shares and intervals in words and digits."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from factcheck.model import Figure, Hedge, Interval
from factcheck.quantity.digits import digits

_HUGE = 300  # powers of ten beyond which a number has no place in JSON's doubles


def plain_number(value: Decimal) -> str:
    """A number in plain digits with thousands separated.

    >>> plain_number(Decimal("1200000.0")), plain_number(Decimal("0.50")), plain_number(Decimal("2014"))
    ('1,200,000', '0.5', '2,014')
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def json_number(value: Decimal) -> int | float | None:
    """A number for JSON: an integer when whole; None where no double can hold it.

    >>> json_number(Decimal("275.0")), json_number(Decimal("4.6"))
    (275, 4.6)
    """
    if abs(value.adjusted()) > _HUGE and value:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def canonical(value: Decimal) -> str:
    """One spelling for equal numbers, for hashing and sorting.

    >>> canonical(Decimal("1.20E+6")), canonical(Decimal("0.0"))
    ('1200000', '0')
    """
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def interval(admitted: Interval) -> str:
    """The values that a figure admits, as people write them.

    >>> interval(Interval(Decimal(165), Decimal(175)))
    '165–175'
    >>> interval(Interval(Decimal(1700), None)), interval(Interval(Decimal(200), None, low_open=True))
    ('1,700 or more', 'more than 200')
    """
    low, high = admitted.low, admitted.high
    if low is None:
        if high is None:
            return "anything"
        return f"less than {plain_number(high)}" if admitted.high_open else f"{plain_number(high)} or less"
    if high is None:
        return f"more than {plain_number(low)}" if admitted.low_open else f"{plain_number(low)} or more"
    return plain_number(low) if low == high else f"{plain_number(low)}–{plain_number(high)}"


def admits(figure: Figure) -> str:
    """The interval of a figure where it says more than the figure itself does, else ""."""
    found, stated = figure.interval, figure.quantity
    if found.low == found.high == stated.low == stated.high or (found.low == stated.low and found.high == stated.high):
        return ""
    return interval(found)


PERCENT = Decimal("0.01")


_SCALES = ((Decimal(10**12), "trillion"), (Decimal(10**9), "billion"), (Decimal(10**6), "million"))


_IN_WORDS = 4  # significant digits up to which millions are told in words


def rounded(value: Decimal, places: int) -> Decimal:
    """A number to so many decimals, half to even, whatever its size.

    >>> rounded(Decimal("19.312128"), 1), rounded(Decimal("1E+40"), 1).adjusted()
    (Decimal('19.3'), 40)
    """
    with localcontext() as context:
        context.prec = max(28, abs(value.adjusted()) + places + 3)
        return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)


_PRINTED = 3  # decimals that copy prints: more of them come from a conversion


def number(value: Decimal) -> str:
    """A number with thousands separated, what arithmetic left behind cut to four digits; round millions and more in words, as copy has them.

    >>> number(Decimal("1200000.0")), number(Decimal("1234567")), number(Decimal("0.50")), number(Decimal("28.968192"))
    ('1.2 million', '1,234,567', '0.5', '28.97')
    """
    for scale, word in _SCALES:
        if abs(value) >= scale and abs(value) < scale * 1000 and len(digits(value)) <= _IN_WORDS:
            return f"{number(value / scale)} {word}"
    if value != value.to_integral_value() and -int(value.as_tuple().exponent) > _PRINTED:
        value = rounded(value, max(2, 3 - value.adjusted()))
    text = f"{value:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def percent(share: Decimal) -> str:
    """A share as a percentage with one decimal.

    >>> percent(Decimal("0.0223"))
    '2.2 %'
    """
    return f"{number(rounded(share * 100, 1))} %"


def span(interval: Interval, factor: Decimal = Decimal(1)) -> str:
    """An interval as people write it, divided by ``factor``.

    >>> span(Interval(Decimal(165), Decimal(175))), span(Interval(Decimal(200), None))
    ('165–175', '200 or more')
    """
    low = number(interval.low / factor) if interval.low is not None else ""
    high = number(interval.high / factor) if interval.high is not None else ""
    if not low and not high:
        return "any value"
    if not low:
        return f"{high} or less"
    if not high:
        return f"{low} or more"
    return low if low == high else f"{low}–{high}"


def unit_words(unit: str, per: str) -> str:
    """A unit with what it is counted by; a bare count has none.

    >>> unit_words("EUR", "week"), unit_words("", "day"), unit_words("metre", ""), unit_words("", "")
    ('EUR per week', 'per day', 'metre', '')
    """
    return f"{unit} per {per}".lstrip() if per else unit


def mid_sentence(text: str, figure: Figure) -> str:
    """The words of a figure as they read inside a sentence: "thirty-eight" for "Thirty-eight", "about 275" for "About 275".

    A number word or a hedge has its capital from the sentence that it opened; a currency ("Rs 500") and a headline in capitals keep theirs.
    """
    first = text.split(" ", 1)[0]
    hedged = figure.hedge is not Hedge.EXACT and figure.phrase.start < figure.start
    opened = first[:1].isupper() and not any(c.isupper() for c in first[1:]) and (len(first) > 1 or not text.isupper())
    return text[:1].lower() + text[1:] if opened and (hedged or not any(c.isdecimal() for c in figure.surface)) else text


_ARTICLES = frozenset(("The", "A", "An"))


def in_sentence(phrase: str) -> str:
    """A noun phrase as it reads inside a sentence: "the president" for "The president".

    >>> in_sentence("The president"), in_sentence("The Hague")
    ('the president', 'The Hague')
    """
    first, blank, rest = phrase.partition(" ")
    return first.lower() + blank + rest if first in _ARTICLES and rest[:1].islower() else phrase
