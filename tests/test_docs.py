"""The tutorials, typed in from an empty folder as a new user would; every output is compared.

A fenced block of a page is a file where a path follows its language, a shell session (``console``) or a Python session (``pycon``).
``FACTCHECK_UPDATE_GOLDEN=1 pytest tests/test_docs.py`` writes the outputs anew; read the diff as prose.
"""

from __future__ import annotations

import code
import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from preloaded import command, module

ROOT = Path(__file__).resolve().parent.parent
SETUP = ("mkdir", "cd", "python3", ".", "pip")  # what a new user does first, and a test must not
_BLOCK = re.compile(r"^```(?P<language>\w+)(?: (?P<path>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ("python.md", "pytest.md", "notebook.md")
_SECONDS = re.compile(r"in \d+\.\d\ds( \(\d:\d\d:\d\d\))?")


def _shell(line, folder):
    name, *arguments = shlex.split(line)
    if name in SETUP:
        return ""
    start = {"pytest": module("pytest", "-p", "factcheck.pytest_plugin", "-p", "no:cacheprovider"), "factcheck": command()}[name]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "FACTCHECK", "CI", "BUILD_NUMBER"))}
    environment |= {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run([*start, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return _SECONDS.sub("in 0.10s", done.stdout).rstrip("\n")


def _console(body, folder):
    commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
    out = []
    for line in commands:
        shown = _shell(line, folder)
        out += [f"$ {line}", *shown.splitlines()]
    return out


def _python(body, console):
    """Run a session statement by statement, as the interactive prompt prints it."""
    statements, out = [], []
    for line in body.splitlines():
        if line.startswith(">>> "):
            statements.append([line[4:]])
        elif line.startswith("... "):
            statements[-1].append(line[4:])
    for lines in statements:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            console.runsource("\n".join(lines) + "\n" * (len(lines) > 1), symbol="single")
        out += [f">>> {lines[0]}", *(f"... {line}" for line in lines[1:]), *said.getvalue().rstrip("\n").splitlines()]
    return out


class _Console(code.InteractiveInterpreter):
    """A prompt that shows errors as Python does, without the frames of this test."""

    def showtraceback(self):
        kind, value, _ = sys.exc_info()
        sys.stdout.write("Traceback (most recent call last):\n  ...\n" + "".join(traceback.format_exception_only(kind, value)))


def _play(text, folder, monkeypatch):
    """The page with the outputs of today."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    console = _Console({"__name__": "__console__"})
    pieces, at = [], 0
    for block in _BLOCK.finditer(text):
        body = block["body"]
        if block["path"]:
            path = folder / block["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
        elif block["language"] in ("console", "pycon"):
            lines = _console(body, folder) if block["language"] == "console" else _python(body, console)
            pieces += [text[at : block.start("body")], "".join(line.rstrip() + "\n" for line in lines)]
            at = block.end("body")
    return "".join(pieces) + text[at:]


@pytest.mark.parametrize("page", PAGES)
def test_a_new_user_sees_what_the_page_says(page, tmp_path, monkeypatch):
    path = ROOT / "docs" / page
    text = path.read_text(encoding="utf-8")
    if "axes" in text:
        pytest.importorskip("matplotlib", reason="the plot of docs/notebook.md was not drawn").use("Agg")
    folder = tmp_path / "empty"
    folder.mkdir()
    played = _play(text, folder, monkeypatch)
    if os.environ.get("FACTCHECK_UPDATE_GOLDEN"):
        path.write_text(played, encoding="utf-8")
        return
    assert played == text


@pytest.mark.parametrize("page", PAGES)
def test_every_block_is_played(page):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert text.count("\n```") == 2 * len(_BLOCK.findall(text))
    assert all(b["path"] or b["language"] in ("console", "pycon") for b in _BLOCK.finditer(text))
