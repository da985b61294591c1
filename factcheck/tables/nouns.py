"""Whether two nouns count the same thing, or two verbs say the same of it, by what the tables know."""

from __future__ import annotations

from factcheck.model import Figure, Noun
from factcheck.tables.vocabulary import Vocabulary
from factcheck.tables.words import NOUN, load_words


def said_lemma(word: str) -> str:
    """The singular of a noun; "" where a word is no noun in the first place."""
    words = load_words()
    return words.noun(word) if words.main(word) & NOUN else ""


def noun_distance(a: Noun | None, b: Noun | None, vocabulary: Vocabulary) -> str:
    """Return how far two counted nouns lie apart.

    "same": one thing, or no telling; "bundle": people on one side, families or teams on the other; "narrower": one is a kind of the other;
    "other": another thing; "unknown": no table knows one of them.
    """
    if a is None or b is None or a.inherited or b.inherited:
        return "same"
    x, y = a.lemma.lower(), b.lemma.lower()
    if x == y or any(x in group and y in group for group in vocabulary.stand_ins):
        return "same"
    bundles = (x in vocabulary.collective, y in vocabulary.collective)
    if bundles[0] != bundles[1] and (x if bundles[1] else y) in vocabulary.single:
        return "bundle"
    if x in vocabulary.generic or y in vocabulary.generic:
        return "same"
    if x in _modifiers(b) or y in _modifiers(a):
        return "narrower"  # volunteers, volunteer firefighters
    relation = load_words().noun_relation(x, y)
    if relation in ("same", "synonym"):
        return "same"
    if relation == "hyponym":
        return "narrower"
    return "unknown" if relation == "unknown" else "other"


def other_sort(a: Noun, b: Noun) -> bool:
    """Whether two nouns are one word for two sorts, told by nouns of one class: tram drivers and bus drivers, but not "school bus" and "bus"."""
    if a.lemma.lower() != b.lemma.lower() or not a.modifiers or not b.modifiers:
        return False
    words = load_words()
    x, y = (words.noun(n.modifiers[-1].lower()) for n in (a, b))
    cls = words.noun_class(x)
    if not cls or cls != words.noun_class(y) or {x, y} & (_modifiers(a) & _modifiers(b)):
        return False
    return words.noun_relation(x, y) in ("same_class", "same_lexfile")


def _modifiers(noun: Noun) -> frozenset[str]:
    return frozenset(m.lower() for m in noun.modifiers)


def is_people(word: str) -> bool:
    """Whether a word, as printed in lower case, can only name people: "crew", "soldiers"."""
    words = load_words()
    return words.main(word) == NOUN and words.is_human_class(words.noun_class(words.noun(word)))


def is_person(lemma: str) -> bool:
    """Whether a lemma names people, one by one or as a group."""
    words = load_words()
    return words.is_human_class(words.noun_class(lemma))


def is_inhabitant(lemma: str) -> bool:
    """Whether a lemma names people by their country or city alone: "Dane", "Londoner"."""
    return bool(load_words().demonym(lemma.lower()))


def noun_class(lemma: str) -> str:
    """The class of a lemma, or the lemma where no table has a class for it."""
    return load_words().noun_class(lemma) or lemma


def kindred(a: str, b: str) -> bool:
    """Whether two verbs may tell of one deed in other words: "free", "release"."""
    words = load_words()
    return bool(words.kindred(a) & words.kindred(b))


def says_who(lemma: str) -> bool:
    """Whether a word for people tells their age, sex or kin, which say nothing against another word for the same people: "women", "siblings"."""
    return load_words().noun_class(lemma) in ("person", "relative")


def countable(a: Noun, b: Noun, vocabulary: Vocabulary) -> tuple[bool, bool]:
    """Tell of two counted nouns whether both name things that can be pointed at, and whether both are of one class.

    "An increase of 165,000" counts jobs, and "an estimate of 312,000" nothing by itself: only people, animals, buildings, vehicles and other
    bodies can be mistaken for one another.
    """
    words = load_words()
    x, y = words.noun_class(a.lemma), words.noun_class(b.lemma)
    bodies = all(words.is_human_class(c) or c in vocabulary.bodies for c in (x, y))
    return bodies, x == y


def restrictors(figure: Figure, vocabulary: Vocabulary) -> frozenset[str]:
    """Restricting words of a figure: modifiers of its noun, and its predicate where that restricts ("were confirmed")."""
    words = {w.lower() for w in figure.noun.modifiers} if figure.noun is not None else set()
    if figure.predicate is not None:
        words.add(figure.predicate.lemma.lower())
    return frozenset((words | {vocabulary.participles.get(w, w) for w in words}) & vocabulary.restrictors)
