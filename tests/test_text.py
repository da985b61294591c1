"""The layout of a source: sentences, positions, quotations and dateline, case by case."""

from __future__ import annotations

import pytest
from casefile import cases
from least import least

from factcheck.errors import RuleError
from factcheck.model import Mark, Position, Source
from factcheck.tables.layout import load_furniture, load_stops
from factcheck.text import read_layout


def _sentences(text):
    return [text[s.start : s.end] for s in read_layout(Source("a", text)).sentences]


@pytest.mark.parametrize("case", cases("sentences.jsonl"))
def test_sentences(case):
    assert _sentences(case["text"]) == case["expect"]


@pytest.mark.parametrize("case", cases("layout.jsonl"))
def test_positions(case):
    text = case["text"]
    found = [[s.position.value, text[s.start : s.end]] for s in read_layout(Source("a", text)).sentences]
    assert found == case["expect"]


@pytest.mark.parametrize("case", cases("quotations.jsonl"))
def test_quotations(case):
    layout = read_layout(Source("a", case["text"]))
    assert [case["text"][q.start : q.end] for q in layout.quotations] == case["expect"]


@pytest.mark.parametrize("case", cases("datelines.jsonl"))
def test_dateline(case):
    layout = read_layout(Source("a", case["text"]))
    assert [layout.dateline, layout.dated] == case["expect"]


def test_what_the_format_says_goes_before_what_the_words_say():
    text = "Water levels\n\nThe dam holds 12 more days."
    source = Source("a", text, marks=(Mark(0, 12, Position.LIST), Mark(14, len(text), Position.HEADLINE)))
    assert [s.position for s in read_layout(source).sentences] == [Position.LIST, Position.HEADLINE]


def test_nothing_comes_of_nothing():
    assert read_layout(Source("a", " \n\t ")).sentences == ()


# A stop before a digit, a mark without an end, a line without a break: each was or would be the worst case of some pattern here.
HOSTILE = {
    "no line break": "word ",
    "dots": ".",
    "dots and blanks": ". ",
    "straight marks": '"',
    "marks and blanks": '" ',
    "curly marks": "“",
    "closing marks": "”",
    "apostrophes": "'",
    "initials": "A. ",
    "titles": "Mr. ",
    "open brackets": "(\n",
    "short lines": "a\n",
    "blanks": " \n",
    "tabs": "a\t",
    "stops and marks": '."',
    "numbers": "1. ",
    "wide gaps": "a   ",
    "questions": "Ab! ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_no_faster_than_the_text(piece):
    read_layout(Source("a", "Warm."))
    texts = [Source("a", piece * (n // len(piece))) for n in (20_000, 160_000)]

    def near_linear(short, long):
        return long < 8 * short * 2.5 + 0.0125  # eight times the text; quadratic would be 64 times

    times = least([lambda t=t: read_layout(t) for t in texts], near_linear)
    assert near_linear(*times), times


def test_a_class_of_abbreviations_says_why(tmp_path):
    path = tmp_path / "abbreviations.yaml"
    path.write_text("classes:\n  titles:\n    example: x\n    joins: name\n    words: mr\nstarters: the\nspeech: said\n")
    with pytest.raises(RuleError, match=r"abbreviations\.yaml:2:3: class 'titles' without why"):
        load_stops(path)


def test_an_unknown_way_of_joining_is_refused(tmp_path):
    path = tmp_path / "abbreviations.yaml"
    path.write_text("classes:\n  titles:\n    why: x\n    example: x\n    joins: nam\n    words: mr\nstarters: the\nspeech: said\n")
    with pytest.raises(RuleError, match=r":5:5: unknown way of joining 'nam'; expected name, number, ends, before"):
        load_stops(path)


def test_an_unknown_section_of_furniture_is_refused(tmp_path):
    path = tmp_path / "boilerplate.yaml"
    path.write_text("longest: 9\nboilerplate: {}\nbylines: {}\ncaptions: {}\ndates: may\nadverts: {}\n")
    with pytest.raises(RuleError, match=r":6:1: unknown key 'adverts'"):
        load_furniture(path)
