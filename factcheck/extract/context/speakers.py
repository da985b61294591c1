"""The noun phrases that name speakers: their bounds before and behind a speech verb, and their wording as printed."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.extract.tokens import Tokens

Subject = tuple[int, int]  # token range, half-open

MARKS = frozenset('.,;!?"”“()–—-:…')
CLOSERS = frozenset(",\"”’'–—")
DASHES = frozenset("–—-")
PRONOUNS = frozenset("he she it they".split())
SELVES = frozenset("i we you who".split())
DETERMINERS = frozenset("the a an this that these those his her its their our my one two three some several many both another".split())
PREPOSITIONS = frozenset("in on at after by with during before since from despite amid for as under over to until following".split())
LEADS = frozenset(
    "meanwhile earlier later however monday tuesday wednesday thursday friday saturday sunday yesterday today now then separately still also"
    " overnight and but while so instead elsewhere initially originally there that whether because if when where".split()
)
ADJUNCTS = PREPOSITIONS | LEADS | frozenset("through via without adding citing referring this last tonight".split())

_SKIPPED = frozenset(
    "has have had having also later earlier then now still already since repeatedly publicly previously both did does do would will could"
    " initially".split()
)
_NEGATED = frozenset("not never n't didn't doesn't don't wouldn't couldn't hasn't cannot".split())
_STOPS = MARKS | frozenset(
    "and but while because when whether although though if than as after before until since that or so where which amid ; '".split()
)
_BEHIND_STOPS = MARKS | frozenset(
    "who which whose that when while as after before during because if but on in at by about told saying said adding where since to from with"
    " under".split()
)
_OF = frozenset("of for".split())
_REACH = 14  # longest speaker before a verb, in words; longer ones are misreadings
_AUXILIARIES = 6  # words such as "has also repeatedly" between speaker and verb
_APPOSITION = 16  # longest insertion between a speaker and the verb: ", who leads the rescue brigade,"
_MONTHS_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())


class Cue(NamedTuple):
    """A cue in a sentence: its tokens with the speaker, the speaker's own, and whether it stands behind what it reports."""

    start: int
    end: int
    speaker: int
    speaker_end: int
    verb: str
    stance: str
    post: bool


def backward(tokens: Tokens, k: int, heads: frozenset[str]) -> Subject | None:
    """Return the speaker that ends before the verb at token ``k``; None where no noun phrase stands there or the verb is negated.

    Steps over auxiliaries and adverbs, over an insertion between commas and over a relative clause.
    """
    lower = tokens.lower
    end = k
    first = max(0, k - _AUXILIARIES)
    while end > first and (
        lower[end - 1] in _SKIPPED or lower[end - 1] in _NEGATED or (lower[end - 1].endswith("ly") and lower[end - 1] not in heads)
    ):
        if lower[end - 1] in _NEGATED:
            return None
        end -= 1
    while end > max(1, first) and lower[end - 1] in _MONTHS_DAYS:  # "the ministry on Tuesday said"
        end -= 2 if lower[end - 2] == "on" else 1
    if end == 0:
        return None
    if lower[end - 1] == ",":
        return _around_insertion(tokens, end, heads)
    if lower[end - 1] in ("who", "which") and end > 1:
        before = end - 2 if lower[end - 2] == "," else end - 1
        return _phrase(tokens, before, heads)
    return _phrase(tokens, end, heads)


def forward(tokens: Tokens, k: int, heads: frozenset[str]) -> int:
    """Return the end of the speaker that begins at token ``k``: up to a mark, a clause or an adjunct, with an apposition that names the office."""
    lower = tokens.lower
    words = tokens.words
    size = len(lower)
    end = k
    while end < size and end - k < _REACH and (lower[end] not in _BEHIND_STOPS or (lower[end] == "." and _abbreviates(tokens, end))):
        if lower[end] == "and" and not (end + 1 < size and (words[end + 1][0].isupper() or lower[end + 1] in heads)):
            break
        if lower[end] in _MONTHS_DAYS or (lower[end] in PRONOUNS and end > k):
            break
        end += 1
    if end < size - 2 and lower[end] == "," and end > k:
        tail = end + 1
        while tail < size and tail - end < 9 and lower[tail] not in MARKS and lower[tail] not in _BEHIND_STOPS - {"in", "at"}:
            tail += 1
        if (
            tail > end + 1
            and (tail >= size or lower[tail] in MARKS)
            and not heads.isdisjoint(lower[end + 1 : tail])
            and lower[end + 1] not in ("and", "but", "adding")
        ):
            return tail
    return end


def printed(tokens: Tokens, start: int, end: int) -> str:
    """Return the words as printed, with one blank wherever the text has any white space."""
    parts: list[str] = []
    for k in range(start, end):
        if parts and tokens.starts[k] > tokens.ends[k - 1]:
            parts.append(" ")
        parts.append(tokens.words[k])
    return "".join(parts)


def _abbreviates(tokens: Tokens, k: int) -> bool:
    """Whether the full stop at ``k`` belongs to "Gov." or "Adm.": a short capitalised word before and more of the sentence behind."""
    return 0 < k < len(tokens) - 1 and len(tokens.words[k - 1]) <= 4 and tokens.words[k - 1][0].isupper() and tokens.words[k + 1][0].isupper()


def _around_insertion(tokens: Tokens, end: int, heads: frozenset[str]) -> Subject | None:
    """Return the speaker of "Ann Sool, head of the brigade, said": name and office; the name alone before "who leads …"."""
    lower = tokens.lower
    for k in range(end - 2, max(0, end - 2 - _APPOSITION), -1):
        if lower[k] == ",":
            break
        if lower[k] in ('"', "”", "“"):
            return None
    else:
        return None
    inner = lower[k + 1]
    subject = _phrase(tokens, k, heads)
    if subject is None:
        return None
    if inner in ("who", "which", "whose", "citing", "speaking") or inner.endswith(("ing", "ed")) or inner in PREPOSITIONS or not inner[0].isalpha():
        return subject
    return (subject[0], end - 1)


def _phrase(tokens: Tokens, end: int, heads: frozenset[str]) -> Subject | None:
    """Return the noun phrase that ends before token ``end``, without an adverbial in front."""
    lower = tokens.lower
    start = end
    while start > 0 and end - start < _REACH:
        word = lower[start - 1]
        if word == "." and _abbreviates(tokens, start - 1):
            start -= 1
            continue
        if word == "who" and start < end:
            start -= 1
            continue
        if word == "and" and start < end and start > 1 and _names(tokens, start - 2, heads) and _names(tokens, end - 1, heads):
            start -= 1
            continue
        if word in _STOPS:
            break
        start -= 1
    while start < end and lower[start] in LEADS:
        start += 1
    if start < end and lower[start] in PREPOSITIONS:
        start = _past_adverbial(tokens, start, end, heads)
    if start < end and lower[start] in ("whatever", "what", "such"):
        return None
    if start >= end or not lower[start][0].isalnum() or lower[end - 1] in DETERMINERS or lower[end - 1] in PREPOSITIONS or lower[end - 1] in _OF:
        return None
    return start, end


def _names(tokens: Tokens, k: int, heads: frozenset[str]) -> bool:
    return tokens.lower[k] in heads or tokens.words[k][0].isupper()


def _past_adverbial(tokens: Tokens, start: int, end: int, heads: frozenset[str]) -> int:
    """Step over "On Tuesday", "At the scene", "In a statement" before a speaker; ``end`` where nothing is left."""
    lower = tokens.lower
    k = start + 1
    if k < end and lower[k] in DETERMINERS:
        k += 1
    k += 1
    for at in range(k, end):
        if lower[at] in DETERMINERS or lower[at] in PRONOUNS or lower[at] in heads:
            return at
        if tokens.words[at][0].isupper() and lower[at] not in _MONTHS_DAYS:
            return at
    return min(k, end) if k < end else end
