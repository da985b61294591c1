"""How facts and figures are found by the words that people use for them, and what to say when they are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from typing import TypeVar

from factcheck.model import Fact, Figure, Result
from factcheck.report.catalogue import Catalogue

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_T = TypeVar("_T")


class NotFoundError(LookupError):
    """No fact or figure of this name, or several; the message says which there are."""


def words(text: str) -> frozenset[str]:
    """The words of a text in lower case and in the singular, so that "Marines" finds "Marine"."""
    return frozenset(_singular(w.casefold()) for w in _WORD.findall(text))


@cache
def _singular(word: str) -> str:
    from factcheck.tables.words import load_words

    return load_words().noun(word)


def figure_words(figure: Figure, catalogue: Catalogue) -> tuple[frozenset[str], ...]:
    """What a figure may be called by, the closest first: its counted noun, its phrase, its event, names, its sentence."""
    noun = words(figure.noun.lemma) if figure.noun is not None else frozenset()
    phrase = noun | words(catalogue.phrase(figure))
    fact = catalogue.fact_of.get(figure.id)
    event = words(fact.label) | words(figure.predicate.lemma if figure.predicate is not None else "") if fact is not None else frozenset()
    place = words(" ".join((*figure.names, figure.place or "", figure.quantity.unit, figure.quantity.dimension, figure.quantity.per)))
    return noun, phrase, phrase | event, phrase | event | place, phrase | event | place | words(catalogue.sentence(figure))


def figures_named(name: str, catalogue: Catalogue) -> tuple[Figure, ...]:
    """The figures that a name fits best, in the order of the story; () where it fits none.

    The counted noun decides; else the words of the phrase, then those of the fact's label and the verb, then names, place and unit, then the
    whole sentence.
    Every word of the name has to be met.
    """
    wanted = words(name)
    found = [(f, figure_words(f, catalogue)) for f in catalogue.figures.values()]
    return tuple(f for f, _ in _best(found, lambda pair, tier: bool(wanted) and wanted <= pair[1][tier], 5))


def facts_named(name: str, catalogue: Catalogue) -> tuple[Fact, ...]:
    """The facts that a name fits best: by id, by label, else by the names of their figures."""
    for fact in catalogue.facts.values():
        if name == fact.id:
            return (fact,)
    exact = tuple(f for f in catalogue.facts.values() if f.label.casefold() == name.casefold())
    if exact:
        return exact
    return tuple(dict.fromkeys(catalogue.fact_of[f.id] for f in figures_named(name, catalogue) if f.id in catalogue.fact_of))


def _best(items: Sequence[_T], fits: Callable[[_T, int], bool], tiers: int) -> list[_T]:
    for tier in range(tiers):
        found = [item for item in items if fits(item, tier)]
        if found:
            return found
    return []


def one_fact(name: str, catalogue: Catalogue) -> Fact:
    """The only fact of a name.

    Raises:
        NotFoundError: there is none, or there are several; the message lists them.
    """
    __tracebackhide__ = True
    found = facts_named(name, catalogue)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFoundError(missing(name, catalogue))
    lines = [f"{len(found)} facts answer to {name!r}; name one by its label or id:"]
    labels = [f.label.casefold() for f in catalogue.facts.values()]
    lines += [f"  {repr(f.label) if labels.count(f.label.casefold()) == 1 else f'{f.id!r} ({f.label})'}: {stated(f, catalogue)}" for f in found]
    raise NotFoundError("\n".join(lines))


def stated(fact: Fact, catalogue: Catalogue, most: int = 4) -> str:
    """The distinct wordings of a fact."""
    found = list(dict.fromkeys(catalogue.phrase(catalogue.figures[i]) for i in fact.figures))
    shown = ", ".join(f"“{w}”" for w in found[:most])
    return shown + (f" and {len(found) - most} more" if len(found) > most else "")


def missing(name: str, catalogue: Catalogue, most: int = 8) -> str:
    """Why nothing was found, with the nearest names that there are."""
    known = _known(catalogue.result)
    close = get_close_matches(name.casefold(), [k.casefold() for k in known], n=3, cutoff=0.7)
    near = [k for k in known if k.casefold() in close]
    if near:
        return f"no fact or figure is called {name!r}; did you mean {', '.join(repr(n) for n in near[:3])}?"
    if not known:
        return f"no fact or figure is called {name!r}: no figures were found in {len(catalogue.sources)} sources"
    more = f" and {len(known) - most} more" if len(known) > most else ""
    return f"no fact or figure is called {name!r}; there are {', '.join(repr(k) for k in known[:most])}{more}"


def _known(result: Result) -> list[str]:
    """Labels of facts, those that several sources state first, then counted nouns."""
    catalogue = Catalogue(result)

    def shared(fact: Fact) -> int:
        return -len({catalogue.figures[i].source for i in fact.figures})

    labels: Iterable[str] = (f.label for f in sorted(Catalogue(result).facts.values(), key=shared))
    nouns = (f.noun.lemma for f in catalogue.figures.values() if f.noun is not None)
    return list(dict.fromkeys(x for x in (*labels, *nouns) if x))
