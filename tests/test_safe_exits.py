"""Exit codes: 3 is for bugs of ours only, 1 never without a finding, and what a run leaves behind that is ended from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commandline import run

import factcheck
from factcheck.cli.results import read_result
from factcheck.errors import ConfigError, SourceError
from factcheck.model import Source

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("FACTCHECK_")} | {"PYTHONPATH": str(ROOT)}
LONG = "n" * 5000


@pytest.fixture
def story(tmp_path, monkeypatch):
    (tmp_path / "story").mkdir()
    for name, number in (("a.txt", 275), ("b.txt", 257)):
        (tmp_path / "story" / name).write_text(f"The ferry carried {number} passengers.\n")
    monkeypatch.chdir(tmp_path)
    for name in ("SOURCE_DATE_EPOCH", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "story"


# --- files with mistakes ------------------------------------------------------------------------------------------------------------------

SETTINGS = {
    "lists in lists": ("factcheck.toml", "select = " + "[" * 3000 + "]" * 3000, "not valid TOML: nested too deep"),
    "tables in tables": ("factcheck.toml", "x = " + "{a = " * 3000 + "1" + "}" * 3000, "not valid TOML: nested too deep"),
    "a very long number": ("factcheck.toml", "jobs = " + "9" * 5000, "not valid TOML: Exceeds the limit"),
    "a number out of range": ("factcheck.toml", "jobs = -1", "-1 is no number of jobs"),
    "a date that there is not": ("factcheck.toml", "draft = 2026-02-31", "factcheck.toml:1:9: not valid TOML: invalid date"),
    "a date for a text": ("factcheck.toml", "draft = 2026-02-03", "is no text"),
    "no TOML": ("factcheck.toml", "= 3", "factcheck.toml:1:1: not valid TOML: invalid statement"),
    "bytes": ("factcheck.toml", b"\xff\xfe", "byte 1 is no UTF-8"),
    "a number for a list": ("factcheck.toml", "sources = 3", "3 is no list of texts"),
    "a list for a severity": ("factcheck.toml", 'fail-on = ["error"]', "unknown severity ['error']"),
    "a table for a severity": ("factcheck.toml", "[severity]\nhedge-drift = {a = 1}", "unknown severity {'a': 1}"),
    "a list of lists": ("factcheck.toml", "per-source = [[]]", "no list of tables"),
    "a table of numbers": ("factcheck.toml", "severity = 3", "3 is no table"),
    "a number for tool": ("pyproject.toml", "tool = 3", "pyproject.toml: tool: 3 is no table"),
    "a list for tool": ("pyproject.toml", "[[tool]]\nx = 1", "is no table; expected [tool.factcheck]"),
    "a text for our table": ("pyproject.toml", '[tool]\nfactcheck = "yes"', "pyproject.toml: tool.factcheck: 'yes' is no table"),
    "a source with a zero byte": ("factcheck.toml", 'sources = ["a\\u0000b"]\nselect = []', "cannot be read: embedded null byte"),
    "a draft with a zero byte": ("factcheck.toml", 'draft = "a\\u0000b"', "null"),
    "rules with a zero byte": ("factcheck.toml", 'rules = ["a\\u0000b"]', "no such folder"),
    "a baseline with a zero byte": ("factcheck.toml", 'baseline = "a\\u0000b"', "no such baseline"),
    "a locale of no country": ("factcheck.toml", 'locale = "\\u0000"', "unknown locale"),
    "a long path": ("story/corpus.toml", f'[[source]]\npath = "{LONG}"', "no file 'nnn"),
    "a path with a zero byte": ("story/corpus.toml", '[[source]]\npath = "a\\u0000"', "no file"),
    "before the first day": ("story/corpus.toml", '[[source]]\npath = "a.txt"\npublished = 0001-01-01T00:00:00+10:00', "corpus.toml:3: published"),
    "after the last day": ("story/corpus.toml", '[[source]]\npath = "a.txt"\npublished = "9999-12-31T23:59:59-10:00"', "corpus.toml:3: published"),
    "an hour for a day": ("story/corpus.toml", '[[source]]\npath = "a.txt"\npublished = 10:30:00', "corpus.toml:3: published"),
    "a long number there": ("story/corpus.toml", "x = " + "9" * 5000, "corpus.toml: not valid TOML"),
    "deep tables there": ("story/corpus.toml", "x = " + "[" * 3000, "corpus.toml: not valid TOML: nested too deep"),
}


@pytest.mark.parametrize(("name", "content", "words"), SETTINGS.values(), ids=SETTINGS)
def test_a_mistake_in_a_file_is_2_and_names_it(story, capfdbinary, name, content, words):
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    code, out, err = run(capfdbinary, "check", *([] if "sources" in str(content) else ["story"]))
    assert (code, out) == (2, ""), err
    assert words in err
    assert len(err) < 1000 or name.endswith("corpus.toml"), "not all of a long value"


GOOD = {
    "schema": "factcheck/1",
    "sources": [{"id": "a.txt"}],
    "figures": [{"id": "f", "source": "a.txt", "line": 1, "start": 0, "end": 1, "surface": "9", "sentence": "9 men.", "sentence_start": 0}],
    "findings": [{"id": "0" * 12, "rule": "r", "severity": "error", "message": "m", "accepted": False, "figures": ["f"], "bundle": None}],
    "coverage": {"sources": 1, "lineages": 1, "figures": 1, "aligned": 0, "single": 1},
}
RESULTS = {
    "no keys": ({"schema": "factcheck/1"}, "sources: is missing"),
    "null for a list": (GOOD | {"findings": None}, "findings: is null and no list"),
    "a mapping for a list": (GOOD | {"findings": {}}, "findings: is dict and no list"),
    "a number for a finding": (GOOD | {"findings": [3]}, "findings[0]: is int and no mapping"),
    "a severity that there is not": (GOOD | {"findings": [GOOD["findings"][0] | {"severity": "fatal"}]}, "findings[0].severity: is none of note"),
    "a list for a severity": (GOOD | {"findings": [GOOD["findings"][0] | {"severity": []}]}, "findings[0].severity: is none of"),
    "an id that is no text": (GOOD | {"findings": [GOOD["findings"][0] | {"id": ["x"]}]}, "findings[0].id: is list and no str"),
    "a figure that is not there": (GOOD | {"figures": []}, "findings[0].figures: names a figure that is not there: 'f'"),
    "a text for an offset": (GOOD | {"figures": [GOOD["figures"][0] | {"start": "0"}]}, "figures[0].start: is str and no int"),
    "no coverage": (GOOD | {"coverage": []}, "coverage: is list and no mapping"),
    "a truth for a count": (GOOD | {"coverage": GOOD["coverage"] | {"sources": True}}, "coverage.sources: is bool and no int"),
    "notes that are numbers": (GOOD | {"coverage": GOOD["coverage"] | {"notes": [3]}}, "coverage.notes[0]: is int and no str"),
    "a list": ([GOOD], "is no result of factcheck"),
    "another schema": (GOOD | {"schema": "factcheck/9"}, "is no result of factcheck"),
}
RAW = {
    "deep lists": ('{"schema": "factcheck/1", "findings": ' + "[" * 100_000, "is no JSON: nested too deep"),
    "deep mappings": ('{"a":' * 100_000, "is no JSON: nested too deep"),
    "a long number": ("9" * 5000, "is no JSON: Exceeds the limit"),
    "bytes": (b"\xff\xfe\xfd", "is no JSON"),
    "nothing": ("", "is no JSON"),
}


@pytest.mark.parametrize(("data", "words"), [*((json.dumps(d), w) for d, w in RESULTS.values()), *RAW.values()], ids=[*RESULTS, *RAW])
def test_a_result_of_another_shape_is_2_and_says_where(story, capfdbinary, data, words):
    Path("good.json").write_text(json.dumps(GOOD))
    Path("bad.json").write_bytes(data if isinstance(data, bytes) else data.encode())
    for pair in (("good.json", "bad.json"), ("bad.json", "good.json")):
        code, out, err = run(capfdbinary, "diff", *pair)
        assert (code, out) == (2, "")
        assert err.startswith(f"factcheck: bad.json: {words}")


@pytest.mark.parametrize("form", ["terminal", "markdown", "json"])
def test_a_result_of_the_shape_is_taken(story, capfdbinary, form):
    Path("good.json").write_text(json.dumps(GOOD))
    assert run(capfdbinary, "diff", "good.json", "good.json", "--format", form)[0] == 0
    Path("none.json").write_text(json.dumps(GOOD | {"findings": []}))
    assert run(capfdbinary, "diff", "none.json", "good.json", "--format", form)[0] == 1


def test_our_own_results_have_the_shape(story, capfdbinary):
    Path("own.json").write_text(run(capfdbinary, "check", "story", "--format", "json")[1])
    assert read_result(Path("own.json"))["findings"]


# --- names, variables, flags --------------------------------------------------------------------------------------------------------------

ASKED = {
    "a long source": ["check", LONG],
    "a long source in a long folder": ["check", f"{LONG}/{LONG}"],
    "a long draft": ["check", "story", "--draft", LONG],
    "a folder for a draft": ["check", "story", "--draft", "story"],
    "a long baseline": ["check", "story", "--baseline", LONG],
    "long rules": ["check", "story", "--rules", LONG],
    "a file for rules": ["check", "story", "--rules", "story/a.txt"],
    "a long output": ["check", "story", "--output", f"markdown:{LONG}"],
    "an output in a file": ["check", "story", "--output", "markdown:story/a.txt/r.md"],
    "an output over a folder": ["check", "story", "--output", "markdown:story"],
    "long results": ["diff", LONG, LONG],
    "a folder for a result": ["diff", "story", "story"],
    "a long report": ["report", "--check", LONG, "story"],
    "a long report to write": ["report", "--update", LONG, "story"],
    "a long folder to begin in": ["init", LONG],
    "a file to begin in": ["init", "story/a.txt"],
    "a long baseline to write": ["baseline", "write", "story", "--baseline", LONG, "--reason", "x"],
    "a folder for a baseline": ["baseline", "check", "story", "--baseline", "story"],
    "no name": ["check", ""],
    "no name for a draft": ["check", "story", "--draft", ""],
    "no name for a baseline": ["check", "story", "--baseline", ""],
    "no name for a revision": ["check", "story", "--base", ""],
    "no name for rules": ["check", "story", "--rules", ""],
    "no name to extract": ["extract", ""],
    "a line of many digits": ["explain", "--pair", f"a.txt:{'9' * 5000}:1", "b.txt:1:1", "story"],
    "a line of other digits": ["explain", "--pair", "a.txt:\u00b2:1", "b.txt:1:1", "story"],
    "a file for stories": ["check", "--stories", "story/a.txt"],
    "a day out of range": ["check", "story", "--today", "2026-13-45"],
    "a day that is no date": ["baseline", "write", "story", "--reason", "x", "--until", "9" * 5000],
    "a file that is a folder": ["check", "story/a.txt/b.txt"],
    "many jobs in words": ["check", "story", "--jobs", "9" * 30 + "x"],
}


@pytest.mark.parametrize("arguments", ASKED.values(), ids=ASKED)
def test_what_cannot_be_meant_is_2(story, capfdbinary, arguments):
    code, _, err = run(capfdbinary, *arguments)
    assert code == 2, err
    assert err.startswith("factcheck: ")
    assert "bug" not in err


@pytest.mark.parametrize("epoch", ["9" * 18, "9" * 5000, "253402300800", "\u0663", "-1", "1e3"])
def test_a_day_that_no_calendar_has_is_2(story, capfdbinary, monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    code, out, err = run(capfdbinary, "check", "story")
    assert (code, out) == (2, "")
    assert err.startswith("factcheck: SOURCE_DATE_EPOCH: '")


@pytest.mark.parametrize(("variable", "value"), [("FACTCHECK_JOBS", "9" * 5000), ("FACTCHECK_JOBS", "\u0663"), ("FACTCHECK_FOLLOW_LINKS", "perhaps")])
def test_a_variable_that_makes_no_sense_is_2(story, capfdbinary, monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    code, out, err = run(capfdbinary, "check", "story")
    assert (code, out, err.startswith(f"factcheck: {variable}: ")) == (2, "", True)


@pytest.mark.parametrize(
    "place", ["nowhere/summary.md", "story", pytest.param("/dev/full", marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason=""))]
)
def test_a_summary_that_cannot_be_written_is_2(story, capfdbinary, monkeypatch, place):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", place)
    code, _, err = run(capfdbinary, "check", "story", "--format", "github")
    assert (code, err.startswith(f"factcheck: GITHUB_STEP_SUMMARY: {place} cannot be written: ")) == (2, True)


def test_the_machine_is_2_and_not_a_bug(story, capfdbinary, monkeypatch):
    for error, words in ((OSError(24, "Too many open files", "a.txt"), "a.txt: Too many open files"), (MemoryError(), "out of memory")):

        def fails(*_, error=error, **__):
            raise error

        monkeypatch.setattr("factcheck.pipeline.extract_one", fails)
        code, out, err = run(capfdbinary, "check", "story")
        assert (code, out) == (2, "")
        assert words in err


# --- standard streams ---------------------------------------------------------------------------------------------------------------------

STREAMS = {
    "output closed": ("check story >&-", 2, "standard output: is closed"),
    "output closed and nothing to say": ("check story --quiet >&-", 1, ""),
    "output full": ("check story >/dev/full", 2, "standard output: cannot be written: No space left on device"),
    "errors full": ("check story 2>/dev/full", 1, ""),
    "errors closed": ("check story 2>&-", 1, ""),
    "errors full, agreement": ("check story/a.txt story/c.txt 2>/dev/full", 0, ""),
    "errors full, with something to say": ("check nowhere 2>/dev/full", 2, ""),
    "errors closed, with something to say": ("check nowhere 2>&-", 2, ""),
    "coverage nowhere": ("check story --format csv 2>/dev/full", 1, ""),
    "coverage into a closed stream": ("check story --format rdjsonl 2>&-", 1, ""),
    "both closed": ("check story >&- 2>&-", 2, ""),
    "all closed": ("check story --quiet <&- >&- 2>&-", 1, ""),
    "input closed": ("check - <&-", 2, "standard input: is closed"),
    "help into a full stream": ("--help >/dev/full", 2, "No space left"),
    "version into a full stream": ("--version >/dev/full", 2, "No space left"),
    "bare, into a full stream": ("rules >/dev/full 2>/dev/full", 2, ""),
    "a report with output closed": ("check story --quiet --output markdown:r.md >&-", 1, ""),
}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device on this system")
@pytest.mark.parametrize(("command", "code", "words"), STREAMS.values(), ids=STREAMS)
def test_streams_that_are_closed_or_full(story, command, code, words):
    (story / "c.txt").write_text((story / "a.txt").read_text())
    before = sorted(p.name for p in story.iterdir())
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m factcheck {command}"], capture_output=True, text=True, env=ENVIRONMENT, check=False, timeout=60
    )
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Exception" not in done.stderr
    assert sorted(p.name for p in story.iterdir()) == before
    if "r.md" in command:
        assert Path("r.md").read_text().startswith("<!-- factcheck report"), "no other file stood where standard output was"


# --- Python -------------------------------------------------------------------------------------------------------------------------------

CALLS = {
    "no text": (lambda: factcheck.extract(None), TypeError, "NoneType is no text"),  # type: ignore[arg-type]
    "bytes": (lambda: factcheck.extract(b"275 men"), TypeError, "bytes is no text"),  # type: ignore[arg-type]
    "a number": (lambda: factcheck.check(5), TypeError, "int names no sources"),  # type: ignore[arg-type]
    "nothing": (lambda: factcheck.check(None), TypeError, "NoneType names no sources"),  # type: ignore[arg-type]
    "texts that are none": (lambda: factcheck.check({"a": 5}), TypeError, "texts by name are strings"),  # type: ignore[dict-item]
    "a list of numbers": (lambda: factcheck.check([5]), TypeError, "paths and sources only"),  # type: ignore[list-item]
    "no path": (lambda: factcheck.load(None), TypeError, "NoneType is no path"),  # type: ignore[arg-type]
    "an empty path": (lambda: factcheck.load(""), SourceError, "a path without a name"),
    "settings that are none": (lambda: factcheck.check({"a": "9 men."}, config={}), TypeError, "config is dict"),  # type: ignore[arg-type]
    "a source of no text": (lambda: Source("a", None), TypeError, "a source is made of texts"),  # type: ignore[arg-type]
    "a day that is none": (lambda: factcheck.extract(Source("a", "9 men.", published="yesterday")), SourceError, "published = 'yesterday'"),
    "a day before all days": (lambda: factcheck.check([Source("a", "9 men.", published="0001-01-01T00:00+09:00")]), SourceError, "published = "),
}


@pytest.mark.parametrize(("call", "kind", "words"), CALLS.values(), ids=CALLS)
def test_wrong_types_are_told_where_they_come_in(call, kind, words):
    with pytest.raises(kind) as caught:
        call()
    assert words in str(caught.value)


def test_config_errors_are_no_bugs_in_python_either(story):
    Path("bad.json").write_text("[")
    with pytest.raises(ConfigError):
        read_result(Path("bad.json"))


# --- ended from outside -------------------------------------------------------------------------------------------------------------------

SLOW = (
    "import os, sys, time, factcheck.cli.files as f\n"
    "real = os.fsync\n"
    "def slow(handle):\n"
    "    print('writing', file=sys.stderr, flush=True)\n"
    "    time.sleep(60)\n"
    "os.fsync = slow\n"
    "from factcheck.cli import run; run()\n"
)


@pytest.mark.skipif(os.name != "posix", reason="signals of this kind are not on this system")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_run_that_is_ended_leaves_nothing_behind(story, number, code):
    Path("r.md").write_text("old\n")
    process = _started(["-c", SLOW, "check", "story", "--output", "markdown:r.md"])
    assert process.stderr.readline() == "writing\n"
    assert any(p.name.endswith(".tmp") for p in Path().iterdir()), "the new report is half written"
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    said = "interrupted" if number is signal.SIGINT else f"ended by {number.name}"
    assert (process.returncode, err) == (code, f"factcheck: {said}\n")
    assert Path("r.md").read_text() == "old\n"
    assert sorted(p.name for p in Path().iterdir()) == ["r.md", "story"]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are not listed on this system")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_the_run(story, number):
    for name in ("c.txt", "d.txt"):
        (story / name).write_text("The ferry carried 275 passengers and 31 cars to the island.\n" * 60_000)
    process = _started(["-m", "factcheck", "check", "story", "--jobs", "2"])
    workers = _wait(lambda: _children(process.pid), 20)
    process.send_signal(number)
    process.communicate(timeout=30)
    assert process.returncode in (128 + number, -number)
    assert _wait(lambda: not any(Path(f"/proc/{w}/cmdline").exists() and _alive(w) for w in workers), 60)


def _started(arguments: list[str]) -> subprocess.Popen[str]:
    def default() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a test that runs in the background has it ignored

    return subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT, preexec_fn=default
    )


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def _children(pid: int) -> list[int]:
    return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _wait(found, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if value := found():
            return value
        time.sleep(0.05)
    return found()
