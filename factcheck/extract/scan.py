"""The one linear scan that finds which sentences can hold a figure; only those are paid for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from factcheck.model import Sentence

# Digits, and the letters with which number words begin. One pass, no backtracking: a tree of letters.
_BEGINNINGS = (
    "one two twi twe thre thri thir thou ten tenfold tens tri treb four fort fif five six sev sco eig ele nin nil zer hun half mil bil doz dou dub"
    " quar quin quad coup"
)
_AFTER_ARTICLE = (  # "a dozen", "an hour", "a mile"
    "hun tho mil bil tri doz cou half thi qua fif six sev eig nin ten few mile kilo met lit gal ton acr hec min hou day wee mon yea dec cen deg"
    " inc foo yar pou oun gra bar fort naut squ cub"
)


def _trie(words: str) -> str:
    """Return a pattern for words in either case that looks at each letter once: twice as fast as an alternation that ignores case."""
    tree: dict[str, dict[str, Any]] = {}
    for word in words.split():
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node.clear()  # a word that begins like a longer one stands for both
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, dict[str, Any]]) -> str:
    if "" in node:
        return ""
    return f"(?:{'|'.join(f'[{letter}{letter.upper()}]{_branches(rest)}' for letter, rest in node.items())})"


_CANDIDATE = re.compile(rf"[0-9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|\b(?:{_trie(_BEGINNINGS)}|[nN][oO]\b|[aA][nN]?[ -]{_trie(_AFTER_ARTICLE)})")


def may_hold_figures(text: str, sentences: Sequence[Sentence]) -> Iterator[int]:
    """Yield the indices of the sentences in which a number can begin, in order."""
    search = _CANDIDATE.search
    for index, sentence in enumerate(sentences):
        if search(text, sentence.start, sentence.end):
            yield index
