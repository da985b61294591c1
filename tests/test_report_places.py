"""Lines and columns of figures are those of the file, whatever a reader left out of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck.config import Config
from factcheck.model import Extraction, Layout
from factcheck.pipeline import check_sources, extract_one, read, read_bytes, unjudged
from factcheck.report import render
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


# a file, and what stands in it at the place of each of its figures: the figure as printed there, nothing of the markup around it
WRITTEN = {
    "a.md": (
        "It fell on *12* villages, **30** towns, [45 %](x.html) of it, ~~3~~ roads, 5 <b>km</b> off, 8&#37; more and 9\\% less, *7*\n",
        ["12", "30", "45 %", "3", "5 <b>km", "8&#37;", "9\\%", "7"],
    ),
    "a.html": (
        "<p>It fell on <b>12</b> villages, <i>45 %</i> of it, 30&nbsp;km off, 8&#37; more, 9&percnt; less, <b>7</b></p><p>More.</p>",
        ["12", "45 %", "30&nbsp;km", "8&#37;", "9&percnt;", "7"],
    ),
    "a.rst": ("It fell on *12* villages, **30** towns and 8\\ % of it.\n", ["12", "30", "8\\ %"]),
    "a.adoc": ("It fell on *12* villages, _30_ towns.\n", ["12", "30"]),
    "a.tex": ("It fell on \\textbf{12} villages, 8\\% of it, 30~km off.\n", ["12", "8\\%", "30~km"]),
    "a.json": ('{"body_text": "It fell on 12 villages, 8\\u0025 of it.", "type": "text", "uri": "a"}', ["12", "8\\u0025"]),
    "a.txt": ("It fell on *12* villages.\nIn 30\n", ["12", "30"]),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_place_ends_where_the_figure_does(name):
    text, expected = WRITTEN[name]
    (source,) = read_bytes(name, text.encode(), Config())
    catalogue = Catalogue(unjudged((extract_one(source),)))
    lines = text.split("\n")
    found = [catalogue.place(m) for m in catalogue.mentions.values()]
    assert [lines[p.line - 1][p.column - 1 : p.end_column - 1] for p in found] == expected


SWAPPED = {
    "a.md": "# Ferry\n\nÀ la mer: *the crew* rescued **275** passengers from the ferry on Tuesday.\n",
    "b.md": "# Ferry\n\n*Ôh:* the crew rescued _257_ passengers from the ferry on Tuesday.\n",
}
PRINTED = {"a.md": "275", "b.md": "257"}


@pytest.fixture(scope="module")
def swapped():
    """Two files in which one figure stands between marks, behind letters of two bytes."""
    sources = [replace(s, path=name) for name, text in SWAPPED.items() for s in read_bytes(name, text.encode(), Config())]
    return check_sources(sources, replace(Config(), select=("transposition",)))


def test_every_format_names_the_place_of_the_figure_alone(swapped):
    def at(path, start, end, line):
        row = SWAPPED[path].split("\n")[line - 1]
        return row[start - 1 : end - 1]

    (run,) = json.loads(render("sarif", swapped))["runs"]
    (result,) = run["results"]
    places = [p["physicalLocation"] for p in (*result["locations"], *result["relatedLocations"])]
    regions = [(p["artifactLocation"]["uri"], p["region"]) for p in places]
    assert {u: at(u, r["startColumn"], r["endColumn"], r["startLine"]) for u, r in regions} == PRINTED

    told = re.search(r"file=([^,]+),line=(\d+),endLine=\d+,col=(\d+),endColumn=(\d+)", render("github", swapped))
    assert at(told[1], int(told[3]), int(told[4]), int(told[2])) == PRINTED[told[1]]

    (line,) = render("rdjsonl", swapped).splitlines()
    found = json.loads(line)
    ranges = {r["path"]: r["range"] for r in (found["location"], *(r["location"] for r in found["relatedLocations"]))}
    rows = {path: SWAPPED[path].encode().split(b"\n")[r["start"]["line"] - 1] for path, r in ranges.items()}
    assert {path: rows[path][r["start"]["column"] - 1 : r["end"]["column"] - 1].decode() for path, r in ranges.items()} == PRINTED
