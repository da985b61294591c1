"""Whether two numbers are asked for one thing, whatever words tell it: "a reward of 50,000 euros", "15,000 euros for tips"."""

from __future__ import annotations

from factcheck.align.comparisons.aspect import MANY, Aspect, Pair
from factcheck.align.records.record import Entry
from factcheck.align.records.values import equal
from factcheck.tables.contrasts import others
from factcheck.tables.words import Words


def _facet(pair: Pair) -> str:
    x, y = pair.x, pair.y
    if not x.facet or not y.facet:
        return "none"
    if x.facet != y.facet:
        return "differs"
    return "only" if x.source != y.source and _only(pair, x) and _only(pair, y) and not _strangers(pair) else "same"


def _only(pair: Pair, own: Entry) -> bool:
    """Whether its source gives no other number for that."""
    told = pair.story.facets.get((own.source, own.group, own.facet), ())
    return len(told) <= MANY and all(equal(e, own) or e.figure.restates for e in told)


def _strangers(pair: Pair) -> bool:
    """Whether the two are told of two: each of a name, place or person that the other source never prints, or one of "the rival campaign"."""
    x, y = pair.x, pair.y
    if x.subject < y.subject or y.subject < x.subject:
        more, source = (y.subject - x.subject, x.source) if x.subject < y.subject else (x.subject - y.subject, y.source)
        if x.subject and y.subject and any(not pair.story.context.stem_uses[source][stem] for stem in more):
            return True
    told = [others() & set(e.figure.subject.text.lower().split()) if e.figure.subject is not None else frozenset() for e in (x, y)]
    return told[0] != told[1] or (_strange(pair, x, y) and _strange(pair, y, x))


def _strange(pair: Pair, x: Entry, y: Entry) -> bool:
    printed, words = pair.story.context.stem_uses[y.source], pair.story.context.words
    named = {words.stem(name) for name in x.names | x.place} | x.owner | (x.subject if x.subject_named or _of_a_person(words, x) else frozenset())
    return any(not printed[stem] for stem in named)


def _of_a_person(words: Words, entry: Entry) -> bool:
    subject = entry.figure.subject
    last = subject.text.partition(",")[0].split()[-1:] if subject is not None else []
    return bool(last) and words.is_human_class(words.noun_class(words.noun(last[0].lower())))


FACET = Aspect("facet", ("only", "same", "differs", "none"), _facet, lambda e: e.facet)
