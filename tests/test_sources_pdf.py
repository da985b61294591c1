"""PDF: what is read of its pages and in which order, where it stands, and what is refused. Without pypdf: what is told."""

from __future__ import annotations

import io
import logging
import re

import pytest
from pdf_files import assembled, column, pdf

from factcheck.errors import SourceError, TooLargeError
from factcheck.model import About, Position, Run
from factcheck.sources import load
from factcheck.sources import pdf as reader
from factcheck.sources.pagelayout import paragraphs, without_furniture

LEFT = """The dam above the valley failed on
Monday night and some 1,700 peo-
ple had to leave their homes, the
ministry said on Tuesday.

About 275 soldiers were sent to
the north of the country."""
RIGHT = """The river fell again by noon. Of
the 40 bridges in the region 12
are closed, and the road to Varn
will stay shut until May and the"""
ONWARD = """mayor told reporters that repairs would cost a sum of $5 million in all of this year, as far as
anybody knows today."""
PAGES = [
    [(50, 770, "Hill Wire"), (540, 770, "Page 1"), (50, 730, "Toll rises"), *column(50, 700, LEFT), *column(310, 700, RIGHT), (290, 30, "1")],
    [(50, 770, "Hill Wire"), (540, 770, "Page 2"), *column(50, 700, ONWARD), (290, 30, "2")],
]
READ = [
    "Toll rises",
    "The dam above the valley failed on Monday night and some 1,700 people had to leave their homes, the ministry said on Tuesday.",
    "About 275 soldiers were sent to the north of the country.",
    "The river fell again by noon. Of the 40 bridges in the region 12 are closed, and the road to Varn will stay shut until May and the mayor told "
    "reporters that repairs would cost a sum of $5 million in all of this year, as far as anybody knows today.",
]
INFO = "/Title (Toll in the north) /CreationDate (D:20260309) /ModDate (D:20260310143000+01'00')"


@pytest.fixture
def pypdf():
    return pytest.importorskip("pypdf")


@pytest.mark.parametrize("packed", [False, True])
def test_columns_are_read_in_order_without_running_heads(pypdf, packed):
    read = reader.read(pdf(PAGES, packed=packed), "a.pdf")
    assert read.text.split("\n\n") == READ


def test_a_page_is_a_line(pypdf):
    read = reader.read(pdf(PAGES), "a.pdf")
    assert [run.line for run in read.origin] == [1, 1, 1, 1, 2]
    assert read.origin[0] == Run(0, 1, 1)
    last = read.origin[-1]
    assert (read.text[last.start :].startswith("mayor told"), last.column) == (True, 1)
    assert read.origin[1].column == len("Toll rises") + 2


def test_what_a_document_tells(pypdf, tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf([*PAGES, []], info=INFO))
    [source] = load([tmp_path]).sources
    assert (source.format, source.locale, source.published, source.about) == ("pdf", "en-GB", None, About("Toll in the north", "2026-03-10"))
    assert source.notes == (
        "1 page without text, perhaps pictures, not read",
        "last saved 2026-03-10, which is not taken as the day of its text",
    )


# A page as it lies on the grid, and its paragraphs, one a line.
LAYOUTS = {
    "one column": ("Some 12 men came to the\nnorth of the valley.", "Some 12 men came to the north of the valley."),
    "indented": ("Some 12 men came.\n   It rained on the hills\nand in the valley.", "Some 12 men came.\nIt rained on the hills and in the valley."),
    "a short line": (
        "Some 12 men came to the north of\nthe hill.\nIt rained on the hills.", "Some 12 men came to the north of the hill.\nIt rained on the hills.",
    ),
    "lines far apart": ("Some 12\n\nmen came\n\nhome.\n\n\nIt rained.", "Some 12 men came home.\nIt rained."),
    "a hyphen that stays": ("In the years 2019-\n20 the South-\nEast lost 12.", "In the years 2019- 20 the South- East lost 12."),
    "items": ("• one of 12\n• two of 14\n  that go on", "one of 12\ntwo of 14 that go on"),
    "a table": ("Place      Dead\nLasang     12\nKaro       13\n\nIt ended.", "Place\tDead\nLasang\t12\nKaro\t13\nIt ended."),
    "a table of contents": ("1 Toll . . . . . . . . . 9\n2 Hurt ........ xii\nIt ended.", "It ended."),
    "ligatures": ("The ﬁrst oﬃcer has ﬂed.", "The first officer has fled."),
    "three columns": (
        """\
The first column is      The second one goes       The third of them has
read from the top to     on beside the first       it all to itself until
its end alone.           and no other.             the page is over.""",
        """\
The first column is read from the top to its end alone.
The second one goes on beside the first and no other.
The third of them has it all to itself until the page is over.""",
    ),
    "a right column that begins later": (
        """\
The left one starts up here and
goes on for some lines with its      A box on the right has
copy, which has nothing to do        words of its own, in
with what stands beside it.          three short lines.""",
        """\
The left one starts up here and goes on for some lines with its copy, which has nothing to do with what stands beside it.
A box on the right has words of its own, in three short lines.""",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_paragraphs_of_a_page(name):
    page, expected = LAYOUTS[name]
    found = list(paragraphs(page.split("\n")))
    assert "\n".join(p.words for p in found) == expected
    assert [p.position for p in found if p.position] == {"items": [Position.LIST] * 2, "a table": [Position.TABLE] * 3}.get(name, [])


FURNITURE = {
    "numbers": (
        [["12", "Some men.", "- 3 -"], ["13", "More men.", "Page 4 of 9"], ["More boys.", "xii"]],
        [["Some men."], ["More men."], ["More boys."]],
    ),
    "a title that runs on": (
        [["Toll", "Some men."], ["Toll", "More men."], ["Toll", "No men."]],
        [["Toll", "Some men."], ["More men."], ["No men."]],
    ),
    "copy of a single page": ([["Some 12 men.", "It rained."]], [["Some 12 men.", "It rained."]]),
    "copy that differs": ([["Some 12 men."], ["More 13 boys."]], [["Some 12 men."], ["More 13 boys."]]),
}


@pytest.mark.parametrize("name", FURNITURE)
def test_running_heads_and_numbers_of_pages(name):
    pages, kept = FURNITURE[name]
    assert without_furniture(pages) == kept


ENCRYPTED = "/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + "x" * 32 + ") /U (" + "y" * 32 + ") /P -4 >> /ID [(a) (a)] "
HARM = {
    "empty": (b"", SourceError, "is empty"),
    "no pdf": (b"Some 12 men.", SourceError, "is no PDF"),
    "a zip": (b"PK\x03\x04", SourceError, "is no PDF"),
    "no more than a head": (b"%PDF-1.7\n", SourceError, "is damaged: "),
    "truncated": (pdf(PAGES)[:700], SourceError, ("is damaged: ", "has no words")),
    "no words": (pdf([[]]), SourceError, "has no words"),
    "encrypted": (pdf(PAGES, trailer=ENCRYPTED), SourceError, "is encrypted"),
    "a bomb": (assembled([b" " * 70_000_000], packed=True), TooLargeError, "unpacks to more than "),
    "brackets": (assembled([b"BT " + b"[" * 50_000 + b" ET"]), SourceError, ("is damaged: ", "has no words")),
    "states that never end": (assembled([b"q " * 50_000]), SourceError, ("is damaged: ", "has no words")),
}


@pytest.mark.parametrize("name", HARM)
def test_what_is_refused(pypdf, name):
    raw, kind, found = HARM[name]
    with pytest.raises(kind) as caught:
        reader.read(raw, "a.pdf")
    assert str(caught.value).removeprefix("a.pdf: ").startswith(found)


def test_what_pypdf_says_of_broken_files_is_no_line_of_ours(pypdf, capfd):
    with pytest.raises(SourceError):
        reader.read(HARM["no more than a head"][0], "a.pdf")
    assert logging.getLogger("pypdf").handlers
    assert capfd.readouterr() == ("", "")


def test_places_far_away_make_no_long_page(pypdf):
    content = b"BT /F1 10 Tf 0 0 Td (Some 12) Tj ET BT /F1 10 Tf 900000000 0 Td (men) Tj ET BT /F1 10 Tf 0 900000000 Td (came) Tj ET"
    assert sorted(re.findall(r"\w+", reader.read(assembled([content]), "a.pdf").text)) == ["12", "Some", "came", "men"]


def test_a_page_of_drawings_is_told(pypdf):
    drawing = b"0 0 m 1 1 l S\n" * 400_000
    read = reader.read(assembled([b"BT /F1 10 Tf 50 700 Td (Some 12 men.) Tj ET", drawing], packed=True), "a.pdf")
    assert (read.text, "1 page of drawings not read" in read.notes) == ("Some 12 men.", True)


def test_without_pypdf_a_file_is_not_read_and_says_what_to_install(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Some 12 men.")
    (tmp_path / "b.pdf").write_bytes(pdf(PAGES))
    monkeypatch.setattr("factcheck.sources.extras.find_spec", lambda name: None)
    told = "b.pdf: needs pypdf, which is not installed; in the clone: pip install '.[pdf]'"
    assert [str(s) for s in load([tmp_path]).skipped] == [told]
    assert [str(s) for s in load([tmp_path / "a.txt", tmp_path / "b.pdf"]).skipped] == [told]
    with pytest.raises(SourceError, match=r"no sources in it; .*needs pypdf"):
        load([tmp_path / "b.pdf"])


def test_pdfminer_reads_the_same_words(pypdf):
    high_level = pytest.importorskip("pdfminer.high_level")
    theirs = re.sub(r"-\n", "", high_level.extract_text(io.BytesIO(pdf(PAGES))))
    ours = reader.read(pdf(PAGES), "a.pdf").text
    assert sorted({"Hill", "Wire", "Page", "2", *re.findall(r"\w+", ours)}) == sorted(set(re.findall(r"\w+", theirs)))
