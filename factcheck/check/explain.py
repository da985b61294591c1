"""Why two figures were not told to differ: the first thing that kept judgement silent, for ``factcheck explain --pair``."""

from __future__ import annotations

from factcheck.check.differences.apart import opposed, other_country
from factcheck.check.differences.classify import judge
from factcheck.check.differences.sameness import evidence, load_sameness
from factcheck.check.differences.updates import other_period, other_year
from factcheck.check.index import Scene, role_group
from factcheck.check.message import miss, phrase
from factcheck.model import Modality, Step
from factcheck.quantity.comparable import Comparable, held
from factcheck.quantity.wording import span


def why(scene: Scene, a: str, b: str) -> tuple[Step, ...]:
    """Return the steps by which a pair of figures (ids, in any order) is judged, the deciding one last.

    The last step's ``by`` names it: "fact", "sentence", "conversion", "role", "year", "unit", "agree", "period", "modality", "doubt", "points",
    or the pattern of the disagreement where there is one.
    """
    x, y = (scene.comparables[i] for i in scene.in_order((a, b)))
    silent = _incomparable(scene, x, y)
    if silent is not None:
        return (silent,)
    verdict = judge(scene, x, y)
    if verdict is None:
        return (_agreement(scene, x, y),)
    points, steps = evidence(scene, x, y)
    marks = load_sameness()
    told = "told" if points >= marks.warning_at else f"silent below {marks.warning_at}"
    found = (*verdict.why, *steps, Step("pair", "points", f"{points} points that both speak of one thing: {told}"))
    if scene.fact_of[a] is not scene.fact_of[b]:
        return (*found, Step("pair", "fact", "the alignment keeps them in two facts"))
    return (*found, Step("pair", verdict.pattern, f"read as {verdict.pattern}"))


def _incomparable(scene: Scene, x: Comparable, y: Comparable) -> Step | None:
    a, b = x.figure, y.figure
    if a.source == b.source and a.sentence == b.sentence and not scene.restates(a, b):
        return Step("pair", "sentence", "two figures of one sentence are two facts, or a difference that the text states itself")
    if scene.restates(a, b):
        return Step("pair", "conversion", "one converts the other; the conversion is checked by itself")
    if role_group(a) != role_group(b):
        return Step("pair", "role", f"{a.role.value} against {b.role.value}")
    if other_year(a, b):
        return Step("pair", "year", f"{a.date} against {b.date}")
    if opposed(a, b):
        return Step("pair", "movement", "one rose, the other fell")
    if other_country(scene, a, b):
        return Step("pair", "country", "each names a country, and none in common")
    return None


def _agreement(scene: Scene, x: Comparable, y: Comparable) -> Step:
    a, b = x.figure, y.figure
    if x.key != y.key:
        return Step("pair", "unit", f"{x.key} against {y.key}")
    if scene.meets(x, y):
        first, second = held(x, y, scene.tolerances)
        return Step(
            "pair", "agree", f"{phrase(scene, a)} admits {span(first, x.factor)}, {phrase(scene, b)} admits {span(second, x.factor)}: they meet"
        )
    if other_period(a, b):
        return Step("pair", "period", f"{a.date} against {b.date}")
    if a.modality is not b.modality or Modality.DENIED in (a.modality, b.modality):
        return Step("pair", "modality", f"{a.modality.value} against {b.modality.value}")
    fields = miss(scene, x, y)
    return Step("pair", "doubt", f"{fields['intervals']} do not meet, but too much speaks against one thing or both are loose")
