"""Slips of the pen between figures that the alignment left apart, since the wrong number itself spoke against the link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from factcheck.check.differences.classify import judge
from factcheck.check.differences.difference import SLIPS, Difference, Disagreement, Group, rank
from factcheck.check.differences.sameness import evidence, load_sameness
from factcheck.check.differences.updates import order_of
from factcheck.check.index import Scene
from factcheck.model import Comparison, Figure, Kind, Step
from factcheck.model.conversions import pairs
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.digits import digits, power_of_ten, swapped


def unlinked_slips(scene: Scene) -> tuple[Disagreement, ...]:
    """Return slips between figures that were compared and left apart, each told once, in story order.

    Asked for: three significant digits in common, or strong evidence that both speak of one thing; and that neither source tells the other's
    value too.
    """
    found: dict[tuple[str, ...], tuple[Figure, Figure, Difference]] = {}
    for c in sorted(scene.story.comparisons, key=lambda c: (scene.order[c.a], scene.order[c.b])):
        slip = _slip_of(scene, c)
        if slip is not None:
            key = tuple(sorted(f"{scene.fact_of[f.id].id} {scene.comparables[f.id].value}" for f in slip[:2]))
            found.setdefault(key, slip)
    return _merged(scene, list(found.values()))


def _slip_of(scene: Scene, c: Comparison) -> tuple[Figure, Figure, Difference] | None:
    x, y = (scene.comparables[i] for i in scene.in_order((c.a, c.b)))
    a, b = x.figure, y.figure
    if c.cannot_link or scene.fact_of[a.id] is scene.fact_of[b.id] or {a.id, b.id} & scene.doubles or scene.draft in (a.source, b.source):
        return None
    verdict = _judge_slip(scene, x, y)
    if verdict is None or _told_too(scene, x, y) or _told_too(scene, y, x):
        return None
    points, steps = evidence(scene, x, y)
    marks = load_sameness()
    needed = marks.warning_at
    if len(digits(a.quantity.low)) >= scene.tolerances.distinct_digits and power_of_ten(a.quantity.low, b.quantity.low) in _SLIP_POWERS:
        names = [s.by.removeprefix("sameness:") for s in steps]
        points -= sum((getattr(marks, n) for n in names if n.startswith("value")), Decimal(0))
        needed = marks.distinct_unit_at if verdict.pattern == "unit" else marks.distinct_at
    if points < needed:
        return None
    return a, b, replace(verdict, why=(*verdict.why, *steps, Step("same", "points", str(points))))


def currency_slips(scene: Scene) -> Iterator[Disagreement]:
    """Yield amounts that carry the number of one currency and the sign of the other, where a source gives both side by side."""
    money = [f for f in scene.figures.values() if f.quantity.kind is Kind.MONEY and f.source != scene.draft and f.id not in scene.doubles]
    for extraction in scene.story.extractions:
        for base, converted in pairs(extraction.figures):
            q = converted.quantity
            if base.quantity.kind is not Kind.MONEY or q.kind is not Kind.MONEY or len(digits(q.low)) < _TELLING or q.is_range:
                continue
            for f in money:
                if f.source == base.source or f.quantity.unit != base.quantity.unit or f.quantity.low != q.low or f.quantity.is_range:
                    continue
                if not _gives(scene, f.source, base) and _one_matter(scene, f, base):
                    same = [i for i in scene.fact_of[base.id].figures if scene.comparables[i].value == scene.comparables[converted.id].value]
                    sides = (Group((f.id,)), Group(scene.in_order([*same, converted.id])))
                    step = Step("signature", "unit", f"{f.surface} has the number of {converted.surface} and the currency of {base.surface}")
                    yield Disagreement(scene.fact_of[base.id], sides, f, converted, Difference("unit", 0, order_of(scene, f, converted), (step,)))


_TELLING = 2  # significant digits from which an amount hardly equals another by chance


def _gives(scene: Scene, source: str, base: Figure) -> bool:
    mine = (scene.comparables[f.id] for f in scene.extractions[source].figures)
    return any(r.key == scene.comparables[base.id].key and scene.meets(r, scene.comparables[base.id]) for r in mine)


def _one_matter(scene: Scene, a: Figure, b: Figure) -> bool:
    """Whether the sentences of two amounts, or of one that is given for the same fact, share a content word."""
    others = (scene.figures[i] for i in scene.fact_of[b.id].figures)
    mine = _content(scene, a)
    return any(mine & _content(scene, f) for f in (b, *others))


def _content(scene: Scene, figure: Figure) -> set[str]:
    from factcheck.tables.words import load_words

    words = load_words()
    return {words.stem(w) for w in scene.words(figure) if w[0].isalpha() and len(w) > _SHORT and not words.is_function(w)} - {"million", "billion"}


_SHORT = 2
_SLIP_POWERS = (0, 1, 3)  # one nought, or million for billion


def _judge_slip(scene: Scene, x: Comparable, y: Comparable) -> Difference | None:
    if x.figure.quantity.kind in (Kind.AGE, Kind.DURATION, Kind.MULTIPLE) or abs(x.low) <= scene.tolerances.chance_small:
        return None
    verdict = judge(scene, x, y)
    if verdict is None or verdict.quieter or (verdict.pattern not in SLIPS and not _swapped_inside(x, y, verdict)):
        return None
    return verdict


def _swapped_inside(x: Comparable, y: Comparable, verdict: Difference) -> bool:
    """A headline whose digits are those of its body, exchanged or a power of ten apart."""
    a, b = x.figure.quantity.low, y.figure.quantity.low
    return verdict.pattern == "internal" and (swapped(a, b) or (power_of_ten(a, b) > 0 and len(digits(a)) > 1))


def _told_too(scene: Scene, x: Comparable, y: Comparable) -> bool:
    """Whether the source of ``x`` gives the value of ``y`` too, so that both numbers are meant; a headline is held to what its body gives."""
    if scene.headline(x.figure):
        return False
    mine = (scene.comparables[f.id] for f in scene.extractions[x.figure.source].figures)
    return any(r.key == y.key and r.value == y.value and r.figure.quantity.unit == y.figure.quantity.unit for r in mine)


def _merged(scene: Scene, found: list[tuple[Figure, Figure, Difference]]) -> tuple[Disagreement, ...]:
    """Join the slips that share a side, so that a number that differs from three sources is told once."""
    clusters: list[tuple[set[str], list[tuple[Figure, Figure, Difference]]]] = []
    for a, b, verdict in found:
        names = {f"{scene.comparables[f.id].key} {f.quantity.unit} {scene.comparables[f.id].value}" for f in (a, b)}
        home = next((c for c in clusters if c[0] == names), None)
        if home is None:
            clusters.append((names, [(a, b, verdict)]))
        else:
            home[1].append((a, b, verdict))
    slips = []
    for _, members in clusters:
        a, b, verdict = min(members, key=lambda m: rank(m[2]))
        ids = {
            i for m in members for f in m[:2] for i in scene.fact_of[f.id].figures if scene.comparables[i].value in (scene.comparables[f.id].value,)
        }
        groups: dict[tuple[object, ...], list[str]] = {}
        for i in scene.in_order(ids):
            groups.setdefault((scene.figures[i].quantity.unit, *scene.comparables[i].value), []).append(i)
        slips.append(Disagreement(scene.fact_of[a.id], tuple(Group(tuple(g)) for g in groups.values()), a, b, verdict))
    return tuple(slips)
