"""Lines and columns of figures are those of the file, whatever a reader left out of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factcheck.model import Extraction, Layout
from factcheck.pipeline import read, unjudged
from factcheck.report.catalogue import Catalogue

CASES = Path(__file__).parent / "cases" / "sources"
FILES = sorted(p for p in CASES.iterdir() if p.suffix in {".md", ".html", ".htm", ".txt"})


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_number_is_found_again_in_the_file(path):
    (source,), _ = read([str(path)])
    catalogue = Catalogue(unjudged((Extraction(source, Layout(()), ()),)))
    lines = re.split(r"\r\n|\r|\n", path.read_text(encoding="utf-8-sig"))
    numbers = list(re.finditer(r"(?<!\w)\d+", source.text))
    assert numbers
    for number in numbers:
        line, column = catalogue.line_column(source.id, number.start())
        assert lines[line - 1][column - 1 :].startswith(number.group())


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_all_line_ends_count(tmp_path, ends):
    path = tmp_path / "a.txt"
    path.write_bytes(ends.join(["One line.", "", "Here are 275 troops.", "And 😀 170 more."]).encode())
    (source,), _ = read([str(path)])
    catalogue = Catalogue(unjudged((Extraction(source, Layout(()), ()),)))
    assert catalogue.line_column(source.id, source.text.index("275")) == (3, 10)
    assert catalogue.line_column(source.id, source.text.index("170")) == (4, 7)
