"""A figure of a draft and one of a source held together where the alignment did not join them: by value, unit and words."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.check.differences.gist import about
from factcheck.check.index import StoryIndex, once, words_of
from factcheck.check.message import phrase
from factcheck.model import Figure, Hedge, Kind, Modality, Role
from factcheck.quantity.comparable import Comparable, bears_out
from factcheck.quantity.convert import line
from factcheck.quantity.digits import digits
from factcheck.quantity.interval import meet
from factcheck.tables.bundle import load_grammar
from factcheck.tables.drafts import load_drafts
from factcheck.tables.nouns import countable, is_person, noun_distance

_LEAD = ("sameness:gist_lead", "sameness:gist_second")
_BEFORE, _AFTER = 7, 3  # words beside a number that say what it is
_ELIDED = (Kind.MONEY, Kind.PERCENT, Kind.MEASURE, Kind.DURATION, Kind.COUNT)  # kinds whose unit a sentence names once
_MISREAD = (frozenset((Kind.COUNT, Kind.AGE)), frozenset((Kind.COUNT, Kind.MEASURE)), frozenset((Kind.MONEY, Kind.MEASURE)))
BOUNDS = frozenset((Hedge.AT_LEAST, Hedge.AT_MOST, Hedge.MORE_THAN, Hedge.LESS_THAN))
_HEDGE = 2  # words that a hedge has at most
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SCALED = 1000  # print step from which a number has a scale word


@once
def of_sources(index: StoryIndex) -> tuple[Comparable, ...]:
    """The figures of the sources that a draft may rest on, in story order: not repeated, not denied, no cells, which are found by row and column."""
    return tuple(
        r
        for i, r in index.comparables.items()
        if r.figure.source != index.draft and i not in index.doubles and r.figure.modality is not Modality.DENIED and not r.figure.is_cell
    )


def neighbours(index: StoryIndex, mine: Comparable, back: int = 1, ahead: int = 0) -> tuple[Comparable, ...]:
    """The other figures of the draft in the sentence of one, and in so many before and behind it; for a headline, those of the lead."""
    own = index.extractions[mine.figure.source].figures
    if index.headline(mine.figure):
        lead = next((f.sentence for f in own if not index.headline(f)), -1)
        return tuple(index.comparables[f.id] for f in own if f.sentence == lead)
    return tuple(index.comparables[f.id] for f in own if f is not mine.figure and -ahead <= mine.figure.sentence - f.sentence <= back)


def base(reading: Comparable) -> str:
    """The key of a figure without what it is per."""
    return reading.key.partition("/")[0]


def one_unit(mine: Comparable, other: Comparable) -> bool:
    """Whether two figures can be held together: one unit, whatever they are per, or a number that leaves its unit to the sentence.

    "212 million euros, 8 million more" leaves the euros out, and a list of shares its "per cent".
    """
    if base(mine) == base(other):
        return True
    a, b = mine.figure, other.figure
    elided = (bare(a) and b.quantity.kind in _ELIDED) or (bare(b) and a.quantity.kind in _ELIDED)
    aged = {a.quantity.kind, b.quantity.kind} == {Kind.AGE, Kind.COUNT} and a.hedge is b.hedge is not Hedge.EXACT  # "older than 65", "over 65 years"
    return elided or aged or (points_of_percent(a) and points_of_percent(b))


def bare(figure: Figure) -> bool:
    """Whether a number prints neither a unit nor a noun of its own; after a scale word, "2.7 million missing", what follows may be no noun."""
    q = figure.quantity
    unnamed = figure.noun is None or figure.noun.inherited or figure.noun.span is None or figure.noun.span.start < figure.start
    missing = figure.fate != "" or (figure.noun is not None and figure.noun.lemma.lower() in load_drafts().apart)  # an 82 million hole
    return q.kind is Kind.COUNT and not q.unit and (unnamed or (q.step >= _SCALED and missing))


def points_of_percent(figure: Figure) -> bool:
    """Whether a figure counts points, which may be those of a percentage."""
    q = figure.quantity
    return "point" in q.unit or (q.kind is Kind.COUNT and figure.noun is not None and figure.noun.lemma.lower() == "point")


def gives(index: StoryIndex, source: Comparable, mine: Comparable) -> bool:
    """Whether a source's figure supports the draft's: both may hold, and neither is a bound that the other leaves far behind.

    "Up to 275" is no support for 257, nor "at least 23" for 96, nor "5 to 17 months" for 5 to 71.
    """
    x, y = source.figure.quantity, mine.figure.quantity
    if source.figure.hedge is Hedge.VAGUE and mine.figure.hedge is not Hedge.VAGUE and not mine.figure.quantity.is_range:
        return False  # "hundreds" gives no 541
    if x.low == -y.low != 0 and source.key == mine.key and y.low > 0 and not x.is_range:
        return True  # "net change minus 31,000 lines" is told as 31,000 lines that went
    if source.key != mine.key:
        if x.per and y.per and line(x.per, y.per) is not None:
            return False  # so much a week is not so much a month; a box may be a container
        if base(source) == base(mine):  # "some 340 a year" beside "342 in twelve months"
            plain = not x.is_range and not y.is_range and BOUNDS.isdisjoint((source.figure.hedge, mine.figure.hedge))
            return source.value == mine.value or (plain and meet(source.admitted, mine.admitted))
        return one_unit(mine, source) and ((x.low, x.high) == (y.low, y.high) or _scale_left_out(index, source, mine))
    if not index.meets(source, mine):
        return False
    if x.is_range and y.is_range and source.value != mine.value:
        step = max(x.step, y.step) * mine.factor
        return abs(source.low - mine.low) < step and abs(source.high - mine.high) < step
    if y.is_range and not x.is_range and source.low in mine.value:  # one end of it: the other has to come from somewhere too
        other = mine.high if source.low == mine.low else mine.low
        return any(r.key == mine.key and r.value == (other, other) for r in of_sources(index))
    return bears_out(source, mine.low, index.tolerances) and bears_out(mine, source.low, index.tolerances)


def one_print(index: StoryIndex, source: Comparable, mine: Comparable) -> bool:
    """Whether two figures print one number; one of them may leave the scale to its sentence."""
    return source.figure.quantity.low == mine.figure.quantity.low or _scale_left_out(index, source, mine)


def _scale_left_out(index: StoryIndex, one: Comparable, other: Comparable) -> bool:
    """Whether one of two figures leaves its scale to a number before it: "hoped for 2.5 billion, but had got 6.5 the last time"."""
    short, full = (one, other) if abs(one.low) < abs(other.low) else (other, one)
    q = full.figure.quantity
    if not bare(short.figure) or short.figure.quantity.is_range or q.is_range or q.step < short.figure.quantity.step * _SCALED or not short.low:
        return False
    return any(scale_of(f) * short.low == full.low for f in index.sentence(short.figure) if f.ordinal < short.figure.ordinal)


def scale_of(figure: Figure) -> Decimal:
    """What a number's scale word makes of it: a million; 1 without one."""
    scales = load_grammar().numerals.scales
    found = [value for w in words_of(figure.surface.split()) if (value := scales.get(w, Decimal(0))) >= _SCALED]
    return max(found, default=Decimal(1))


def of_another(index: StoryIndex, source: Comparable, mine: Comparable) -> bool:
    """Whether a source's number is plainly not the draft's, equal or not: the source gives it to somebody else, or to an earlier year."""
    if index.exchanged(source.figure, mine.figure):
        return True
    if Role.PREVIOUS not in (source.figure.role, mine.figure.role):
        return False
    years = [_years(f) for f in (source.figure, mine.figure)]  # beside a number that stands for itself a year may be what it is held against
    return all(years) and years[0].isdisjoint(years[1])


def named_apart(index: StoryIndex, source: Comparable, mine: Comparable) -> bool:
    """Whether a short number counts another thing by its own name, and nothing else speaks for it: 17 telephones are not the 17 maintainers."""
    a, b = source.figure, mine.figure
    if not a.quantity.kind is b.quantity.kind is Kind.COUNT or len(digits(b.quantity.low)) >= load_drafts().long or mistaken_for(index, a, b):
        return False
    return noun_distance(a.noun, b.noun, index.vocabulary) == "other" and words_in_common(index, b, a) < 0


def mistaken_for(index: StoryIndex, mine: Figure, other: Figure) -> bool:
    """Whether both count things that can be mistaken for each other, and not the same ones: soldiers and civilians, not children and cases."""
    if not mine.quantity.kind is other.quantity.kind is Kind.COUNT:
        return False
    if mine.noun is None or other.noun is None or noun_distance(mine.noun, other.noun, index.vocabulary) not in ("other", "bundle"):
        return False
    bodies, one_class = countable(mine.noun, other.noun, index.vocabulary)
    return bodies and (one_class or (is_person(mine.noun.lemma) and is_person(other.noun.lemma)))


def same_year(a: Comparable, b: Comparable) -> bool:
    """Whether two figures are told for one year that both name."""
    return not _years(a.figure).isdisjoint(_years(b.figure))


def _years(figure: Figure) -> frozenset[str]:
    """The years that a figure is told for, as printed or by its date."""
    return frozenset(_YEAR.findall(f"{figure.time or ''} {figure.date or ''}"))


@once
def _giving(index: StoryIndex) -> dict[str, tuple[Comparable, ...]]:
    """What gives each figure of the draft, by its id; filled as it is asked for."""
    return {}


def giving(index: StoryIndex, mine: Comparable) -> tuple[Comparable, ...]:
    """The figures of the sources that support a draft's, in story order: asked for again and again, and looked for once."""
    known = _giving(index)
    if mine.figure.id not in known:
        known[mine.figure.id] = tuple(r for r in of_sources(index) if gives(index, r, mine) and not of_another(index, r, mine))
    return known[mine.figure.id]


def misread(source: Comparable, mine: Comparable) -> bool:
    """Whether two figures print one number as two kinds of thing, one of them perhaps misread: "27 C" and 27 degrees, "Lohe, 83" and 83 people.

    Two units of one kind are two units: 640 feet are no 640 metres.
    """
    x, y = source.figure.quantity, mine.figure.quantity
    kinds = frozenset((x.kind, y.kind))
    return kinds in _MISREAD and (x.low, x.high, x.is_range) == (y.low, y.high, False) and not one_unit(mine, source)


@once
def _points(index: StoryIndex) -> dict[tuple[str, str], Decimal]:
    """Words in common of a figure of the draft and one of the sources, by their ids; filled as they are asked for."""
    return {}


def words_in_common(index: StoryIndex, mine: Figure, other: Figure) -> Decimal:
    """Points for what two figures are about, values aside. Where in its text a source's figure stands does not count: a draft is no headline."""
    known, pair = _points(index), (mine.id, other.id)
    if pair not in known:
        found = about(index, mine, other)
        fate = load_drafts().fate * (mine.fate == other.fate != "")
        known[pair] = found.points + fate - sum((Decimal(s.outcome) for s in found.steps if s.by in _LEAD), Decimal(0))
    return known[pair]


def value_points(index: StoryIndex, mine: Comparable, other: Comparable) -> Decimal:
    """Points for a value in common: much for many digits, less than nothing for a small number of things."""
    table = load_drafts()
    low = mine.figure.quantity.low
    points = min(table.digits_most, table.digit * (len(digits(low)) - 1)) if mine.figure.quantity.kind is not Kind.SHARE else Decimal(0)
    points += table.exact * (low == other.figure.quantity.low)
    if mine.figure.quantity.kind is Kind.COUNT and low <= index.tolerances.chance_small:
        points += table.small
    return points


def cued(figure: Figure, words: frozenset[str]) -> bool:
    """Whether one of some words stands beside a number, in its own part of the sentence; those of its hedge ("more than") do not count."""
    before = words_of(figure.before)
    near = (*before[-_BEFORE : len(before) - _HEDGE * (figure.hedge is not Hedge.EXACT)], *words_of(figure.after)[:_AFTER])
    return not words.isdisjoint(near)


def said_together(index: StoryIndex, figure: Figure) -> bool:
    """Whether the rest of its clause says that a number is of several things: "75 cents a day for the two services together"."""
    own = index.sentence(figure)
    behind = [figure, *(f for f in own if f.ordinal == figure.ordinal + 1)]
    return not load_drafts().together.isdisjoint(w for f in behind for w in words_of(f.after))


def moved(figure: Figure, widely: bool = False) -> bool:
    """Whether a number is told as the difference of two others; ``widely``: by a word that often tells something else, too."""
    if figure.role in (Role.CHANGE, Role.FURTHER):
        return True
    apart = load_drafts().apart
    by = widely and tuple(w.lower() for w in figure.before[-1:]) == ("by",)  # "beat the old record by 120"
    inside = widely and not apart.isdisjoint(figure.surface.lower().split())  # "14 more minutes"
    return figure.role is not Role.PREVIOUS and (by or inside or cued(figure, apart))


def says(index: StoryIndex, figure: Figure) -> str:
    """What a source says in the place of a draft's figure, as a reason."""
    return f"{index.names[figure.source]} says {phrase(index, figure)}"
