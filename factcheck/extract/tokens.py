"""The words of one sentence with their places: what every step of the extraction reads.

Tokens are words (with inner apostrophes, hyphens and the dots of "U.S."), digit runs with their separators, and single marks. A hyphenated word
that begins with number words is split after them, so that "two-million-euro" reads like "two million euro" and "five-year-old" like
"5-year-old".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import accumulate

from factcheck.extract.glyphs import laid_out
from factcheck.tables.bundle import load_grammar
from factcheck.tables.layout import stops
from factcheck.tables.words.wordshape import TOKEN

_FEW = 3  # longer words from which their letters tell by themselves how a sentence is set
_SMALL_VERBS = frozenset(("is", "are", "was", "were", "has", "had"))  # which title case writes with a capital
_SPLIT = re.compile(f"({TOKEN.pattern})")

_SHORT = 4  # letters of a word that a full stop may cut short
_EXTENTS = frozenset(("long", "high", "tall", "wide", "deep", "thick"))  # behind a hyphen: "a 30m-long fence"
_JOINTS = frozenset(("in", "to", "or", "out", "of"))  # "two-in-five", "three-to-four-week"
_BEFORE_POINT = frozenset("([{\"“‘'«„$£€¥+-−–~<>=")  # what a number may touch that begins with its decimal point: "(.71 inch)", "$.75"


@cache
def _leads() -> tuple[frozenset[str], frozenset[str]]:
    """The number words at which a hyphenated word comes apart, and those of them that may begin one; read when the first is met."""
    numerals = load_grammar().numerals
    return numerals.leads, numerals.leads - numerals.not_lead_starts


class Tokens:
    """One sentence as parallel lists, in text order. Offsets are code points into the whole source.

    ``words`` as printed, digits of other scripts in ASCII (``glyphs``), ``lower`` in lower case with curly apostrophes made straight,
    ``starts`` and ``ends`` half-open. ``lost`` says that the copy has no capitals but those that it was given back.
    """

    __slots__ = ("_case", "_lost", "_small", "_title", "ends", "lower", "starts", "words")

    def __init__(self, text: str, start: int, end: int, *, lost: bool = False) -> None:
        # Splitting with the pattern caught gives blank, token, blank, token …; all sums run in C, since every sentence with a number comes here.
        parts: list[str] = _SPLIT.split(laid_out(text[start:end]))
        places = list(accumulate(map(len, parts), initial=start))
        words = parts[1::2]
        starts = places[1:-1:2]
        ends = places[2::2]
        if text.find("-", start, end) >= 0:
            words, starts, ends = _split_compounds(words, starts, ends)
        self._case: tuple[int, int] | None = None
        self._title: bool | None = None
        self._lost = lost
        self._small: bool | None = None
        self.words = words
        self.starts = starts
        self.ends = ends
        lower = "\n".join(words).lower()
        self.lower = (lower.replace("’", "'") if "’" in lower else lower).split("\n") if words else []

    def __len__(self) -> int:
        return len(self.words)

    def at(self, index: int) -> str:
        """Return the token at ``index`` in lower case; "" outside the sentence."""
        lower = self.lower
        return lower[index] if 0 <= index < len(lower) else ""

    @property
    def lost_capitals(self) -> bool:
        """Whether the copy has lost its capitals, so that a word without one may be a name all the same."""
        if self._small is None:  # compared once a sentence
            self._small = self._lost or self.words == self.lower
        return self._small

    @property
    def small_letters(self) -> int:
        """How many of the longer words begin with a small letter."""
        return self._letters()[0]

    @property
    def title_case(self) -> bool:
        """Whether the sentence is set in title case or capitals: few longer words in lower case, and no "was" in a short one ("Jo Hill was 57.")."""
        if self._title is None:  # asked of each figure
            small, long = self._letters()
            self._title = small * 4 <= long and not self._lost and (long > _FEW or _SMALL_VERBS.isdisjoint(self.words))
        return self._title

    def _letters(self) -> tuple[int, int]:
        """Words of four and more letters that begin with a small letter, and all of them; counted once a sentence."""
        if self._case is None:
            long = [w for w in self.words if len(w) > 3 and w[0].isalpha()]
            self._case = (sum(w[0].islower() for w in long), len(long))
        return self._case

    def abbreviates(self, k: int) -> bool:
        """Whether the full stop at ``k`` only ends an abbreviation: "Mr.", "Gov.", "St."; more of the sentence stands behind it."""
        if not 0 < k < len(self.words) - 1 or self.words[k] != "." or not self.touches(k):
            return False
        if len(self.words[k - 1]) <= _SHORT and self.words[k - 1][0].isupper() and self.words[k + 1][0].isupper():
            return True
        return stops().joins.get(self.lower[k - 1]) in ("name", "number") and self.words[k + 1][0].isalnum()

    def first_at(self, offset: int) -> int:
        """Index of the first token that ends after ``offset``; ``len(self)`` if there is none."""
        return bisect_right(self.ends, offset)

    def first_from(self, offset: int) -> int:
        """Index of the first token that starts at or after ``offset``; ``len(self)`` if there is none."""
        return bisect_left(self.starts, offset)

    def touches(self, index: int) -> bool:
        """Whether nothing stands between the token and the one before it."""
        return 0 < index < len(self.starts) and self.ends[index - 1] == self.starts[index]

    def behind_point(self, index: int) -> bool:
        """Whether the digits at ``index`` stand behind a decimal point that begins their number: ".65 seconds", "(.71 inch)", "$.75"."""
        if not self.touches(index) or self.words[index - 1] != ".":
            return False
        return not self.touches(index - 1) or self.words[index - 2] in _BEFORE_POINT


def _split_compounds(words: list[str], starts: list[int], ends: list[int]) -> tuple[list[str], list[int], list[int]]:
    """Take hyphenated words apart that begin with a number word, or with the extent of a figure that they touch: "30m-long"."""
    begins = _leads()[1]
    compounds = [k for k, word in enumerate(words) if "-" in word and len(word) > 1]
    hits = [k for k in compounds if words[k].partition("-")[0].lower() in begins or _extent(words, starts, ends, k)]
    if not hits:
        return words, starts, ends
    out: tuple[list[str], list[int], list[int]] = ([], [], [])
    done = 0
    for k in hits:
        out[0].extend(words[done:k])
        out[1].extend(starts[done:k])
        out[2].extend(ends[done:k])
        _split_compound(words[k], starts[k], *out)
        done = k + 1
    return out[0] + words[done:], out[1] + starts[done:], out[2] + ends[done:]


def _extent(words: list[str], starts: list[int], ends: list[int], k: int) -> bool:
    """Whether a compound is the unit and extent of the digits that it touches: "m-long"."""
    return words[k].rpartition("-")[2] in _EXTENTS and k > 0 and ends[k - 1] == starts[k] and words[k - 1][-1].isdecimal()


def _split_compound(word: str, start: int, words: list[str], starts: list[int], ends: list[int]) -> None:
    """Append the leading number words of a hyphenated word one by one, the rest as one token, hyphens between them."""
    parts = word.split("-")
    (leads, begins), lead = _leads(), 0
    while lead < len(parts) - 1 and (parts[lead].lower() in leads or (parts[lead].lower() in _JOINTS and parts[lead + 1].lower() in begins)):
        lead += 1
    if (parts[-1].lower() in leads and lead == len(parts) - 1) or (not lead and parts[0].lower() not in begins):
        lead += 1
    pieces = parts[:lead] + (["-".join(parts[lead:])] if lead < len(parts) else [])
    at = start
    for index, piece in enumerate(pieces):
        if index:
            words.append("-")
            starts.append(at)
            ends.append(at + 1)
            at += 1
        words.append(piece)
        starts.append(at)
        at += len(piece)
        ends.append(at)
