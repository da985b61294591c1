"""Figures that the alignment left apart: slips of the pen, whose wrong number spoke against the link, and pairs that their group outvoted."""

from __future__ import annotations

from dataclasses import replace

from factcheck.check.differences.classify import classify
from factcheck.check.differences.difference import SLIPS, Difference, Disagreement, Group, rank
from factcheck.check.differences.pair import Pair
from factcheck.check.differences.slips import NUMBER_ASPECTS, VALUE_ASPECTS
from factcheck.check.index import StoryIndex
from factcheck.model import Comparison, Figure, Kind, Step
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.digits import digits, power_of_ten, swapped


def unlinked(index: StoryIndex) -> tuple[Disagreement, ...]:
    """Return what differs between figures that were compared and left apart, each told once, in story order.

    Asked for: that the two alone probably speak of one thing, or that one number looks like the other's slip of the pen and their context does not
    speak against it; and that neither source tells the other's value too.
    """
    found: dict[tuple[str, ...], tuple[Figure, Figure, Difference]] = {}
    for c in sorted(index.story.comparisons, key=lambda c: (index.order[c.a], index.order[c.b])):
        slip = _difference(index, c)
        if slip is not None:
            key = tuple(sorted(f"{index.fact_of[f.id].id} {index.comparables[f.id].value}" for f in slip[:2]))
            found.setdefault(key, slip)
    return _merged(index, list(found.values()))


def _difference(index: StoryIndex, c: Comparison) -> tuple[Figure, Figure, Difference] | None:
    if c.cannot_link or index.fact_of[c.a] is index.fact_of[c.b] or {c.a, c.b} & index.doubles:
        return None
    pair = Pair(index, index.comparables[c.a], index.comparables[c.b])
    if index.draft in (pair.a.source, pair.b.source):
        return None
    found = classify(pair)
    if found is None or _told_too(index, pair.x, pair.y) or _told_too(index, pair.y, pair.x):
        return None
    chance = c.probability
    if _is_slip(pair, found):
        signature = float(len(digits(pair.a.quantity.low)) * index.tolerances.digit_weight - index.tolerances.slip_weight)
        aspects = NUMBER_ASPECTS if found.pattern == "unit" else VALUE_ASPECTS
        chance = max(chance, c.without(*aspects, more=signature))
    elif chance < _APART_AT:
        return None
    step = Step("same", "probability", f"{chance:.2f} that both speak of one thing, by their context and the digits that they share")
    return pair.a, pair.b, replace(found, why=(*found.why, step), probability=chance)


_APART_AT = 0.8  # probability from which a pair is told though clustering left it apart: its own evidence, not the mean of its group


def _is_slip(pair: Pair, found: Difference) -> bool:
    """Whether the digits are the same in another order or a power of ten apart, and not those of a small number, age or time."""
    q = pair.a.quantity
    if q.kind in (Kind.AGE, Kind.DURATION, Kind.MULTIPLE) or abs(pair.x.low) <= pair.index.tolerances.chance_small:
        return False
    return not found.lowered and (found.pattern in SLIPS or _swapped_inside(pair, found))


def _swapped_inside(pair: Pair, found: Difference) -> bool:
    """A headline whose digits are those of its body, exchanged or a power of ten apart."""
    a, b = pair.a.quantity.low, pair.b.quantity.low
    return found.pattern == "internal" and (swapped(a, b) or (power_of_ten(a, b) > 0 and len(digits(a)) > 1))


def _told_too(index: StoryIndex, x: Comparable, y: Comparable) -> bool:
    """Whether the source of ``x`` gives the value of ``y`` too, so that both numbers are meant; a headline is held to what its body gives."""
    if index.headline(x.figure):
        return False
    mine = (index.comparables[f.id] for f in index.extractions[x.figure.source].figures)
    return any(r.key == y.key and r.value == y.value and r.figure.quantity.unit == y.figure.quantity.unit for r in mine)


def _merged(index: StoryIndex, found: list[tuple[Figure, Figure, Difference]]) -> tuple[Disagreement, ...]:
    """Join the slips that share a side, so that a number that differs from three sources is told once."""
    clusters: list[tuple[set[str], list[tuple[Figure, Figure, Difference]]]] = []
    for a, b, verdict in found:
        names = {f"{index.comparables[f.id].key} {f.quantity.unit} {index.comparables[f.id].value}" for f in (a, b)}
        home = next((c for c in clusters if c[0] == names), None)
        if home is None:
            clusters.append((names, [(a, b, verdict)]))
        else:
            home[1].append((a, b, verdict))
    slips = []
    for _, members in clusters:
        a, b, verdict = min(members, key=lambda m: rank(m[2]))
        ids = {
            i for m in members for f in m[:2] for i in index.fact_of[f.id].figures if index.comparables[i].value in (index.comparables[f.id].value,)
        }
        groups: dict[tuple[object, ...], list[str]] = {}
        for i in index.in_order(ids):
            groups.setdefault((index.figures[i].quantity.unit, *index.comparables[i].value), []).append(i)
        slips.append(Disagreement(index.fact_of[a.id], tuple(Group(tuple(g)) for g in groups.values()), a, b, verdict))
    return tuple(slips)
