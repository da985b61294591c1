"""Which datings date the same event: the judge of figures, asked about times by their surroundings alone.

A dating is handed to the comparisons as a figure without a value: verb, subject, place, names and words are compared as those of any figure, and the
values, the days themselves, are not asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import cache, lru_cache

from factcheck.align.cluster import cluster
from factcheck.align.comparisons.aspect import Aspect, Pair, Surroundings
from factcheck.align.comparisons.compare import CONTEXT, load_matching
from factcheck.align.deeds import deeds_of, of_event, taken_up
from factcheck.align.records.record import Context, Line, Statement, stem_of
from factcheck.align.records.standardise import read_context
from factcheck.align.statements import fold
from factcheck.model import (
    Comparison,
    Dating,
    Extraction,
    Figure,
    Grain,
    Hedge,
    Interval,
    Kind,
    Level,
    Noun,
    Occasion,
    Quantity,
    Span,
    Story,
    probability,
)
from factcheck.model.identity import SCHEME, digest
from factcheck.quantity.convert import to_base
from factcheck.quantity.when import relation
from factcheck.quantity.wording import in_sentence
from factcheck.tables.datings import MADE, dating_table
from factcheck.tables.matching import Matching
from factcheck.tables.occasions import OccasionTable, occasion_table
from factcheck.tables.time import time_table
from factcheck.tables.words import NOUN, PREP, VERB, load_words

_NOTHING = Interval(None, None)
_VALUE = Quantity(Decimal(0), Decimal(0), Decimal(1))
_NUMBER = re.compile(r"\d[\d.,:–-]*\d")
_SCORE = re.compile(r"\d{1,3}[–-]\d{1,3}")
_TRENDS = ("rise", "fall")  # classes of verbs that figures have: "exports worth 3 million euros grew in 2015"
_COUNTING = (Kind.COUNT, Kind.MONEY, Kind.MEASURE)
_CLAUSE_ENDS = frozenset("; : – — ( ) , but while although whereas who which where".split())
_NO_ROWS: frozenset[int] = frozenset()
_ONCE_MORE = ("again", "another", "anew")
_RANKS = frozenset("second third fourth fifth sixth".split())
_OTHERS = _RANKS | {"another", "further", "next", "other"}
_PRONOUNS = frozenset("it he she they this his her their".split())
_OPENING = 3  # words of a sentence in which a pronoun takes up what the sentence before tells of
_ISO = 3  # letters of a currency
_FEW_NOUNS = 64  # pairs of nouns of two clauses that are asked whether they name one thing
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def find_occasions(known: Context, matching: Matching) -> tuple[tuple[Occasion, ...], tuple[Comparison, ...]]:
    """Group the datings of a story by the events that they date.

    Args:
        known: the story as it was read to compare its figures.
        matching: the weights of comparisons.

    Returns:
        The occasions of two datings and more, in story order, and every pair that may date one event, the likeliest first.
    """
    table = occasion_table()
    dated = {d.id: d for e in known.extractions for d in e.datings if of_event(d)}
    if len(dated) < 2:
        return (), ()
    compared = _compare(known, dated, matching, table)
    ids = list(dated)
    place = {i: n for n, i in enumerate(ids)}
    weights = {(place[c.a], place[c.b]): c.weight for c in compared}
    walls = [(place[c.a], place[c.b]) for c in compared if c.cannot_link]
    groups = cluster(len(ids), weights, walls, table.numbers["link_at"], table.numbers["missing"])
    group_of = {ids[n]: k for k, group in enumerate(groups) for n in group}
    linked: dict[int, list[Comparison]] = {}
    for c in compared:
        if group_of[c.a] == group_of[c.b]:
            linked.setdefault(group_of[c.a], []).append(c)
    occasions = tuple(
        _occasion([dated[ids[n]] for n in group], tuple(sorted(linked.get(k, ()), key=lambda c: (-c.weight, c.a, c.b))))
        for k, group in enumerate(groups)
        if len(group) > 1
    )
    kept = [c for c in compared if c.probability >= table.numbers["kept"]]
    return occasions, tuple(sorted(kept, key=lambda c: (-c.weight, place[c.a], place[c.b])))


def explain_dated(story: Story, a: str, b: str, matching: Matching | None = None) -> Comparison:
    """Place two datings of a story, by id, on every comparison, whether or not they were compared when it was aligned."""
    first, second = sorted((a, b), key=[d.id for e in story.extractions for d in e.datings].index)
    both = {d.id: d for e in story.extractions for d in e.datings if d.id in (a, b) or of_event(d)}
    compared = _compare(read_context(story.extractions, to_base), both, matching or load_matching(), occasion_table(), {a, b})
    return next((c for c in compared if {c.a, c.b} == {a, b}), Comparison(first, second, (), 0.0, 0.0, "printed again in a copy"))


def _compare(
    known: Context, dated: Mapping[str, Dating], matching: Matching, table: OccasionTable, wanted: AbstractSet[str] = frozenset()
) -> list[Comparison]:
    """Place every pair of datings whose verb or noun is akin, and the pair that is ``wanted``, on every comparison."""
    extractions = known.extractions
    held = [Extraction(e.source, e.layout, tuple(_as_figure(d) for d in e.datings if d.id in dated)) for e in extractions]
    context = read_context(held, to_base, known)
    statements = fold(context)
    story = Surroundings(context, matching, {})
    aspects = [a for a in CONTEXT["count"] if a.name in table.compared]
    of_id = {f.id: d for d in dated.values() for f in (_as_figure(d),)}
    numbers, busy = _numbers(extractions, dated), _busy(extractions)
    taken = taken_up(known, dated)
    counted = _counted(extractions)
    by_source = {e.source.id: [d for d in e.datings if d.id in dated or _listed(d)] for e in extractions}
    found = []
    for x, y in _akin(statements, of_id, table, wanted, taken):
        pair = Pair(statements[x], statements[y], statements[x].entry, statements[y].entry, story)
        a, b = of_id[pair.x.figure.id], of_id[pair.y.figure.id]
        levels = [matching.levels[f"{aspect.name}/{_placed(aspect, pair)}"] for aspect in aspects]
        number = _counts(a, b, counted)
        alike = number == "same" and bool(deeds_of(a) & deeds_of(b)) and _priced(a, b, counted)
        levels += [
            _level(table, "number", _number(numbers[a.id], numbers[b.id])),
            _level(table, "printed", _printed(a, b, by_source)),
            _level(table, "company", _company(pair, a, b)),
            _level(table, "verb", _verb(pair, a, b, taken)),
            _level(table, "things", _things(a, b)),
            _level(table, "counts", number),
            _level(table, "person", "other" if _other_person(a, b) else "none"),
            _level(table, "again", "other" if _one_more(a, b) else "none"),
            _level(table, "sort", "statistic" if not alike and _statistic(a, busy) and _statistic(b, busy) else "event"),
        ]
        weight, even = round(sum(level.weight for level in levels), 2), table.numbers["even_at"]
        wall = "two times of one sentence" if (a.source, a.sentence) == (b.source, b.sentence) else ""
        found.append(Comparison(a.id, b.id, tuple(levels), weight, probability(weight, even), wall, even))
    return found


def _placed(aspect: Aspect, pair: Pair) -> str:
    """The level of a comparison; what sets two moulds apart must be more than the times that are compared: "late on Friday", "early on Saturday"."""
    level = aspect.places(pair)
    if aspect.name == "mould" and level != "none":
        lines = pair.story.context.lines
        return level if (lines[pair.x.line].stems ^ lines[pair.y.line].stems) - _time_words() else "none"
    return level


def _akin(
    statements: Sequence[Statement], dated: Mapping[str, Dating], table: OccasionTable, wanted: AbstractSet[str], taken: Mapping[str, frozenset[str]]
) -> list[tuple[int, int]]:
    """The pairs of statements whose events have a verb, a class of verbs or a noun in common: words around alone name no event.

    A statement meets at most ``candidates`` of those behind it with the same word, so that their number grows with the text alone.
    """
    words, blocks = load_words(), dict[tuple[str, object], list[int]]()
    made = any(d.predicate is not None and d.predicate.lemma == MADE for d in dated.values())
    for statement in statements:
        dating = dated[statement.entry.figure.id]
        deeds = sorted(deeds_of(dating) | taken.get(dating.id, frozenset()))
        keys: set[tuple[str, object]] = {("noun", dating.event)}
        if dating.event in dating_table().disasters:
            keys.add(("sort", words.noun_class(dating.event)))  # a tremor and a quake
        if made and dating.grain is Grain.YEAR:
            keys.add(("digits", "".join(sorted(str(dating.at.year or "")))))  # "dates from 1854" names no verb: one year, or a slip of it
        for verb in deeds:
            keys |= {("verb", verb), ("class", words.predicate_class(verb)), *(("kindred", row) for row in words.kindred(verb))}
            keys |= {("deed", row) for row in table.deeds.get(verb, _NO_ROWS)}
        for key in sorted(keys, key=str):
            if key[1] not in ("", None):
                blocks.setdefault(key, []).append(statement.index)
    reach = int(table.numbers["candidates"])
    pairs = {(a, b) for block in blocks.values() for n, a in enumerate(block) for b in block[n + 1 : n + 1 + reach]}
    asked = sorted(s.index for s in statements if dated[s.entry.figure.id].id in wanted)
    return sorted(pairs | {tuple(asked)}) if len(asked) == 2 else sorted(pairs)  # type: ignore[arg-type]


def _as_figure(dating: Dating) -> Figure:
    """A dating as the comparisons take it: a figure without a value."""
    return Figure(
        dating.source, dating.ordinal, dating.start, dating.end, dating.surface, _VALUE, _NOTHING, Hedge.EXACT, dating.phrase, dating.sentence,
        dating.position, noun=Noun(dating.event) if dating.event else None, predicate=dating.predicate, attribution=dating.attribution,
        modality=dating.modality, place=dating.place, subject=dating.subject, quoted=dating.quoted, names=dating.names, before=dating.before,
        after=_own(dating),
    )  # fmt: skip


def _own(dating: Dating) -> tuple[str, ...]:
    """The words behind a dating without those that lead to the next one: "a first quake struck at 4:20 a.m. and a second one at 6:10 a.m."."""
    after = dating.after
    leads = bool(after) and after[-1][-1].isalpha()  # another time follows in its sentence
    return after[: after.index("and")] if leads and "and" in after else after


def _level(table: OccasionTable, aspect: str, level: str) -> Level:
    return Level(aspect, level, table.levels[f"{aspect}/{level}"])


def _listed(dating: Dating) -> bool:
    """Whether a dating without a verb names a time of its own: "and a second one at 6:10 a.m."."""
    return not dating.spoken and dating.predicate is None and dating.grain.rank <= Grain.DAY.rank


def _one_more(a: Dating, b: Dating) -> bool:
    """Whether one of two events is a further one, and the other is none or one of another rank: the second blast, the third."""
    mine, theirs = _again(a), _again(b)
    ranked = bool(mine) and mine | theirs <= _RANKS
    return bool(mine) != bool(theirs) or (ranked and not mine & theirs)


def _again(dating: Dating) -> frozenset[str]:
    """The words that say that it happened before: "visited Mell again in 2014", "recovered a third body on Sunday", "the second blast"."""
    said = [w.lower() for w in (*dating.before, *_own(dating))]
    ranks = (w for k, w in enumerate(said) if k and w in _RANKS and said[k - 1] == "a")
    whose = dating.subject.text.lower().split() if dating.subject is not None else ()
    return frozenset((*(w for w in said if w in _ONCE_MORE), *ranks, *(w for w in whose if w in _OTHERS)))


def _number(mine: frozenset[str], theirs: frozenset[str]) -> str:
    """Whether two sentences print a number in common, or each a score of its own: "voted 52-48", "voted 61-39"."""
    if mine & theirs:
        return "shared"
    scores = [{n for n in numbers if _SCORE.fullmatch(n)} for numbers in (mine, theirs)]
    return "other" if all(scores) else "none"


def _other_person(a: Dating, b: Dating) -> bool:
    """Whether two sentences name two people of one family: "Greta Solheim was born", "Her brother, Jon Solheim, was born"."""
    mine, theirs = ({tuple(n.lower().split()) for n in d.names if " " in n} for d in (a, b))
    if mine & theirs:
        return False
    return any(x[-1] == y[-1] and x[0] != y[0] for x in mine for y in theirs)


def _numbers(extractions: Sequence[Extraction], dated: Mapping[str, Dating]) -> dict[str, frozenset[str]]:
    """The numbers of two digits and more that each dating's sentence prints beside it."""
    found = {}
    for e in extractions:
        for d in e.datings:
            if d.id in dated:
                sentence, text = e.layout.sentences[d.sentence], e.source.text
                printed = (*_NUMBER.findall(text, sentence.start, d.start), *_NUMBER.findall(text, d.end, sentence.end))
                found[d.id] = frozenset(n for n in printed if not _YEAR.fullmatch(n))
    return found


def _printed(a: Dating, b: Dating, by_source: Mapping[str, Sequence[Dating]]) -> str:
    """Whether the text of one prints the time of the other as well, or the day in its month."""
    if a.source == b.source or relation(a, b).said == "same":
        return "none"
    mine, theirs = (any(_tells(d, of) for d in by_source[source]) for source, of in ((a.source, b), (b.source, a)))
    return "both" if mine and theirs else "one" if mine or theirs else "none"


def _tells(other: Dating, of: Dating) -> bool:
    """Whether a dating says the time of another: the same, or the day in its month."""
    said = relation(of, other).said
    return said == "same" or (said == "within" and Grain.MONTH in (of.grain, other.grain) and Grain.DAY in (of.grain, other.grain))


def _verb(pair: Pair, a: Dating, b: Dating, taken: Mapping[str, frozenset[str]]) -> str:
    """Whether the verbs of the two events are one, or tell of one event in other words; a noun stands for its verb ("the collapse on Jan. 9")."""
    mine, theirs = (deeds_of(d) | taken.get(d.id, frozenset()) for d in (a, b))
    if not mine or not theirs:
        return "missing"
    if mine & theirs:
        return "noun" if a.event != b.event and pair.x.predicate != pair.y.predicate else "same"
    kindred = pair.story.context.words.kindred
    rows = occasion_table().deeds
    akin = any(kindred(v) & kindred(w) or rows.get(v, _NO_ROWS) & rows.get(w, _NO_ROWS) for v in mine for w in theirs)
    x, y = pair.x.predicate, pair.y.predicate
    akin = akin or (_one_disaster(pair, a, b) and not (mine | theirs) - {a.event, b.event})
    return "akin" if akin or (x and y and pair.story.relation("predicate", x, y) == "related") else "other"


def _things(a: Dating, b: Dating) -> str:
    mine, theirs = _nouns(a), _nouns(b)
    shared = len(mine & theirs)
    if not shared and len(mine) * len(theirs) <= _FEW_NOUNS:
        shared = any(load_words().noun_relation(x, y) == "synonym" for x in mine for y in theirs)
    return "many" if shared > 1 else "one" if shared else "none"


@lru_cache(maxsize=4096)
def _nouns(dating: Dating) -> frozenset[str]:
    """The nouns of a dating's clause, as lemmas."""
    words = load_words()
    before, after = [w.lower() for w in dating.before], [w.lower() for w in dating.after]
    cut = next((k for k in range(len(before) - 1, -1, -1) if before[k] in _CLAUSE_ENDS), -1)
    if after[:1] == [","] and not any(words.main(w) == NOUN or words.tags(w) & VERB for w in before[cut + 1 :] if not words.tags(w) & PREP):
        after = after[1:]  # "On Wednesday, the House voted"
    end = next((k for k, w in enumerate(after) if w in _CLAUSE_ENDS), len(after))
    clause = (w for w in (*before[cut + 1 :], *after[:end]) if w[0].isalpha())
    return frozenset(words.noun(w) for w in clause if (words.main(w) == NOUN or not words.tags(w)) and stem_of(words, w) not in _time_words())


def _company(pair: Pair, a: Dating, b: Dating) -> str:
    """Whether the two sentences share words beside the verbs of the events and the names of days and months, or have two words for one thing."""
    words, lines = pair.story.context.words, pair.story.context.lines
    verbs = {stem_of(words, x.predicate) for x in (pair.x, pair.y) if x.predicate}
    mine, theirs = (_told_in(lines, x.line, takes_up) for x, takes_up in ((pair.x, _takes_up(a)), (pair.y, _takes_up(b))))
    shared = {s for s in mine & theirs if s not in verbs and s not in _time_words()}
    named = _one_disaster(pair, a, b)
    return "some" if len(shared) + named > 1 else "one" if shared or named or _things(a, b) != "none" else "none"


def _one_disaster(pair: Pair, a: Dating, b: Dating) -> bool:
    """Whether the two events are one sort of disaster by two names, of which a story mostly tells one: a blast and an explosion."""
    return a.event != b.event and {a.event, b.event} <= dating_table().disasters and pair.story.relation("noun", a.event, b.event) == "synonym"


def _takes_up(dating: Dating) -> bool:
    """Whether a dating only says when something happened: "The accident happened on Thursday morning"."""
    return bool(dating.event) and dating.predicate is not None and dating.predicate.lemma in dating_table().happening


def _told_in(lines: Sequence[Line], place: int, takes_up: bool) -> frozenset[str]:
    """The stems of a sentence; with those of the one before where it takes that up: "It went down at dawn on Friday"."""
    line = lines[place]
    taken_up = line.index > 0 and (takes_up or not _PRONOUNS.isdisjoint(line.shape[:_OPENING]))
    return line.stems | lines[place - 1].stems if taken_up else line.stems


def _counted(extractions: Sequence[Extraction]) -> dict[tuple[str, Span], frozenset[tuple[str, Decimal]]]:
    """What each verb has in its clause, by unit: "two women were shot", "thieves took $900,000"."""
    found: dict[tuple[str, Span], set[tuple[str, Decimal]]] = {}
    for e in extractions:
        for f in e.figures:
            if f.quantity.kind in _COUNTING and f.predicate is not None and f.predicate.span is not None:
                found.setdefault((f.source, f.predicate.span), set()).add((f.quantity.unit, f.quantity.low))
    return {verb: frozenset(values) for verb, values in found.items()}


def _counts(a: Dating, b: Dating, counted: Mapping[tuple[str, Span], frozenset[tuple[str, Decimal]]]) -> str:
    """Whether the verbs of two events count the same: two women shot on Monday, 19 people shot on Saturday."""
    mine, theirs = (counted.get((d.source, d.predicate.span)) if d.predicate is not None and d.predicate.span is not None else None for d in (a, b))
    if not mine or not theirs or not {unit for unit, _ in mine} & {unit for unit, _ in theirs}:
        return "none"
    return "same" if mine & theirs else "other"


def _priced(a: Dating, b: Dating, counted: Mapping[tuple[str, Span], frozenset[tuple[str, Decimal]]]) -> bool:
    """Whether two deeds have one price: "bought for $3 million in 2005" tells of the deed, "sold 400 cars in 2015" of the year."""
    mine, theirs = (counted.get((d.source, d.predicate.span), frozenset()) if d.predicate and d.predicate.span else frozenset() for d in (a, b))
    return any(len(unit) == _ISO and unit.isupper() for unit, _ in mine & theirs)


@cache
def _time_words() -> frozenset[str]:
    words, time = load_words(), time_table()
    return frozenset(
        stem_of(words, w) for w in (*dating_table().parts, *time.weekdays, *time.months, *time.units, *time.parts, *time.near) if w[0].isalpha()
    )


def _busy(extractions: Sequence[Extraction]) -> Mapping[tuple[str, int], frozenset[Span | None]]:
    """The verbs of the figures of each sentence that has any; None where a figure has none of its own."""
    found: dict[tuple[str, int], set[Span | None]] = {}
    for e in extractions:
        for f in e.figures:
            if f.quantity.kind is not Kind.AGE:  # "died in 1987 at 71": the day of a life
                found.setdefault((f.source, f.sentence), set()).add(f.predicate.span if f.predicate is not None else None)
    return {place: frozenset(verbs) for place, verbs in found.items()}


def _statistic(dating: Dating, busy: Mapping[tuple[str, int], frozenset[Span | None]]) -> bool:
    """Whether a year dates the figures of its sentence: not where its verb is none of theirs ("was founded in 1987 and has 340 workers")."""
    verbs = busy.get((dating.source, dating.sentence))
    if dating.grain is not Grain.YEAR or verbs is None:
        return False
    verb = dating.predicate
    if verb is not None and not dating.event and verb.cls not in _TRENDS and None not in verbs and verb.span not in verbs:
        return False
    until = dating.until.year if dating.until is not None else None
    return until is None or dating.at.year is None or until - dating.at.year == 1  # "2003-04" is one year


def _occasion(datings: Sequence[Dating], comparisons: tuple[Comparison, ...]) -> Occasion:
    words = [d.event or (d.predicate.lemma if d.predicate is not None else "") for d in datings]
    label = min(set(words), key=lambda w: (-words.count(w), w))
    whose = min((" ".join(d.subject.text.split()) for d in datings if d.subject is not None), key=lambda w: (len(w), w), default="")
    says = sorted({f"{d.source}|{d.surface.lower()}" for d in datings})
    return Occasion(
        digest((SCHEME, "occasion", label, *says)), f"{label} ({in_sentence(whose)})" if whose else label, tuple(d.id for d in datings), comparisons
    )
