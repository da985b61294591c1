"""What is said of a worker that has ended in the middle of its work."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.errors import FactcheckError


def lost(place: str, found: str, names: Sequence[str], remedy: str) -> FactcheckError:
    """The error that names what the worker was at: one thing, or the first and the last of several of which it was one.

    >>> print(lost("--jobs", "a worker process has ended", ["a.txt", "b.txt", "c.txt"], "free memory"))
    --jobs: a worker process has ended while it worked on one of 3, from a.txt to c.txt; free memory
    """
    if len(names) > 1:
        found += f" while it worked on one of {len(names)}, from {names[0]} to {names[-1]}"
    elif names:
        found += f" while it worked on {names[0]}"
    return FactcheckError(place, found, remedy=remedy)
