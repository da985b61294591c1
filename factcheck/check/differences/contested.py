"""Two parties whom one text sets against each other: "the police said 20,000 … the union said 50,000", "… the true figure is 15,000"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.check.differences.difference import UNKNOWN, Difference, Disagreement, Group
from factcheck.check.differences.speakers import is_named, same_speaker
from factcheck.check.index import StoryIndex, role_group
from factcheck.model import Figure, Hedge, Kind, Modality, Step

_FARTHEST = 10  # factor beyond which two values hardly answer one question


def contested(index: StoryIndex) -> Iterator[Disagreement]:
    """Yield figures near each other whose speakers differ and whose words ask for the same number, where the values do not meet."""
    told = set()
    for extraction in index.story.extractions:
        counted = [f for f in extraction.figures if f.quantity.kind in (Kind.COUNT, Kind.MONEY) and f.id not in index.doubles]
        stated = [f for f in counted if abs(index.comparables[f.id].low) > index.tolerances.chance_small]
        by_sentence: dict[int, list[Figure]] = {}
        for figure in stated:
            by_sentence.setdefault(figure.sentence, []).append(figure)
        for b in stated:
            near = (a for k in range(b.sentence - _BACK, b.sentence) for a in by_sentence.get(k, ()))
            before = [a for a in near if _against(index, a, b)]
            if before:
                a = min(before, key=lambda f: (b.sentence - f.sentence, _ratio(index, f, b), -f.ordinal))
                sides = tuple(_side(index, f) for f in (a, b))
                if sides in told:  # a copy says it again
                    continue
                told.add(sides)
                step = Step("attribution", "two speakers", f"{_speaker(a)} and {_speaker(b)}")
                yield Disagreement(index.fact_of[a.id], sides, a, b, Difference("authorities", int(b.attribution is None), UNKNOWN, (step,)))


_BACK = 2  # sentences back in which the number that is called into doubt stands


def _speaker(figure: Figure) -> str:
    return figure.attribution.speaker if figure.attribution is not None else "the text itself"


def _ratio(index: StoryIndex, a: Figure, b: Figure) -> Decimal:
    small, large = sorted((abs(index.comparables[a.id].low), abs(index.comparables[b.id].low)))
    return large / small if small else Decimal(_FARTHEST + 1)


def _against(index: StoryIndex, a: Figure, b: Figure) -> bool:
    x, y = index.comparables[a.id], index.comparables[b.id]
    if x.key != y.key or index.meets(x, y) or role_group(a) != role_group(b) or Modality.DENIED in (a.modality, b.modality):
        return False
    if _ratio(index, a, b) > _FARTHEST or index.fact_of[a.id] is index.fact_of[b.id] or a.attribution is None:
        return False
    if not is_named(a.attribution, index.vocabulary):
        return False
    taken_up = [f.noun is not None and f.noun.lemma.lower() in index.vocabulary.anaphors for f in (a, b)]
    if b.attribution is None:  # "the militia boasted of 4,000 dead … the number may yet lie in the hundreds"
        return b.hedge is Hedge.VAGUE and taken_up[1] and y.high * _OUTSIDE <= x.low
    if same_speaker(a.attribution, b.attribution, index.vocabulary) or not is_named(b.attribution, index.vocabulary):
        return False
    if b.sentence - a.sentence != 1:
        return False
    if taken_up[1] or (taken_up[0] and _ratio(index, a, b) <= _CLOSE):
        return True
    nouns = a.noun is not None and b.noun is not None and a.noun.lemma == b.noun.lemma
    return nouns and a.predicate is not None and b.predicate is not None and a.predicate.lemma == b.predicate.lemma


_OUTSIDE = Decimal("1.5")  # factor by which a claim lies outside "hundreds"
_CLOSE = 2  # factor up to which a number of its own noun answers "the figure"


def _side(index: StoryIndex, figure: Figure) -> Group:
    value = index.comparables[figure.id].value
    return Group(index.in_order(i for i in index.fact_of[figure.id].figures if index.comparables[i].value == value))
