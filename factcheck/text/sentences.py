"""Where sentences end inside one paragraph.

Every stop that could end a sentence is a candidate; what stands before and after it decides. The scan is linear: a candidate looks back over
one word and ahead over a few. Why this is not left to a library: docs/adr/0003-sentences.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.tables.layout import Stops

_CANDIDATE = re.compile(
    r"""
    [.!?…]                           # one set in front of all, which the scan can look for
    (?:
        (?<![.!?…][.!?…])            # the first of a run of marks, so that a long run is read once
        [.!?…]*+
        ["'”’»)\]]*+                 # closing marks belong to the sentence
        (?=\s|\Z|[“‘])
      | (?<=[a-z0-9%]\.)(?=[A-Z][a-z])  # "on Monday.The toll": a lost blank
    )
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W_][\w.’'-]{0,30}")
_SOLID = re.compile(r"\S")
_OPENERS = "\"'“‘«([—–-$€£¥"
_SHORT = 4  # longer words before a bracket are hardly cut short
_BACK = 24  # longer words are no abbreviations
_QUOTED = re.compile(r"[\"”“]")
_SAMPLE = 20_000  # characters that tell whether copy has lost its capitals
_CAPITALS = 100  # one letter in thirty is a capital in ordinary copy, fewer than one in a hundred in copy that lost them
_LOWER = re.compile(r"[.!?](?<=[a-z][.!?])\s{1,3}[a-z]")  # the mark in front, which the scan can look for
_UPPER = re.compile(r"[.!?](?<=[a-z][.!?])\s{1,3}[A-Z]")


def lowered(text: str) -> bool:
    """Whether the copy has lost the capitals of its sentences, as some feeds do.

    >>> lowered("many people died. they were found. the rest left."), lowered("Many died. They were found, i.e. by us.")
    (True, False)
    """
    sample = text[:_SAMPLE]
    if len(_LOWER.findall(sample)) <= len(_UPPER.findall(sample)):
        return False
    met = set(sample)
    capitals = sum(map(sample.count, filter(str.isupper, met)))
    return capitals * _CAPITALS < sum(map(sample.count, filter(str.isalpha, met)))  # else the small letters follow abbreviations


def split(text: str, start: int, end: int, stops: Stops, lower: bool = False, lost: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``text[start:end]``, which begins and ends with no blank: trimmed, in order, covering all that is no blank.

    ``lower`` is what ``lowered`` says of the whole source: where a small letter may begin a sentence. ``lost``: names have lost their capitals, and
    with them the first words behind quotation marks and brackets: ``"… a freak accident. " firefighters freed her``.
    """
    begin = start
    for match in _CANDIDATE.finditer(text, start, end):
        after = match.end()
        if after >= end:
            break
        if _ends(text, begin, match.start(), after, end, stops, lower, lost):
            yield begin, after
            begin = _solid(text, after)
    yield begin, end


def _solid(text: str, at: int) -> int:
    """The first character from ``at`` on that is no blank; there is one."""
    if text[at] == " " and not text[at + 1].isspace():
        return at + 1
    found = _SOLID.search(text, at)
    return found.start() if found else at


def _ends(text: str, begin: int, at: int, after: int, end: int, stops: Stops, lower: bool, lost: bool) -> bool:
    """Whether the marks in ``text[at:after]`` end the sentence that began at ``begin``."""
    ahead = after
    while ahead < end and (text[ahead].isspace() or text[ahead] in _OPENERS):
        ahead += 1
        if ahead - after > 8:  # a row of dashes or quotation marks: no word is near
            return True
    if ahead >= end:
        return False
    char = text[ahead]
    if not char.isalnum():
        return False
    mark = text[after - 1]
    small = char.islower()
    behind = lost and text[at] == "." and _opened(text, at, after, ahead, stops)
    if small and not lower and not behind:
        return False
    if text[at] != ".":
        return not (mark in "\"'”’" and stops.speech.match(text, ahead, end)) and not (lower and mark in "\"'”’")
    if after - at > 1:  # an ellipsis, or a closing mark after the stop
        return not small or mark != "." or behind
    return _stop_ends(text, begin, at, ahead, end, stops, small)


def _opened(text: str, at: int, after: int, ahead: int, stops: Stops) -> bool:
    """Whether a quotation mark stands between a stop and the next word, or a bracket, as the credit of a picture does, and no abbreviation before."""
    if _QUOTED.search(text, after - 1, ahead):
        return True
    if "(" not in text[after:ahead]:
        return False
    word = text[max(0, at - _BACK) : at].rsplit(None, 1)[-1:]
    return after - at > 1 or (bool(word) and word[0].lower() not in stops.joins and (len(word[0]) > _SHORT or word[0].isdecimal()))


def _stop_ends(text: str, begin: int, at: int, ahead: int, end: int, stops: Stops, small: bool) -> bool:
    """Whether a single full stop at ``at`` ends the sentence; the next word begins at ``ahead``."""
    tail = text[max(begin, at - _BACK) : at]
    if not tail or tail[-1].isspace():
        return True
    word = tail.rsplit(None, 1)[-1].lstrip(_OPENERS)
    if "-" in word:
        word = word.rsplit("-", 1)[-1]
    if at - len(word) == begin and len(word) <= 2 and (word.isdecimal() or word.isupper()):
        return False  # "1. The first", "A. The first"
    joins = stops.joins.get(word.lower())
    if joins is None:
        if len(word) == 1 and word.isupper() and word != "I":
            return _starts(text, ahead, end, stops)
        return "." not in word or not _acronym(word) or _starts(text, ahead, end, stops)
    digit = text[ahead].isdecimal()
    if joins == "name":
        return not (word[0].isupper() or small or word in ("v", "vs", "cf", "viz"))
    if joins == "number":
        return not digit
    if digit:
        return joins == "before" or not word[0].isupper()
    if joins == "ends":
        return _starts(text, ahead, end, stops)
    found = _WORD.match(text, ahead, end)
    return found is None or found.group().rstrip(".").lower() not in stops.followers[word.lower()]


def _acronym(word: str) -> bool:
    """Whether every part between stops is one letter: "U.S", "J.R"."""
    return all(len(part) == 1 and part.isalpha() for part in word.split("."))


def _starts(text: str, ahead: int, end: int, stops: Stops) -> bool:
    found = _WORD.match(text, ahead, end)
    return found is not None and found.group().lower().partition("'")[0].partition("’")[0] in stops.starters
