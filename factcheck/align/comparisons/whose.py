"""Whose figure it is: the person of an age, the owner of a value, the subject of the clause. Needs no capitals, unlike the names nearby."""

from __future__ import annotations

from difflib import SequenceMatcher

from factcheck.align.comparisons.aspect import Aspect, Pair
from factcheck.align.records.record import Entry

_ALIKE = 0.8  # share of the letters in which two spellings of a name agree: Synia and Syniah
_LONG, _LONGEST = 4, 32  # letters from which, and up to which, a name may be spelled in two ways


def _whose(pair: Pair) -> str:
    x, y = pair.x, pair.y
    if x.sort == "age" == y.sort:
        return _person(x, y)
    if not x.subject or not y.subject:
        return "one_missing" if x.subject or y.subject else "none"
    if x.subject <= y.subject or y.subject <= x.subject:
        return "same"
    if not x.subject.isdisjoint(y.subject):
        return "share_strange" if _strange(pair, x, y) and _strange(pair, y, x) else "share"
    return "differs_named" if x.subject_named and y.subject_named else "differs"


def _strange(pair: Pair, x: Entry, y: Entry) -> bool:
    """Whether what the subject of ``x`` has more than that of ``y`` is nowhere in the source of ``y``: fees "at private nurseries"."""
    uses = pair.story.context.stem_uses[y.source]
    return not any(uses[stem] for stem in x.subject - y.subject)


def _person(x: Entry, y: Entry) -> str:
    """Of two ages: one name in two spellings is one person, one surname with two first names is not; a role fits any name."""
    if not x.subject or not y.subject:
        return "age_missing"
    if x.subject_role and y.subject_role:
        return "age_role" if x.subject_role == y.subject_role else "age_differs"
    mine, theirs = x.subject - {x.subject_role}, y.subject - {y.subject_role}
    if x.subject_role or y.subject_role:
        return "age_name_and_role"
    few, many = sorted((mine, theirs), key=len)
    return "age_name" if few and all(_printed(name, many) for name in few) else "age_differs"


def _printed(name: str, names: frozenset[str]) -> bool:
    """Whether a name is among others, or one of them is another spelling of it."""
    if name in names:
        return True
    return _LONG <= len(name) <= _LONGEST and any(
        other[0] == name[0] and _LONG <= len(other) <= _LONGEST and SequenceMatcher(None, name, other, autojunk=False).ratio() >= _ALIKE
        for other in names
    )


_AGES = ("age_name", "age_role", "age_name_and_role", "age_differs", "age_missing")
_OTHERS = ("same", "share", "share_strange", "differs", "differs_named", "one_missing", "none")
WHOSE = Aspect("whose", (*_AGES, *_OTHERS), _whose, lambda e: " ".join(sorted(e.subject)))
