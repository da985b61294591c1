"""The same number counting another thing: "1,700 shareholders" here, "1,700 employees" there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from factcheck.check.differences.difference import Group
from factcheck.check.index import StoryIndex, role_group, words_of
from factcheck.check.message import CHANGED, finding, printed, quote, values_text, who_text
from factcheck.check.rule import Rule
from factcheck.model import Fact, Figure, Finding, Kind, Modality, Noun, Step
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.digits import digits
from factcheck.tables.contrasts import contrast_members
from factcheck.tables.nouns import countable, is_inhabitant, is_person, noun_distance, other_sort, restrictors, said_lemma, says_who

# Points of evidence that an equal number is one statement retold and not two that happen to be equal, and how many of them it takes.
PARAMETERS = {
    "needed": "number", "digits_many": "number", "digits_two": "number", "shared_words": "number", "same_clause": "number",
    "equal_neighbour": "number", "rival_number": "number", "bundle": "number", "far_apart": "number", "one_mould": "number",
    "sure_at": "number=0.9",  # probability of one fact, the nouns aside, from which two words for people are more than a note
}  # fmt: skip
FIELDS = "label sides who a b nouns"
_CLAUSE = 4  # words behind the noun that have to be the same to say that the clause is
_SHARED = 3  # content words in common that count once


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield a finding a fact whose number is said of two things."""
    for fact in index.story.facts:
        readings = [index.comparables[i] for i in index.in_order(fact.figures) if i not in index.doubles and _counts(index.figures[i])]
        by_value: dict[object, list[Comparable]] = {}
        for reading in readings:
            by_value.setdefault((reading.key, reading.value), []).append(reading)
        for same in by_value.values():
            yield from _among(index, rule, fact, [r.figure for r in same])
    yield from _by_clause(index, rule)


def _by_clause(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Equal numbers of two facts whose nouns one and the same clause restricts: "who were not on the payroll"."""
    clauses: dict[tuple[object, str], list[Figure]] = {}
    for figure in index.figures.values():
        if _counts(figure) and figure.id not in index.doubles and (clause := _clause(index, figure)):
            clauses.setdefault((index.comparables[figure.id].value, clause), []).append(figure)
    for figures in clauses.values():
        facts = {index.fact_of[f.id].id for f in figures}
        if len(facts) > 1 and len({f.source for f in figures}) > 1 and _restricted_alike(index, figures[0], figures[1]):
            yield from _among(index, rule, index.fact_of[figures[0].id], figures, sure=True)


_WHO = frozenset("who which that whose".split())


def _counts(figure: Figure) -> bool:
    q = figure.quantity
    return q.kind is Kind.COUNT and not q.unit and bool(q.low) and figure.modality is not Modality.DENIED


def _noun(index: StoryIndex, figure: Figure) -> Noun | None:
    """The counted noun, or the one that a sentence says of a bare number: "26 were women", "26 of them were women"."""
    if figure.noun is not None and not figure.noun.inherited:
        return figure.noun
    after = words_of(figure.after, ".,;")
    after = after[2:] if after[:2] in (("of", "them"), ("of", "those")) else after
    if len(after) < 3 or after[0] not in _BEING or after[2] not in _CLOSED:
        return figure.noun
    return Noun(said_lemma(after[1])) if said_lemma(after[1]) else figure.noun


_BEING = frozenset("were are was is".split())
_CLOSED = frozenset(". , ; and".split())


def _among(index: StoryIndex, rule: Rule, fact: Fact, figures: list[Figure], sure: bool = False) -> Iterator[Finding]:
    """Find the pair that shows the drift best; its nouns make the two sides, and figures with other words for either join that side."""
    best: tuple[Decimal, Figure, Figure, tuple[Step, ...]] | None = None
    for a, b in combinations(_tellers(index, figures), 2):
        if a.source == b.source or role_group(a) != role_group(b):
            continue
        points, steps = _evidence(index, rule, a, b)
        if points >= rule.number("needed") and (best is None or points > best[0]):
            best = points, a, b, steps
    if best is None:
        return
    _, a, b, steps = best
    other = [f for f in figures if f.id == b.id or _name(index, f) == _name(index, b)]
    first = [f for f in figures if f not in other and noun_distance(_noun(index, a), _noun(index, f), index.vocabulary) == "same"]
    groups = [Group(tuple(f.id for f in first)), Group(tuple(f.id for f in other))]
    fields = {
        "label": fact.label, "a": quote(index, a), "b": quote(index, b), "nouns": f"{_said(index, a)} and {_said(index, b)}",
        "sides": values_text(index, groups, whole=True), "who": who_text(index, groups, whole=True),
    }  # fmt: skip
    lowered = (0 if sure else _unsure(index, rule, a, b, steps)) or int(
        any(all(index.headline(index.figures[i]) for i in g.ids) for g in groups)
    )  # headlines have their own words for things
    told = Step(CHANGED, "noun", f"One number, two things counted: {fields['nouns']}.")
    yield finding(index, rule, fact, groups, fields, lowered=lowered, trace=(*steps, told))


def _unsure(index: StoryIndex, rule: Rule, a: Figure, b: Figure, steps: tuple[Step, ...]) -> int:
    """1 where one thing may have two names ("homes", "locations"), or people two marks ("women", "managers")."""
    if not any(step.by in _DECIDES for step in steps) and steps[0].by != "other_sort":
        return 1
    mine, theirs = _noun(index, a), _noun(index, b)
    few = a.quantity.low <= index.tolerances.chance_small
    if mine is None or theirs is None or _restricted_alike(index, a, b):
        return 0
    if not (is_person(mine.lemma) and is_person(theirs.lemma)):
        return int(few and not any(step.by in _FRAME for step in steps))  # two planes and two jets: small numbers are equal by chance
    if steps[0].by != "bundle" and (says_who(mine.lemma) or says_who(theirs.lemma)) and (few or not any(step.by in _FRAME for step in steps)):
        return 1  # a woman may be a manager: the number is said of one body of people by two of their marks
    return int(index.probability(a.id, b.id, without=("noun_count", "noun_measure")) < rule.number("sure_at"))


def _restricted_alike(index: StoryIndex, a: Figure, b: Figure) -> bool:
    """Whether one and the same relative clause restricts both nouns: "who were not on the payroll"."""
    clause = _clause(index, a)
    return clause == _clause(index, b) and clause.split(" ")[0] in _WHO


_FRAME = ("same_clause", "equal_neighbour", "one_mould")  # evidence from the sentence around the noun
_DECIDES = ("rival_number", "bundle", "same_clause", "one_mould")  # evidence that the two nouns are not two names of one thing


def _tellers(index: StoryIndex, figures: list[Figure]) -> list[Figure]:
    """The first few figures of each noun: copies of one wording tell nothing new, and every pair of a crowd is too many."""
    kept: dict[str, list[Figure]] = {}
    for figure in figures:
        mine = kept.setdefault(_name(index, figure), [])
        if len(mine) < _A_NOUN and len(kept) <= _NOUNS:
            mine.append(figure)
    return [f for mine in kept.values() for f in mine] if len(kept) > 1 else []


_A_NOUN, _NOUNS = 4, 12


def _name(index: StoryIndex, figure: Figure) -> str:
    noun = _noun(index, figure)
    return " ".join((*noun.modifiers, noun.lemma)) if noun is not None else ""


def _said(index: StoryIndex, figure: Figure) -> str:
    """What a figure counts, in words: with what restricts it where the noun does not carry that itself ("confirmed cases")."""
    noun = _noun(index, figure)
    if noun is None:
        return "nothing named"
    words = [*noun.modifiers, noun.lemma]
    limits = sorted(restrictors(figure, index.vocabulary) - {w.lower() for w in words})
    words[-1] = printed(index, figure, noun) or words[-1]
    return " ".join((*limits, *words))


def _evidence(index: StoryIndex, rule: Rule, a: Figure, b: Figure) -> tuple[Decimal, tuple[Step, ...]]:
    """Add up what speaks for one statement retold with another noun; 0 where the nouns may count one thing."""
    distance = noun_distance(_noun(index, a), _noun(index, b), index.vocabulary)
    if distance == "same" and a.noun is not None and b.noun is not None and other_sort(a.noun, b.noun):
        distance = "other_sort"
    limits = restrictors(a, index.vocabulary) ^ restrictors(b, index.vocabulary)
    rival = _rival(index, a, b) or _rival(index, b, a)
    if distance == "same" and not (limits and rival):
        return Decimal(0), ()
    if distance == "narrower" and not rival:
        return Decimal(0), ()
    found = [("rival_number", bool(rival)), ("bundle", distance == "bundle"), ("far_apart", distance in ("other", "other_sort"))]
    count = len(digits(a.quantity.low))
    found.append(("digits_many", count >= index.tolerances.distinct_digits))
    found.append(("digits_two", count < index.tolerances.distinct_digits and a.quantity.low > index.tolerances.chance_small and count > 1))
    same_clause = _clause(index, a) == _clause(index, b) != ""
    one_mould = distance == "other" and _one_mould(index, a, b)
    mine, theirs = _noun(index, a), _noun(index, b)
    if mine is not None and theirs is not None and says_who(mine.lemma) and says_who(theirs.lemma) and not _exclude(mine, theirs):
        return Decimal(0), ()  # thirteen children may be thirteen siblings, and not thirteen adults
    if mine is not None and theirs is not None and (is_inhabitant(mine.lemma) or is_inhabitant(theirs.lemma)) and index.of_one_nation(a, b):
        return Decimal(0), ()  # half a million Danes may be half a million Danish patients
    if mine is not None and theirs is not None and distance in ("other", "unknown"):
        bodies, one_class = countable(mine, theirs, index.vocabulary)
        if not bodies or (one_class and not (same_clause or rival or one_mould)):
            return Decimal(0), ()
    x, y = _context(index, a), _context(index, b)
    found.append(("shared_words", len(_content(index, x) & _content(index, y)) >= _SHARED))
    found += [("same_clause", same_clause), ("one_mould", one_mould)]
    points = sum((rule.number(name) for name, holds in found if holds), Decimal(0))
    neighbours = _equal_neighbours(index, a, b)
    points += neighbours * rule.number("equal_neighbour")
    steps = [
        Step("noun", distance, f"{_name(index, a)} and {_name(index, b)}"),
        *(Step("evidence", name, str(rule.number(name))) for name, holds in found if holds),
    ]
    if neighbours:
        steps.append(Step("evidence", "equal_neighbour", f"{neighbours} × {rule.number('equal_neighbour')}"))
    return points, tuple(steps)


def weighed(index: StoryIndex, rule: Rule, a: Figure, b: Figure) -> Step | None:
    """What the rule makes of two equal numbers, for whoever asks why it is silent; None where they count one thing by name, or nothing."""
    if not (_counts(a) and _counts(b)) or _name(index, a) == _name(index, b):
        return None
    points, steps = _evidence(index, rule, a, b)
    said = f"{_said(index, a)} and {_said(index, b)}"
    if not steps:
        return Step("pair", "noun", f"{rule.id} weighs nothing: {said} may count one thing")
    found = ", ".join(f"{s.by} {s.outcome}" for s in steps if s.stage == "evidence") or "nothing"
    needed = f"it tells from {rule.number('needed')} (needed in rules/checks/{rule.id}.yaml)"
    return Step("pair", "needed", f"{rule.id} counts {points} points that one number is told of two things, {said} ({found}); {needed}")


def _exclude(a: Noun, b: Noun) -> bool:
    """Whether two words are members of one set that exclude each other: boys and girls."""
    members = contrast_members()
    x, y = members.get(a.lemma.lower()), members.get(b.lemma.lower())
    return x is not None and y is not None and x[0] == y[0] and x[1] != y[1]


def _rival(index: StoryIndex, a: Figure, b: Figure) -> str:
    """Another number that the source of ``b`` gives to what ``a`` counts, as a part of the same story; "" if there is none."""
    if a.noun is None or (b.noun is not None and a.noun.lemma == b.noun.lemma and not restrictors(a, index.vocabulary)):
        return ""
    want = restrictors(a, index.vocabulary)
    for f in index.extractions[b.source].figures:
        if f.id == b.id or f.noun is None or f.noun.lemma != a.noun.lemma or not _counts(f) or f.quantity.low >= b.quantity.low:
            continue
        alike = f.predicate is not None and a.predicate is not None and f.predicate.lemma == a.predicate.lemma
        if (want and want <= restrictors(f, index.vocabulary)) or (not want and (alike or abs(f.sentence - b.sentence) <= 1)):
            return f.id
    return ""


def _context(index: StoryIndex, figure: Figure) -> list[str]:
    return ["#" if w[0].isdecimal() else w for w in index.words(figure)]


def _one_mould(index: StoryIndex, a: Figure, b: Figure) -> bool:
    """Whether the two sentences are one, word for word, but for the noun and how the number is hedged: "killed 1,700 soldiers", "… civilians"."""
    rest = [_without_noun(index, f) for f in (a, b)]
    return rest[0] == rest[1] and len(_content(index, rest[0])) > 1


def _without_noun(index: StoryIndex, figure: Figure) -> list[str]:
    """The words of a figure's sentence but its noun, the numbers in it as printed: another one differs too."""
    words = list(index.words(figure))
    noun = printed(index, figure, figure.noun).lower() if figure.noun is not None else ""
    return [w for w in words if w != noun] if noun in words else []


def _content(index: StoryIndex, words: list[str]) -> set[str]:
    return {w for w in words if len(w) > 3 and w not in index.vocabulary.generic and w not in index.vocabulary.filler and not w[0].isdecimal()}


def _clause(index: StoryIndex, figure: Figure) -> str:
    """The words right behind the noun phrase, where the sentence has enough of them: "who were not on the …"."""
    words = words_of(figure.after[figure.own :])[:_CLAUSE]
    return " ".join(words) if len(words) == _CLAUSE else ""


def _equal_neighbours(index: StoryIndex, a: Figure, b: Figure) -> int:
    """Count the other facts of which both sentences print the same value."""

    def told(figure: Figure) -> set[tuple[object, ...]]:
        around = (f for f in index.extractions[figure.source].figures if f.sentence == figure.sentence and f.id != figure.id)
        return {(index.fact_of[f.id].id, *index.comparables[f.id].value) for f in around if f.id in index.fact_of}

    return len(told(a) & told(b))
