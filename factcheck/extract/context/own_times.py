"""Times that a figure is part of: "two years ago", "the past 12 months", "three weeks before the vote", "hours later"."""

from __future__ import annotations

from datetime import date

from factcheck.extract.context import times
from factcheck.tables.time import TimeTable

_OPENED = 4  # words before the figure with which its time may open: "over the past"


def find(lower: list[str], i: int, j: int, table: TimeTable, published: date | None) -> times.Found | None:
    """Return the time that the figure ``lower[i:j]`` is part of, a span of time; None where it is part of none.

    It has no date of its own: that would be the figure's value once more. "Six hours before sentencing" is no time but a span and what ended it.
    """
    if lower[j - 1].rpartition("-")[2] not in table.units:
        return None
    behind = lower[j] if j < len(lower) else ""
    if i and lower[i - 1] in table.spanning and behind in table.counted_from:
        return None  # "talked for six hours before the vote"
    for k in range(max(0, i - _OPENED), i + 1):
        found = times.at(lower, k, table, published)
        covers = found is not None and found.start <= i and found.end >= j and (found.start < i - 1 or found.end > j)
        if found is not None and covers and not _ends_in_action(lower, found.end, table):
            return found._replace(date=None)
    if behind in table.distant or (behind in table.counted_from and not _ends_in_action(lower, j + 1, table)):
        return times.Found(i, j + 1, None)
    return None


def _ends_in_action(lower: list[str], end: int, table: TimeTable) -> bool:
    """Whether "before" or "after" stands before the ``end`` and opens a clause without a subject: "six hours before sentencing"."""
    return 0 < end < len(lower) and lower[end - 1] in table.counted_from and lower[end].endswith("ing")
