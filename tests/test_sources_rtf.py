"""Rich Text Format: what is read of a document, where it stands, and what is refused."""

from __future__ import annotations

import re

import pytest

from factcheck.errors import SourceError
from factcheck.model import About, Position
from factcheck.sources import load, rtf
from factcheck.sources.formats import reader_of_bytes

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0 Times 99;}{\f1\fcharset204 Kyr;}}{\colortbl;\red88;}"
    r"{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2 House 77;}{\*\cs10 Default 66;}}"
    r"{\info{\title Toll in the north}{\company Hill Wire}{\creatim\yr2020\mo1\dy2}{\revtim\yr2026\mo3\dy10\hr9}}"
    r"{\*\generator Writer 55;}{\header 44}"
)
BODIES = {
    "paragraphs": (r"At least 1,700\par{\b Some} 12 men.\par", ["At least 1,700", "Some 12 men."]),
    "no mark at the end": (r"Some 12 men.", ["Some 12 men."]),
    "unicode with what stands for it": (r"caf\u233\'e9 \u8211- \u8364?5 \uc0\u233x {\uc2\u233ab}c", ["café – €5 éx éc"]),
    "halves of characters": (r"\u-10179?\u-8704? men", ["😀 men"]),
    "code pages": (r"\'93Some\'94 \f1\'d3\'ea\'e0\'e7\f0 \'e9", ["“Some” Указé"]),
    "signs": (r"a\~b\_c\-d \{e\} \\ \emdash\lquote f\rquote\tab g\line h", ["a\u00a0b\u2011cd {e} \\ —‘f’\tg", "h"]),
    "deleted and hidden": (r"Some {\deleted 12}{\v 13}{\revised 14} men.{\*\unknown 15}", ["Some 14 men."]),
    "hidden off": (r"Some \v 12\v0 14\plain  men.", ["Some 14 men."]),
    "fields": (r'See {\field{\*\fldinst HYPERLINK "http://x.example/9"}{\fldrslt the plan}}.', ["See the plan."]),
    "pictures": (r"{\pict\wmetafile8 0102}{\object{\*\objdata 03}}{\*\shppict{\pict 04}}{\nonshppict 05}{\pict\bin4 }{\}}Some 12.", ["Some 12."]),
    "headers, comments, footnotes": (r"{\footer 9}Some 12{\footnote 8}{\*\annotation 7} men.", ["Some 12 men."]),
    "bullets": (r"{\listtext 1.\tab}\ls1 Some 12.\par\pard It rained.", ["Some 12.", "It rained."]),
    "a table": (
        r"\trowd\pard\intbl Place\cell Dead\cell\row\trowd\pard\intbl Lasang\par city\cell 12\cell\row\pard It ended.",
        ["Place\tDead", "Lasang city\t12", "It ended."],
    ),
    "lines of the file": ("Some\n 12\r\n men.", ["Some 12 men."]),
}  # fmt: skip


def _read(body):
    return rtf.read(f"{HEAD}{body}}}".encode("latin-1"), "a.rtf")


@pytest.mark.parametrize("name", BODIES)
def test_what_is_read(name):
    body, lines = BODIES[name]
    assert [line for line in _read(body).text.split("\n") if line] == lines


def test_headings_items_and_places():
    read = _read(r"\pard\s1 Toll\par\pard\s2\outlinelevel1 North\par\pard\par\ls2 Some 12.\par\pard\s2 It\line rained.\par")
    assert [(read.text[m.start : m.end], m.position) for m in read.marks] == [
        ("Toll", Position.HEADLINE),
        ("North", Position.HEADLINE),
        ("Some 12.", Position.LIST),
    ]
    assert [(run.line, run.column) for run in read.origin if read.text[run.start].isalpha()] == [(1, 1), (2, 1), (4, 1), (5, 1), (6, 1)]


def test_what_a_document_tells(tmp_path):
    (tmp_path / "a.rtf").write_text(f"{HEAD}Toll in the north\\par Some{{\\footnote 9}} 12 men.}}")
    [source] = load([tmp_path]).sources
    assert (source.published, source.format, source.about) == (None, "rtf", About("Toll in the north", "2026-03-10", credit="Hill Wire"))
    assert source.notes == ("1 note at the foot or the end not read", "last saved 2026-03-10, which is not taken as the day of its text")
    assert source.marks[0].position is Position.HEADLINE
    assert reader_of_bytes((tmp_path / "a.rtf").read_bytes()) is rtf.read


HARM = {
    "empty": (b"", "is empty"),
    "no rtf": (b"Some 12 men.", "is no RTF"),
    "a zip": (b"PK\x03\x04", "is no RTF"),
    "open groups": (b"{\\rtf1 {Some 12 men.", "ends too soon"),
    "deep": (b"{\\rtf1 " + b"{" * 100_000, "is nested too deep: more than 2,000 groups"),
    "no words": (b"{\\rtf1 {\\pict 12}}", "has no words"),
    "half a token": (b"{\\rtf1 Some\\", "ends too soon"),
    "a long binary": (b"{\\rtf1 \\bin9999999999 Some}", "ends too soon"),
}


@pytest.mark.parametrize("name", HARM)
def test_what_is_refused(name):
    raw, found = HARM[name]
    with pytest.raises(SourceError) as caught:
        rtf.read(raw, "a.rtf")
    assert str(caught.value).startswith(f"a.rtf: {found}")


@pytest.mark.parametrize(
    "body", [r"\u99999999?x", r"\ansicpg99999 \'e9", r"\fcharset999 x", r"\uc-5\u233 x", r"{\info{\revtim\yr-1\mo99\dy99}}x", r"\cell\row x", r"}}}x"]
)
def test_what_means_nothing_ends_no_run(body):
    assert "x" in _read(f"12 {body} x").text or body.startswith("}")


@pytest.mark.parametrize("name", ["paragraphs", "unicode with what stands for it", "fields"])
def test_striprtf_reads_the_same_words(name):
    striprtf = pytest.importorskip("striprtf.striprtf")
    body, _ = BODIES[name]
    theirs = striprtf.rtf_to_text(f"{HEAD}{body}}}", errors="replace")
    assert re.findall(r"\w+", theirs) == re.findall(r"\w+", _read(body).text)
