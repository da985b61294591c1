"""One slip is told once: a wrong conversion, a number taken back or two that changed places, and the conflicts that it makes are one finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.check.differences.difference import Group
from factcheck.check.index import StoryIndex
from factcheck.check.message import sides_of, who_text
from factcheck.check.rule import Rule
from factcheck.model import Finding

_SLIP = {"conversion": -1, "corrected": 0}  # kinds of rules that tell a slip, and which of their sides it is
_CROSSED = "places"  # the kind whose findings name all four numbers


def once(index: StoryIndex, found: list[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """Take conflicts one side of which is nothing but such a slip into the finding on the slip, with what the others print."""
    kinds = {r.id: r.kind for r in rules}
    telling = {r for r, kind in kinds.items() if kind in _SLIP}
    slips = {i: n for n, f in enumerate(found) if f.rule in telling for i in f.sides[_SLIP[kinds[f.rule]]].figures}
    crossed = [set(f.ids) for f in found if kinds[f.rule] == _CROSSED]
    kept = {n: f for n, f in enumerate(found) if kinds[f.rule] in (_CROSSED, "draft") or not any(ids >= set(f.ids) for ids in crossed)}
    for n, conflict in tuple(kept.items()):
        slip = next((slips[s.figures[0]] for s in conflict.sides if s.figures and all(i in slips for i in s.figures)), None)
        if slip is None or slip not in kept or conflict.rule in telling:
            continue
        if kinds[conflict.rule] == "draft":
            kept[n] = _with_correction(conflict, found[slip])
            continue
        kept[slip] = _joined(index, kept[slip], conflict)
        del kept[n]
    return list(kept.values())


def _with_correction(told: Finding, slip: Finding) -> Finding:
    """A finding on a draft's figure, which says too that another text took that number back."""
    steps = [step for step in slip.trace if step.stage == "correction"]
    return replace(told, message=" ".join([told.message, *(step.outcome for step in steps)]), trace=(*told.trace, *steps))


def _joined(index: StoryIndex, slip: Finding, conflict: Finding) -> Finding:
    others = index.in_order(i for s in conflict.sides for i in s.figures if i not in slip.figures)
    if not others:
        return slip
    groups = [Group(others)]
    message = f"{slip.message} {who_text(index, groups)}"
    return replace(slip, message=message, figures=index.in_order((*slip.figures, *others)), sides=(*slip.sides, *sides_of(index, groups)))
