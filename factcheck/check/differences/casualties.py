"""Numbers of the killed and the injured together, which are no numbers of the dead: "910 people were killed or seriously injured"."""

from __future__ import annotations

from factcheck.check.index import StoryIndex, words_of
from factcheck.model import Figure

_REACH = 8  # words around a figure in which its fates are named
_LINKS = frozenset(("or", "and"))


def counts_more(index: StoryIndex, headline: Figure, figure: Figure) -> bool:
    """Whether a figure of the body counts the dead with others, where the headline speaks of the dead alone."""
    return figure.fate == "dead" and headline.fate == "dead" and _together(index, figure) and not _together(index, headline)


def _together(index: StoryIndex, figure: Figure) -> bool:
    """Whether the words around a figure join a fate of the dead with another by "or" or "and"."""
    words = (*words_of(figure.before)[-_REACH:], *words_of(figure.after)[:_REACH])
    vocabulary = index.vocabulary
    for k, word in enumerate(words):
        if word in _LINKS and k and words[k - 1] in vocabulary.dead:
            return any(w in vocabulary.harmed for w in words[k + 1 : k + 1 + _ADVERB])
        if word in _LINKS and k and words[k - 1] in vocabulary.harmed:
            return any(w in vocabulary.dead for w in words[k + 1 : k + 1 + _ADVERB])
    return False


_ADVERB = 2  # "or seriously injured"
