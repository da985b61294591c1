"""Numbers in digits and words, read off tokens: value, print step, and where they end. Units, ranges and hedges come later."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.tokens import Tokens
from factcheck.tables.grammar import Numerals

ONE = Decimal(1)
HALF = Decimal("0.5")
_SPACES = {0xA0: ",", 0x2009: ",", 0x202F: ","}  # thin and no-break spaces group digits
_LONGEST = 24  # digits; a longer run is no number that anyone would print (and a cheap way to stall a naive parser)


class Number:
    """A number without unit: ``low`` to ``high`` (equal unless vague), tokens ``i`` to ``j`` half-open."""

    __slots__ = ("by", "high", "i", "j", "low", "mantissa", "scale", "step", "style")

    def __init__(self, low: Decimal, high: Decimal, step: Decimal, i: int, j: int, style: str, by: str) -> None:
        self.low = low
        self.high = high
        self.step = step
        self.i = i
        self.j = j
        self.style = style  # digits, words, fraction, vague, multiple
        self.by = by
        self.mantissa = low  # before the scale word, for "$3-5 million"
        self.scale = ONE


def print_step(digits: str) -> Decimal:
    """Return the size of the last digit that carries information: 170 → 10, 275 → 1, 2.0 → 0.1.

    >>> print_step("170"), print_step("2.0"), print_step("0")
    (Decimal('1E+1'), Decimal('0.1'), Decimal('1'))
    """
    if "." in digits:
        return Decimal(1).scaleb(digits.index(".") - len(digits) + 1)
    bare = digits.rstrip("0")
    return Decimal(1).scaleb(len(digits) - len(bare)) if bare else ONE


def clean_digits(word: str, locale: str = "en") -> str | None:
    """Return plain digits with "." as decimal mark, or None where the separators make no number.

    >>> clean_digits("1,700"), clean_digits("1,00,000"), clean_digits("1,70"), clean_digits("1.700", "de")
    ('1700', '100000', None, '1700')
    """
    if word.isdigit():
        return word if word.isascii() and len(word) <= _LONGEST else None
    if len(word) > _LONGEST + 12 or not word.isascii() and any(c.isdigit() and not c.isascii() for c in word):
        return None
    if locale[:2] in ("de", "es", "it", "nl", "pt", "id", "tr", "da"):
        word = word.translate({44: 46, 46: 44})
    if not word.isascii():
        word = word.translate(_SPACES)
    whole, dot, rest = word.partition(".")
    if "." in rest or "," in rest or len(whole) + len(rest) > _LONGEST + 8:
        return None
    if "," in whole:
        groups = whole.split(",")
        if not 1 <= len(groups[0]) <= 3 or len(groups[-1]) != 3:
            return None
        if any(len(g) != 3 for g in groups[1:-1]) and any(len(g) != 2 for g in groups[1:-1]):
            return None
        whole = "".join(groups)
    return whole + dot + rest


def read_number(tokens: Tokens, i: int, table: Numerals, locale: str = "en", *, article: bool = True) -> Number | None:
    """Read the number that begins at token ``i``, or None.

    ``article`` allows "a" to begin one ("a dozen", "a hundred", "a third").
    """
    word = tokens.lower[i]
    first = word[0]
    if first.isdigit():
        return _digits(tokens, i, table, locale)
    if word in table.cardinals or word in ("hundred", "thousand", "million", "billion", "trillion", "dozen"):
        return _words(tokens, i, table)
    if word in table.signs:
        number = Number(table.signs[word], table.signs[word], Decimal("0.01"), i, i + 1, "fraction", f"sign:{word}")
        return _scaled(number, tokens, table)
    if word in ("a", "an") and article:
        return _after_article(tokens, i, table)
    if word == "half" or word == "quarter":
        return _half(tokens, i, i, table, HALF if word == "half" else Decimal("0.25"))
    if word == "couple":
        return _couple(tokens, i, i, table)
    if word in table.vague or word in table.vague_of:
        return _vague(tokens, i, table)
    return None


def _digits(tokens: Tokens, i: int, table: Numerals, locale: str) -> Number | None:
    digits = clean_digits(tokens.words[i], locale)
    if digits is None:
        return None
    value = Decimal(digits)
    number = Number(value, value, print_step(digits), i, i + 1, "digits", "digits")
    if i and tokens.lower[i - 1] == "." and tokens.touches(i) and not (i > 1 and tokens.touches(i - 1)) and digits.isdigit():
        number.low = number.high = value.scaleb(-len(digits))  # ".65 seconds"; what is no decimal was refused before
        number.step, number.i = ONE.scaleb(-len(digits)), i - 1
    n = len(tokens)
    j = i + 1
    if j < n:
        word = tokens.lower[j]
        if word in table.signs and "." not in digits:  # 2½
            number.low = number.high = value + table.signs[word]
            number.step, number.j = Decimal("0.25"), j + 1
        elif word == "/" and j + 1 < n and tokens.words[j + 1][0].isdigit():
            return _slash(tokens, i, value)
        elif j + 2 < n and tokens.lower[j + 1] == "/" and word.isdigit() and not tokens.touches(j):
            part = _slash(tokens, j, Decimal(word))  # 6 1/2
            if part is not None:
                number.low = number.high = value + part.low
                number.step, number.j = part.step, part.j
        elif word in ("x", "×") and j + 3 < n and tokens.lower[j + 1] == "10" and tokens.lower[j + 2] in ("^", "-", "−"):
            return _power(tokens, number, j + 2 + (tokens.lower[j + 2] == "^"))
        elif word == "e" and tokens.touches(j) and j + 1 < n and tokens.touches(j + 1):
            return _power(tokens, number, j + 1)
        elif _spaced_group(tokens, j, digits):
            number.low = number.high = Decimal(digits + word)
            number.step, number.j = print_step(digits + word), j + 1
        elif word == "and" and tokens.lower[j + 1 : j + 3] == ["a", "half"]:  # 2 and a half
            number.low = number.high = value + HALF
            number.step, number.j = Decimal("0.5"), j + 3
    return _scaled(number, tokens, table)


def _spaced_group(tokens: Tokens, j: int, digits: str) -> bool:
    """ "10 000 dollars": groups of three with plain blanks, where a word follows that a second number would not have. """
    group = tokens.words[j]
    if not (len(digits) <= 3 and len(group) == 3 and group.isdigit() and digits.isdigit() and tokens.starts[j] - tokens.ends[j - 1] == 1):
        return False
    after = tokens.lower[j + 1] if j + 1 < len(tokens) else ""
    before = tokens.words[j - 2] if j > 1 else ""
    return group == "000" and after.isalpha() or before in ("$", "£", "€") or after in ("dollars", "euros", "pounds", "km", "people", "tonnes", "kg")


def _slash(tokens: Tokens, i: int, top: Decimal) -> Number | None:
    """A printed fraction: "1/2", "3/4"; anything else with a slash (dates, 9/11, 24/7) is no number."""
    if not (tokens.touches(i + 1) and i + 2 < len(tokens) and tokens.touches(i + 2)):
        return None
    below = tokens.lower[i + 2]
    if below not in ("2", "3", "4", "5", "8", "10", "16", "32") or top >= Decimal(below) or top < 1:
        return None
    if i + 3 < len(tokens) and tokens.lower[i + 3] == "/" or i and tokens.lower[i - 1] == "/" and tokens.touches(i):
        return None
    value = top / Decimal(below)
    return Number(value, value, Decimal("0.01"), i, i + 3, "fraction", "slash")


def _power(tokens: Tokens, number: Number, k: int) -> Number | None:
    negative = tokens.lower[k] in ("-", "−")
    k += negative
    if k >= len(tokens) or not tokens.lower[k].isdigit() or len(tokens.lower[k]) > 2:
        return None
    factor = Decimal(1).scaleb(-int(tokens.lower[k]) if negative else int(tokens.lower[k]))
    number.low = number.high = number.low * factor
    number.step, number.j = number.step * factor, k + 1
    return number


def _scaled(number: Number, tokens: Tokens, table: Numerals) -> Number:
    """Apply the scale words that follow: "2.5 million", "two-million", "$5m", "3 hundred thousand"."""
    n = len(tokens)
    j = number.j
    number.mantissa = number.low
    for _ in range(2):
        k = j + 1 if j + 1 < n and tokens.lower[j] == "-" and tokens.touches(j) else j
        if k >= n:
            break
        word = tokens.lower[k]
        factor = table.scales.get(word)
        if factor is None:
            break
        if word in ("mil", "mio", "tn", "mn") and k == j and not tokens.touches(k) and number.style != "digits":
            break
        number.low *= factor
        number.high *= factor
        number.step *= factor
        number.scale *= factor
        number.by += f"+{word}"
        j = number.j = k + 1
    return number


def apply_letter_scale(number: Number, letter: str, table: Numerals) -> None:
    """Apply "k", "m", "b" or "t" that touches the digits; the caller has made sure that it is a scale and no unit."""
    factor = table.attached_scales[letter]
    number.low *= factor
    number.high *= factor
    number.step *= factor
    number.scale *= factor
    number.j += 1
    number.by += f"+{letter}"


def _words(tokens: Tokens, i: int, table: Numerals) -> Number | None:
    """Cardinals in words by the usual rules: "twenty-nine", "two thousand nine hundred", "two and a half million"."""
    total, current, smallest = Decimal(0), Decimal(0), ONE
    lower, n = tokens.lower, len(tokens)
    j, last = i, Decimal(0)
    used = False
    while j < n:
        word = lower[j]
        k = j
        if word == "-" and used and j + 1 < n and tokens.touches(j) and tokens.touches(j + 1):
            k, word = j + 1, lower[j + 1]
        elif word == "and" and used and last >= 100 and j + 1 < n and lower[j + 1] in table.cardinals:
            k, word = j + 1, lower[j + 1]
        value = table.cardinals.get(word)
        if value is not None:
            if used and not _fits(last, value):
                break
            current += value
            last, smallest = value, _step_of(value)
        elif word in ("hundred", "thousand", "million", "billion", "trillion", "dozen", "lakh", "crore"):
            scale = table.scales[word]
            if not used:
                current = ONE
            if scale == 100 or word == "dozen":
                if current >= 100 and word != "dozen":
                    break
                current *= scale
                smallest = ONE if word == "dozen" else scale
            else:
                total, current, smallest = total + (current or ONE) * scale, Decimal(0), scale
            last = scale
        else:
            break
        used, j = True, k + 1
    value = total + current
    number = Number(value, value, smallest, i, j, "words", "words")
    number.mantissa = value
    return _with_fraction(number, tokens, table, has_scale=total > 0)


def _fits(last: Decimal, value: Decimal) -> bool:
    """Whether a cardinal may follow: "twenty-one", "hundred five", "thousand nine", but not "two three"."""
    return last >= 100 or (20 <= last < 100 and 0 < value < 10)


def _step_of(value: Decimal) -> Decimal:
    return Decimal(10) if value >= 20 and value % 10 == 0 else ONE


def _with_fraction(number: Number, tokens: Tokens, table: Numerals, *, has_scale: bool) -> Number | None:
    """Fractions after a cardinal: "two-thirds", "two and a half", "two and a half million", then scale words in digits' manner."""
    lower, n, j = tokens.lower, len(tokens), number.j
    k = j + 1 if j + 1 < n and lower[j] == "-" and tokens.touches(j) else j
    if k < n and lower[k] in table.fractions and number.low < 100 and not has_scale and (lower[k].endswith(("s", "halves")) or number.low == 1):
        below = table.fractions[lower[k]]
        if not (number.low == 1 and lower[k] not in ("half", "third", "quarter", "fourth", "fifth", "sixth", "eighth", "tenth", "hundredth")):
            value = number.low / below
            return Number(value, value, Decimal("0.01"), number.i, k + 1, "fraction", f"fraction:{lower[k]}")
    for phrase in (("and", "a", "half"), ("-", "and", "-", "a", "-", "half"), ("and", "a", "quarter"), ("and", "three", "quarters")):
        if tuple(lower[j : j + len(phrase)]) == phrase:
            number.low += HALF if phrase[-1] == "half" else Decimal("0.25") if phrase[-1] == "quarter" else Decimal("0.75")
            number.high, number.step, number.j = number.low, HALF, j + len(phrase)
            return _scaled(number, tokens, table)
    return number


def _after_article(tokens: Tokens, i: int, table: Numerals) -> Number | None:
    """ "a dozen", "a hundred", "a third", "a half", "a quarter of a million", "a couple of dozen", "a few hundred". """
    lower, n = tokens.lower, len(tokens)
    if i + 1 >= n:
        return None
    word = lower[i + 1]
    if word in ("dozen", "hundred", "thousand", "million", "billion", "trillion"):
        number = _words(tokens, i + 1, table)
        if number is not None:
            number.i = i
        return number
    if word == "half" and i and lower[i - 1] == "and":
        return None  # "a year and a half" belongs to the year
    if word in ("half", "quarter"):
        return _half(tokens, i, i + 1, table, HALF if word == "half" else Decimal("0.25"))
    if word == "couple":
        return _couple(tokens, i, i + 1, table)
    if word in table.fractions and not word.endswith("s"):
        after = lower[i + 2] if i + 2 < n else ""
        before = lower[i - 1] if i else ""
        if after in table.fraction_before or (before in table.fraction_after and (not after or not after[0].isalpha() or after in ("to", "in", "from"))):
            value = ONE / table.fractions[word]
            return Number(value, value, Decimal("0.01"), i, i + 2, "fraction", f"fraction:{word}")
    if word == "few" and i + 2 < n and lower[i + 2] in ("hundred", "thousand", "million", "billion", "dozen"):
        scale = table.scales[lower[i + 2]]
        return Number(scale * 3, scale * 5, scale, i, i + 3, "vague", f"few:{lower[i + 2]}")
    return None


def _half(tokens: Tokens, i: int, k: int, table: Numerals, share: Decimal) -> Number | None:
    """ "half a million", "half a dozen", "a quarter of a million", "half of", "half the", "a quarter of"; never "the second half". """
    lower, n = tokens.lower, len(tokens)
    before = lower[i - 1] if i else ""
    after = lower[k + 1] if k + 1 < n else ""
    hyphen = after == "-" and k + 2 < n and tokens.touches(k + 1)
    if hyphen:
        after = lower[k + 2]
    name = lower[k]
    if before in table.half_not_after or after in table.half_not_before or (name == "quarter" and before and before not in table.fraction_after and i == k):
        return None
    j = k + 1
    if after in ("a", "an") and j + 1 < n and lower[j + 1] in ("million", "billion", "dozen", "hundred", "thousand", "trillion"):
        return _share_of_scale(tokens, i, j + 1, table, share)
    if after == "of" and lower[j + 1 : j + 2] == ["a"] and j + 2 < n and lower[j + 2] in ("million", "billion", "century"):
        if lower[j + 2] == "century":
            return Number(share * 100, share * 100, Decimal(5), i, j + 2, "words", "share of a century")
        return _share_of_scale(tokens, i, j + 2, table, share)
    if hyphen and after in ("million", "billion", "dozen"):
        return _share_of_scale(tokens, i, k + 2, table, share)
    number = Number(share, share, Decimal("0.01"), i, j, "fraction", name)
    if after in ("a", "an"):  # half a year, half an hour: the unit follows; the article is passed over there
        return number
    ok = after in table.half_before if name == "half" else after == "of"
    if ok or before in table.fraction_after or (i == 0 and after and not hyphen) or i < k and (after == "of" or before in table.fraction_after):
        return number
    return number if hyphen else None


def _share_of_scale(tokens: Tokens, i: int, k: int, table: Numerals, share: Decimal) -> Number:
    value = share * table.scales[tokens.lower[k]]
    number = Number(value, value, value, i, k + 1, "words", f"share of a {tokens.lower[k]}")
    number.mantissa, number.scale = share, table.scales[tokens.lower[k]]
    return number


def _couple(tokens: Tokens, i: int, k: int, table: Numerals) -> Number | None:
    """ "a couple of dozen", "a couple of hundred", "a couple of weeks"; a couple alone are two people and no number. """
    lower, n = tokens.lower, len(tokens)
    j = k + 1
    if j < n and lower[j] == "of":
        j += 1
    elif not (j < n and lower[j] in ("hundred", "thousand", "dozen", "million", "more")):
        return None
    if j < n and lower[j] in ("the", "them", "those", "these", "his", "her", "their", "us"):
        return None
    scale = ONE
    if j < n and lower[j] in ("hundred", "thousand", "dozen", "million", "billion"):
        scale = table.scales[lower[j]]
        j += 1
    return Number(2 * scale, 2 * scale, scale, i, j, "couple", "couple")


def _vague(tokens: Tokens, i: int, table: Numerals) -> Number | None:
    """ "dozens", "hundreds", "tens of thousands", "hundreds of millions" with their bounds. """
    lower, n = tokens.lower, len(tokens)
    word = lower[i]
    if word in table.vague_of and i + 2 < n and lower[i + 1] == "of" and lower[i + 2] in ("thousands", "millions", "billions", "hundreds", "trillions"):
        low, high = table.vague_of[word]
        unit = table.vague[lower[i + 2]][0]
        return Number(low * unit, (high + 1) * unit - 1, unit, i, i + 3, "vague", f"vague:{word} of {lower[i + 2]}")
    if word not in table.vague:
        return None
    if word == "scores" and not (i + 1 < n and lower[i + 1] == "of"):
        return None
    low, high = table.vague[word]
    return Number(low, high, low, i, i + 1, "vague", f"vague:{word}")
