"""Numbers that are no figures: dates, clock times, years, ordinals, designators, phone numbers, addresses, scores and their like.

``before_reading`` looks at a token that might begin a number and at its neighbours; ``after_reading`` at the number with its unit. Both look at a
bounded window only. The words stand in ``rules/lexicon/designators.yaml`` and ``numerals.yaml``.
"""

from __future__ import annotations

from factcheck.extract.candidate import Candidate, Refused
from factcheck.extract.exclusions.dates import find_clock, find_date, find_year, spelled_year
from factcheck.extract.exclusions.designators import find_designator
from factcheck.extract.exclusions.idioms import refuse_word
from factcheck.extract.exclusions.scores import find_score
from factcheck.extract.exclusions.shapes import glued_after, glued_before
from factcheck.extract.numbers.number import Number
from factcheck.extract.tokens import Tokens
from factcheck.tables.bundle import Grammar


def before_reading(tokens: Tokens, i: int, grammar: Grammar) -> Refused | None:
    """Refuse by shape alone, before a number is read at token ``i``."""
    if not tokens.lower[i][0].isdigit():
        return refuse_word(tokens, i, grammar)
    if i and tokens.touches(i):
        refused = glued_before(tokens, i, grammar)
        if refused is not None:
            return refused
    return glued_after(tokens, i, grammar) or find_date(tokens, i, grammar) or find_clock(tokens, i, grammar)


def after_reading(tokens: Tokens, candidate: Candidate, number: Number, grammar: Grammar) -> Refused | None:
    """Refuse a number by its company: designators, bare years, addresses, scores, list numbers."""
    if candidate.unit:
        return None
    if number.style == "digits":
        found = find_designator(tokens, number, grammar) or find_score(tokens, candidate, number, grammar)
        return found or find_year(tokens, number, grammar)
    refused = spelled_year(tokens, number, grammar)
    if refused is None and number.style == "words":
        refused = _worded(tokens, number, grammar)
    return refused or find_score(tokens, candidate, number, grammar)


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
