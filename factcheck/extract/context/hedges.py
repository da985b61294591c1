"""Hedges: which words around a quantity qualify it, and how. The words stand in ``rules/lexicon/hedges.yaml``."""

from __future__ import annotations

from factcheck.extract.candidate import Candidate
from factcheck.extract.tokens import Tokens
from factcheck.extract.units.find import SIGNS
from factcheck.model import Hedge, Kind
from factcheck.tables.contrasts import extents
from factcheck.tables.hedges import Hedges

_AS_MANY = (("as", "much", "as"), ("as", "many", "as"))
_DOZEN = 12
_LONG = 100  # from here on "over" before a time is its size, and "less than a 100" a bound
_MOST = 3  # cues before one number: "perhaps as many as about 40"
_ORDER = {Hedge.EXACT: 0, Hedge.ABOUT: 1, Hedge.VAGUE: 2}


class HedgeMatch:
    """The hedge of one quantity, with the token ranges of its cues and the lexicon rows that decided."""

    __slots__ = ("behind", "cues", "first", "kind", "last", "rows")

    def __init__(self, candidate: Candidate) -> None:
        self.kind = Hedge.EXACT
        self.cues: list[tuple[int, int]] = []
        self.rows: list[str] = []
        self.first = candidate.i  # first token of the phrase, cue included
        self.last = max(candidate.j, candidate.end)  # token behind it
        self.behind = False  # a cue behind the number was found
        if candidate.vague:
            self.kind, self.rows = Hedge.VAGUE, ["vague count"]
        elif candidate.approximate:
            self.kind, self.rows = Hedge.ABOUT, ["approximate"]
        elif candidate.plus >= 0:
            self.kind, self.rows, self.cues, self.behind = Hedge.MORE_THAN, ["-plus"], [(candidate.plus, candidate.plus + 2)], True


def find_hedge(tokens: Tokens, candidate: Candidate, table: Hedges) -> HedgeMatch:
    """Find the cues before the quantity and right behind it; ``extend_hedge`` looks behind its noun."""
    match = HedgeMatch(candidate)
    k = candidate.i
    for _ in range(_MOST):
        found = _before(tokens, k, candidate, table)
        if found is None:
            break
        k, kind, row, width = found
        match.cues.insert(0, (k, k + width))
        match.rows.insert(0, row)
        match.kind, match.first = _stronger(match.kind, kind), k
    _take_behind(match, tokens, candidate.j, table)
    if candidate.end != candidate.j:
        _take_behind(match, tokens, candidate.end, table)
    return match


def extend_hedge(match: HedgeMatch, tokens: Tokens, noun_end: int, table: Hedges) -> None:
    """Look for a cue behind the counted noun, which ends at token ``noun_end``: "40 homes or more"."""
    match.last = max(match.last, noun_end)
    _take_behind(match, tokens, noun_end, table)


def _take_behind(match: HedgeMatch, tokens: Tokens, at: int, table: Hedges) -> None:
    found = None if match.behind else _after(tokens, at, table)
    if found is not None:
        end, kind, row = found
        match.cues.append((at, end))
        match.rows.append(row)
        match.kind, match.last, match.behind = _stronger(match.kind, kind), max(match.last, end), True


def _stronger(old: Hedge, new: Hedge) -> Hedge:
    """A bound outweighs "about", which outweighs nothing; a vague count stays vague."""
    if old is Hedge.VAGUE:
        return old
    return new if _ORDER.get(new, 3) >= _ORDER.get(old, 3) else old


def _before(tokens: Tokens, i: int, candidate: Candidate, table: Hedges) -> tuple[int, Hedge, str, int] | None:
    """The longest phrase that ends right before token ``i``, an article between allowed: (first token, kind, row, tokens)."""
    lower = tokens.lower
    at = i - 1
    if at > 0 and lower[at] in table.between and lower[at] not in table.before:
        at -= 1
    if at < 0 or lower[at] not in table.before:
        return None
    gap = at + 1 < candidate.i
    for phrase, kind in table.before[lower[at]]:
        k = at - len(phrase) + 1
        if len(phrase) == 1:
            if _cue_fits(tokens, k, kind, candidate, table, gap):
                return k, kind, phrase[0], i - k
        elif k >= 0 and tuple(lower[k : at + 1]) == phrase and _phrase_fits(tokens, k, phrase, kind, candidate, table, gap):
            return k, kind, " ".join(phrase), i - k
    return None


def _cue_fits(tokens: Tokens, k: int, kind: Hedge, candidate: Candidate, table: Hedges, gap: bool) -> bool:
    """Whether one word hedges here; ``gap``: an article stands between it and the number ("over the 12 days", "near the 20 mile mark")."""
    word, before = tokens.lower[k], tokens.at(k - 1)
    spelled = candidate.style == "words"
    if gap and word in table.touching and tokens.lower[k + 1] != "-":  # "over-65s"
        return False
    long = candidate.low >= _LONG and not spelled  # "flew over 4,100 hours"
    if candidate.kind is Kind.DURATION and word in table.duration_weak and before not in table.duration_ok and not long:
        return False
    if word == "near" and candidate.dimension == "length":
        return False
    if word == "over" and (before in table.spread or before in table.rows or (candidate.kind is Kind.MONEY and before in table.rows_of_money)):
        return False  # "spread over three trailers", "resigned over £22,000", "turned over £96m"
    if word in ("over", "under") and candidate.kind is Kind.COUNT and spelled and candidate.low <= _DOZEN and before in table.victory:
        return False
    if word == "about" and candidate.kind is Kind.COUNT and spelled and candidate.low <= _DOZEN and before in table.topics:
        return False  # "a play about one bad night"
    return kind is not Hedge.VAGUE or (spelled and candidate.low >= _DOZEN)


def _phrase_fits(tokens: Tokens, k: int, phrase: tuple[str, ...], kind: Hedge, candidate: Candidate, table: Hedges, gap: bool) -> bool:
    """Whether several words hedge here: not "20,000 short of the 61,315", not "more than the 40", not "twice as many as 40"."""
    if phrase == ("up", "to") and tokens.at(k - 1) in table.moving and tokens.at(candidate.j) not in extents():
        return False  # "edged up to 4 percent": where it went; mounds "rise up to 10 feet high"
    if gap and phrase == ("up", "to") and tokens.lower[k + 2] in table.at_place:
        return False  # "drove up to the 40-mile post"
    if phrase == ("most", "of"):
        return candidate.kind is Kind.DURATION
    if gap and phrase[-1] in ("of", "than") and kind is Hedge.LESS_THAN and not (tokens.lower[k + len(phrase)] == "a" and candidate.low >= _LONG):
        return False
    if gap and phrase[-1] == "than" and tokens.lower[k + len(phrase)] == "the":
        return False
    return phrase not in _AS_MANY or tokens.at(k - 1) not in ("times", "twice", "thrice", "half")


def _after(tokens: Tokens, j: int, table: Hedges) -> tuple[int, Hedge, str] | None:
    """The longest phrase that begins at token ``j``: (token behind it, kind, row)."""
    for phrase, kind in table.after.get(tokens.at(j), ()):
        end = j + len(phrase)
        if tuple(tokens.lower[j:end]) == phrase and _fits_behind(tokens, j, phrase, tokens.at(end), table):
            return end, kind, " ".join(phrase)
    return None


def _fits_behind(tokens: Tokens, j: int, phrase: tuple[str, ...], following: str, table: Hedges) -> bool:
    """Refuse cues that belong to what follows: "40 plus a dozen", "40 killed, at least 12 of them"."""
    if phrase == ("+",):
        return tokens.touches(j)
    if phrase == ("odd",):
        return tokens.at(j - 1) == "-" or following.isalpha()
    if phrase[0] in table.forward:
        return not following[:1].isalnum()
    number = following[:1].isdecimal() or following in table.numbers or following in SIGNS
    return not (number and phrase in (("plus",), ("at", "least")))
