"""What a sum makes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """What some figures of a source make: the value in the unit of the draft's figure, spelled out, and from what."""

    value: Decimal
    text: str
    figures: tuple[str, ...]
    sure: int = (
        0  # 2 where the draft names a difference and both that it is of, 1 where it tells one and the other stands beside: hardly another is meant
    )
