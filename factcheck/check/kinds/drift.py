"""The same number with its qualifier or its speaker lost on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.check.differences.difference import Disagreement, Group
from factcheck.check.differences.fact import disagreements
from factcheck.check.differences.updates import order_of
from factcheck.check.index import StoryIndex, role_group, words_of
from factcheck.check.message import CHANGED, finding, phrase, quote, speaker, values_text, who_text, wordings
from factcheck.check.rule import Rule
from factcheck.model import Fact, Figure, Finding, Hedge, Kind, Modality, Role, Step
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.digits import digits
from factcheck.tables.nouns import is_person, noun_distance

# ``aspect``: "hedge" or "attribution". ``told_at``, ``sure_at``: the probability of one fact from which the rule tells, and from which
# a speaker who fell off, the value unchanged, is more than a note.
PARAMETERS = {"aspect": "word", "told_at": "number=0.8", "sure_at": "number=0.9"}
FIELDS = "label sides who a b changed speaker"
_LOWER = (Hedge.AT_LEAST, Hedge.MORE_THAN)
_UPPER = (Hedge.AT_MOST, Hedge.LESS_THAN)
_LOOSE = ("claimed", "estimated")
_PEAKS = frozenset(("speed", "temperature"))  # "gusts of up to 80 mph" are gusts of 80 mph: the most that was measured
_NEAR = 3  # words beside a number among which one may make it a landmark
_UNWEIGHED = (Kind.AGE, Kind.MULTIPLE)  # "over 65s": bounds that are part of the thing


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield a finding a fact whose number lost its bound, or whose claim became plain fact; with "attribution" also parties that differ."""
    if rule.word("aspect") == "hedge":
        for fact in index.story.facts:
            yield from _hedges(index, rule, fact)
        return
    for found in disagreements(index):
        if found.verdict.pattern == "authorities" and found.verdict.probability >= rule.number("told_at"):
            yield _parties(index, rule, found)
    for fact in index.story.facts:
        yield from _claims(index, rule, fact)


def _readings(index: StoryIndex, fact: Fact) -> list[Comparable]:
    found = [index.comparables[i] for i in index.in_order(fact.figures) if i not in index.doubles]
    return [r for r in found if r.figure.modality is not Modality.DENIED]


def _hedges(index: StoryIndex, rule: Rule, fact: Fact) -> Iterator[Finding]:
    readings = _readings(index, fact)
    for value in dict.fromkeys((r.key, r.value) for r in readings):
        figures = [r.figure for r in readings if (r.key, r.value) == value and r.figure.quantity.kind not in _UNWEIGHED]
        kept = [f for f in figures if f.hedge in _LOWER] or [f for f in figures if f.hedge in _UPPER and not _own(f)]
        if kept:
            figures = [f for f in figures if not _told_finer(index, f, kept, readings)]
            yield from _lost(index, rule, fact, kept, figures) or _otherwise(index, rule, fact, kept, figures)


def _told_finer(index: StoryIndex, figure: Figure, kept: list[Figure], readings: list[Comparable]) -> bool:
    """Whether another text gives the number to a finer digit, which both the bound and its bare number round: "just over 44%", "44%", "44.2%"."""
    if figure.hedge is not Hedge.EXACT or figure.quantity.kind is not Kind.PERCENT:
        return False  # of people and money a bound that fell off is told all the same
    mine, bounds = index.comparables[figure.id], [index.comparables[k.id] for k in kept]
    for r in readings:
        finer = r.key == mine.key and r.figure.hedge is Hedge.EXACT and r.figure.quantity.step * r.factor < figure.quantity.step * mine.factor
        if finer and index.meets(r, mine) and all(index.meets(r, b) for b in bounds):
            return True
    return False


def _lost(index: StoryIndex, rule: Rule, fact: Fact, kept: list[Figure], figures: list[Figure]) -> list[Finding]:
    """A bound that another source prints as the amount."""
    careful = {f.source for f in figures if f.hedge is not Hedge.EXACT}
    lost = [
        f
        for f in figures
        if f.hedge is Hedge.EXACT
        and f.after[:1] != ("-",)
        and f.source not in careful
        and index.vocabulary.landmarks.isdisjoint(words_of((*f.before[-_NEAR:], *f.after[:_NEAR])))
        and any(_comparable(index, k, f) and _told(index, rule, k, f) for k in kept)
    ]
    lost = [f for f in lost if any(order_of(index, k, f).sign <= 0 for k in kept)]
    lost = [f for f in lost if not (_open(index, f) and all(_open(index, k) for k in kept))]
    return [_hedged(index, rule, fact, kept, lost, f"The “{_words(kept[0])}” was lost.")] if lost else []


def _otherwise(index: StoryIndex, rule: Rule, fact: Fact, kept: list[Figure], figures: list[Figure]) -> list[Finding]:
    """A bound that another source prints as the opposite one, or as about so much: "more than 100 feet", "about 100 feet".

    A source that prints both ways says that they are one to it.
    """
    opposite = _UPPER if kept[0].hedge in _LOWER else ()
    ways = (Hedge.ABOUT, *opposite)
    otherwise = [f for f in figures if f.hedge in ways and (f.hedge is Hedge.ABOUT or f.noun or f.quantity.unit)]  # "75 and older", "under 75"
    both = {f.source for f in kept} & {f.source for f in otherwise}
    kept = [k for k in kept if k.source not in both]
    other = [f for f in otherwise if f.source not in both and any(_comparable(index, k, f) and _told(index, rule, k, f) for k in kept)]
    other = [f for f in other if f.hedge is other[0].hedge]
    if not other:
        return []
    return [_hedged(index, rule, fact, kept, other, f"“{_words(kept[0]).capitalize()}” is not “{_words(other[0])}”.")]


def _words(figure: Figure) -> str:
    return figure.hedge.value.replace("_", " ")


def _hedged(index: StoryIndex, rule: Rule, fact: Fact, kept: list[Figure], other: list[Figure], changed: str) -> Finding:
    groups = [Group(tuple(f.id for f in kept)), Group(tuple(f.id for f in other))]
    fields = _fields(index, fact, groups, kept[0], other[0], changed=changed)
    step = Step("hedge", kept[0].hedge.value, f"{phrase(index, kept[0])} beside {phrase(index, other[0])}")
    headlines = max(_in_headlines(index, other), _in_headlines(index, kept))
    return finding(index, rule, fact, groups, fields, lowered=headlines, trace=(step, Step(CHANGED, "hedge", changed)))


def _own(figure: Figure) -> bool:
    """Whether an upper bound belongs to the thing: gusts of up to 80 mph, a term of up to six months, a licence for a maximum of 300 guests."""
    return figure.role is Role.LIMIT or figure.quantity.dimension in _PEAKS or figure.quantity.kind is Kind.DURATION


def _in_headlines(index: StoryIndex, figures: Sequence[Figure]) -> int:
    """1 where only headlines dropped a qualifier or a speaker, as headlines do; else 0."""
    return int(all(index.headline(f) for f in figures))


def _comparable(index: StoryIndex, a: Figure, b: Figure) -> bool:
    """Whether two figures of one value, told by two sources, may be one statement: a small number of two things is two numbers."""
    if a.source == b.source or role_group(a) != role_group(b):
        return False
    if a.quantity.low == 1 and (a.quantity.unit or (a.besides == "other") != (b.besides == "other")):
        return False  # "over a week", "a week"; "at least one gunman", "one other gunman"
    if len(digits(a.quantity.low)) < index.tolerances.distinct_digits and not a.quantity.unit and _two_things(index, a, b):
        return False  # "more than 14 drinks", "14 countries"
    if a.quantity.low > index.tolerances.chance_small or a.quantity.unit:
        return True
    if a.noun is None or b.noun is None or (a.quantity.low == 1 and a.noun.lemma != b.noun.lemma):
        return False
    loose = a.noun.lemma != b.noun.lemma and not {a.noun.lemma, b.noun.lemma}.isdisjoint(index.vocabulary.generic)
    people = is_person(a.noun.lemma) and is_person(b.noun.lemma)
    return noun_distance(a.noun, b.noun, index.vocabulary) in _ONE_THING and (people or not loose)  # "three times" are no three seasons


def _two_things(index: StoryIndex, a: Figure, b: Figure) -> bool:
    """Whether two printed nouns have nothing to do with each other, as far as the tables know; two words for people may be for the same."""
    if a.noun is None or b.noun is None or (is_person(a.noun.lemma) and is_person(b.noun.lemma)):
        return False
    return noun_distance(a.noun, b.noun, index.vocabulary) == "other"


_ONE_THING = ("same", "narrower")


def _told(index: StoryIndex, rule: Rule, a: Figure, b: Figure) -> bool:
    """Whether two figures of one value probably speak of one thing; round numbers are equal by chance."""
    return index.probability(a.id, b.id) >= rule.number("told_at")


def _open(index: StoryIndex, figure: Figure) -> bool:
    """Whether the sentence leaves it open whether the figure comes true."""
    return figure.modality is Modality.CONDITIONAL or not index.says(figure).isdisjoint(index.vocabulary.conditional)


def _claims(index: StoryIndex, rule: Rule, fact: Fact) -> Iterator[Finding]:
    readings = _readings(index, fact)
    claims = [r for r in readings if r.figure.attribution is not None and r.figure.attribution.stance in _LOOSE]
    claims = [r for r in claims if r.figure.attribution is not None and r.figure.attribution.verb not in index.vocabulary.plans]
    claims = [r for r in claims if r.figure.quantity.kind is not Kind.AGE]  # whoever said how old she is, nobody doubts it
    claims = [r for r in claims if r.figure.modality not in (Modality.PLANNED, Modality.EXPECTED)]
    careful = {r.figure.source for r in readings if r.figure.attribution is not None}
    plain = [
        r for r in readings
        if r.figure.source not in careful and r.figure.modality is not Modality.CONDITIONAL and r.figure.hedge is Hedge.EXACT
        and not _looks_ahead(index, r.figure) and any(_same_claim(index, c, r) and _told(index, rule, c.figure, r.figure) for c in claims)
    ]  # fmt: skip
    if not claims or not plain:
        return
    kept = [c.figure for c in claims if any(_same_claim(index, c, r) for r in plain)]
    groups = [Group(tuple(f.id for f in kept)), Group(tuple(r.figure.id for r in plain))]
    fields = _fields(index, fact, groups, kept[0], plain[0].figure, claimed_by=speaker(kept[0]))
    first, second = wordings(index, groups, whole=True)
    claim = f"{first}, {kept[0].attribution.stance} by {speaker(kept[0])}," if kept[0].attribution else first
    fields["sides"] = f"{claim} became plain fact" if first == second else f"{claim} became {second}, plain fact"
    step = Step(
        "attribution",
        kept[0].attribution.stance if kept[0].attribution else "",
        f"said by {fields['speaker']}; by nobody in {index.names[plain[0].figure.source]}",
    )
    headlines = max(_in_headlines(index, [r.figure for r in plain]), _in_headlines(index, kept))
    told = Step(CHANGED, "attribution", f"What was {step.by} by {speaker(kept[0])} became plain fact.")
    # Copy drops speakers all the time; that one fell off is worth more than a note only where the two sentences surely tell one thing.
    sure = max(index.probability(k.id, r.figure.id) for k in kept for r in plain) >= rule.number("sure_at")
    few = all(not k.quantity.unit and k.quantity.low <= index.tolerances.chance_small for k in kept)  # nobody cites "two daughters"
    yield finding(index, rule, fact, groups, fields, lowered=max(headlines, int(not sure or few)), trace=(step, told))


def _looks_ahead(index: StoryIndex, figure: Figure) -> bool:
    """Whether the plain sentence itself marks the number as a forecast or estimate: "compared with forecasts for 165,000"."""
    return not index.says(figure).isdisjoint(index.vocabulary.outlook)


def _same_claim(index: StoryIndex, claim: Comparable, plain: Comparable) -> bool:
    if claim.key != plain.key or not _comparable(index, claim.figure, plain.figure):
        return False
    ends = claim.value if claim.figure.quantity.is_range else (claim.low,)
    return claim.value == plain.value or (plain.low == plain.high and plain.low in ends)


def _parties(index: StoryIndex, rule: Rule, found: Disagreement) -> Finding:
    fields = _fields(index, found.fact, found.sides, found.a, found.b)
    fields["sides"] = values_text(index, found.sides, whole=True)
    return finding(index, rule, found.fact, found.sides, fields, lowered=found.verdict.lowered, trace=found.verdict.why)


def _fields(
    index: StoryIndex, fact: Fact, groups: list[Group] | tuple[Group, ...], a: Figure, b: Figure, changed: str = "", claimed_by: str = ""
) -> dict[str, str]:  # fmt: skip
    sides = values_text(index, groups, "against" if b.hedge is not Hedge.EXACT else "became", whole=True)
    return {
        "label": fact.label, "sides": sides, "who": who_text(index, groups, whole=True), "a": quote(index, a), "b": quote(index, b),
        "changed": changed, "speaker": claimed_by,
    }  # fmt: skip
