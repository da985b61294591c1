"""Whose figure it is: the person of an age, the owner of a value, the subject of the clause. Needs no capitals, unlike the names nearby."""

from __future__ import annotations

from factcheck.align.comparisons.aspect import Aspect, Pair
from factcheck.align.records.persons import same_name, tells_apart
from factcheck.align.records.record import Entry, stem_of


def _whose(pair: Pair) -> str:
    x, y = pair.x, pair.y
    if x.sort == "age" == y.sort:
        return _person(pair, x, y)
    if not x.subject or not y.subject:
        return "one_missing" if x.subject or y.subject else "none"
    if x.subject <= y.subject or y.subject <= x.subject:
        return "same"
    if not x.subject.isdisjoint(y.subject):
        mine, theirs = _owner(pair, x), _owner(pair, y)
        if mine and theirs and (mine <= theirs or theirs <= mine):
            return "share"
        return "share_strange" if _strange(pair, x, y) and _strange(pair, y, x) else "share"
    return "differs_named" if x.subject_named and y.subject_named else "differs"


def _owner(pair: Pair, entry: Entry) -> frozenset[str]:
    """The subject without what is counted or priced: "the charge for garden waste", "garden waste collections"."""
    return entry.subject - {stem_of(pair.story.context.words, entry.noun)} if entry.noun else entry.subject


def _strange(pair: Pair, x: Entry, y: Entry) -> bool:
    """Whether what the subject of ``x`` has more than that of ``y`` is nowhere in the source of ``y``: fees "at private nurseries"."""
    uses = pair.story.context.stem_uses[y.source]
    return not any(uses[stem] for stem in x.subject - y.subject)


def _person(pair: Pair, x: Entry, y: Entry) -> str:
    """Of two ages: one name in two spellings is one person, one surname with two first names is not; a role fits any name."""
    a, b = x.person, y.person
    if a.name and b.name:
        if not same_name(a.name, b.name):
            return "age_differs"
        return "age_full_name" if min(len(a.name), len(b.name)) > 1 else "age_name"
    if not (a.name or a.roles) or not (b.name or b.roles):
        return "age_missing"
    if not a.roles.isdisjoint(b.roles):
        return "age_role" if tells_apart(pair.story.context.words, a.roles & b.roles) else "age_anybody"
    return "age_name_and_role" if a.name or b.name else "age_differs"


_AGES = ("age_full_name", "age_name", "age_role", "age_anybody", "age_name_and_role", "age_differs", "age_missing")
_OTHERS = ("same", "share", "share_strange", "differs", "differs_named", "one_missing", "none")
WHOSE = Aspect("whose", (*_AGES, *_OTHERS), _whose, lambda e: " ".join(sorted(e.subject)))
