"""An archive scanned: what lies in its folder afterwards, what a second run does again, and what is left when one is killed."""

from __future__ import annotations

import json
import pickle
import signal
import sqlite3
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from archives import ROWS, bytes_of, many
from commandline import run
from preloaded import python

from factcheck import pipeline
from factcheck.cli import main
from factcheck.config import Config
from factcheck.errors import ConfigError, FactcheckError, SourceError
from factcheck.scan import judge, scan
from factcheck.scan.place import opened
from factcheck.scan.tables import COLUMNS

ROOT = Path(__file__).resolve().parent.parent
CASE = json.loads((Path(__file__).parent / "cases" / "grouping.jsonl").read_text(encoding="utf-8").splitlines()[0])
TEXTS = {name: told["text"] for name, told in CASE["articles"].items()}
FERRY, MILL = ("a", "b", "c"), ("d", "e")
REPORTS = ("report.md", "report.html")
WARC = (
    "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a.example/mill\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n"
)


@pytest.fixture
def archive(tmp_path):
    """Six articles of three events in files of six formats."""
    folder = tmp_path / "archive"
    (folder / "papers").mkdir(parents=True)
    (folder / "papers" / "a.txt").write_text(TEXTS["a"])
    (folder / "papers" / "b.md").write_text(TEXTS["b"])
    head, _, body = TEXTS["c"].partition("\n\n")
    (folder / "wire.jsonl").write_text(json.dumps({"key": "c", "head": head, "body": body}) + "\n")
    head, _, body = TEXTS["d"].partition("\n\n")
    (folder / "wire.csv").write_text(f'key,head,body\nd,{head},"{body}"\n')
    (folder / "crawl.wet").write_bytes(WARC.format(len(TEXTS["e"].encode()), TEXTS["e"]).encode())
    (folder / "f.html").write_text(f"<html><body><p>{TEXTS['f']}</p></body></html>")
    (folder / "corpus.toml").write_text(ROWS.format("wire.jsonl") + ROWS.format("wire.csv"))
    return folder


def _frames(out):
    return {name: pd.read_parquet(out / f"{name}.parquet") for name in COLUMNS}


# --- what it makes --------------------------------------------------------------------------------------------------------------------------


def test_every_format_is_read_and_sorted_into_stories(archive, tmp_path):
    done = scan([str(archive)], tmp_path / "out", Config(), title="archive")
    frames = _frames(tmp_path / "out")
    told = frames["sources"].groupby("story")["id"].apply(sorted)
    expected = [["crawl.wet#mill", "wire.csv#d"], ["f.html"], ["papers/a.txt", "papers/b.md", "wire.jsonl#c"]]
    assert sorted(told) == expected
    assert (done.read, done.checked) == (6, 3)
    assert sorted(bytes_of(tmp_path / "out")) == sorted([*(f"{name}.parquet" for name in COLUMNS), *REPORTS])


def test_the_tables_have_the_columns_that_are_documented(archive, tmp_path):
    scan([str(archive)], tmp_path / "out", Config())
    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    for name, frame in _frames(tmp_path / "out").items():
        assert list(frame.columns) == list(COLUMNS[name])
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}.parquet` |"))
        assert row.split("|")[3].strip() == ", ".join(f"`{c}`" for c in COLUMNS[name])
    stories = _frames(tmp_path / "out")["stories"].set_index("id")
    counts = _frames(tmp_path / "out")["findings"].groupby("story")["severity"].value_counts()
    for (story, severity), count in counts.items():
        assert stories.loc[story, f"{severity}s"] == count


def test_a_story_is_told_as_check_tells_it(archive, tmp_path):
    scan([str(archive)], tmp_path / "out", Config())
    (tmp_path / "story").mkdir()
    for name in FERRY:
        (tmp_path / "story" / f"{name}.txt").write_text(TEXTS[name])
    sources, _ = pipeline.read([str(tmp_path / "story")])
    checked = pipeline.check_sources(sources, Config())
    sources, findings = (_frames(tmp_path / "out")[name] for name in ("sources", "findings"))
    (story,) = sources.loc[sources["id"] == "papers/a.txt", "story"]
    assert sorted(findings.loc[findings["story"] == story, "id"]) == sorted(f.id for f in checked.findings)


def test_same_bytes_whatever_the_workers_and_the_order(tmp_path):
    archive = many(tmp_path / "archive")
    paths = sorted(str(p) for p in archive.glob("*.jsonl"))
    scan([str(archive)], tmp_path / "one", Config(), title="archive")
    scan(paths[::-1], tmp_path / "two", Config(jobs=2), title="archive")
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_rules_travel_with_the_work(archive, tmp_path, monkeypatch):
    """Who checks needs no folder of rules, also where a comment names a rule of it that does not run."""
    (tmp_path / "house").mkdir()
    for name in ("house-digits", "house-other"):
        text = (ROOT / "rules" / "checks" / "transposition.yaml").read_text(encoding="utf-8").replace("id: transposition", f"id: {name}")
        (tmp_path / "house" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (archive / "papers" / "b.md").write_text(TEXTS["b"].replace("275", "257") + "\n\n<!-- factcheck: ignore[house-other] looked at -->\n")
    given, check = [], judge.check
    monkeypatch.setattr(judge, "check", lambda config, *told: given.append(config) or check(config, *told))
    scan([str(archive)], tmp_path / "out", Config(rules=(str(tmp_path / "house"),), select=("house-digits",)))
    assert {config.rules for config in given} == {()}
    assert set(_frames(tmp_path / "out")["findings"]["rule"]) == {"house-digits"}


def test_what_a_stranger_wrote_is_no_markup(tmp_path):
    (tmp_path / "archive").mkdir()
    for name, people in (("a", 275), ("b", 310)):
        (tmp_path / "archive" / f"{name}.txt").write_text(
            f"# <b>Corda</b> ![x](y) | sinks\n\nThe ferry Corda sank off Lasang. The guard rescued {people} passengers.\n"
        )
    scan([str(tmp_path / "archive")], tmp_path / "out", Config(), title="<i>mine")
    text, page = ((tmp_path / "out" / name).read_text() for name in REPORTS)
    assert "## \\# \\<b\\>Corda\\</b\\> !\\[x\\](y) \\| sinks · " in text
    assert "&lt;b&gt;Corda&lt;/b&gt;" in page
    assert "<b>" not in page + text
    assert "<i>" not in page + text


# --- what is not done again -------------------------------------------------------------------------------------------------------------------


def test_a_second_run_does_nothing_and_gives_the_same(archive, tmp_path):
    scan([str(archive)], tmp_path / "out", Config())
    before = bytes_of(tmp_path / "out")
    again = scan([str(archive)], tmp_path / "out", Config())
    assert (again.read, again.checked, again.counts["articles"]) == (0, 0, 6)
    assert bytes_of(tmp_path / "out") == before


APPENDED = [
    ("one more of an event", {"papers/g.txt": TEXTS["e"].replace("pulp", "power")}, 1, 1),
    (
        "an event of its own",
        {"papers/g.txt": "Bridge of Tresca opens\n\nThe bridge of Tresca opened after 9 years. It cost 48 million crowns."},
        1,
        1,
    ),
    ("one that has changed", {"papers/b.md": TEXTS["b"].replace("275", "257")}, 1, 1),
    ("a line of a file", {"wire.jsonl": json.dumps({"key": "c2", "head": "", "body": TEXTS["d"]}) + "\n"}, 1, 1),
]


@pytest.mark.parametrize(("what", "files", "read", "checked"), APPENDED, ids=[a[0] for a in APPENDED])
def test_what_is_appended_touches_its_story_only(archive, tmp_path, what, files, read, checked):
    scan([str(archive)], tmp_path / "out", Config())
    for name, text in files.items():
        path = archive / name
        path.write_text((path.read_text() if name.endswith("jsonl") else "") + text)
    again = scan([str(archive)], tmp_path / "out", Config())
    assert (again.read, again.checked) == (read, checked), what
    scan([str(archive)], tmp_path / "fresh", Config())
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


def test_a_file_that_is_gone_is_gone_from_the_tables(archive, tmp_path):
    scan([str(archive)], tmp_path / "out", Config())
    (archive / "papers" / "b.md").unlink()
    again = scan([str(archive)], tmp_path / "out", Config())
    assert (again.read, again.checked, again.counts["articles"]) == (0, 1, 5)
    scan([str(archive)], tmp_path / "fresh", Config())
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")


CHANGED = [
    ("rules", Config(ignore=("value-conflict",)), (0, 3), "rules or settings have changed"),
    ("locale", Config(locale="en-GB"), (6, 3), "everything is read and checked anew"),
]


@pytest.mark.parametrize(("what", "config", "work", "word"), CHANGED, ids=[c[0] for c in CHANGED])
def test_other_settings_begin_anew_with_a_word(archive, tmp_path, capfdbinary, what, config, work, word):
    from factcheck.cli.progress import Progress

    scan([str(archive)], tmp_path / "out", Config())
    again = scan([str(archive)], tmp_path / "out", config, progress=Progress())
    assert (again.read, again.checked) == work, what
    assert word in capfdbinary.readouterr()[1].decode()


def test_a_state_of_another_version_begins_anew(archive, tmp_path):
    scan([str(archive)], tmp_path / "out", Config())
    version = tmp_path / "out" / "state" / "version.json"
    for broken in (version.read_text().replace("factcheck-scan/", "factcheck-scan/9"), "{", "[1]"):
        version.write_text(broken)
        assert scan([str(archive)], tmp_path / "out", Config()).read == 6


# --- killed -----------------------------------------------------------------------------------------------------------------------------------

# A scan that kills its own process, forked from one that has imported what it needs, when a step is taken for the n-th time. Batches are small, so
# that there are many steps.
KILLED = """
import os, signal, sys
from pathlib import Path
from factcheck.config import Config
from factcheck.scan import judge, place, run, scan, shelf, tables, take
archive, out, step, count, when = sys.argv[1:]
owner, name = {"keep": (shelf.Shelf, "keep"), "finish": (shelf.Shelf, "finish"), "begin": (shelf.Shelf, "begin"),
    "stories": (shelf.Shelf, "keep_stories"), "group": (run, "group"), "rows": (tables.Writer, "add"), "tables": (tables.Writer, "close"),
    "replace": (Path, "replace"), "settle": (run, "settle")}[step]
take._ARTICLES, judge._ARTICLES = 3, 3
original, left = getattr(owner, name), int(count)
def counted(*a, **k):
    global left
    left -= 1
    if left == 0 and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = original(*a, **k)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return result
setattr(owner, name, counted)
scan([archive], Path(out), Config(), title="archive")
"""
# step, which time it is taken, articles and stories that are done by then at least
POINTS = [
    ("settle", 1, "after", 0, 0),
    ("begin", 1, "after", 0, 0),
    ("keep", 1, "before", 0, 0),
    ("keep", 3, "after", 9, 0),
    ("finish", 2, "before", 12, 0),
    ("finish", 4, "after", 24, 0),
    ("group", 1, "after", 24, 0),
    ("stories", 1, "before", 24, 0),
    ("stories", 5, "after", 24, 5),
    ("rows", 3, "after", 24, 8),
    ("tables", 1, "before", 24, 8),
    ("replace", 4, "after", 24, 8),
    ("replace", 9, "after", 24, 8),
]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize(("step", "count", "when", "articles", "stories"), POINTS, ids=[f"{p[0]}-{p[1]}-{p[2]}" for p in POINTS])
def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path, whole, step, count, when, articles, stories):
    archive, expected, total = whole
    command = python(KILLED, str(archive), str(tmp_path / "out"), step, str(count), when)
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=120)
    assert done.returncode == 128 + signal.SIGKILL, done.stderr.decode()
    again = scan([str(archive)], tmp_path / "out", Config(), title="archive")
    assert (again.read, again.checked) == (total[0] - articles, total[1] - stories)
    assert bytes_of(tmp_path / "out") == expected
    assert not (tmp_path / "out" / "state" / "new").exists()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """An archive, what a run gives that nobody kills, and how much there is to do."""
    folder = tmp_path_factory.mktemp("killed")
    archive = many(folder / "archive")
    done = scan([str(archive)], folder / "out", Config(), title="archive")
    return archive, bytes_of(folder / "out"), (done.read, done.checked)


# --- what cannot be -----------------------------------------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_done(archive, tmp_path, capfdbinary):
    (archive / "broken.docx").write_bytes(b"no document")
    code, out, err = run(capfdbinary, "scan", archive, "--out", tmp_path / "out", "--fail-on", "error", "--ignore", "value-conflict")
    assert (code, out.splitlines()[1]) == (2, "  2 stories of two articles and more, 1 article alone")
    assert "not read: broken.docx: " in err
    assert "broken.docx" in (tmp_path / "out" / "report.md").read_text()


def test_exit_codes(archive, tmp_path, capfdbinary):
    (archive / "papers" / "b.md").write_text(TEXTS["b"].replace("275 passengers", "257 passengers"))
    assert run(capfdbinary, "scan", archive, "--out", tmp_path / "out")[0] == 1
    assert run(capfdbinary, "scan", archive, "--out", tmp_path / "out", "--exit-zero")[0] == 0
    code, out, _ = run(capfdbinary, "scan", archive, "--out", tmp_path / "out", "--quiet")
    assert (code, out) == (1, "")
    (tmp_path / "alone").mkdir()
    (tmp_path / "alone" / "a.txt").write_text(TEXTS["f"])
    assert run(capfdbinary, "scan", tmp_path / "alone", "--out", tmp_path / "out2")[0] == 2
    assert run(capfdbinary, "scan", tmp_path / "alone", "--out", tmp_path / "out2", "--allow-empty")[0] == 0


REFUSED = [
    (["ARCHIVE"], "--out: no folder named"),
    (["-", "--out", "OUT"], "standard input is no archive"),
    (["ARCHIVE", "--out", "ARCHIVE/out"], "which is read"),
    (["ARCHIVE", "--out", "ARCHIVE/f.html"], "is a file"),
    (["ARCHIVE", "--out", "ARCHIVE/papers"], "holds other files"),
    (["ARCHIVE/nothing", "--out", "OUT"], "no such file"),
]


@pytest.mark.parametrize(("arguments", "told"), REFUSED, ids=[r[1] for r in REFUSED])
def test_refused(archive, tmp_path, capfdbinary, arguments, told):
    given = [a.replace("ARCHIVE", str(archive)).replace("OUT", str(tmp_path / "out")) for a in arguments]
    code, _, err = run(capfdbinary, "scan", *given)
    assert code == 2
    assert told in err


def test_an_archive_without_articles(tmp_path):
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "a.xyz").write_text("no reader")
    with pytest.raises(SourceError, match="no articles"):
        scan([str(tmp_path / "archive")], tmp_path / "out", Config())


def test_one_run_at_a_time(archive, tmp_path):
    with opened(tmp_path / "out", [str(archive)]), pytest.raises(ConfigError, match="another run works"):
        scan([str(archive)], tmp_path / "out", Config())
    assert scan([str(archive)], tmp_path / "out", Config()).read == 6


def test_a_part_that_is_damaged_says_what_to_do(archive, tmp_path):
    scan([str(archive)], tmp_path / "out", Config())
    for part in (tmp_path / "out" / "state").glob("part-*"):
        part.write_bytes(b"no database at all, and long enough to be taken for one" * 9)
    with pytest.raises(FactcheckError, match="cannot be used"):
        scan([str(archive)], tmp_path / "out", Config())


class _Evil:
    def __reduce__(self):
        return Path.touch, (Path("ran"),)


def test_the_state_holds_no_code(archive, tmp_path, monkeypatch):
    """Whoever is handed an out folder and scans on runs nothing that lies in it."""
    monkeypatch.chdir(tmp_path)
    scan([str(archive)], tmp_path / "out", Config())
    for path in (tmp_path / "out" / "state").glob("part-*.sqlite"):
        part = sqlite3.connect(path)
        with part:
            part.execute("DELETE FROM stories")
            part.execute("UPDATE articles SET source = ?, extraction = ?", (pickle.dumps(_Evil()), pickle.dumps(_Evil())))
        part.close()
    with pytest.raises(FactcheckError, match="is damaged"):
        scan([str(archive)], tmp_path / "out", Config())
    assert not Path("ran").exists()


def test_help_is_there(capfdbinary):
    assert main(["scan", "--help"]) == 0
    assert "--window" in capfdbinary.readouterr()[0].decode()
