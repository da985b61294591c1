"""Whether one count is of some of those that the other counts: "six people, including five Britons", "399 soldiers, 380 of them men"."""

from __future__ import annotations

from factcheck.align.comparisons.aspect import Aspect, Pair
from factcheck.align.records.record import Entry
from factcheck.model import Role
from factcheck.tables.contrasts import contrast_members
from factcheck.tables.roles import role_table

_NEAR = 3  # words before a figure in which "including" may stand


def _subset(pair: Pair) -> str:
    """The level by what restricts one of two different counts; what is narrower and the larger number is no part of the other."""
    x, y = pair.x, pair.y
    if not x.sort == y.sort == "count" or (x.low <= y.high and y.low <= x.high):
        return "none"
    small, large = (x, y) if x.high < y.low else (y, x)
    if not small.low:
        return "none"  # none of them is no part
    sort = _restricted(pair, small, large)
    if sort:
        return sort
    return "wider" if _restricted(pair, large, small) else "none"


def some_of_those(pair: Pair) -> bool:
    """Whether the smaller count says in so many words that it is of some: "including five Britons", "two of the dead were named"."""
    x, y = pair.x, pair.y
    if not x.sort == y.sort == "count" or (x.low <= y.high and y.low <= x.high):
        return False
    small, large = (x, y) if x.high < y.low else (y, x)
    if x.role == y.role == "part" and whole_of(pair, x) is not None and whole_of(pair, y) is not None:
        return among(pair, small)  # "three of 15", "six of the 15": two parts
    if rivals(pair):
        return False
    return bool(small.low) and (among(pair, small) or (_of_them(small) and not _of_them(large) and small.noun == large.noun))


def rivals(pair: Pair) -> bool:
    """Whether both say how many of one whole it befell: "three of the city's 11 pools will close", "four pools will be shut"; less than the whole."""
    return _befell(pair, pair.x, pair.y) or _befell(pair, pair.y, pair.x)


def _befell(pair: Pair, part: Entry, other: Entry) -> bool:
    whole = whole_of(pair, part)
    counted = whole is not None and other.high < whole.low and part.sort == other.sort == "count" and other.role == "plain"
    return counted and part.planned == other.planned and part.noun == other.noun != "" and _one_doing(pair, part, other) and not among(pair, part)


def whole_and_some(pair: Pair) -> bool:
    """Whether one is a whole and the other how many of it something befell: the 11 of "three of the 11 pools closed" beside "four pools closed"."""
    return _of_which(pair, pair.x, pair.y) or _of_which(pair, pair.y, pair.x)


def _of_which(pair: Pair, whole: Entry, other: Entry) -> bool:
    entries = pair.story.context.entries
    part = entries[whole.index - 1] if whole.index else None
    if part is None or whole_of(pair, part) is not whole or not other.high < whole.low or other.figure.role is Role.WHOLE:
        return False
    return part.noun == other.noun != "" and _one_doing(pair, part, other)


def _one_doing(pair: Pair, x: Entry, y: Entry) -> bool:
    if not x.predicate or not y.predicate:
        return False
    return x.predicate == y.predicate or pair.story.relation("predicate", x.predicate, y.predicate) == "related"


def whole_of(pair: Pair, entry: Entry) -> Entry | None:
    """The whole that stands right behind a part: the 12 of "nine of the 12 counts"."""
    entries = pair.story.context.entries
    if entry.role != "part" or entry.index + 1 >= len(entries):
        return None
    other = entries[entry.index + 1]
    return other if other.line == entry.line and other.figure.role is Role.WHOLE else None


def among(pair: Pair, entry: Entry) -> bool:
    """Whether the words before a number say that it is of some of those just counted; read once a figure."""
    found = pair.story.among.get(entry.index)
    if found is None:
        found = pair.story.among[entry.index] = _is_among(entry)
    return found


def _is_among(entry: Entry) -> bool:
    near = [w.lower() for w in entry.figure.before[-_NEAR:]]
    if near[-2:] == ["among", "them"]:
        return True
    return not role_table().among.isdisjoint(near) and near[-2:] != ["among", "the"]  # "among the 2,300 who fled" counts them all


def _of_them(entry: Entry) -> bool:
    """Whether "of" and a word for those who are known already stand behind the number: "of the victims", "of them"."""
    behind = [w.lower() for w in entry.figure.after[:2]]
    return len(behind) > 1 and behind[0] == "of" and (behind[1] in role_table().those or behind[1] in role_table().determiners)


def _restricted(pair: Pair, a: Entry, b: Entry) -> str:
    """What makes ``a`` a count of some of those that ``b`` counts."""
    if among(pair, a):
        return "included"
    if a.nation and not b.nation:
        return "nation"
    left_out = a.figure.noun is not None and a.figure.noun.inherited  # "five members died and 11 were hurt" need not mean members
    if a.noun and b.noun and not left_out and pair.story.context.words.is_narrower(a.noun, b.noun):
        return "narrower"
    if not a.noun or a.noun != b.noun:
        return ""
    more = _modifiers(a) - _modifiers(b)
    if not more.isdisjoint(contrast_members()):
        return "narrower"  # "male soldiers" are some of the soldiers
    return "modified" if more else ""


def _modifiers(entry: Entry) -> frozenset[str]:
    noun = entry.figure.noun
    return frozenset(m.lower() for m in noun.modifiers) if noun is not None else frozenset()


SUBSET = Aspect("subset", ("included", "nation", "narrower", "modified", "wider", "none"), _subset)
