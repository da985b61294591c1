"""The languages whose way of printing numbers is known. A locale is a language, or language and country: "en", "en-GB"."""

from __future__ import annotations

COMMA_LANGUAGES = frozenset(("de", "es", "it", "nl", "pt", "id", "tr", "da"))  # print 1.700,5
LANGUAGES = tuple(sorted(COMMA_LANGUAGES | {"en"}))  # English prints 1,700.5


def is_known(locale: str) -> bool:
    """Whether the numbers of a locale can be read.

    >>> is_known("en-GB"), is_known("de_AT"), is_known("english"), is_known("xx")
    (True, True, False, False)
    """
    return locale.replace("_", "-").partition("-")[0] in LANGUAGES
