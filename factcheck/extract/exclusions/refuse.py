"""Numbers that are no figures: dates, clock times, years, ordinals, designators, phone numbers, addresses, scores and their like.

``before_reading`` looks at a token that might begin a number and at its neighbours; ``after_reading`` at the number with its unit. Both look at a
bounded window only. The words stand in ``rules/lexicon/designators.yaml`` and ``numerals.yaml``.
"""

from __future__ import annotations

from factcheck.extract.candidate import Candidate, Refused
from factcheck.extract.exclusions.dates import find_clock, find_date, find_year, spelled_year
from factcheck.extract.exclusions.designators import find_designator
from factcheck.extract.exclusions.idioms import refuse_word
from factcheck.extract.exclusions.machine import in_address, in_machine_line
from factcheck.extract.exclusions.names import find_name
from factcheck.extract.exclusions.scores import find_score
from factcheck.extract.exclusions.shapes import glued_after, glued_before
from factcheck.extract.neighbours import capital, run_end
from factcheck.extract.numbers.number import Number
from factcheck.extract.tokens import Tokens
from factcheck.extract.units.per import told_of
from factcheck.model import Kind
from factcheck.tables.bundle import Grammar

_INDEX = 4  # digits, and one more, of a number that stands alone on its line as pages and subtitles have it
_WIDEST_BORE = 60  # millimetres
_WIDEST_GUN = 500


def before_reading(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Refuse by shape alone, before a number is read at token ``i``."""
    if not tokens.lower[i][0].isdecimal():
        return refuse_word(tokens, i, grammar)
    if len(tokens) == 1 and len(tokens.lower[0]) < _INDEX and tokens.lower[0].isdecimal():
        return Refused(0, 1, "list-number", "alone on its line")  # the number of a page or of a subtitle
    if tokens.at(1) == ":" or tokens.at(2) == ":" or tokens.at(3) == ":":
        refused = in_machine_line(tokens, i, grammar)
        if refused is not None:
            return refused
    if i and tokens.touches(i):
        refused = in_address(tokens, i, grammar) or glued_before(tokens, i, grammar)
        if refused is not None:
            return refused
    if told_of(tokens, i) or tokens.words[i] in grammar.designators.standards:
        return Refused(i, run_end(tokens, i), "compound" if told_of(tokens, i) else "designator", tokens.lower[i - 1] if i else "standard")
    return glued_after(tokens, i, grammar) or find_date(tokens, i, grammar) or find_clock(tokens, i, grammar)


def after_reading(tokens: Tokens, candidate: Candidate, number: Number, grammar: Grammar) -> Refused | None:
    """Refuse a number by its company: designators, bare years, addresses, scores, list numbers."""
    if candidate.unit:
        return _weapon(tokens, candidate, grammar) or _product(tokens, candidate, grammar)
    if number.style == "digits":
        found = find_name(tokens, number, grammar) or find_designator(tokens, number, grammar) or find_score(tokens, candidate, number, grammar)
        return found or find_year(tokens, number, grammar)
    refused = spelled_year(tokens, number, grammar)
    if refused is None and number.style == "words":
        refused = _worded(tokens, number, grammar)
    return refused or find_score(tokens, candidate, number, grammar)


def _weapon(tokens: Tokens, candidate: Candidate, grammar: Grammar) -> Refused | None:
    """Refuse the calibre of "a 9mm pistol", "9 mm rounds", "155mm artillery shells"."""
    if candidate.unit != "millimetre" or candidate.low >= _WIDEST_GUN:
        return None
    after, units = tokens.at(candidate.j), grammar.units
    calibre = after in units.artillery or (candidate.low < _WIDEST_BORE and after in units.calibre_before)
    return Refused(candidate.i, candidate.j, "designator", "calibre") if calibre else None


def _product(tokens: Tokens, candidate: Candidate, grammar: Grammar) -> Refused | None:
    """Refuse the size in the name of a product: "the 17-inch MacBook", "iPad Pro 13-inch"; not in title case, where all words have capitals."""
    if candidate.unit != "inch" or candidate.kind is not Kind.MEASURE or tokens.title_case or not tokens.words[candidate.i][0].isdecimal():
        return None
    j, n = candidate.j, len(tokens.words)
    named = j < n and capital(tokens.words[j]) and tokens.at(candidate.i - 1) not in ("of", "by", "is", "was")
    if "-" in tokens.words[j - 1]:
        return None  # "a 6-inch-tall Rudolph"
    hyphened = tokens.at(candidate.i + 1) == "-"
    behind = (
        hyphened
        and candidate.i > 1
        and capital(tokens.words[candidate.i - 1])
        and (j >= n or not tokens.lower[j].isalpha() or tokens.at(j) in grammar.designators.size_before)
    )
    return Refused(candidate.i, j, "designator", "size of a product") if named or behind else None


def _worded(tokens: Tokens, number: Number, grammar: Grammar) -> Refused | None:
    """Refuse "two by two", "twenty-one-gun"."""
    i, j = number.i, number.j
    if tokens.at(j) == "by" and tokens.at(j + 1) == tokens.lower[i]:
        return Refused(i, j + 2, "idiom", "by")
    if i + 1 == j and tokens.at(j) == "-" and tokens.touches(j):
        after = tokens.at(j + 1)
        if after.partition("-")[0] in grammar.numerals.compound_not:
            return Refused(i, j + 2, "compound", after)
    return None
