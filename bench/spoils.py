"""One number of a text spoilt the way people spoil them: digits exchanged, a nought too many, another digit, another number altogether.

And one time spoilt by its day, its month or its year.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

KINDS = ("exchanged", "tenfold", "digit", "other")
TIMES = ("weekday", "day", "month", "year")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = tuple("January February March April May June July August September October November December".split())
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
_DAY = re.compile(r"(?<![\d:.])[0-3]?\d(?!\d|[:.]\d)")
_LAST = 28  # a day that every month has
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
_SHARES = ("half", "a third", "two thirds", "a quarter", "a fifth", "three quarters")
_RATIOS = ("one in three", "one in four", "one in five", "two in three", "three in five", "one in ten")


def spoilt(printed: str, kind: str, draw: random.Random) -> str:
    """A number as printed with another value: of the kind asked for where the number bears it, else of any that it does; words become other words.

    >>> spoilt("1,472", "tenfold", random.Random(1)), spoilt("nine", "digit", random.Random(1)) != "nine"
    ('14,720', True)
    """
    found = _DIGITS.search(printed)
    if found is None:
        return _other_words(printed, draw)
    at = KINDS.index(kind)
    for name in (*KINDS[at:], *KINDS[:at]):
        value = _MAKE[name](found[0], draw)
        if value is not None and Decimal(value.replace(",", "")) != Decimal(found[0].replace(",", "")):
            return printed[: found.start()] + value + printed[found.end() :]
    raise ValueError(f"{printed}: bears no spoil")


def spoilt_times(printed: str, draw: random.Random) -> Iterator[tuple[str, str]]:
    """Yield what is spoilt of a time as printed, and the time with it: a day by one to three, a month or a year by one. None where it prints none.

    >>> [kind for kind, _ in spoilt_times("4 March 2019", random.Random(1))]
    ['day', 'month', 'year']
    """
    weekday, month = (next((w for w in words if re.search(rf"\b{w}\b", printed)), None) for words in (_WEEKDAYS, _MONTHS))
    day, year = _DAY.search(printed) if month is not None else None, _YEAR.search(printed)
    if day is not None:
        number, by = int(day[0]), draw.choice((-3, -2, -1, 1, 2, 3))
        yield "day", f"{printed[: day.start()]}{number + by if 1 <= number + by <= _LAST else number - by}{printed[day.end() :]}"
    elif weekday is not None:
        yield "weekday", printed.replace(weekday, _WEEKDAYS[(_WEEKDAYS.index(weekday) + draw.choice((-3, -2, -1, 1, 2, 3))) % len(_WEEKDAYS)])
    if month is not None:
        yield "month", re.sub(rf"\b{month}\b", _MONTHS[(_MONTHS.index(month) + draw.choice((-1, 1))) % len(_MONTHS)], printed)
    if year is not None:
        yield "year", f"{printed[: year.start()]}{int(year[0]) + draw.choice((-1, 1))}{printed[year.end() :]}"


def _other_words(printed: str, draw: random.Random) -> str:
    lower = printed.lower()
    for row in (_RATIOS, _SHARES, _WORDS):
        known = next((w for w in sorted(row, key=len, reverse=True) if re.search(rf"\b{w}\b", lower)), None)
        if known is not None:
            start = lower.index(known)
            chosen = draw.choice([w for w in row if w != known])
            chosen = chosen.capitalize() if printed[start].isupper() else chosen
            return printed[:start] + chosen + printed[start + len(known) :]
    return f"fifty times {printed}" if lower in ("twice",) else f"forty-{printed}"


def _exchanged(text: str, draw: random.Random) -> str | None:
    digits = [i for i, c in enumerate(text) if c.isdigit()]
    pairs = [(i, j) for i, j in pairwise(digits) if text[i] != text[j] and not (i == 0 and text[j] == "0")]
    if not pairs:
        return None
    i, j = draw.choice(pairs)
    swapped = list(text)
    swapped[i], swapped[j] = swapped[j], swapped[i]
    return "".join(swapped)


def _tenfold(text: str, draw: random.Random) -> str | None:
    value = Decimal(text.replace(",", ""))
    return None if not value else _like(text, value * 10 if draw.random() < 0.5 or value < 10 or value % 10 else value / 10)


def _digit(text: str, draw: random.Random) -> str | None:
    """One of the first two digits another: a slip that matters."""
    places = [i for i, c in enumerate(text) if c.isdigit()][:2]
    at = draw.choice(places)
    return text[:at] + draw.choice([d for d in "123456789" if d != text[at]]) + text[at + 1 :]


def _other(text: str, draw: random.Random) -> str | None:
    """A number of the same length and the same noughts at its end, drawn by chance."""
    significant = text.rstrip("0,.") or text
    made = "".join(draw.choice("123456789") if c.isdigit() else c for c in significant)
    return made + text[len(significant) :]


def _like(printed: str, value: Decimal) -> str:
    """A value with as many decimals and with commas where the printed number has them."""
    plain = f"{value:,f}" if "," in printed or value >= 10_000 else f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


_MAKE: dict[str, Callable[[str, random.Random], str | None]] = {
    "exchanged": _exchanged, "tenfold": _tenfold, "digit": _digit, "other": _other,
}  # fmt: skip
