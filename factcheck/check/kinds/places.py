"""Two numbers that two texts give the other way round: "nine dead and 23 hurt" here, "nine hurt and 23 dead" there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from factcheck.check.differences.difference import Group
from factcheck.check.index import StoryIndex
from factcheck.check.message import finding, quote, values_text, who_text
from factcheck.check.rule import Rule
from factcheck.model import EXCHANGED, Figure, Finding, Step

PARAMETERS: dict[str, str] = {}
FIELDS = "label sides who c d"
_MOST = 64  # pairs that one is held against, in text order
_NEAR = 1  # sentences between the two numbers of a text
Crossed = tuple[Figure, Figure, Figure, Figure]  # two of one text, two of the other: what they print is a, b and a, b; what is meant a, b and b, a


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each two numbers that have changed places between two texts."""
    told: dict[object, tuple[list[str], ...]] = {}
    for crossed in _crossed(index):
        texts = tuple(f.source for f in crossed[::2])
        values = frozenset(index.comparables[f.id].value for f in crossed)
        places = told.setdefault((texts, values), ([], [], [], []))
        flip = bool(places[0]) and index.comparables[crossed[0].id].value != index.comparables[places[0][0]].value
        for ids, figure in zip(places, (crossed[1], crossed[0], crossed[3], crossed[2]) if flip else crossed, strict=True):
            ids.extend(() if figure.id in ids else (figure.id,))
    uses = Counter(figure_id for places in told.values() for ids in places for figure_id in ids)
    for a, b, c, d in told.values():
        if any(uses[figure_id] > 1 for figure_id in (*a, *b, *c, *d)):
            continue  # three numbers or more went round: a list of names and numbers that is read one on, where the other gives them in another order
        groups = [Group(tuple(index.in_order(a))), Group(tuple(index.in_order(d)))]
        fields = {
            "label": index.fact_of[a[0]].label,
            "sides": values_text(index, groups),
            "who": who_text(index, groups),
            "c": quote(index, index.figures[b[0]]),
            "d": quote(index, index.figures[c[0]]),
        }
        step = Step("alignment", "exchanged", EXCHANGED)
        yield finding(index, rule, index.fact_of[a[0]], groups, fields, trace=(step,), alone=(*b, *c))


def _crossed(index: StoryIndex) -> Iterator[Crossed]:
    """Yield two equal pairs that stand beside each other in both texts, and are no pairs by what each is given to."""
    equal = [(index.figures[a], index.figures[b]) for a, b in index.exchanged_pairs]
    for (x, y), (u, v) in ((one, other) for n, one in enumerate(equal) for other in islice(equal, n + 1, n + 1 + _MOST)):
        if x.source == v.source:
            u, v = v, u
        near = all(p.source == q.source and abs(p.sentence - q.sentence) <= _NEAR for p, q in ((x, u), (y, v)))
        values = [index.comparables[f.id].value for f in (x, u, y, v)]
        if near and values[0] == values[2] != values[1] == values[3]:
            yield x, u, y, v
