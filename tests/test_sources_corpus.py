"""Folders, files and standard input as a corpus; what is left out and what is refused."""

from __future__ import annotations

import os

import pytest
from casefile import cases

from factcheck.errors import ErrorGroup, FactcheckError, SourceError
from factcheck.sources import load


@pytest.fixture
def corpus(tmp_path):
    """A function that writes files and returns their folder."""

    def write(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path

    return write


def _ids(loaded):
    return [s.id for s in loaded.sources]


def test_a_folder_is_a_corpus(corpus):
    folder = corpus({"b.txt": "B 2.", "a.md": "A 1.", "sub/c.html": "<p>C 3.</p>", ".hidden.txt": "no", ".git/d.txt": "no"})
    loaded = load([folder])
    assert _ids(loaded) == ["a.md", "b.txt", "sub/c.html"]
    assert [s.format for s in loaded.sources] == ["markdown", "text", "html"]
    assert loaded.sources[0].path == str(folder / "a.md")
    assert loaded.skipped == ()


def test_nothing_is_left_out_without_a_reason(corpus):
    folder = corpus({"a.txt": "A 1.", "gold.json": "{}", "table.yaml": "a,1", "b.odp": b"x", "Makefile": "x:", "a.txt~": "A 0."})
    assert [(str(s), s.ours) for s in load([folder]).skipped] == [
        ("Makefile: no reader for names without a suffix", False),
        ("a.txt~: a left-over of an editor", False),
        ("b.odp: no reader for .odp", False),
        ("gold.json: JSON, but no news item", False),
        ("table.yaml: data, not text", False),
    ]


def test_data_of_ours_is_told_from_files_that_could_have_said_something(corpus):
    ours = {
        "factcheck-baseline.yaml": "scheme: x",
        "factcheck.toml": "",
        "flood.factcheck.yaml": "story: .",
        "old.json": '{\n "schema": "factcheck/1",\n "sources": []}',
    }
    folder = corpus({"a.txt": "A 1.", "other.json": '{"schema": "of another tool"}', "table.yaml": "a,1", **ours})
    assert {s.path: s.ours for s in load([folder]).skipped} == {"other.json": False, "table.yaml": False, **dict.fromkeys(ours, True)}


def test_ids_are_relative_to_what_the_paths_share(corpus):
    folder = corpus({"x/a.txt": "A 1.", "x/deep/b.txt": "B 2.", "y/a.txt": "C 3."})
    assert _ids(load([folder / "x"])) == ["a.txt", "deep/b.txt"]
    assert _ids(load([folder / "x" / "a.txt"])) == ["a.txt"]
    assert _ids(load([folder / "x" / "a.txt", folder / "x" / "deep" / "b.txt"])) == ["a.txt", "deep/b.txt"]
    assert _ids(load([folder / "y" / "a.txt", folder / "x"])) == ["x/a.txt", "x/deep/b.txt", "y/a.txt"]


def test_the_order_of_the_paths_changes_nothing(corpus):
    folder = corpus({"a.txt": "A 1.", "b.txt": "B 2.", "c.txt": "C 3."})
    paths = [folder / "a.txt", folder / "b.txt", folder / "c.txt"]
    assert load(paths) == load(paths[::-1])


def test_a_file_given_twice_is_one_source(corpus):
    folder = corpus({"x/a.txt": "A 1.", "x/b.txt": "B 2."})
    assert _ids(load([folder / "x" / "a.txt", folder / "x" / "a.txt"])) == ["a.txt"]
    assert _ids(load([folder / "x" / "a.txt", folder / "x"])) == ["x/a.txt", "x/b.txt"]


def test_standard_input():
    plain, page = load(["-"], stdin=b"A 1.").sources[0], load(["-"], stdin=b"<!DOCTYPE html><p>A 1.</p>").sources[0]
    assert (plain.id, plain.path, plain.text, plain.format) == ("-", "-", "A 1.", "text")
    assert (page.text.strip(), page.format) == ("A 1.", "html")


def test_empty_standard_input_is_refused():
    with pytest.raises(SourceError, match="standard input: is empty"):
        load(["-"], stdin=b"")


def test_corpus_toml_tells_of_the_sources(corpus):
    toml = (
        '[[source]]\npath = "a.txt"\noutlet = "Coast Press"\npublished = 2026-05-03T14:00:00Z\nlineage = "cp"\nlocale = "en_GB"\n'
        '[[source]]\npath = "sub/b.txt"\npublished = "2026-05-03"\n'
    )
    folder = corpus({"corpus.toml": toml, "a.txt": "A 1.", "sub/b.txt": "B 2.", "c.txt": "C 3."})
    a, c, b = load([folder]).sources
    assert (a.outlet, a.published, a.lineage, a.locale) == ("Coast Press", "2026-05-03T14:00:00+00:00", "cp", "en-GB")
    assert (b.outlet, b.published, b.locale) == (None, "2026-05-03", "en")
    assert (c.id, c.outlet) == ("c.txt", None)


def test_corpus_toml_holds_for_a_file_given_by_itself_and_for_a_folder_of_corpora(corpus):
    folder = corpus({"x/corpus.toml": '[[source]]\npath = "a.txt"\noutlet = "Coast Press"\n', "x/a.txt": "A 1.", "y/a.txt": "B 2."})
    assert load([folder / "x" / "a.txt"]).sources[0].outlet == "Coast Press"
    assert [(s.id, s.outlet) for s in load([folder]).sources] == [("x/a.txt", "Coast Press"), ("y/a.txt", None)]


@pytest.mark.parametrize("case", cases("manifests.jsonl"))
def test_mistakes_in_corpus_toml(case, corpus):
    folder = corpus({"corpus.toml": case["text"], **dict.fromkeys(case["files"], "A 1.")})
    with pytest.raises(FactcheckError) as caught:
        load([folder])
    errors = caught.value.errors if isinstance(caught.value, ErrorGroup) else (caught.value,)
    found = [str(e).replace(f"{folder}{os.sep}", "").replace(str(folder), "CORPUS") for e in errors]
    assert found == case["expect"]


def test_all_that_cannot_be_read_is_told_at_once(corpus):
    folder = corpus({"a.txt": "A 1.", "b.txt": "", "c.md": b"\x00\x01\x02", "d.html": "<nav>1</nav>", "corpus.toml": "x = 1\n"})
    with pytest.raises(ErrorGroup) as caught:
        load([folder, folder / "missing.txt"])
    assert [e.place.removeprefix(f"{folder}{os.sep}") for e in caught.value.errors] == ["b.txt", "c.md", "corpus.toml:1", "d.html", "missing.txt"]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(SourceError, match=r"missing\.txt: no such file or folder"):
        load([tmp_path / "missing.txt"])


def test_a_file_that_nothing_reads(corpus):
    with pytest.raises(SourceError, match=r"table\.yaml: no reader for \.yaml files; expected one that `factcheck formats` lists; data, not text"):
        load([corpus({"table.yaml": "a,1"}) / "table.yaml"])


def test_a_folder_without_sources(corpus):
    with pytest.raises(SourceError, match=r"no sources in it; expected a file that `factcheck formats` lists; gold\.json: JSON, but no news item"):
        load([corpus({"gold.json": "{}"})])


def test_links_that_lead_round_in_a_circle(corpus):
    folder = corpus({"a.txt": "A 1.", "sub/b.txt": "B 2."})
    (folder / "sub" / "up").symlink_to(folder, target_is_directory=True)
    loaded = load([folder])
    assert _ids(loaded) == ["a.txt", "sub/b.txt"]
    assert [str(s) for s in loaded.skipped] == ["sub/up: a link to a folder that was read already"]


def test_a_link_that_leads_nowhere(corpus):
    folder = corpus({"a.txt": "A 1."})
    (folder / "b.txt").symlink_to(folder / "gone.txt")
    with pytest.raises(SourceError, match=r"b\.txt: no such file"):
        load([folder])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_in_a_folder_does_not_block(corpus):
    folder = corpus({"a.txt": "A 1."})
    os.mkfifo(folder / "b.txt")
    assert [str(s) for s in load([folder]).skipped] == ["b.txt: no regular file"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is readable for root")
def test_a_file_that_may_not_be_read(corpus):
    folder = corpus({"a.txt": "A 1."})
    (folder / "a.txt").chmod(0)
    with pytest.raises(SourceError, match=r"a\.txt: cannot be read: Permission denied"):
        load([folder])


def test_names_are_the_same_on_every_system(corpus):
    folder = corpus({"cafe\u0301.txt": "A 1.", "corpus.toml": '[[source]]\npath = "caf\u00e9.txt"\noutlet = "Coast Press"\n'})
    source = load([folder]).sources[0]
    assert (source.id, source.outlet) == ("caf\u00e9.txt", "Coast Press")


def test_the_shared_stories_can_be_read(shared):
    loaded = load([shared / "corpora"])
    assert len(loaded.sources) > 40
    assert all(s.text.strip() for s in loaded.sources)
