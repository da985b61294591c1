"""Wire formats: what is read of an item, where it stands, what it tells of itself, and what is none."""

from __future__ import annotations

import json
from bisect import bisect_right

import pytest

from factcheck.errors import NotNewsError, SourceError
from factcheck.model import Position
from factcheck.sources import load
from factcheck.sources.formats import reader_for

PAGE = "<p>At least 1,700&nbsp;men “came”.</p><p>It \\ rained 😀 on <b>12</b> \t villages.</p><ul><li>one of 3</ul>"
TOLD = {
    "uri": "urn:item:1",
    "versioncreated": "2026-03-10T14:30:00Z",
    "firstcreated": "2026-03-09T10:00:00Z",
    "language": "en-gb",
    "copyrightholder": "Harbor Wire",
}
NINJS_1 = {**TOLD, "headline": "Toll rises to 1,700", "body_text": "Not 9 men.", "body_html": PAGE}
NINJS_2 = {
    **TOLD,
    "standard": {"name": "ninjs", "version": "3.0"},
    "provider": {"name": "Harbor Wire", "uri": "http://harbor.example"},
    "copyrightholder": "Somebody",
    "headlines": [{"role": "short", "value": "Toll up"}, {"role": "main", "value": "Toll rises to 1,700"}],
    "bodies": [
        {"role": "caption", "contenttype": "text/plain", "value": "9 men"},
        {"role": "main", "contenttype": "text/html; charset=utf-8", "value": PAGE},
    ],
}
READ = "Toll rises to 1,700\n\nAt least 1,700\u00a0men “came”.\n\nIt \\ rained 😀 on 12 villages.\n\none of 3"

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf>
<head><title>Slug 77</title>
<docdata><date.issue norm="20260310T143000Z"/><doc.copyright year="2026" holder="Somebody"/></docdata>
<pubdata name="Harbor Wire" date.publication="20260311"/></head>
<body><body.head><hedline><hl1>Toll rises
to 1,700</hl1><hl2>The north café</hl2></hedline><byline>By Ann Lee, 55</byline></body.head>
<body.content><p>At least <num>1,700</num> <person>men</person> &amp; boys.</p>
<table><tr><td>Lasang</td><td>12</td></tr></table>
<media media-type="image"><media-reference source="a.jpg"/><media-caption>A map of 3 towns</media-caption></media>
</body.content><body.end><tagline>Desk 88</tagline></body.end></body></nitf>
"""
NITF_READ = "Toll rises to 1,700\n\nThe north café\n\nAt least 1,700 men & boys.\n\nLasang\t12\n\nA map of 3 towns"

G2 = """<?xml version="1.0"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1" version="2">
<rightsInfo><copyrightHolder literal="Somebody"><name>Somebody Else</name></copyrightHolder></rightsInfo>
<itemMeta><provider qcode="nprov:HW"><name>Harbor  Wire</name></provider><versionCreated>2026-03-10T14:30:00Z</versionCreated>
<firstCreated>2026-03-09T10:00:00Z</firstCreated><title>Slug 77</title></itemMeta>
<contentMeta><language tag="en-GB"/><headline>Toll rises to 1,700</headline><description>Not 9 men.</description></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""
HTML = """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>No</title></head><body><p>Some 12 men.</p></body></html></inlineXML>"""
INSIDE = f'<inlineXML contenttype="application/nitf+xml">{NITF[NITF.index("<nitf>") :]}</inlineXML>'
PLAIN = '<inlineData contenttype="text/plain">Some 12 men\ncame.\n\nIt &lt;rained&gt;.</inlineData>'
MESSAGE = f"<newsMessage><itemSet>{{}}{G2.format(content=PLAIN)[22:]}</itemSet></newsMessage>"
BARE = MESSAGE.format('<packageItem guid="urn:0"><itemMeta><provider literal="Nobody"/></itemMeta></packageItem>')

ITEMS = {
    "ninjs 1": ("a.json", json.dumps(NINJS_1, indent=1), READ),
    "ninjs 1 in letters": ("a.json", json.dumps(NINJS_1, ensure_ascii=False), READ),
    "ninjs 3": ("a.json", json.dumps(NINJS_2), READ),
    "plain ninjs": (
        "a.json",
        json.dumps({**TOLD, "headline": "Toll", "body_text": 'Some 12 men.\n\nIt "rained".'}),
        'Toll\n\nSome 12 men.\n\nIt "rained".',
    ),
    "nitf": ("a.xml", NITF, NITF_READ),
    "newsml": ("a.xml", G2.format(content=HTML), "Toll rises to 1,700\n\nSome 12 men."),
    "newsml with nitf": ("a.xml", G2.format(content=INSIDE), NITF_READ),
    "newsml of plain text": ("a.xml", G2.format(content=PLAIN), "Toll rises to 1,700\n\nSome 12 men came.\n\nIt <rained>."),
    "a message": ("a.xml", BARE, "Toll rises to 1,700\n\nSome 12 men came.\n\nIt <rained>."),
}


def _read(name, text):
    return reader_for(name)(text.encode(), name)


@pytest.mark.parametrize("name", ITEMS)
def test_what_is_read_of_an_item(name):
    place, text, expected = ITEMS[name]
    read = _read(place, text)
    assert read.text.strip() == expected
    first = min(read.marks)
    assert (first.position, " ".join(read.text[first.start : first.end].split())) == (Position.HEADLINE, expected.partition("\n")[0])


@pytest.mark.parametrize("name", ITEMS)
def test_every_word_is_found_at_its_place_in_the_file(name):
    place, text, _ = ITEMS[name]
    read = _read(place, text)
    lines = text.split("\n")
    starts = [run.start for run in read.origin]
    checked = 0
    for offset, char in enumerate(read.text):
        if char.isascii() and char.isalnum():
            run = read.origin[bisect_right(starts, offset) - 1]
            assert lines[run.line - 1][run.column - 1 + offset - run.start] == char
            checked += 1
    assert checked > 15


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ninjs 1", ("Harbor Wire", "2026-03-10T14:30:00Z", "en-GB", "ninjs")),
        ("ninjs 3", ("Harbor Wire", "2026-03-10T14:30:00Z", "en-GB", "ninjs")),
        ("nitf", ("Harbor Wire", "2026-03-10T14:30:00+00:00", "en", "nitf")),
        ("newsml", ("Harbor Wire", "2026-03-10T14:30:00Z", "en-GB", "newsml")),
        ("newsml with nitf", ("Harbor Wire", "2026-03-10T14:30:00Z", "en-GB", "newsml")),
        ("a message", ("Harbor Wire", "2026-03-10T14:30:00Z", "en-GB", "newsml")),
    ],
)
def test_what_an_item_says_of_itself(tmp_path, name, expected):
    place, text, _ = ITEMS[name]
    (tmp_path / place).write_text(text, encoding="utf-8")
    [source] = load([tmp_path]).sources
    assert (source.outlet, source.published, source.locale, source.format) == expected


def test_further_items_of_a_file_are_told():
    assert _read("a.xml", MESSAGE.format(G2.format(content=PLAIN)[22:])).notes == ("1 more news item in the file not read",)


def test_marked_sections_are_told():
    read = _read("a.xml", NITF.replace("<p>At", "<p><![CDATA[9 men]]></p><p>At"))
    assert (read.text.strip(), read.notes) == (NITF_READ, ("marked sections (CDATA) in it not read",))


NO_NEWS = {
    "other.json": ("{}", "JSON, but no news item"),
    "list.json": ('[{"headline": 1, "body_text": 2}]', "JSON, but no news item"),
    "article.json": ('{"headline": "Toll", "body": "12"}', "JSON, but no news item"),
    "broken.json": ('{"headline": "Toll", "uri"', "JSON, but broken or nested too deep"),
    "deep.json": ('{"headline": ' + "[" * 100_000, "JSON, but broken or nested too deep"),
    "picture.json": (json.dumps({**TOLD, "headline": "Toll"}), "an item of ninjs without text"),
    "numbers.json": (json.dumps({**TOLD, "headline": 12, "body_html": ["x"]}), "an item of ninjs without text"),
    "feed.xml": ("<rss><channel/></rss>", "a feed without entries that hold words"),
    "other.xml": ("<plist><item><title>Some 12</title></item></plist>", "XML, but no news item"),
    "picture.xml": (G2.format(content="<remoteContent href='a.jpg'/>"), "a news item without text"),
    "empty.xml": ("", "no XML that can be read: is empty"),
    "binary.xml": ("\x00\x01\x02\x03", "no XML that can be read: is binary"),
}


def test_what_is_no_news_is_listed_and_ends_no_run(tmp_path):
    (tmp_path / "a.txt").write_text("Some 12 men.")
    for name, (text, _) in NO_NEWS.items():
        (tmp_path / name).write_text(text)
    loaded = load([tmp_path])
    assert [s.id for s in loaded.sources] == ["a.txt"]
    assert {s.path: s.why for s in loaded.skipped} == {name: why for name, (_, why) in NO_NEWS.items()}
    named = load([tmp_path / "a.txt", tmp_path / "other.json"])
    assert [str(s) for s in named.skipped] == ["other.json: JSON, but no news item"]


REFUSED = {
    "no words": ("a.xml", G2.format(content="<inlineData> </inlineData>").replace("Toll rises to 1,700", ""), "has no words"),
    "no end": ("a.xml", NITF[:-20], "is no XML: "),
    "entities": ("a.xml", NITF.replace('"nitf-3-4.dtd"', '"nitf-3-4.dtd" [<!ENTITY a "12">]'), "declares entities of its own"),
    "deep": ("a.xml", f"<nitf>{'<p>' * 20_000}", "is nested too deep: more than 500 elements in one another"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name):
    place, text, found = REFUSED[name]
    with pytest.raises(SourceError) as caught:
        _read(place, text)
    assert not isinstance(caught.value, NotNewsError)
    assert str(caught.value).startswith(f"{place}: {found}")
