"""What is counted, and what befalls it."""

from __future__ import annotations

from factcheck.align.comparisons.aspect import Aspect, Pair, told

_NOUN = (
    "exact_rare", "exact", "exact_common",
    "synonym", "same_class", "hyponym", "same_lexfile", "far", "unknown", "one_missing", "both_missing",
)  # fmt: skip
_PREDICATE = ("exact_rare", "exact", "exact_common", "related", "far", "one_missing", "both_missing")
_FATED = ("same", "differs", "one_missing", "none")


def _noun(pair: Pair) -> str:
    x, y = pair.x.noun, pair.y.noun
    if not x or not y:
        return "both_missing" if x == y else "one_missing"
    if x == y:
        if x in pair.story.light_nouns or pair.story.context.words.demonym(x):
            return "exact_common"
        return pair.story.rarity(pair.story.context.noun_uses[x])
    return pair.story.relation("noun", x, y)


def _predicate(pair: Pair) -> str:
    x, y = pair.x, pair.y
    if (x.fate or y.fate) and _fate(pair) == "same" and x.predicate != y.predicate:
        return "related"
    if not x.predicate or not y.predicate:
        return "both_missing" if x.predicate == y.predicate else "one_missing"
    if x.predicate == y.predicate:
        if x.predicate in pair.story.light_verbs:
            return "exact_common"
        return pair.story.rarity(pair.story.context.predicate_uses[x.predicate])
    return pair.story.relation("predicate", x.predicate, y.predicate)


def _fate(pair: Pair) -> str:
    x, y = pair.x, pair.y
    for none, some in ((x, y), (y, x)):
        if not none.high and none.noun in _HARM and not none.fate and some.fate in ("dead", "hurt"):
            return "same"  # "caused no casualties", "nine were killed": who says none means the dead and the hurt
    return told(x.fate, y.fate)


_HARM = frozenset(("casualty", "victim"))


# Counts and measures have each their own weights: a pair stands on one of the two.
NOUN = {sort: Aspect(f"noun_{sort}", _NOUN, _noun, lambda e: e.noun) for sort in ("count", "measure")}
PREDICATE = {sort: Aspect(f"predicate_{sort}", _PREDICATE, _predicate, lambda e: e.predicate) for sort in ("count", "measure")}
FATE = Aspect("fate", _FATED, _fate, lambda e: e.fate)
NATION = Aspect("nation", _FATED, lambda pair: told(pair.x.nation, pair.y.nation), lambda e: e.nation)
