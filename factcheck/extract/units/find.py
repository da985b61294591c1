"""Units and currencies beside a number: what they are called and where they end."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.numbers.number import ONE
from factcheck.extract.tokens import Tokens
from factcheck.extract.units import quantulum
from factcheck.extract.units.match import UnitMatch
from factcheck.extract.units.metres import metres
from factcheck.model import Kind
from factcheck.tables.units import Units

SIGNS = frozenset("$£€¥₹₽₴₺₱₩₪₦฿₫₿₵ł")
_SIGNS_OF_PARTS = frozenset("½¼¾⅓⅔/")
INCH_MARKS = frozenset(('"', "”"))
FEET_MARKS = frozenset(("'", "’", "′"))
INCHES = 12
PENNY = Decimal("0.01")
_SIGN_LENGTH = 3  # tokens of the longest sign, "CN¥" and "U.S.$" among them
_POUND_REACH = 9  # tokens before "pounds" in which a word of money makes it one


_SECONDS = 999  # numbers a blank before an "s" up to which it is seconds
_MINUTES = ("min", "mins", "m")


def money_before(tokens: Tokens, i: int, units: Units) -> tuple[int, str] | None:
    """Find the currency sign or code that ends right before token ``i``: (first token of it, ISO code)."""
    if not i:
        return None
    words = tokens.words
    last = words[i - 1]
    if last not in SIGNS and last not in units.money_ends and not last.isupper():
        return None
    for k in range(max(0, i - _SIGN_LENGTH), i):
        for phrase, code in units.money_signs.get(words[k], ()):
            if k + len(phrase) == i and tuple(words[k:i]) == phrase and _sign_beside(tokens, k, i, phrase, units):
                return k, code
    return None


def _sign_beside(tokens: Tokens, k: int, i: int, phrase: tuple[str, ...], units: Units) -> bool:
    """Whether the sign is of one piece, and near enough to the amount at ``i``; "HK $3" and "US $ 3" may have a blank before the mark."""
    if not tokens.touches(i) and ("".join(phrase) in units.money_touching or (phrase[-1] in SIGNS and tokens.starts[i] - tokens.ends[i - 1] > 1)):
        return False
    apart = [m for m in range(k + 1, i) if not tokens.touches(m)]
    return not apart or (apart == [i - 1] and phrase[-1] in SIGNS and phrase[0] in units.money_apart)


def money_after(tokens: Tokens, j: int, units: Units, *, value: Decimal, scaled: bool) -> tuple[int, str, Decimal] | None:
    """Find a currency after the number: (token behind it, ISO code, factor). ``scaled``: a scale word stands between ``value`` and it."""
    lower = tokens.at(j)
    if not lower:
        return None
    for phrase, code, factor in units.money_words.get(lower, ()):
        if len(phrase) == 1 or tuple(tokens.lower[j : j + len(phrase)]) == phrase:
            return j + len(phrase), code, factor
    if lower in units.money_doubtful and (scaled or value >= units.doubtful_min):
        return j + 1, units.money_doubtful[lower], ONE
    doubtful = _doubtful_money(tokens, j, lower, units, large=scaled or value >= units.won_min)
    if doubtful:
        return j + 1, doubtful, ONE
    word = tokens.words[j]
    if word in units.money_signs and (not tokens.at(j + 1)[:1].isdecimal() or tokens.touches(j)):
        for phrase, code in units.money_signs[word]:
            if tuple(tokens.words[j : j + len(phrase)]) == phrase and _behind(tokens, j, phrase, code):
                return j + len(phrase), code, ONE
    if tokens.touches(j) and _pence(tokens, j) and (word == "¢" or (word == "c" and len(tokens.words[j - 1]) > 1 and tokens.words != tokens.lower)):
        return j + 1, "USD", PENNY
    return (j + 1, "GBP", PENNY) if lower == "p" and _pence(tokens, j) else None


def _behind(tokens: Tokens, j: int, phrase: tuple[str, ...], code: str) -> bool:
    """Whether a sign may stand behind its amount: a mark ("15 €"), a code ("6 EUR"), capitals of two and more letters ("20 SFr")."""
    if phrase[-1] in SIGNS:
        return len(phrase) == 1 and (tokens.touches(j) or tokens.starts[j] - tokens.ends[j - 1] == 1) and not tokens.at(j + 1)[:1].isdecimal()
    text = "".join(phrase)
    return text.upper() == code or (len(text) > 2 and len(phrase) == 1 and not text.islower())


def _pence(tokens: Tokens, j: int) -> bool:
    """Whether "p" behind a number is pence: "7p", "310 p"; not the hour of "7 p .m.", nor a page."""
    if tokens.touches(j):
        return not (j + 1 < len(tokens) and tokens.touches(j + 1) and tokens.words[j + 1][0].isalnum())
    return tokens.at(j + 1) not in ("m", ".m") and not (tokens.at(j + 1) == "." and tokens.at(j + 2)[:1] == "m") and tokens.words[j] == "p"


def _doubtful_money(tokens: Tokens, j: int, lower: str, units: Units, *, large: bool) -> str:
    """Code of "pounds", "pesos" and "won" where they are money here; "" where they are not."""
    after = tokens.at(j + 1)
    if lower in ("pound", "pounds"):
        around = tokens.lower[max(0, j - _POUND_REACH) : j]
        if not units.pound_money.isdisjoint(around):
            return "GBP"
        large = large or _in_pence(tokens.words[j - 1])
        return "GBP" if large and after != "of" and units.pound_mass.isdisjoint(around) else ""
    return "KRW" if lower == "won" and large and after not in units.won_not_before else ""


def _in_pence(word: str) -> bool:
    """Whether an amount is printed as money is: "1.20 pounds"."""
    return len(word.partition(".")[2]) == len("00")


def find_unit(tokens: Tokens, j: int, units: Units, *, value: Decimal, attached: bool = True) -> UnitMatch | None:
    """Find a unit of measure that begins at token ``j`` (a hyphen before it has been passed over)."""
    n = len(tokens.lower)
    if j >= n:
        return None
    if j + 2 < n and tokens.words[j + 1] in ("/", "^", "·") and tokens.touches(j + 1) and len(tokens.words[j]) <= 4:
        powered = _powered(tokens, j, units)
        if powered is not None:
            return powered
    found = _by_mark(tokens, j, units)
    if found is None and tokens.words[j] in units.symbols:
        found = _by_symbol(tokens, j, units, value, attached)
    if found is not None:
        return found
    for phrase, name in units.words.get(tokens.lower[j], ()):
        if len(phrase) == 1 or tuple(tokens.lower[j : j + len(phrase)]) == phrase:
            return _match(tokens, name, j + len(phrase), units, value, f"unit:{name}")
    if tokens.lower[j] == "-" and j + 1 < n and tokens.lower[j + 1] != "-" and tokens.touches(j) and tokens.touches(j + 1):
        return find_unit(tokens, j + 1, units, value=value)
    if len(tokens.words[j]) <= quantulum.LONGEST_SYMBOL:
        return quantulum.find_rare(tokens, j, units)
    return _grown_together(tokens, j, units, value) if "-" in tokens.lower[j] else None


def _by_mark(tokens: Tokens, j: int, units: Units) -> UnitMatch | None:
    """Read the marks of inches and feet: a 42" screen, 5'11"."""
    if not tokens.touches(j):
        return None
    if tokens.words[j] in INCH_MARKS and tokens.at(j + 1) in units.inch_things:
        return UnitMatch("inch", "length", j + 1, Kind.MEASURE, "symbol:inch", symbol=True)
    if tokens.words[j] in FEET_MARKS and tokens.touches(j + 1) and _inches(tokens.at(j + 1)):
        return UnitMatch("foot", "length", j + 1, Kind.MEASURE, "symbol:foot", symbol=True)
    return None


def _inches(word: str) -> bool:
    """Whether digits are inches behind feet."""
    return word.isdecimal() and len(word) <= len("11") and int(word) < INCHES


def _grown_together(tokens: Tokens, j: int, units: Units, value: Decimal) -> UnitMatch | None:
    """Read the unit of "40-foot-tall", "six-mile-long", which is one word with what it measures."""
    unit, _, extent = tokens.lower[j].partition("-")
    if extent in units.extents:
        for phrase, name in units.words.get(unit, ()):
            if len(phrase) == 1:
                return _match(tokens, name, j + 1, units, value, f"unit:{name}")
    return None


def _by_symbol(tokens: Tokens, j: int, units: Units, value: Decimal, attached: bool) -> UnitMatch | None:
    for phrase, name in units.symbols[tokens.words[j]]:
        end = j + len(phrase)
        if tuple(tokens.words[j:end]) != phrase or any(not tokens.touches(m) for m in range(j + 1, end)):
            continue
        text = "".join(phrase)
        if text in units.touching and not (attached and tokens.touches(j)) and not _spaced(tokens, j, end, text, units):
            continue
        if text in units.touching and not (
            tokens.words[j - 1][-1].isdecimal() or tokens.words[j - 2][-1].isdecimal() or tokens.words[j - 1] in _SIGNS_OF_PARTS
        ):
            continue
        if phrase[-1] == "." and end >= len(tokens.words):
            continue  # the full stop of the sentence
        if text == "s" and "." not in tokens.words[j - 1] and (tokens.touches(j) or value > _SECONDS or tokens.at(j - 2) in ("the", "in", "'")):
            continue  # "9.58s", "95 s"; "the 60s", "100s" and "in the 1990 s" are no seconds
        if text in ("in", "in.") and tokens.at(end) == "-" and tokens.touches(end):
            continue  # a 2-in-1 laptop
        if text in ("in", "in.") and tokens.at(j + 1) in units.inches_not_before:
            continue
        if text in ("C", "F", "K", "k") and tokens.touches(j) and _glued_letter(tokens, j):
            continue
        return _match(tokens, name, end, units, value, f"symbol:{text}", symbol=True)
    return None


def _powered(tokens: Tokens, j: int, units: Units) -> UnitMatch | None:
    """A compound of symbols with a power in it ("J/m^2", "km/s²"), which only the symbols of quantulum3 make up."""
    end = j + 1
    while end < len(tokens) and end - j < 8 and tokens.touches(end):
        end += 1
    if not any(mark in ("^", "²", "³") for mark in tokens.words[j:end]):
        return None
    return quantulum.find_compound(tokens, j, units)


def _spaced(tokens: Tokens, j: int, end: int, text: str, units: Units) -> bool:
    """Whether a symbol that usually touches its number may stand a blank away: nothing follows that would make it a word."""
    after = tokens.at(end)
    wordless = not after or not after[0].isalnum()
    if not tokens.words[j - 1][-1].isdecimal() and text != "m":
        return False
    if text == "m":
        return after in units.metre_before or (wordless and after != "-") or after in units.metre_joined or metres(tokens, j, units)
    if text in units.spaced_loose:
        piece = text == "h" and after.isdecimal() and tokens.at(end + 1) in _MINUTES  # 6 h 20 min
        return after != "-" and (wordless or piece or tokens.words[end].islower())
    if text not in units.spaced:
        return False
    if text in ("C", "F") and after == "-":
        return False
    if text in ("in", "in."):
        return (wordless and after not in ("(", '"', "$", "“")) or (after in units.spaced_before and after not in units.inches_not_joined)
    return wordless or after in units.spaced_before


def _glued_letter(tokens: Tokens, j: int) -> bool:
    """Whether the letter of a temperature goes on, as in the names "747C-" and "10F2"."""
    return j + 1 < len(tokens) and tokens.touches(j + 1) and (tokens.words[j + 1][0].isalnum() or tokens.words[j + 1] == "-")


def _match(tokens: Tokens, name: str, j: int, units: Units, value: Decimal, by: str, *, symbol: bool = False) -> UnitMatch | None:
    unit = units.by_name[name]
    dimension, kind = unit.dimension, Kind.MEASURE
    lower, n = tokens.lower, len(tokens)
    if dimension == "percentage":
        kind = Kind.PERCENT
        if name == "percentage" and j < n and lower[j] in ("point", "points"):
            return UnitMatch("percentage point", dimension, j + 1, kind, "unit:percentage point")
    elif dimension == "time":
        kind = Kind.DURATION
        if name == "second" and value == 1 and not symbol and not (lower[j - 2].isdecimal() or tokens.at(j) in units.after_second):
            return None
    elif name == "degree angle" and tokens.at(j) in units.degree_letters and symbol:  # 56.7 ° c
        name, dimension, j = units.degree_letters[tokens.at(j)], "temperature", j + 1
    elif name == "degree angle":
        name, dimension, by = _degrees(tokens, j, units, by)
    elif name == "foot" and symbol is False and lower[j - 1] == "footer":
        return None
    return UnitMatch(name, dimension, j, kind, by, symbol=symbol)


def _degrees(tokens: Tokens, j: int, units: Units, by: str) -> tuple[str, str, str]:
    """Degrees of the scale that the words around them name; where none is printed none is guessed."""
    around = tokens.lower[max(0, j - 12) : j + 8]
    for name, dimension, cue in (("degree fahrenheit", "temperature", "fahrenheit"), ("degree Celsius", "temperature", "celsius")):
        if cue in around and units.angles.isdisjoint(around):
            return name, dimension, f"{by}, {cue}"
    return "degree angle", "angle", by
