"""Numbers, units and ranges put together: every quantity of one sentence, and every number that is none, in text order."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.candidate import Candidate, Refused
from factcheck.extract.exclusions import refuse
from factcheck.extract.exclusions.recurring import NONE, recurring
from factcheck.extract.numbers.number import Number, behind_scales, print_step
from factcheck.extract.numbers.read import read_number
from factcheck.extract.quantities import compounds
from factcheck.extract.quantities.ages import ages_follow, read_age, read_band
from factcheck.extract.quantities.ellipsis import share_units
from factcheck.extract.quantities.laps import read_lap
from factcheck.extract.quantities.minor import cents_of, give_cents
from factcheck.extract.quantities.ranges import read_range
from factcheck.extract.quantities.ratios import mark_magnitude, read_multiple, read_ratio, read_zero
from factcheck.extract.tokens import Tokens
from factcheck.extract.units.attach import article_unit, with_unit
from factcheck.tables.bundle import Grammar
from factcheck.tables.words import Words

_CROWDED = 80  # numbers in one sentence; prose has fewer
_ALONE = 3  # tokens on either side of a number in which nothing may belong to it, so that it is read by itself
_MARKS = frozenset("^.,;|")
_ARTICLES = frozenset(("a", "an"))


class Reader:
    """Reads the quantities of sentences with one grammar and locale; of a text it knows the names that come back in it, and its currency."""

    __slots__ = ("cents", "grammar", "locale", "recurring", "words")

    def __init__(self, grammar: Grammar, words: Words, locale: str = "en") -> None:
        self.grammar = grammar
        self.words = words
        self.locale = locale
        self.recurring = NONE
        self.cents = ""

    def learn(self, text: str) -> None:
        """Take in which names with numbers come back in the source that is read next, and whose cents are told."""
        self.recurring = recurring(text, self.grammar.designators)
        self.cents = cents_of(text)

    def read(self, tokens: Tokens) -> list[Candidate | Refused]:
        """Return every quantity and every refused number of the sentence, in text order, without overlap."""
        out: list[Candidate | Refused] = []
        starters, articled, lower = self.grammar.numerals.starters, self.grammar.articled, tokens.lower
        last = len(lower) - 1
        behind = 0
        begins = [i for i, word in enumerate(lower) if word in starters or "0" <= word < ":" or (word > "\x7f" and word[0].isdecimal())]
        bare = _bare(lower) if len(begins) > _CROWDED else ""
        for i in begins:
            if i >= behind:
                if bare and i >= _ALONE and bare.find("0", i - _ALONE, i + _ALONE + 1) < 0 and lower[i] not in self.grammar.designators.names:
                    out.append(_cell(tokens, i))
                    behind = i + 1
                    continue
                if lower[i] in _ARTICLES and (i == last or (lower[i + 1] not in articled and "-" not in lower[i + 1])):
                    continue
                found = self._at(tokens, i, out)
                if found is not None:
                    found.i = max(found.i, behind)  # a sign that the number before it has taken is not taken twice
                    out.append(found)
                    behind = max(found.j, found.end) if isinstance(found, Candidate) and found.per else found.j
        if self.cents:
            give_cents(tokens, out, self.cents)
        if len(out) > 1:
            share_units(tokens, out, self.grammar)
        return out

    def _at(self, tokens: Tokens, i: int, out: list[Candidate | Refused]) -> Candidate | Refused | None:
        """Read what begins at token ``i``."""
        word = tokens.lower[i]
        if word == "no":
            return read_zero(tokens, i, self.grammar)
        lap = read_lap(tokens, i, self.grammar) if tokens.at(i + 1) == ":" and word[0].isdecimal() else None
        if lap is not None:
            return lap
        refused = refuse.before_reading(tokens, i, self.grammar)
        if refused is None and word[0].isdecimal() and self.recurring:
            refused = self.recurring.refuse(tokens, i)
        if refused is not None:
            return refused
        if word in self.grammar.numerals.multiples:
            return read_multiple(tokens, i, self.grammar)
        band = read_band(tokens, i, self.grammar) if word[0].isdecimal() else None
        if band is not None:
            return band
        number = read_number(tokens, i, self.grammar.numerals, self.locale)
        if number is not None:
            return self._quantity(tokens, number, out)
        if word in ("a", "an"):
            return article_unit(tokens, i, self.grammar)
        counting = word[0].isdecimal() or word in self.grammar.numerals.cardinals or word in self.grammar.numerals.spelled_scales
        return Refused(i, behind_scales(tokens, i, self.grammar.numerals), "malformed", "no number") if counting else None

    def _quantity(self, tokens: Tokens, number: Number, out: list[Candidate | Refused]) -> Candidate | Refused:
        """Read what a number is part of."""
        grammar, locale = self.grammar, self.locale
        ratio = read_ratio(tokens, number, grammar)
        if ratio is not None:
            return ratio
        candidate = with_unit(tokens, number, grammar)
        aged = read_range(tokens, candidate, number, grammar, locale) if ages_follow(tokens, candidate.i) else None  # "aged 11 to 16"
        candidate = aged or candidate
        if read_age(tokens, candidate, number, grammar, self.words):
            return candidate
        refused = refuse.after_reading(tokens, candidate, number, grammar)
        if refused is not None:
            return refused
        joined = read_range(tokens, candidate, number, grammar, locale)
        if joined is not None:
            candidate = joined
            if read_age(tokens, candidate, number, grammar, self.words):
                return candidate
        compounds.fold(tokens, candidate, grammar, locale)
        compounds.take_margin(tokens, candidate, grammar, locale)
        mark_magnitude(tokens, candidate, grammar)
        compounds.mark_restated(tokens, candidate, out, grammar)
        return candidate


def _bare(lower: list[str]) -> str:
    """One letter a token: "1" for numbers of one or two digits and for marks between the cells of a table, "0" for all that may say more."""
    return "".join(["1" if word in _MARKS or (len(word) < 3 and word.isdecimal() and word.isascii()) else "0" for word in lower])


def _cell(tokens: Tokens, i: int) -> Candidate:
    """The number of a token that has nothing but numbers around it."""
    digits = tokens.lower[i]
    value = Decimal(digits)
    return Candidate(i, i + 1, value, value, print_step(digits), by=["digits"], end=i + 1)
