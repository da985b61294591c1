"""Every candidate pair of a story placed on every comparison, with its match weight: the sum of the weights of its levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from factcheck.align.blocking import candidates, groups_of, limit_of
from factcheck.align.comparisons.aspect import Pair, Surroundings
from factcheck.align.comparisons.best_match import best_level, best_matches
from factcheck.align.comparisons.compare import cannot_link, place
from factcheck.align.comparisons.crosswise import crosswise
from factcheck.align.comparisons.exchanged import exchanged
from factcheck.align.comparisons.moved import moved
from factcheck.align.comparisons.partner import by_value, partner_level
from factcheck.align.comparisons.value import printed_rates
from factcheck.align.records.record import Context, Statement
from factcheck.align.records.standardise import read_context
from factcheck.align.records.values import equal
from factcheck.align.statements import fold
from factcheck.model import EXCHANGED, Extraction
from factcheck.quantity.convert import to_base
from factcheck.quantity.order import story_order
from factcheck.tables.matching import Matching

_FAR = ("within_3x", "farther", "one_against_many", "incomparable")  # a best match says less where the values are far apart

# Values support a match and never decide it: where the words speak against it, an equal number counts by how surprising it is.
_SMALL = "value/equal_small"
_SHARED = frozenset(
    f"{aspect}/{level}"
    for aspect, levels in (
        ("predicate_count", "exact_rare exact related"), ("fate", "same"), ("window", "strong good some"), ("names", "same share"),
        ("place", "same share"), ("owner", "same_close same"), ("behind", "many one"), ("aligned", "same_place"),
    )
    for level in levels.split()
)  # fmt: skip
_ROUND = frozenset(("value/equal_round", _SMALL))  # equal by chance more often than others
_CHANCE = frozenset({"value/equal_small", "value/equal_round", "value/equal_two_digits", "value/equal_many"})
_EARLIER = 1.0  # how much less a pair with an earlier value counts at most


@dataclass(frozen=True, slots=True)
class Scored:
    """All pairs of a story that were compared: levels, match weights and reasons why they cannot be one."""

    context: Context
    statements: Sequence[Statement]
    levels: Mapping[tuple[int, int], tuple[str, ...]]
    weights: Mapping[tuple[int, int], float]
    cannot_link: Mapping[tuple[int, int], str]
    crowded: bool
    met: float  # others that a statement of the largest crowd was compared with; infinite where there is none


def score_pairs(extractions: Sequence[Extraction], table: Matching, extra: tuple[int, int] | None = None) -> Scored:
    """Compare every candidate pair of a story: first without values, then with them and with the best matches that the first pass found.

    ``extra`` is a pair that is compared even where no block holds it.
    """
    context = read_context(story_order(extractions), to_base)
    statements = fold(context)
    story = Surroundings(context, table, printed_rates(statements))
    crowd = int(table.numbers["crowd"])
    meets = int(table.numbers["candidates"])
    pairs = list(candidates(statements, crowd, meets))
    met = min((limit for g in groups_of(statements).values() if (limit := limit_of(len(g), crowd, meets)) is not None), default=inf)
    if extra is not None and extra not in pairs:
        pairs.append(extra)
    weigh = table.weights
    free: dict[tuple[int, int], tuple[list[str], str, list[str]]] = {}
    first: dict[tuple[int, int], float] = {}
    walls: dict[tuple[int, int], str] = {}
    for a, b in pairs:
        pair = Pair(statements[a], statements[b], statements[a].entry, statements[b].entry, story)
        levels = place(pair)
        free[a, b] = levels
        first[a, b] = sum([weigh[key] for key in levels[0]])
        reason = cannot_link(pair)
        if reason:
            walls[a, b] = reason
    given_away = exchanged(statements, {pair: levels for pair, (levels, _, _) in free.items()}) | crosswise(statements, free)
    walls |= dict.fromkeys(given_away, EXCHANGED)
    spoken = [s.entry for s in statements]
    best, values = best_matches(statements, first, walls), by_value(statements)
    placed = {}
    weights = {}
    for (a, b), (without, value, numbers) in free.items():
        x, y = spoken[a], spoken[b]
        match = best_level(statements, (a, b), first[a, b], best, table.numbers)
        value += _bare(value, without, first[a, b], x.sort == "count", table.numbers)
        near = value.rpartition("/")[2] not in _FAR
        # A number given to somebody else (two sisters' ages exchanged) has by nature its equal elsewhere.
        partner = "none" if "whose/age_name" in without and not equal(x, y) else partner_level(statements, (a, b), first, values, given_away)
        keys = (
            *without,
            value,
            *numbers,
            f"partner/{partner}",
            f"moved/{moved(without, value, x, y)}",
            f"best_match{'' if near else '_far'}/{match}",
        )
        placed[a, b] = keys
        weights[a, b] = round(first[a, b] + sum([weigh[key] for key in keys[len(without) :]]), 3)
    return Scored(context, statements, placed, weights, walls, len(statements) > crowd, met)


def bounded(scored: Scored, table: Matching) -> dict[tuple[int, int], float]:
    """The match weights as they enter a mean: bounded around the threshold, so that one bad pair does not outvote three good ones.

    An earlier value ("up from 14") joins its fact last, for it shares none with the number that its own sentence prints now.
    """
    low, high = (table.numbers["link_at"] + table.numbers[name] for name in ("bound_below", "bound_above"))
    most = {pair: high - _EARLIER if "role/previous_differs" in keys else high for pair, keys in scored.levels.items()}
    return {pair: min(max(weight, low), most[pair]) for pair, weight in scored.weights.items()}


def _bare(value: str, context: Sequence[str], without: float, count: bool, numbers: Mapping[str, float]) -> str:
    """Tell whether two equal figures have little else in common; small numbers, that they count unrelated things and share nothing at all.

    Magnitudes and prices meet by chance less often than counts, small numbers most often.
    """
    if value not in _CHANCE or not (count or value == _SMALL):
        return ""
    if value == _SMALL and "noun_count/far" in context and _SHARED.isdisjoint(context):
        return "_apart"
    return "_bare" if without < numbers["bare_round" if value in _ROUND else "bare"] else ""
