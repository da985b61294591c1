"""Units, scales and denominators that are printed once for two numbers: "45 and 50 mg", "38 cents last week and 41 now", "$7/$9 a share"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.extract.candidate import Candidate, Refused
from factcheck.extract.neighbours import capital
from factcheck.extract.numbers.number import ONE
from factcheck.extract.tokens import Tokens
from factcheck.model import Kind
from factcheck.tables.bundle import Grammar

_REACH = 7  # tokens between a quantity and the number that leaves its unit out
_SAME_SIZE = 20  # "from 2.2 to 2.6 billion": the numbers that share a scale are of one size
_LEVEL_REACH = 12
_SAME_LEVEL = 4  # a target is at most so many times what it is set beside
_BREAKS = frozenset((",", ";", "but", "while", "and"))
_BOUND = frozenset(("at", "least", "most"))
_WHOLE = 100  # percent
_OWNERS = frozenset(("the", "its", "his", "her", "their"))
_TEN = 10  # from here on numbers are printed in digits
_KINDS = (Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DURATION)
_PLAIN = ("digits", "words")


def share_units(tokens: Tokens, out: Sequence[Candidate | Refused], grammar: Grammar) -> None:
    """Give every bare number the unit of its neighbour where the words between them leave it out; from the right, so that lists are filled."""
    found = [one for one in out if isinstance(one, Candidate)]
    for a, b in reversed(list(pairwise(found))):
        if b.unit and (a.unit in ("", b.unit)):
            _from_behind(tokens, a, b, grammar)
        elif b.scaled and _bare(a) and _bare(b) and tokens.lower[a.j : b.i] == ["to"]:
            _share_scale(tokens, a, b, "to")  # from 3.1 to 2.9 million
    for n, b in enumerate(found[1:], 1):
        if not b.unit:
            a = found[n - 2] if n > 1 and _attributive(tokens, found[n - 1]) else found[n - 1]
            if a.unit:
                _from_before(tokens, a, b, grammar)
    _share_scale_of_heat(tokens, found, grammar)
    for a, b in pairwise(found):
        _share_precision(tokens, a, b)
    money = [one for one in found if one.kind is Kind.MONEY]
    for b in found if money else ():
        sums = grammar.numerals.ellipsis_sums
        if b.scaled and _bare(b) and tokens.at(b.i - 1) == "of" and tokens.at(b.i - 2) in sums and _unnamed(tokens, b, grammar):
            _take(b, min(money, key=lambda one: abs(one.i - b.i)))


def _share_precision(tokens: Tokens, a: Candidate, b: Candidate) -> None:
    """Read both ends of a move as finely as the finer: the 6 of "from 6.5% to 6%" is 6.0; sums of money are rounded each by itself."""
    if a.unit != b.unit or not a.kind is b.kind is Kind.PERCENT or a.style != "digits" or b.style != "digits":
        return
    between = tokens.lower[a.j : b.i]
    if tokens.at(a.i - 1) == "from":
        moved = between == ["to"]
    else:
        moved = bool(between) and between[-1] in _ENDS_MOVE and all(w in _MOVE_WORDS for w in between[:-1])
    fine, coarse = (a, b) if a.step < b.step else (b, a)
    if moved and fine.factor == coarse.factor and fine.step < fine.factor <= coarse.step:
        coarse.step = fine.step
        coarse.by.append("as fine as the other end")


_ENDS_MOVE = frozenset("from against with".split())
_MOVE_WORDS = frozenset(", up down compared".split())


def _share_scale_of_heat(tokens: Tokens, found: Sequence[Candidate], grammar: Grammar) -> None:
    """Degrees by which it is warmer are of the scale that the sentence prints: "31C, some seven degrees above the average"."""
    scales = {one.unit for one in found if one.dimension == "temperature"}
    for one in found if len(scales) == 1 else ():
        if one.unit == "degree angle" and tokens.at(one.j) in grammar.units.heat_compared:
            one.unit, one.dimension = next(iter(scales)), "temperature"
            one.by.append("scale of the sentence")


def _attributive(tokens: Tokens, candidate: Candidate) -> bool:
    """Whether a time only says which one is meant: "a 10-year average of 66"."""
    return candidate.kind is Kind.DURATION and tokens.at(candidate.j - 2) == "-"


def _bare(candidate: Candidate) -> bool:
    return candidate.kind is Kind.COUNT and not candidate.unit and candidate.style in _PLAIN and candidate.low == candidate.high


def _from_behind(tokens: Tokens, a: Candidate, b: Candidate, grammar: Grammar) -> None:
    """The first of two numbers takes unit, scale and denominator of the second: "8 million of the 20 million pounds"."""
    table = grammar.numerals
    between = tokens.lower[a.j : b.i]
    if not between or len(between) > _REACH or b.kind not in _KINDS or (b.low != b.high and b.factor != ONE):
        return
    joints = [word for word in between if word not in table.ellipsis_fillers]
    if len(joints) != 1 or joints[0] not in table.ellipsis_joints:
        return
    if a.unit:
        if a.scaled == b.scaled and a.low < b.low * _SAME_SIZE:
            a.per = a.per or b.per
        _share_scale(tokens, a, b, joints[0])
    elif _bare(a) and not a.per and (a.style == b.style or a.scaled or _one_style(a, b)) and _joins(tokens, a, b, joints[0], grammar):
        if b.factor != ONE and not a.scaled and a.low * b.factor < b.low * _SAME_SIZE and a.low * b.factor * _SAME_SIZE > b.low:
            a.multiply(b.factor)
            a.scaled = b.scaled
        _take(a, b)


def _one_style(a: Candidate, b: Candidate) -> bool:
    """Whether two numbers are printed as one house prints them, small ones in words and others in digits: "15 and seven years"."""
    small, large = sorted((a, b), key=lambda c: c.low)
    return small.style == "words" and small.low < _TEN <= large.low and large.style == "digits"


def _joins(tokens: Tokens, a: Candidate, b: Candidate, joint: str, grammar: Grammar) -> bool:
    """Whether the word between two numbers lets the first leave its unit out."""
    table = grammar.numerals
    if joint == "of" and not ((a.scaled or b.scaled) and "the" in tokens.lower[a.j : b.i] and a.low < b.low):
        return False
    if (joint == "and" and tokens.at(b.j) in table.ellipsis_apart) or (joint == "to" and tokens.at(a.i - 1) != "from"):
        return False  # "3 and 5 minutes later"
    if joint == "," and tokens.at(a.i - 1) == "to":
        return False  # "rose 2.4 metres to 7.9, 20 cm short of the record"
    return tokens.at(a.i - 1) not in table.ellipsis_not_after and tokens.words[b.i] not in grammar.units.money_signs


def _share_scale(tokens: Tokens, a: Candidate, b: Candidate, joint: str) -> None:
    """A scale printed once for two amounts of money: "rose from $2.2 to $2.6 billion"; or for two counts."""
    if a.scaled or not b.scaled or a.kind not in (Kind.MONEY, Kind.COUNT) or joint != "to" or tokens.at(a.i - 1) != "from":
        return
    if a.low * b.factor < b.low * _SAME_SIZE and a.low * b.factor * _SAME_SIZE > b.low:
        a.multiply(b.factor)
        a.scaled = True
        a.by.append("scale:behind")


def _take(a: Candidate, b: Candidate) -> None:
    a.unit, a.dimension, a.kind = b.unit, b.dimension, b.kind
    a.per = a.per or b.per
    a.by.append(f"elliptic:{b.unit}")


def _from_before(tokens: Tokens, a: Candidate, b: Candidate, grammar: Grammar) -> None:
    """The second of two numbers takes the unit of the first: "cost 38 cents last week and 41 now", "2 percent in Oslo and 3 in Malmo"."""
    table = grammar.numerals
    between = tokens.lower[max(a.j, a.end) if a.per else a.j : b.i]
    if a.kind not in _KINDS or not _bare(b) or b.per or not 0 < len(between) <= _LEVEL_REACH:
        return
    if _levelled(tokens, a, b, between, grammar) or _again(tokens, a, b, between) or _of_another(tokens, a, b, between, grammar):
        _take(b, a)
        return
    if len(between) > _REACH or (b.style != "digits" and b.style != a.style):
        return
    if _tied(tokens, a, b, between, grammar):
        _take(b, a)
        return
    if _compared(tokens, a, b, between, grammar):
        _take_scaled(a, b)
        return
    if len(between) == 1:
        return
    joint = between[-1] if between[-1] not in table.ellipsis_fillers else between[-2]
    adjunct, after = between[0], tokens.at(b.j)
    if joint not in table.ellipsis_pairs or adjunct == joint:
        return
    if not (after in table.ellipsis_times or (after == adjunct and after in table.ellipsis_places)):
        return
    if adjunct not in table.ellipsis_times and adjunct not in table.ellipsis_places and len(between) > 2:
        return
    _take_scaled(a, b)


def _levelled(tokens: Tokens, a: Candidate, b: Candidate, between: Sequence[str], grammar: Grammar) -> bool:
    """Whether the second number is a level of the first, or what others ask instead: "365 days; the default is 90", "5 per cent; they want eight"."""
    table = grammar.numerals
    words = list(between)
    while words and (words[-1] in table.ellipsis_fillers or words[-1] in grammar.hedges.inside_range or words[-1] in _BOUND):
        words.pop()
    if not words or _BREAKS.isdisjoint(words) or not (a.low < b.low * _SAME_LEVEL and b.low < a.high * _SAME_LEVEL):
        return False
    level = words[-1] in table.ellipsis_level_verbs and (words[-2:-1] == ["it"] or not table.ellipsis_levels.isdisjoint(words[-3:-1]))
    return (level or words[-1] in table.ellipsis_wants) and not tokens.at(b.j)[:1].isalnum()


def _again(tokens: Tokens, a: Candidate, b: Candidate, between: Sequence[str]) -> bool:
    """Whether a second time says how long, too: "jailed for four years and banned from driving for ten"."""
    if a.kind is not Kind.DURATION or between[-1] != "for" or tokens.at(a.i - 1) != "for" or _BREAKS.isdisjoint(between):
        return False
    return b.low < a.low * _SAME_SIZE and not tokens.at(b.j)[:1].isalnum()


def _of_another(tokens: Tokens, a: Candidate, b: Candidate, between: Sequence[str], grammar: Grammar) -> bool:
    """Whether the share of another party leaves verb and unit out: "took 38 percent of the vote, its rival 33 and the Greens nine"."""
    if a.kind is not Kind.PERCENT or a.low + b.low > _WHOLE:
        return False
    if between[-1] in _BREAKS and tokens.at(b.j) in grammar.numerals.ellipsis_sides:
        return True  # "56 per cent were for, 31 against"
    if not (tokens.at(b.j) in _BREAKS or not tokens.at(b.j)[:1].isalnum()):
        return False
    last = max((k for k, word in enumerate(between) if word in _BREAKS), default=len(between))
    words = between[last + 1 :]
    owned = bool(words) and words[0] in _OWNERS
    name = tokens.words[b.i - len(words) + owned : b.i]
    return bool(name) and (all(capital(word) for word in name) or (owned and len(name) == 1 and name[0].isalpha()))


def _tied(tokens: Tokens, a: Candidate, b: Candidate, between: Sequence[str], grammar: Grammar) -> bool:
    """Whether the second number is told of the first, and so needs no unit: how much more, which part, or another side of the same thing."""
    money = a.kind is Kind.MONEY
    if between == [","] and tokens.at(b.j) in grammar.numerals.ellipsis_further:
        return b.scaled if money else a.scaled == b.scaled  # "212 million euros, 8 million more", "4.3 million square kilometres, 1.1 million below"
    if between[-2:] == ["of", "which"]:
        return money and b.scaled and b.low < a.low  # "25 million pounds, of which 4.5 million went …"
    extents = grammar.units.extents
    return a.kind is Kind.MEASURE and tokens.at(a.j) in extents and tokens.at(b.j) in extents  # "640 metres long and 18 wide"


def _compared(tokens: Tokens, a: Candidate, b: Candidate, between: Sequence[str], grammar: Grammar) -> bool:
    """Whether two numbers are held together, the second without a noun: "6.1 percent, down from 6.4 a year ago", "from 95 minutes to 62"."""
    table = grammar.numerals
    if between == ["to"]:
        return tokens.at(a.i - 1) == "from" and _unnamed(tokens, b, grammar)
    tail = between[len(between) - between[::-1].index(",") :] if "," in between else between
    words = [word for word in tail if word not in table.ellipsis_fillers]
    if table.ellipsis_compared.isdisjoint(words) or not table.ellipsis_compared | table.ellipsis_beside >= set(words):
        return False
    return _unnamed(tokens, b, grammar)


def _unnamed(tokens: Tokens, b: Candidate, grammar: Grammar) -> bool:
    """Whether nothing behind a number says what it counts: the sentence goes on with a mark, a time or a place."""
    table, after = grammar.numerals, tokens.at(b.j)
    if after in ("a", "the"):
        return tokens.at(b.j + 1) in grammar.units.article_times
    return not after[:1].isalnum() or after in table.ellipsis_times or after in table.ellipsis_places or after == "and"


def _take_scaled(a: Candidate, b: Candidate) -> None:
    """The second of two numbers takes unit and scale of the first, where that leaves them of one size."""
    factor = ONE if b.scaled else a.factor
    if not a.low < b.low * factor * _SAME_SIZE or not b.low * factor < a.low * _SAME_SIZE:
        return
    if factor != ONE:
        b.multiply(factor)
        b.scaled = a.scaled
    _take(b, a)
