"""The dateline of a report: "LASANG, Carda, March 10 (Continental Press) - …", also in copy that has lost its capitals."""

from __future__ import annotations

import re
from typing import NamedTuple

_REACH = 160  # a dateline is short; nothing beyond is read
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DATE = rf"(?:{_MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?|\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?)"
_STAMP = r"(?:\d{4}/\d\d?/\d\d?\s+\d\d?:\s?\d\d\s+)?"
_AGENCY = r"\(\s?(?P<agency>[^()\d]{2,40}?)\s?\)"
_DASH = r"(?:--|[—–-])(?=\s|\Z|[A-Z“\"])"
# One to three parts between commas, each of at most four words; bounded, so that a failed match costs a constant.
_NAME = r"[^\W\d_][\w.'’/-]{0,24}(?:\s[^\W\d_][\w.'’/-]{0,24}){0,3}"
_CAPITALS = r"[A-Z][A-Z.'’/-]{1,24}(?:\s[A-Z][A-Z.'’/-]{1,24}){0,3}"
_BY_AGENCY = re.compile(rf"{_STAMP}(?P<place>{_NAME}(?:,\s{_NAME}){{0,2}}?)(?:,\s(?P<date>{_DATE}))?\s?{_AGENCY}\s?{_DASH}", re.IGNORECASE)
_BY_CAPITALS = re.compile(
    rf"{_STAMP}(?:(?P<first>(?i:{_DATE}))\s?[-–—,]\s?)?(?P<place>{_CAPITALS}(?:,\s(?:(?!{_MONTH})){_NAME}){{0,2}}?)(?:,\s(?P<date>(?i:{_DATE})))?\s{_DASH}"
)


class Dateline(NamedTuple):
    """Place and date as printed, and where the dateline ends (after its dash)."""

    place: str
    date: str | None
    end: int


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline with which the paragraph ``text[start:end]`` begins, if it does.

    A place counts as a dateline with an agency in brackets behind it, or in capitals; a dash always ends it.

    >>> find_dateline("LASANG, Carda, March 10 (Continental Press) - The toll rose.", 0, 61)
    Dateline(place='LASANG, Carda', date='March 10', end=45)
    >>> find_dateline("The toll - so far - is 10.", 0, 26) is None
    True
    """
    reach = min(end, start + _REACH)
    match = _BY_AGENCY.match(text, start, reach) or _BY_CAPITALS.match(text, start, reach)
    if match is None:
        return None
    groups = match.groupdict()
    return Dateline(match["place"], groups.get("date") or groups.get("first"), match.end())
