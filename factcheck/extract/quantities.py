"""Numbers, units and ranges put together: every quantity of one sentence, and every number that is none, in text order."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract import exclusions
from factcheck.extract.candidate import Candidate, Refused
from factcheck.extract.numerals import ONE, Number, apply_letter_scale, read_number
from factcheck.extract.special import read_age, read_magnitude, read_multiple, read_ratio, read_zero
from factcheck.extract.tokens import Tokens
from factcheck.extract.units import UnitMatch, compose, find_per, find_unit, money_after, money_before
from factcheck.model import Kind
from factcheck.tables.grammar import Grammar
from factcheck.tables.words import Words

_DASHES = frozenset("-–—−‑")


class Reader:
    """Reads the quantities of sentences with one grammar and locale; holds no state of a text."""

    __slots__ = ("grammar", "locale", "words")

    def __init__(self, grammar: Grammar, words: Words, locale: str = "en") -> None:
        self.grammar = grammar
        self.words = words
        self.locale = locale

    def read(self, tokens: Tokens) -> list[Candidate | Refused]:
        """Return every quantity and every refused number of the sentence, in text order, without overlap."""
        out: list[Candidate | Refused] = []
        starters = self.grammar.numerals.starters
        signs = self.grammar.numerals.signs
        lower = tokens.lower
        i, n = 0, len(lower)
        while i < n:
            word = lower[i]
            if not (word in starters or "0" <= word[0] <= "9" or word in signs):
                i += 1
                continue
            found = self._at(tokens, i, out)
            if found is None:
                i += 1
                continue
            out.append(found)
            i = max(found.j, i + 1)
        return out

    def _at(self, tokens: Tokens, i: int, out: list[Candidate | Refused]) -> Candidate | Refused | None:
        """Read what begins at token ``i``."""
        word = tokens.lower[i]
        if word == "no":
            return read_zero(tokens, i, self.grammar)
        refused = exclusions.before_reading(tokens, i, self.grammar)
        if refused is not None:
            return refused
        if word in self.grammar.numerals.multiples:
            return read_multiple(tokens, i, self.grammar)
        number = read_number(tokens, i, self.grammar.numerals, self.locale)
        if number is None:
            if word in ("a", "an"):
                return self._article_unit(tokens, i)
            return Refused(i, i + 1, "malformed", "no number") if word[0].isdigit() else None
        ratio = read_ratio(tokens, number, self.grammar)
        if ratio is not None:
            return ratio
        candidate = self._with_unit(tokens, number)
        age = read_age(tokens, candidate, number, self.grammar, self.words)
        if age is not None:
            return age
        refused = exclusions.after_reading(tokens, candidate, number, self.grammar, out)
        if refused is not None:
            return refused
        joined = self._range(tokens, candidate, number)
        if joined is not None:
            candidate = joined
            age = read_age(tokens, candidate, number, self.grammar, self.words)
            if age is not None:
                return age
        self._compound(tokens, candidate)
        self._margin(tokens, candidate)
        read_magnitude(tokens, candidate)
        self._restated(tokens, candidate, out)
        return candidate

    def _with_unit(self, tokens: Tokens, number: Number) -> Candidate:
        """Attach the currency, unit and denominator around one number."""
        units = self.grammar.units
        i, j = number.i, number.j
        candidate = Candidate(i, j, number.low, number.high, number.step, style=number.style, by=[number.by], end=j)
        candidate.vague = number.style == "vague"
        candidate.approximate = number.style == "couple"
        if number.style == "fraction":
            candidate.kind = Kind.SHARE
        sign = money_before(tokens, i, units)
        self._letter_scale(tokens, number, money=sign is not None)
        candidate.low, candidate.high, candidate.step = number.low, number.high, number.step
        candidate.j = candidate.end = j = number.j
        candidate.scaled = number.scale != 1
        if sign is not None:
            candidate.i, candidate.unit = sign
            candidate.dimension, candidate.kind = "currency", Kind.MONEY
            candidate.by.append(f"currency:{candidate.unit}")
            if i and number.low >= 0 and candidate.i and tokens.words[candidate.i - 1] in "−-" and _stands_alone(tokens, candidate.i - 1):
                _negate(candidate)
        else:
            self._measure(tokens, candidate, number)
        per, end = find_per(tokens, candidate.j) if candidate.unit else ("", candidate.j)
        if per:
            candidate.per, candidate.end = per, end
        return candidate

    def _letter_scale(self, tokens: Tokens, number: Number, *, money: bool) -> None:
        """ "$5m", "$10K", "2.5m people", "300K others": a letter that touches the digits, where it is no unit. """
        j = number.j
        if number.style != "digits" or number.scale != 1 or j >= len(tokens) or not tokens.touches(j):
            return
        letter = tokens.lower[j]
        if letter not in self.grammar.numerals.attached_scales:
            return
        after = tokens.lower[j + 1] if j + 1 < len(tokens) else ""
        if letter == "m" and not money and (after in self.grammar.units.metre_before or (after == "-" and tokens.touches(j + 1))):
            return
        if letter == "t" and not money:
            return
        if letter == "b" and not money and tokens.words[j] == "b" and not after.isalpha():
            return
        apply_letter_scale(number, letter, self.grammar.numerals)

    def _measure(self, tokens: Tokens, candidate: Candidate, number: Number) -> None:
        """Attach what stands behind the number: a currency in words, or a unit of measure."""
        units = self.grammar.units
        lower, j, n = tokens.lower, candidate.j, len(tokens)
        k = j
        if number.style == "fraction" and j < n and lower[j] in ("a", "an") and number.low < 1:
            k = j + 1  # half a year, half an hour
        elif j + 1 < n and lower[j] == "-" and tokens.touches(j) and tokens.touches(j + 1):
            k = j + 1  # 640-metre
        money = money_after(tokens, k, units, large=number.scale >= 1000 or number.low >= units.won_min)
        if money is not None:
            candidate.j, candidate.unit, factor = money
            candidate.low, candidate.high, candidate.step = candidate.low * factor, candidate.high * factor, candidate.step * factor
            candidate.dimension, candidate.kind, candidate.end = "currency", Kind.MONEY, candidate.j
            candidate.by.append(f"currency:{candidate.unit}")
            if candidate.i and tokens.words[candidate.i - 1] in "−-" and tokens.touches(candidate.i) and _stands_alone(tokens, candidate.i - 1):
                _negate(candidate)
            return
        unit = find_unit(tokens, k, units, value=number.low)
        if unit is None or (number.style == "fraction" and k == j and not _is_unit_share(tokens, j, number)):
            return
        self._attach(tokens, candidate, compose(tokens, unit, units))

    def _attach(self, tokens: Tokens, candidate: Candidate, unit: UnitMatch) -> None:
        candidate.unit, candidate.dimension, candidate.kind, candidate.j = unit.name, unit.dimension, unit.kind, unit.j
        candidate.end = unit.j
        if unit.factor != 1:
            candidate.low, candidate.high, candidate.step = (v * unit.factor for v in (candidate.low, candidate.high, candidate.step))
        candidate.by.append(unit.by)
        i = candidate.i
        if i and tokens.words[i - 1] in ("-", "−") and tokens.touches(i) and _stands_alone(tokens, i - 1):
            _negate(candidate)
        elif i and tokens.lower[i - 1] == "minus":
            _negate(candidate)

    def _article_unit(self, tokens: Tokens, i: int) -> Candidate | None:
        """ "a mile ahead", "an hour before", "a litre of water", "less than a minute"; never "a year ago" or "a day". """
        units = self.grammar.units
        unit = find_unit(tokens, i + 1, units, value=ONE, attached=False)
        if unit is None or unit.symbol or unit.dimension in ("percentage", "angle", "temperature"):
            return None
        lower, n = tokens.lower, len(tokens)
        if lower[i + 1].endswith("s") or lower[i + 1] in _NEVER_ALONE or (i and tokens.lower[i - 1] in ("once", "twice", "times", "time", "such")):
            return None
        before = lower[i - 1] if i else ""
        if i and (before[0].isdigit() or before in units.money_words or before in ("percent", "cent")):
            return None
        candidate = Candidate(i, unit.j, ONE, ONE, ONE, unit.name, unit.dimension, kind=unit.kind, style="article", by=[f"article:{unit.name}"], end=unit.j)
        if lower[unit.j : unit.j + 3] == ["and", "a", "half"]:
            candidate.low = candidate.high = Decimal("1.5")
            candidate.step, candidate.j, candidate.end = Decimal("0.5"), unit.j + 3, unit.j + 3
            return candidate
        after = lower[unit.j] if unit.j < n else ""
        hedged = before in ("about", "nearly", "almost", "than", "over", "under", "around", "within", "roughly", "least", "just", "half", "only", "approximately")
        if unit.name in ("mile", "kilometre", "metre", "litre", "tonne", "ton", "acre", "hectare", "gallon", "kilogram", "hour", "decade", "century"):
            if after in ("ago", "later", "earlier", "or", "away", "old") and not hedged:
                return None
            idiom = unit.name in ("mile", "ton", "hour") and after in ("of", "long")
            return None if idiom and not hedged else candidate
        return candidate if hedged and after not in ("old",) else None

    def _range(self, tokens: Tokens, first: Candidate, number: Number) -> Candidate | None:
        """Join "between 50 and 100", "25 to 30 mph", "$180-200 million", "20 percent to 25 percent", "nine or 10"."""
        lower, n = tokens.lower, len(tokens)
        k = first.j
        if k + 2 < n and lower[k] == "-" and lower[k + 1] in ("to", "or", "and"):  # 8- to 16-metre
            k += 1
        if k + 1 >= n or first.vague or first.kind in (Kind.SHARE, Kind.MULTIPLE):
            return None
        word = lower[k]
        before = lower[first.i - 1] if first.i else ""
        if word == "and":
            if before != "between" and not (before in ("about", "around", "roughly", "some", "approximately") and first.i > 1 and lower[first.i - 2] == "between"):
                return None
        elif word == "to":
            if before == "from" and _changes(lower, first.i - 1, self.grammar.numerals.change):
                return None
        elif word == "or":
            pass
        elif word not in _DASHES:
            return None
        k += 1
        if word == "-" and k < n and lower[k] == "to" and k + 2 < n and lower[k + 1] == "-":
            k += 2
        while k < n and (lower[k] in ("about", "around", "perhaps", "even") or (tokens.words[k] in _SIGNS)):
            k += 1
        if k < n - 1 and tokens.words[k] in ("US", "A", "C") and tokens.words[k + 1] == "$":
            k += 2
        if k >= n:
            return None
        second_number = read_number(tokens, k, self.grammar.numerals, self.locale, article=False)
        if second_number is None or second_number.style not in ("digits", "words") or exclusions.before_reading(tokens, k, self.grammar) is not None:
            return None
        second = self._with_unit(tokens, second_number)
        return self._joined(tokens, first, second, number, second_number, word)

    def _joined(self, tokens: Tokens, a: Candidate, b: Candidate, na: Number, nb: Number, word: str) -> Candidate | None:
        if a.unit and b.unit and a.unit != b.unit:
            return None
        if a.kind is not Kind.COUNT and b.kind is Kind.COUNT and word == "or":
            return None
        dash = word in _DASHES
        low, high = na, nb
        low_value, low_step = low.low, low.step
        if na.scale == 1 and nb.scale > 1 and na.mantissa < nb.mantissa and na.style == nb.style:
            low_value, low_step = low_value * nb.scale, low_step * nb.scale
        if not a.unit and b.unit and b.kind is Kind.MONEY and b.low != nb.low and nb.low:  # "20 to 30 cents"
            factor = b.low / nb.low
            low_value, low_step = low_value * factor, low_step * factor
            high_value = b.high
        else:
            high_value = high.high
            low_value = a.low if a.unit and a.low != na.low else low_value
        if a.unit and not b.unit and word == "to" and b.kind is Kind.COUNT and a.kind in (Kind.PERCENT, Kind.MEASURE, Kind.DURATION):
            return None
        if low_value >= high_value and (dash or word != "and") and not (low_value < 0 and high_value < 0 and not dash):
            return None
        if dash and not self._dash_range(tokens, a, b):
            return None
        if word == "or" and not (high_value - low_value <= max(ONE, low_value * Decimal("0.6")) and not (a.unit and not b.unit)):
            return None
        if word == "to" and a.unit == "" and b.unit == "" and _scored(tokens.lower, a.i, self.grammar.designators.score_after):
            return None
        start = a.i
        if start and tokens.lower[start - 1] in ("between", "from") and word in ("and", "to"):
            start -= 1
        unit_of = b if b.unit else a
        joined = Candidate(start, b.j, low_value, high_value, min(low_step, high.step), unit_of.unit, unit_of.dimension, b.per or a.per, unit_of.kind)
        joined.style, joined.scaled, joined.end = nb.style, a.scaled or b.scaled, b.end
        joined.by = [*a.by, f"range:{word}", *b.by]
        return joined

    def _dash_range(self, tokens: Tokens, a: Candidate, b: Candidate) -> bool:
        """A dash between numbers is a range where a unit, a scale or a plural follows; else a score, a date or a name."""
        if not tokens.touches(a.j) and tokens.ends[a.j - 1] != tokens.starts[a.j]:
            return False
        if a.unit or b.unit or b.scaled:
            return True
        k = b.j
        after = tokens.lower[k] if k < len(tokens) else ""
        if after in self.grammar.designators.score_before or _scored(tokens.lower, a.i, self.grammar.designators.score_after):
            return False
        if tokens.touches(k) and after == "-":
            return False
        return a.low >= 10 and b.low < 1500 or after.endswith("s") or after in ("people", "men", "women", "children", "percent")

    def _compound(self, tokens: Tokens, candidate: Candidate) -> None:
        """Fold "6ft 2in", "5 hours and 20 minutes", "two years and three months" into the smaller unit, exactly."""
        units = self.grammar.units
        if candidate.dimension not in ("length", "time", "mass") or candidate.low != candidate.high:
            return
        n, k = len(tokens), candidate.j
        if k < n and tokens.lower[k] in ("and", ",", "-"):
            k += 1
        if k >= n or not (tokens.lower[k][0].isdigit() or tokens.lower[k] in self.grammar.numerals.cardinals):
            return
        number = read_number(tokens, k, self.grammar.numerals, self.locale, article=False)
        if number is None or number.scale != 1:
            return
        unit = find_unit(tokens, number.j + (tokens.lower[number.j : number.j + 1] == ["-"]), units, value=number.low)
        if unit is None or (candidate.unit, unit.name) not in _COMPOUNDS:
            return
        factor = _COMPOUNDS[candidate.unit, unit.name]
        candidate.low = candidate.high = candidate.low * factor + number.low
        candidate.step, candidate.unit = number.step, unit.name
        candidate.j = candidate.end = unit.j
        candidate.by.append(f"compound:{unit.name}")

    def _margin(self, tokens: Tokens, candidate: Candidate) -> None:
        """Take "±0.01 pounds" into the quantity that it qualifies: its interval reaches so far to both sides."""
        lower, k = tokens.lower, candidate.j
        sign = next((p for p in _PLUS_MINUS if tuple(lower[k : k + len(p)]) == p), None)
        if sign is None or k + len(sign) >= len(tokens):
            return
        number = read_number(tokens, k + len(sign), self.grammar.numerals, self.locale, article=False)
        if number is None:
            return
        margin = self._with_unit(tokens, number)
        if margin.unit and candidate.unit and margin.unit != candidate.unit:
            return
        if margin.unit and not candidate.unit:
            candidate.unit, candidate.dimension, candidate.kind = margin.unit, margin.dimension, margin.kind
        candidate.margin, candidate.j, candidate.end = margin.low, margin.j, margin.end
        candidate.by.append("margin")

    def _restated(self, tokens: Tokens, candidate: Candidate, out: list[Candidate | Refused]) -> None:
        """Mark "(29 kilometers)" right after "18 miles": the same quantity in another unit."""
        k = candidate.i - 1
        while k >= 0 and tokens.lower[k] in ("about", "around", "approximately", "roughly", "some", "or", "over", "nearly", "almost", ";", ","):
            k -= 1
        if k < 1 or not out or not candidate.unit:
            return
        before = next((c for c in reversed(out) if isinstance(c, Candidate)), None)
        if before is None or not before.unit or before.kind is not candidate.kind or k - before.end > 6:
            return
        bracket = tokens.words[k] in "([" and k - before.end <= 6
        again = before.restated and k + 1 >= before.end and not any(w in (")", ".") for w in tokens.words[before.end : candidate.i])
        if (bracket or again) and before.unit != candidate.unit and (before.dimension == candidate.dimension):
            candidate.restated = True


_SIGNS = frozenset("$£€¥₹")
_PLUS_MINUS = (("±",), ("+", "/", "-"), ("+", "/", "−"), ("plus", "or", "minus"), ("plus", "-", "or", "-", "minus"))
_NEVER_ALONE = frozenset("second point bar st. bit stone foot pound mark yard".split())
_COMPOUNDS = {
    ("foot", "inch"): 12, ("yard", "foot"): 3, ("stone", "pound-mass"): 14, ("pound-mass", "ounce"): 16, ("hour", "minute"): 60,
    ("minute", "second"): 60, ("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("metre", "centimetre"): 100,
}  # fmt: skip


def _stands_alone(tokens: Tokens, k: int) -> bool:
    """Whether the sign at ``k`` is a minus: nothing but space or a bracket before it."""
    return k == 0 or not tokens.touches(k) or tokens.words[k - 1] == "("


def _negate(candidate: Candidate) -> None:
    candidate.low, candidate.high = -candidate.high, -candidate.low
    candidate.i -= 1
    candidate.by.append("minus")


def _is_unit_share(tokens: Tokens, j: int, number: Number) -> bool:
    """ "half-mile", "1/2 mile", "½ inch": a fraction right before a unit measures; "two-thirds percent" hardly ever. """
    if number.by in ("slash", "half", "quarter", "fraction:half", "fraction:quarter") or number.by.startswith("sign") or number.low > 1:
        return True
    return number.by.startswith("fraction") and tokens.lower[j] == "-"


def _changes(lower: list[str], k: int, verbs: frozenset[str]) -> bool:
    """Whether a verb of change governs "from X to Y": then X is the old value and Y the new one, and no range."""
    return any(word in verbs for word in lower[max(0, k - 9) : k])


def _scored(lower: list[str], i: int, verbs: frozenset[str]) -> bool:
    return any(word in verbs for word in lower[max(0, i - 4) : i])
