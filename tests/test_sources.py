"""Readers, encodings and places: what text comes out of a file, and the way back."""

from __future__ import annotations

import codecs
import pickle
from bisect import bisect_right
from importlib import import_module
from pathlib import Path

import pytest
from least import least

from factcheck import sources
from factcheck.errors import SourceError
from factcheck.model import Position
from factcheck.sources import formats as listed
from factcheck.sources import load
from factcheck.sources.decoding import decode
from factcheck.sources.formats import formats, reader_for, suffixes

MADE = (
    ".docx",
    ".odt",
    ".eml",
    ".srt",
    ".vtt",
    ".json",
    ".xml",
    ".rss",
    ".atom",
    ".ipynb",
    ".rtf",
    ".pdf",
    ".warc",
    ".warc.gz",
    ".wet",
    ".wet.gz",
    ".csv",
    ".tsv",
    ".xlsx",
    ".parquet",
)  # by tests of their own
SAMPLES = Path(__file__).parent / "cases" / "sources"
NAMES = sorted(p.name for p in SAMPLES.iterdir() if p.suffix != ".expected")


def _reading(name):
    return reader_for(name)((SAMPLES / name).read_bytes(), name)


@pytest.mark.parametrize("name", NAMES)
def test_text_of_a_sample(name):
    expected = (SAMPLES / f"{name}.expected").read_text(encoding="utf-8")
    assert _reading(name).text.rstrip() == expected.rstrip()


def test_what_a_reader_says_in_its_file_is_what_it_says_when_it_is_imported():
    folder = Path(sources.__file__).parent
    modules = [import_module(f"factcheck.sources.{p.stem}") for p in sorted(folder.glob("*.py")) if p.stem != "__init__"]
    assert tuple(sorted((m.SUFFIXES, m.SUMMARY) for m in modules if hasattr(m, "SUFFIXES"))) == formats()


def test_readers_without_their_text_are_imported(monkeypatch):
    def gone(package, name):
        raise FileNotFoundError(name)

    told = formats()
    monkeypatch.setattr(listed, "get_data", gone)
    assert tuple(sorted(listed._declared.__wrapped__().values())) == told


@pytest.mark.parametrize("suffix", sorted(suffixes()))
def test_every_format_has_a_sample(suffix):
    twins = {".text": ".txt", ".rest": ".rst", ".asciidoc": ".adoc", ".latex": ".tex", ".markdown": ".md", ".xhtml": ".html"}
    assert any(name.endswith(twins.get(suffix, suffix)) for name in (*NAMES, *MADE))


@pytest.mark.parametrize("name", [n for n in NAMES if not n.endswith(".txt")])
def test_every_word_is_found_at_its_place_in_the_file(name):
    reading = _reading(name)
    lines = (SAMPLES / name).read_text(encoding="utf-8").split("\n")
    starts = [run.start for run in reading.origin]
    checked = 0
    for offset, char in enumerate(reading.text):
        if char.isalnum():
            run = reading.origin[bisect_right(starts, offset) - 1]
            assert lines[run.line - 1][run.column - 1 + offset - run.start] == char
            checked += 1
    assert checked > 50


@pytest.mark.parametrize(
    ("name", "position", "stretches"),
    [
        ("article.md", Position.HEADLINE, ["Toll rises to 1,700", "Setext heading"]),
        ("article.md", Position.LIST, ["item of 12", "item of 14 that goes on", "first", "second"]),
        ("article.md", Position.TABLE, ["place\tdead", "Lasang\t12"]),
        ("article.md", Position.CAPTION, ["A map of 3 towns"]),
        ("page.html", Position.HEADLINE, ["Toll rises to\u00a01,700"]),
        ("page.html", Position.LIST, ["One of 12", "Two of 14"]),
        ("page.html", Position.TABLE, ["Place\tDead", "Lasang\t12"]),
        ("page.html", Position.CAPTION, ["A map of 3 towns"]),
    ],
)
def test_marks(name, position, stretches):
    reading = _reading(name)
    assert [reading.text[m.start : m.end].strip() for m in reading.marks if m.position is position] == stretches


COPY = "About 275 men’s “tents” in the café – and £5m.\r\nThe end.\n"


@pytest.mark.parametrize(
    ("raw", "notes"),
    [
        (COPY.encode(), ()),
        (codecs.BOM_UTF8 + COPY.encode(), ()),
        (codecs.BOM_UTF16_LE + COPY.encode("utf-16-le"), ()),
        (codecs.BOM_UTF16_BE + COPY.encode("utf-16-be"), ()),
        (codecs.BOM_UTF32_LE + COPY.encode("utf-32-le"), ()),
        (COPY.encode("cp1252"), ("no UTF-8; read as cp1252, a guess",)),
    ],
    ids=["utf-8", "mark", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252"],
)
def test_encodings_give_the_same_text(raw, notes):
    assert decode(raw, "a.txt") == (COPY, notes)


def test_a_page_may_name_its_encoding():
    page = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-5"><p>Указ 12 людей</p>'
    assert reader_for("a.html")(page.encode("iso-8859-5"), "a.html").text.strip() == "Указ 12 людей"


def test_what_was_pasted_into_utf_8_from_cp1252_is_read_and_told():
    raw = ("Café, naïve, £5, “12”. " * 3).encode() + "A fare of €45, the owner’s. ".encode("cp1252") + b"\x81 end"
    text, notes = decode(raw, "a.txt")
    assert text.count("“12”") == 3
    assert text.endswith("A fare of €45, the owner’s. \ufffd end")
    assert notes == ("2 bytes are no UTF-8; read as cp1252, a guess", "1 bytes are in no encoding and stand as \ufffd")


SHORT = [
    "The toll is €45.",
    "Ticket: £9",
    "The captain’s boat cost €1.2m – “too much”, he said.",
    "Café €5",
    "The 12½-mile path costs 30¢ more.",
]


@pytest.mark.parametrize("copy", SHORT)
def test_cp1252_is_the_first_guess_however_short_the_text(copy):
    assert decode(copy.encode("cp1252"), "a.txt") == (copy, ("no UTF-8; read as cp1252, a guess",))


def test_a_text_that_cp1252_misreads_is_guessed_anew():
    copy = "The captain’s boat and the owner’s house were “old”, the mayor’s office said. It wasn’t the ferry’s first fire – nor the crew’s."
    assert decode(copy.encode("mac_roman"), "a.txt") == (copy, ("no UTF-8; read as mac_roman, a guess",))


@pytest.mark.parametrize("declared", ["iso-8859-1", "us-ascii", "latin1"])
def test_a_page_that_calls_itself_latin_1_is_cp1252_as_in_browsers(declared):
    page = f'<meta charset="{declared}"><p>The ferry’s fare was €45.</p>'
    assert reader_for("a.html")(page.encode("cp1252"), "a.html").text.strip() == "The ferry’s fare was €45."


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "a.txt: is empty; expected text"),
        (b" \r\n\t\n", "a.txt: holds nothing but blanks"),
        (codecs.BOM_UTF8, "a.txt: holds nothing but blanks"),
        (b"%PDF-1.7\n", "a.txt: is a PDF"),
        (b"PK\x03\x04abc", "a.txt: is a ZIP archive or office document"),
        (b"\x89PNG\r\n\x1a\n", "a.txt: is a PNG image"),
        (bytes(range(256)) * 4, "a.txt: is binary"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "a.txt: byte 0 is no UTF-16-LE, which its mark announces"),
    ],
)
def test_what_is_no_text_is_refused(raw, message):
    with pytest.raises(SourceError) as caught:
        decode(raw, "a.txt")
    assert str(caught.value).startswith(message)


def test_a_page_without_words_is_refused():
    with pytest.raises(SourceError, match=r"a\.html: has no words"):
        reader_for("a.html")(b"<html><script>var x = 12;</script></html>", "a.html")


# Each is repeated up to a long file: tags, brackets, fences and comments that never close.
HOSTILE = [
    "<a ",
    "<",
    '<a "',
    "<!--",
    "<nav>",
    "&",
    "[",
    "](",
    "[](",
    "[a](b(c ",
    "[a][b ",
    "*",
    "_a",
    "`",
    "` ",
    "```\n",
    "- ",
    "|",
    "> ",
    "a\n",
    "<sup>",
    "{",
    "{'",
    "<a {",
    "import {",
    "<b>x</b>\n",
    "{x}",
    "|a",
    ":a:`",
    ".. a\n",
    "a::\n",
    "a;;",
    "|===\n",
    "((",
    "\\",
    "$",
    "\\a{",
    "\\begin{a}",
    "%",
    "+--\n",
    "== ==\n",
]


@pytest.mark.parametrize("suffix", [".md", ".mdx", ".html", ".vtt", ".rst", ".adoc", ".tex"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_no_faster_than_the_file(piece, suffix):
    head = "00:00.000 --> 00:01.000\n" if suffix == ".vtt" else ""
    files = [f"{head}x\n{piece * (n // len(piece))}".encode() for n in (15_000, 120_000)]

    def near_linear(short, long):
        return long < 8 * short * 2.5 + 0.0125  # eight times the file; quadratic would be 64 times

    times = least([lambda f=f: reader_for(f"a{suffix}")(f, "a") for f in files], near_linear)
    assert near_linear(*times), times


def test_sources_survive_pickling():
    source = load([SAMPLES / "page.html"]).sources[0]
    assert pickle.loads(pickle.dumps(source)) == source
