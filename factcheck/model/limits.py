"""How much of a thing is read at most. What goes beyond is never dropped in silence: it is an error, or counted in the coverage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one run; ``[limits]`` in the configuration sets them."""

    bytes: int = 256_000_000  # of a source; a larger one of a folder is not read, a larger one that is named is an error
    sources: int = 20_000  # of a story; more are an error
    figures: int = 1_000_000  # of a source; what comes behind them in it is not checked, and counted
    findings: int = 25_000  # of a report, the most severe first; GitHub takes as many of a SARIF file. What is beyond is counted
