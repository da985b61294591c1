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
from factcheck.check.differences.siblings import siblings
from factcheck.check.differences.signature import with_slip
from factcheck.check.differences.unlinked import unlinked
from factcheck.check.index import StoryIndex, once
from factcheck.model import Fact, Figure, Modality

SILENT = 0.2  # below it no rule tells: such a disagreement hides none that is told
_DIGITS = ("magnitude", "transposition")
_PER_GROUP = 12  # figures of one value that are looked at; more copies of it tell nothing new


@once
def disagreements(index: StoryIndex) -> tuple[Disagreement, ...]:
    """Return every discrepancy of value in a story, facts in their order, the strongest of a fact first."""
    found = tuple(d for fact in index.story.facts if len(fact.figures) > 1 for d in _in_fact(index, fact))
    found += tuple(d for d in contested(index) if not _told(d, found))
    found += tuple(d for d in headline_conflicts(index) if not any(d.a.id in side.ids for k in found for side in k.sides))
    found += tuple(d for d in siblings(index) if not _told(d, [k for k in found if k.verdict.probability >= d.verdict.probability]))
    return found + tuple(d for d in unlinked(index) if not _told(d, found))


def _told(found: Disagreement, kept: Sequence[Disagreement]) -> bool:
    """Whether a disagreement names no side that another has not named against the same figure."""
    return any({found.a.id, found.b.id} <= {i for side in d.sides for i in side.ids} for d in kept)


def limits(index: StoryIndex) -> tuple[str, ...]:
    """What was too much to be judged in full, for people: facts that are told with too many values. In the order of the facts."""
    most = int(index.tolerances.most_values)
    large = [f for f in index.story.facts if len(f.figures) > most]
    counted = [(f.label, n) for f in large if (n := too_many_values(index, f))]
    return tuple(f'{n:,} values of one fact, "{label}": the {most} that most sources print were held against one another' for label, n in counted)


def too_many_values(index: StoryIndex, fact: Fact) -> int:
    """How many values a fact is told with where these are more than are held against one another; else 0."""
    count = len(_by_value(index, fact)) if len(fact.figures) > index.tolerances.most_values else 0
    return count if count > index.tolerances.most_values else 0


def _best_told(index: StoryIndex, groups: list[Group]) -> list[Group]:
    """The values that most lineages print, in the order of the story; all of them unless there are too many to hold each against each."""
    most = int(index.tolerances.most_values)
    if len(groups) <= most:
        return groups
    lineages = [len({index.lineage(index.figures[i]) for i in g.ids}) for g in groups]
    kept = sorted(range(len(groups)), key=lambda n: (-lineages[n], -len(groups[n].ids), n))[:most]
    return [groups[n] for n in sorted(kept)]


def _in_fact(index: StoryIndex, fact: Fact) -> list[Disagreement]:
    groups = _best_told(index, _by_value(index, fact))
    if len(groups) < 2:
        return []
    judged = []
    for i, j in combinations(range(len(groups)), 2):
        best = _judge_groups(index, groups[i], groups[j])
        if best is not None:
            judged.append((i, j, *best))
    judged.sort(key=lambda v: (v[4].probability < SILENT, PATTERNS.index(v[4].pattern), v[4].lowered, v[0], v[1]))
    found: list[Disagreement] = []
    explained: set[int] = set()
    while judged:
        i, j, *_ = judged[0]
        odd = _odd_one(index, groups, i, j)
        alike = [v for v in judged if odd in (v[0], v[1]) and (v[4].pattern, v[4].lowered) == (judged[0][4].pattern, judged[0][4].lowered)]
        i, j, a, b, verdict = max(alike, key=lambda v: v[4].probability)  # of what the odd one disagrees with, what is most surely one fact
        same = [v for v in judged if v[4].pattern == verdict.pattern and not explained & {v[0], v[1]}]
        involved = {i, j} | {k for v in same for k in (v[0], v[1]) if verdict.pattern == "superseded" or odd in (v[0], v[1])}
        wide = verdict.pattern not in _DIGITS  # what a slip says of the digits is true of its own values only
        involved |= {k for v in judged for k in (v[0], v[1]) if odd in (v[0], v[1]) and (wide or v[4].pattern == verdict.pattern)}
        chosen = [groups[k] for k in sorted(involved)]
        sides = tuple(chosen) if verdict.pattern == "unit" else _sides(index, chosen)
        if verdict.pattern == "superseded":
            sides = tuple(sorted(sides, key=lambda g: _first_told(index, g)))
        found.append(Disagreement(fact, sides, a, b, verdict))
        if verdict.pattern != "superseded":
            explained.add(odd)
        judged = [v for v in judged if odd not in (v[0], v[1]) and not (v[0] in involved and v[1] in involved and v[4].pattern == verdict.pattern)]
    return found


def _first_told(index: StoryIndex, side: Group) -> tuple[str, int]:
    """When a side was first published, then where it stands in the story: the order in which a count moved on."""
    dates = [index.source(index.figures[i]).published or "~" for i in side.ids]
    return min(dates), index.order[side.ids[0]]


def _odd_one(index: StoryIndex, groups: Sequence[Group], i: int, j: int) -> int:
    """The group whose value, or one that it admits, fewer lineages carry; of two alike the one with fewer figures, then the later."""

    def weight(k: int) -> tuple[int, int]:
        mine = index.comparables[groups[k].ids[0]]
        near = [
            g
            for n, g in enumerate(groups)
            if n == k or (index.comparables[g.ids[0]].key == mine.key and index.meets(index.comparables[g.ids[0]], mine))
        ]
        figures = [index.figures[x] for g in near for x in g.ids]
        return len({index.lineage(f) for f in figures}), len(figures)

    return i if weight(i) < weight(j) else j


def _by_value(index: StoryIndex, fact: Fact) -> list[Group]:
    """Figures of a fact by equal value in comparable form; the second copies of repeated passages are left out."""
    groups: dict[tuple[object, ...], list[str]] = {}
    for i in index.in_order(fact.figures):
        reading = index.comparables[i]
        if i in index.doubles or reading.figure.modality is Modality.DENIED or (index.draft is not None and reading.figure.source == index.draft):
            continue
        groups.setdefault((reading.key, *reading.value), []).append(i)
    return [Group(tuple(ids)) for ids in groups.values()]


def _sides(index: StoryIndex, groups: Sequence[Group]) -> tuple[Group, ...]:
    """Join groups that say the same in two units; the order is that of the story."""
    joined: list[list[str]] = []
    for group in groups:
        reading = index.comparables[group.ids[0]]
        for side in joined:
            other = index.comparables[side[0]]
            if other.key == reading.key and other.figure.quantity.unit != reading.figure.quantity.unit and index.meets(other, reading):
                side.extend(group.ids)
                break
        else:
            joined.append(list(group.ids))
    return tuple(Group(index.in_order(side)) for side in joined)


def _judge_groups(index: StoryIndex, x: Group, y: Group) -> tuple[Figure, Figure, Difference] | None:
    """The strongest reading of two groups by any of their pairs, with the best of the probabilities that some pair of them speaks of one fact.

    A pair that is hardly one fact beside the best of them does not say how the groups differ: it is there for the sake of its number.
    """
    read: list[tuple[float, Figure, Figure, Difference]] = []
    probability = 0.0
    for i in x.ids[:_PER_GROUP]:
        for j in y.ids[:_PER_GROUP]:
            pair = Pair(index, index.comparables[i], index.comparables[j])
            if pair.set_apart:
                continue
            found = classify(pair)
            chance = pair.probability if found is None else with_slip(pair, found)
            probability = max(probability, chance)
            if found is not None:
                read.append((chance, pair.a, pair.b, found))
    sound = [r for r in read if r[0] >= _HARDLY * probability]
    if not sound:
        return None
    _, a, b, found = min(sound, key=lambda r: rank(r[3]))
    return a, b, replace(found, probability=probability)


_HARDLY = 0.1  # of the best probability: below it a pair is no witness
