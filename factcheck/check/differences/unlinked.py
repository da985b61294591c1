"""Figures that the alignment left apart: slips of the pen, whose wrong number spoke against the link, and pairs that their group outvoted."""

from __future__ import annotations

from dataclasses import replace

from factcheck.check.differences.classify import classify
from factcheck.check.differences.difference import Difference, Disagreement, Group, rank
from factcheck.check.differences.pair import Pair
from factcheck.check.differences.signature import is_slip, looks_slipped, with_slip
from factcheck.check.index import StoryIndex
from factcheck.model import Comparison, Figure, Modality, Step


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
            found[key] = min(found.get(key, slip), slip, key=_weakest_last)
    return _merged(index, list(found.values()))


def _difference(index: StoryIndex, c: Comparison) -> tuple[Figure, Figure, Difference] | None:
    if c.cannot_link or index.fact_of[c.a] is index.fact_of[c.b] or {c.a, c.b} & index.doubles:
        return None
    pair = Pair(index, index.comparables[c.a], index.comparables[c.b])
    if index.draft in (pair.a.source, pair.b.source) or Modality.DENIED in (pair.a.modality, pair.b.modality):
        return None
    if c.probability < index.tolerances.apart_at and not looks_slipped(pair):
        return None  # whatever the difference would be called: most pairs end here
    found = classify(pair)
    if found is None or pair.told_too:
        return None
    chance = with_slip(pair, found)
    if chance < index.tolerances.apart_at and not is_slip(pair, found):
        return None
    beside = "" if chance == pair.probability else f"; {pair.probability:.2f} where the difference of the numbers counts against it"
    step = Step("same", "probability", f"{chance:.2f} that both speak of one thing, by their context and the digits that they share{beside}")
    return pair.a, pair.b, replace(found, why=(*found.why, step), probability=chance)


def _weakest_last(slip: tuple[Figure, Figure, Difference]) -> tuple[tuple[int, int, int], float]:
    """An order of the pairs of several texts that show one slip: of those alike the most sure of one fact speaks for all."""
    return rank(slip[2]), -slip[2].probability


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
        a, b, verdict = min(members, key=_weakest_last)
        ids = {
            i
            for m in members
            for f in m[:2]
            for i in index.fact_of[f.id].figures
            if index.comparables[i].value == index.comparables[f.id].value and index.figures[i].modality is not Modality.DENIED
        }
        groups: dict[tuple[object, ...], list[str]] = {}
        for i in index.in_order(ids):
            groups.setdefault((index.figures[i].quantity.unit, *index.comparables[i].value), []).append(i)
        slips.append(Disagreement(index.fact_of[a.id], tuple(Group(tuple(g)) for g in groups.values()), a, b, verdict))
    return tuple(slips)
