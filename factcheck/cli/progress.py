"""How far a run has come: a line on a terminal, lines in a log where they are asked for, events in a log of JSON; and what did not need reading."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.cli.streams import log, say, tell
from factcheck.execute import Watcher

if TYPE_CHECKING:
    from factcheck.model import Extraction, Result, Skip, Source

_FIRST = 1.0  # seconds before anything is shown: a short run is over by then
_AGAIN = {True: 0.1, False: 2.0}  # seconds between two looks, on a terminal and in a log


class Progress(Watcher):
    """Watches the runs of one command. ``quiet`` silences all of it."""

    def __init__(self, quiet: bool = False) -> None:
        self._terminal = sys.stderr is not None and sys.stderr.isatty() and not log().as_json
        self._quiet = quiet
        log().quiet = quiet
        self._on = not quiet and (self._terminal or log().progress or log().as_json)
        self._drawn = False  # a line stands on the terminal
        self.begin()

    def begin(self) -> None:
        """Begin to count anew."""
        self._start = self._last = self._since = time.monotonic()
        self._stage, self._base = "", 0
        self._counts: Counter[str] = Counter()

    def __call__(self, stage: str, done: int, of: int) -> None:
        """Show how far a stage has come."""
        if not self._on:
            return
        now = time.monotonic()
        if stage != self._stage or done < self._base:  # a stage of its own: what stands at its first word has cost it nothing
            self._stage, self._base, self._since = stage, done, now
        if now - self._start <= _FIRST or (now - self._last < _AGAIN[self._terminal] and self._drawn):
            return
        self._last = now
        self._show(stage, done, of, now - self._since)

    def _show(self, stage: str, done: int, of: int, seconds: float) -> None:
        self._drawn = True
        count = f" {done:,}/{of:,}" if of > 1 else ""
        rate = (done - self._base) / seconds if seconds > 0 else 0.0
        left = (of - done) / rate if rate else None
        if log().as_json:
            told = {"rate": round(rate, 1), "left": round(left)} if left is not None else {}
            tell("progress", stage=stage, done=done, of=of, **told)
            return
        pace = f", {rate:,.0f}/s, {_clock(left)} left" if left is not None and rate >= 1 else f", {_clock(left)} left" if left is not None else ""
        line = f"{stage}{count}{pace} …"
        say(f"\r\x1b[K{line}" if self._terminal else line, end="" if self._terminal else "\n", form="coloured" if self._terminal else "terminal")

    def read(self, sources: Sequence[Source], skipped: Sequence[Skip]) -> None:
        """The sources are there."""
        tell("read", sources=len(sources), not_read=sum(not s.ours for s in skipped), characters=sum(len(s.text) for s in sources))

    def extracted(self, extraction: Extraction, cached: bool) -> None:
        """A source is read: now, or when it was last met."""
        counts = {"figures": len(extraction.figures), "datings": len(extraction.datings), "excluded": len(extraction.exclusions)}
        self._counts.update(sources=1, cached=int(cached), figures=counts["figures"])
        tell("source", source=extraction.source.id, cached=cached, **counts)

    def checked(self, result: Result) -> None:
        """A story is checked."""
        if not self._quiet:
            found = Counter(f.severity.value for f in result.findings if not f.accepted)
            tell("check", story=result.title, sources=result.coverage.sources, facts=len(result.story.facts), findings=dict(sorted(found.items())))

    def word(self, text: str) -> None:
        """Something about the machine that changes no result."""
        if not self._quiet:
            self.clear()
            say(f"factcheck: {text}")

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn and self._terminal:
            say("\r\x1b[K", end="", form="coloured")
        self._drawn = False

    def end(self) -> None:
        """Take the line away, and say what did not need reading."""
        self.clear()
        sources, cached = self._counts["sources"], self._counts["cached"]
        if self._quiet or not sources:
            return
        tell("summary", sources=sources, extracted=sources - cached, cached=cached, figures=self._counts["figures"])
        if cached and not log().as_json:
            say(_unchanged(sources, cached))


def _unchanged(sources: int, cached: int) -> str:
    """What did not need reading, in a line.

    >>> _unchanged(1, 1)
    'nothing extracted: the source is as it was when it was last read'
    >>> _unchanged(5, 3)
    '2 of 5 sources extracted, the others are as they were when they were last read'
    """
    if cached < sources:
        return f"{sources - cached:,} of {sources:,} sources extracted, the others are as they were when they were last read"
    if sources == 1:
        return "nothing extracted: the source is as it was when it was last read"
    return f"nothing extracted: all {sources:,} sources are as they were when they were last read"


def _clock(seconds: float) -> str:
    """A stretch of time as clocks show it.

    >>> _clock(9.4), _clock(61), _clock(4000)
    ('0:09', '1:01', '1:06:40')
    """
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
