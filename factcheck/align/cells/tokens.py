"""The words of a sentence as tables are looked for in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from factcheck.tables.tabular import load_tabular
from factcheck.tables.words import load_words

_TOKEN = re.compile(r"[^\W_]+(?:['’./-][^\W_]+)*|%")


class Token(NamedTuple):
    """One word with its place in the source."""

    word: str  # lower case, without a possessive
    start: int
    end: int
    capital: bool


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of a stretch of text.

    >>> [t.word for t in tokens("Weaver's Green, 95%", 0, 19)]
    ['weaver', 'green', '95', '%']
    """
    found = []
    for m in _TOKEN.finditer(text, start, end):
        word = m.group().replace("’", "'").lower()
        found.append(Token(word.removesuffix("'s") if len(word) > 2 else word, m.start(), m.end(), m.group()[0].isupper()))
    return found


def stem(word: str) -> str:
    """The stem of a word; "" for function words and numbers."""
    words = load_words()
    return "" if word[0].isdecimal() or words.is_function(word) else words.stem(word)


def is_common(word: str) -> bool:
    """Whether a lower-case word is one of the language, not only a name."""
    words = load_words()
    return words.is_function(word) or words.tags(word) != 0


def alike(a: str, b: str) -> bool:
    """Whether two words say one thing: of one family, or of one block of ``tabular.yaml``.

    >>> alike("killed", "dead"), alike("injuries", "injured"), alike("dead", "injured")
    (True, True, False)
    """
    if a == b or (stem(a) and stem(a) == stem(b)):
        return True
    table = load_tabular().alike
    return not table.get(a, frozenset()).isdisjoint(table.get(b, frozenset()))


def asks(words: Sequence[str], cue: str, without: Iterable[str] = ()) -> bool:
    """Whether some words ask for what cells make; words of heads (``without``) ask for nothing.

    >>> asks(["in", "all"], "total"), asks(["all"], "total"), asks(["total"], "total", without=["total"])
    (True, False, False)
    """
    phrases = load_tabular().cues[cue]
    at = [k for k, word in enumerate(words) if word in phrases]
    if not at:
        return False
    left_out = frozenset(without)
    return any(p == tuple(words[k : k + len(p)]) and left_out.isdisjoint(p) for k in at for p in phrases[words[k]])
