"""What a page tells of itself, case by case: the head of a page, and the outlet, day and language that are read from it."""

from __future__ import annotations

from bisect import bisect_right

import pytest

import factcheck
from factcheck.model import UNTOLD, About, Position
from factcheck.sources import html
from factcheck.sources.pagemeta import page_meta

NOTHING = (None, None, None)
DATA = '<script type="application/ld+json">%s</script>'
CASES = {
    "nothing": ("<html><head><title>x</title></head>", NOTHING),
    "open graph": (
        '<meta property="og:site_name" content="Coast &amp; Hill"><meta property="og:locale" content="en_GB">',
        ("Coast & Hill", None, "en-GB"),
    ),
    "content first, single marks": ("<meta content='2026-03-10T09:00:00Z' property='article:published_time'>", (None, "2026-03-10T09:00:00Z", None)),
    "older names": ('<html lang="en-US"><META NAME="DC.date.issued" CONTENT="2026-03-10">', (None, "2026-03-10", "en-US")),
    "no day": ('<meta name="date" content="10 March"><meta name="pubdate" content="20260310">', (None, "2026-03-10", None)),
    "schema.org": (
        DATA % '{"@type": "NewsArticle", "publisher": {"name": "Hill Wire"}, "datePublished": "2026-03-10", "inLanguage": "en"}',
        ("Hill Wire", "2026-03-10", "en"),
    ),
    "in a graph, above the meta": (
        '<meta property="og:site_name" content="Other">'
        + DATA % '{"@graph": [{"@type": "WebSite"}, {"@type": ["ReportageNewsArticle"], "publisher": [{"name": "Hill Wire"}]}]}',
        ("Hill Wire", None, None),
    ),
    "a list": (DATA % '[{"@type": "Organization", "name": "x"}, {"@type": "BlogPosting", "publisher": "Hill Wire"}]', ("Hill Wire", None, None)),
    "not of an article": (DATA % '{"@type": "Product", "publisher": {"name": "Shop"}, "datePublished": "2026-03-10"}', NOTHING),
    "broken": (DATA % '{"@type": "NewsArticle",', NOTHING),
    "of other sorts": (DATA % '{"@type": "NewsArticle", "publisher": 7, "datePublished": [], "inLanguage": {}}', NOTHING),
    "too deep": (DATA % ("[" * 100_000), NOTHING),
    "never closed": ('<script type="application/ld+json">{"@type": "NewsArticle", "publisher": "x"}', NOTHING),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_a_page_tells(name):
    page, expected = CASES[name]
    assert page_meta(page)[:3] == expected


def test_a_page_is_known_by_its_outlet_and_day(tmp_path):
    head = '<head><meta property="og:site_name" content="Hill Wire"><meta property="article:published_time" content="2026-03-11"></head>'
    (tmp_path / "a.html").write_text(f"<html lang='en'>{head}<body><p>The army sent 257 soldiers to Varn.</p></body></html>")
    (tmp_path / "b.txt").write_text("The army sent 275 soldiers to Varn.")
    result = factcheck.check(tmp_path)
    assert "257 in Hill Wire" in result.findings[0].message


def test_corpus_toml_stands_above_the_page(tmp_path):
    (tmp_path / "a.html").write_text('<meta property="og:site_name" content="Page"><p>The army sent 257 soldiers.</p>')
    (tmp_path / "corpus.toml").write_text('[[source]]\npath = "a.html"\noutlet = "Desk"\n')
    assert [s.outlet for s in factcheck.load(tmp_path).sources] == ["Desk"]


def test_the_words_are_those_of_the_page():
    page = '<html><head><meta name="date" content="2026-03-10"></head><body><p>Twelve goats.</p></body></html>'
    assert html.read(page.encode(), "a.html").text.strip() == "Twelve goats."


ABOUT = {
    "nothing": ("<title>x</title>", UNTOLD),
    "meta": (
        '<meta property="og:title" content="Toll &amp; more"><meta property="article:modified_time" content="2026-03-11">'
        '<meta property="article:section" content="World"><meta name="dc.source" content="North Agency">',
        About("Toll & more", "2026-03-11", "World", "North Agency"),
    ),
    "schema.org": (
        DATA % '{"@type": "NewsArticle", "headline": "Toll", "dateModified": "2026-03-11", "articleSection": ["World", "Asia"], '
        '"publisher": {"name": "Hill Wire"}, "copyrightHolder": {"name": "Hill Wire"}, '
        '"author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "NewsMediaOrganization", "name": "North Agency"}]}',
        About("Toll", "2026-03-11", "World", "North Agency"),
    ),
    "of other sorts": (DATA % '{"@type": "NewsArticle", "headline": 7, "author": "Ann Lee", "articleSection": [], "dateModified": "late"}', UNTOLD),
}


@pytest.mark.parametrize("name", ABOUT)
def test_what_else_a_page_tells(name):
    page, expected = ABOUT[name]
    assert page_meta(page).about == expected


BODY = "The army sent 257 soldiers to the port of Varn on Monday.\\nIt rained on 12 villages \\u2013 &quot;for days&quot;, the mayor said."
KEPT = 'The army sent 257 soldiers to the port of Varn on Monday.\n\nIt rained on 12 villages – "for days", the mayor said.'
TAGGED = "<p>The army sent <b>257</b> soldiers</p><p>to Varn.</p>"
SHOWN = "<p>The army sent 257 soldiers to the port of Varn on Monday.</p><p>It rained on 12 villages – “for days”, the mayor said.</p>"
SEEN = "The army sent 257 soldiers to the port of Varn on Monday.\n\nIt rained on 12 villages – “for days”, the mayor said."
DEEP = DATA % ('{"@type": "NewsArticle", "articleBody": "Some 9 men.", "x": ' + "[" * 700 + "]" * 700 + "}")
LD = DATA % '[{"@type": "WebSite"}, {"@type": "NewsArticle", "headline": "Army in Varn", "articleBody": "%s"}]'
NOTE = ("its article is read from its data: the page does not show it",)
PAGES = {
    "only in the data": (LD % BODY + "<p>Please turn on scripts.</p>", f"Army in Varn\n\n{KEPT}", NOTE),
    "no other words": (LD % BODY, f"Army in Varn\n\n{KEPT}", NOTE),
    "with tags": (LD % TAGGED, "Army in Varn\n\nThe army sent 257 soldiers\n\nto Varn.", NOTE),
    "shown too": (LD % BODY + SHOWN, SEEN, ()),
    "blank": (LD % " " + "<p>Some 12 men.</p>", "Some 12 men.", ()),
    "too deep": (DEEP + "<p>It ended.</p>", "It ended.", ()),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_an_article_that_only_the_data_hold(name):
    page, text, notes = PAGES[name]
    read = html.read(page.encode(), "a.html")
    assert (read.text.strip(), read.notes) == (text, notes)
    if notes:
        assert [(read.text[m.start : m.end].strip(), m.position) for m in read.marks] == [("Army in Varn", Position.HEADLINE)]


def test_words_from_the_data_are_found_at_their_place():
    page = "<html>\n" + LD % BODY
    read = html.read(page.encode(), "a.html")
    starts, lines = [run.start for run in read.origin], page.split("\n")
    for offset, char in enumerate(read.text):
        if char.isalnum():
            run = read.origin[bisect_right(starts, offset) - 1]
            assert lines[run.line - 1][run.column - 1 + offset - run.start] == char
