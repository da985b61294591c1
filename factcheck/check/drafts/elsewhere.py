"""A time of the draft that the sources tell of other things only, while one of them tells another time in much the same words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log2

from factcheck.check.drafts.days import bears_out
from factcheck.check.index import StoryIndex, once
from factcheck.model import Dating, Extraction, Form, Grain
from factcheck.tables.time import time_table
from factcheck.tables.words import load_words

_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d,.]*\d")
_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_SAME = 10.0  # bits from which two sentences tell the same: some three words that few sentences of the story have
_OTHER = 1.0  # and up to which they have nothing in common
_PLAIN = (Form.ABSOLUTE, Form.WEEKDAY)


def told_otherwise(index: StoryIndex, mine: Dating, support: Sequence[Dating]) -> Dating | None:
    """The time that a source gives in the words of the draft's sentence, where those that give the draft's have none of them.

    None where the draft tells that time itself, of something else: then the two sentences are of two events.
    """
    if mine.form not in _PLAIN or mine.until is not None or any(_in_common(index, mine, d) > _OTHER for d in support):
        return None
    best = max(_rivals(index, mine), key=lambda d: (_in_common(index, mine, d), -index.order[d.id]), default=None)
    return best if best is not None and _in_common(index, mine, best) >= _SAME else None


def _rivals(index: StoryIndex, mine: Dating) -> Iterator[Dating]:
    """The times of the sources to the same grain that are not the draft's, and that the draft tells nowhere."""
    drafts = [d for d in index.extractions[mine.source].datings if d.id != mine.id]
    for name, extraction in index.extractions.items():
        for theirs in extraction.datings if name != index.draft else ():
            days = max(mine.grain.rank, theirs.grain.rank) <= Grain.DAY.rank
            if theirs.form not in _PLAIN or theirs.until is not None or not (days or mine.grain is theirs.grain):
                continue
            if not any(bears_out(d, theirs, None) for d in (mine, *drafts)):
                yield theirs


def _in_common(index: StoryIndex, a: Dating, b: Dating) -> float:
    """The bits of the words and numbers that the sentences of two times share: a word that many sentences have says little."""
    weights = _weights(index)
    return sum(weights.get(w, 0.0) for w in _words(index, a) & _words(index, b))


def _words(index: StoryIndex, dating: Dating) -> frozenset[str]:
    return _sentences(index)[dating.source][dating.sentence]


@once
def _sentences(index: StoryIndex) -> dict[str, tuple[frozenset[str], ...]]:
    return {name: tuple(_content(e)) for name, e in index.extractions.items()}


@once
def _weights(index: StoryIndex) -> dict[str, float]:
    """What each word of the sources weighs: log2 of how few of their sentences have it."""
    sentences = [words for name, found in _sentences(index).items() if name != index.draft for words in found]
    counts = Counter(w for words in sentences for w in words)
    return {w: log2((len(sentences) + 1) / (n + 0.5)) for w, n in counts.items()}


def _content(extraction: Extraction) -> Iterator[frozenset[str]]:
    """The stems and numbers of each sentence, without its small words and its times."""
    words, time, text = load_words(), time_table(), extraction.source.text
    times = {words.stem(w) for w in (*time.weekdays, *time.months, *time.units)}
    dated: dict[int, list[Dating]] = {}
    for dating in extraction.datings:
        dated.setdefault(dating.sentence, []).append(dating)
    for number, sentence in enumerate(extraction.layout.sentences):
        found = set()
        for match in _WORD.finditer(text, sentence.start, sentence.end):
            word = match[0].lower()
            if _YEAR.fullmatch(word) or any(d.start <= match.start() < d.end for d in dated.get(number, ())) or words.is_function(word):
                continue
            found.add(word if word[0].isdecimal() else words.stem(word))
        yield frozenset(found - times)
