"""The HTML report as text: what the page holds, that it holds it alone, and that text of sources stays text.

``FACTCHECK_UPDATE_GOLDEN=1`` writes the golden file anew. What a browser makes of the page is tested in test_html_browser.py.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from html_corpus import large_story
from sample_result import sample_result

from factcheck.config import Config
from factcheck.model import Coverage, Fact, Interval, Result, Source, Story
from factcheck.pipeline import check_sources, extract_one
from factcheck.report import Style, render
from factcheck.report.catalogue import Catalogue
from factcheck.report.html.strip import strips
from factcheck.report.html.text import harmless, paragraphs

GOLDEN = Path(__file__).parent / "golden" / "report-html.html"


class Page(HTMLParser):
    """Tags with their attributes, and the text between them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.raw: dict[str, str] = {}
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {k: v or "" for k, v in attrs}))
        self.inside = tag

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside in ("script", "style"):
            self.raw[self.inside] = self.raw.get(self.inside, "") + data
        else:
            self.text += data


def with_text(result: Result, source: str, before: str) -> Result:
    """The same result with a text put in front of one source, its places moved along."""
    shift = len(before)

    def moved(extraction):
        if extraction.source.id != source:
            return extraction
        figures = tuple(
            replace(f, start=f.start + shift, end=f.end + shift, phrase=f.phrase._replace(start=f.phrase.start + shift, end=f.phrase.end + shift))
            for f in extraction.figures
        )
        first, *others = extraction.layout.sentences
        sentences = (replace(first, end=first.end + shift), *(replace(s, start=s.start + shift, end=s.end + shift) for s in others))
        text = replace(extraction.source, text=before + extraction.source.text)
        return replace(extraction, source=text, figures=figures, layout=replace(extraction.layout, sentences=sentences), exclusions=())

    return replace(result, story=replace(result.story, extractions=tuple(moved(e) for e in result.story.extractions)))


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render("html", sample_result()))


def test_golden():
    text = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1…\3", render("html", sample_result()), flags=re.S)
    text = re.sub(r"sha256-[\w+/=]+", "sha256-…", text)
    if os.environ.get("FACTCHECK_UPDATE_GOLDEN"):
        GOLDEN.write_bytes(text.encode())
    assert text == GOLDEN.read_bytes().decode(), "report-html.html differs: run `make goldens` and read the diff"


def test_nothing_is_fetched(page):
    assert not [t for t, _ in page.tags if t in ("iframe", "object", "embed", "img", "base", "form", "audio", "video")]
    links = [a.get("href", "") for _, a in page.tags] + [a.get("src", "") for _, a in page.tags]
    assert {link[:1] for link in links if link} <= {"#", "d"}
    assert [link for link in links if link.startswith("d")] == ["data:,"]
    assert "url(" not in page.raw["style"]
    assert "@import" not in page.raw["style"]
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|\beval\b|fetch\(|XMLHttp", page.raw["script"])


def test_policy_names_the_one_style_and_the_one_script(page):
    policy = next(a["content"] for t, a in page.tags if t == "meta" and a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        digest = b64encode(sha256(page.raw[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert [t for t, _ in page.tags if t in ("style", "script")] == ["style", "script"]
    assert not [a for _, a in page.tags if any(k == "style" or k.startswith("on") for k in a)]


def test_every_link_has_its_place_once(page):
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for t, a in page.tags if t == "a"} <= set(ids)
    figures = [a["id"] for _, a in page.tags if "fig" in a.get("class", "").split()]
    assert len(figures) == sum(len(e.figures) for e in sample_result().story.extractions)
    for name in ("aria-controls", "aria-labelledby"):
        assert {a[name] for _, a in page.tags if name in a} <= set(ids)


def test_says_what_the_other_reports_say(page):
    text = " ".join(page.text.split())
    for said in (
        "275 and 257 have the same digits",
        "3 sources read",
        "not read: scan.pdf: no reader for .pdf",
        "0123456789ab",
        "A longer text on digits",
    ):
        assert said in text
    assert "456789abcdef" not in text, "an accepted finding is shown only when asked for"
    assert "456789abcdef" in render("html", sample_result(), Style(show_accepted=True))


def test_whole_text_of_every_source_is_there(page):
    text = "".join(page.text.split())
    for extraction in sample_result().story.extractions:
        assert "".join(extraction.source.text.split()) in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The mill was sold seven years ago.", [("seven years", True), (" ago", False)]),
        ("Some 40 years after 1998 it fell.", [("40 years", True), (" after", False), ("1998", False)]),
        ("It opened in 1998.", [("1998", False)]),
    ],
)
def test_a_time_makes_room_for_a_figure(text, shown):
    pieces = [piece for paragraph in paragraphs(extract_one(Source("a.txt", text))) for piece in paragraph.pieces]
    marked = [(piece.text, piece.figure is not None) for piece in pieces if piece.figure or piece.dating]
    assert [mark for mark in marked if mark[0]] == shown
    assert "".join(piece.text for piece in pieces) == text


def test_order_of_sources_changes_no_byte():
    assert render("html", large_story(4)) == render("html", large_story(4, backwards=True))


def test_line_ends():
    text = render("html", with_text(sample_result(), "beta.txt", "one\r\ntwo\r"))
    assert "\r" not in text
    assert text.startswith("<!DOCTYPE html>\n")
    assert text.endswith("</html>\n")


HOSTILE = [
    "<script>window.owned=1</script> ",
    "</style><style>*{display:none}</style> ",
    "</script><script>window.owned=1</script> ",
    '"><img src=x onerror=window.owned=1> ',
    "[x](javascript:alert(1)) <a href='javascript:alert(1)'>x</a> ",
    "{{ 7*7 }} {% raw %} {# ",
    "<!-- ]]> &lt;script&gt; &#0; ",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_of_sources_is_data(hostile, page):
    found = Page(render("html", with_text(sample_result(), "beta.txt", hostile)))
    assert [(t, sorted(a)) for t, a in found.tags] == [(t, sorted(a)) for t, a in page.tags], "no tag and no attribute more"
    assert "".join(hostile.split()) in "".join(found.text.split())
    assert found.raw == page.raw


@pytest.mark.parametrize("hostile", HOSTILE)
def test_names_are_data(hostile, page):
    result = sample_result()
    facts = tuple(replace(f, label=f.label + hostile) for f in result.story.facts)
    findings = tuple(replace(f, message=hostile, rule=f.rule + hostile) for f in result.findings)
    extractions = tuple(replace(e, source=replace(e.source, outlet=hostile, published=hostile)) for e in result.story.extractions)
    changed = replace(result, title=hostile, findings=findings, story=replace(result.story, facts=facts, extractions=extractions))
    found = Page(render("html", changed))
    assert sorted({t for t, _ in found.tags}) == sorted({t for t, _ in page.tags})
    assert found.raw == page.raw
    assert {a["href"][:1] for _, a in found.tags if "href" in a} == {"#", "d"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2\u202e75", "2⟨U+202E⟩75"),
        ("\u2067x\u2069", "⟨U+2067⟩x⟨U+2069⟩"),
        ("a\u200f\u200eb", "ab"),
        ("a\x00b\x1bc", "a\ufffdb\ufffdc"),
        ("\ud800", "\ufffd"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("ordinary – “text” 275\n", "ordinary – “text” 275\n"),
        ("עברית 275", "עברית 275"),
    ],
)
def test_harmless(text, shown):
    assert harmless(text) == shown


def test_draft_stands_first():
    text = render("html", replace(sample_result(), draft="copy/alpha.txt"))
    columns = re.findall(r'<article class="source".*?<bdi>(.*?)</bdi>', text, flags=re.S)
    assert columns[0] == "Copy/Alpha"
    assert columns[1:] == ["Alpha", "Beta"]


def drafted() -> Result:
    """A draft of two figures: one that its source contradicts, one that it does not have."""
    wire = Source("wire.txt", "The crew rescued 275 passengers from the ferry on Tuesday.")
    return check_sources([wire], Config(), draft=Source("draft", "The crew rescued 257 passengers from the ferry on Tuesday. Some 42 doctors came."))


def test_a_figure_of_the_draft_bears_its_verdict_and_its_evidence():
    found = Page(render("html", drafted()))
    told = {a["id"]: a["class"].split()[-1] for t, a in found.tags if t == "a" and "told" in a.get("class", "").split()}
    assert told == {"s0-0": "contradicted", "s0-1": "unsupported"}
    listed = {a["id"]: (a["data-on"], len(a["data-facts"].split())) for t, a in found.tags if t == "li" and "data-on" in a}
    assert listed == {"tick-s0-0": ("s0-0 s1-0", 1), "tick-s0-1": ("s0-1", 1), "tick-s0-t0": ("s0-t0 s1-t0", 0)}
    assert not [a for _, a in Page(render("html", sample_result())).tags if "told" in a.get("class", "").split()]


def test_nothing_found():
    text = render("html", Result(Story((), (), ()), (), Coverage(0, 0, 0, 0, 0, 0, 0)))
    assert "No differences found" not in text
    assert "Nothing to compare: no sources" in text
    assert "0 sources read" in text


def test_a_source_without_sentences_keeps_its_text():
    extraction = sample_result().story.extractions[0]
    bare = replace(extraction, figures=(), layout=replace(extraction.layout, sentences=()))
    assert [p.pieces[0].text for p in paragraphs(bare)] == [extraction.source.text.strip()]


def test_a_figure_inside_another_keeps_its_place():
    result = sample_result()
    extraction = result.story.extractions[0]
    outer = extraction.figures[0]
    inner = replace(outer, ordinal=9, start=outer.start + 1)
    pieces = [p for x in paragraphs(replace(extraction, figures=(outer, inner))) for p in x.pieces]
    assert "".join("".join(p.text for p in pieces).split()) == "".join(extraction.source.text.split())
    assert [p.figure.ordinal for p in pieces if p.figure] == [0, 9]
    assert [p.text for p in pieces if p.figure] == ["275", ""]


# --- the strip plot -----------------------------------------------------------------------------------------------------------------------


def plotted(*values: tuple[str, str | None, str | None], units: tuple[str, ...] = ()):
    """The strips of a fact of figures: the value and the two ends of its interval."""
    result = sample_result()
    extraction = result.story.extractions[0]
    figures = []
    for i, (value, low, high) in enumerate(values):
        unit = units[i] if units else ""
        quantity = replace(extraction.figures[0].quantity, low=Decimal(value), high=Decimal(value), unit=unit)
        reach = Interval(None if low is None else Decimal(low), None if high is None else Decimal(high))
        figures.append(replace(extraction.figures[0], ordinal=i, quantity=quantity, interval=reach))
    extraction = replace(extraction, figures=tuple(figures))
    fact = Fact("f", "f", (), tuple(f.id for f in figures))
    return strips(fact, Catalogue(replace(result, story=replace(result.story, extractions=(extraction,), facts=(fact,)))))


def test_strip_is_sorted_and_has_two_decimals():
    (strip,) = plotted(("300", "300", "300"), ("100", "100", "100"), ("133", "133", "133"))
    assert [s.mark.low for s in strip.statements] == ["6.00", "20.52", "94.00"]
    assert [t.label for t in strip.ticks] == ["100", "150", "200", "250", "300"]
    assert not strip.logarithmic


def test_strip_draws_intervals():
    (strip,) = plotted(("100", "50", "150"), ("120", "120", None), ("80", None, "80"))
    low, middle, high = strip.statements
    assert (low.mark.reach_low, low.mark.open_low, low.mark.open_high) == ("0", True, False)
    assert (middle.mark.reach_low, middle.mark.low, middle.mark.reach_high) == ("6.00", "50.00", "94.00")
    assert (high.mark.reach_high, high.mark.open_high) == ("100", True)


def test_strip_of_magnitudes_is_logarithmic():
    (strip,) = plotted(("1000", "1000", "1000"), ("1000000", "1000000", "1000000"), ("10000", "10000", "10000"))
    assert strip.logarithmic
    assert [s.mark.low for s in strip.statements] == ["6.00", "35.33", "94.00"]


def test_strip_converts_what_it_can_and_parts_what_it_cannot():
    (strip,) = plotted(("18", "18", "18"), ("29", "29", "29"), ("18", "18", "18"), units=("mile", "kilometre", "mile"))
    assert strip.unit == "mile"
    assert [s.mark.low for s in strip.statements] == ["6.00", "94.00"]
    assert [s.unit for s in plotted(("5", "5", "5"), ("6", "6", "6"), units=("USD", "EUR"))] == ["USD", "EUR"]


@pytest.mark.parametrize("value", ["0", "-3", "1e-30", "1e250", "0.5"])
def test_strip_of_one_value_stands_in_the_middle(value):
    (strip,) = plotted((value, value, value), (value, value, value))
    assert [s.mark.low for s in strip.statements] == ["50.00"]
    assert len(strip.ticks) == 1


@pytest.mark.parametrize(("low", "high"), [("-10", "1e12"), ("0", "3"), ("0.001", "0.0011"), ("1", "1e200"), ("9999999", "10000001")])
def test_ticks_are_few_and_inside(low, high):
    (strip,) = plotted((low, low, low), (high, high, high))
    assert len(strip.ticks) <= 6
    assert all(0 <= Decimal(t.x) <= 100 for t in strip.ticks)
    assert [s.mark.low for s in strip.statements] == ["6.00", "94.00"]
