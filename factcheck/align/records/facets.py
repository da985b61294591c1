"""What a number is asked for, by the words of its clause: a reward, the turnout, how long somebody is jailed."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.tables.facets import facets

_REACH = 9  # words on either side that may tell it


def facet_of(group: str, before: Sequence[str], after: Sequence[str]) -> str:
    """The facet that the nearest words tell; ``before`` and ``after`` are the lower-case words of the clause on either side."""
    table = facets().get(group)
    if table is None:
        return ""
    words = (*before[-_REACH:], *after[:_REACH])
    here = min(len(before), _REACH)  # the number stands before this word
    found: list[tuple[int, str]] = []
    for k, word in enumerate(words):
        for phrase, facet in table.get(word, ()):
            end = k + len(phrase)
            if words[k:end] == phrase and not k < here < end:
                found.append((here - end if end <= here else k - here, facet))
                break
    return min(found)[1] if found else ""
