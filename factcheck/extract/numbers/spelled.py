"""Numbers in words: cardinals ("two thousand nine hundred"), fractions ("two-thirds", "half a million") and vague counts ("dozens")."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.numbers.number import HALF, ONE, QUARTER, ZERO, Number, fraction, scaled, too_large
from factcheck.extract.tokens import Tokens
from factcheck.tables.numerals import Numerals

HUNDRED = Decimal(100)
FIVE = Decimal(5)
DOZEN = Decimal(12)
_CHANGED = 6  # words before "by a third" in which a verb of change may stand
_LARGEST_TOP = 10  # of a fraction in words: "nine tenths"
_IN_A_ROW = 2  # scales of a dozen, and large ones, in one group: "a dozen dozen", "a thousand million"
OF_CENTURY = "share of a century"


class _Sum:
    """The cardinal read so far: closed groups in ``total``, the open one in ``current``; ``large`` is its scale, ``floor`` that of the last."""

    __slots__ = ("current", "dozens", "floor", "large", "last", "row", "smallest", "total", "used")

    def __init__(self) -> None:
        self.total = ZERO
        self.current = ZERO
        self.large = ZERO
        self.floor = ZERO
        self.last = ZERO
        self.smallest = ONE
        self.dozens = 0
        self.row = 0  # large scales of the open group
        self.used = False

    def add(self, value: Decimal) -> bool:
        """Take in a cardinal; False where it may not follow: "twenty-one", "hundred five", "thousand nine", but not "two three"."""
        if self.used and not (self.last >= HUNDRED or (20 <= self.last < HUNDRED and 0 < value < 10)):
            return False
        if self.row:
            self.total, self.current, self.floor, self.row = self.total + self.current, ZERO, self.large, 0
        self.current += value
        self.last, self.smallest, self.used = value, Decimal(10) if value >= 20 and value % 10 == 0 else ONE, True
        return True

    def scale(self, factor: Decimal) -> bool:
        """Take in a scale word; False where it may not follow: a second hundred, a third thousand in a row, a larger one behind a smaller."""
        if not self.used:
            self.current = ONE
        if too_large(self.current, factor) or not self._takes(factor):
            return False
        self.current *= factor
        if factor > HUNDRED:
            self.large = self.smallest = self.large * factor if self.row else factor
            self.row += 1
        else:
            self.dozens += factor == DOZEN
            self.smallest = factor if factor == HUNDRED else ONE
        self.last, self.used = factor, True
        return True

    def _takes(self, factor: Decimal) -> bool:
        if factor == HUNDRED:
            return self.current < HUNDRED
        if factor == DOZEN:
            return not self.total and self.dozens < _IN_A_ROW
        # "two thousand million", "a lakh crore": one large scale on another; not a third one, and none above that of the group before
        return self.row < _IN_A_ROW if self.row else not self.floor or factor < self.floor


def read_cardinal(tokens: Tokens, i: int, table: Numerals) -> Number | None:
    """Cardinals in words by the usual rules: "twenty-nine", "two thousand nine hundred", "two and a half million"."""
    lower, n = tokens.lower, len(tokens.lower)
    read = _Sum()
    j = i
    while j < n:
        k = _next_word(tokens, j, read, table)
        word = lower[k]
        value = table.cardinals.get(word)
        if not (read.add(value) if value is not None else word in table.spelled_scales and read.scale(table.scales[word])):
            break
        j = k + 1
    value = read.total + read.current
    number = Number(value, value, read.smallest, i, j, "words", "words")
    if read.last >= DOZEN and read.last == table.scales.get(lower[j - 1]) and not value % read.last:
        number.mantissa = value / read.last  # "two to three million"
    return _with_fraction(number, tokens, table, has_scale=read.total > 0 or read.large > 0)


def _next_word(tokens: Tokens, j: int, read: _Sum, table: Numerals) -> int:
    """Pass over what joins number words: the hyphen of "twenty-nine", the "and" of "two hundred and five"."""
    joined = tokens.lower[j] == "-" and read.used and j + 1 < len(tokens.lower) and tokens.touches(j) and tokens.touches(j + 1)
    added = tokens.lower[j] == "and" and read.last >= HUNDRED and tokens.at(j + 1) in table.cardinals
    return j + 1 if joined or added else j


def _with_fraction(number: Number, tokens: Tokens, table: Numerals, *, has_scale: bool) -> Number:
    """Fractions after a cardinal: "two-thirds", "two and a half", "two and a half million", then scale words in digits' manner."""
    lower, j = tokens.lower, number.j
    k = j + 1 if tokens.at(j) == "-" and tokens.touches(j) else j
    word = tokens.at(k)
    if word in table.fractions and number.low < HUNDRED and not has_scale:
        several = word.endswith("s") and number.low != 1
        if several or (number.low == 1 and word in table.one_fractions):
            share = number.low / table.fractions[word]
            if tokens.lower[k + 1 : k + 3] == ["of", "a"] and tokens.at(k + 3) in table.scales and table.scales[tokens.at(k + 3)] > HUNDRED:
                return _share_of_scale(tokens, number.i, k + 3, table, share)  # three quarters of a million
            return fraction(share, number.i, k + 1, f"fraction:{word}")
    mixed = _mixed(tokens, j, table)
    if mixed is not None and number.low < HUNDRED:
        number.set(number.low + mixed[0], HALF, mixed[1])
        return scaled(number, tokens, table)
    for phrase, part in table.mixed if number.low < HUNDRED and tokens.at(j - 1) not in table.scales else ():
        if tuple(lower[j : j + len(phrase)]) == phrase:
            number.set(number.low + part, HALF, j + len(phrase))
            return scaled(number, tokens, table)
    return number


def _mixed(tokens: Tokens, j: int, table: Numerals) -> tuple[Decimal, int] | None:
    """The fraction that "and" or "-and-" adds, and the token behind it: "one and one-half", "two-and-two-thirds"."""
    k = j + 1 if tokens.at(j) == "-" and tokens.at(j + 1) == "and" else j
    if tokens.at(k) != "and":
        return None
    k += 2 if tokens.at(k + 1) == "-" else 1
    top = table.cardinals.get(tokens.at(k))
    below = k + 2 if tokens.at(k + 1) == "-" else k + 1
    if top is None or not ZERO < top < _LARGEST_TOP or tokens.at(below) not in table.fractions:
        return None
    parts = table.fractions[tokens.at(below)]
    plural = tokens.at(below).endswith("s")
    return (top / parts, below + 1) if top < parts and plural == (top != 1) else None


def read_article(tokens: Tokens, i: int, table: Numerals) -> Number | None:
    """Read "a dozen", "a hundred", "a third", "a half", "a quarter of a million", "a couple of dozen", "a few hundred" from its article on."""
    word = tokens.at(i + 1)
    if word in table.spelled_scales:
        number = read_cardinal(tokens, i + 1, table)
        if number is not None:
            number.i = i
        if number is not None and tokens.lower[number.j : number.j + 3] == ["and", "a", "half"] and number.low == table.scales[word]:
            number.set(number.low + number.low / 2, number.low / 2, number.j + 3)  # a dozen and a half
        return number
    if word in ("half", "quarter"):  # "a year and a half" belongs to the year
        return None if word == "half" and i and tokens.lower[i - 1] == "and" else read_half(tokens, i, i + 1, table)
    if word == "couple":
        return read_couple(tokens, i, i + 1, table)
    if word == "few" and tokens.at(i + 2) in table.spelled_scales:
        return _few(tokens, i, i + 2, table)
    if word in table.fractions and not word.endswith("s"):
        after, before = tokens.at(i + 2), tokens.at(i - 1)
        alone = not after or not after[0].isalpha() or after in table.fraction_alone or (after in table.fraction_ended and _moved(tokens, i, table))
        alone = alone or (after in table.share_verbs and before in table.fraction_hedged)  # "about a third have left"
        compared = after == "as" and tokens.at(i + 3) in table.share_as
        further = tokens.at(i + 3)
        compared = compared or (after in table.fraction_longer and (further == "than" or not further[:1].isalpha()))
        if compared or after in table.fraction_before or (before in table.fraction_after and alone):
            return fraction(ONE / table.fractions[word], i, i + 2, f"fraction:{word}")
    return None


def _moved(tokens: Tokens, i: int, table: Numerals) -> bool:
    """Whether something goes up or down by the share at ``i``: "cut by nearly a third for the year"; not "joined by a third for the trip"."""
    return not table.change.isdisjoint(tokens.lower[max(0, i - _CHANGED) : i])


def read_several(tokens: Tokens, i: int, table: Numerals) -> Number | None:
    """Read "several hundred", "few thousand": as vague as the plural of the scale."""
    vague = table.vague.get(f"{tokens.at(i + 1)}s")
    if vague is None:
        return None
    return Number(*vague, vague[0], i, i + 2, "vague", f"vague:{tokens.lower[i]} {tokens.lower[i + 1]}")


def _few(tokens: Tokens, i: int, k: int, table: Numerals) -> Number:
    scale = table.scales[tokens.lower[k]]
    return Number(scale * 3, scale * 5, scale, i, k + 1, "vague", f"few:{tokens.lower[k]}")


def read_half(tokens: Tokens, i: int, k: int, table: Numerals) -> Number | None:
    """Read "half a million", "half a dozen", "a quarter of a million", "half of", "half the"; never "the second half".

    ``k`` is the token of "half" or "quarter", ``i`` that of an article before it, else the same.
    """
    name, before, after = tokens.lower[k], tokens.at(i - 1), tokens.at(k + 1)
    hyphen = after == "-" and k + 2 < len(tokens.lower) and tokens.touches(k + 1)
    if hyphen:
        after = tokens.lower[k + 2]
    if before in table.half_not_after or after in table.half_not_before:
        return None
    if name == "quarter" and before and before not in table.fraction_after and i == k:
        return None
    share = HALF if name == "half" else QUARTER
    whole = _half_of_scale(tokens, i, k, after, hyphen, table, share)
    if whole is not None:
        return whole
    if _is_share(tokens, name, after, i, k, hyphen, table):
        return fraction(share, i, k + 1, name)
    return None


def _half_of_scale(tokens: Tokens, i: int, k: int, after: str, hyphen: bool, table: Numerals, share: Decimal) -> Number | None:
    """Read "half a million", "half-million", "a quarter of a billion", "a quarter of a century"."""
    j = k + 1
    if hyphen:
        j = k + 2
        if after == "a" and tokens.at(j + 1) == "-":  # half-a-dozen
            j, after = j + 2, tokens.at(j + 2)
        if after == "century":
            return _share_of_century(i, j + 1, share)
        return _share_of_scale(tokens, i, j, table, share) if after in table.spelled_scales else None
    if after in table.spelled_scales and share == HALF:  # half million, half dozen
        return _share_of_scale(tokens, i, j, table, share)
    if after == "a" and tokens.at(j + 1) == "century":
        return _share_of_century(i, j + 2, share)
    if after in ("a", "an") and tokens.at(j + 1) in table.spelled_scales:
        return _share_of_scale(tokens, i, j + 1, table, share)
    if after == "of" and tokens.at(j + 1) == "a":
        word = tokens.at(j + 2)
        if word == "century":
            return _share_of_century(i, j + 3, share)
        if word in ("million", "billion"):
            return _share_of_scale(tokens, i, j + 2, table, share)
    return None


def _share_of_century(i: int, j: int, share: Decimal) -> Number:
    """Half a century is told in years, since nobody counts centuries."""
    return Number(share * HUNDRED, share * HUNDRED, FIVE, i, j, "words", OF_CENTURY)


def _is_share(tokens: Tokens, name: str, after: str, i: int, k: int, hyphen: bool, table: Numerals) -> bool:
    """Whether "half" or "quarter" is a share here: "half of", "half an hour", "by half", "half-mile"."""
    if name == "quarter" and i < k and after in ("point", "percentage"):
        return True
    if after in ("a", "an"):  # half a year, half an hour: the unit follows; the article is passed over there
        return True
    if after in table.half_before if name == "half" else after == "of":
        return True
    if after == "as" and tokens.at(k + 2) in table.share_as:  # half as many, a quarter as likely
        return True
    if after in table.share_verbs and i < k and name == "quarter":  # a quarter oppose it
        return True
    return tokens.at(i - 1) in table.fraction_after or (i == 0 and bool(after)) or (i < k and after == "of") or hyphen


def _share_of_scale(tokens: Tokens, i: int, k: int, table: Numerals, share: Decimal) -> Number:
    scale = table.scales[tokens.lower[k]]
    number = Number(share * scale, share * scale, share * scale, i, k + 1, "words", f"share of a {tokens.lower[k]}")
    number.mantissa, number.scale = share, scale
    return number


def read_couple(tokens: Tokens, i: int, k: int, table: Numerals) -> Number | None:
    """Read "a couple of dozen", "a couple of hundred", "a couple of weeks"; a couple alone are two people and no number."""
    j = k + 1
    if tokens.at(j) == "of":
        j += 1
    elif tokens.at(j) != "more" and tokens.at(j) not in table.spelled_scales:
        return None
    if tokens.at(j) in table.couple_not:
        return None
    scale = ONE
    if tokens.at(j) in table.spelled_scales:
        scale = table.scales[tokens.lower[j]]
        j += 1
    return Number(2 * scale, 2 * scale, scale, i, j, "couple", "couple")


def read_vague(tokens: Tokens, i: int, table: Numerals) -> Number | None:
    """Read "dozens", "hundreds", "tens of thousands", "hundreds of millions" with their bounds."""
    word = tokens.lower[i]
    if word in table.vague_of and tokens.at(i + 1) == "of" and tokens.at(i + 2) in table.vague:
        low, high = table.vague_of[word]
        unit = table.vague[tokens.lower[i + 2]][0]
        return Number(low * unit, (high + 1) * unit - 1, unit, i, i + 3, "vague", f"vague:{word} of {tokens.lower[i + 2]}")
    if word not in table.vague or (word == "scores" and tokens.at(i + 1) != "of"):
        return None
    low, high = table.vague[word]
    return Number(low, high, low, i, i + 1, "vague", f"vague:{word}")
