"""One slip is told once: a wrong conversion and the conflicts that it makes with others are one finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.check.differences.difference import Group
from factcheck.check.index import StoryIndex
from factcheck.check.message import sides_of, who_text
from factcheck.check.rule import Rule
from factcheck.model import Finding


def once(index: StoryIndex, found: list[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """Take conflicts one side of which is nothing but a wrong conversion into the finding on that conversion, with what the others print."""
    converting = {r.id for r in rules if r.kind == "conversion"}
    slips = {i: n for n, f in enumerate(found) if f.rule in converting for i in f.sides[-1].figures}
    kept: dict[int, Finding] = dict(enumerate(found))
    for n, conflict in enumerate(found):
        slip = next((slips[s.figures[0]] for s in conflict.sides if s.figures and all(i in slips for i in s.figures)), None)
        if slip is None or conflict.rule in converting:
            continue
        kept[slip] = _joined(index, kept[slip], conflict)
        del kept[n]
    return list(kept.values())


def _joined(index: StoryIndex, slip: Finding, conflict: Finding) -> Finding:
    others = index.in_order(i for s in conflict.sides for i in s.figures if i not in slip.figures)
    if not others:
        return slip
    groups = [Group(others)]
    message = f"{slip.message} {who_text(index, groups)}"
    return replace(slip, message=message, figures=index.in_order((*slip.figures, *others)), sides=(*slip.sides, *sides_of(index, groups)))
