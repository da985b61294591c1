"""In which way a length is meant: how high, how wide, how long something is."""

from __future__ import annotations

from factcheck.model import Figure
from factcheck.tables.contrasts import extents, sizes
from factcheck.tables.words import Words

_BESIDE = 2  # characters between a measure and the thing that has it: "42-metre ferry"


def extent_of(words: Words, figure: Figure) -> str:
    """The way by the words beside: "36-metre-wide", "37 metres high", "20 feet in diameter", "a width of 30 m", "height 171 feet"."""
    behind = [w.lower() for w in figure.after[:2]]
    near = [figure.surface.lower().rpartition("-")[2], *(behind[1:] if behind[:1] == ["in"] else behind[:1])]
    before = [w.lower() for w in figure.before]
    if len(before) > 1 and before[-1] == "of":
        near.append(before[-2])
    near += [w for w in before[-1:] if extents().get(w) == w]  # the noun: "width 30 m", not "wide 30 m"
    return next((extents()[w] for w in near if w in extents()), "")


def extent_by_thing(words: Words, figure: Figure) -> str:
    """What is long or high in one way only: "a 42-metre ferry", "waves of three metres"; how far a ship sailed is no length of it."""
    noun = figure.noun
    if noun is None or noun.span is None:
        return ""
    before, lemma = [w.lower() for w in figure.before], noun.lemma.lower()
    way = sizes().get(lemma) or sizes().get(f"@{words.noun_class(lemma)}", "")
    measured = bool(before) and words.verb(before[-1]) == "measure"
    beside = 0 <= noun.span.start - figure.end <= _BESIDE
    own = noun.span.end <= figure.start and before[-1:] and before[-1] == "of"  # "waves of up to three metres"
    return way if beside or measured or own or (way == "height" and _reaches(figure)) else ""


def _reaches(figure: Figure) -> bool:
    return figure.predicate is not None and figure.predicate.lemma.lower() in ("reach", "measure")
