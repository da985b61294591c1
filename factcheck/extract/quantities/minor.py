"""Whose cents "50 cents" are: those of the one currency with cents that the source prints, else of the dollar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.extract.candidate import Candidate, Refused
from factcheck.extract.numbers.number import ONE
from factcheck.extract.tokens import Tokens
from factcheck.tables.bundle import load_grammar

_CENTS = frozenset(("cent", "cents", "-cent"))
_CENT = re.compile(r"[Cc](?:ent|ENT)[Ss]?(?![^\W\d_])")
_DOLLAR = "USD"
_OWN = frozenset(("us", "u.s.", "american"))  # "20 us cents" say themselves whose they are


def cents_of(text: str) -> str:
    """Return the code of the only currency with cents that a source prints; "" where that is the dollar, or where there are several or none."""
    if not any(map(_alone, _CENT.finditer(text))):  # "percent" and "recent" are in every text, and a search for all currencies is dear
        return ""
    printed, codes = _printed()
    found = {codes[match.group()] for match in printed.finditer(text.lower())}
    return next(iter(found)) if len(found) == 1 and _DOLLAR not in found else ""


def _alone(cent: re.Match[str]) -> bool:
    """Whether what may be cents is a word by itself, and no percentage."""
    text, start = cent.string, cent.start()
    return not (start and text[start - 1].isalpha()) and not text.endswith("per ", 0, start)


@cache
def _printed() -> tuple[re.Pattern[str], dict[str, str]]:
    """What prints a currency that has cents, in small letters, longest first, and its code."""
    units = load_grammar().units
    signs = {"".join(phrase).lower(): code for rows in units.money_signs.values() for phrase, code in rows if code in units.cent_codes}
    words = {" ".join(p): code for rows in units.money_words.values() for p, code, factor in rows if code in units.cent_codes and factor == ONE}
    codes = signs | words
    parts = [
        rf"(?<!\w){re.escape(text)}" + (r"(?!\w)" if text[-1].isalpha() else "")
        for text in sorted(codes, key=len, reverse=True)
        if len(text) != 2 or "$" in text
    ]
    return re.compile("|".join(parts)), codes


def give_cents(tokens: Tokens, out: Sequence[Candidate | Refused], code: str) -> None:
    """Make cents that say no more of themselves those of ``code``."""
    for one in out:
        if isinstance(one, Candidate) and one.unit == _DOLLAR and tokens.at(one.j - 1) in _CENTS and tokens.at(one.j - 2) not in _OWN:
            one.unit = code
            one.by.append(f"cents of {code}")
