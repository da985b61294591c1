"""AsciiDoc, case by case: what is text and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.errors import SourceError
from factcheck.model import About, Position
from factcheck.sources import adoc

SAMPLE = Path(__file__).parent / "cases" / "sources" / "page.adoc"
CASES = {
    "emphasis": ("A *b* _c d_ **e**f #g# and 5 * 3 * 2, a_b_c.", "A b c d ef g and 5 * 3 * 2, a_b_c."),
    "roles": ("[.small]#Some 12# men, #1 of them.", "Some 12 men, #1 of them."),
    "escapes": (r"\*a* and \{b}", "*a* and {b}"),
    "code": ("It `costs 5` now and `+9+`.", "It now and ."),
    "links": ("link:a9.html[the plan], xref:b9[], mailto:c@x.example[mail,9], https://x.example", "the plan, , mail, https://x.example"),
    "quotes": ("\"`Some 12`\" men, '`he`'.", "“Some 12” men, ‘he’."),
    "footnote": ("Some 12 men.footnote:[Of 9.] More.", "Some 12 men. More."),
    "attributes": (":a: 9\nSome {a} 12.", "Some 12."),
    "comments": ("Some\n// 9\n12 men.\n\n////\n8\n////\n\nIt ended.", "Some 12 men.\n\nIt ended."),
    "code blocks": ("----\n9\n----\n\n....\n8\n....\n\n```rb\n7\n```\n\n++++\n6\n++++\n\nIt ended.", "It ended."),
    "a styled paragraph": ("[source]\nx = 9\ny = 8\n\nIt ended.", "It ended."),
    "frames": ("****\nSome 12 men.\n****\n\n____\nIt rained.\n____", "Some 12 men.\n\nIt rained."),
    "admonition": ("WARNING: Some 12 men.", "Some 12 men."),
    "items": ("* a 12\n** b\n. c\n- [x] d", "a 12\n\nb\n\nc\n\nd"),
    "terms": ("Toll:: Some 12.\nHurt::\n  Some 13.", "Toll\n\nSome 12.\n\nHurt\n\nSome 13."),
    "header": ("= Toll\nAnn Lee 9\n\nSome 12 men.", "Toll\n\nSome 12 men."),
    "macros": ("image::a9.png[b]\ninclude::c8.adoc[]\nSome 12 men.\nifdef::d7[]\nMore.", "Some 12 men.\n\nMore."),
    "a line break": ("Some +\n12 men.", "Some 12 men."),
    "a table of one line a row": ("|===\n|a |b 12\n|c \n|d\n|===", "a\tb 12\n\nc\td"),
    "a table that never ends": ("|===\n|a |b 12", "a\tb 12"),
    "a fence that never ends": ("Some 12.\n\n----\n9", "Some 12."),
    "lines of Windows": ("== Toll\r\n\r\nSome\r\n12 men.\r\n", "Toll\n\nSome 12 men."),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_text(name):
    page, text = CASES[name]
    assert adoc.read(page.encode(), "a.adoc").text == text


def test_marks_and_what_the_page_tells():
    read = adoc.read(SAMPLE.read_bytes(), "page.adoc")
    found = {p: [read.text[m.start : m.end] for m in read.marks if m.position is p] for p in Position}
    assert found[Position.HEADLINE] == ["Toll rises to 1,700", "Numbers"]
    assert found[Position.LIST] == ["item of 12", "item of 14 that goes on with more", "first", "second"]
    assert found[Position.CAPTION] == ["A map of 3 towns"]
    assert found[Position.TABLE] == ["Place\tDead", "Lasang\t12", "Karo\t13"]
    assert (read.outlet, read.published, read.locale, read.about) == ("Hill Wire", "2026-03-10", "en-GB", About("Toll rises to 1,700"))


@pytest.mark.parametrize(
    ("raw", "found"), [(b"", "is empty"), (b"\x00\x01", "is binary"), (b"// 12 men", "has no words"), (b"PK\x03\x04", "is a ZIP")]
)
def test_what_is_refused(raw, found):
    with pytest.raises(SourceError, match=rf"a\.adoc: {found}"):
        adoc.read(raw, "a.adoc")
