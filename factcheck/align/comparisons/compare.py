"""Places a pair of figures on every ladder: which rung, and why two figures can never be one fact."""

from __future__ import annotations

import math

from factcheck.align.comparisons.sentence import number_for_number
from factcheck.align.comparisons.value import Rates, equal, value_level
from factcheck.align.records.record import Atom, Context, Entry, Vector
from factcheck.tables.matching import Matching

_TIMES = frozenset({"age", "ago"})  # sorts that share the unit of a span of time and nothing else


class Comparer:
    """Compares figures of one story. Pure: the rungs of a pair depend on the pair and the story alone, not on the order of asking."""

    def __init__(self, context: Context, matching: Matching, rates: Rates) -> None:
        self._context = context
        self._rates = rates
        self._light = matching.light_verbs
        self._numbers = matching.numbers
        self._sentence_cosines: dict[tuple[int, int], float] = {}
        self._relations: dict[tuple[str, str, str], str] = {}
        self._places: dict[tuple[int, int], dict[int, int]] = {}

    def rungs(self, a: Atom, b: Atom) -> tuple[list[str], str]:
        """Return the keys ``aspect/level`` of a pair: those that ask nothing about values, and the one about values."""
        x, y = (a.entry, b.entry) if a.index <= b.index else (b.entry, a.entry)
        shared = not set(a.sources).isdisjoint(b.sources)
        measured = "measure" if x.group != "count" else "count"
        free = [
            self._unit(x, y, a, b),
            _kind(x, y),
            _per(x, y),
            self._noun(x, y, measured),
            self._predicate(x, y, measured),
            _told("fate", x.fate, y.fate),
            _told("nation", x.nation, y.nation),
            self._window(x, y),
            self._sentence(x, y),
            self._aligned(x, y),
            _overlap("names", x.names, y.names, "disjoint", "both_missing"),
            self._owner(x, y),
            _anchor(x, y),
            self._place(x, y),
            _time(x, y),
            _role(x, y),
            "modality/same" if x.planned == y.planned else "modality/planned_differs",
        ]
        return free, f"{'value_same_source' if shared else 'value'}/{value_level(a, b, self._rates)}"

    def barred(self, a: Atom, b: Atom) -> str:
        """Say why two figures can never be one fact; "" if they can."""
        x, y = a.entry, b.entry
        if x.group != y.group:
            return "different dimensions"
        if x.sort != y.sort and not _TIMES.isdisjoint((x.sort, y.sort)):
            return "an age or a point in time against a span"
        if x.anchor and y.anchor and x.anchor.isdisjoint(y.anchor) and not equal(x, y):
            return "ages of two people" if x.sort == "age" else "distances from two places"
        if a.lines.isdisjoint(b.lines):
            return ""
        if x.noun == y.noun and x.predicate == y.predicate and equal(x, y) and not x.role == y.role == "part":
            return ""
        return "two figures of one sentence"

    def _unit(self, x: Entry, y: Entry, a: Atom, b: Atom) -> str:
        if x.group == "count":
            return "unit/both_count"
        same = x.figure.quantity.unit == y.figure.quantity.unit and x.figure.quantity.kind is y.figure.quantity.kind
        if not same and len(a.entries) + len(b.entries) > 2:
            same = not {e.figure.quantity.unit for e in a.entries}.isdisjoint(e.figure.quantity.unit for e in b.entries)
        if x.group == "money":
            return "unit/same_money" if same else "unit/other_currency"
        if x.group == "ratio":
            return "unit/same_percent" if same else "unit/share_vs_percent"
        rare = "_rare" if self._context.group_uses.get(x.group, 0.0) <= self._numbers["rare_uses"] else ""
        return f"unit/same_measure{rare}" if same else f"unit/same_dimension{rare}"

    def _noun(self, x: Entry, y: Entry, measured: str) -> str:
        if not x.noun or not y.noun:
            return f"noun_{measured}/both_missing" if x.noun == y.noun else f"noun_{measured}/one_missing"
        if x.noun == y.noun:
            return f"noun_{measured}/{self._rarity(self._context.noun_uses[x.noun])}"
        return f"noun_{measured}/{self._relation('noun', x.noun, y.noun)}"

    def _predicate(self, x: Entry, y: Entry, measured: str) -> str:
        if x.fate and x.fate == y.fate and x.predicate != y.predicate:
            return f"predicate_{measured}/related"
        if not x.predicate or not y.predicate:
            return f"predicate_{measured}/both_missing" if x.predicate == y.predicate else f"predicate_{measured}/one_missing"
        if x.predicate == y.predicate:
            if x.predicate in self._light:
                return f"predicate_{measured}/exact_common"
            return f"predicate_{measured}/{self._rarity(self._context.predicate_uses[x.predicate])}"
        return f"predicate_{measured}/{self._relation('predicate', x.predicate, y.predicate)}"

    def _place(self, x: Entry, y: Entry) -> str:
        if (x.place, y.place) in self._context.place_contrasts:
            return "place/contrasted"
        return _overlap("place", x.place, y.place, "differs", "none")

    def _owner(self, x: Entry, y: Entry) -> str:
        if not x.owner or not y.owner:
            return "owner/one_missing" if x.owner or y.owner else "owner/both_missing"
        if x.owner <= x.place and y.owner <= y.place:
            return "owner/both_missing"  # the place says it already
        close = "_close" if x.close and y.close else ""
        if x.owner.isdisjoint(y.owner):
            return "owner/contrasted" if (x.owner, y.owner) in self._context.owner_contrasts else f"owner/differs{close}"
        return f"owner/same{close}"

    def _relation(self, what: str, a: str, b: str) -> str:
        key = (what, a, b) if a < b else (what, b, a)
        found = self._relations.get(key)
        if found is None:
            words = self._context.words
            found = words.noun_relation(key[1], key[2]) if what == "noun" else words.predicate_relation(key[1], key[2])
            found = "synonym" if found == "same" else found
            if what == "predicate":
                found = "far" if found in ("far", "unknown", "same_lexfile") else "related"
            self._relations[key] = found
        return found

    def _rarity(self, uses: float) -> str:
        if uses <= self._numbers["rare_uses"]:
            return "exact_rare"
        return "exact" if uses <= self._numbers["common_uses"] else "exact_common"

    def _window(self, x: Entry, y: Entry) -> str:
        cosine = _dot(x.window, y.window)
        for level in ("strong", "good", "some", "weak"):
            if cosine >= self._numbers[f"window_{level}"]:
                return f"window/{level}"
        return "window/none"

    def _sentence(self, x: Entry, y: Entry) -> str:
        cosine = self._cosine(x.line, y.line)
        for level in ("strong", "good", "weak"):
            if cosine >= self._numbers[f"sentence_{level}"]:
                return f"sentence/{level}"
        return "sentence/none"

    def _cosine(self, i: int, j: int) -> float:
        key = (i, j) if i <= j else (j, i)
        found = self._sentence_cosines.get(key)
        if found is None:
            found = _dot(self._context.lines[i].vector, self._context.lines[j].vector)
            self._sentence_cosines[key] = found
        return found

    def _aligned(self, x: Entry, y: Entry) -> str:
        if x.line == y.line or self._cosine(x.line, y.line) < self._numbers["near_copy"]:
            return "aligned/not_copies"
        key = (x.line, y.line) if x.line < y.line else (y.line, x.line)
        places = self._places.get(key)
        if places is None:
            lines = self._context.lines
            places = number_for_number(lines[key[0]], lines[key[1]], self._context.entries)
            self._places[key] = places
        first, second = (x, y) if x.line < y.line else (y, x)
        return "aligned/same_place" if places.get(first.index) == second.index else "aligned/other_place"


def _kind(x: Entry, y: Entry) -> str:
    if x.sort == y.sort:
        return "kind/same"
    return "kind/fraction_vs_percent" if x.group == "ratio" else "kind/differs"


def _per(x: Entry, y: Entry) -> str:
    if not x.per or not y.per:
        return "per/none" if x.per == y.per else "per/one_missing"
    return "per/same" if x.per == y.per else "per/differs"


def _anchor(x: Entry, y: Entry) -> str:
    if not x.anchor or not y.anchor:
        return "anchor/one_missing" if x.anchor or y.anchor else "anchor/none"
    return f"anchor/{'differs' if x.anchor.isdisjoint(y.anchor) else 'same'}"


def _role(x: Entry, y: Entry) -> str:
    if x.trend * y.trend < 0 and "change" in (x.role, y.role):
        return "role/opposite"
    if x.role == y.role:
        return "role/same"
    for role in ("change", "previous", "part", "further", "limit"):
        if role in (x.role, y.role):
            return f"role/{role}_differs"
    return "role/same"


def _told(aspect: str, x: str, y: str) -> str:
    if not x or not y:
        return f"{aspect}/one_missing" if x or y else f"{aspect}/none"
    return f"{aspect}/same" if x == y else f"{aspect}/differs"


def _time(x: Entry, y: Entry) -> str:
    if x.time and y.time:
        return "time/same" if x.time.startswith(y.time) or y.time.startswith(x.time) else "time/differs"
    if not x.time and not y.time:
        return "time/none"
    dated, other = (x, y) if x.time else (y, x)
    return "time/past" if other.years and dated.time[:4] not in other.years else "time/one_missing"


def _overlap(aspect: str, x: frozenset[str], y: frozenset[str], apart: str, none: str) -> str:
    if not x or not y:
        return f"{aspect}/one_missing" if x or y else f"{aspect}/{none}"
    if x == y:
        return f"{aspect}/same"
    return f"{aspect}/{apart}" if x.isdisjoint(y) else f"{aspect}/share"


def _dot(a: Vector, b: Vector) -> float:
    if len(a) > len(b):
        a, b = b, a
    return math.fsum(w * b[s] for s, w in a.items() if s in b)
