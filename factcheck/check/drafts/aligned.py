"""What the sources say of a figure of a draft by the facts of the alignment: supported, drifted, stale, contradicted, or nothing."""

from __future__ import annotations

from decimal import Decimal

from factcheck.check.differences.classify import classify
from factcheck.check.differences.pair import Pair
from factcheck.check.differences.signature import with_slip
from factcheck.check.differences.updates import order_of
from factcheck.check.drafts.instead import slip_points
from factcheck.check.drafts.match import BOUNDS, gives, mistaken_for, named_apart, of_another, says
from factcheck.check.index import StoryIndex, role_group
from factcheck.check.message import phrase
from factcheck.model import Figure, Hedge, Kind, Modality, Role, Verdict
from factcheck.quantity.comparable import Comparable
from factcheck.tables.drafts import load_drafts


def by_fact(index: StoryIndex, mine: Comparable) -> Verdict:
    """The verdict on a figure by the figures that the alignment put into one fact with it."""
    figure = mine.figure
    fact = index.fact_of.get(figure.id)
    others = [index.comparables[i] for i in index.in_order(fact.figures if fact else ()) if index.figures[i].source != figure.source]
    others = [r for r in others if role_group(r.figure) == role_group(figure) and r.figure.modality is not Modality.DENIED]
    if not others:
        if figure.role is Role.RESTATED:
            return Verdict(figure.id, "supported", (), "a conversion of the figure before it", "conversion")
        return Verdict(figure.id, "unsupported", (), "no source gives this figure")
    giving = [r for r in others if r.key == mine.key and gives(index, r, mine) and not of_another(index, r, mine)]
    agreeing = sorted((r for r in giving if not named_apart(index, r, mine)), key=lambda r: (r.value != mine.value, index.order[r.figure.id]))
    if giving and not agreeing:
        return Verdict(figure.id, "unsupported", (), f"{says(index, giving[0].figure)}, which is another thing")
    plain = [r for r in others if r not in giving and r.figure.hedge not in BOUNDS and classify(Pair(index, mine, r)) is not None]
    if agreeing and plain and all(r.figure.hedge in BOUNDS and r.value != mine.value for r in giving):
        evidence = tuple(r.figure.id for r in (*plain, *agreeing))
        return Verdict(figure.id, "contradicted", evidence, "only a bound admits it; every source that gives a plain figure gives another")
    if agreeing:
        return _newer(index, mine, agreeing, others) or supported(index, mine, agreeing, [r for r in others if r not in giving])
    against = [r for r in others if classify(Pair(index, mine, r)) is not None]
    if not against:
        return Verdict(figure.id, "unsupported", tuple(r.figure.id for r in others), "no source gives a figure that can be held against it")
    table = load_drafts()
    if not any(_chance(index, mine, r) >= (table.against_at if slip_points(mine, r) else table.surely_at) for r in against):
        return Verdict(figure.id, "unsupported", tuple(r.figure.id for r in others), "no source gives a figure that is surely meant")
    best = sorted(against, key=lambda r: (_distance(mine, r), index.order[r.figure.id]))
    if _only_bounded(mine, best[0]):
        return Verdict(figure.id, "drifted", tuple(r.figure.id for r in best), says(index, best[0].figure), "bound")
    return Verdict(figure.id, "contradicted", tuple(r.figure.id for r in best), "every source that has this figure gives another value")


def _chance(index: StoryIndex, mine: Comparable, other: Comparable) -> Decimal:
    """The probability that a figure of a source is of the fact that the draft tells, where their values disagree."""
    pair = Pair(index, mine, other)
    found = classify(pair)
    return Decimal(with_slip(pair, found)) if found is not None else Decimal(0)


def _distance(mine: Comparable, other: Comparable) -> Decimal:
    """How far apart two values are, as a share of the larger; figures of another unit are the farthest."""
    larger = max(abs(mine.low), abs(other.low))
    return abs(mine.low - other.low) / larger if larger and mine.key == other.key else Decimal(2)


def _only_bounded(mine: Comparable, other: Comparable) -> bool:
    """Whether two figures print one number, and only one of them as a bound: "four days" beside "just under four days"."""
    x, y = mine.figure, other.figure
    one = mine.key == other.key and mine.value == other.value and not x.quantity.is_range
    return one and (x.hedge in BOUNDS) != (y.hedge in BOUNDS)


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
    return Verdict(mine.figure.id, "stale", evidence, f"{index.names[moved[-1].figure.source]} is later and says {phrase(index, moved[-1].figure)}")


def supported(index: StoryIndex, mine: Comparable, agreeing: list[Comparable], others: list[Comparable]) -> Verdict:
    """The verdict on a figure that sources bear out: drifted where all of them are more careful, count another thing, or are less fine."""
    best = [r for r in agreeing if r.value == mine.value]
    evidence = tuple(r.figure.id for r in agreeing)
    lost = _lost(index, mine, agreeing, best)
    if lost is not None:
        return Verdict(mine.figure.id, "drifted", evidence, lost[1], lost[0])
    lineages = len({index.lineage(r.figure) for r in agreeing})
    said = f"by {lineages} independent source{'s' * (lineages > 1)}"
    against = [r for r in others if classify(Pair(index, mine, r)) is not None]
    if not against:
        return Verdict(mine.figure.id, "supported", evidence, said)
    other = against[0].figure
    rest = len({index.lineage(r.figure) for r in against})
    says = f"{index.names[other.source]} {'says' if rest == 1 else f'and {rest - 1} more say'} {phrase(index, other)}"
    return Verdict(mine.figure.id, "supported", (*evidence, *(r.figure.id for r in against)), f"{said}, but {says}")


def _lost(index: StoryIndex, mine: Comparable, agreeing: list[Comparable], best: list[Comparable]) -> tuple[str, str] | None:
    """What a figure lost on the way from every source that bears it out: its bound, its noun, its roundness, its being a whole; None for nothing."""
    if best and mine.figure.hedge is Hedge.EXACT and all(r.figure.hedge in BOUNDS for r in best):
        return "bound", f"every source says {phrase(index, best[0].figure)}"
    if best and all(mistaken_for(index, mine.figure, r.figure) for r in best):
        return "noun", "every source counts another thing"
    if not best and all(_rounder(r, mine) for r in agreeing):
        return "precision", f"finer than every source: {index.names[agreeing[0].figure.source]} says {phrase(index, agreeing[0].figure)}"
    parts = [_part_of(index, mine.figure, r.figure) for r in agreeing]
    if all(parts) and parts[0] is not None:
        return "whole", f"{index.names[agreeing[0].figure.source]} says that of {phrase(index, parts[0])} out of it"
    return None


def _rounder(source: Comparable, mine: Comparable) -> bool:
    """Whether a source's number is coarser than the draft's that it admits: "about 310" beside 318. A bound supports what lies near its end."""
    a, b = source.figure, mine.figure
    if (
        a.quantity.unit != b.quantity.unit
        or a.quantity.kind is not b.quantity.kind
        or b.quantity.kind is Kind.SHARE
        or not BOUNDS.isdisjoint((a.hedge, b.hedge))
    ):
        return False
    return not a.quantity.is_range and a.hedge is not Hedge.VAGUE and a.quantity.step > b.quantity.step


def _part_of(index: StoryIndex, mine: Figure, whole: Figure) -> Figure | None:
    """The part of which a source says what the draft says of the whole: "regained 10,000 of the 178,000 jobs"; None where it is none."""
    if whole.role is not Role.WHOLE or mine.role in (Role.WHOLE, Role.PART) or mine.predicate is None:
        return None
    before = [f for f in index.sentence(whole) if f.ordinal == whole.ordinal - 1]
    part = before[0] if before else None
    alike = part is not None and part.predicate is not None and part.predicate.lemma == mine.predicate.lemma
    return part if alike else None
