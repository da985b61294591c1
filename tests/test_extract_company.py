"""Whose the counted are, and who is counted besides."""

from __future__ import annotations

import pytest

from factcheck.model import Source
from factcheck.pipeline import extract_one


def _figures(text):
    return extract_one(Source("a.txt", text + "\n")).figures


@pytest.mark.parametrize(
    ("text", "besides"),
    [
        ("The plane carried 189 passengers and crew.", "crew"),
        ("The plane carried 189 passengers and a dog.", ""),
        ("The town of Tolden and 12 other towns went to court.", "other"),
        ("The bishop will see the other two abbots.", "other"),
        ("Police held four others.", "other"),
        ("The bishop will see two abbots.", ""),
    ],
)
def test_who_is_counted_besides(text, besides):
    assert [figure.besides for figure in _figures(text)] == [besides]


@pytest.mark.parametrize(
    ("text", "nation"),
    [
        ("The army lost 14 Spanish soldiers.", "spain"),
        ("The army lost 14 young soldiers.", ""),
    ],
)
def test_whose_they_are(text, nation):
    assert [figure.nation.lower() for figure in _figures(text)] == [nation]
