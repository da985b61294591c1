"""The way from extractions to a story: score, cluster, name. Pure and deterministic for any order of the sources."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.align.blocking import groups_of, limit_of
from factcheck.align.cells.find import find_readings
from factcheck.align.cluster import cluster
from factcheck.align.comparisons.compare import load_matching
from factcheck.align.explain import strongest
from factcheck.align.facts import build_facts
from factcheck.align.lineage import find_lineages
from factcheck.align.occasions import find_occasions
from factcheck.align.passages import find_passages
from factcheck.align.score import Scored, bounded, score_pairs
from factcheck.model import Extraction, Story
from factcheck.tables.matching import Matching


def align(extractions: Sequence[Extraction], matching: Matching | None = None) -> Story:
    """Group the figures of sources that tell one story into facts.

    Args:
        extractions: one a source, in any order; source ids differ.
        matching: the weights; the bundled ``rules/matching.yaml`` if left out.

    Returns:
        The story with extractions in ``quantity.order`` and every figure in exactly one fact.

    Raises:
        RuleError, ErrorGroup: the matching table does not validate.
    """
    table = matching or load_matching()
    scored = score_pairs(extractions, table)
    context, statements = scored.context, scored.statements
    missing = table.numbers["unknown_pair" if scored.crowded else "never_compared"]
    groups = cluster(len(statements), bounded(scored, table), scored.cannot_link, table.numbers["link_at"], missing, scored.met / 2)
    group_of = {a: k for k, group in enumerate(groups) for a in group}
    linked: list[list[tuple[float, int, int]]] = [[] for _ in groups]
    apart: list[tuple[float, int, int]] = []
    for (a, b), weight in scored.weights.items():
        target = linked[group_of[a]] if group_of[a] == group_of[b] else apart
        target.append((-weight, a, b))
    most = int(table.numbers["kept_comparisons"])
    occasions, dated = find_occasions(context, table)
    readings, untried = find_readings(context.extractions)
    return Story(
        extractions=context.extractions,
        facts=build_facts(
            context,
            [[m for a in group for m in statements[a].members] for group in groups],
            [strongest(scored, table, pairs, len(pairs)) for pairs in linked],
        ),
        lineages=find_lineages(context.extractions, table.numbers),
        passages=find_passages(context, int(table.numbers["passage_words"])),
        comparisons=tuple(strongest(scored, table, apart, most)),
        occasions=occasions,
        dated=dated,
        limits=(*_limits(scored, table), *untried),
        readings=readings,
        statements=tuple(tuple(context.entries[m].figure.id for m in s.members) for s in statements if len(s.members) > 1),
    )


def _limits(scored: Scored, table: Matching) -> tuple[str, ...]:
    """Which crowds were not compared pair by pair, for people: one line for each sort of measure, by its name."""
    crowd, meets = int(table.numbers["crowd"]), int(table.numbers["candidates"])
    lines = []
    for name, group in groups_of(scored.statements).items():
        limit = limit_of(len(group), crowd, meets)
        if limit is not None:
            lines.append(f"{len(group):,} figures ({name}): too many to compare each with each, so each was compared with the {limit} most like it")
    return tuple(lines)
