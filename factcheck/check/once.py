"""One slip is told once: a wrong conversion, or a number taken back, and the conflicts that it makes with others are one finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.check.differences.difference import Group
from factcheck.check.index import StoryIndex
from factcheck.check.message import sides_of, who_text
from factcheck.check.rule import Rule
from factcheck.model import Finding

_SLIP = {"conversion": -1, "corrected": 0}  # kinds of rules that tell a slip, and which of their sides it is


def once(index: StoryIndex, found: list[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """Take conflicts one side of which is nothing but such a slip into the finding on the slip, with what the others print."""
    kinds = {r.id: r.kind for r in rules}
    telling = {r for r, kind in kinds.items() if kind in _SLIP}
    slips = {i: n for n, f in enumerate(found) if f.rule in telling for i in f.sides[_SLIP[kinds[f.rule]]].figures}
    kept: dict[int, Finding] = dict(enumerate(found))
    for n, conflict in enumerate(found):
        slip = next((slips[s.figures[0]] for s in conflict.sides if s.figures and all(i in slips for i in s.figures)), None)
        if slip is None or conflict.rule in telling:
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
