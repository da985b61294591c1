"""Numbers that their own text takes back: "(Corrects … to say 1,200, not 12,000)", "An earlier version of this article said 430"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from factcheck.check.index import StoryIndex, role_group
from factcheck.model import VALUE_ASPECTS, Extraction, Figure, Modality, Noun, Role, Sentence, Story
from factcheck.quantity.digits import digits
from factcheck.tables.corrections import Corrections, load_corrections
from factcheck.tables.nouns import is_person, noun_distance

_ALIKE = 0.5  # probability, the values aside, from which a figure is the one that was corrected
_STRAIGHT = str.maketrans("’‘“”\u00a0\n", "''\"\"  ")


@dataclass(frozen=True, slots=True)
class Correction:
    """One number that a text withdraws, and the figures of that text that give the right one; () where it does not say."""

    withdrawn: Figure
    right: tuple[Figure, ...]


def without_withdrawn(story: Story) -> Story:
    """The story in which every withdrawn number is denied by its own text, so that it conflicts with nothing and bears nothing out."""
    extractions = tuple(_denying(e) for e in story.extractions)
    return story if extractions == story.extractions else replace(story, extractions=extractions)


def corrections(index: StoryIndex) -> Iterator[Correction]:
    """Yield what the sources of a story withdraw, in story order."""
    for extraction in index.story.extractions:
        notes = _notes(extraction)
        denied = [f for f in extraction.figures if f.sentence in notes and f.modality is Modality.DENIED]
        for figure in denied:
            yield Correction(figure, _right(index, figure, notes))


def still_printing(index: StoryIndex, correction: Correction) -> tuple[Figure, ...]:
    """The figures of other sources, and of the text itself outside its notes, that give the withdrawn number for the same thing."""
    mine = correction.withdrawn
    units = {f.quantity.unit for f in (mine, *correction.right)} - {""} if not mine.quantity.unit else {mine.quantity.unit}
    roles = {role_group(f) for f in (mine, *correction.right)}
    found = []
    for figure in index.figures.values():
        q = figure.quantity
        if figure.modality is Modality.DENIED or figure.id in index.doubles or (q.low, q.high) != (mine.quantity.low, mine.quantity.high):
            continue
        if q.unit not in (units or {""}) or role_group(figure) not in roles:
            continue
        if _one_thing(index, correction, figure):
            found.append(figure)
    return tuple(found)


def is_marked(extraction: Extraction) -> bool:
    """Whether a headline says that the text was corrected: "CORRECTED-Tannery to cut 310 jobs"."""
    return load_corrections().marked.match(_plain(_title(extraction))) is not None


def one_headline(a: Extraction, b: Extraction) -> bool:
    """Whether two headlines are one but for marks and numbers: most of their words are the same."""
    x, y = ({w for w in _plain(_title(e)).replace("-", " ").split() if w.isalpha()} for e in (a, b))
    return len(x & y) >= _MOST * max(len(x), len(y), 1)


_MOST = 0.6
_HEAD = 160  # characters of a text's first line that are its headline, where the layout names none


def _title(extraction: Extraction) -> str:
    text = extraction.source.text
    return text[: extraction.layout.title_end] or text[:_HEAD].partition("\n")[0]


def _plain(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).lower().split())


def _notes(extraction: Extraction) -> frozenset[int]:
    """The sentences that set a number right: those that say so, and what follows them in their paragraph."""
    table = load_corrections()
    text, found, open_paragraph = extraction.source.text, set(), -1
    for k, sentence in enumerate(extraction.layout.sentences):
        if sentence.paragraph == open_paragraph or _is_note(table, text, sentence):
            found.add(k)
            open_paragraph = sentence.paragraph
    return frozenset(found)


def _is_note(table: Corrections, text: str, sentence: Sentence) -> bool:
    words = _plain(text[sentence.start : sentence.end])
    return table.opening.match(words) is not None or table.within.search(words) is not None


def _denying(extraction: Extraction) -> Extraction:
    notes = _notes(extraction) if extraction.mentions else frozenset()
    if not notes:
        return extraction
    # A note may give the right time and the wrong one: neither dates an event of the text by itself.
    datings = tuple(replace(d, modality=Modality.DENIED, spoken=True) if d.sentence in notes else d for d in extraction.datings)
    elsewhere = {_value(f) for f in extraction.figures if f.sentence not in notes}
    figures = tuple(replace(f, modality=Modality.DENIED) if _withdrawn(extraction, f, notes, elsewhere) else f for f in extraction.figures)
    return replace(extraction, figures=figures, datings=datings)


def _withdrawn(extraction: Extraction, figure: Figure, notes: frozenset[int], elsewhere: set[tuple[object, object, str]]) -> bool:
    """Whether a note takes a figure back. What the text prints elsewhere too is only spoken of there: "said 430 of the 900 would go"."""
    if figure.sentence not in notes:
        return False
    table, (before, whole) = load_corrections(), _around(extraction, figure)
    if table.instead.search(before) or (table.moved.search(before) and table.changes.search(whole)):
        return True
    return _taken_back(extraction, figure) and _value(figure) not in elsewhere


def _around(extraction: Extraction, figure: Figure) -> tuple[str, str]:
    """The words of a figure's sentence before it, and all of them."""
    text, sentence = extraction.source.text, extraction.layout.sentences[figure.sentence]
    return _plain(text[sentence.start : figure.start]), _plain(text[sentence.start : sentence.end])


def _taken_back(extraction: Extraction, figure: Figure) -> bool:
    """Whether the words before a figure speak of what the text said before."""
    turns = list(load_corrections().turns.finditer(_around(extraction, figure)[0]))
    return bool(turns) and turns[-1].lastgroup == "back"


def _right(index: StoryIndex, mine: Figure, notes: frozenset[int]) -> tuple[Figure, ...]:
    """The figures of the text that give what it says now: the nearest of the note of one unit, and those of one value with it; else of its fact."""
    own = [f for f in index.extractions[mine.source].figures if f.modality is not Modality.DENIED and f.role is not Role.PREVIOUS]
    noted = [f for f in own if f.sentence in notes and _one_unit(f, mine) and not _taken_back(index.extractions[mine.source], f)]
    if noted:
        best = min(noted, key=lambda f: (abs(f.ordinal - mine.ordinal), f.ordinal))
    else:
        body = [f for f in own if f.sentence not in notes and _one_unit(f, mine) and _answers(index, f, mine)]
        if not body:
            return ()
        best = max(body, key=lambda f: (index.probability(f.id, mine.id, without=VALUE_ASPECTS), -f.ordinal))
    return tuple(f for f in own if f.id == best.id or (f.quantity.low, f.quantity.high, f.quantity.unit) == _value(best))


def _answers(index: StoryIndex, figure: Figure, mine: Figure) -> bool:
    """Whether a figure of the body is what a withdrawn one ought to have been."""
    return _alike(index, figure, mine) or (figure.noun is not None and mine.noun is not None and _one_noun(index, figure.noun, mine.noun))


def _value(figure: Figure) -> tuple[object, object, str]:
    return figure.quantity.low, figure.quantity.high, figure.quantity.unit


def _one_unit(a: Figure, b: Figure) -> bool:
    """Whether two figures have one unit, or one of them leaves it to the sentence: "4.1 million tons, not 1.4 million"."""
    bare = "" in (a.quantity.unit, b.quantity.unit)
    return a.quantity.unit == b.quantity.unit or (bare and b.noun is None)


def _one_thing(index: StoryIndex, correction: Correction, figure: Figure) -> bool:
    """Whether a figure that prints the withdrawn number speaks of what was corrected: by the alignment, else by noun or verb."""
    anchors = (correction.withdrawn, *correction.right)
    if figure.source == correction.withdrawn.source and not correction.right:
        return False
    nouns = [f.noun for f in anchors if f.noun is not None and not f.noun.inherited]
    counted = [_one_noun(index, noun, figure.noun) for noun in nouns if figure.noun is not None]
    verbs = {f.predicate.lemma for f in anchors if f.predicate is not None}
    same_verb = figure.predicate is not None and figure.predicate.lemma in verbs
    if counted and not (any(counted) or same_verb):
        return False
    if any(_alike(index, f, figure) for f in anchors):
        return True
    q = figure.quantity
    telling = len(digits(q.low)) > 1 if q.unit else abs(q.low) > index.tolerances.chance_small
    if not telling or any(_value(f) in {_value(g) for g in correction.right} for f in index.extractions[figure.source].figures):
        return False  # who prints both numbers means two things
    return any(counted) or (same_verb and not counted)


def _one_noun(index: StoryIndex, a: Noun, b: Noun) -> bool:
    """Whether two nouns count one thing; people are people, but "people" are no games, though both words may stand for anything."""
    loose = a.lemma != b.lemma and not {a.lemma, b.lemma}.isdisjoint(index.vocabulary.generic)
    people = is_person(a.lemma) and is_person(b.lemma)
    return noun_distance(a, b, index.vocabulary) in ("same", "narrower") and (people or not loose)


def _alike(index: StoryIndex, a: Figure, b: Figure) -> bool:
    """Whether two figures probably speak of one thing; where they print one number, that counts too."""
    if a.id == b.id:
        return False
    without = () if _value(a) == _value(b) else VALUE_ASPECTS
    return index.fact_of[a.id] is index.fact_of[b.id] or index.probability(a.id, b.id, without=without) >= _ALIKE
