"""The one linear scan that finds which sentences can hold a figure; only those are paid for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.model import Sentence

# Digits, and the letters with which number words begin. One pass, no backtracking: every branch is a literal.
_BEGINNINGS = (
    "one two twi twe thre thri thir thou ten tenfold tens tri treb four fort fif five six sev sco eig ele nin nil zer hun half mil bil doz dou dub"
    " quar quin quad coup"
)
_AFTER_ARTICLE = (  # "a dozen", "an hour", "a mile"
    "hun tho mil bil tri doz cou half thi qua fif six sev eig nin ten few mile kilo met lit gal ton acr hec min hou day wee mon yea dec cen deg"
    " inc foo yar pou oun gra bar fort naut squ cub"
)
_CANDIDATE = re.compile(
    rf"[0-9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|\b(?:{'|'.join(_BEGINNINGS.split())}|no\b|an?[ -](?:{'|'.join(_AFTER_ARTICLE.split())}))",
    re.IGNORECASE,
)


def may_hold_figures(text: str, sentences: Sequence[Sentence]) -> Iterator[int]:
    """Yield the indices of the sentences in which a number can begin, in order."""
    search = _CANDIDATE.search
    for index, sentence in enumerate(sentences):
        if search(text, sentence.start, sentence.end):
            yield index
