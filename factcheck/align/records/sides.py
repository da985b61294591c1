"""What a text itself sets a figure against: the years with which its sentence compares it, and the side of a question on which people stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.tables.contrasts import stances
from factcheck.tables.words import Words

_THAN_IN = re.compile(
    r"\b(?:than|compared\s+(?:with|to)|as)\s+(?:(?:it|he|she|they|we|that|those|did|does|do|had|has|have|was|were|is|are|the|so)\s+){0,4}in\s+"
    r"((?:19|20)\d\d)\b"
)
_VERB = 8  # words behind a number in which the verb of a stance may stand


def compared_years(behind: str) -> frozenset[str]:
    """The years with which the words behind a figure compare it: "42,700 inhabitants, 1,200 more than in 2020"; it is of none of them."""
    return frozenset(_THAN_IN.findall(behind)) if "20" in behind or "19" in behind else frozenset()


def stance_of(words: Words, after: Sequence[str]) -> str:
    """On which side of a question the counted stand, by the lower-case words behind the number: "six voted against it"; "" if none is told."""
    for k, word in enumerate(after[:_VERB]):
        if not word[0].isalpha():
            return ""
        phrases = stances().get(words.verb(word))
        if phrases is None:
            continue
        told = (side for phrase, side in phrases.items() if tuple(after[k + 1 : k + 1 + len(phrase)]) == phrase)
        if side := next(told, ""):
            return side
    return ""
