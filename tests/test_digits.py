"""What a digit is: decided by one question in the whole package, and nothing that is none breaks the reading."""

from __future__ import annotations

import ast
import sys
import unicodedata
from pathlib import Path

import pytest

import factcheck
from factcheck.extract.glyphs import laid_out
from factcheck.model import Source
from factcheck.pipeline import extract_one

PACKAGE = Path(factcheck.__file__).parent
NUMERIC = [c for c in map(chr, range(0x80, sys.maxunicode + 1)) if c.isnumeric() and unicodedata.category(c).startswith("N")]
# Of decimal digits the five of each script, of digits that are none all, of other numerals every tenth
ODD = [c for c in NUMERIC if unicodedata.decimal(c, None) == 5 or (unicodedata.digit(c, None) is not None and not c.isdecimal())]
ODD += [c for c in NUMERIC if unicodedata.digit(c, None) is None][::10]
TEMPLATES = (
    *("They sold {0} lambs.", "They sold 3{0} lambs.", "They sold {0}3 lambs.", "They sold 3,{0}00 lambs.", "They sold 3.{0} tonnes."),
    *("They sold 1{0}/4 tonnes.", "They sold {0}/{0} of it.", "They sold 10{0} lambs.", "They sold 3 x 10{0} lambs.", "They sold 10^{0} lambs."),
    *("They sold 3-{0} lambs.", "They sold {0}-3 lambs.", "They sold between {0} and 12 lambs.", "They lost 21-{0}.", "They came at {0}:30 a.m."),
    *(
        "They came on May {0}.",
        "They came on {0} May 2019.",
        "They came in 201{0}.",
        "They sold ${0}m of lamb.",
        "She was {0}.",
        "She, {0}, sold 3{0}.",
    ),
    *(
        "One in {0} was sold.",
        "They sold {0} of {0} lambs.",
        "{0}. They sold 12.",
        "{0}",
        "#{0}",
        "No. {0}",
        "Route {0}",
        "A-{0}",
        "Call 555-{0}{0}{0}{0}.",
    ),
    *(
        "He is 5'{0}\" tall.",
        "It is {0}°{0}'N.",
        "It rose {0}% to {0}.",
        "They sold {0} million.",
        "They sold {0}k.",
        "They sold {0},000.",
        "~{0}±{0}",
    ),
)


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_numeral_of_unicode_breaks_the_reading(template):
    for sign in ODD:
        text = template.format(sign)
        for found in extract_one(Source("case", text)).figures:
            assert text[found.start : found.end] == found.surface


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_digit_is_the_same_in_every_script(template):
    """The same figures and exclusions as in ASCII, at the same places, with the text's own letters."""
    expected = extract_one(Source("case", template.format("5")))
    for sign in (c for c in ODD if c.isdecimal()):
        text = template.format(sign * 1)
        if any(c.isascii() and c.isdecimal() for c in text):
            continue  # digits of two scripts
        found = extract_one(Source("case", text))
        assert [(f.start, f.end, f.quantity.low, f.quantity.unit) for f in found.figures] == [
            (f.start, f.end, f.quantity.low, f.quantity.unit) for f in expected.figures
        ]
        assert [(x.start, x.end, x.kind) for x in found.exclusions] == [(x.start, x.end, x.kind) for x in expected.exclusions]


def test_laying_out_keeps_every_place():
    for sign in NUMERIC:
        text = f"3{sign} {sign}/4 {sign}⁄{sign} barges{sign} 17{sign} 10{sign}"
        assert len(laid_out(text)) == len(text)


def test_nothing_else_decides_what_a_digit_is():
    """``isdigit`` and ``isnumeric`` are true of signs on which ``int`` and ``Decimal`` fail."""
    asked = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("isdigit", "isnumeric")
    ]
    assert asked == [], "ask str.isdecimal, see factcheck/extract/glyphs.py"


def test_scale_words_without_end_are_read_once():
    """A long run is one exclusion and not one for each of its words."""
    found = extract_one(Source("case", "They sold " + "dozen " * 4000 + "lambs."))
    assert [x.kind for x in found.exclusions] == ["malformed"]
    assert found.figures == ()
