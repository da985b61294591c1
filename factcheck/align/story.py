"""The way from extractions to a story: fold, block, compare, cluster, name. Pure and deterministic for any order of the sources."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factcheck.align.blocking import candidates, fold
from factcheck.align.cluster import cluster
from factcheck.align.comparisons.best_match import best_matches, best_rung
from factcheck.align.comparisons.compare import Comparer
from factcheck.align.comparisons.value import printed_rates
from factcheck.align.explain import with_words
from factcheck.align.facts import build_facts
from factcheck.align.lineage import find_lineages
from factcheck.align.passages import find_passages
from factcheck.align.records.record import Atom, Context, Entry
from factcheck.align.records.standardise import read_context
from factcheck.model import Comparison, Extraction, Level, Story
from factcheck.quantity.convert import to_base
from factcheck.tables.matching import Matching, load_matching

_FAR = ("within_3x", "farther", "one_against_many", "incomparable")  # a best match says less where the values are far apart

# Values support a match and never decide it: where the words speak against it, an equal number counts by how surprising it is.
_CHANCE = frozenset({"value/equal_small", "value/equal_round", "value/equal_two_digits", "value/equal_many"})


@dataclass(frozen=True, slots=True)
class Compared:
    """All pairs of a story that were compared: rungs, bits and reasons against."""

    context: Context
    atoms: Sequence[Atom]
    rungs: Mapping[tuple[int, int], tuple[str, ...]]
    bits: Mapping[tuple[int, int], float]
    barred: Mapping[tuple[int, int], str]
    crowded: bool


def align(extractions: Sequence[Extraction], matching: Matching | None = None) -> Story:
    """Group the figures of sources that tell one story into facts.

    Args:
        extractions: one a source, in any order; source ids differ.
        matching: the ladders; the bundled ``rules/matching.yaml`` if left out.

    Returns:
        The story with extractions sorted by source id and every figure in exactly one fact.

    Raises:
        RuleError, ErrorGroup: the matching table does not validate.
    """
    table = matching or load_matching()
    compared = compare_all(extractions, table)
    context, atoms = compared.context, compared.atoms
    missing = table.numbers["unknown_pair" if compared.crowded else "never_compared"]
    groups = cluster(len(atoms), compared.bits, compared.barred, table.numbers["link_at"], missing)
    group_of = {a: k for k, group in enumerate(groups) for a in group}
    linked: list[list[tuple[float, int, int]]] = [[] for _ in groups]
    apart: list[tuple[float, int, int]] = []
    for (a, b), bits in compared.bits.items():
        target = linked[group_of[a]] if group_of[a] == group_of[b] else apart
        target.append((-bits, a, b))
    most = int(table.numbers["kept_comparisons"])
    return Story(
        extractions=context.extractions,
        facts=build_facts(
            context, [[m for a in group for m in atoms[a].members] for group in groups], [_best(compared, table, pairs, most) for pairs in linked]
        ),
        lineages=find_lineages(context.extractions, table.numbers),
        passages=find_passages(context, int(table.numbers["passage_words"])),
        comparisons=tuple(_best(compared, table, apart, most)),
    )


def _best(compared: Compared, table: Matching, pairs: list[tuple[float, int, int]], most: int) -> list[Comparison]:
    return [_comparison(compared, table, a, b) for _, a, b in heapq.nsmallest(most, pairs)]


def explain_pair(story: Story, id_a: str, id_b: str, matching: Matching | None = None) -> Comparison:
    """Place two figures of a story on every ladder, whether or not they were compared when it was aligned.

    Raises:
        KeyError: an id that the story does not have.
    """
    table = matching or load_matching()
    compared = compare_all(story.extractions, table)
    by_id = {compared.context.entries[m].figure.id: atom.index for atom in compared.atoms for m in atom.members}
    a, b = sorted((by_id[id_a], by_id[id_b]))
    if a == b:
        first, second = sorted((id_a, id_b))
        return Comparison(
            first, second, (Level("aligned", "verbatim", 0.0, "one statement: printed again in a copy, or converted"),), table.numbers["link_at"]
        )
    if (a, b) not in compared.rungs:
        compared = compare_all(story.extractions, table, extra=(a, b))
    found = _comparison(compared, table, a, b)
    names = (id_a, id_b) if by_id[id_a] == a else (id_b, id_a)
    return Comparison(*names, found.levels, found.bits, found.barred)


def compare_all(extractions: Sequence[Extraction], table: Matching, extra: tuple[int, int] | None = None) -> Compared:
    """Compare every candidate pair of a story: first without values, then with them and with the best matches that the first pass found."""
    context = read_context(sorted(extractions, key=lambda e: e.source.id), to_base, table.empty_nouns, table.fates)
    atoms = fold(context)
    comparer = Comparer(context, table, printed_rates(atoms))
    crowd = int(table.numbers["crowd"])
    pairs = list(candidates(atoms, crowd, int(table.numbers["candidates"])))
    if extra is not None and extra not in pairs:
        pairs.append(extra)
    weigh = table.bits
    free: dict[tuple[int, int], tuple[list[str], str]] = {}
    first: dict[tuple[int, int], float] = {}
    barred: dict[tuple[int, int], str] = {}
    for a, b in pairs:
        rungs = comparer.rungs(atoms[a], atoms[b])
        free[a, b] = rungs
        first[a, b] = sum([weigh[r] for r in rungs[0]])
        reason = comparer.barred(atoms[a], atoms[b])
        if reason:
            barred[a, b] = reason
    best = best_matches(atoms, first, barred)
    placed = {}
    bits = {}
    for pair, (without, value) in free.items():
        match = best_rung(atoms, pair, first[pair], best, table.numbers)
        value += _bare(value, first[pair], atoms[pair[0]].entry.sort == "count", table.numbers)
        near = value.rpartition("/")[2] not in _FAR
        rungs_of_pair = (
            *without,
            value,
            _moved(without, value, atoms[pair[0]].entry, atoms[pair[1]].entry),
            f"best_match{'' if near else '_far'}/{match}",
        )
        placed[pair] = rungs_of_pair
        bits[pair] = round(first[pair] + sum([weigh[r] for r in rungs_of_pair[len(without) :]]), 3)
    return Compared(context, atoms, placed, bits, barred, len(atoms) > crowd)


def _bare(value: str, without: float, count: bool, numbers: Mapping[str, float]) -> str:
    """Tell whether two equal figures have little else in common. Magnitudes and prices meet by chance less often than counts."""
    if value not in _CHANCE or not (count or value == "value/equal_small"):
        return ""
    return "_bare" if without < numbers["bare_round" if value == "value/equal_round" else "bare"] else ""


_SMALL = 12
_SAME_DOING = frozenset({"predicate_count/exact", "predicate_count/exact_rare"})
_APART = ("/within_1.5x", "/within_3x", "/farther", "/one_against_many")
_NEAR = ("value/overlap", "value/within_10pc", "value/within_1.5x", "value/within_3x")


def _moved(rungs: Sequence[str], value: str, x: Entry, y: Entry) -> str:
    """What differs weighs more where the values differ with it; a fate that is kept while the value moves on is a running count."""
    if "/equal" in value:
        return "moved/none"
    if "per/one_missing" in rungs and value.endswith(("/farther", "/one_against_many")):
        return "moved/per"
    if x.sort == "age" and "anchor/same" not in rungs:
        return "moved/age"
    if "role/previous_differs" in rungs:
        return "moved/previous"
    if "fate/differs" in rungs:
        return "moved/fate"
    if "role/part_differs" in rungs and not value.endswith("/same_number_other_unit") and _SAME_DOING.isdisjoint(rungs):
        return "moved/part"
    if "owner/contrasted" in rungs and value.endswith(_APART):
        return "moved/owner"
    # Small numbers differ by one for a hundred reasons (the attacker among the dead), and a text does not move its own count on.
    running = value in _NEAR and x.source != y.source and max(x.high, y.high) > _SMALL
    return "moved/toll" if running and "fate/same" in rungs and "role/same" in rungs else "moved/none"


def _comparison(compared: Compared, table: Matching, a: int, b: int) -> Comparison:
    entries = (compared.atoms[a].entry, compared.atoms[b].entry)
    levels = tuple([with_words(table.levels[key], *entries) for key in compared.rungs[a, b]])
    return Comparison(entries[0].figure.id, entries[1].figure.id, levels, round(compared.bits[a, b], 1), compared.barred.get((a, b), ""))
