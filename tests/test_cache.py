"""What is kept of a text is what reading it gives, whatever becomes of the database; the texts stand in tests/cases/cache."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from dataclasses import fields, replace
from pathlib import Path
from typing import ClassVar

import pytest

from factcheck.cache import key_of, pack, unpack, version
from factcheck.cache.key import LOOKED_AT
from factcheck.model import About, Grid, Mark, Position, Run, Source, Span
from factcheck.pipeline import extract_one, read

ROOT = Path(__file__).resolve().parent.parent
TEXTS = [json.loads(line) for line in (ROOT / "tests" / "cases" / "cache" / "texts.jsonl").read_text(encoding="utf-8").splitlines()]
SOURCES = [Source(c["id"], c["text"], published=c.get("published"), locale=c.get("locale", "en")) for c in TEXTS]
TABLE = "region,dead,injured\nTeverin,12,40\nLasang,29,7\nTotal,41,47\n"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Sources as the readers make them: with marks, rows of tables, tables of a page."""
    place = tmp_path_factory.mktemp("files")
    (place / "toll.csv").write_text(TABLE)
    (place / "words.csv").write_text("name,colour\nann,red\nbob,blue\n")
    rows = "".join(f"<tr><td>{line.replace(',', '</td><td>')}</td></tr>" for line in TABLE.splitlines())
    (place / "page.html").write_text(f"<h1>41 die</h1><p>Some 41 died.</p><ul><li>7 hurt</li></ul><table>{rows}</table>")
    return [*read([str(place)])[0], *read([str(ROOT / "tests" / "corpora" / "gulf-deployment")])[0]]


# --- what is kept -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.id)
def test_what_is_unpacked_is_what_was_packed(source):
    found = extract_one(source)
    assert unpack(pack(found, source), source) == found


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.id)
def test_it_can_be_unpacked_for_a_source_of_another_name(source):
    other = replace(source, id="else/where.txt", path="/else/where.txt", outlet="Else", notes=("a note",))
    assert unpack(pack(extract_one(source), source), other) == extract_one(other)


def test_so_can_what_readers_make_of_files(files):
    assert {e.tables != () for e in map(extract_one, files)} == {True, False}
    for source in files:
        other = replace(source, id=f"x{source.id}", notes=(*source.notes, "a note"))
        assert unpack(pack(extract_one(source), source), other) == extract_one(other)


def test_the_cases_have_what_is_hard_to_keep():
    found = [extract_one(s) for s in SOURCES]
    figures = [f for e in found for f in e.figures]
    assert any(e.layout.lost_capitals for e in found)
    assert any(f.restates for f in figures)
    assert any("\x7f" in word for f in figures for word in (*f.before, *f.after))
    assert {f.hedge_cues == () for f in figures} == {f.noun is None for f in figures} == {f.attribution is None for f in figures} == {True, False}
    assert any(d.offset for e in found for d in e.datings)


@pytest.mark.parametrize("text", ["", "7", "[]", "[1,2]", "[true,[],[[]]]", "{}", '[true,[],[["","","","",0,0,"",0],[[1]],[],[],[]]]', "[" * 100_000])
def test_what_is_no_extraction_is_refused(text):
    for raw in (text.encode(), zlib.compress(text.encode())):
        with pytest.raises(ValueError, match="no packed extraction"):
            unpack(raw, SOURCES[0])


# --- under which key ----------------------------------------------------------------------------------------------------------------------


class Watched(Source):
    """A source that remembers what of it was looked at."""

    seen: ClassVar = set()

    def __getattribute__(self, name):
        Watched.seen.add(name)
        return super().__getattribute__(name)


def test_reading_looks_at_nothing_of_a_source_but_what_the_key_holds(files):
    names = {f.name for f in fields(Source)}
    for source in (*SOURCES, *files):
        if extract_one(source).source != source:
            continue  # a table of words gets a note, and copying it looks at everything
        watched = Watched(**{name: getattr(source, name) for name in names})
        Watched.seen.clear()
        assert extract_one(watched).figures == extract_one(source).figures
        assert Watched.seen & names - {"id"} <= set(LOOKED_AT)


OTHER = {
    "text": "Two died.",
    "locale": "da",
    "published": "2026-01-01",
    "marks": (Mark(0, 3, Position.HEADLINE),),
    "grids": (Grid(((Span(0, 3),),), (1,)),),
}
BESIDE = {
    **dict.fromkeys(("id", "path", "outlet", "lineage", "file"), "b"),
    "format": "html",
    "notes": ("n",),
    "origin": (Run(0, 1, 1),),
    "about": About("t"),
}


def test_every_field_of_a_source_is_in_the_key_or_beside_it():
    assert {f.name for f in fields(Source)} == set(OTHER) | set(BESIDE)
    assert set(OTHER) == set(LOOKED_AT)


@pytest.mark.parametrize("name", OTHER)
def test_what_is_looked_at_makes_another_key(name):
    source = Source("a", "One died.")
    assert key_of(replace(source, **{name: OTHER[name]}), datings=True, version="1") != key_of(source, datings=True, version="1")


@pytest.mark.parametrize("name", BESIDE)
def test_what_is_not_looked_at_does_not(name):
    source = Source("a", "One died.")
    assert key_of(replace(source, **{name: BESIDE[name]}), datings=True, version="1") == key_of(source, datings=True, version="1")


def test_version_and_datings_make_another_key():
    keys = {key_of(SOURCES[0], datings=d, version=v) for d in (True, False) for v in ("1", "2")}
    assert len(keys) == 4


def test_the_version_is_that_of_the_code_and_the_tables(monkeypatch, tmp_path):
    found = version.files()
    names = {f.name for f in found}
    assert {"factcheck/extract/./assemble.py", "rules/lexicon/./hedges.yaml", "rules/lexicon/./words.bin", "quantulum3/units.json"} <= names
    changed = tmp_path / "hedges.yaml"
    table = next(f for f in found if f.name.endswith("hedges.yaml"))
    changed.write_bytes(Path(table.path).read_bytes() + b"#")
    assert version.digest([f._replace(path=str(changed)) if f is table else f for f in found]) != version.digest(found)
    touched = [f._replace(changed=f.changed + 1) for f in found]
    assert version.digest(touched) == version.digest(found), "installed anew, it is the same version"
    assert version.signature(touched) != version.signature(found), "and is looked at anew"


def test_every_module_that_reading_imports_is_part_of_the_version():
    code = (
        "import sys; from factcheck.pipeline import extract_one; from factcheck.model import Source; "
        "extract_one(Source('a', 'About 275 troops came on Tuesday.')); print(*(m for m in sys.modules if m.startswith('factcheck.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    rooms = {m.split(".")[1] for m in done.stdout.split()}
    assert rooms - set(version.ROOMS) == {"pipeline", "rulebook", "config", "execute", "documents", "errors", "files", "paths"}, (
        "say why it decides no extraction"
    )
