"""Wrapping for a terminal: nothing is lost, nothing is too wide, carets stand below what they mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.report import Style
from factcheck.report.paper import MARKED, Paper, cells, wrap

_TEXT = st.text(alphabet=st.sampled_from("ab 275,.é部e\u0301 "), max_size=80)


@given(st.lists(st.tuples(_TEXT, st.sampled_from(["", "dim", MARKED])), max_size=6), st.integers(2, 30))
def test_no_sign_is_lost_and_no_line_is_too_wide(pieces, width):
    lines = wrap(pieces, width)
    assert "".join("".join(t for t, _ in line) for line in lines).replace(" ", "") == "".join(t for t, _ in pieces).replace(" ", "")
    assert all(cells("".join(t for t, _ in line)) <= width for line in lines)
    styles = {(c, s) for t, s in pieces for c in t if c != " "}
    assert {(c, s) for line in lines for t, s in line for c in t if c != " "} == styles


@pytest.mark.parametrize(
    ("pieces", "width", "text"),
    [
        ([("About ", ""), ("275", MARKED), (" troops.", "")], 40, "About 275 troops.\n      ^^^\n"),
        ([("部隊 ", ""), ("275", MARKED)], 40, "部隊 275\n     ^^^\n"),
        ([("18 miles", MARKED), (" (", ""), ("29 km", MARKED), (")", "")], 40, "18 miles (29 km)\n^^^^^^^^  ^^^^^\n"),
        ([("x" * 45, "")], 40, "x" * 40 + "\n" + "x" * 5 + "\n"),
        ([("a" * 38 + " ", ""), ("50 to 100", MARKED)], 40, "a" * 38 + "\n50 to 100\n^^^^^^^^^\n"),
        ([], 40, "\n"),
    ],
)
def test_paper(pieces, width, text):
    paper = Paper(Style(width=width))
    paper.put(*pieces)
    assert paper.text() == text


def test_ansi_only_where_it_is_asked_for():
    for style, expected in (
        (Style(), "275\n^^^\n"),
        (Style(color=True), "\x1b[1;4m275\x1b[0m\n"),
        (Style(color=True, plain=True), "\x1b[1;4m275\x1b[0m\n"),
    ):
        paper = Paper(style)
        paper.put(("275", MARKED))
        assert paper.text() == expected
