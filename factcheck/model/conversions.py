"""Which figures state another one again in another unit."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Figure, Role


def pairs(figures: tuple[Figure, ...]) -> Iterator[tuple[Figure, Figure]]:
    """Each restated figure with the one that it restates: the nearest before it that is no conversion itself."""
    base: Figure | None = None
    for figure in figures:
        if figure.role is not Role.RESTATED:
            base = figure
        elif base is not None and base.sentence == figure.sentence and base.quantity.unit != figure.quantity.unit:
            yield base, figure
