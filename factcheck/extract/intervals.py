"""From a hedged, rounded quantity to the values that it admits. The numbers behind it stand in ``rules/lexicon/intervals.yaml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from factcheck.extract.candidate import Candidate
from factcheck.model import Hedge, Interval, Kind
from factcheck.paths import rules_root
from factcheck.tables.yamlfile import read_yaml


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a printed value reaches."""

    round_zeros: int
    round_from: Decimal
    about_min: Decimal
    about_max: Decimal
    share_about: Decimal
    below: frozenset[str]


@cache
def load_tolerance() -> Tolerance:
    """Load ``rules/lexicon/intervals.yaml`` once per process."""
    data = read_yaml(rules_root() / "lexicon" / "intervals.yaml")
    return Tolerance(
        int(data["round_zeros"]), Decimal(data["round_from"]), Decimal(data["about_min"]), Decimal(data["about_max"]),
        Decimal(data["share_about"]), frozenset(data["below"].split()),
    )  # fmt: skip


def interval_of(candidate: Candidate, hedge: Hedge, cues: Sequence[str], tolerance: Tolerance) -> Interval:
    """Return the values admitted by a quantity under a hedge, in the quantity's own unit.

    The lower bound of a range printed upside down is its smaller end. Source of the rounding rule: statcheck (Nuijten et al. 2016).
    """
    low, high = (candidate.low, candidate.high) if candidate.low <= candidate.high else (candidate.high, candidate.low)
    if candidate.margin is not None:
        return Interval(low - candidate.margin, high + candidate.margin)
    half = _half_step(candidate, tolerance)
    if hedge is Hedge.EXACT or hedge is Hedge.VAGUE:
        if candidate.vague:
            return Interval(low, high)
        return Interval(low - half, high + half)
    if hedge is Hedge.ABOUT:
        reach = _about(candidate, tolerance)
        below = any(word in tolerance.below for row in cues for word in row.split())
        return Interval(low - reach, high + (half if below else reach))
    if hedge is Hedge.AT_LEAST:
        return Interval(low - half, None)
    if hedge is Hedge.MORE_THAN:
        return Interval(low - half, None, low_open=True)
    if hedge is Hedge.AT_MOST:
        return Interval(None, high + half)
    return Interval(None, high + half, high_open=True)


def _half_step(candidate: Candidate, tolerance: Tolerance) -> Decimal:
    """Half a print step where the number is rounded: decimals, scaled numbers, shares, and large round integers."""
    step = candidate.step
    if candidate.kind is Kind.SHARE:
        return step * 2 if candidate.low != Decimal("0.5") else step
    if candidate.kind is Kind.MULTIPLE or candidate.kind is Kind.AGE:
        return Decimal(0)
    if step < 1 or candidate.scaled or candidate.kind is Kind.PERCENT or (candidate.unit and candidate.dimension not in ("currency", "time")):
        return step / 2
    round_enough = candidate.high >= tolerance.round_from and step >= Decimal(10) ** tolerance.round_zeros
    return step / 2 if round_enough else Decimal(0)


def _about(candidate: Candidate, tolerance: Tolerance) -> Decimal:
    size = abs(candidate.high)
    if candidate.kind is Kind.SHARE:
        return size * tolerance.share_about
    return max(size * tolerance.about_min, min(candidate.step / 2, size * tolerance.about_max))
