"""Two parties whom one text sets against each other: "the police said 20,000 … the union said 50,000", "… the true figure is 15,000"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.check.differences.difference import UNKNOWN, Difference, Disagreement, Group
from factcheck.check.differences.speakers import is_named, same_speaker
from factcheck.check.index import Scene, role_group
from factcheck.model import Figure, Hedge, Kind, Modality, Step

_FARTHEST = 10  # factor beyond which two values hardly answer one question


def contested(scene: Scene) -> Iterator[Disagreement]:
    """Yield figures near each other whose speakers differ and whose words ask for the same number, where the values do not meet."""
    told = set()
    for extraction in scene.story.extractions:
        counted = [f for f in extraction.figures if f.quantity.kind in (Kind.COUNT, Kind.MONEY) and f.id not in scene.doubles]
        stated = [f for f in counted if abs(scene.comparables[f.id].low) > scene.tolerances.chance_small]
        for b in stated:
            before = [a for a in stated if 0 < b.sentence - a.sentence <= _BACK and _against(scene, a, b)]
            if before:
                a = min(before, key=lambda f: (b.sentence - f.sentence, _ratio(scene, f, b), -f.ordinal))
                sides = tuple(_side(scene, f) for f in (a, b))
                if sides in told:  # a copy says it again
                    continue
                told.add(sides)
                step = Step("attribution", "two speakers", f"{_speaker(a)} and {_speaker(b)}")
                yield Disagreement(scene.fact_of[a.id], sides, a, b, Difference("authorities", int(b.attribution is None), UNKNOWN, (step,)))


_BACK = 2  # sentences back in which the number that is called into doubt stands


def _speaker(figure: Figure) -> str:
    return figure.attribution.speaker if figure.attribution is not None else "the text itself"


def _ratio(scene: Scene, a: Figure, b: Figure) -> Decimal:
    small, large = sorted((abs(scene.comparables[a.id].low), abs(scene.comparables[b.id].low)))
    return large / small if small else Decimal(_FARTHEST + 1)


def _against(scene: Scene, a: Figure, b: Figure) -> bool:
    x, y = scene.comparables[a.id], scene.comparables[b.id]
    if x.key != y.key or scene.meets(x, y) or role_group(a) != role_group(b) or Modality.DENIED in (a.modality, b.modality):
        return False
    if _ratio(scene, a, b) > _FARTHEST or scene.fact_of[a.id] is scene.fact_of[b.id] or a.attribution is None:
        return False
    if not is_named(a.attribution, scene.vocabulary):
        return False
    taken_up = [f.noun is not None and f.noun.lemma.lower() in scene.vocabulary.anaphors for f in (a, b)]
    if b.attribution is None:  # "the militia boasted of 4,000 dead … the number may yet lie in the hundreds"
        return b.hedge is Hedge.VAGUE and taken_up[1] and y.high * _OUTSIDE <= x.low
    if same_speaker(a.attribution, b.attribution, scene.vocabulary) or not is_named(b.attribution, scene.vocabulary):
        return False
    if b.sentence - a.sentence != 1:
        return False
    if taken_up[1] or (taken_up[0] and _ratio(scene, a, b) <= _CLOSE):
        return True
    nouns = a.noun is not None and b.noun is not None and a.noun.lemma == b.noun.lemma
    return nouns and a.predicate is not None and b.predicate is not None and a.predicate.lemma == b.predicate.lemma


_OUTSIDE = Decimal("1.5")  # factor by which a claim lies outside "hundreds"
_CLOSE = 2  # factor up to which a number of its own noun answers "the figure"


def _side(scene: Scene, figure: Figure) -> Group:
    value = scene.comparables[figure.id].value
    return Group(scene.in_order(i for i in scene.fact_of[figure.id].figures if scene.comparables[i].value == value))
