"""Time in tests of growth: the least of several tries, so that a busy machine fails nothing that a quiet one passes."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence

TRIES = 6  # a neighbour slows one try and never makes one faster


def least(works: Sequence[Callable[[], object]], fits: Callable[..., bool]) -> list[float]:
    """The least process time of each work, in seconds, over as many tries as it takes until ``fits`` holds of them, at most ``TRIES``.

    Garbage is collected before each: a collection inside one would be its own growth.
    """
    found = [float("inf")] * len(works)
    for _ in range(TRIES):
        found = [min(best, _once(work)) for best, work in zip(found, works, strict=True)]
        if fits(*found):
            break
    return found


def _once(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()
