"""Feeds: each entry a source, what is read of it, where it stands, what it tells of itself; what is no feed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

import pytest

from factcheck.config import Config
from factcheck.errors import FactcheckError, NotNewsError, SourceError
from factcheck.model import About, Limits, Position
from factcheck.pipeline import check_sources
from factcheck.pipeline import read as read_sources
from factcheck.sources import feeds, load
from factcheck.sources.names import slugs

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- <item> --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Hill &amp; Wire</title><language>en-gb</language><image><title>Logo 9</title></image>
<item>
 <media:title>Picture 9</media:title><title>Toll rises to 1,700 &amp;#8211; mayor</title>
 <link>http://hill.example/9</link><guid isPermaLink="false">99</guid>
 <description>Not read: 8 men.</description>
 <content:encoded><![CDATA[<p>Some <b>1,700</b> men &amp; boys
  came.</p><script>9</script><p>It rained 😀 on]]> 12 <![CDATA[villages.</p>]]></content:encoded>
 <pubDate>Tue, 10 Mar 2026 14:30:00 +0100</pubDate><category>World</category><category>Asia</category><dc:rights>North Agency</dc:rights>
</item>
<item><title><![CDATA[Café reopens]]></title><description>&lt;p&gt;After 12&amp;nbsp;months.&lt;/p&gt;</description>
<source url="http://bay.example">Bay Post</source><dc:date>2026-03-09</dc:date></item>
<item><title>Café reopens</title></item><item><description>A line of 5 boats.</description></item><item><link>http://hill.example/1</link></item>
</channel></rss>
"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Hill Wire</title><updated>2026-03-11T00:00:00Z</updated>
<entry><title type="html">Toll at &lt;i&gt;12&lt;/i&gt;</title><published>2026-03-10T08:00:00Z</published><updated>2026-03-10T09:00:00Z</updated>
<category term="world" label="World"/><summary>8 men</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Some 12 men.</p><ul><li>one of 3</li></ul></div></content></entry>
<entry xml:lang="en-US"><title>Out of line</title><updated>2026-03-09</updated><content src="http://h.example"/><summary>It ended at 5 > 4.</summary>
<source><title>Bay Post</title></source></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>Hill Wire</title></channel>
<item><title>Toll at 12</title><description>Some 12 men.</description></item></rdf:RDF>"""

FOUND = {
    "rss": (
        RSS,
        {
            "toll-rises-to-1-700-mayor": "Toll rises to 1,700 – mayor\n\nSome 1,700 men & boys came.\n\nIt rained 😀 on 12 villages.",
            "café-reopens": "Café reopens\n\nAfter 12\u00a0months.",
            "café-reopens-2": "Café reopens",
            "4": "A line of 5 boats.",
        },
    ),
    "atom": (
        ATOM,
        {"toll-at-12": "Toll at 12\n\nSome 12 men.\n\none of 3", "out-of-line": "Out of line\n\nIt ended at 5 > 4."},
    ),
    "rdf": (RDF, {"toll-at-12": "Toll at 12\n\nSome 12 men."}),
}


@pytest.mark.parametrize("name", FOUND)
def test_each_entry_is_an_article(name):
    text, expected = FOUND[name]
    found = feeds.articles(text.encode(), "a.rss")
    assert {read.name: read.text.strip() for read in found} == expected
    first = min(found[0].marks)
    assert (first.position, found[0].text[first.start : first.end].strip()) == (Position.HEADLINE, found[0].text.partition("\n")[0])


@pytest.mark.parametrize("name", FOUND)
def test_every_word_is_found_at_its_place_in_the_file(name):
    text, _ = FOUND[name]
    lines = text.split("\n")
    for read in feeds.articles(text.encode(), "a.rss"):
        starts = [run.start for run in read.origin]
        for offset, char in enumerate(read.text):
            if char.isalnum():
                run = read.origin[bisect_right(starts, offset) - 1]
                assert lines[run.line - 1][run.column - 1 + offset - run.start] == char


TOLD = {
    "rss": [
        ("Hill & Wire", "2026-03-10T14:30:00+01:00", "en-GB", About("Toll rises to 1,700 – mayor", "", "World", "North Agency")),
        ("Bay Post", "2026-03-09", "en-GB", About("Café reopens")),
        ("Hill & Wire", None, "en-GB", About("Café reopens")),
        ("Hill & Wire", None, "en-GB", About()),
    ],
    "atom": [
        ("Hill Wire", "2026-03-10T08:00:00Z", "en", About("Toll at 12", "2026-03-10T09:00:00Z", "World")),
        ("Bay Post", "2026-03-09", "en-US", About("Out of line")),
    ],
}


@pytest.mark.parametrize("name", TOLD)
def test_what_an_entry_tells(name):
    found = feeds.articles(FOUND[name][0].encode(), "a.rss")
    assert [(r.outlet, r.published, r.locale, r.about) for r in found] == TOLD[name]


@pytest.mark.parametrize("suffix", ["xml", "rss", "atom"])
def test_entries_are_sources_of_their_file(tmp_path, suffix):
    (tmp_path / f"feed.{suffix}").write_text(ATOM)
    sources = load([tmp_path]).sources
    assert [(s.id, s.path) for s in sources] == [
        (f"feed.{suffix}#{name}", str(tmp_path / f"feed.{suffix}")) for name in ("out-of-line", "toll-at-12")
    ]
    assert load(["-"], stdin=ATOM.encode()).sources[0].id == "-#out-of-line"


def test_entries_that_disagree_are_told_with_the_lines_of_the_feed(tmp_path):
    entry = "<item><title>{}</title><description>The army sent {} soldiers to Varn on Monday.</description></item>\n"
    (tmp_path / "feed.rss").write_text(f"<rss><channel>\n{entry.format('First', 257)}{entry.format('Second', 275)}</channel></rss>")
    sources, skipped = read_sources([str(tmp_path)])
    [finding] = check_sources(sources, Config(jobs=1), skipped=skipped).findings
    assert "257 in feed.rss#first" in finding.message


def test_a_feed_is_no_draft(tmp_path):
    (tmp_path / "feed.rss").write_text(ATOM)
    with pytest.raises(SourceError, match=r"feed\.rss: holds 2 articles; expected the file of one draft"):
        check_sources([], replace(Config(jobs=1), draft=str(tmp_path / "feed.rss")))


def test_what_is_known_of_the_file_holds_for_its_entries(tmp_path):
    (tmp_path / "feed.rss").write_text(ATOM)
    (tmp_path / "corpus.toml").write_text('[[source]]\npath = "feed.rss"\noutlet = "Desk"\n')
    assert {s.outlet for s in load([tmp_path]).sources} == {"Desk"}


def test_more_entries_than_the_limit(tmp_path):
    (tmp_path / "feed.rss").write_text(ATOM)
    with pytest.raises(SourceError, match="2 sources in one story; expected 1 at most"):
        load([tmp_path], limits=Limits(sources=1))


HARM = {
    "no feed": ("<html><p>12</p></html>", NotNewsError, "XML, but no feed"),
    "no entries": ("<rss><channel><title>Some 12</title></channel></rss>", NotNewsError, "a feed without entries that hold words"),
    "no end": (RSS[:-40], SourceError, "is no XML: "),
    "entities": (f'<!DOCTYPE rss [<!ENTITY a "12">]>{ATOM}', SourceError, "declares entities of its own"),
    "entities inside": (ATOM.replace("<entry>", "<!DOCTYPE a [<!ENTITY b '1'>]><entry>", 1), SourceError, "is no XML: "),
    "deep": (f"<rss><item>{'<p>' * 20_000}", SourceError, "is nested too deep: more than 500 elements"),
    "a bomb": ('<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><item><title>&a;</title></item></rss>', FactcheckError, "is no XML: "),
    "binary": ("\x00\x01", SourceError, "is binary"),
    "empty": ("", SourceError, "is empty"),
}


@pytest.mark.parametrize("name", HARM)
def test_what_is_refused(name):
    text, kind, found = HARM[name]
    with pytest.raises(kind) as caught:
        feeds.articles(text.encode(), "a.rss")
    assert str(caught.value).startswith(f"a.rss: {found}")


def test_names_are_short_and_no_two_are_alike():
    found = slugs(["word " * 40, "w" * 200, "a 2", "a", "a", "", "3", "--"])
    assert found == ["-".join(["word"] * 12), "w" * 60, "a-2", "a", "a-3", "6", "3", "8"]


@pytest.mark.parametrize("name", FOUND)
def test_feedparser_finds_the_same_entries(name):
    feedparser = pytest.importorskip("feedparser")
    theirs = [(e.get("title", ""), e.get("published_parsed") or e.get("updated_parsed")) for e in feedparser.parse(FOUND[name][0]).entries]
    ours = feeds.articles(FOUND[name][0].encode(), "a.rss")
    assert [bool(t) for t, _ in theirs if t] == [bool(r.about.title) for r in ours if r.about.title]
    assert [d is not None for t, d in theirs][: len(ours)] == [r.published is not None for r in ours]
