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
def _candidate() -> re.Pattern[str]:
    """Digits, and the letters with which the number words of the lexicons begin. One pass, no backtracking: a tree of letters."""
    numerals, articled = load_grammar().numerals, load_grammar().articled
    words = sorted(word for word in numerals.starters - {"a", "an"} if word.isalpha())
    after = sorted(word for word in articled if word.isalpha())
    signs = "".join(sorted(word for word in numerals.starters if not word[0].isalpha()))
    return re.compile(rf"[{SCAN}{signs}]|\b(?:{trie(words)}|[aA][nN]?[ -]{trie(after)})")


def may_hold_figures(text: str, sentences: Sequence[Sentence]) -> Iterator[int]:
    """Yield the indices of the sentences in which a number can begin, in order."""
    search = _candidate().search
    for index, sentence in enumerate(sentences):
        if search(text, sentence.start, sentence.end):
            yield index
