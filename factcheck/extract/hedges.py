"""Hedges: which words around a quantity qualify it, and how. The words stand in ``rules/lexicon/hedges.yaml``."""

from __future__ import annotations

from factcheck.extract.candidate import Candidate
from factcheck.extract.tokens import Tokens
from factcheck.model import Hedge, Kind
from factcheck.tables.grammar import Hedges

_BETWEEN = frozenset(("the", "a", "an", "its", "his", "their", "that", "of", "-"))
_ORDER = {Hedge.EXACT: 0, Hedge.ABOUT: 1, Hedge.VAGUE: 2}


class HedgeMatch:
    """The hedge of one quantity, with the token ranges of its cues and the lexicon rows that decided."""

    __slots__ = ("by", "cues", "first", "kind", "last")

    def __init__(self, kind: Hedge, cues: list[tuple[int, int]], by: str, first: int, last: int) -> None:
        self.kind = kind
        self.cues = cues
        self.by = by
        self.first = first  # first token of the phrase, cue included
        self.last = last  # token behind it


def find_hedge(tokens: Tokens, candidate: Candidate, noun_end: int, table: Hedges) -> HedgeMatch:
    """Find the cues before the quantity, and after it or its noun (which ends at token ``noun_end``)."""
    kind, cues, rows = Hedge.EXACT, [], []
    first, last = candidate.i, max(candidate.j, noun_end)
    if candidate.vague:
        kind, rows = Hedge.VAGUE, ["vague count"]
    elif candidate.approximate:
        kind, rows = Hedge.ABOUT, ["a couple of"]
    k = candidate.i
    for _ in range(3):
        found = _before(tokens, k, candidate, table)
        if found is None:
            break
        k, cue_kind, row, width = found
        cues.insert(0, (k, k + width))
        kind, first = _stronger(kind, cue_kind), k
        rows.insert(0, row)
    for at in dict.fromkeys((candidate.j, candidate.end, noun_end)):
        found_after = _after(tokens, at, candidate, table)
        if found_after is not None:
            end, cue_kind, row = found_after
            cues.append((at, end))
            rows.append(row)
            kind, last = _stronger(kind, cue_kind), max(last, end)
            break
    return HedgeMatch(kind, cues, "hedges:" + " + ".join(rows) if rows else "", first, last)


def _stronger(old: Hedge, new: Hedge) -> Hedge:
    """A bound outweighs "about", which outweighs nothing; a vague count stays vague."""
    if old is Hedge.VAGUE:
        return old
    return new if _ORDER.get(new, 3) >= _ORDER.get(old, 3) else old


def _before(tokens: Tokens, i: int, candidate: Candidate, table: Hedges) -> tuple[int, Hedge, str, int] | None:
    """The longest phrase that ends right before token ``i``, an article between allowed: (first token, kind, row, tokens)."""
    lower = tokens.lower
    at = i - 1
    if at >= 0 and lower[at] in _BETWEEN and at and not (lower[at] == "of" and lower[at - 1] not in ("excess", "most", "part", "minimum", "maximum", "average")):
        rows = table.before.get(lower[at])
        if rows is None or lower[at] == "of":
            at -= lower[at] != "of"
    if at < 0:
        return None
    for phrase, kind in table.before.get(lower[at], ()):
        k = at - len(phrase) + 1
        if k < 0 or (len(phrase) > 1 and tuple(lower[k : at + 1]) != phrase):
            continue
        if not _fits(tokens, k, at, phrase, kind, candidate, table):
            continue
        return k, kind, " ".join(phrase), i - k
    return None


def _fits(tokens: Tokens, k: int, at: int, phrase: tuple[str, ...], kind: Hedge, candidate: Candidate, table: Hedges) -> bool:
    """Refuse cues that mean something else here."""
    lower = tokens.lower
    word = phrase[0]
    before = lower[k - 1] if k else ""
    if len(phrase) == 1:
        if word in table.duration_weak and candidate.kind is Kind.DURATION and before not in table.duration_ok:
            return False
        if word in ("over", "under", "above", "below", "inside", "near", "around", "short", "maybe", "perhaps", "fewer", "c.", "c") and at + 1 < candidate.i:
            return False  # "over the 12 days", "near the 20 mile mark"
        if word == "near" and candidate.kind is Kind.MEASURE and candidate.dimension == "length":
            return False
        if word in ("over", "under") and candidate.kind is Kind.COUNT and candidate.low <= 12 and candidate.style == "words" and before in ("won", "victory", "win", "lead", "take", "took"):
            return False
        if word == "some" and at + 1 < candidate.i:
            return False
        if kind is Hedge.VAGUE:
            return candidate.low >= 12 and candidate.style == "words"
    if word in ("most", "a") and phrase == ("most", "of") and candidate.kind not in (Kind.DURATION,):
        return False
    if phrase[-1] in ("of", "than") and kind is Hedge.LESS_THAN and at + 1 < candidate.i:
        return False  # "20,000 short of the 61,315"
    if phrase[-1] == "than" and at + 1 < candidate.i and lower[at + 1] == "the":
        return False
    return not (phrase in (("as", "much", "as"), ("as", "many", "as")) and before in ("times", "twice", "thrice", "half"))


def _after(tokens: Tokens, j: int, candidate: Candidate, table: Hedges) -> tuple[int, Hedge, str] | None:
    lower = tokens.lower
    if j >= len(lower):
        return None
    for phrase, kind in table.after.get(lower[j], ()):
        end = j + len(phrase)
        if tuple(lower[j:end]) != phrase:
            continue
        if phrase == ("+",) and not tokens.touches(j):
            continue
        if phrase == ("plus",) and end < len(lower) and (lower[end][0].isdigit() or lower[end] in ("a", "an", "the")):
            continue
        if phrase == ("odd",) and not (lower[j - 1] == "-" or end < len(lower) and lower[end].isalpha()):
            continue
        if phrase == ("at", "least") and end < len(lower) and (lower[end][0].isdigit() or lower[end] in ("one", "two", "three", "four", "five", "six", "seven", "a")):
            continue
        if phrase[0] in ("approximately", "maximum", "tops") and end < len(lower) and lower[end][0].isalnum():
            continue
        return end, kind, " ".join(phrase)
    return None
