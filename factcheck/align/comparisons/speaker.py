"""Who is said to have said it. Two reports of one poll name one pollster; a speaker whom the other source never names tells of something else."""

from __future__ import annotations

from factcheck.align.comparisons.aspect import Aspect, Pair
from factcheck.align.records.record import Entry


def _speaker(pair: Pair) -> str:
    x, y = pair.x, pair.y
    if not x.speaker or not y.speaker:
        return "one_missing" if x.speaker or y.speaker else "none"
    if x.speaker <= y.speaker or y.speaker <= x.speaker:
        return "same"
    if not x.speaker.isdisjoint(y.speaker):
        return "share"
    return "strange" if _unheard(pair, x, y) and _unheard(pair, y, x) else "differs"


def _unheard(pair: Pair, x: Entry, y: Entry) -> bool:
    """Whether the source of ``y`` prints no word of the speaker of ``x``."""
    uses = pair.story.context.stem_uses[y.source]
    return not any(uses[stem] for stem in x.speaker)


SPEAKER = Aspect("speaker", ("same", "share", "differs", "strange", "one_missing", "none"), _speaker, lambda e: " ".join(sorted(e.speaker)))
