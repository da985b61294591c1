"""``factcheck formats``: what it lists is what the readers take, and what it refuses is what none does."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import run

from factcheck.sources.formats import REFUSED, formats, suffixes

CHECK = Path(__file__).resolve().parent.parent / "docs" / "check.md"


def test_every_suffix_is_listed_once_with_a_line(capfdbinary):
    code, out, err = run(capfdbinary, "formats")
    assert (code, err) == (0, "")
    read, refused = out.split("\n\n")
    assert read.startswith("Read:\n")
    assert refused.startswith("Not read:\n")
    assert sorted(word for word in read.split() if word.startswith(".")) == sorted(suffixes())
    assert all(len(line) < 130 and "  " in line.strip() for part in (read, refused) for line in part.splitlines()[1:])


def test_what_is_refused_has_no_reader():
    assert [suffix for row in REFUSED for suffix in row.suffixes if suffix in suffixes()] == []


@pytest.mark.parametrize("row", formats(), ids=lambda row: row.suffixes[0])
def test_a_format_has_its_row_in_the_docs(row):
    rows = [line for line in CHECK.read_text(encoding="utf-8").splitlines() if line.startswith("| `.")]
    assert any(all(f"`{suffix}`" in line.split("|")[1] for suffix in row.suffixes) for line in rows), "see CONTRIBUTING.md, A reader of files"
