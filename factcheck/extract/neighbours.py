"""What stands beside a number, as several steps ask it: runs of touching tokens, counted plurals, capitals."""

from __future__ import annotations

from factcheck.extract.tokens import Tokens
from factcheck.tables.designators import Designators
from factcheck.tables.words import NOUN, PLURAL, Words

DASHES = frozenset("-–—−‑")
HYPHENS = frozenset("-–‑")
_JOINTS = HYPHENS | {"/", ".", "×"}
_LONGEST_RUN = 12  # tokens; a longer one is no name


def run_end(tokens: Tokens, i: int) -> int:
    """Return the end of the run of tokens that touch one another from ``i`` on: "737-800", "V-22A"."""
    j, n = i + 1, len(tokens.words)
    while j < n and tokens.touches(j) and (tokens.words[j][0].isalnum() or tokens.words[j] in _JOINTS) and j - i < _LONGEST_RUN:
        j += 1
    while j > i + 1 and tokens.words[j - 1] in _JOINTS:
        j -= 1
    return j


def counted(tokens: Tokens, k: int, table: Designators) -> bool:
    """Whether a plural noun follows within three words: "the two leaders", "the three younger boys"; not "the two share"."""
    for word in tokens.lower[k : k + 3]:
        if word in table.clause_words or word[0].isdecimal():
            return False
        if word in table.plurals or (word[0].isalpha() and word.endswith("s") and not word.endswith("ss")):
            return True
    return False


def capital(word: str) -> bool:
    """Whether a token begins with a capital letter."""
    return word[0].isupper()


def several(word: str, words: Words) -> bool:
    """Whether a number above one can count the word: a plural, people, or a word that is not known; not "treatment"."""
    tags = words.tags(word)
    return not tags & NOUN or bool(tags & PLURAL) or word.endswith("s") or words.is_human_class(words.noun_class(words.noun(word)))
