"""Slips of the pen between figures that the alignment left apart, since the wrong number itself spoke against the link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factcheck.check.differences.classify import classify
from factcheck.check.differences.difference import SLIPS, Difference, Disagreement, Group, rank
from factcheck.check.differences.pair import Pair
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
    if c.cannot_link or scene.fact_of[c.a] is scene.fact_of[c.b] or {c.a, c.b} & scene.doubles:
        return None
    pair = Pair(scene, scene.comparables[c.a], scene.comparables[c.b])
    if scene.draft in (pair.a.source, pair.b.source):
        return None
    found = classify(pair)
    if found is None or _told_too(scene, pair.x, pair.y) or _told_too(scene, pair.y, pair.x):
        return None
    chance = c.probability
    if _is_slip(pair, found):
        signature = float(len(digits(pair.a.quantity.low)) * scene.tolerances.digit_weight - scene.tolerances.slip_weight)
        chance = max(chance, c.without("value", "value_same_source", "moved", more=signature))
    elif chance < _APART_AT:
        return None
    step = Step("same", "probability", f"{chance:.2f} that both speak of one thing, by their context and the digits that they share")
    return pair.a, pair.b, replace(found, why=(*found.why, step), probability=chance)


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
_APART_AT = 0.8  # probability from which a pair is told though clustering left it apart: its own evidence, not the mean of its group


def _is_slip(pair: Pair, found: Difference) -> bool:
    """Whether the digits are the same in another order or a power of ten apart, and not those of a small number, age or time."""
    q = pair.a.quantity
    if q.kind in (Kind.AGE, Kind.DURATION, Kind.MULTIPLE) or abs(pair.x.low) <= pair.scene.tolerances.chance_small:
        return False
    return not found.quieter and (found.pattern in SLIPS or _swapped_inside(pair, found))


def _swapped_inside(pair: Pair, found: Difference) -> bool:
    """A headline whose digits are those of its body, exchanged or a power of ten apart."""
    a, b = pair.a.quantity.low, pair.b.quantity.low
    return found.pattern == "internal" and (swapped(a, b) or (power_of_ten(a, b) > 0 and len(digits(a)) > 1))


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
