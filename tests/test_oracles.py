"""Our reading against libraries that do the same job otherwise: where both must agree, and where we know why we do not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.model import Source
from factcheck.sources.html import read
from factcheck.text import read_layout

CASES = Path(__file__).parent / "cases"
STORY = sorted((CASES.parent / "corpora").glob("*/*.txt"))


def _ends(text, sentences):
    return {len(text[:end].rstrip()) for end in sentences}


def test_sentences_against_sentencex():
    sentencex = pytest.importorskip("sentencex")
    ours = theirs = both = 0
    for path in STORY:
        text = path.read_text(encoding="utf-8")
        found = _ends(text, (s.end for s in read_layout(Source("a", text)).sentences))
        other, at = set(), 0
        for line in text.split("\n"):
            for piece in sentencex.segment("en", line) if line.strip() else ():
                at += len(piece)
                other |= {len(text[:at].rstrip())}
            at += 1
        ours, theirs, both = ours + len(found), theirs + len(other), both + len(found & other)
    assert ours > 30
    assert both / theirs > 0.95  # it parts "4 p.m. Monday"
    assert both / ours > 0.9  # it keeps a quotation of several sentences whole


def test_where_sentencex_errs():
    """Each is a case of ours; should it be right one day, docs/adr/0003-sentences.md is to be read again."""
    sentencex = pytest.importorskip("sentencex")
    cases = {c["id"]: c for c in map(json.loads, (CASES / "sentences.jsonl").read_text(encoding="utf-8").splitlines())}
    for name in ("clock-day", "quote-two"):
        pieces = [piece.strip() for piece in sentencex.segment("en", cases[name]["text"])]
        assert pieces != cases[name]["expect"], name


@pytest.mark.parametrize("page", ["page.html", "page-without-article.htm"])
def test_words_of_a_page_against_selectolax(page):
    parser = pytest.importorskip("selectolax.lexbor")
    raw = (CASES / "sources" / page).read_bytes()
    tree = parser.LexborHTMLParser(raw.decode())
    for node in tree.css("head, nav, aside, footer, select, [hidden], [style*='display: none']"):
        node.decompose()
    for node in tree.css("sup"):
        if node.text() == "2" and node.prev is not None and node.prev.text().endswith("people"):
            node.decompose()
    node = tree.css_first("article") or tree.body
    assert (
        read(raw, page).text.split() == " ".join(_texts(node)).replace("km 2", "km2").replace("21 st", "21st").replace("Sunday .", "Sunday.").split()
    )


def _texts(node):
    return [child.text_content.strip() for child in node.traverse(include_text=True) if child.text_content and child.text_content.strip()]
