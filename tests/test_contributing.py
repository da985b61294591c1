"""CONTRIBUTING.md: its commands are there, and what a contribution leaves out is told with the command that mends it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.report import FORMATS

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_there_is_a_section_for_what_people_add():
    assert {"A rule", "A unit", "A hedge", "A lexicon word", "A format"} <= set(SECTIONS)


@pytest.mark.parametrize("title", SECTIONS)
def test_a_section_names_one_command_that_there_is_and_files_that_there_are(title):
    commands = set(re.findall(r"`make ([a-z]+)", SECTIONS[title]))
    assert commands, "no command"
    assert commands <= TARGETS
    for path in re.findall(r"`((?:rules|tests|factcheck|docs)/[\w/.-]+)`", SECTIONS[title].replace("NAME.yaml", "arithmetic.yaml")):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("name", [f for f in FORMATS if f != "parquet"])
def test_a_format_has_its_golden_its_row_and_its_help(name):
    from factcheck.cli.check import FORMATS as HELP

    goldens = [p.name for p in (ROOT / "tests" / "golden").iterdir()]
    missing = [] if any(g.startswith(f"report-{name}.") for g in goldens) or name == "csv" else [f"tests/golden/report-{name}.*: run `make goldens`"]
    missing += [] if f"`{name}`" in (ROOT / "docs" / "reports.md").read_text(encoding="utf-8") else ["a row in docs/reports.md"]
    missing += [] if name in HELP else ["the help of --format in factcheck/cli/check.py"]
    assert missing == [], "see CONTRIBUTING.md, A format"


FORGOTTEN = [
    ("rules/lexicon/hedges.yaml", "about, around,", "about, bout, around,", "tests/test_compiled_rules.py", "make reports"),
    (
        "rules/checks/value-conflict.yaml",
        "source: rounding",
        "source: Rounding",
        "tests/test_cli_workflow.py::test_the_rule_reference_is_fresh",
        "make reports",
    ),
    ("reports/gulf-deployment.md", "# Figures in", "# The figures in", "tests/test_cli_report.py", "make reports"),
    ("tests/golden/report-markdown.md", "# Figures in", "# The figures in", "tests/test_report.py", "make goldens"),
]


@pytest.mark.parametrize(("path", "old", "new", "test", "command"), FORGOTTEN, ids=[f[0] for f in FORGOTTEN])
def test_what_was_left_out_is_told_with_its_command_from_outside(tmp_path, path, old, new, test, command):
    """A clone in which something was changed and the command not run: the test that guards it fails with the command in its message.

    What is compiled is copied too; Python goes by the time and the size of its source.
    """
    clone = tmp_path / "clone"
    shutil.copytree(ROOT, clone, ignore=shutil.ignore_patterns(".venv", ".git", ".*_cache", ".hypothesis", "cases"), symlinks=True)
    text = (clone / path).read_text(encoding="utf-8")
    assert old in text
    (clone / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    options = ["-q", "-x", "-p", "no:cacheprovider", "-k", "fresh or golden", "-n", "0"]
    done = subprocess.run([sys.executable, "-m", "pytest", *options, test], cwd=clone, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout[-2000:] + done.stderr[-2000:]
    assert f"run `{command}`" in done.stdout
