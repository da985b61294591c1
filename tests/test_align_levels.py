"""On which level of a comparison a pair of figures comes to stand, by what is known of both. Cases: ``cases/align/levels.jsonl``."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from types import SimpleNamespace

import pytest
from casefile import cases

from factcheck.align.comparisons.aspect import Pair, Surroundings
from factcheck.align.comparisons.best_match import best_level, best_matches
from factcheck.align.comparisons.compare import ASPECTS, cannot_link, load_matching
from factcheck.align.comparisons.moved import moved
from factcheck.align.comparisons.partner import by_value, partner_level
from factcheck.align.records.persons import NOBODY
from factcheck.align.records.record import Entry, Person, Statement
from factcheck.model import Figure, Hedge, Kind, Noun, Position, Quantity, Role, Span
from factcheck.quantity.digits import digits
from factcheck.quantity.interval import admitted
from factcheck.tables.tolerances import load_tolerances
from factcheck.tables.words import load_words

MATCHING = load_matching()
SETS = ("compared", "names", "owner", "anchor", "subject", "speaker", "place", "years", "countries", "behind", "clause")
PLAIN = {
    **dict.fromkeys(SETS, frozenset()), "noun": "", "predicate": "", "window": {}, "close": False, "subject_named": False, "person": NOBODY,
    "time": "", "per": "", "sort": "count", "role": "plain", "planned": False, "fate": "", "nation": "", "trend": 0, "besides": "",
    "members": {}, "lead": False, "month": 0, "period": "", "day": "", "extent": "", "group": "count",
    "stance": None, "facet": "", "by_thing": "",
}  # fmt: skip


def entry(known, index):
    """A figure of which a case names what matters; the figures of a case stand in sources of their own unless it says otherwise."""
    low, high, step = (Decimal(str(known.get(name, default))) for name, default in (("low", 1), ("high", known.get("low", 1)), ("step", 1)))
    hedge, kind = Hedge(known.get("hedge", "exact")), Kind(known.get("kind", "count"))
    quantity = Quantity(low, high, step, known.get("unit", ""), "", "", kind)
    interval = admitted(quantity, hedge, load_tolerances())
    before, after = tuple(known.get("before", "").split()), tuple(known.get("after", "").split())
    noun = Noun(known["noun"], "", tuple(known.get("modifiers", ()))) if "noun" in known else None
    figure = Figure(
        "s",
        index,
        0,
        1,
        known.get("surface", str(low)),
        quantity,
        interval,
        hedge,
        Span(0, 1),
        0,
        Position.BODY,
        noun=noun,
        before=before,
        after=after,
        role=Role(known.get("end", "plain")),
    )
    told = {name: frozenset(v.split()) if name in SETS else v for name, v in known.items() if name in PLAIN}
    if "members" in told:
        told["members"] = {int(k): v for k, v in told["members"].items()}
    told["person"] = Person(frozenset(known.get("name", "").split()), frozenset(known.get("roles", "").split()))
    source = known.get("source", index)
    return Entry(
        index=index, figure=figure, source=source, witness=source, line=known.get("line", index), low=float(low), high=float(high), step=float(step),
        floor=float("-inf" if interval.low is None else interval.low), ceiling=float("inf" if interval.high is None else interval.high),
        digits=digits(low), **{**PLAIN, **told},
    )  # fmt: skip


def statement(index, *entries):
    sources, lines = tuple(sorted({e.source for e in entries})), frozenset(e.line for e in entries)
    return Statement(index, entries, tuple(e.index for e in entries), sources, lines)


def pair_of(case):
    known = [case["x"], case["y"], *case.get("others", ())]
    entries = [entry(k, n) for n, k in enumerate(known)]
    story = case.get("story", {})
    numbers = range(max(max(e.source, e.line) for e in entries) + 1)
    contrasts = frozenset((frozenset(a.split()), frozenset(b.split())) for a, b in story.get("contrasts", ()))
    context = SimpleNamespace(
        entries=entries, words=load_words(), place_contrasts=contrasts, owner_contrasts=contrasts,
        lines=[SimpleNamespace(figures=[e.index for e in entries if e.line == n]) for n in numbers],
        stem_uses=tuple(Counter(story.get("uses", [{}] * len(numbers))[n]) for n in numbers),
        values=tuple(frozenset((e.group, e.low, e.high) for e in entries if e.source == n) for n in numbers),
        **{name: Counter(story.get(name, {})) for name in ("noun_uses", "predicate_uses", "group_uses")},
    )  # fmt: skip
    a, b = statement(0, entries[0]), statement(1, entries[1])
    return Pair(a, b, entries[0], entries[1], Surroundings(context, MATCHING, {tuple(k.split()): v for k, v in story.get("rates", {}).items()}))


@pytest.mark.parametrize("case", cases("align/levels.jsonl"))
def test_level(case):
    aspect = ASPECTS[case["aspect"]]
    swapped = {**case, "x": {"source": 0, "line": 0, **case["y"]}, "y": {"source": 1, "line": 1, **case["x"]}}
    found = {aspect.places(pair_of(c)) for c in ([case] if case.get("ordered") else [case, swapped])}
    assert found == {case["expect"]}
    assert case["expect"] in aspect.levels


@pytest.mark.parametrize("case", cases("align/walls.jsonl"))
def test_what_can_never_be_one_fact(case):
    assert cannot_link(pair_of(case)) == case["expect"]


@pytest.mark.parametrize("case", cases("align/moved.jsonl"))
def test_what_else_differs_where_the_values_do(case):
    pair = pair_of(case)
    assert moved(case["placed"], case["value"], pair.x, pair.y) == case["expect"]


@pytest.mark.parametrize("case", cases("align/best.jsonl"))
def test_the_best_match_in_another_source(case):
    made = [statement(n, *(entry({"source": s, "low": n + 1}, n) for s in sources)) for n, sources in enumerate(case["sources"])]
    scores = {(a, b): score for a, b, score in case["scores"]}
    best = best_matches(made, scores, {tuple(wall): "wall" for wall in case.get("walls", ())})
    numbers = {"best_margin": 2, "best_floor": 0}
    assert [best_level(made, (a, b), scores[a, b], best, numbers) for a, b, _ in case["scores"]] == case["expect"]


@pytest.mark.parametrize("case", cases("align/partner.jsonl"))
def test_an_equal_elsewhere(case):
    made = [statement(n, *(entry({"source": s, "low": value}, n) for s in sources)) for n, (sources, value) in enumerate(case["figures"])]
    first = {(a, b): score for a, b, score in case["scores"]}
    assert partner_level(made, tuple(case["pair"]), first, by_value(made)) == case["expect"]
