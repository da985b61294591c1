"""The cache, progress and the log of JSON on the command line: the same bytes on standard output, and on standard error what was not read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from commandline import run
from preloaded import command as forked

ROOT = Path(__file__).resolve().parent.parent
CORPORA = sorted(p for p in (ROOT / "tests" / "corpora").iterdir() if p.is_dir())
GULF = ROOT / "tests" / "corpora" / "gulf-deployment"
ALL = "nothing extracted: all 5 sources are as they were when they were last read\n"
DATABASE = "extractions.sqlite"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The folder of the cache of a user who has settled nothing, not there yet; its working folder holds a story."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("FACTCHECK_CACHE")
    shutil.copytree(GULF, tmp_path / "work" / "story")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "home" / "factcheck"


@pytest.fixture
def no_reading(monkeypatch):
    """Reading a text fails."""

    def broken(*_, **__):
        raise ZeroDivisionError("it was read")

    return lambda: monkeypatch.setattr("factcheck.pipeline.extract_one", broken)


# --- the cache ----------------------------------------------------------------------------------------------------------------------------

COMMANDS = {
    "check": ("check", "story"),
    "check-json": ("check", "story", "--format", "json"),
    "check-draft": ("check", "--draft", "story/capital-post.txt", "story"),
    "extract": ("extract", "story"),
    "extract-explain": ("extract", "story", "--format", "json", "--explain"),
    "extract-datings": ("extract", "story", "--datings"),
    "facts": ("facts", "story"),
    "explain": ("explain", "2e931c7cfbcd", "story", "--full"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_second_run_reads_nothing_and_says_the_same(home, capfdbinary, no_reading, name):
    fresh = run(capfdbinary, *COMMANDS[name], "--no-cache")
    assert not home.exists()
    assert run(capfdbinary, *COMMANDS[name]) == fresh
    no_reading()
    said = "" if name == "explain" else ALL
    assert run(capfdbinary, *COMMANDS[name]) == (*fresh[:2], fresh[2] + said)


def test_report_takes_what_check_has_read(home, capfdbinary, no_reading):
    assert run(capfdbinary, "check", "story", "--output", "markdown:report.md", "--quiet")[0] == 1
    no_reading()
    assert run(capfdbinary, "report", "--check", "report.md") == (0, "", "")
    assert run(capfdbinary, "report", "--check", "report.md", "--no-cache")[0] == 3


def test_only_what_is_new_is_read(home, capfdbinary):
    run(capfdbinary, "check", "story")
    text = Path("story/coast-daily.txt")
    text.write_text(text.read_text().replace("275", "285"))
    manifest = Path("story/corpus.toml")
    manifest.write_text(manifest.read_text().replace("market-letter.txt", "renamed.txt"))
    Path("story/market-letter.txt").rename("story/renamed.txt")
    assert run(capfdbinary, "check", "story")[2] == "1 of 5 sources extracted, the others are as they were when they were last read\n"


def test_one_source(home, capfdbinary):
    Path("a.txt").write_text("The crew saved 31 goats.")
    fresh = run(capfdbinary, "extract", "a.txt")
    assert run(capfdbinary, "extract", "a.txt") == (*fresh[:2], "nothing extracted: the source is as it was when it was last read\n")


def test_several_stories_are_told_in_one_line(home, capfdbinary):
    shutil.copytree("story", "other")
    assert run(capfdbinary, "check", "story", "other")[2] == "5 of 10 sources extracted, the others are as they were when they were last read\n"
    assert run(capfdbinary, "check", "story", "other")[2] == "nothing extracted: all 10 sources are as they were when they were last read\n"


@pytest.mark.parametrize("command", [("check", "story"), ("extract", "story"), ("facts", "story")])
def test_quiet_says_nothing_of_it(home, capfdbinary, command):
    run(capfdbinary, *command, "--quiet")
    assert run(capfdbinary, *command, "--quiet")[2] == ""
    (home / DATABASE).write_text("spoilt")
    assert run(capfdbinary, *command, "--quiet")[2] == ""


def test_a_damaged_database_is_told_once(home, capfdbinary):
    fresh = run(capfdbinary, "check", "story")
    (home / DATABASE).write_text("spoilt")
    code, out, err = run(capfdbinary, "check", "story")
    assert (code, out) == fresh[:2]
    assert err.startswith(f"factcheck: the cache {home / DATABASE} is damaged (file is not a database); it now lies beside as ")
    assert run(capfdbinary, "check", "story")[2] == ALL


@pytest.mark.parametrize(
    ("told", "kept"),
    [({}, True), ({"FACTCHECK_CACHE": "false"}, False), ({"FACTCHECK_CACHE": "1"}, True), ("cache = false\n", False), ("cache = true\n", True)],
)
def test_settings(home, capfdbinary, monkeypatch, told, kept):
    if isinstance(told, str):
        Path("factcheck.toml").write_text(told)
    else:
        for name, value in told.items():
            monkeypatch.setenv(name, value)
    run(capfdbinary, "check", "story")
    assert (home / DATABASE).exists() is kept
    assert f"cache = {str(kept).lower()}  # " in run(capfdbinary, "config", "show")[1]


@pytest.mark.parametrize(
    ("file", "environment", "message"),
    [
        ('cache = "."\n', {}, "factcheck.toml: cache: '.' is neither; expected true or false"),
        ("cache-size = 1\n", {}, "factcheck.toml: cache-size: is for the machine to say, not for a project"),
        ("", {"FACTCHECK_CACHE": "/tmp"}, "FACTCHECK_CACHE: '/tmp' is neither; expected true or false"),
        ("", {"FACTCHECK_CACHE_SIZE": "0"}, "FACTCHECK_CACHE_SIZE: 0 is no number of bytes; expected 1 or more"),
        ("", {"FACTCHECK_CACHE_SIZE": "2 GB"}, "FACTCHECK_CACHE_SIZE: '2 GB' is no number of bytes; expected 1 or more"),
    ],
)
def test_settings_that_make_no_sense(home, capfdbinary, monkeypatch, file, environment, message):
    Path("factcheck.toml").write_text(file)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    code, out, err = run(capfdbinary, "check", "story")
    assert (code, out) == (2, "")
    assert message in err


def test_info_and_clear(home, capfdbinary, monkeypatch):
    monkeypatch.setenv("FACTCHECK_CACHE_SIZE", "5000000")
    assert run(capfdbinary, "cache", "clear") == (0, "0 extractions forgotten\n", "")
    assert not home.exists()
    run(capfdbinary, "check", "story")
    code, out, err = run(capfdbinary, "cache", "info")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[:3] == ["used by the command line: yes", f"folder: {home}", "extractions: 5"]
    assert lines[3].endswith(" of at most 5,000,000")
    assert run(capfdbinary, "cache", "clear") == (0, "5 extractions forgotten\n", "")
    assert "extractions: 0\nbytes: 0 of" in run(capfdbinary, "cache", "info")[1]
    monkeypatch.setenv("FACTCHECK_CACHE", "false")
    assert run(capfdbinary, "cache", "info")[1].startswith("used by the command line: no (FACTCHECK_CACHE)\n")


def test_info_and_clear_where_nothing_can_be_kept(tmp_path, capfdbinary, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert "nothing is kept: the folder cannot be used" in run(capfdbinary, "cache", "info")[1]
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", "")
    monkeypatch.setenv("LOCALAPPDATA", "")
    assert "folder: none" in run(capfdbinary, "cache", "info")[1]
    assert run(capfdbinary, "cache", "clear")[0] == 0


def test_nothing_in_the_folder_that_is_checked_is_taken_for_the_cache(home, capfdbinary, monkeypatch):
    fresh = run(capfdbinary, "check", "story", "--format", "json")
    for place in (".", "story", ".cache", "factcheck"):
        Path(place, "factcheck").mkdir(parents=True, exist_ok=True)
        for name in (DATABASE, f"factcheck/{DATABASE}", "sqlite3.py", "zlib.py"):
            Path(place, name).write_text("raise SystemExit('this was run')")
    shutil.rmtree(home)
    for relative in (".", ".cache", "story"):
        monkeypatch.setenv("XDG_CACHE_HOME", relative)
        monkeypatch.setenv("HOME", str(home.parent))
        assert run(capfdbinary, "check", "story", "--format", "json", "--quiet") == (fresh[0], "", "")
        assert (home.parent / ".cache" / "factcheck" / DATABASE).exists()


def test_only_the_database_is_written_and_nothing_without_it(home, capfdbinary):
    before = sorted(Path().rglob("*"))
    run(capfdbinary, "check", "story", "--no-cache")
    assert not home.parent.exists()
    run(capfdbinary, "check", "story")
    assert [p.name for p in home.parent.rglob("*") if p.is_file()] == [DATABASE]
    assert sorted(Path().rglob("*")) == before


def test_python_keeps_nothing_unless_told(home):
    import factcheck
    from factcheck.config import Config

    texts = {"a": "The crew rescued 275 passengers.", "b": "The crew rescued 257 passengers."}
    found = factcheck.check(texts)
    factcheck.extract(texts["a"])
    assert not home.exists()
    assert [factcheck.check(texts, config=Config(cache=True)).findings for _ in range(2)] == [found.findings] * 2
    assert (home / DATABASE).exists()


@pytest.mark.parametrize("story", CORPORA, ids=lambda p: p.name)
def test_same_bytes_with_and_without(home, capfdbinary, story):
    _same_bytes(capfdbinary, story, ("json", "markdown"))


def test_same_bytes_with_and_without_for_the_shared_stories(home, capfdbinary, shared):
    for story in sorted(p.parent for p in (shared / "corpora").glob("*/gold.json"))[::3]:
        _same_bytes(capfdbinary, story, ("json",))


def _same_bytes(capfdbinary, story, forms):
    for form in forms:
        fresh = run(capfdbinary, "check", story, "--format", form, "--no-cache")
        assert run(capfdbinary, "check", story, "--format", form)[:2] == fresh[:2]
        assert run(capfdbinary, "check", story, "--format", form)[:2] == fresh[:2]


def test_same_bytes_for_any_number_of_jobs_with_the_cache(home, capfdbinary):
    fresh = run(capfdbinary, "check", "story", "--format", "json", "--no-cache", "--jobs", "1")
    for known in ((), ("story/coast-daily.txt", "story/harbor-wire.txt"), ("story",)):
        for jobs in ("1", "2", "4"):
            run(capfdbinary, "cache", "clear")
            if known:
                run(capfdbinary, "extract", *known)
            assert run(capfdbinary, "check", "story", "--format", "json", "--jobs", jobs)[:2] == fresh[:2]


def test_processes_with_workers_at_the_same_time(home):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = forked("check", "story", "--format", "json", "--jobs", "2")
    running = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) for _ in range(3)]
    said = [p.communicate(timeout=120) for p in running]
    assert [p.returncode for p in running] == [1, 1, 1]
    assert len({out for out, _ in said}) == 1
    done = subprocess.run(words, capture_output=True, env=environment, check=False)
    assert (done.stdout, done.stderr.decode()) == (said[0][0], ALL)


# --- progress and log ---------------------------------------------------------------------------------------------------------------------


def events(text):
    return [json.loads(line) for line in text.splitlines()]


def test_the_log_of_a_run(home, capfdbinary):
    code, out, err = run(capfdbinary, "check", "story", "--log-format", "json")
    assert (code, out) == run(capfdbinary, "check", "story")[:2]
    told = events(err)
    assert [e["event"] for e in told] == ["read", *["source"] * 5, "check", "summary", "end"]
    assert all(isinstance(e.pop("seconds"), float) for e in told)
    assert told[0] == {"event": "read", "sources": 5, "not_read": 0, "characters": 3728}
    assert told[1] == {"event": "source", "source": "capital-post.txt", "cached": False, "figures": 6, "datings": 2, "excluded": 0}
    assert told[6] == {"event": "check", "story": "story", "sources": 5, "facts": 18, "findings": {"error": 3, "note": 6, "warning": 2}}
    assert told[7:] == [{"event": "summary", "sources": 5, "extracted": 5, "cached": 0, "figures": 41}, {"event": "end", "exit": 1}]
    again = events(run(capfdbinary, "--log-format=json", "check", "story")[2])
    assert [e["cached"] for e in again if e["event"] == "source"] == [True] * 5
    assert {"extracted": 0, "cached": 5}.items() <= again[-2].items()


@pytest.mark.parametrize(
    ("arguments", "code", "texts"),
    [
        (("check", "nowhere"), 2, ["factcheck: nowhere: no such file or folder"]),
        (("check", "--nonsense"), 2, ["factcheck: No such option: --nonsense"]),
        (("extract", "story", "--format", "csv"), 0, ["5 sources read", "41 figures found"]),
        (("check", "story", "--quiet", "--exit-zero"), 0, None),
        (("check", "nowhere", "--quiet"), 2, ["factcheck: nowhere: no such file or folder"]),
    ],
)
def test_whatever_is_said_is_an_event(home, capfdbinary, arguments, code, texts):
    found, _, err = run(capfdbinary, *arguments, "--log-format", "json")
    told = events(err)
    assert found == code
    assert [e["text"][: len(t)] for e, t in zip([e for e in told if "text" in e], texts or [], strict=False)] == (texts or [])
    if texts is None:
        assert told == []
    elif "--quiet" not in arguments:
        assert (told[-1]["event"], told[-1]["exit"]) == ("end", code)


def test_a_bug_in_the_log(home, capfdbinary, no_reading):
    no_reading()
    told = events(run(capfdbinary, "check", "story", "--log-format", "json", "--debug")[2])
    assert any(e.get("text", "").startswith("Traceback") for e in told)
    assert told[-1]["exit"] == 3
    assert told[-2]["event"] == "error"


def test_names_of_strangers_stay_in_their_line(home, capfdbinary):
    Path("story/a\n{}##[group]\u202e.txt").write_text("There were 12 of them.")
    err = run(capfdbinary, "extract", "story", "--log-format", "json")[2]
    assert next(e["source"] for e in events(err) if e["event"] == "source") == "a\n{}##[group]\u202e.txt"
    assert "##[" not in err
    assert "\u202e" not in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--log-format", "xml"), "--log-format: unknown form 'xml'; expected text or json"),
        (("--log-format=",), "--log-format: nothing behind it; expected text or json"),
        (("--log-format",), "--log-format: nothing behind it; expected text or json"),
    ],
)
def test_a_form_of_the_log_that_there_is_not(home, capfdbinary, arguments, message):
    code, out, err = run(capfdbinary, "check", "story", *arguments)
    assert (code, out, err) == (2, "", f"factcheck: {message}\n")


def test_a_log_lasts_for_one_run(home, capfdbinary):
    run(capfdbinary, "check", "story", "--log-format", "json")
    assert run(capfdbinary, "check", "story")[2] == ALL


STEPS = [(0.0, 10), (0.5, 20), (2.0, 40), (2.05, 41), (4.5, 50), (10.0, 100)]  # when, and how many of 1,000 are done
SHOWN = {
    "terminal": ["extract 40/1,000, 15/s, 1:04 left …", "extract 50/1,000, 9/s, 1:47 left …", "extract 100/1,000, 9/s, 1:40 left …"],
    "asked": ["extract 40/1,000, 15/s, 1:04 left …", "extract 50/1,000, 9/s, 1:47 left …", "extract 100/1,000, 9/s, 1:40 left …"],
    "json": [(40, 15.0, 64), (50, 8.9, 107), (100, 9.0, 100)],
    "piped": [],
    "quiet": [],
}


@pytest.mark.parametrize("how", SHOWN)
def test_progress_tells_rate_and_time_left(monkeypatch, capsys, how):
    from factcheck.cli import streams
    from factcheck.cli.session import Progress

    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    monkeypatch.setattr("sys.stderr.isatty", lambda: how in ("terminal", "quiet"))
    monkeypatch.setattr(streams, "_log", [streams.Log(as_json=how == "json", progress=how == "asked")])
    progress = Progress(quiet=how == "quiet")
    for when, done in STEPS:
        now[0] = 100 + when
        progress("extract", done, 1000)
    progress.clear()
    err = capsys.readouterr().err
    if how == "json":
        assert [(e["done"], e["rate"], e["left"]) for e in events(err)] == SHOWN[how]
    else:
        assert [line for line in err.replace("\r\x1b[K", "\n").split("\n") if line] == SHOWN[how]


def test_progress_where_nothing_has_a_rate(monkeypatch, capsys):
    from factcheck.cli.session import Progress

    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress = Progress()
    now[0] = 5.0
    progress("align", 0, 1)
    now[0] = 6.0
    progress("extract", 700, 1000)  # all of it was known
    assert capsys.readouterr().err == "\r\x1b[Kalign …\r\x1b[Kextract 700/1,000 …"
