"""Tables of articles: rows as sources once their columns are named, where they stand, and what is wrong with a table."""

from __future__ import annotations

import csv
import io
import json
from bisect import bisect_right

import pytest

from factcheck.errors import FactcheckError, SourceError, TooLargeError
from factcheck.model import About, Position
from factcheck.sources import load, parquet, rows

COLUMNS = {"text": "body", "title": "head", "id": "slug", "published": "date", "outlet": "paper", "section": "part"}
RECORDS = [
    {
        "slug": "toll",
        "head": 'The "toll"',
        "body": 'Some 1,700 men, é 😀.\nIt "rained" on 12.\n',
        "date": "2026-03-10",
        "paper": "Hill Wire",
        "part": "World",
    },
    {
        "slug": "dam",
        "head": "",
        "body": "<p>The dam cost &pound;5.</p><p>It held.</p>",
        "date": "Tue, 10 Mar 2026 14:30:00 GMT",
        "paper": "",
        "part": "",
    },
    {"slug": "none", "head": "Nothing", "body": "  ", "date": "", "paper": "", "part": ""},
    {"slug": "toll", "head": "Again", "body": "The toll is 9.", "date": "soon", "paper": "", "part": ""},
]
READ = ['The "toll"\n\nSome 1,700 men, é 😀.\nIt "rained" on 12.', "The dam cost £5.\n\nIt held.", "Again\n\nThe toll is 9."]


def _csv(mark):
    file = io.StringIO()
    table = csv.DictWriter(file, RECORDS[0], delimiter=mark, lineterminator="\r\n")
    table.writeheader()
    table.writerows(RECORDS)
    return file.getvalue()


FILES = {
    "a.jsonl": "".join(json.dumps(r) + "\n" for r in RECORDS),
    "a.ndjson": "\n\n".join(json.dumps(r, ensure_ascii=False) for r in RECORDS),
    "a.csv": _csv(","),
    "b.csv": _csv(";"),
    "a.tsv": _csv("\t"),
}


@pytest.mark.parametrize("name", FILES)
def test_each_row_is_an_article(name):
    found = rows.articles(FILES[name].encode(), name, COLUMNS)
    assert [read.text.strip() for read in found] == READ
    assert [read.name for read in found] == ["toll", "dam", "toll-2"]
    assert [read.published for read in found] == ["2026-03-10", "2026-03-10T14:30:00+00:00", None]
    assert (found[0].outlet, found[0].about) == ("Hill Wire", About('The "toll"', section="World"))
    assert [read.notes for read in found] == [("1 row without text not read",), (), ("published 'soon' is no day and not taken",)]
    assert [m.position for m in found[0].marks] == [Position.HEADLINE]


@pytest.mark.parametrize("name", FILES)
def test_every_word_is_found_at_its_place_in_the_file(name):
    lines = FILES[name].split("\n")
    for read in rows.articles(FILES[name].encode(), name, COLUMNS):
        starts = [run.start for run in read.origin]
        for offset, char in enumerate(read.text):
            if char.isascii() and char.isalnum():
                run = read.origin[bisect_right(starts, offset) - 1]
                assert lines[run.line - 1][run.column - 1 + offset - run.start] == char


def _parquet(records):
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    file = io.BytesIO()
    pandas.DataFrame(records).to_parquet(file, index=False)
    return file.getvalue()


def test_a_row_of_a_parquet_file_is_a_line():
    found = rows.articles(_parquet(RECORDS), "a.parquet", COLUMNS)
    assert [read.text.strip() for read in found] == READ
    assert [tuple(run)[1:] for run in found[0].origin if found[0].text[run.start] in "TSI"] == [(1, 1), (1, 1), (1, 22)]
    assert found[2].origin[-1].line == 4


def test_rows_are_sources_of_their_file(tmp_path):
    (tmp_path / "a.csv").write_text(FILES["a.csv"])
    (tmp_path / "b.csv").write_text("x,y\n1,2\n")
    (tmp_path / "corpus.toml").write_text(
        '[[source]]\npath = "a.csv"\noutlet = "Desk"\n[source.columns]\ntext = "body"\nlineage = "slug"\n', encoding="utf-8"
    )
    loaded = load([tmp_path])
    assert [(s.id, s.outlet, s.lineage) for s in loaded.sources] == [
        ("a.csv#1", "Desk", "toll"),
        ("a.csv#2", "Desk", "dam"),
        ("a.csv#4", "Desk", "toll"),
        ("b.csv", None, None),  # without columns it is a table of figures
    ]
    assert [s.id for s in load([tmp_path / "a.csv"]).sources] == ["a.csv#1", "a.csv#2", "a.csv#4"]


def test_an_id_that_two_files_ask_for(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"body": "Some 12 men.", "slug": "b.txt"}')
    (tmp_path / "a.jsonl#b.txt").write_text("Some 12 men.")
    (tmp_path / "corpus.toml").write_text('[[source]]\npath = "a.jsonl"\ncolumns = { text = "body", id = "slug" }\n')
    with pytest.raises(
        SourceError, match=r"a\.jsonl#b\.txt: would be called a\.jsonl#b\.txt, as an article in another file is; give the file another name"
    ):
        load([tmp_path])


def test_a_way_into_an_object():
    line = json.dumps({"a": {"b": "Some 12 men.", "c.d": "x"}, "e.f": "Top", "n": 7})
    [read] = rows.articles(line.encode(), "a.jsonl", {"text": "a.b", "title": "e.f", "id": "n", "outlet": "a.b.c"})
    assert (read.text, read.name, read.outlet) == ("Top\n\nSome 12 men.", "7", None)


def test_without_pyarrow_a_table_is_not_read_and_says_what_to_install(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Some 12 men.")
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    (tmp_path / "corpus.toml").write_text('[[source]]\npath = "a.parquet"\ncolumns = { text = "body" }\n')
    monkeypatch.setattr("factcheck.sources.extras.find_spec", lambda name: None)
    assert [str(s) for s in load([tmp_path]).skipped] == ["a.parquet: needs pyarrow, which is not installed; in the clone: pip install '.[parquet]'"]


HARM = {
    "no json": ("a.jsonl", '{"body": "Some 12 men."}\n{"body"', "a.jsonl:2: is no JSON: "),
    "no object": ("a.jsonl", '["body"]', "a.jsonl:1: is no object"),
    "deep": ("a.jsonl", '{"body": ' + "[" * 100_000, "a.jsonl:1: is no JSON: nested too deep"),
    "no such key": ("a.jsonl", '{"text": "Some 12 men."}', "a.jsonl: no text in column 'body' of any row"),
    "no such column": ("a.csv", "text,x\nSome,1", "a.csv:1: no column 'body'; expected one of text, x"),
    "no rows": ("a.csv", "body,x\n", "a.csv: no text in column 'body' of any row"),
    "never closed": ("a.csv", 'body,x\n1,2\n"Some 12 men.,1\n', "a.csv:3: a quotation mark that is never closed"),
    "closed inside": ("a.csv", 'body,x\n"Some" 12 men.,1\n', "a.csv:2: a quotation mark that is never closed, or closed inside of its cell"),
    "too many cells": ("a.csv", "body,x\nSome 12, men,1\n", "a.csv:2: 3 cells; expected 2, as the first line has"),
    "binary": ("a.csv", "\x00\x01\x02", "a.csv: is binary"),
    "empty": ("a.jsonl", "", "a.jsonl: is empty"),
    "no parquet": ("a.parquet", "PAR1 and no more", "a.parquet: is no Parquet file, or damaged: "),
}


@pytest.mark.parametrize("name", HARM)
def test_what_is_refused(name):
    place, text, found = HARM[name]
    if place == "a.parquet":
        pytest.importorskip("pyarrow")
    with pytest.raises(SourceError) as caught:
        rows.articles(text.encode(), place, {"text": "body"})
    assert str(caught.value).startswith(found)


def test_a_parquet_file_that_is_none_of_its_kind(monkeypatch):
    table = _parquet(RECORDS)
    with pytest.raises(SourceError, match=r"a\.parquet: no column 'x'; expected one of slug, head, body, date, paper, part"):
        rows.articles(table, "a.parquet", {"text": "x"})
    with pytest.raises(SourceError, match="is no Parquet file, or damaged"):
        rows.articles(table[:-30], "a.parquet", {"text": "body"})
    monkeypatch.setattr(parquet, "_ROWS", 3)
    with pytest.raises(TooLargeError, match="has 4 rows; expected 3 at most"):
        rows.articles(table, "a.parquet", {"text": "body"})
    monkeypatch.setattr(parquet, "_ROWS", 4)
    monkeypatch.setattr(parquet, "_CHARACTERS", 100)
    with pytest.raises(TooLargeError, match="unpacks to more than 100 bytes"):
        rows.articles(table, "a.parquet", {"text": "body"})


@pytest.mark.parametrize(
    "text", ["a,b\n1,2", 'a,b\r\n"x ""y"", z","1\r\n2"\r\n,3\r\n', "a;b\n1;2,3\n\n4;5", 'a\n"1"\n""\n2', "a,b\rx,y\r", 'a,b\n5" pipe,"",\n']
)
def test_the_reader_of_python_parts_a_table_alike(text):
    mark = ";" if ";" in text else ","
    theirs = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if row]
    ours = [[cell.words for cell in cells] for _, cells in rows._split(text, "a.csv", mark)]
    assert [row for row in ours if row != [""]] == [row for row in theirs if row != [""]]


MAPS = {
    'columns = "body"': 'columns is no table of names; expected columns = { text = "body", title = "headline" }',
    'columns = { txt = "body" }': "unknown column 'txt'; expected text, title, id, published, updated, outlet, lineage, locale, section, credit; "
    "did you mean 'text'?",
    'columns = { title = "head" }': 'columns without text; expected columns = { text = "body" }; say which column holds the articles',
    'columns = { text = "body" }': "columns of a file that is no table of articles; expected one of .jsonl, .ndjson, .csv, .tsv, .parquet",
}


@pytest.mark.parametrize("line", MAPS)
def test_mistakes_in_a_map(tmp_path, line):
    (tmp_path / "a.txt").write_text("Some 12 men.")
    (tmp_path / "corpus.toml").write_text(f'[[source]]\npath = "a.txt"\n{line}\n')
    with pytest.raises(FactcheckError) as caught:
        load([tmp_path])
    assert MAPS[line] in str(caught.value)
