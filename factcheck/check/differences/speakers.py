"""Whether two nouns count the same thing, and whether two speakers are the same authority."""

from __future__ import annotations

import re

from factcheck.check.index import StoryIndex
from factcheck.model import Attribution, Figure
from factcheck.tables.vocabulary import Vocabulary

_NAME = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")


def is_named(attribution: Attribution | None, vocabulary: Vocabulary) -> bool:
    """Whether a statement has a speaker who can be told from others."""
    return attribution is not None and bool(_core(attribution.speaker, vocabulary) - vocabulary.anonymous)


def same_speaker(a: Attribution, b: Attribution, vocabulary: Vocabulary) -> bool:
    """Whether two speakers may be one: they share a name or the body they speak for, or one of them is nobody in particular."""
    x, y = _core(a.speaker, vocabulary) - vocabulary.anonymous, _core(b.speaker, vocabulary) - vocabulary.anonymous
    return not x or not y or not x.isdisjoint(y)


def _core(speaker: str, vocabulary: Vocabulary) -> frozenset[str]:
    words = (w.lower().removesuffix("'s").removesuffix("’s").rstrip(".'’") for w in _NAME.findall(speaker))
    return frozenset(w for w in words if w not in vocabulary.titles)


def parties(index: StoryIndex, a: Figure, b: Figure) -> bool:
    """Whether two named authorities are cited, or one side is a claim."""
    if a.attribution is not None and b.attribution is not None:
        named = is_named(a.attribution, index.vocabulary) and is_named(b.attribution, index.vocabulary)
        return named and not same_speaker(a.attribution, b.attribution, index.vocabulary)
    return claims(a, b, index)


def claims(a: Figure, b: Figure, index: StoryIndex) -> bool:
    """Whether exactly one of two figures is somebody's claim or estimate."""
    stances = [f.attribution.stance if f.attribution is not None else "" for f in (a, b)]
    return (stances[0] in ("claimed", "estimated", "denied")) != (stances[1] in ("claimed", "estimated", "denied")) or (
        index.one_text(a, b) and any(is_named(f.attribution, index.vocabulary) for f in (a, b))
    )
