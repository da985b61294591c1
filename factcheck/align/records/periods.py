"""The business period that a figure is told for: the first quarter, the second half, the full year."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.tables.time import time_table

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_SPANS = ("quarter", "half")
_QUARTERS = {f"q{n}": n for n in range(1, 5)}
_ENDED = 6  # words behind "quarter" in which the month may stand that closes it
_WHOLE = frozenset("full fiscal whole entire".split())
_MONTHS_A_QUARTER = 3


def period_of(before: Sequence[str], after: Sequence[str]) -> str:
    """The period by the lower-case words on either side of a figure, the nearer side first: "quarter 1", "half 2", "year"; "" if none is told.

    A quarter that "ended in June" is the second of the calendar.
    """
    return _within(after) or _within(before)


def _within(words: Sequence[str]) -> str:
    for k, word in enumerate(words):
        if word in _QUARTERS:
            return f"quarter {_QUARTERS[word]}"
        ordinal, _, span = word.partition("-")
        if span in _SPANS and ordinal in _ORDINALS:
            return f"{span} {_ORDINALS[ordinal]}"
        before = words[k - 1] if k else ""
        if word in _SPANS and before in _ORDINALS:
            return f"{word} {_ORDINALS[before]}"
        if word == "quarter":
            months = time_table().months
            ended = next((months[w] for w in words[k + 1 : k + 1 + _ENDED] if w in months), None)
            if ended is not None:
                return f"quarter {(ended - 1) // _MONTHS_A_QUARTER + 1}"
        if word == "year" and before in _WHOLE:
            return "year"
    return ""
