"""How text falls into tokens: one pattern for the lexicons and for the extraction, so that a phrase of a table meets the words of a sentence."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"(?!\s)(?:"  # no blank: asked once, rather than by each alternative
    r"[a-zA-Z]{2,}+(?![\w'’\-‑])"  # nearly every word; the third and fourth alternative would take it, too, at twice the time
    r"|\W"  # one mark
    r"|[¼-¾⅐-⅞]"  # 3½in: letters to Python, and yet no part of the word behind them
    r"|(?:[^\W\d_]\.){2,}"  # U.S., a.m., e.g.
    r"|[^\W\d_]+(?:['’\-‑][^\W\d_]+)*"  # don't, tilt-rotor, Diyala's
    r"|\d+(?:(?:[.,]|[\u00a0\u2009\u202f](?=\d{3}(?!\d)))\d+)*"  # 1,700 · 4.6 · 1 700 with a thin or no-break space
    r"|_)"
)


def split_tokens(text: str) -> tuple[str, ...]:
    """Split a phrase of a lexicon as sentences are split.

    >>> split_tokens("sq. km")
    ('sq', '.', 'km')
    >>> split_tokens("km/h")
    ('km', '/', 'h')
    """
    return tuple(TOKEN.findall(text))
