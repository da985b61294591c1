"""A headline held to its body: a number that the text below neither gives nor makes up, beside one of the same sort that it does give.

Alignment alone cannot do this: a wrong number in a headline speaks against its own link, and headlines leave out the words that would make it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from re import findall

from factcheck.check.chronology import UNKNOWN
from factcheck.check.judging import Verdict, rounds_to
from factcheck.check.likeness import Relate
from factcheck.check.sameness import evidence, load_sameness, value_distance
from factcheck.check.scene import Reading, Scene
from factcheck.check.signature import power_of_ten, swapped
from factcheck.check.wording import Disagreement, Group
from factcheck.model import Figure, Hedge, Kind, Modality, Position, Role, Step

_FURNITURE = (Position.HEADLINE, Position.BYLINE, Position.BOILERPLATE)
_SLIP_POWERS = (1, 3)  # a nought, or million for billion
_MOST = 14  # figures of one sort whose sums are tried


def headline_conflicts(scene: Scene, relate: Relate) -> tuple[Disagreement, ...]:
    """Return the headline figures that their bodies do not bear out, in story order; facts that the alignment has joined are left to it."""
    found = []
    for extraction in scene.story.extractions:
        body = [scene.readings[f.id] for f in extraction.figures if f.position not in _FURNITURE and f.id not in scene.doubles]
        for figure in extraction.figures:
            if figure.position is Position.HEADLINE and body and not _left_alone(figure):
                best = _held(scene, scene.readings[figure.id], body, relate)
                if best is not None:
                    found.append(best)
    return tuple(found)


def _left_alone(figure: Figure) -> bool:
    """Figures that a body may pass over, or put in words that are no figure: vague ones, multiples, what is denied, ranks and small counts."""
    q = figure.quantity
    return figure.hedge is Hedge.VAGUE or q.kind in (Kind.MULTIPLE, Kind.SHARE) or figure.modality is Modality.DENIED or q.is_range or not q.low


def _held(scene: Scene, mine: Reading, body: Sequence[Reading], relate: Relate) -> Disagreement | None:
    figure = mine.figure
    alike = [r for r in body if r.key == mine.key and r.figure.quantity.kind is figure.quantity.kind]
    if _borne_out(scene, mine, body) or _made_up(mine, alike, together=True):
        return None
    ranked = []
    for other in (*alike, *_other_units(mine, body)):
        points, steps = _points(scene, mine, other, alike, relate)
        ranked.append((-points, scene.order[other.figure.id], other, steps))
    if not ranked:
        return None
    points, _, other, steps = min(ranked, key=lambda r: r[:2])
    marks = load_sameness()
    close = {"sameness:slip", "sameness:value_near", "sameness:value_close"} & {s.by for s in steps}
    needed = marks.headline_at if close else marks.headline_error_at
    if -points < (max(needed, marks.headline_made_up_at) if _made_up(mine, alike) else needed):
        return None
    values = [r.figure.id for r in alike if r.value == other.value] or [other.figure.id]
    sides = (Group((figure.id,)), Group(scene.in_order(values)))
    why = (*steps, Step("same", "points", str(-points)), Step("headline", "body", f"{figure.surface} stands nowhere in the body"))
    quieter = 0 if -points >= marks.headline_error_at else 1
    return Disagreement(scene.fact_of[figure.id], sides, figure, other.figure, Verdict("internal", quieter, UNKNOWN, why))


def _borne_out(scene: Scene, mine: Reading, body: Sequence[Reading]) -> bool:
    """Whether the body gives the number: as a figure that admits it, or as digits that were read as something else, such as a year or a rank."""
    for other in body:
        if other.key == mine.key and (_near(scene, mine, other) or rounds_to(mine, other)):
            return True
        if other.key.partition("/")[0] == mine.key.partition("/")[0] and other.value == mine.value:
            return True
    extraction = scene.extractions[mine.figure.source]
    start = min(extraction.layout.sentences[r.figure.sentence].start for r in body)
    printed = findall(r"\d+(?:[.,]\d+)*", mine.figure.surface)
    excluded = {token for e in extraction.exclusions if e.start >= start for token in findall(r"\d+(?:[.,]\d+)*", e.surface)}
    return bool(printed) and all(token in excluded for token in printed)


def _near(scene: Scene, mine: Reading, other: Reading) -> bool:
    """Whether both may hold, an open bound reaching no further than a headline would take it: "more than 40" is not 400."""
    if not scene.meets(mine, other) or (
        mine.figure.quantity.step < other.figure.quantity.step and other.figure.hedge is Hedge.EXACT and _finer(scene, mine, other)
    ):
        return False
    reach = load_sameness().bound_reach
    small, large = sorted((abs(mine.low), abs(other.low))) if not other.figure.quantity.is_range else (abs(mine.low), abs(mine.low))
    return large <= small * reach or Hedge.VAGUE is other.figure.hedge


def _finer(scene: Scene, mine: Reading, other: Reading) -> bool:
    """Whether the headline gives more digits than the body bears out: bodies are fine and headlines round, not the other way."""
    return (
        mine.figure.hedge is Hedge.EXACT and mine.key != "ratio" and mine.low != other.low and mine.figure.quantity.unit == other.figure.quantity.unit
    )


def _made_up(mine: Reading, alike: Sequence[Reading], together: bool = False) -> bool:
    """Whether two figures of the body make the number: sum, difference, the rest of a hundred percent. ``together``: in one sentence."""
    chosen = list({r.low: r for r in alike}.values())[:_MOST]
    room = mine.figure.quantity.step * mine.factor / 2
    for x, y in combinations(chosen, 2):
        if together and x.figure.sentence != y.figure.sentence:
            continue
        if abs(x.low + y.low - mine.low) <= room or abs(abs(x.low - y.low) - mine.low) <= room:
            return True
    return mine.key == "ratio" and any(abs(1 - r.low - mine.low) <= room for r in chosen)


def _other_units(mine: Reading, body: Sequence[Reading]) -> list[Reading]:
    """Figures of the body that print the number of the headline with another unit of the same sort."""
    q = mine.figure.quantity
    return [
        r for r in body
        if r.key != mine.key and q.unit and r.figure.quantity.unit and r.figure.quantity.kind is q.kind and r.figure.quantity.dimension == q.dimension
        and (r.figure.quantity.low, r.figure.quantity.high) == (q.low, q.high)
    ]  # fmt: skip


def _points(scene: Scene, mine: Reading, other: Reading, alike: Sequence[Reading], relate: Relate) -> tuple[Decimal, tuple[Step, ...]]:
    """Evidence that headline and body speak of one thing, with what a slip of the pen and being the only figure of its sort add to it."""
    marks = load_sameness()
    points, steps = evidence(scene, mine, other, relate)
    a, b = mine.figure.quantity, other.figure.quantity
    if a.kind is Kind.AGE:
        names = [name for name in ("headline", value_distance(mine, other)) if name]
        points = sum((getattr(marks, name) for name in names), Decimal(0))
        steps = tuple(Step("same", f"sameness:{name}", str(getattr(marks, name))) for name in names)
    extra = []
    if (a.unit != b.unit and a.low == b.low) or (a.low != b.low and (swapped(a.low, b.low) or power_of_ten(a.low, b.low) in _SLIP_POWERS)):
        extra.append("slip")
    if len({r.value for r in alike}) == 1:
        extra.append("only_one")
    if other.figure.role in (Role.CHANGE, Role.PREVIOUS) and mine.figure.role is not other.figure.role:
        extra.append("other_role")
    points += sum((getattr(marks, name) for name in extra), Decimal(0))
    return points, (*steps, *(Step("same", f"sameness:{name}", str(getattr(marks, name))) for name in extra))
