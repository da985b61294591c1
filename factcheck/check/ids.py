"""Names of findings that last: the scheme ``factcheck/v2``.

An id is a digest of fields (``model/identity``): the rule; what is counted; the set of sides, each figure of a side by value and hedge.
Sources, speakers, verbs, labels, offsets, messages and severities are not in it: a renamed file, one more witness of the same value or a
reworded sentence leave it alone, while a changed number makes a new finding: an accepted 275/300 does not hide 275/3,000.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from factcheck.model import Dating, Extraction, Fact, Figure, Finding, Mention, Side, Story
from factcheck.model.identity import SCHEME, digest
from factcheck.quantity.wording import canonical
from factcheck.tables.nouns import is_person, noun_class

_PEOPLE = "people"  # the family of all words for people, where the numbers tell the sides apart
Said = tuple[str, ...]  # low, high, unit, denominator, hedge of one figure


def identify(findings: Iterable[Finding], story: Story) -> tuple[Finding, ...]:
    """Give every finding its id and put them into the order of all reports: severity (errors first), fact key, rule, id.

    Findings that would share an id are told apart by "-2", "-3" … in the order of the sources and of what their sentences say, wherever
    these stand.
    """
    figures: dict[str, Mention] = {m.id: m for e in story.extractions for m in e.mentions}
    facts = {f.id: f for f in story.facts}
    texts = {e.source.id: e for e in story.extractions}
    named = [replace(f, id=_digest(f, figures)) for f in findings]
    named.sort(key=lambda f: (f.id, [_spot(figures[i], texts) for i in f.ids], f.message))
    seen: Counter[str] = Counter()
    unique = []
    for finding in named:
        seen[finding.id] += 1
        unique.append(finding if seen[finding.id] == 1 else replace(finding, id=f"{finding.id}-{seen[finding.id]}"))
    return tuple(sorted(unique, key=lambda f: (-f.severity.rank, fact_key(f, facts), f.rule, _number(f.id))))


def fact_key(finding: Finding, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The key of the fact that a finding speaks of; () where it speaks of none."""
    fact = facts.get(finding.fact) if finding.fact is not None else None
    return fact.key if fact is not None else ()


def _number(name: str) -> tuple[str, int]:
    """An id for sorting: "…-10" behind "…-9"."""
    digits, _, number = name.partition("-")
    return digits, int(number or 1)


def _spot(figure: Mention, texts: Mapping[str, Extraction]) -> tuple[str, str, int]:
    """Where a figure stands, by the words of its sentence and its place among them: an exchange of paragraphs changes nothing."""
    extraction = texts[figure.source]
    sentence = extraction.layout.sentences[figure.sentence]
    return figure.source, extraction.source.text[sentence.start : sentence.end], figure.start - sentence.start


def _digest(finding: Finding, mentions: Mapping[str, Mention]) -> str:
    if finding.datings:
        return digest(((SCHEME, finding.rule), *_times(finding.sides or (Side("", finding.figures, finding.datings),), mentions)))
    figures = {i: m for i in finding.figures if isinstance(m := mentions[i], Figure)}
    sides = [[figures[i] for i in side.figures] for side in finding.sides] or [[figures[i] for i in finding.figures]]
    said = {tuple(sorted({_said(f) for f in _stated(side)})) for side in sides}
    return digest(((SCHEME, finding.rule), *_counted(sides, apart=len(said) > 1), *(tuple(x for one in side for x in one) for side in sorted(said))))


def _times(sides: Iterable[Side], mentions: Mapping[str, Mention]) -> list[tuple[str, ...]]:
    """What each side says of the time: the printed fields of its datings, and the values of figures beside them."""
    said = {tuple(sorted({_moment(m) if isinstance(m := mentions[i], Dating) else "|".join(_said(m)) for i in side.ids})) for side in sides}
    return sorted(said)


def _moment(dating: Dating) -> str:
    """The fields of a dating as printed: a reworded sentence leaves them alone."""
    ends = [f"{m.year}-{m.month}-{m.day}-{m.weekday}-{m.minute}-{m.part}" for m in (dating.at, dating.until) if m is not None]
    counted = f"{dating.offset.count} {dating.offset.unit}" if dating.offset is not None else ""
    return "|".join((*ends, counted, dating.edge.value))


def _stated(side: Sequence[Figure]) -> list[Figure]:
    """The figures of a side without those that only convert another of them: "18 miles (29 kilometers)" says 18 miles."""
    ids = {f.id for f in side}
    return [f for f in side if f.restates not in ids] or list(side)


def _said(figure: Figure) -> Said:
    q = figure.quantity
    return (canonical(q.low), canonical(q.high), q.unit, q.per, figure.hedge.value)


def _counted(sides: Sequence[Sequence[Figure]], *, apart: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is counted: the kinds of quantity, and the family of the noun where no unit says what is measured.

    Where the numbers tell the sides apart (``apart``) the noun is told coarsely: one more source that says "workers" for "people" reopens
    nothing. Where they do not, the noun may be all that differs, and is told by its lemma.
    """
    kinds = sorted({f.quantity.kind.value for side in sides for f in side})
    bare = [[f for f in side if not f.quantity.unit] for side in sides]
    nouns = {_commonest(_family(f) for side in bare for f in side)} if apart else {_commonest(_lemma(f) for f in side) for side in bare}
    return tuple(kinds), tuple(sorted(nouns - {""}))


def _lemma(figure: Figure) -> str:
    """The printed noun; a noun that is taken from the sentences around hangs on their wording."""
    return figure.noun.lemma.lower() if figure.noun is not None and not figure.noun.inherited else ""


def _family(figure: Figure) -> str:
    lemma = _lemma(figure)
    return _PEOPLE if lemma and is_person(lemma) else noun_class(lemma) if lemma else ""


def _commonest(words: Iterable[str]) -> str:
    counted = Counter(w for w in words if w)
    return min(counted, key=lambda w: (-counted[w], w)) if counted else ""
