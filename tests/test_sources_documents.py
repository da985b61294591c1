"""Word and OpenDocument texts: what is read of them, where it stands, and what is refused."""

from __future__ import annotations

import zipfile

import pytest
from office_files import SAMPLES, W, archive, docx, docx_parts, odt, odt_parts, p, row

from factcheck.config import Config
from factcheck.errors import SourceError, TooLargeError
from factcheck.model import Limits, Position
from factcheck.pipeline import check_sources
from factcheck.report.catalogue import Catalogue
from factcheck.sources import archive as packed
from factcheck.sources import load, xmlparts
from factcheck.sources.formats import reader_for, reader_of_bytes

WHOLE = "<w:r><w:t>{}</w:t></w:r>"
DEL = '<w:del w:id="1"><w:r><w:delText>{0}</w:delText><w:t>{0}</w:t></w:r></w:del>'


def _texts(reading):
    return [line for line in reading.text.split("\n") if line]


def _read(name, raw):
    return reader_for(name)(raw, name)


# What the body of a Word document holds, and the lines that are read of it.
DOCX = {
    "runs": ("<w:p><w:r><w:t>At least 1,</w:t></w:r><w:r><w:t>700</w:t></w:r></w:p>", ["At least 1,700"]),
    "insertions in, deletions out": (
        f'<w:p>{WHOLE.format("Some ")}{DEL.format("12")}<w:ins w:id="2">{WHOLE.format("14")}</w:ins>{WHOLE.format(" died.")}</w:p>',
        ["Some 14 died."],
    ),
    "moved words once": (
        f"<w:p><w:moveFrom>{WHOLE.format('30 men')}</w:moveFrom></w:p><w:p><w:moveTo>{WHOLE.format('30 men')}</w:moveTo></w:p>",
        ["30 men"],
    ),
    "a deleted mark joins two paragraphs": (
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{WHOLE.format('Rain fell ')}</w:p><w:p>{WHOLE.format('on 12 villages.')}</w:p>",
        ["Rain fell on 12 villages."],
    ),
    "a deleted mark at the end": (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{WHOLE.format('12 villages')}</w:p>", ["12 villages"]),
    "hidden words": (
        '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>77</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>12 men</w:t></w:r></w:p>',
        ["12 men"],
    ),
    "formerly hidden words": (
        "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>12 men</w:t></w:r></w:p>",
        ["12 men"],
    ),
    "fields show their result": (f"<w:p><w:r><w:instrText>PAGE 55</w:instrText></w:r>{WHOLE.format('page 3')}</w:p>", ["page 3"]),
    "tabs and breaks": (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>1</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r></w:p>",
        ["a\t1", "b\u20112"],
    ),
    "a box once, before what it stands in": (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Box of 5</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>Box of 5</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
        f"{WHOLE.format('Text of 6')}</w:p>",
        ["Box of 5", "Text of 6"],
    ),
    "rows and cells": (f"<w:tbl>{row('place', 'dead')}{row('Lasang', '', '12')}</w:tbl>", ["place\tdead", "Lasang\t12"]),
    "a deleted row": (f"<w:tbl>{row('Lasang', '12')}{row('Dorat', '9', properties='<w:trPr><w:del/></w:trPr>')}</w:tbl>", ["Lasang\t12"]),
    "a table in a cell": (
        f"<w:tbl><w:tr><w:tc>{p('north')}<w:tbl>{row('Lasang', '12')}</w:tbl></w:tc></w:tr></w:tbl>{p('After 3')}",
        ["north Lasang 12", "After 3"],
    ),
    "another vocabulary": ('<w:p><m:oMath xmlns:m="urn:m"><m:r><m:t>44</m:t></m:r></m:oMath><w:r><w:t>4 men</w:t></w:r></w:p>', ["4 men"]),
}


@pytest.mark.parametrize("name", DOCX)
def test_what_is_read_of_a_word_document(name):
    body, expected = DOCX[name]
    assert _texts(_read("a.docx", docx(body))) == expected


def test_what_is_read_of_an_opendocument_text():
    text = "Toll rises to 1,700|In the north|First of 12|Second of 12|No item of  12|goes on|A map of 3 towns|Box of 5|Text of 6"
    assert _texts(_read("story.odt", SAMPLES["story.odt"])) == [*text.split("|"), "Lasang\t12", "The mayor counted 14 people."]


@pytest.mark.parametrize(
    ("name", "position", "stretches"),
    [
        ("story.docx", Position.HEADLINE, ["Toll rises to 1,700", "In the north"]),
        ("story.docx", Position.LIST, ["First of 12", "Second of 12"]),
        ("story.docx", Position.CAPTION, ["A map of 3 towns"]),
        ("story.docx", Position.TABLE, ["Lasang\t12"]),
        ("story.docx", Position.BOILERPLATE, ["Contents 3"]),
        ("story.odt", Position.HEADLINE, ["Toll rises to 1,700", "In the north"]),
        ("story.odt", Position.LIST, ["First of 12", "Second of 12"]),
        ("story.odt", Position.CAPTION, ["A map of 3 towns"]),
        ("story.odt", Position.TABLE, ["Lasang\t12"]),
    ],
)
def test_marks(name, position, stretches):
    reading = _read(name, SAMPLES[name])
    assert [reading.text[m.start : m.end] for m in reading.marks if m.position is position] == stretches


@pytest.mark.parametrize("name", SAMPLES)
def test_notes_are_counted_and_not_read(name):
    assert _read(name, SAMPLES[name]).notes == ("1 note at the foot or the end not read",)


@pytest.mark.parametrize(
    ("name", "words", "line", "column"),
    [
        ("story.docx", "1,700", 1, 15),
        ("story.docx", "First", 5, 1),  # the empty paragraph above it is one
        ("story.docx", "Lasang", 10, 1),
        ("story.docx", "14 people", 11, 19),
        ("story.odt", "In the north", 2, 1),
        ("story.odt", "goes on", 7, 1),
        ("story.odt", "Lasang", 11, 1),
        ("story.odt", "14 people", 12, 19),
    ],
)
def test_places_count_paragraphs_rows_and_breaks(tmp_path, name, words, line, column):
    (tmp_path / name).write_bytes(SAMPLES[name])
    [source] = load([tmp_path]).sources
    assert Catalogue(check_sources([source], Config(jobs=1))).line_column(name, source.text.index(words)) == (line, column)
    assert source.file.split("\n")[line - 1][column - 1 :].startswith(words)


SAID = {"title": "A talk", "modified": "2026-03-10T14:30:00Z", "language": "en-gb"}


@pytest.mark.parametrize(
    ("name", "raw"), [("a.docx", docx(p("A talk") + p("It took 2 hours."), **SAID)), ("a.odt", odt("<text:p>A talk</text:p>", **SAID))]
)
def test_what_a_document_says_of_itself(tmp_path, name, raw):
    (tmp_path / name).write_bytes(raw)
    [source] = load([tmp_path]).sources
    assert (source.published, source.locale, source.format) == (None, "en-GB", name[2:])
    assert source.notes == ("last saved 2026-03-10T14:30:00Z, which is not taken as the day of its text",)
    assert [source.text[m.start : m.end] for m in source.marks] == ["A talk"]  # the title of the properties makes it a heading
    (tmp_path / "corpus.toml").write_text(f'[[source]]\npath = "{name}"\npublished = "2026-03-11"\nlocale = "de"\n')
    [source] = load([tmp_path]).sources
    assert (source.published, source.locale) == ("2026-03-11", "de")


def test_a_title_that_nobody_sees_is_no_text():
    assert _texts(_read("a.docx", docx(p("Rain fell."), title="Template 2019"))) == ["Rain fell."]


def test_properties_of_no_sense_say_nothing():
    read = _read("a.docx", docx(p("Rain fell."), modified="yesterday", language="xx-XX"))
    assert (read.published, read.locale, read.notes) == (None, None, ())


@pytest.mark.parametrize("name", SAMPLES)
def test_standard_input_may_be_a_document(name):
    assert reader_of_bytes(SAMPLES[name]) is reader_for(name)


def _without(parts, name):
    return archive({key: part for key, part in parts.items() if key != name})


def _with(name, part, odf=False):
    parts = odt_parts("<text:p>A 1.</text:p>") if odf else docx_parts(p("A 1."))
    return archive({**parts, name: part})


def _encrypted(raw):
    """The flag of encryption set in every part, in both of the places where it stands."""
    changed = bytearray(raw)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := raw.find(mark, at + 1)) >= 0:
            changed[at + offset] |= 1
    return bytes(changed)


MAIN = "word/document2.xml"
BODIED = f"<w:document {W}><w:body>{{}}</w:body></w:document>"
ENTITIES = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + BODIED.format(p("&b;"))
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BODIED.format(p("&x;"))
PARAMETER = '<!DOCTYPE d [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>' + BODIED.format(p("A 1."))
DEEP = BODIED.format("<w:p>" * 20_000)
REFUSED = {
    "nothing": ("a.docx", b"", "is empty; expected a .docx document"),
    "text": ("a.docx", b"A 1.", "is no ZIP archive, as such a document is"),
    "an old document": ("a.docx", b"\xd0\xcf\x11\xe0" * 99, "is an old or an encrypted office document"),
    "only its beginning": ("a.docx", docx(p("A 1."))[:200], "is damaged: "),
    "without its end": ("a.odt", odt("<text:p>A 1.</text:p>")[:-30], "is damaged: "),
    "changed bytes": ("a.odt", odt("<text:p>A 1.</text:p>").replace(b"A 1.", b"A 2."), "is damaged: Bad CRC-32"),
    "an archive of documents": ("a.docx", archive({"b.docx": docx(p("A 1."))}), "is a ZIP archive without word/document.xml"),
    "another document": ("a.docx", odt("<text:p>A 1.</text:p>"), "is a ZIP archive without word/document.xml"),
    "no text part": ("a.docx", _without(docx_parts(""), MAIN), f"is a ZIP archive without {MAIN}"),
    "no words": ("a.docx", docx(p(" ")), "has no words"),
    "a spreadsheet": ("a.odt", _with("content.xml", "<office><spreadsheet/></office>", odf=True), "is an OpenDocument file, but no text"),
    "encrypted": ("a.docx", _encrypted(docx(p("A 1."))), "is encrypted; expected a .docx document; save it without a password"),
    "encrypted by its program": ("a.odt", _with("META-INF/manifest.xml", "<encryption-data/>", odf=True), "is encrypted"),
    "entities": ("a.docx", _with(MAIN, ENTITIES), f"{MAIN} declares entities of its own"),
    "entities from outside": ("a.docx", _with(MAIN, OUTSIDE), f"{MAIN} declares entities of its own"),
    "entities for parameters": ("a.docx", _with(MAIN, PARAMETER), f"{MAIN} declares entities of its own"),
    "entities in properties": ("a.odt", _with("meta.xml", ENTITIES, odf=True), "meta.xml declares entities of its own"),
    "deep": ("a.docx", _with(MAIN, DEEP), f"{MAIN} is nested too deep: more than 500 elements in one another"),
    "no end": ("a.docx", _with(MAIN, BODIED.format(p("A 1."))[:-20]), f"{MAIN} is no XML: "),
    "no XML": ("a.odt", _with("content.xml", "A 1.", odf=True), "content.xml is no XML: "),
    "packed strangely": ("a.docx", archive(docx_parts(p("A 1.")), zipfile.ZIP_BZIP2), "is packed in a way that no document is (12)"),
    "many parts": ("a.docx", archive({str(n): "" for n in range(10_001)}, zipfile.ZIP_STORED), "has more than 10,000 parts"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name):
    place, raw, message = REFUSED[name]
    with pytest.raises(SourceError) as caught:
        _read(place, raw)
    assert str(caught.value).startswith(f"{place}: {message}")
    assert caught.value.remedy


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused():
    import io

    out = io.BytesIO(docx(p("A 1.")))
    with zipfile.ZipFile(out, "a") as file:
        file.writestr(MAIN, BODIED.format(p("A 2.")))
    with pytest.raises(SourceError, match=f"has 2 parts of the name {MAIN}"):
        _read("a.docx", out.getvalue())


BOMB = _with(MAIN, "<w:p/>" * 2_000_000)


def test_a_bomb_is_never_unpacked(monkeypatch):
    assert len(BOMB) < 50_000
    unpack = zipfile.ZipFile.open

    def watched(self, entry, *more):
        assert entry.filename != MAIN, "unpacked"
        return unpack(self, entry, *more)

    monkeypatch.setattr(zipfile.ZipFile, "open", watched)
    with pytest.raises(TooLargeError, match=r"a\.docx: unpacks to more than 64,000,000 bytes, .* \(word/document2\.xml\)"):
        _read("a.docx", BOMB)


def test_more_elements_than_any_document_has_are_refused(monkeypatch):
    monkeypatch.setattr(xmlparts, "_ELEMENTS", 100)
    with pytest.raises(SourceError, match=r"word/document2\.xml has more than 100 elements"):
        _read("a.docx", docx(p("A 1.") * 30))


def test_a_size_that_lies_is_no_way_round_the_limit(monkeypatch):
    monkeypatch.setattr(packed, "UNPACKED", 10_000)
    raw = bytearray(_with(MAIN, BODIED.format(p("A 1. " * 9_000))))
    at = raw.rfind(MAIN.encode(), 0, raw.rfind(b"PK\x05\x06"))  # its entry in the directory at the end
    raw[at - 46 + 24 : at - 46 + 28] = (200).to_bytes(4, "little")
    with pytest.raises(SourceError, match="is damaged: "):
        _read("a.docx", bytes(raw))


def test_a_bomb_in_a_folder_is_listed_and_one_that_is_named_is_an_error(tmp_path):
    (tmp_path / "a.txt").write_text("A 1.")
    (tmp_path / "bomb.docx").write_bytes(BOMB)
    assert [str(s) for s in load([tmp_path]).skipped] == [
        "bomb.docx: unpacks to more than 64,000,000 bytes, or to more than 200 times its size (word/document2.xml)"
    ]
    with pytest.raises(TooLargeError):
        load([tmp_path / "bomb.docx"])


def test_the_limit_of_bytes_holds_for_documents(tmp_path):
    (tmp_path / "a.docx").write_bytes(SAMPLES["story.docx"])
    with pytest.raises(SourceError, match=r"a\.docx: is larger than 100 bytes"):
        load([tmp_path / "a.docx"], limits=Limits(bytes=100))
