"""The rows and times of a table that a sentence names, and which of them a figure in it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.align.cells.sheet import Label, Sheet
from factcheck.align.cells.tokens import Token, stem
from factcheck.model import Period, Span
from factcheck.quantity.periods import named_periods

_LEADS = re.compile(r"[^.,;:()]{0,45}\b(?:in|at|on|for|from|of|to|by|during|since|than)\s+(?:the\s+)?[\"“‘']?\Z")
_CUT = re.compile(r"[,;]|\b(?:and|but|while|whereas)\b")
_JOINT = re.compile(r"\s*(?:,|and|or|,\s*and|&)\s+(?:the\s+)?(?:of\s+the\s+)?\Z")
_ANAPHORA = frozenset("it they he she there its their this these those".split())


class Mention(NamedTuple):
    """A stretch of text that names rows, or a time."""

    start: int
    end: int
    rows: frozenset[int]
    column: int  # of the label; -1 for a time
    weak: bool = False  # a part of a name, or a name in small letters
    period: Period | None = None


class Pick(NamedTuple):
    """The mention that a figure belongs to, and how sure that is, as for ``Reading.sure``."""

    mention: Mention
    sure: int


def row_mentions(sheet: Sheet, words: Sequence[Token]) -> list[Mention]:
    """The labels that a sentence names, the longest at each place."""
    found: list[Mention] = []
    at = 0
    while at < len(words):
        label = next((a for a in _labels(sheet, words[at].word) if _stands(a, words, at)), None)
        if label is None:
            at += 1
            continue
        end = at + len(label.words)
        found.append(Mention(words[at].start, words[end - 1].end, label.rows, label.column, label.part))
        at = end
    return found


def _labels(sheet: Sheet, word: str) -> Sequence[Label]:
    own = sheet.labels.get(word)
    if own is not None:
        return own
    singular = word[:-1] if word.endswith("s") else f"{word}s"  # "the road department", "a nurse"
    return [a for a in sheet.labels.get(singular, ()) if not a.name]


def _stands(label: Label, words: Sequence[Token], at: int) -> bool:
    here = words[at : at + len(label.words)]
    if len(here) < len(label.words) or (label.name and not here[0].capital and not here[0].word[0].isdecimal()):
        return False
    return all(t.word == w or (not label.name and stem(t.word) == stem(w) != "") for t, w in zip(here, label.words, strict=True))


def time_mentions(sheet: Sheet, text: str, start: int, end: int) -> list[Mention]:
    """The times that a sentence names, with the rows of those."""
    found = []
    for name in named_periods(text[start:end]):
        rows: frozenset[int] = frozenset().union(*(r for p, r in sheet.periods.items() if p.fits(name.period)))
        found.append(Mention(start + name.start, start + name.end, rows, -1, period=name.period))
    return found


def pick(mentions: Sequence[Mention], figure: Span, last: int, following: int, text: str) -> Pick | None:
    """The mention to which a figure belongs, by where both stand; ``last`` ends the figure before, at ``following`` the next one begins."""
    mentions = [m for m in mentions if not _compared(m, text)] or mentions
    before = [m for m in mentions if last <= m.start and m.end <= figure.start]
    behind = [m for m in mentions if figure.end <= m.start < following]
    led = next((m for m in behind if _LEADS.match(text, figure.end, m.start)), None)
    if before and led is not None:
        near = before[-1]
        if near.rows == led.rows and near.period == led.period:
            return Pick(near, 2)
        if near.period is not None or led.period is not None:
            return Pick(led, 2 if _close(text, figure.end, led.start) else 1)
        if _CUT.search(text, near.end, figure.start):
            return Pick(led, 2)  # "21 people in Oberau and eight in Grins"
        return Pick(near, 1)
    if before:
        return Pick(before[-1], 2)
    if led is not None:
        return Pick(led, 2)
    earlier = [m for m in mentions if m.end <= figure.start]
    if earlier:
        return Pick(earlier[-1], 2)
    if behind:
        return Pick(behind[0], 2 if not set(text[figure.end : behind[0].start]) & set(",;:") else 1)
    return Pick(mentions[0], 1) if mentions else None


def _compared(mention: Mention, text: str) -> bool:
    """Whether a row is only what another is held against: "three times as fast as loglib", not "ahead of Piet Harmon, who had 1,010"."""
    if mention.period is not None:
        return bool(_THAN.search(text, max(0, mention.start - 20), mention.start))
    return bool(_BESIDE.search(text, max(0, mention.start - 20), mention.start)) and not _GOES_ON.match(text, mention.end)


_THAN = re.compile(r"\bthan\s+(?:in\s+)?\Z")
_BESIDE = re.compile(r"\b(?:than|as|over|behind|against|ahead of|clear of|beat|beats|like|unlike)\s+(?:the\s+)?[\"“]?\Z")
_GOES_ON = re.compile(r"[\"”]?,?\s+(?:who|which|where|whose)\b")


def _close(text: str, start: int, end: int) -> bool:
    return len(text[start:end].split()) <= _NEAR


_NEAR = 4  # words between a figure and the time behind it


def joint(mentions: Sequence[Mention], picked: Mention, text: str) -> tuple[Mention, ...]:
    """The mentions that are joined with one: "Hydro and wind", in order; alone where none is."""
    at = next((k for k, m in enumerate(mentions) if m.start == picked.start), None)
    if at is None:
        return (picked,)
    first = last = at
    while first > 0 and _JOINT.match(text, mentions[first - 1].end, mentions[first].start):
        first -= 1
    while last + 1 < len(mentions) and _JOINT.match(text, mentions[last].end, mentions[last + 1].start):
        last += 1
    return tuple(mentions[first : last + 1])


def refers_back(words: Sequence[Token], sheet: Sheet) -> bool:
    """Whether a sentence goes on about what the one before was about: "It …", "The school …"."""
    if not words:
        return False
    if words[0].word in _ANAPHORA:
        return True
    return words[0].word == "the" and len(words) > 1 and stem(words[1].word) in sheet.heads
