"""Two parties whom one text sets against each other: "the police said 20,000 … the union said 50,000", "… the true figure is 15,000"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from factcheck.check.chronology import UNKNOWN
from factcheck.check.judging import Verdict
from factcheck.check.likeness import is_named, same_speaker
from factcheck.check.scene import Scene, role_group
from factcheck.check.wording import Disagreement, Group
from factcheck.model import Figure, Kind, Modality, Step

_FARTHEST = 10  # factor beyond which two values hardly answer one question


def contested(scene: Scene) -> Iterator[Disagreement]:
    """Yield neighbouring figures of one source whose speakers differ and whose words ask for the same number, where the values do not meet."""
    for extraction in scene.story.extractions:
        counted = [f for f in extraction.figures if f.quantity.kind in (Kind.COUNT, Kind.MONEY) and f.id not in scene.doubles]
        stated = [f for f in counted if abs(scene.readings[f.id].low) > scene.tolerances.chance_small]
        for a, b in pairwise(stated):
            if _against(scene, a, b):
                sides = tuple(_side(scene, f) for f in (a, b))
                step = Step("attribution", "two speakers", f"{a.attribution and a.attribution.speaker} and {b.attribution and b.attribution.speaker}")
                yield Disagreement(scene.fact_of[a.id], sides, a, b, Verdict("authorities", 0, UNKNOWN, (step,)))


def _against(scene: Scene, a: Figure, b: Figure) -> bool:
    x, y = scene.readings[a.id], scene.readings[b.id]
    if (
        x.key != y.key
        or scene.meets(x, y)
        or b.sentence - a.sentence != 1
        or role_group(a) != role_group(b)
        or Modality.DENIED in (a.modality, b.modality)
    ):
        return False
    if a.attribution is None or b.attribution is None or same_speaker(a.attribution, b.attribution, scene.vocabulary):
        return False
    if not is_named(a.attribution, scene.vocabulary) or not is_named(b.attribution, scene.vocabulary):
        return False
    if max(x.high, y.high) > min(x.low, y.low) * _FARTHEST or scene.fact_of[a.id] is scene.fact_of[b.id]:
        return False
    if b.noun is not None and b.noun.lemma.lower() in scene.vocabulary.anaphors:
        return True
    nouns = a.noun is not None and b.noun is not None and a.noun.lemma == b.noun.lemma
    return nouns and a.predicate is not None and b.predicate is not None and a.predicate.lemma == b.predicate.lemma


def _side(scene: Scene, figure: Figure) -> Group:
    value = scene.readings[figure.id].value
    return Group(scene.in_order(i for i in scene.fact_of[figure.id].figures if scene.readings[i].value == value))
