"""The records of a discrepancy: how a pair differs, in which order, and the sides of a fact."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.model import Fact, Figure, Step


@dataclass(frozen=True, slots=True)
class Order:
    """``sign`` is -1 where the first figure is the older, 1 where it is the newer, 0 where nothing says."""

    sign: int
    by: str  # for people: "published", "dates given", "days named", "order unknown"


UNKNOWN = Order(0, "order unknown")


# Strongest first. A slip explains more than a conflict does; what a text says itself (two parties, its headline) more than what texts say apart.
PATTERNS = ("unit", "transposition", "magnitude", "authorities", "parties", "internal", "conflict", "superseded", "bound")


SLIPS = ("unit", "transposition", "magnitude")


@dataclass(frozen=True, slots=True)
class Difference:
    """How one pair of figures disagrees."""

    pattern: str
    lowered: int  # steps below the rule's severity
    order: Order
    why: tuple[Step, ...]
    probability: float = 1.0  # that both sides speak of one fact


def rank(verdict: Difference) -> tuple[int, int, int]:
    """Strongest first."""
    return PATTERNS.index(verdict.pattern), verdict.lowered, verdict.order.sign == 0


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that say the same, in story order."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One discrepancy of a fact: its sides, the pair that shows it best, and how it is to be read."""

    fact: Fact
    sides: tuple[Group, ...]
    a: Figure
    b: Figure
    verdict: Difference
