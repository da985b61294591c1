"""Units and currencies beside a number: what they are called, where they end, and what stands "a barrel" or "per share" behind them."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.numbers.number import ONE
from factcheck.extract.tokens import Tokens
from factcheck.extract.units import quantulum
from factcheck.extract.units.match import UnitMatch
from factcheck.model import Kind
from factcheck.tables.units import Units

SIGNS = frozenset("$£€¥₹₽₴₺₱₩₪₦฿₫₿₵ł")
PENNY = Decimal("0.01")
_SIGN_LENGTH = 3  # tokens of the longest sign, "CN¥" and "U.S.$" among them
_POUND_REACH = 9  # tokens before "pounds" in which a word of money makes it one


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
    """Whether the sign is of one piece, and near enough to the amount at ``i``."""
    if not tokens.touches(i) and ("".join(phrase) in units.money_touching or (phrase[-1] in SIGNS and tokens.starts[i] - tokens.ends[i - 1] > 1)):
        return False
    return all(tokens.touches(m) for m in range(k + 1, i))


def money_after(tokens: Tokens, j: int, units: Units, *, large: bool) -> tuple[int, str, Decimal] | None:
    """Find a currency after the number: (token behind it, ISO code, factor). ``large``: a scale word or four digits stand before it."""
    lower = tokens.at(j)
    if not lower:
        return None
    for phrase, code, factor in units.money_words.get(lower, ()):
        if len(phrase) == 1 or tuple(tokens.lower[j : j + len(phrase)]) == phrase:
            return j + len(phrase), code, factor
    doubtful = _doubtful_money(tokens, j, lower, units, large=large)
    if doubtful:
        return j + 1, doubtful, ONE
    word = tokens.words[j]
    if (word in SIGNS and tokens.touches(j)) or (len(word) == 3 and word in units.money_signs and not tokens.at(j + 1)[:1].isdigit()):
        for phrase, code in units.money_signs.get(word, ()):
            if phrase == (word,) and (word in SIGNS or code == lower.upper()):
                return j + 1, code, ONE
    if lower == "p" and tokens.touches(j):
        return j + 1, "GBP", PENNY
    return None


def _doubtful_money(tokens: Tokens, j: int, lower: str, units: Units, *, large: bool) -> str:
    """Code of "pounds", "pesos" and "won" where they are money here; "" where they are not."""
    after = tokens.at(j + 1)
    if lower in ("pound", "pounds"):
        around = tokens.lower[max(0, j - _POUND_REACH) : j]
        if not units.pound_money.isdisjoint(around):
            return "GBP"
        large = large or _in_pence(tokens.words[j - 1])
        return "GBP" if large and after != "of" and units.pound_mass.isdisjoint(around) else ""
    if lower in ("peso", "pesos"):
        return "MXN"
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
        powered = _powered(tokens, j)
        if powered is not None:
            return powered
    found = _by_symbol(tokens, j, units, value, attached) if tokens.words[j] in units.symbols else None
    if found is not None:
        return found
    for phrase, name in units.words.get(tokens.lower[j], ()):
        if len(phrase) == 1 or tuple(tokens.lower[j : j + len(phrase)]) == phrase:
            return _match(tokens, name, j + len(phrase), units, value, f"unit:{name}")
    if tokens.lower[j] == "-" and j + 1 < n and tokens.lower[j + 1] != "-" and tokens.touches(j) and tokens.touches(j + 1):
        return find_unit(tokens, j + 1, units, value=value)
    if len(tokens.words[j]) <= quantulum.LONGEST_SYMBOL:
        return quantulum.find_rare(tokens, j)
    return _grown_together(tokens, j, units, value) if "-" in tokens.lower[j] else None


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
        if text in ("in", "in.") and tokens.at(j + 1) in units.inches_not_before:
            continue
        if text in ("C", "F", "K", "k") and tokens.touches(j) and _glued_letter(tokens, j):
            continue
        return _match(tokens, name, end, units, value, f"symbol:{text}", symbol=True)
    return None


def _powered(tokens: Tokens, j: int) -> UnitMatch | None:
    """A compound of symbols with a power in it ("J/m^2", "km/s²"), which only quantulum3's parser reads."""
    end = j + 1
    while end < len(tokens) and end - j < 8 and tokens.touches(end):
        end += 1
    if not any(mark in ("^", "²", "³") for mark in tokens.words[j:end]):
        return None
    return quantulum.find_compound(tokens, j)


def compose(tokens: Tokens, unit: UnitMatch, units: Units) -> UnitMatch:
    """Fold "kilograms per square metre", "litres/km" into one unit named as quantulum3 names it; other units come back unchanged."""
    j, n = unit.j, len(tokens)
    if j + 1 >= n or unit.kind is not Kind.MEASURE or tokens.lower[j] not in ("per", "/", "a", "an"):
        return unit
    below = find_unit(tokens, j + 1, units, value=ONE, attached=tokens.lower[j] == "/")
    if below is None or below.dimension in ("percentage", "angle") or (tokens.lower[j] in ("a", "an") and below.dimension != "time"):
        return unit
    dimension = f"{unit.dimension} per {below.dimension}"
    return UnitMatch(f"{unit.name} per {below.name}", dimension, below.j, Kind.MEASURE, f"{unit.by} per {below.by}")


def _spaced(tokens: Tokens, j: int, end: int, text: str, units: Units) -> bool:
    """Whether a symbol that usually touches its number may stand a blank away: nothing follows that would make it a word."""
    after = tokens.at(end)
    wordless = not after or not after[0].isalnum()
    if text == "m":
        return after in units.metre_before or (wordless and after != "-") or after in units.metre_joined
    if text not in units.spaced or not tokens.words[j - 1][-1].isdigit():
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
        if name == "second" and value == 1 and not symbol and not (lower[j - 2].isdigit() or tokens.at(j) in units.after_second):
            return None
    elif name == "degree angle":
        name, dimension, by = _degrees(tokens, j, units, value, by)
    elif name == "foot" and symbol is False and lower[j - 1] == "footer":
        return None
    return UnitMatch(name, dimension, j, kind, by, symbol=symbol)


def _degrees(tokens: Tokens, j: int, units: Units, value: Decimal, by: str) -> tuple[str, str, str]:
    """Tell degrees of weather ("101 degrees": Fahrenheit above the bound of the lexicon, else Celsius) from degrees of an angle."""
    around = tokens.lower[max(0, j - 12) : j + 8]
    if units.weather.isdisjoint(around) or not units.angles.isdisjoint(around):
        return "degree angle", "angle", by
    if "fahrenheit" in around or (value > units.fahrenheit_above and "celsius" not in around):
        return "degree fahrenheit", "temperature", f"{by}, weather, above {units.fahrenheit_above}"
    return "degree Celsius", "temperature", f"{by}, weather"


def find_per(tokens: Tokens, j: int, units: Units) -> tuple[str, int]:
    """Read a denominator: "a barrel", "per share", "-per-share", "each", "per 100,000": (what, token behind it) or ("", j)."""
    word, after = tokens.at(j), tokens.at(j + 1)
    if word == "-" and after.startswith(("per-", "a-")):
        return after.partition("-")[2], j + 2
    if word in ("per", "/") and after:
        return "person" if after in units.per_head else after.replace(",", ""), j + 2
    if word in ("a", "an") and after in units.denominators and tokens.at(j + 2) not in units.per_not_before:
        return after, j + 2
    return ("each", j + 1) if word in units.each else ("", j)
