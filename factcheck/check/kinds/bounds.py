"""Figures that cannot be as printed: a part larger than its whole, more than all of something, a range upside down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.check.rule import Rule
from factcheck.check.scene import Scene
from factcheck.check.wording import Group, finding, number, phrase
from factcheck.model import Figure, Finding, Hedge, Kind, Modality, Role, Step

PARAMETERS = {"whole_words": "words", "growth_words": "words", "of": "words"}
FIELDS = "source a b why"
_LINK = re.compile(r"[\w'’]+")


def check(scene: Scene, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each figure or pair of figures that cannot hold as printed."""
    for extraction in scene.story.extractions:
        figures = [f for f in extraction.figures if f.id not in scene.doubles]
        for figure in figures:
            why = _alone(scene, rule, figure)
            if why:
                yield _found(scene, rule, (figure,), why)
        for part, whole in zip(figures, figures[1:], strict=False):
            pair = _part_and_whole(scene, rule, part, whole)
            if pair is not None:
                yield _found(scene, rule, pair, f"{number(pair[0].quantity.low)} is more than the whole of {number(pair[1].quantity.high)}")


def _found(scene: Scene, rule: Rule, figures: tuple[Figure, ...], why: str) -> Finding:
    groups = [Group((f.id,)) for f in figures]
    fields = {"source": figures[0].source, "a": phrase(scene, figures[0]), "b": phrase(scene, figures[-1]), "why": why}
    return finding(scene, rule, scene.fact_of.get(figures[0].id), groups, fields, trace=(Step("bounds", "arithmetic", why),))


def _alone(scene: Scene, rule: Rule, figure: Figure) -> str:
    """Say why a figure cannot hold by itself; "" where it may."""
    q = figure.quantity
    if q.low > q.high and q.kind is not Kind.AGE:
        return f"the range runs from {number(q.low)} down to {number(q.high)}"
    if q.kind is not Kind.PERCENT or q.low <= 100 or "point" in q.unit or figure.role is Role.CHANGE or figure.hedge is not Hedge.EXACT:
        return ""
    after = _LINK.findall(scene.source(figure).text[figure.end : figure.end + 60].lower())
    words = set(scene.words(figure))
    if words & rule.words("growth_words") or after[:1] != ["of"]:
        return ""
    return f"{number(q.low)} % is more than all" if words & rule.words("whole_words") else ""


def _part_and_whole(scene: Scene, rule: Rule, first: Figure, second: Figure) -> tuple[Figure, Figure] | None:
    """Return (part, whole) where the text makes one figure a part of the next, or the next a part of the one before, and it is the larger."""
    if first.sentence != second.sentence or scene.readings[first.id].key != scene.readings[second.id].key or scene.restates(first, second):
        return None
    if Modality.DENIED in (first.modality, second.modality) or first.quantity.kind in (Kind.PERCENT, Kind.SHARE, Kind.MULTIPLE, Kind.AGE):
        return None
    words = _LINK.findall(scene.between(first, second).lower())
    if first.hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.VAGUE) or second.hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.VAGUE):
        return None
    if second.role is Role.WHOLE and words[:1] == ["of"] and len(words) <= 4:
        return (first, second) if scene.readings[first.id].low > scene.readings[second.id].high else None
    after = _LINK.findall(scene.source(second).text[second.end : second.end + 40].lower())
    told = words[-2:] == ["of", "which"] or words[-2:] == ["of", "them"] or words[-1:] == ["including"] or after[:2] in (["of", "them"], ["of", "it"], ["of", "which"], ["of", "whom"])
    if second.role is Role.PART and told:
        return (second, first) if scene.readings[second.id].low > scene.readings[first.id].high else None
    return None
