"""Who watches a run, and is told how far it has come."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.model import Extraction

Progress = Callable[[str, int, int], None]  # stage, done, of


class Watcher:
    """A run that nobody watches; whoever does overrides what it wants to hear."""

    def __call__(self, stage: str, done: int, of: int) -> None:
        """A stage has done so much."""

    def extracted(self, extraction: Extraction, cached: bool) -> None:
        """A source is read: now, or when it was last met."""

    def word(self, text: str) -> None:
        """Something about the machine that the user should hear, and that changes no result."""


class _Told(Watcher):
    """A plain function that is told of the stages only."""

    def __init__(self, told: Progress) -> None:
        self._told = told

    def __call__(self, stage: str, done: int, of: int) -> None:
        self._told(stage, done, of)


def watching(progress: Progress) -> Watcher:
    """A watcher as it is, a function as one."""
    return progress if isinstance(progress, Watcher) else _Told(progress)


UNWATCHED = Watcher()
