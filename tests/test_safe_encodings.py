"""What a page calls its encoding: only what browsers know is looked up, and what is not true of the bytes is told."""

from __future__ import annotations

import encodings
import pkgutil

import pytest

from factcheck.sources.decoding import decode
from factcheck.sources.formats import reader_for
from factcheck.tables.encodings import encoding_labels

COPY = "The café’s ferry carried 275 passengers."
PAGE = '<html><head><meta charset="{}"></head><p>{}</p></html>'


def _read(raw: bytes):
    return reader_for("a.html")(raw, "a.html")


# Whatever Python knows and browsers do not, and what is no encoding at all.
STRANGE = ["cp037", "undefined", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "rot13", "utf-7", "utf-32", "mbcs", "oem", "base64",
           "hex", "zlib", "cp65001", "x-nothing", "..", "os", "iso-2022-kr", "hz-gb-2312", "latin_1", "iso8859_1", "u8", "cp1006"]  # fmt: skip


@pytest.mark.parametrize("label", STRANGE)
def test_what_browsers_do_not_know_is_a_note(label):
    read = _read(PAGE.format(label, COPY).encode("cp1252"))
    assert COPY in read.text
    assert read.notes[0] == f"calls its encoding {label}, which is none that browsers know"
    assert read.notes[1:] == ("no UTF-8; read as cp1252, a guess",)


def test_escapes_of_python_stay_what_they_are():
    page = '<meta charset="unicode_escape"><p>The ferry carried \\x32\\x35\\x37 \\ud800 passengers at the café.</p>'.encode("cp1252")
    assert "carried \\x32\\x35\\x37 \\ud800 passengers at the café." in _read(page).text


@pytest.mark.parametrize("label", ["UTF-8", "utf8", " Utf-8 ", "utf-16", "unicode"])
def test_what_is_true_is_no_note(label):
    assert decode(COPY.encode(), "a", label) == (COPY, ())


@pytest.mark.parametrize(("label", "codec"), [("Latin1", "cp1252"), ("l1", "cp1252"), ("macintosh", "mac_roman"), ("iso-8859-15", "iso8859-15"),
                                              ("windows-1254", "cp1254"), ("iso-8859-9", "cp1254"), ("x-user-defined", "cp1252")])  # fmt: skip
def test_what_browsers_know_is_read_so(label, codec):
    copy = "The café paid 45 cents."
    assert _read(PAGE.format(label, copy).encode(codec)).text.strip() == copy
    assert _read(PAGE.format(label, copy).encode(codec)).notes == ()


@pytest.mark.parametrize(
    ("raw", "label", "notes"),
    [
        (COPY.encode(), "latin1", ("calls its encoding latin1, which its bytes are not",)),
        (COPY.encode("cp1252"), "utf-8", ("calls its encoding utf-8, which its bytes are not", "no UTF-8; read as cp1252, a guess")),
        (COPY.encode("cp1252"), "utf-16", ("calls its encoding utf-16, which its bytes are not", "no UTF-8; read as cp1252, a guess")),
        (COPY.encode("cp1252"), "euc-jp", ("calls its encoding euc-jp, which its bytes are not", "no UTF-8; read as cp1252, a guess")),
        (b"The ferry carried 275 passengers.", "shift_jis", ()),
        (b"The ferry carried 275 passengers.", "cp037", ()),
        (b"\xef\xbb\xbf" + COPY.encode(), "latin1", ()),
    ],
    ids=[
        "utf-8 under another name",
        "another under utf-8",
        "utf-16 that is none",
        "japanese that is none",
        "plain",
        "plain, strange",
        "a mark decides",
    ],
)
def test_bytes_that_are_not_what_the_label_says_are_told(raw, label, notes):
    text, told = decode(raw, "a", label)
    assert "275 passengers" in text
    assert told == notes


def test_the_note_is_in_the_coverage(tmp_path, capfdbinary):
    from commandline import run

    (tmp_path / "a.html").write_bytes(PAGE.format("cp037", COPY).encode("cp1252"))
    (tmp_path / "b.txt").write_text(COPY)
    code, out, _ = run(capfdbinary, "check", tmp_path, "--format", "json")
    assert code == 0
    assert "a.html: calls its encoding cp037, which is none that browsers know" in out


def test_the_declaration_of_xml_counts():
    page = '<?xml version="1.0" encoding="iso-8859-5"?><html><p>Указ 12 людей</p></html>'
    assert "Указ 12 людей" in _read(page.encode("iso-8859-5")).text


def test_every_name_of_the_table_makes_text_of_bytes():
    labels = encoding_labels()
    assert len(labels) > 200
    assert all(label == label.lower() for label in labels)
    assert all("12 men".encode(name) == b"12 men" for name in set(labels.values())), "ASCII in all of them, so that figures are found"
    python = {m.name for m in pkgutil.iter_modules(encodings.__path__)}
    assert {"unicode_escape", "undefined", "cp037", "utf_7", "idna"} <= python
    assert {"unicode_escape", "undefined", "cp037", "utf_7", "idna", "utf_16", "hz"}.isdisjoint(labels.values())
