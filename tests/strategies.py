"""Hypothesis strategies that several rooms share: quantities with the way in which news prints them, and copy that is hard to read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_LARGE = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9}


def in_words(number: int, joint: str = "-", *, conjunction: bool = False) -> str:
    """The cardinal in English words: 2906 → "two thousand nine hundred six"; ``conjunction`` puts "and" behind a hundred."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (joint + _ONES[number % 10] if number % 10 else "")
    if number < 1000:
        rest = in_words(number % 100, joint) if number % 100 else ""
        return f"{_ONES[number // 100]} hundred" + (f" {'and ' if conjunction else ''}{rest}" if rest else "")
    value, name = next((value, name) for value, name in _LARGE if number >= value)
    rest = in_words(number % value, joint, conjunction=conjunction) if number % value else ""
    return f"{in_words(number // value, joint, conjunction=conjunction)} {name}" + (f" {rest}" if rest else "")


@dataclass(frozen=True)
class Printed:
    """A quantity and how it is printed."""

    text: str
    low: Decimal
    high: Decimal
    unit: str = ""


def exact(text: str, value: Decimal | int, unit: str = "") -> Printed:
    return Printed(text, Decimal(value), Decimal(value), unit)


def grouped(number: int, separator: str = ",") -> str:
    return f"{number:,}".replace(",", separator)


# Years and emergency numbers are left out: "1987 tiles", "911 calls" are questions of context, not of form.
whole = st.one_of(st.integers(2, 99), st.integers(100, 998).filter(lambda n: n != 911), st.integers(2101, 99_999), st.integers(100_000, 10**9))
separated = st.builds(lambda n, s: exact(grouped(n, s), n), whole, st.sampled_from([",", "\u00a0", "\u2009", "\u202f"]))
spelled = st.builds(
    lambda n, joint, conjunction: exact(in_words(n, joint, conjunction=conjunction), n), st.integers(2, 10**7), st.just("-"), st.booleans()
)
decimals = st.decimals(Decimal("0.1"), Decimal("999.9"), places=1)
_scaled_value = st.builds(lambda d, s: exact(f"{d} {s}", d * _SCALES[s]), decimals, st.sampled_from(sorted(_SCALES)))
counts = st.one_of(separated, spelled, _scaled_value)

_CURRENCIES = [
    ("$", "USD"),
    ("US$", "USD"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("¥", "JPY"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("HK$", "HKD"),
    ("₹", "INR"),
    ("CHF ", "CHF"),
]
_NAMED = [("dollars", "USD"), ("euros", "EUR"), ("yen", "JPY"), ("yuan", "CNY"), ("Swiss francs", "CHF")]


def _before(sign: tuple[str, str], number: Printed) -> Printed:
    return Printed(sign[0] + number.text, number.low, number.high, sign[1])


def _after(number: Printed, name: tuple[str, str]) -> Printed:
    return Printed(f"{number.text} {name[0]}", number.low, number.high, name[1])


_amounts = st.one_of(separated, st.builds(lambda n: exact(str(n), n), st.integers(2, 9999)), _scaled_value)
money = st.one_of(
    st.builds(_before, st.sampled_from(_CURRENCIES), _amounts), st.builds(_after, st.one_of(separated, _scaled_value), st.sampled_from(_NAMED))
)

_UNITS = {
    "miles": "mile", "kilometres": "kilometre", "km": "kilometre", "metres": "metre", "feet": "foot", "acres": "acre",
    "hectares": "hectare", "square miles": "square mile", "litres": "litre", "gallons": "gallon", "kg": "kilogram", "tonnes": "tonne",
    "megawatts": "megawatt", "mph": "mile per hour", "km/h": "kilometre per hour", "percent": "percentage",
    "percentage points": "percentage point", "basis points": "basis point", "days": "day", "weeks": "week", "months": "month",
    "years": "year", "degrees Celsius": "degree Celsius",
}  # fmt: skip
_amount = st.one_of(separated, st.builds(lambda d: exact(str(d), d), decimals), spelled)
measures = st.one_of(
    st.builds(_after, _amount, st.sampled_from(sorted(_UNITS.items()))),
    st.builds(lambda d: exact(f"{d}%", d, "percentage"), st.decimals(Decimal("0.1"), Decimal("99.9"), places=1)),
)


def _ranged(low: int, more: int, form: str) -> Printed:
    high = low + more
    return Printed(form.format(grouped(low), grouped(high)), Decimal(low), Decimal(high))


_FORMS = ["between {} and {}", "from {} to {}", "{} to {}"]
ranges = st.builds(_ranged, st.integers(2, 90_000).filter(lambda n: not 1000 <= n <= 2100), st.integers(1, 5000), st.sampled_from(_FORMS))

# Copy put together from what makes trouble: numbers, marks, half of a unit, the beginning of a range that never ends.
_PIECES = (
    "The storm flooded 12 1,700 $ £ 5 % percent between and from to or one two hundred million a dozen half of the those no not"
    " one- two- -year-old ( ) [ ] “ ” \" ' ’ - – — . , ; : ... / 1/2 ½ 3.5 2008 March 10 p.m. 5:30 V-22 U.S. miles km/h per barrel"
    " said mayor Lee told reporters that men killed more than at least about some nearly up × x10^6 10^ 1e ± + / -"
    " 6′ 2″ °C #3 @7 & 9/11 -old 0 00 000"
).split()
_GLUE = st.sampled_from([" ", " ", " ", "", ". ", ", ", "\n", "\n\n", "\u00a0"])
copy = st.lists(st.tuples(st.sampled_from(_PIECES), _GLUE), max_size=40).map(lambda pairs: "".join(piece + glue for piece, glue in pairs))
anything = st.one_of(copy, st.text(max_size=200), st.text(alphabet="0123456789,.-–/ $%onetw()½", max_size=80))
