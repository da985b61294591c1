"""Which figure of its body a headline speaks of: points from ``rules/lexicon/sameness.yaml`` that add up in the open."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from functools import lru_cache

from factcheck.check.index import StoryIndex
from factcheck.model import Figure, Kind, Step
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.digits import near_digits
from factcheck.tables.nouns import kindred, noun_distance
from factcheck.tables.tolerances import read_numbers

_ASPECTS = ("noun", "predicate", "names", "aligned", "conversion", "headline", "link", "value", "small", "modifier")


@dataclass(frozen=True, slots=True)
class Sameness:
    """Points and marks of ``sameness.yaml``; see there for what each means."""

    noun: Decimal
    noun_generic: Decimal
    noun_missing: Decimal
    noun_other: Decimal
    modifier: Decimal
    predicate: Decimal
    predicate_class: Decimal
    predicate_far: Decimal
    names: Decimal
    names_apart: Decimal
    aligned: Decimal
    conversion: Decimal
    headline: Decimal
    link_strong: Decimal
    link: Decimal
    value_close: Decimal
    value_near: Decimal
    value_far: Decimal
    value_farther: Decimal
    small: Decimal
    near_digits: Decimal
    ungraded: Decimal
    link_from: Decimal
    link_strong_from: Decimal
    context_at: Decimal
    context_value: Decimal
    value_close_factor: Decimal
    value_near_factor: Decimal
    value_far_factor: Decimal
    value_farther_factor: Decimal
    slip: Decimal
    only_one: Decimal
    other_role: Decimal
    bound_reach: Decimal
    headline_at: Decimal
    headline_error_at: Decimal
    headline_made_up_at: Decimal
    gist_same: Decimal
    gist_shared: Decimal
    gist_apart: Decimal
    gist_near: Decimal
    gist_far: Decimal
    gist_lead: Decimal
    gist_second: Decimal
    gist_aside: Decimal
    gist_count_at: Decimal
    gist_measure_at: Decimal
    gist_other_by: Decimal
    gist_round_by: Decimal
    gist_reach: Decimal


@lru_cache(maxsize=1)
def load_sameness() -> Sameness:
    """Read the points.

    Raises:
        ErrorGroup: a name is missing, unknown or no number.
    """
    return Sameness(**read_numbers("sameness.yaml", tuple(f.name for f in fields(Sameness))))


def evidence(index: StoryIndex, x: Comparable, y: Comparable) -> tuple[Decimal, tuple[Step, ...]]:
    """Return the points of a pair with a step for each aspect that gave some. Ages without a name in common get none at all."""
    a, b = x.figure, y.figure
    shared = set(a.names) & set(b.names)
    if a.quantity.kind is Kind.AGE and not shared:
        return Decimal(-10), (Step("same", "age", "two ages, no name in common"),)
    points = load_sameness()
    found = [
        noun_point(index, a, b), _modifiers(a, b), predicate_point(a, b), names_point(a, b), value_distance(x, y), _link(index, a, b),
        "headline" if index.one_text(a, b) and index.headline(a) != index.headline(b) else "",
        "near_digits" if near_digits(a.quantity.low, b.quantity.low) else "",
        "conversion" if _convert_one(index, a, b) else "",
        "small" if max(x.high, y.high) <= index.tolerances.chance_small and a.quantity.kind is Kind.COUNT else "",
    ]  # fmt: skip
    if index.aligned(a.id, b.id):
        found.append("aligned")
    steps = tuple(Step("same", f"sameness:{name}", str(getattr(points, name))) for name in found if name)
    return sum((getattr(points, name) for name in found if name), Decimal(0)), steps


def noun_point(index: StoryIndex, a: Figure, b: Figure) -> str:
    """The name of the points that two counted nouns give; "" for none."""
    if a.noun is None or b.noun is None:
        return "noun_missing" if (a.noun is None) != (b.noun is None) else ""
    distance = noun_distance(a.noun, b.noun, index.vocabulary)
    if distance in ("other", "bundle"):
        return "noun_other"
    if a.noun.inherited or b.noun.inherited:
        return "noun_generic" if a.noun.lemma == b.noun.lemma else ""
    if distance != "same":
        return ""
    generic = {a.noun.lemma.lower(), b.noun.lemma.lower()} & index.vocabulary.generic
    return "noun_generic" if generic else "noun"


def _modifiers(a: Figure, b: Figure) -> str:
    """Restricting words on one side only; names and words for more of the same do not restrict."""
    if a.noun is None or b.noun is None:
        return ""
    x, y = ({m.lower() for m in n.modifiers if m[:1].islower()} - {"additional", "more", "new"} for n in (a.noun, b.noun))
    return "modifier" if bool(x) != bool(y) or (x and x.isdisjoint(y)) else ""


def predicate_point(a: Figure, b: Figure) -> str:
    """The name of the points that two predicates give; "" for none."""
    if a.predicate is None or b.predicate is None:
        return ""
    if a.predicate.lemma == b.predicate.lemma:
        return "predicate"
    if (a.predicate.cls and a.predicate.cls == b.predicate.cls) or kindred(a.predicate.lemma, b.predicate.lemma):
        return "predicate_class"
    return "predicate_far"


def names_point(a: Figure, b: Figure) -> str:
    """The name of the points that the names near two figures give; "" for none."""
    if set(a.names) & set(b.names):
        return "names"
    return "names_apart" if a.names and b.names else ""


def value_distance(x: Comparable, y: Comparable) -> str:
    """The name of the points that the distance of two values gives; "" for none."""
    points = load_sameness()
    small, large = sorted((max(abs(x.low), abs(x.high)), max(abs(y.low), abs(y.high))))
    factor = large / small if small else Decimal(100)
    if factor <= points.value_close_factor:
        return "value_close"
    if factor <= points.value_near_factor:
        return "value_near"
    if factor > points.value_farther_factor:
        return "value_farther"
    return "value_far" if factor > points.value_far_factor else ""


def _link(index: StoryIndex, a: Figure, b: Figure) -> str:
    points = load_sameness()
    compared = index.comparison(a.id, b.id)
    if compared is None:
        joined = index.fact_of[a.id]
        return "ungraded" if joined is index.fact_of[b.id] and not joined.comparisons else ""
    if compared.probability >= points.link_strong_from:
        return "link_strong"
    return "link" if compared.probability >= points.link_from else ""


def _convert_one(index: StoryIndex, a: Figure, b: Figure) -> bool:
    """Whether two figures stand as conversions of amounts that are equal."""
    x, y = _base(index, a), _base(index, b)
    if x is None or y is None:
        return False
    r, s = index.comparables[x.id], index.comparables[y.id]
    return r.key == s.key and r.value == s.value


def _base(index: StoryIndex, figure: Figure) -> Figure | None:
    return index.figures[figure.restates] if figure.restates is not None else None
