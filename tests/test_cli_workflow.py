"""What carries the tool into people's work: init, watch, completion, the hook and the action, and the generated rule reference."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import run

from factcheck.cli.init import FILES
from factcheck.cli.watch import Screen, changed, state, watch
from factcheck.errors import ConfigError
from factcheck.tables.yamlfile import read_yaml

ROOT = Path(__file__).resolve().parent.parent


def test_init_writes_what_works_and_overwrites_nothing(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "house-rules").mkdir()
    mine = tmp_path / "house-rules" / "house-conflict.yaml"
    mine.write_text("mine\n")
    _, out, _ = run(capfdbinary, "init")
    assert mine.read_text() == "mine\n"
    assert "house-conflict.yaml: is there, left as it is" in out
    mine.unlink()
    assert run(capfdbinary, "init")[0] == 0
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()) == sorted(name for name, _ in FILES)
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "a.txt").write_text("The bridge over the Vell is 412 metres long.\n")
    (tmp_path / "story" / "b.txt").write_text("The bridge over the Vell, 412 metres long, was closed.\n")
    code, out, err = run(capfdbinary, "check")
    assert (code, err) == (0, "")
    assert run(capfdbinary, "rules", "test", "house-conflict")[1].endswith("2 examples, 0 failed\n")
    command = read_yaml(tmp_path / ".github" / "workflows" / "factcheck.yml")["jobs"]["figures"]["steps"][-1]["run"]
    assert command.startswith("factcheck check")
    assert '--today "$(date -u +%F)"' in command


def test_watch_checks_again_after_each_change_and_ends_with_ctrl_c(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("one")
    runs: list[str] = []
    told: list[tuple[str, ...]] = []

    def check(changes) -> int:
        runs.append(source.read_text())
        told.append(tuple(changes))
        if len(runs) == 2:
            raise ConfigError("a.txt", "half written")
        return 1

    pauses = iter(["same", "two", "same", "three"])

    def pause(_: float) -> None:
        text = next(pauses, None)
        if text is None:
            raise KeyboardInterrupt
        if text != "same":
            source.write_text(text)

    assert watch(check, [str(tmp_path)], pause) == 1
    assert runs == ["one", "two", "three"]
    assert told == [(), (f"changed: {source}",), (f"changed: {source}",)]


def test_a_watched_check_says_what_is_new_and_what_is_gone(tmp_path, monkeypatch, capsys):
    from factcheck.config import Config
    from factcheck.model import Source
    from factcheck.pipeline import check_sources

    def result(length: int):
        texts = {"a.txt": "The bridge over the Vell is 412 metres long.", "b.txt": f"The bridge over the Vell is {length} metres long."}
        return check_sources([Source(name, text) for name, text in texts.items()], Config())

    monkeypatch.setattr("sys.stdout.isatty", lambda: False)
    screen = Screen()
    screen.begin(())
    screen.end([result(421)])
    assert capsys.readouterr() == ("", "")
    screen.begin(("changed: b.txt",))
    screen.end([result(530)])
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert (out, lines[0]) == ("", "changed: b.txt")
    assert [line.split()[:3] for line in lines[1:]] == [["new:", "error", "value-conflict"], ["gone:", "error", "transposition"]]
    screen.end([result(530)])
    assert capsys.readouterr().err == "no finding is new, none is gone\n"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    wrote = []
    monkeypatch.setattr("factcheck.cli.session.write", lambda text, form: wrote.append(text))
    screen.begin(())
    assert wrote == ["\x1b[2J\x1b[3J\x1b[H"], "a terminal is cleared"


def test_many_changed_files_are_one_line():
    before = tuple((f"{n}.txt", 1, 1) for n in range(9))
    assert changed(before, ()) == ("removed: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 4 more",)


def test_watch_sees_new_and_lost_files(tmp_path):
    before = state([str(tmp_path)])
    (tmp_path / "b.txt").write_text("x")
    after = state([str(tmp_path)])
    assert before == ()
    assert len(after) == 1
    assert state([str(tmp_path / "nowhere")]) == ()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_the_commands(shell):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "_FACTCHECK_COMPLETE": f"complete_{shell}"}
    environment |= {
        "COMP_WORDS": "factcheck ba",
        "COMP_CWORD": "1",
        "_TYPER_COMPLETE_ARGS": "factcheck ba",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    done = subprocess.run([sys.executable, "-m", "factcheck"], capture_output=True, text=True, env=environment, check=False, timeout=30)
    assert "baseline" in done.stdout


def test_the_hook_runs_a_command_that_there_is():
    (hook,) = read_yaml(ROOT / ".pre-commit-hooks.yaml")
    assert hook["id"] == "factcheck"
    assert hook["entry"] == "factcheck check"
    assert hook["pass_filenames"] is False
    assert hook["require_serial"] is True


def test_the_action_keeps_its_inputs_out_of_the_script():
    action = read_yaml(ROOT / "action.yml")
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize(
    ("paths", "arguments", "command"),
    [
        ("", "", ["check", "--format", "github"]),
        ("story", "--fail-on note", ["check", "story", "--format", "github", "--fail-on", "note"]),
        ("story notes", "", ["check", "story", "notes", "--format", "github"]),
        ("story\nour notes\n", "", ["check", "story", "our notes", "--format", "github"]),
        ("  our notes", "--select\n  arithmetic\n", ["check", "our notes", "--format", "github", "--select", "arithmetic"]),
        ("story", "--draft 'our draft.md'\n--exit-zero", ["check", "story", "--format", "github", "--draft", "our draft.md", "--exit-zero"]),
        ("$(touch gone)", "`touch gone`; $(touch gone)", ["check", "$(touch", "gone)", "--format", "github", "`touch", "gone`;", "$(touch", "gone)"]),
    ],
)
def test_the_action_takes_several_lines_and_paths_with_blanks(tmp_path, paths, arguments, command):
    for name in ("story", "notes", "our notes", "bin"):
        (tmp_path / name).mkdir()
    fake = tmp_path / "bin" / "factcheck"
    fake.write_text('#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done\n')
    fake.chmod(0o755)
    script = read_yaml(ROOT / "action.yml")["runs"]["steps"][-1]["run"]
    environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "PATHS": paths, "ARGUMENTS": arguments}
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout.splitlines(), done.stderr) == (command, "")
    assert not (tmp_path / "gone").exists()


def test_the_rule_reference_is_fresh(capfdbinary, monkeypatch):
    """``FACTCHECK_UPDATE_GOLDEN=1 pytest tests/test_cli_workflow.py`` writes it anew."""
    monkeypatch.chdir(ROOT)
    _, out, _ = run(capfdbinary, "rules", "list", "--format", "markdown")
    page = ROOT / "docs" / "rules.md"
    if os.environ.get("FACTCHECK_UPDATE_GOLDEN"):
        page.write_text(out, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == out, "docs/rules.md is not what the rules say: run `make reports`"


def test_links_of_the_pages_lead_somewhere():
    import re

    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"(?<!\\)\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_configuration_page_names_every_setting():
    from factcheck.config import KEYS, key_of

    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    missing = [key_of(k) for k in KEYS if key_of(k) not in text]
    assert missing == []


def test_every_format_is_in_the_reports_page():
    from factcheck.report import FORMATS

    text = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
    assert [f for f in FORMATS if f"`{f}`" not in text] == []


def test_an_interrupt_that_is_dropped_ends_the_watch(tmp_path, monkeypatch):
    """Python drops what is raised while an object is taken down."""
    (tmp_path / "a.txt").write_text("The bridge is 412 metres long.\n")
    dropped = []
    monkeypatch.setattr(sys, "unraisablehook", dropped.append)

    class Dying:
        def __del__(self):
            os.kill(os.getpid(), signal.SIGINT)
            for _ in range(1000):  # the interrupt is raised here
                pass

    def check(_changes):
        Dying()
        return 1

    looks = []

    def pause(_seconds):
        looks.append(1)
        assert len(looks) < 3, "the watch goes on"

    assert watch(check, [str(tmp_path)], pause) == 1
    assert len(dropped) == 1


def test_watch_from_outside(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The bridge is 412 metres long.\n")
    command = [sys.executable, "-m", "factcheck", "check", "a.txt", "b.txt", "--watch", "--format", "json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        line = process.stdout.readline()
        assert json.loads(line + process.stdout.readline().rstrip(",\n") + "}") == {"schema": "factcheck/1"}
    finally:
        process.send_signal(2)
        process.communicate(timeout=20)
    assert process.returncode == 0
