"""Units and currencies beside a number: what they are called, where they end, and what stands "a barrel" or "per share" behind them."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.tokens import Tokens
from factcheck.model import Kind
from factcheck.tables.grammar import Units

ONE = Decimal(1)


class UnitMatch:
    """A unit: canonical ``name``, ``dimension``, the ``factor`` that cents need, and the token behind it."""

    __slots__ = ("by", "dimension", "factor", "j", "kind", "name", "symbol")

    def __init__(self, name: str, dimension: str, j: int, kind: Kind, by: str, factor: Decimal = ONE, symbol: bool = False) -> None:
        self.name = name
        self.dimension = dimension
        self.j = j
        self.kind = kind
        self.by = by
        self.factor = factor
        self.symbol = symbol


_SIGN_CHARS = frozenset("$£€¥₹₽₴₺₱₩₪₦฿₫₿₵ł")


def money_before(tokens: Tokens, i: int, units: Units) -> tuple[int, str] | None:
    """Find the currency sign or code that ends right before token ``i``: (first token of it, ISO code)."""
    if not i:
        return None
    words = tokens.words
    last = words[i - 1]
    if not (last in _SIGN_CHARS or last.isupper() or last in (".", "Rs", "Dh", "Dhs", "Rp", "Ksh", "SFr", "Kč", "zł")):
        return None
    for k in (i - 3, i - 2, i - 1):
        if k < 0:
            continue
        for phrase, code in units.money_signs.get(words[k], ()):
            if k + len(phrase) == i and tuple(words[k:i]) == phrase:
                touching = tokens.touches(i)
                symbol = phrase[-1] in _SIGN_CHARS
                if not touching and ("".join(phrase) in units.money_touching or (symbol and tokens.starts[i] - tokens.ends[i - 1] > 1)):
                    continue
                if any(not tokens.touches(m) for m in range(k + 1, i)):
                    continue
                return k, code
    return None


def money_after(tokens: Tokens, j: int, units: Units, *, large: bool) -> tuple[int, str, Decimal] | None:
    """Find a currency after the number: (token behind it, ISO code, factor). ``large``: a scale word or four digits stand before it."""
    n = len(tokens)
    if j >= n:
        return None
    word, lower = tokens.words[j], tokens.lower[j]
    for phrase, code, factor in units.money_words.get(lower, ()):
        if tuple(tokens.lower[j : j + len(phrase)]) == phrase:
            return j + len(phrase), code, factor
    if lower in ("pound", "pounds"):
        after = tokens.lower[j + 1] if j + 1 < n else ""
        near = any(w in units.pound_money for w in tokens.lower[max(0, j - 9) : j])
        if (large or near) and after != "of" or near:
            return j + 1, "GBP", ONE
    if lower == "peso" or lower == "pesos":
        return j + 1, "MXN", ONE
    if lower == "won" and large and not (j + 1 < n and tokens.lower[j + 1] in ("the", "a", "an", "by", "in", "their", "its", "his", "her")):
        return j + 1, "KRW", ONE
    if word in _SIGN_CHARS and tokens.touches(j):
        for phrase, code in units.money_signs.get(word, ()):
            if phrase == (word,):
                return j + 1, code, ONE
    if word.isupper() and len(word) == 3:
        for phrase, code in units.money_signs.get(word, ()):
            if phrase == (word,) and code == word:
                return j + 1, code, ONE
    if lower == "p" and tokens.touches(j) and not (j + 1 < n and tokens.words[j + 1] in (".",)):
        return j + 1, "GBP", Decimal("0.01")
    return None


def find_unit(tokens: Tokens, j: int, units: Units, *, value: Decimal, attached: bool = True) -> UnitMatch | None:
    """Find a unit of measure that begins at token ``j`` (a hyphen before it has been passed over)."""
    n = len(tokens)
    if j >= n:
        return None
    if j + 2 < n and tokens.touches(j + 1) and tokens.words[j + 1] in ("/", "^", "·") and len(tokens.words[j]) <= 4:
        powered = _powered(tokens, j)
        if powered is not None:
            return powered
    for phrase, name in units.symbols.get(tokens.words[j], ()):
        if tuple(tokens.words[j : j + len(phrase)]) != phrase or any(not tokens.touches(m) for m in range(j + 1, j + len(phrase))):
            continue
        text = "".join(phrase)
        if text in units.touching and not (attached and tokens.touches(j)) and not _spaced(tokens, j, j + len(phrase), text, units):
            continue
        if text in ("in", "in.") and not _inches(tokens, j):
            continue
        if text in ("C", "F", "K") and tokens.touches(j) and _glued_letter(tokens, j):
            continue
        return _match(tokens, name, j + len(phrase), units, value, f"symbol:{text}", symbol=True)
    for phrase, name in units.words.get(tokens.lower[j], ()):
        if tuple(tokens.lower[j : j + len(phrase)]) == phrase:
            return _match(tokens, name, j + len(phrase), units, value, f"unit:{name}")
    if tokens.lower[j] == "-" and j + 1 < n and tokens.touches(j) and tokens.touches(j + 1):
        inner = find_unit(tokens, j + 1, units, value=value)
        return inner
    from factcheck.extract import rare

    return rare.find_rare(tokens, j, units)


def _powered(tokens: Tokens, j: int) -> UnitMatch | None:
    """A compound of symbols with a power in it ("J/m^2", "km/s²"), which only quantulum3's parser reads."""
    end = j + 1
    while end < len(tokens) and end - j < 8 and tokens.touches(end):
        end += 1
    if not any(mark in ("^", "²", "³") for mark in tokens.words[j:end]):
        return None
    from factcheck.extract import rare

    return rare.find_compound(tokens, j)


def compose(tokens: Tokens, unit: UnitMatch, units: Units) -> UnitMatch:
    """Fold "kilograms per square metre", "litres/km" into one unit named as quantulum3 names it; other units come back unchanged."""
    j, n = unit.j, len(tokens)
    if j + 1 >= n or unit.kind is not Kind.MEASURE or tokens.lower[j] not in ("per", "/", "a", "an"):
        return unit
    below = find_unit(tokens, j + 1, units, value=ONE, attached=tokens.lower[j] == "/")
    if below is None or below.dimension in ("percentage", "angle") or tokens.lower[j] in ("a", "an") and below.dimension != "time":
        return unit
    dimension = f"{unit.dimension} per {below.dimension}"
    return UnitMatch(f"{unit.name} per {below.name}", dimension, below.j, Kind.MEASURE, f"{unit.by} per {below.by}")


def _spaced(tokens: Tokens, j: int, end: int, text: str, units: Units) -> bool:
    """Whether a symbol that usually touches its number may stand a blank away: nothing follows that would make it a word."""
    after = tokens.lower[end] if end < len(tokens) else ""
    wordless = not after or not after[0].isalnum()
    if text == "m":
        return after in units.metre_before or wordless and after != "-" or after in ("and", "or", "in", "at", "on", "with")
    if text not in units.spaced or not tokens.words[j - 1][-1].isdigit():
        return False
    if text in ("C", "F") and after == "-":
        return False
    if text in ("in", "in."):
        return wordless and after not in ("(", '"', "$", "“") or after in units.spaced_before and after not in ("to", "in", "and", "or", "of")
    return wordless or after in units.spaced_before


def _glued_letter(tokens: Tokens, j: int) -> bool:
    """ "747C-" or "10F2" are names, "10K runners" thousands: the letter of a temperature ends its word. """
    return j + 1 < len(tokens) and tokens.touches(j + 1) and (tokens.words[j + 1][0].isalnum() or tokens.words[j + 1] == "-")


def _inches(tokens: Tokens, j: int) -> bool:
    """ "6ft 2in" is inches; "5in the car" is a slip. A noun or mark must follow, never a determiner. """
    return j + 1 >= len(tokens) or tokens.lower[j + 1] not in ("the", "a", "an", "his", "her", "their", "its")


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
        if name == "second" and value == 1 and not symbol:
            return None
    elif name == "degree angle":
        name, dimension, by = _degrees(tokens, j, units, value, by)
    elif name == "foot" and symbol is False and lower[j - 1] == "footer":
        return None
    return UnitMatch(name, dimension, j, kind, by, symbol=symbol)


def _degrees(tokens: Tokens, j: int, units: Units, value: Decimal, by: str) -> tuple[str, str, str]:
    """ "101 degrees" of weather is a temperature: Fahrenheit above the bound of the lexicon, else Celsius. """
    around = tokens.lower[max(0, j - 12) : j + 8]
    if any(word in units.weather for word in around) and not any(w in ("angle", "latitude", "longitude", "north", "south", "tilt") for w in around):
        if "fahrenheit" in around or (value > units.fahrenheit_above and "celsius" not in around):
            return "degree fahrenheit", "temperature", f"{by}, weather, above {units.fahrenheit_above}"
        return "degree Celsius", "temperature", f"{by}, weather"
    return "degree angle", "angle", by


def find_per(tokens: Tokens, j: int) -> tuple[str, int]:
    """Read a denominator: "a barrel", "per share", "-per-share", "each", "per 100,000": (what, token behind it) or ("", j)."""
    n, lower = len(tokens), tokens.lower
    k = j
    if k + 2 < n and lower[k] == "-" and lower[k + 1].startswith("per-"):
        return lower[k + 1][4:], k + 2
    if k + 1 < n and lower[k] in ("per", "/"):
        if lower[k + 1] in ("capita", "cent"):
            return "person", k + 2
        return lower[k + 1].replace(",", ""), k + 2
    if k + 1 < n and lower[k] in ("a", "an") and lower[k + 1] in _DENOMINATORS:
        return lower[k + 1], k + 2
    if k < n and lower[k] in ("apiece", "each"):
        return "each", k + 1
    return "", j


_DENOMINATORS = frozenset(
    "barrel share day week month year hour minute second night head person ounce pound ton tonne gallon litre liter kilo kilogram kg bushel unit"
    " ticket seat mile piece plate game visit trip pop bottle gram pack case dose vote word page square acre hectare quarter season term song"
    " copy pill carat foot yard pint glass cup bag box household family child pupil student worker employee patient customer user".split()
)
