"""Teasers and "read also" inside an article are furniture; what only looks like them is copy."""

from __future__ import annotations

import pytest

from factcheck.model import Source
from factcheck.pipeline import extract_one
from factcheck.sources.formats import reader_for

COPY = ("At least 28 people died when the tram left its rails.", "Rescuers pulled 164 people out.")
OTHER = "Bakery fire in Lorna: 12 people hurt"


def figures(name: str, text: str) -> list[str]:
    reading = reader_for(name)(text.encode(), name)
    source = Source(name, reading.text, format=reading.format, origin=reading.origin, marks=reading.marks)
    return [f.surface for f in extract_one(source).figures]


def page(between: str) -> str:
    return f"<html><body><article><h1>Tram leaves rails</h1><p>{COPY[0]}</p>{between}<p>{COPY[1]}</p></article><footer>x</footer></body></html>"


LEFT_OUT = {
    "a box by its class": f'<div class="c-teaser c-teaser--small"><img src="x.png"><a href="/x">{OTHER}</a><p>The oven reached 4,300 K.</p></div>',
    "a class in two words": f'<section class="read-also"><h3>Read also</h3><ul><li><a href="/x">{OTHER}</a></li></ul></section>',
    "related stories": f'<ul class="RelatedStories"><li><a href="/x">{OTHER}</a> Two days ago</li></ul>',
    "a paragraph of a link": f'<p><a href="/x">{OTHER}</a></p>',
    "a linked heading": f'<h3><a href="/x">{OTHER}</a></h3>',
    "a list of links": f'<ul><li><a href="/x">{OTHER}</a></li><li><strong><a href="/y">Mill closes, 90 jobs go</a></strong></li></ul>',
    "a heading and no links": f"<h3>Read also</h3><p>{OTHER}</p>",
    "a heading and a list": f"<h4>You might also like:</h4><ul><li>{OTHER}</li><li>Mill closes, 90 jobs go</li></ul>",
    "one line": f"<p><b>READ ALSO:</b> {OTHER}</p>",
}


@pytest.mark.parametrize("between", LEFT_OUT.values(), ids=LEFT_OUT)
def test_a_teaser_in_a_page_is_furniture(between):
    assert figures("a.html", page(between)) == ["28", "164"]


KEPT = {
    "a lead that a paper calls a teaser": ('<p class="article-teaser">The tram carried 300 people.</p>', ["300"]),
    "a link among words": ('<p>It carried <a href="/x">300 people</a>, the owner said.</p>', ["300"]),
    "a sentence under the heading ends the teasers": (f"<h3>Related</h3><p>{OTHER}</p><p>The tram carried 300 people.</p>", ["300"]),
    "a class that only begins so": ('<div class="relatedness"><p>See <a href="/x">here</a>: the tram carried 300 people.</p></div>', ["300"]),
    "a heading that is copy": ("<h3>More trams</h3><p>The city has ordered 40 trams</p>", ["40"]),
    "a table after the heading": ("<h3>Latest</h3><table><tr><td>Killed</td><td>31 people</td></tr></table>", ["31"]),
}


@pytest.mark.parametrize(("between", "more"), KEPT.values(), ids=KEPT)
def test_what_only_looks_like_a_teaser_is_copy(between, more):
    assert figures("a.html", page(between)) == ["28", *more, "164"]


def test_the_headline_of_an_article_may_be_a_link_and_a_page_without_article_may_be_links():
    linked = page("").replace("<h1>Tram leaves rails</h1>", '<h1><a href="/self">Tram kills 28</a></h1>')
    assert figures("a.html", linked) == ["28", "28", "164"]
    assert figures("a.html", f'<html><body><p><a href="/x">{OTHER}</a></p></body></html>') == ["12"]


TEXTS = {
    "plain.txt": f"Tram leaves rails\n\n{COPY[0]}\n\nRead also\n\n{OTHER}\n\nMill closes, 90 jobs go\n\n{COPY[1]}\n",
    "colon.txt": f"Tram leaves rails\n\n{COPY[0]}\n\nRELATED STORIES:\n{OTHER}\n\n{COPY[1]}\n",
    "inline.txt": f"Tram leaves rails\n\n{COPY[0]}\n\nRead also: {OTHER}\n\n{COPY[1]}\n",
    "link.md": f"# Tram leaves rails\n\n{COPY[0]}\n\n[{OTHER}](https://example.org/x)\n\n{COPY[1]}\n",
    "list.md": f"# Tram leaves rails\n\n{COPY[0]}\n\n## See also\n\n- {OTHER}\n- [Mill closes, 90 jobs go](/y)\n\n{COPY[1]}\n",
    "bold.md": f"# Tram leaves rails\n\n{COPY[0]}\n\n**Read also:** [{OTHER}](/x)\n\n{COPY[1]}\n",
}


@pytest.mark.parametrize(("name", "text"), TEXTS.items(), ids=TEXTS)
def test_a_teaser_in_a_text_is_furniture(name, text):
    assert figures(name, text) == ["28", "164"]


def test_in_markdown_a_paragraph_with_a_link_in_it_is_copy():
    assert figures("a.md", f"# Tram\n\n{COPY[0]}\n\n[The tram carried 300 people](/x), the owner said.\n") == ["28", "300"]
