"""Capitals of names in copy that has lost them. Cases: ``cases/capitals.jsonl``."""

from __future__ import annotations

import pytest
from casefile import cases
from hypothesis import given
from hypothesis import strategies as st

from factcheck import pipeline
from factcheck.model import Source
from factcheck.report.catalogue import Catalogue
from factcheck.report.lists.figures import described
from factcheck.text.capitals import lost, restored

CASED = "Lena Voss, 41, left Novato for Kelso on Friday. The mayor of Kelso, Anna Brown, met her there."


@pytest.mark.parametrize("case", cases("capitals.jsonl"))
def test_names_are_known_again(case):
    assert restored(case["text"]) == case["expect"]


@given(st.text(max_size=200))
def test_only_letters_change_and_no_offset_moves(text):
    after = restored(text)
    assert len(after) == len(text)
    assert all(a == b or b == a.upper() for a, b in zip(text, after, strict=True))


def test_a_second_time_changes_nothing():
    once = restored(CASED.lower())
    assert restored(once) == once


def test_copy_that_has_its_capitals_is_left_alone():
    assert not lost(CASED)
    assert pipeline.extract_one(Source("a", CASED)).text is CASED


def test_figures_print_what_the_source_prints():
    """What is read of a name has its capitals; the surface is the source's own."""
    text = "Police in novato arrested lena voss, 41, on friday. Voss shot 3 dogs in kelso, ana brown said."
    found = pipeline.extract_one(Source("a", text))
    assert found.text == restored(text) != text
    assert [f.surface for f in found.figures] == [text[f.start : f.end] for f in found.figures]
    assert [f.subject.text for f in found.figures if f.subject] == ["Lena Voss", "Voss"]


@pytest.mark.parametrize(("text", "told"), [("Police in novato arrested lena voss, 41.", True), ("Police in Novato arrested Lena Voss, 41.", False)])
def test_a_reading_says_that_capitals_were_given_back(text, told):
    extraction = pipeline.extract_one(Source("a", text))
    lines = described(extraction.figures[0], Catalogue(pipeline.unjudged((extraction,))))
    assert ("those of names given back" in "\n".join(lines)) is told
