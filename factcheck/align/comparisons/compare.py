"""The list of comparisons: places a pair of figures on every one of them, and says why two figures can never be one fact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from factcheck.align.comparisons import best_match, moved, partner
from factcheck.align.comparisons.aspect import Aspect, Pair
from factcheck.align.comparisons.beside import BESIDE, before_and_after, named
from factcheck.align.comparisons.contrasts import (
    BESIDES,
    COUNTRY,
    DAY,
    EXTENT,
    PERIOD,
    SUM,
    TOLD_TOO,
    TREND,
    makes_total,
    opposite_doings,
    two_extents,
)
from factcheck.align.comparisons.facet import FACET
from factcheck.align.comparisons.mould import MOULD
from factcheck.align.comparisons.neighbourhood import BEHIND, CROWD, EXCLUSIVE, LEAD, RARE
from factcheck.align.comparisons.noun_and_predicate import FATE, NATION, NOUN, PREDICATE
from factcheck.align.comparisons.number import ABOUT, END, ROUNDS, SMALL, VAGUE
from factcheck.align.comparisons.restrictions import ANCHOR, MODALITY, NAMES, OWNER, PER, PLACE, ROLE, TIME, other_time
from factcheck.align.comparisons.sentence import ALIGNED, SENTENCE, WINDOW, items_of_a_list
from factcheck.align.comparisons.speaker import SPEAKER
from factcheck.align.comparisons.subset import SUBSET, some_of_those, whole_and_some
from factcheck.align.comparisons.value import KIND, UNIT, VALUE, VALUE_SAME_SOURCE
from factcheck.align.comparisons.whose import WHOSE
from factcheck.align.records.persons import same_name
from factcheck.align.records.record import Entry
from factcheck.align.records.values import equal
from factcheck.model import Kind, Role
from factcheck.tables import matching
from factcheck.tables.matching import Matching
from factcheck.tables.roles import role_table

_FAR = 12.0  # of 384 labelled pairs in two units and more than threefold apart none is one fact
_GONE, _LONG = frozenset(("last", "previous")), frozenset(("year", "quarter", "month", "season", "decade"))
_TIMES = frozenset({"age", "ago"})  # sorts that share the unit of a span of time and nothing else


def _of(measured: str) -> tuple[Aspect, ...]:
    """The comparisons that ask nothing about values, in the order in which they are printed."""
    return (
        UNIT, KIND, PER, NOUN[measured], PREDICATE[measured], FATE, NATION, WINDOW, SENTENCE, ALIGNED, NAMES, OWNER, ANCHOR, WHOSE, SPEAKER, PLACE,
        TIME, ROLE, MODALITY, TREND, COUNTRY, BESIDES, DAY, PERIOD, EXTENT, FACET, TOLD_TOO, SUM, BEHIND, RARE, LEAD, CROWD, BESIDE, EXCLUSIVE,
        MOULD,
    )  # fmt: skip


CONTEXT: Mapping[str, tuple[Aspect, ...]] = {measured: _of(measured) for measured in ("count", "measure")}
NUMBER = (ROUNDS, ABOUT, END, VAGUE, SMALL, SUBSET)
ASPECTS: Mapping[str, Aspect] = {a.name: a for a in (*CONTEXT["count"], *CONTEXT["measure"], VALUE, VALUE_SAME_SOURCE, *NUMBER)}
# Every level on which a pair can come to stand; the table must name each of them once and no other.
LEVELS: Mapping[str, tuple[str, ...]] = {
    **{name: aspect.levels for name, aspect in ASPECTS.items()},
    "partner": partner.LEVELS, "moved": moved.LEVELS, "best_match": best_match.LEVELS, "best_match_far": best_match.LEVELS,
}  # fmt: skip


def _row(aspect: Aspect) -> tuple[Mapping[str, str], Callable[[Pair], str]]:
    """The keys of an aspect by its levels, and what places a pair on one of them: looked up once, and not for each of many thousand pairs."""
    return {level: f"{aspect.name}/{level}" for level in aspect.levels}, aspect.places


_CONTEXT = {measured: tuple(map(_row, aspects)) for measured, aspects in CONTEXT.items()}
_NUMBER = tuple(map(_row, NUMBER))
_VALUE, _VALUE_SAME_SOURCE = _row(VALUE), _row(VALUE_SAME_SOURCE)


def load_matching(path: Path | None = None) -> Matching:
    """Read and validate the weights of all levels; ``path`` defaults to the bundled ``matching.yaml``.

    Raises:
        RuleError: it cannot be read or is no YAML.
        ErrorGroup: every level or number that is missing, unknown or mistyped, each with line and column.
    """
    return matching.load(LEVELS, path)


def place(pair: Pair) -> tuple[list[str], str, list[str]]:
    """Return the keys ``aspect/level`` of a pair: those that ask nothing of values, the one on values, what the numbers may be to each other."""
    context = [keys[places(pair)] for keys, places in _CONTEXT[pair.measured]]
    values, on = _VALUE if set(pair.a.sources).isdisjoint(pair.b.sources) else _VALUE_SAME_SOURCE
    return context, values[on(pair)], [keys[places(pair)] for keys, places in _NUMBER]


def cannot_link(pair: Pair) -> str:
    """Say why two figures can never be one fact; "" if they can."""
    for reason, stands in _WALLS:
        if stands(pair):
            return reason
    x, y = pair.x, pair.y
    if pair.a.lines.isdisjoint(pair.b.lines):
        return ""
    if x.noun == y.noun and x.predicate == y.predicate and equal(x, y) and not x.role == y.role == "part":
        return ""
    return "two figures of one sentence"


def _two_times(pair: Pair) -> bool:
    x, y = pair.x, pair.y
    return x.sort != y.sort and not _TIMES.isdisjoint((x.sort, y.sort))


def _two_people(pair: Pair) -> bool:
    x, y = pair.x, pair.y
    return bool(x.person.name and y.person.name) and not same_name(x.person.name, y.person.name) and not equal(x, y)


def _two_results(pair: Pair) -> bool:
    """Whether two times taken to the second are of two people: "Toll won in 2:04:36", "Carr was seventh in 2:09:12"."""
    x, y = pair.x, pair.y
    timed = x.sort == y.sort == str(Kind.DURATION.value) and max(x.step, y.step) <= 1 < min(x.low, y.low)
    return timed and x.subject_named and y.subject_named and x.subject.isdisjoint(y.subject) and not equal(x, y)


def _past_and_to_come(pair: Pair) -> bool:
    """Whether one is of a year or month gone by and the other is still to come: "stood at $141 million last year", "will leave $113 million"."""
    x, y = pair.x, pair.y
    if x.planned == y.planned or (x.noun and y.noun and x.noun != y.noun) or equal(x, y):
        return False  # two words for it need not be of one time
    done = y if x.planned else x
    return _gone_by(done.figure.time)


@lru_cache(maxsize=4096)
def _gone_by(time: str | None) -> bool:
    told = time.lower().split() if time else []
    return any(word in _GONE and behind in _LONG for word, behind in pairwise(told)) or told[-1:] == ["ago"]


def _two_anchors(pair: Pair) -> bool:
    x, y = pair.x, pair.y
    return bool(x.anchor and y.anchor) and x.anchor.isdisjoint(y.anchor) and not equal(x, y)


def _others(pair: Pair) -> bool:
    x, y = pair.x, pair.y
    return (x.besides == "other") != (y.besides == "other") and not equal(x, y)


def _limit(pair: Pair) -> bool:
    """Whether one tells what is allowed or possible of the doing that the other tells of: "licensed to carry 180", "was carrying 142"."""
    x, y = pair.x, pair.y
    return (x.role == "limit") != (y.role == "limit") and bool(x.predicate) and x.predicate == y.predicate and not equal(x, y)


def _two_periods(pair: Pair) -> bool:
    x, y = pair.x, pair.y
    return not equal(x, y) and (other_time(x, y) or bool(x.period and y.period and x.period != y.period) or _two_starts(x, y))


def _two_starts(x: Entry, y: Entry) -> bool:
    """Whether both tell what something was before, at two distances: "up from 31 million a year earlier", "from 36 million the quarter before"."""
    if not x.role == y.role == "previous":
        return False
    spans = [named(e) & _SPANS for e in (x, y)]
    return all(spans) and spans[0].isdisjoint(spans[1])


_SPANS = frozenset("day week month quarter half year decade".split())


def _two_scopes(pair: Pair) -> bool:
    """Whether each holds within a scope of its own: other hours, other years, a record of another sort, the whole country and a town of it."""
    x, y = pair.x.scope, pair.y.scope
    if x is y or equal(pair.x, pair.y):
        return False
    if x.between and y.between and (x.between[0] != y.between[0] or ("" not in (x.between[1], y.between[1]) and x.between[1] != y.between[1])):
        return True
    if x.reach and y.reach and x.reach != y.reach:
        return True
    return bool(x.record and y.record) and pair.story.relation("noun", x.record, y.record) in ("far", "unknown", "same_lexfile")


def _far_units(pair: Pair) -> bool:
    """Whether two sizes are printed in two units and lie far apart: "71 inches", "7.5 mm". With the same digits one unit may be wrong."""
    x, y = pair.x, pair.y
    if x.group in ("count", "ratio") or x.digits == y.digits or min(x.low, y.low) <= 0 or max(x.low, y.low) <= _FAR * min(x.high, y.high):
        return False
    units = [{e.figure.quantity.unit for e in statement.entries} for statement in (pair.a, pair.b)]
    return units[0].isdisjoint(units[1])


def _two_sides(pair: Pair) -> bool:
    x, y = pair.x.stance, pair.y.stance
    return x is not None and y is not None and x.opposes(y) and not equal(pair.x, pair.y)


def _off_and_at(pair: Pair) -> bool:
    """Whether one is by how much something misses a level, or moved, and the other such a level: "rose to 7.4 feet, 2.1 metres above its record"."""
    x, y = pair.x.figure, pair.y.figure
    if (x.role is Role.CHANGE) is (y.role is Role.CHANGE) or equal(pair.x, pair.y):
        return False
    change, level = (x, y) if x.role is Role.CHANGE else (y, x)
    off = change.after[change.own : change.own + 1]
    return level.role is Role.CURRENT or bool(off and off[0].lower() in role_table().offsets)


_WALLS: tuple[tuple[str, Callable[[Pair], bool]], ...] = (
    ("different dimensions", lambda pair: pair.x.group != pair.y.group),
    ("an age or a point in time against a span", _two_times),
    ("ages of two people", _two_people),
    ("times of two people", _two_results),
    ("what was and what is to come", _past_and_to_come),
    ("distances from two places", _two_anchors),
    ("sizes in two units, far apart", _far_units),
    ("the others against all", _others),
    ("what may be and what is", _limit),
    ("two periods", _two_periods),
    ("two scopes", _two_scopes),
    ("two items of a list", items_of_a_list),
    ("two extents", lambda pair: two_extents(pair) and not equal(pair.x, pair.y)),
    ("opposite doings", lambda pair: opposite_doings(pair) and not equal(pair.x, pair.y)),
    ("a change and a level", _off_and_at),
    ("what was before and what came of it", before_and_after),
    ("opposite sides", _two_sides),
    ("a whole and some of it", whole_and_some),
    ("a part and the total", lambda pair: makes_total(pair) or some_of_those(pair)),
)
