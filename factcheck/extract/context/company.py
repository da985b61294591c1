"""Whose the counted are, and who is counted besides: the country of "170 U.S. personnel", the crew of "189 passengers and crew"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Noun
from factcheck.tables.nouns import is_people, said_lemma
from factcheck.tables.words import Words

_OTHER = frozenset("other others".split())
_ENDS = frozenset(". , ; ) aboard on were was had have in at who".split())  # what may stand behind the second of two groups


def nation_of(words: Words, noun: Noun | None) -> str:
    """The country that the counted are of, by the last demonym or country among the words before the noun; "" if none is named."""
    if noun is None:
        return ""
    for word in reversed(noun.modifiers):
        if named := words.demonym(word) or (words.place_name(word) if words.place_kind(word) == "country" else ""):
            return named
    return words.demonym(noun.lemma)


def besides(noun: Noun, before: Sequence[str], behind: Sequence[str]) -> str:
    """What is counted besides the noun, by the lower-case words before the number and behind the noun; "" if nothing is.

    People at large take nothing further in ("12 people and a dog" would be news), so only a second group of people counts. "12 other towns" and
    "the other two" leave out one that was named, which is "other".
    """
    if _OTHER.intersection(noun.modifiers) or noun.lemma in _OTHER or _OTHER.intersection(before[-1:]):
        return "other"
    if behind[:1] != ["and"]:
        return ""
    at = 2 if behind[1:2] == ["other"] else 1
    if at >= len(behind) or not is_people(behind[at]) or (at + 1 < len(behind) and behind[at + 1] not in _ENDS):
        return ""
    return said_lemma(behind[at])
