"""What a text itself sets a figure against: the years with which its sentence compares it, and the side of a question on which people stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.tables.contrasts import stances
from factcheck.tables.words import Words

_THAN_IN = re.compile(
    r"\b(?:than|compared\s+(?:with|to)|as)\s+(?:(?:it|he|she|they|we|that|those|did|does|do|had|has|have|was|were|is|are|the|so)\s+){0,4}in\s+"
    r"((?:19|20)\d\d)\b"
)
_ABOUT = 4  # words behind a stance in which a name says whom it is about
_VERB = 8  # words behind a number in which the verb of a stance may stand


def compared_years(behind: str) -> frozenset[str]:
    """The years with which the words behind a figure compare it: "42,700 inhabitants, 1,200 more than in 2020"; it is of none of them."""
    return frozenset(_THAN_IN.findall(behind)) if "20" in behind or "19" in behind else frozenset()


class Stance(NamedTuple):
    """On which side of a question the counted stand, and the names of whom or what it is about."""

    side: str  # "for" or "against"
    about: frozenset[str]

    def opposes(self, other: Stance) -> bool:
        """Whether two stand on two sides of one question: a vote for Ann Rell is one against Jo Hill."""
        return self.side != other.side and (not (self.about | other.about) or not self.about.isdisjoint(other.about))


def stance_of(words: Words, after: Sequence[str]) -> Stance | None:
    """On which side the words behind a number say that the counted stand: "six judges voted against the law"; None if they say nothing."""
    lower = [w.lower() for w in after]
    for k, word in enumerate(lower[:_VERB]):
        if not word[0].isalpha():
            return None
        phrases = stances().get(words.verb(word))
        if phrases is None:
            continue
        for phrase, side in phrases.items():
            end = k + 1 + len(phrase)
            if tuple(lower[k + 1 : end]) == phrase:
                return Stance(side, frozenset(w.lower() for w in after[end : end + _ABOUT] if w[0].isupper()))
    return None
