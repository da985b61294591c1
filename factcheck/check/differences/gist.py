"""What a headline figure is about, values left aside: nouns, verbs and the words around it, held against those of a figure of the body."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factcheck.check.differences.sameness import load_sameness, names_point, noun_point, predicate_point
from factcheck.check.index import StoryIndex, once, words_of
from factcheck.model import Figure, Position, Role, Step

_BEHIND, _BEFORE = 8, 5  # words on either side that are looked at
_CLASSES = 3  # classes of happenings near a figure that are looked at
_MOST = 3  # stems in common that count
_ASIDE = (Role.PREVIOUS, Role.CHANGE, Role.LIMIT, Role.PART, Role.FURTHER)


@dataclass(frozen=True, slots=True)
class About:
    """How well a figure of the body fits what the headline counts. ``fits`` and ``jars``: a noun or happening is the same, or another one."""

    points: Decimal
    fits: bool
    jars: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Gist:
    classes: tuple[str, ...]  # classes of happenings, the nearest first
    stems: frozenset[str]  # of the content words around the figure, up to the next figures
    sentence: frozenset[str]  # of the whole sentence


def about(index: StoryIndex, mine: Figure, other: Figure) -> About:
    """Hold a figure of a body against a headline's, by words alone."""
    marks = load_sameness()
    x, y = _gist(index, mine), _gist(index, other)
    noun = noun_point(index, mine, other)
    same = bool(x.classes and y.classes) and x.classes[0] == y.classes[0]
    apart = bool(x.classes and y.classes) and set(x.classes).isdisjoint(y.classes)
    happening = "gist_same" if same else "gist_apart" if apart else "gist_shared" if x.classes and y.classes else ""
    lead = _lead(index, other)
    names = [
        noun, predicate_point(mine, other), happening, names_point(mine, other), "gist_lead" if lead == 0 else "gist_second" if lead == 1 else "",
        "gist_aside" if other.role in _ASIDE and other.role is not mine.role else "",
    ]  # fmt: skip
    names += ["gist_near"] * min(_MOST, len(x.stems & y.stems)) + ["gist_far"] * min(_MOST, len(x.sentence & y.sentence))
    steps = tuple(Step("same", f"sameness:{n}", str(getattr(marks, n))) for n in names if n)
    points = sum((getattr(marks, n) for n in names if n), Decimal(0))
    kin = not noun and mine.noun is not None and other.noun is not None  # homes among structures: a narrower noun counts other things
    return About(points, noun == "noun" or (same and not kin), noun == "noun_other" or apart, steps)


@once
def _gists(index: StoryIndex) -> dict[str, _Gist]:
    """What was read, by figure; filled as it is asked for."""
    return {}


def _gist(index: StoryIndex, figure: Figure) -> _Gist:
    kept = _gists(index)
    if figure.id not in kept:
        kept[figure.id] = _read(index, figure)
    return kept[figure.id]


def _read(index: StoryIndex, figure: Figure) -> _Gist:
    from factcheck.tables.words import load_words

    words = load_words()
    near = [*words_of(figure.after)[:_BEHIND], *words_of(figure.before)[: -_BEFORE - 1 : -1]]
    first = [figure.predicate.lemma] if figure.predicate is not None else []
    first += [figure.noun.lemma.lower()] if figure.noun is not None else []
    classes = dict.fromkeys(words.predicate_class(w) or words.predicate_class(words.stem(w)) for w in (*first, *near))
    classes.pop("", None)
    whole = [w for w in index.words(figure) if w[0].isalpha()]
    stems = (frozenset(words.stem(w) for w in found if not words.is_function(w)) - {""} for found in (near, whole))
    return _Gist(tuple(classes)[:_CLASSES], *stems)


@once
def _leads(index: StoryIndex) -> dict[str, int]:
    """The first sentence of the body of each source."""
    layouts = {i: e.layout for i, e in index.extractions.items()}
    bodies = {i: [k for k, s in enumerate(x.sentences) if s.position is Position.BODY and s.start >= x.title_end] for i, x in layouts.items()}
    return {i: body[0] if body else 0 for i, body in bodies.items()}


def _lead(index: StoryIndex, figure: Figure) -> int:
    """How many sentences below the first one of its body a figure stands."""
    return figure.sentence - _leads(index)[figure.source]
