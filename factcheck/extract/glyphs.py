"""Digits of every kind laid out as the readers of numbers know them: what a digit is, is decided here and by ``str.isdecimal``, nowhere else.

A digit is a decimal digit of Unicode (category Nd), in ASCII or any other script. Raised, lowered and circled digits are none: ``str.isdigit`` is
true of them, and ``int`` and ``Decimal`` fail on them. They are read where they are part of a number (³/4, 10⁶), and are notes behind anything else.
"""

from __future__ import annotations

import re

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = "₀₁₂₃₄₅₆₇₈₉"
_CIRCLED = "①-⑳⑴-⒛⓪⓵-⓾❶-➓"
SCAN = rf"\d{_RAISED}"  # of a class in a pattern: where a number may begin
_RAISED_POINT = re.compile(r"(?<![\d.,·])([0-9]{1,4})·(?=[0-9]{1,3}(?![\d·]))")  # "91·9 %", as medical journals print it
_RARE = re.compile("[²³¹·\u0660-\u1fff\u2070-\U0010ffff]")  # what holds every such digit, and neither accents nor quotation marks
_OTHER = re.compile(r"(?:(?![0-9])\d)+")
_MIXED = re.compile(r"\d+")
_FRACTION = re.compile(rf"(?<![\w.,])[{_RAISED}]+[/⁄∕](?:[0-9]+|[{_LOWERED}]+)(?!\w)")
# Behind a number of two digits and more that is not ten, or a word of four letters and more, which no unit with an exponent is (km², CO₂)
_NOTE = re.compile(rf"(?:(?<=[^\W\d_]{{4}})|(?<=[0-9][0-9])(?<!(?<![0-9.,])10))[{_RAISED}{_CIRCLED}]+")
_EXPONENT = re.compile(rf"[⁻⁺]?[{_RAISED}]{{1,2}}")
_ASCII = str.maketrans(_RAISED + _LOWERED + "⁻⁺", "0123456789" * 2 + "-+")


def laid_out(text: str) -> str:
    """Return a text of the same length in which digits of other scripts and printed fractions stand in ASCII, and raised notes are blanks.

    >>> laid_out("٣٠٠ people"), laid_out("5 ³/4 cups"), laid_out("1,250³ farms²"), laid_out("30 km² of 10⁶")
    ('300 people', '5 3/4 cups', '1,250  farms ', '30 km² of 10⁶')
    """
    if text.isascii() or not _RARE.search(text):
        return text
    if _OTHER.search(text):
        text = _MIXED.sub(_one_script, text)
    text = _RAISED_POINT.sub(r"\1.", text)
    text = _FRACTION.sub(lambda m: m.group().translate(_ASCII), text)
    return _NOTE.sub(lambda m: " " * len(m.group()), text)


def _one_script(match: re.Match[str]) -> str:
    """The digits of one run in ASCII; as they are where two scripts are mixed, which is no number that anybody prints."""
    run = match.group()
    zeros = {ord(c) - int(c) for c in run}
    return "".join(str(int(c)) for c in run) if len(zeros) == 1 else run


def raised(word: str) -> bool:
    """Whether a token is raised, lowered or circled digits, or the raised minus of an exponent, and no word."""
    return bool(word) and (word[0] in _RAISED or word[0] in _LOWERED or word[0] in "⁻⁺")


def exponent(word: str) -> int | None:
    """The number that a raised exponent of one or two digits stands for; None of anything else.

    >>> exponent("⁶"), exponent("⁻¹²"), exponent("²²²"), exponent("6")
    (6, -12, None, None)
    """
    return int(word.translate(_ASCII)) if _EXPONENT.fullmatch(word) else None
