"""Tables as sources: cells with their places and units, and what is told of the figures of a text beside them."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from commandline import run

from factcheck import pipeline
from factcheck.config import Config
from factcheck.errors import SourceError, TooLargeError
from factcheck.report.catalogue import Catalogue
from factcheck.sources import delimited, gridtext, load
from factcheck.sources.formats import reader_for

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "tables.jsonl").read_text(encoding="utf-8").splitlines()]
TOLL = "district,dead,injured\nTeverin,12,40\nOrla,15,22\nTotal,27,62\n"


def _checked(folder, **files):
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    sources, skipped = pipeline.read([str(folder)])
    return pipeline.check_sources(sources, Config(), skipped=skipped)


def _told(result):
    return [f.message for f in result.findings if f.rule == "table-conflict"]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_a_text_beside_a_table(case, tmp_path):
    told = _told(_checked(tmp_path, table__csv=case["table"], text__txt=case["text"]))
    assert len(told) == len(case["messages"]), told  # none has more than one
    assert all(expected in message for expected, message in zip(case["messages"], told, strict=True)), told


@pytest.mark.parametrize("case", [c for c in CASES if c["messages"]], ids=lambda c: c["name"])
def test_a_draft_beside_a_table(case, tmp_path):
    (tmp_path / "table.csv").write_text(case["table"], encoding="utf-8")
    (tmp_path / "text.txt").write_text(case["text"], encoding="utf-8")
    sources, _ = pipeline.read([str(tmp_path / "table.csv")])
    result = pipeline.check_sources(sources, Config(draft=str(tmp_path / "text.txt")))
    wrong = [v.reason for v in result.verdicts if v.status == "contradicted"]
    assert len(wrong) == 1
    assert case["messages"][0].partition(" has ")[2] in wrong[0] or case["messages"][0] in wrong[0]


def test_the_finding_leads_to_line_and_column_and_is_explained(tmp_path, capfdbinary):
    result = _checked(tmp_path, toll__csv=f"\ufeff{TOLL}", text__txt="Orla lost 51 people.")
    (finding,) = [f for f in result.findings if f.rule == "table-conflict"]
    catalogue = Catalogue(result)
    assert {catalogue.spot(catalogue.figures[i]) for i in finding.figures} == {"text.txt:1:11", "toll.csv:3:6"}
    code, out, _ = run(capfdbinary, "explain", "--full", finding.id, tmp_path)
    assert code == 0
    assert "row by “Orla”" in out
    assert "column by" in out


def test_what_agrees_was_compared(tmp_path, capfdbinary):
    (tmp_path / "toll.csv").write_text(TOLL)
    (tmp_path / "a.txt").write_text("Orla lost 15 people.")
    code, out, _ = run(capfdbinary, "check", tmp_path)
    assert code == 0
    assert "2 figures aligned across sources" in out


def test_a_total_that_its_rows_do_not_make(tmp_path):
    result = _checked(tmp_path, toll__csv="district,dead\nTeverin,12\nOrla,15\nLund,20\nTotal,48\n", text__txt="Orla lost 15 people.")
    assert [f.message.partition(".")[0] for f in result.findings if f.rule == "arithmetic"] == ["12 + 15 + 20 = 47, not 48"]


PAGE = "# Toll\n\nOrla lost 51 people.\n\n| district | dead | injured |\n| --- | --- | --- |\n| Teverin | 12 | 40 |\n| Orla | 15 | 22 |\n"


@pytest.mark.parametrize("name", ["page.md", "page.html", "page.txt"])
def test_a_table_in_a_page_against_its_text_and_others(name, tmp_path):
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row.split(",")) + "</tr>" for row in TOLL.splitlines()[:3])
    page = f"<p>Orla lost 51 people.</p><table>{rows}</table>" if name.endswith("html") else PAGE
    told = _told(_checked(tmp_path, **{name.replace(".", "__"): page, "b__txt": "At least 21 people died in Teverin."}))
    assert sorted(m.partition(" has ")[2] for m in told) == ["row Orla, column dead = 15.", "row Teverin, column dead = 12."]
    assert sum("its table" in m for m in told) == 1


CELLS = {
    "commas": (b"a,b\nx,1\n", "a\tb\n\nx\t1"),
    "quotation marks, bars and line breaks": (b'a,b\r\n"x ""y"", z|","1,204"\r\n"p\nq",2\r\n', 'a\tb\n\nx "y", z|\t1,204\n\np q\t2'),
    "semicolons": (b"a;b\nx,y;1,5\n", "a\tb\n\nx,y\t1,5"),
    "tabs": (b"a\tb\n\nx\t1", "a\tb\n\nx\t1"),
    "empty cells": (b"a,b,c\nx,,\n,,1\n", "a\tb\tc\n\nx\t\t\n\n\t\t1"),
    "cp1252": (b"a,b\ncaf\xe9,1\n", "a\tb\n\ncafé\t1"),
}


@pytest.mark.parametrize("name", CELLS)
def test_cells_of_a_file(name):
    raw, text = CELLS[name]
    reading = reader_for("a.csv")(raw, "a.csv")
    assert reading.text.rstrip("\n") == text
    (grid,) = reading.grids
    assert [[reading.text[s.start : s.end] for s in row] for row in grid.rows] == [row.split("\t") for row in text.split("\n\n")]


REFUSED = {
    "empty": (b"", "is empty"),
    "blank": (b"\n , \n", "has no cells"),
    "a quotation mark": (b'a,b\nx,"1\n', "a quotation mark that is never closed"),
    "binary": (b"\x00\x01\x02", "binary"),
    "columns": (b"a" + b",b" * 300, "301 columns"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused(name):
    raw, found = REFUSED[name]
    with pytest.raises(SourceError, match=found) as caught:
        reader_for("a.csv")(raw, "a.csv")
    assert caught.value.place.startswith("a.csv")


def test_rows_beyond_the_limit_are_counted(monkeypatch):
    monkeypatch.setattr(delimited, "MOST_CELLS", 6)
    reading = delimited.read(b"a,b\nx,1\ny,2\nz,3\n", "a.csv")
    assert reading.notes == ("1 rows beyond the limit of 6 cells and not read",)
    monkeypatch.setattr(gridtext, "MOST_CELLS", 6)
    reading = gridtext.compose([("s", [(k, ["a", str(k)]) for k in range(1, 5)])], "a", "xlsx")
    assert reading.notes == ("1 rows of s beyond the limit of 6 cells and not read",)


def test_a_table_without_a_head_is_told(tmp_path):
    result = _checked(tmp_path, a__csv="1,2\n3,4\n", b__txt="Orla lost 15 people.")
    assert any("no head over columns of figures" in note for note in result.coverage.notes)


def test_own_results_are_left_out(tmp_path, capfdbinary):
    (tmp_path / "toll.csv").write_text(TOLL)
    (tmp_path / "a.txt").write_text("Orla lost 51 people.")
    assert run(capfdbinary, "check", tmp_path, "--output", f"csv:{tmp_path / 'out'}")[0] == 1
    sources, skipped = pipeline.read([str(tmp_path)])
    assert [s.id for s in sources] == ["a.txt", "toll.csv"]
    assert {s.why for s in skipped} >= {"a report of factcheck"}


def test_parquet(tmp_path):
    pytest.importorskip("pyarrow")
    pd.DataFrame({"district": ["Teverin", "Orla"], "dead": [12, None], "share (%)": [44.4, 55.6]}).to_parquet(tmp_path / "toll.parquet")
    result = _checked(tmp_path, a__txt="Teverin lost 21 people.")
    assert _told(result) == ["people: “21 people” in a.txt, but toll.parquet has A2, row Teverin, column dead = 12.".replace("A2", "B2")]
    with pytest.raises(SourceError, match="no Parquet file"):
        reader_for("a.parquet")(b"PAR2", "a.parquet")
    with pytest.raises(SourceError, match="cannot be read as Parquet"):
        reader_for("a.parquet")(b"PAR1 and no more", "a.parquet")


def _workbook(*sheets):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook(tmp_path):
    toll = [["Toll of the flood"], [], ["district", "dead"], ["Teverin", 12], ["Orla", 15]]
    raw = _workbook(("Toll", toll), ("Rain", [["station", "rain (mm)"], ["Esk", 4.5], ["Darrow", 22]]))
    result = _checked(tmp_path, toll__xlsx=raw, a__txt="Orla lost 51 people. In Esk 5.4 mm of rain fell.")
    told = sorted(m.partition(" has ")[2] for m in _told(result))
    assert told == ["B2, row Esk, column rain (mm) = 4.5.", "B5, row Orla, column dead = 15."]
    catalogue = Catalogue(result)
    assert {catalogue.spot(f) for f in catalogue.figures.values() if f.surface == "15"} == {"toll.xlsx:5:6"}


def test_a_workbook_that_is_none():
    raw = _workbook(("a", [["x", "y"]]))
    with pytest.raises(SourceError, match=r"is damaged|no ZIP"):
        reader_for("a.xlsx")(raw[:300], "a.xlsx")
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/more.xml", b" " * 20_000_000)
    with pytest.raises(TooLargeError, match="unpacks to more"):
        reader_for("a.xlsx")(out.getvalue(), "a.xlsx")
    bombed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(bombed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, b'<!DOCTYPE x [<!ENTITY e "12">]>' + part if name.startswith("xl/worksheets/") else part)
    with pytest.raises(SourceError, match="cannot be read as a workbook"):
        reader_for("a.xlsx")(bombed.getvalue(), "a.xlsx")


@pytest.mark.parametrize(("name", "module"), [("a.xlsx", "openpyxl"), ("a.parquet", "pyarrow")])
def test_a_missing_extra_is_named(name, module, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / name).write_bytes(b"PAR1PK\x03\x04")
    (tmp_path / "a.txt").write_text("Orla lost 15 people.")
    with pytest.raises(SourceError, match=r"in the clone: pip install '\.\["):
        load([str(tmp_path / name)])
    loaded = load([str(tmp_path)])
    assert [s.id for s in loaded.sources] == ["a.txt"]
    assert "pip install" in loaded.skipped[0].why
