"""Where the figures of one fact cannot all hold, and in what manner: the work that the agreement and attribution rules share.

Figures of a fact are grouped by value. Each pair of groups is judged by its figures, pair by pair: do their intervals meet, is the difference a
slip of the pen, an update, two parties that differ, a copy that was edited? The strongest reading of a pair of groups wins, and a value that
stands alone against the others takes all its disagreements into one finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from factcheck.check.differences.classify import classify
from factcheck.check.differences.contested import contested
from factcheck.check.differences.difference import PATTERNS, Difference, Disagreement, Group, rank
from factcheck.check.differences.headline import headline_conflicts
from factcheck.check.differences.pair import Pair
from factcheck.check.differences.unlinked import currency_slips, unlinked_slips
from factcheck.check.index import Scene
from factcheck.model import Fact, Figure, Modality

_PER_GROUP = 12  # figures of one value that are looked at; more copies of it tell nothing new


def disagreements(scene: Scene) -> tuple[Disagreement, ...]:
    """Return every discrepancy of value in a story, facts in their order, the strongest of a fact first. Computed once a scene."""
    kept = scene.cache.get("disagreements")
    if kept is None:
        kept = tuple(d for fact in scene.story.facts if len(fact.figures) > 1 for d in _in_fact(scene, fact))
        kept += tuple(d for d in contested(scene) if not _told(d, kept))
        kept += tuple(d for d in headline_conflicts(scene) if not any(d.a.id in side.ids for k in kept for side in k.sides))
        kept += tuple(d for d in unlinked_slips(scene) if not _told(d, kept))
        kept += tuple(d for d in currency_slips(scene) if not any(d.a.id in side.ids for k in kept for side in k.sides))
        scene.cache["disagreements"] = kept
    return kept  # type: ignore[return-value]


def _told(found: Disagreement, kept: Sequence[Disagreement]) -> bool:
    """Whether a disagreement names no side that another has not named against the same figure."""
    return any({found.a.id, found.b.id} <= {i for side in d.sides for i in side.ids} for d in kept)


def _in_fact(scene: Scene, fact: Fact) -> list[Disagreement]:
    groups = _by_value(scene, fact)
    if len(groups) < 2:
        return []
    judged = []
    for i, j in combinations(range(len(groups)), 2):
        best = _judge_groups(scene, groups[i], groups[j])
        if best is not None:
            judged.append((i, j, *best))
    judged.sort(key=lambda v: (PATTERNS.index(v[4].pattern), v[4].quieter, v[0], v[1]))
    found: list[Disagreement] = []
    explained: set[int] = set()
    while judged:
        i, j, a, b, verdict = judged[0]
        odd = _odd_one(scene, groups, i, j)
        same = [v for v in judged if v[4].pattern == verdict.pattern and not explained & {v[0], v[1]}]
        involved = {i, j} | {k for v in same for k in (v[0], v[1]) if verdict.pattern == "superseded" or odd in (v[0], v[1])}
        involved |= {k for v in judged for k in (v[0], v[1]) if odd in (v[0], v[1])}
        chosen = [groups[k] for k in sorted(involved)]
        sides = tuple(chosen) if verdict.pattern == "unit" else _sides(scene, chosen)
        if verdict.pattern == "superseded":
            sides = tuple(sorted(sides, key=lambda g: _first_told(scene, g)))
        found.append(Disagreement(fact, sides, a, b, verdict))
        if verdict.pattern != "superseded":
            explained.add(odd)
        judged = [v for v in judged if odd not in (v[0], v[1]) and not (v[0] in involved and v[1] in involved and v[4].pattern == verdict.pattern)]
    return found


def _first_told(scene: Scene, side: Group) -> tuple[str, int]:
    """When a side was first published, then where it stands in the story: the order in which a count moved on."""
    dates = [scene.source(scene.figures[i]).published or "~" for i in side.ids]
    return min(dates), scene.order[side.ids[0]]


def _odd_one(scene: Scene, groups: Sequence[Group], i: int, j: int) -> int:
    """The group whose value, or one that it admits, fewer lineages carry; of two alike the one with fewer figures, then the later."""

    def weight(k: int) -> tuple[int, int]:
        mine = scene.comparables[groups[k].ids[0]]
        near = [
            g
            for n, g in enumerate(groups)
            if n == k or (scene.comparables[g.ids[0]].key == mine.key and scene.meets(scene.comparables[g.ids[0]], mine))
        ]
        figures = [scene.figures[x] for g in near for x in g.ids]
        return len({scene.lineage(f) for f in figures}), len(figures)

    return i if weight(i) < weight(j) else j


def _by_value(scene: Scene, fact: Fact) -> list[Group]:
    """Figures of a fact by equal value in comparable form; the second copies of repeated passages are left out."""
    groups: dict[tuple[object, ...], list[str]] = {}
    for i in scene.in_order(fact.figures):
        reading = scene.comparables[i]
        if i in scene.doubles or reading.figure.modality is Modality.DENIED or (scene.draft is not None and reading.figure.source == scene.draft):
            continue
        groups.setdefault((reading.key, *reading.value), []).append(i)
    return [Group(tuple(ids)) for ids in groups.values()]


def _sides(scene: Scene, groups: Sequence[Group]) -> tuple[Group, ...]:
    """Join groups that say the same in two units; the order is that of the story."""
    joined: list[list[str]] = []
    for group in groups:
        reading = scene.comparables[group.ids[0]]
        for side in joined:
            other = scene.comparables[side[0]]
            if other.key == reading.key and other.figure.quantity.unit != reading.figure.quantity.unit and scene.meets(other, reading):
                side.extend(group.ids)
                break
        else:
            joined.append(list(group.ids))
    return tuple(Group(scene.in_order(side)) for side in joined)


def _judge_groups(scene: Scene, x: Group, y: Group) -> tuple[Figure, Figure, Difference] | None:
    """The strongest reading of two groups by any of their pairs, with the best of the probabilities that some pair of them speaks of one fact."""
    best: tuple[Figure, Figure, Difference] | None = None
    probability = 0.0
    for i in x.ids[:_PER_GROUP]:
        for j in y.ids[:_PER_GROUP]:
            pair = Pair(scene, scene.comparables[i], scene.comparables[j])
            probability = max(probability, pair.probability)
            found = classify(pair)
            if found is not None and (best is None or rank(found) < rank(best[2])):
                best = pair.a, pair.b, found
    if best is None:
        return None
    a, b, found = best
    return a, b, replace(found, probability=probability)
