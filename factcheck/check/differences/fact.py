"""Where the figures of one fact cannot all hold, and in what manner: the work that the agreement and attribution rules share.

Figures of a fact are grouped by value. Each pair of groups is judged by its figures, pair by pair: do their intervals meet, is the difference a
slip of the pen, an update, two parties that differ, a copy that was edited? The strongest reading of a pair of groups wins, and a value that
stands alone against the others takes all its disagreements into one finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from factcheck.check.differences.apart import daily, opposed, other_country
from factcheck.check.differences.classify import judge
from factcheck.check.differences.contested import contested
from factcheck.check.differences.difference import PATTERNS, SLIPS, Difference, Disagreement, Group, rank
from factcheck.check.differences.headline import headline_conflicts
from factcheck.check.differences.sameness import evidence, load_sameness
from factcheck.check.differences.unlinked import currency_slips, unlinked_slips
from factcheck.check.differences.updates import fact_words
from factcheck.check.index import Scene
from factcheck.model import Fact, Figure, Kind, Modality, Step
from factcheck.quantity.comparable import Comparable

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
            best = _weighed(scene, groups, i, j, best)
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
    best: tuple[Figure, Figure, Difference] | None = None
    pairs = [(scene.figures[i], scene.figures[j]) for i in x.ids[:_PER_GROUP] for j in y.ids[:_PER_GROUP]]
    if any(opposed(a, b) or other_country(scene, a, b) for a, b in pairs):
        return None
    for i in x.ids[:_PER_GROUP]:
        for j in y.ids[:_PER_GROUP]:
            a, b = (i, j) if scene.order[i] < scene.order[j] else (j, i)
            verdict = judge(scene, scene.comparables[a], scene.comparables[b])
            if verdict is not None and (best is None or rank(verdict) < rank(best[2])):
                best = scene.figures[a], scene.figures[b], verdict
    if best is not None and best[2].pattern in ("conflict", "transposition", "magnitude"):
        return _of_days(scene, pairs, best)
    return best


def _of_days(
    scene: Scene, pairs: Sequence[tuple[Figure, Figure]], best: tuple[Figure, Figure, Difference]
) -> tuple[Figure, Figure, Difference] | None:
    """A conflict of what is measured daily is none where some of its figures are told for two days."""
    words = fact_words(scene, best[0])
    days = {daily(scene, a, b, words) for a, b in pairs if a.source != b.source}
    if "published" in days:
        step = Step("order", best[2].order.by, "measured every day, told for two days")
        return best[0], best[1], Difference("superseded", 1, best[2].order, (step,))
    return None if "told" in days else best


def _weighed(
    scene: Scene, groups: Sequence[Group], i: int, j: int, best: tuple[Figure, Figure, Difference]
) -> tuple[Figure, Figure, Difference] | None:  # fmt: skip
    """Make a verdict quieter, or drop it, where too little says that both sides speak of one thing.

    A figure that agrees with a side may lend its evidence: "more than 14,000 acres" for the 14,200 of another source.
    """
    a, b, verdict = best
    if verdict.pattern in SLIPS and a.quantity.kind is not Kind.AGE:
        return best
    marks = load_sameness()
    points, steps = evidence(scene, scene.comparables[a.id], scene.comparables[b.id])
    for x in _side_with_friends(scene, groups, i):
        for y in _side_with_friends(scene, groups, j):
            if points >= marks.error_at or x.figure.id == y.figure.id or _shut_out(x.figure, y.figure):
                continue
            more, why = evidence(scene, x, y)
            if more + marks.indirect > points:
                points, steps = more + marks.indirect, (*why, Step("same", "sameness:indirect", f"{x.figure.surface} and {y.figure.surface}"))
    if verdict.pattern != "authorities" and _both_told(scene, groups[i], groups[j]):
        points += marks.both_told
        steps = (*steps, Step("same", "sameness:both_told", str(marks.both_told)))
    needed = marks.parties_at if verdict.pattern == "authorities" else marks.warning_at
    if points < needed:
        return None
    quieter = verdict.quieter + (1 if points < marks.error_at and verdict.pattern in ("conflict", "internal") else 0)
    return a, b, replace(verdict, quieter=quieter, why=(*verdict.why, *steps, Step("same", "points", str(points))))


def _both_told(scene: Scene, x: Group, y: Group) -> bool:
    """Whether the body of some source gives both values, which it would hardly do if they were one thing."""
    sources = [{f.source for f in (scene.figures[i] for i in g.ids) if not scene.headline(f)} for g in (x, y)]
    return not sources[0].isdisjoint(sources[1])


def _shut_out(a: Figure, b: Figure) -> bool:
    return a.source == b.source and a.sentence == b.sentence


def _side_with_friends(scene: Scene, groups: Sequence[Group], k: int) -> list[Comparable]:
    mine = scene.comparables[groups[k].ids[0]]
    near = [
        g for n, g in enumerate(groups) if n == k or (scene.comparables[g.ids[0]].key == mine.key and scene.meets(scene.comparables[g.ids[0]], mine))
    ]
    return [scene.comparables[x] for g in near for x in g.ids[:_PER_GROUP]]
