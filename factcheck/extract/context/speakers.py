"""The noun phrases that name speakers: their bounds before and behind a speech verb, and their wording as printed."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.extract.tokens import Tokens
from factcheck.tables.attribution import MARKS, AttributionTable
from factcheck.tables.words import ADJ, AUX, NOUN, PREP, VERB, load_words

Subject = tuple[int, int]  # token range, half-open

CLOSERS = frozenset(",\"”’'–—")
DASHES = frozenset("–—-")
_REACH = 14  # longest speaker before a verb, in words; longer ones are misreadings
_AUXILIARIES = 6  # words such as "has also repeatedly" between speaker and verb
_AGO = 5  # words of a time before a speaker
_TITLE = 3  # tokens from "for" to what follows "and" in "institute for economics and peace"
_APPOSITION = 16  # longest insertion between a speaker and the verb: ", who leads the rescue brigade,"


class Cue(NamedTuple):
    """A cue in a sentence: its tokens with the speaker, the speaker's own, and whether it stands behind what it reports."""

    start: int
    end: int
    speaker: int
    speaker_end: int
    verb: str
    stance: str
    post: bool


def backward(tokens: Tokens, k: int, table: AttributionTable) -> Subject | None:
    """Return the speaker that ends before the verb at token ``k``; None where no noun phrase stands there or the verb is negated.

    Steps over auxiliaries and adverbs, over an insertion between commas and over a relative clause.
    """
    lower = tokens.lower
    end = k
    first = max(0, k - _AUXILIARIES)
    while end > first and (
        lower[end - 1] in table.skipped or lower[end - 1] in table.negated or (lower[end - 1].endswith("ly") and lower[end - 1] not in table.heads)
    ):
        if lower[end - 1] in table.negated:
            return None
        end -= 1
    while end > max(1, first) and lower[end - 1] in table.days and lower[end - 2] not in table.papers:  # "the ministry on Tuesday said"
        end -= 2 if lower[end - 2] == "on" else 1
    if end == 0:
        return None
    if lower[end - 1] == ",":
        return _around_insertion(tokens, end, table)
    if lower[end - 1] in table.relatives and end > 1:
        before = end - 2 if lower[end - 2] == "," else end - 1
        return _phrase(tokens, before, table)
    return _phrase(tokens, end, table)


_DASHES = frozenset("-–—")


def takes_money(lower: list[str], k: int) -> bool:
    """Whether money is all that a verb has behind it: "claimed £900 in expenses", "claimed $40 for a taxi"; not "claimed $2 million was stolen"."""
    sign = next((m for m in range(k, min(len(lower), k + _HEDGED)) if lower[m] in _MONEY), -1)
    if sign < 0:
        return False
    behind = next((w for w in lower[sign + 1 :] if not w[0].isdecimal() and w not in _SCALES), "")
    return not behind[:1].isalpha() or behind in _TAKEN


_MONEY = frozenset("$ £ € ¥ ₹ rs".split())
_SCALES = frozenset(", . m bn k million billion thousand lakh crore".split())
_TAKEN = frozenset("in for from on over back as to each".split())
_HEDGED = 4  # words from the verb to the sign of its money


def told_between(tokens: Tokens, end: int, table: AttributionTable) -> bool:
    """Whether the comma at ``end`` closes what is put in behind a speaker: "Jo Hill, speaking on Monday,", "The report, released in May,"."""
    lower, words = tokens.lower, load_words()
    comma = next((m for m in range(end - 1, 0, -1) if lower[m] in MARKS), 0)
    if not comma or lower[comma] != ",":
        return False
    if lower[comma + 1] in table.insertions or lower[comma + 1] in table.relatives:
        return True
    put_in = [m for m in range(comma + 1, end) if words.main(lower[m]) in (VERB, AUX)]
    behind = forward(tokens, end + 2, table)
    if put_in not in ([], [comma + 1]) or (put_in and not lower[comma + 1].endswith("ed")):
        return False
    if lower[behind : behind + 1] == [","] and not table.heads.isdisjoint(lower[end + 2 : behind]):
        return False  # "Two men, both from Lund, said police, stole 40 cars"
    return comma <= _REACH and all(words.main(w) in (NOUN, ADJ, PREP, 0) or w in table.determiners for w in lower[:comma])


def forward(tokens: Tokens, k: int, table: AttributionTable) -> int:
    """Return the end of the speaker that begins at token ``k``: up to a mark, a clause or an adjunct, with an apposition that names the office."""
    lower = tokens.lower
    words = tokens.words
    size = len(lower)
    end = k
    while end < size and end - k < _REACH and (lower[end] not in table.behind_stops or tokens.abbreviates(end)):
        if lower[end] == "and" and not (
            end + 1 < size and (words[end + 1][0].isupper() or lower[end + 1] in table.heads or (end > k + _TITLE and _titled(lower, end + 1)))
        ):
            break
        if lower[end] in table.days or (lower[end] in table.pronouns and end > k):
            break
        end += 1
    if end < size - 2 and lower[end] == "," and end > k:
        tail = end + 1
        while tail < size and tail - end < 9 and lower[tail] not in MARKS and lower[tail] not in table.behind_stops - table.apposed:
            tail += 1
        if (
            tail > end + 1
            and (tail >= size or lower[tail] in MARKS)
            and not table.heads.isdisjoint(lower[end + 1 : tail])
            and lower[end + 1] not in table.goes_on
        ):
            return tail
    return end


def printed(tokens: Tokens, start: int, end: int) -> str:
    """Return the words as printed, with one blank wherever the text has any white space."""
    if end - start == 1:
        return tokens.words[start]
    parts: list[str] = []
    for k in range(start, end):
        if parts and tokens.starts[k] > tokens.ends[k - 1]:
            parts.append(" ")
        parts.append(tokens.words[k])
    return "".join(parts)


def _around_insertion(tokens: Tokens, end: int, table: AttributionTable) -> Subject | None:
    """Return the speaker of "Ann Sool, head of the brigade, said": name and office; the name alone before "who leads …"."""
    lower = tokens.lower
    for k in range(end - 2, max(0, end - 2 - _APPOSITION), -1):
        if lower[k] == ",":
            break
        if lower[k] in ('"', "”", "“") or (lower[k] in _DASHES and not tokens.touches(k)):
            return None  # "ULVA, Tolm (AFP) - The league won Sunday's vote, taking"
    else:
        return None
    inner = lower[k + 1]
    subject = _phrase(tokens, k, table)
    if subject is None:
        return None
    if subject[1] - subject[0] == 1 and lower[subject[0]][0].isdecimal() and subject[0] > 1 and lower[subject[0] - 1] == ",":
        return _phrase(tokens, subject[0] - 1, table)  # "Jo Hill, 41, of Leeds, said"
    if k + 2 == end - 1 and inner[0].isdecimal():
        return subject  # "Jo Hill, 41, said"
    if inner in table.insertions or inner.endswith(("ing", "ed")) or inner in table.prepositions or not inner[0].isalpha():
        return subject
    return (subject[0], end - 1)


def _phrase(tokens: Tokens, end: int, table: AttributionTable) -> Subject | None:
    """Return the noun phrase that ends before token ``end``, without an adverbial in front."""
    lower = tokens.lower
    start = end
    while start > 0 and end - start < _REACH:
        word = lower[start - 1]
        if word not in table.stops and word != "who":
            start -= 1
            continue
        if tokens.abbreviates(start - 1):
            start -= 1
            continue
        if word == "who" and start < end:
            start -= 1
            continue
        if word == "-" and start > 1 and tokens.touches(start) and tokens.touches(start - 1):
            start -= 2  # "the 48-page report"
            continue
        if (
            word == "and"
            and start < end
            and start > 1
            and (_titled(lower, start) or (_names(tokens, start - 2, table) and _names(tokens, end - 1, table)))
        ):
            start -= 1
            continue
        break
    start = next((k + 1 for k in range(start, min(end, start + _AGO)) if lower[k] == "ago"), start)  # "5 years ago the ministry forecast"
    while start < end and lower[start] in table.leads:
        start += 1
    if start < end and lower[start] in table.prepositions:
        start = _past_adverbial(tokens, start, end, table)
    if start < end and lower[start] in table.no_speaker:
        return None
    cut = (
        start >= end
        or _superlative(lower[end - 1])
        or lower[end - 1] in table.determiners
        or lower[end - 1] in table.prepositions
        or lower[end - 1] in table.of
    )
    return None if cut or not lower[start][0].isalnum() else (start, end)


def _superlative(word: str) -> bool:
    """Whether a word ends no speaker: "the official highest recorded temperature"."""
    return word.endswith("est") and load_words().main(word) == ADJ


def _titled(lower: list[str], k: int) -> bool:
    """Whether the "and" before token ``k`` stands in the title of a body: "the institute for economics and peace"."""
    return k > _TITLE and lower[k - _TITLE] in ("for", "of", "on") and lower[k - _TITLE - 1].isalpha()


def _names(tokens: Tokens, k: int, table: AttributionTable) -> bool:
    return tokens.lower[k] in table.heads or tokens.words[k][0].isupper()


def _past_adverbial(tokens: Tokens, start: int, end: int, table: AttributionTable) -> int:
    """Step over "On Tuesday", "At the scene", "In a statement" before a speaker; ``end`` where nothing is left."""
    lower = tokens.lower
    k = start + 1
    if k < end and lower[k] in table.determiners:
        k += 1
    k += 1
    for at in range(k, end):
        if lower[at] in table.determiners or lower[at] in table.pronouns or lower[at] in table.heads:
            return at
        if tokens.words[at][0].isupper() and lower[at] not in table.days:
            return at
    return min(k, end) if k < end else end
