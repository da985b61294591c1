"""The one linear scan that finds which sentences can hold a figure; only those are paid for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from factcheck.extract.glyphs import SCAN
from factcheck.model import Sentence
from factcheck.tables.bundle import load_grammar

_LETTERS = 5  # of a number word that are looked at: more cost time, fewer let more sentences through


def trie(words: Iterable[str]) -> str:
    """Return a pattern for words in either case that looks at each letter once: twice as fast as an alternation that ignores case."""
    tree: dict[str, dict[str, Any]] = {}
    for word in words:
        node = tree
        for letter in word[:_LETTERS]:
            node = node.setdefault(letter, {})
        node["" if len(word) >= _LETTERS else r"\b"] = {}
    return _branches(tree)


def _branches(node: dict[str, dict[str, Any]]) -> str:
    if "" in node:
        return ""
    return f"(?:{'|'.join(_branch(letter, rest) for letter, rest in node.items())})"


def _branch(letter: str, rest: dict[str, dict[str, Any]]) -> str:
    return letter if letter == r"\b" else f"[{letter}{letter.upper()}]{_branches(rest)}"


@cache
def _candidates() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Digits, and the letters with which the number words of the lexicons begin: at the start of a sentence, and further on in it.

    One pass, no backtracking: a tree of letters. The second begins with a set of characters, which the scan can look for, rather than with a
    boundary, which it would try at every letter.
    """
    numerals, articled = load_grammar().numerals, load_grammar().articled
    words = trie(sorted(word for word in numerals.starters - {"a", "an"} if word.isalpha()))
    after = trie(sorted(word for word in articled if word.isalpha()))
    signs = SCAN + "".join(sorted(word for word in numerals.starters if not word[0].isalpha()))
    word = rf"{words}|[aA][nN]?[ -]{after}"
    return re.compile(rf"[{signs}]|\b(?:{word})"), re.compile(rf"[\W{signs}](?:(?<=[{signs}])|{word})")


def may_hold_figures(text: str, sentences: Sequence[Sentence]) -> Iterator[int]:
    """Yield the indices of the sentences in which a number can begin, in order."""
    first, further = _candidates()
    opens, search = first.match, further.search
    for index, sentence in enumerate(sentences):
        start, end = sentence.start, sentence.end
        if opens(text, start, end) or search(text, start, end):
            yield index
