"""Figures that cannot be as printed: a part larger than its whole, more than all of something, a range upside down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.check.differences.difference import Group
from factcheck.check.index import StoryIndex, words_of
from factcheck.check.message import finding, phrase
from factcheck.check.rule import Rule
from factcheck.model import Figure, Finding, Hedge, Kind, Modality, Role, Step
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.wording import number

PARAMETERS = {"whole_words": "words", "growth_words": "words"}
FIELDS = "source a b why"


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each figure or pair of figures that cannot hold as printed."""
    for extraction in index.story.extractions:
        figures = [f for f in extraction.figures if f.id not in index.doubles]
        for figure in figures:
            why = _alone(index, rule, figure)
            if why:
                yield _found(index, rule, (figure,), why)
        for part, whole in pairwise(figures):
            pair = _part_and_whole(index, rule, part, whole)
            if pair is not None:
                yield _found(index, rule, pair, _why(*pair))
        for part, whole in _taken_up(index, figures):
            yield _found(index, rule, (part, whole), _why(part, whole))


def _why(part: Figure, whole: Figure) -> str:
    return f"{number(part.quantity.low)} is more than the whole of {number(whole.quantity.high)}"


def _found(index: StoryIndex, rule: Rule, figures: tuple[Figure, ...], why: str) -> Finding:
    groups = [Group((f.id,)) for f in figures]
    fields = {"source": index.names[figures[0].source], "a": phrase(index, figures[0]), "b": phrase(index, figures[-1]), "why": why}
    return finding(index, rule, index.fact_of.get(figures[0].id), groups, fields, trace=(Step("bounds", "arithmetic", why),))


def _alone(index: StoryIndex, rule: Rule, figure: Figure) -> str:
    """Say why a figure cannot hold by itself; "" where it may."""
    q = figure.quantity
    if q.low > q.high and q.kind is not Kind.AGE:
        return f"the range runs from {number(q.low)} down to {number(q.high)}"
    if q.kind is not Kind.PERCENT or q.low <= 100 or "point" in q.unit or figure.role is Role.CHANGE or figure.hedge is not Hedge.EXACT:
        return ""
    after = words_of(figure.after)
    words = index.says(figure)
    if words & rule.words("growth_words") or after[:1] != ("of",):
        return ""
    return f"{number(q.low)} % is more than all" if words & rule.words("whole_words") else ""


def _part_and_whole(index: StoryIndex, rule: Rule, first: Figure, second: Figure) -> tuple[Figure, Figure] | None:
    """Return (part, whole) where the text makes one figure a part of the next, or the next a part of the one before, and it is the larger."""
    if first.sentence != second.sentence or index.restates(first, second) or not (_amount(first) and _amount(second)):
        return None
    x, y = index.comparables[first.id], index.comparables[second.id]
    words = words_of(first.after)
    of_second = words[:1] == ("of",) and len(words) <= _OF_WORDS and _JOINED.isdisjoint(words)  # not "seven of fraud and two"
    if x.key == y.key and of_second and second.role in (Role.WHOLE, Role.PLAIN):
        return (first, second) if _larger(x, y) else None
    after = words_of(second.after)
    told = words[-2:] in (("of", "which"), ("of", "them"), ("of", "whom")) or (
        after[:1] == ("of",) and after[1:2] in (("them",), ("it",), ("which",), ("whom",))
    )
    unit_left_out = first.quantity.kind is Kind.MONEY and second.quantity.kind is Kind.COUNT and after[:2] == ("of", "it")
    if told and (x.key == y.key or unit_left_out):
        return (second, first) if _larger(y, x) else None
    return None


def _taken_up(index: StoryIndex, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Parts of what the sentence before counts, and that count, where the part is the larger: "had 640 investors. Some 700 of them were pensioners".

    A part with a time of its own may speak of another day ("by June there were 55 of them").
    """
    counted: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.noun is not None and not figure.noun.inherited and figure.quantity.kind is Kind.COUNT:
            counted.setdefault(figure.sentence, []).append(figure)
    for part in figures:
        if part.noun is None or not part.noun.inherited or part.time is not None or not _amount(part) or not _of_those(part):
            continue
        wholes = [f for f in counted.get(part.sentence - 1, ()) if f.noun is not None and f.noun.lemma == part.noun.lemma]
        if len(wholes) == 1 and _amount(wholes[0]) and part.quantity.kind is Kind.COUNT:
            x, y = index.comparables[part.id], index.comparables[wholes[0].id]
            if x.key == y.key and not index.meets(x, y) and _larger(x, y):
                yield part, wholes[0]


def _of_those(part: Figure) -> bool:
    """Whether a number is of those just spoken of: "700 of them", "of these, 240"; not "there were 55 of them", which counts them all."""
    before = words_of(part.before)
    if words_of(part.after)[:2] == ("of", "them"):
        return "there" not in before
    return before in (("of", "these"), ("of", "them"), ("of", "those"))


def _larger(part: Comparable, whole: Comparable) -> bool:
    """Whether a part is larger than its whole, and not so much that the text must mean something else ("one of … 230,000 of them")."""
    return whole.high > 1 and whole.high < part.low <= whole.high * _FARTHEST


_OF_WORDS = 3
_JOINED = frozenset(("and", "or", "but"))
_FARTHEST = 10
_OPEN = (Hedge.AT_LEAST, Hedge.MORE_THAN, Hedge.VAGUE)


def _amount(figure: Figure) -> bool:
    """Whether a figure can be a part or a whole: an amount with an upper end, which nobody denies."""
    if figure.hedge in _OPEN or figure.modality is Modality.DENIED or figure.role in (Role.CHANGE, Role.PREVIOUS):
        return False
    return figure.quantity.kind in (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
