"""What the sources say of each figure of a draft: supported, drifted, stale, contradicted or unsupported."""

from __future__ import annotations

from decimal import Decimal

from factcheck.check.differences.classify import classify
from factcheck.check.differences.pair import Pair
from factcheck.check.differences.updates import order_of
from factcheck.check.index import StoryIndex, role_group
from factcheck.check.message import phrase
from factcheck.model import Hedge, Modality, Role, Verdict
from factcheck.quantity.comparable import Comparable, bears_out
from factcheck.tables.nouns import noun_distance

_BOUNDS = (Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.MORE_THAN, Hedge.LESS_THAN)


def draft_verdicts(index: StoryIndex) -> tuple[Verdict, ...]:
    """Return a verdict for each figure of the scene's draft, in text order; () where there is no draft."""
    extraction = index.extractions.get(index.draft or "")
    if extraction is None:
        return ()
    return tuple(_verdict(index, index.comparables[f.id]) for f in extraction.figures if f.id not in index.doubles)


def _verdict(index: StoryIndex, mine: Comparable) -> Verdict:
    figure = mine.figure
    fact = index.fact_of.get(figure.id)
    others = [index.comparables[i] for i in index.in_order(fact.figures if fact else ()) if index.figures[i].source != figure.source]
    others = [r for r in others if role_group(r.figure) == role_group(figure) and r.figure.modality is not Modality.DENIED]
    if not others:
        if figure.role is Role.RESTATED:
            return Verdict(figure.id, "supported", (), "a conversion of the figure before it")
        return Verdict(figure.id, "unsupported", (), "no source gives this figure")
    agreeing = sorted(
        (r for r in others if r.key == mine.key and _bears_out(index, r, mine)), key=lambda r: (r.value != mine.value, index.order[r.figure.id])
    )
    plain = [r for r in others if r not in agreeing and r.figure.hedge not in _BOUNDS and classify(Pair(index, mine, r)) is not None]
    if agreeing and plain and all(r.figure.hedge in _BOUNDS and r.value != mine.value for r in agreeing):
        evidence = tuple(r.figure.id for r in (*plain, *agreeing))
        return Verdict(figure.id, "contradicted", evidence, "only a bound admits it; every source that gives a plain figure gives another")
    if agreeing:
        return _newer(index, mine, agreeing, others) or _supported(index, mine, agreeing, [r for r in others if r not in agreeing])
    against = [r for r in others if classify(Pair(index, mine, r)) is not None]
    if not against:
        return Verdict(figure.id, "unsupported", tuple(r.figure.id for r in others), "no source gives a figure that can be held against it")
    best = sorted(against, key=lambda r: (_distance(mine, r), index.order[r.figure.id]))
    return Verdict(figure.id, "contradicted", tuple(r.figure.id for r in best), "every source that has this figure gives another value")


def _bears_out(index: StoryIndex, source: Comparable, mine: Comparable) -> bool:
    """Whether a source's figure supports the draft's: both may hold, and neither is a bound that the other leaves far behind.

    "Up to 275" is no support for 257, nor "at least 23" for 96.
    """
    if not index.meets(source, mine):
        return False
    return bears_out(source, mine.low, index.tolerances) and bears_out(mine, source.low, index.tolerances)


def _distance(mine: Comparable, other: Comparable) -> Decimal:
    """How far apart two values are, as a share of the larger; figures of another unit are the farthest."""
    larger = max(abs(mine.low), abs(other.low))
    return abs(mine.low - other.low) / larger if larger and mine.key == other.key else Decimal(2)


def _newer(index: StoryIndex, mine: Comparable, agreeing: list[Comparable], others: list[Comparable]) -> Verdict | None:
    """The draft repeats a value that a later source has moved on from."""
    moved = []
    for r in others:
        if r in agreeing:
            continue
        pairs = [(classify(Pair(index, old, r)), order_of(index, old.figure, r.figure).sign) for old in agreeing]
        if all(sign <= 0 for _, sign in pairs) and any(v is not None and v.pattern == "superseded" and sign < 0 for v, sign in pairs):
            moved.append(r)
    if not moved:
        return None
    evidence = (*(r.figure.id for r in moved), *(r.figure.id for r in agreeing))
    return Verdict(mine.figure.id, "stale", evidence, f"{moved[-1].figure.source} is later and says {phrase(index, moved[-1].figure)}")


def _supported(index: StoryIndex, mine: Comparable, agreeing: list[Comparable], others: list[Comparable]) -> Verdict:
    best = [r for r in agreeing if r.value == mine.value]
    evidence = tuple(r.figure.id for r in agreeing)
    if best and mine.figure.hedge is Hedge.EXACT and all(r.figure.hedge in _BOUNDS for r in best):
        return Verdict(mine.figure.id, "drifted", evidence, f"every source says {phrase(index, best[0].figure)}")
    nouns = {noun_distance(mine.figure.noun, r.figure.noun, index.vocabulary) for r in best}
    if best and nouns <= {"other", "bundle"}:
        return Verdict(mine.figure.id, "drifted", evidence, "every source counts another thing")
    lineages = len({index.lineage(r.figure) for r in agreeing})
    said = f"by {lineages} independent source{'s' * (lineages > 1)}"
    against = [r for r in others if classify(Pair(index, mine, r)) is not None]
    if not against:
        return Verdict(mine.figure.id, "supported", evidence, said)
    other = against[0].figure
    rest = len({index.lineage(r.figure) for r in against})
    says = "says" if rest == 1 else f"and {rest - 1} more say"
    return Verdict(
        mine.figure.id, "supported", (*evidence, *(r.figure.id for r in against)), f"{said}, but {other.source} {says} {phrase(index, other)}"
    )  # fmt: skip
