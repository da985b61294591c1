"""Ages told of several children at once: "the boys, aged 5 and 7" here, "Noel Barta, four, and his brother Conor, six" there.

No name says which age is whose; but the only children whom two texts tell by their ages are the same ones, the younger here the younger there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factcheck.check.differences.difference import UNKNOWN, Difference, Disagreement, Group
from factcheck.check.index import StoryIndex
from factcheck.model import Extraction, Figure, Hedge, Kind, Role, Step

_GROWN = 18  # years
_APART = 3  # years by which two ages of one child may be told apart; farther apart they are other children's
_SURE = 0.85  # that the only children of two texts are the same: not read from the words, so no more than a warning


@dataclass(frozen=True, slots=True)
class _Children:
    """The children of one source by their age, the youngest first, and of which sex they are said to be."""

    ages: tuple[Figure, ...]
    sexes: frozenset[str]
    listed: bool  # told as a list, of no names: "the boys, aged 5 and 7"


def siblings(index: StoryIndex) -> Iterator[Disagreement]:
    """Yield the ages that differ between a list of ages in one source and the only as many children of another."""
    found = [c for e in index.extractions.values() if e.source.id != index.draft and (c := _children(index, e)) is not None]
    told: dict[tuple[str, str], tuple[Figure, Figure]] = {}
    for listed in found:
        for other in found if listed.listed else ():
            if _same_children(index, listed, other):
                for a, b in zip(listed.ages, other.ages, strict=True):
                    key = _fact(index, a), _fact(index, b)
                    if a.quantity.low != b.quantity.low and key not in told and key[::-1] not in told:
                        told[key] = (a, b)
    for a, b in told.values():
        x, y = sorted((a, b), key=lambda f: index.order[f.id])
        step = Step("same", "siblings", f"the only children of {x.source} and of {y.source}, by their ages")
        sides = tuple(_side(index, f) for f in (x, y))
        yield Disagreement(index.fact_of[x.id], sides, x, y, Difference("conflict", 0, UNKNOWN, (step,), _SURE))


def _fact(index: StoryIndex, figure: Figure) -> str:
    return f"{index.fact_of[figure.id].id} {figure.quantity.low}"


def _side(index: StoryIndex, figure: Figure) -> Group:
    value = index.comparables[figure.id].value
    return Group(index.in_order(i for i in index.fact_of[figure.id].figures if index.comparables[i].value == value))


def _children(index: StoryIndex, extraction: Extraction) -> _Children | None:
    """The children of a source where one sentence gives two ages or more, or a list does, and no other child has an age in it."""
    ages = [f for f in extraction.figures if _is_childs(f) and f.id not in index.doubles]
    by_sentence: dict[int, list[Figure]] = {}
    for figure in ages:
        by_sentence.setdefault(figure.sentence, []).append(figure)
    told = [figures for figures in by_sentence.values() if len(figures) > 1]
    if not told or _values(told[0]) != _values(ages) or len(_values(told[0])) != len(told[0]):
        return None
    words = index.says(told[0][0])
    sexes = frozenset(sex for sex in ("boys", "girls") if not words.isdisjoint(getattr(index.vocabulary, sex)))
    if not sexes and words.isdisjoint(index.vocabulary.children):
        return None
    subjects = {f.subject.text.lower() if f.subject is not None else "" for f in told[0]}
    last = next(iter(subjects)).split()[-1:] if len(subjects) == 1 else []
    listed = bool(last) and last[0] in index.vocabulary.several
    return _Children(tuple(sorted(told[0], key=lambda f: f.quantity.low)), sexes, listed)


def _is_childs(figure: Figure) -> bool:
    q = figure.quantity
    exact = q.low == q.high and q.unit == "year" and figure.hedge is Hedge.EXACT
    return q.kind is Kind.AGE and exact and 0 < q.low < _GROWN and figure.role is not Role.LIMIT


def _values(figures: Sequence[Figure]) -> frozenset[Decimal]:
    return frozenset(f.quantity.low for f in figures)


def _same_children(index: StoryIndex, x: _Children, y: _Children) -> bool:
    if x is y or len(x.ages) != len(y.ages) or (x.sexes and y.sexes and x.sexes.isdisjoint(y.sexes)):
        return False
    moved = {b.quantity.low - a.quantity.low for a, b in zip(x.ages, y.ages, strict=True)}
    if max(map(abs, moved)) > _APART:
        return False
    years = {(index.source(c.ages[0]).published or "")[:4] for c in (x, y)}
    return len(moved) > 1 or len(years) == 1 or "" in years  # all of them older by as much: years have passed between two texts that are dated
