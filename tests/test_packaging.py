"""What is shipped: a wheel that works by itself, from a folder that is not the clone."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The files of the wheel, unpacked."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True, capture_output=True)
    [archive] = folder.glob("*.whl")
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_every_rule_and_every_module(wheel):
    def files(folder, pattern):
        return sorted(p.relative_to(folder).as_posix() for p in folder.rglob(pattern) if p.is_file() and "_bundled" not in p.parts)

    bundled = wheel / "factcheck" / "_bundled" / "rules"
    assert sorted(p.relative_to(bundled).as_posix() for p in bundled.rglob("*") if p.is_file()) == files(ROOT / "rules", "*")
    assert files(wheel / "factcheck", "*.py") == files(ROOT / "factcheck", "*.py")
    assert files(wheel / "factcheck", "templates/*") == files(ROOT / "factcheck", "templates/*") != []
    assert (wheel / "factcheck" / "py.typed").is_file()


def test_the_wheel_needs_no_tests_and_no_reports(wheel):
    assert sorted(p.name for p in wheel.iterdir() if not p.name.endswith(".dist-info")) == ["factcheck"]


def test_the_command_runs_from_the_wheel(wheel, tmp_path):
    story = {"a.txt": "At least 1,700 people were killed in Lasang.", "b.txt": "Some 1,700 people were killed in Lasang."}
    for name, text in story.items():
        (tmp_path / name).write_text(text)
    code = f"import sys; sys.path.insert(0, {str(wheel)!r}); import factcheck.paths as p; print(p.rules_root()); from factcheck.cli import run; run()"
    run = [sys.executable, "-P", "-c", code, "check", *story, "--exit-zero", "--format", "json"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    where, _, report = done.stdout.partition("\n")
    assert where == str(wheel / "factcheck" / "_bundled" / "rules")
    assert '"factcheck/1"' in report


def test_every_entry_point_is_there():
    places = [*PROJECT["scripts"].values(), *PROJECT.get("entry-points", {}).get("pytest11", {}).values()]
    for place in places:
        module, _, name = place.partition(":")
        assert hasattr(importlib.import_module(module), name or "__name__"), place


def test_the_dependencies_are_what_is_imported():
    names = {"charset_normalizer": "charset-normalizer", "ruamel": "ruamel.yaml"}
    imported = set()
    for path in (ROOT / "factcheck").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("find_spec"):  # its tables are read, none of its code
                imported |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    foreign = {names.get(name, name) for name in imported - set(sys.stdlib_module_names) - {"factcheck", "pytest", "_pytest"}}
    declared = {requirement.split(">")[0].split("[")[0] for requirement in PROJECT["dependencies"]}
    optional = {r.split(">")[0] for extra in PROJECT["optional-dependencies"].values() for r in extra}
    assert foreign - optional == declared


_WORD = r"[^\n`]*(?<![\w./-])factcheck(?![\w/-])"
STRANGER = re.compile(rf"pip3? install {_WORD}|(?:pipx|uvx|uv add|uv pip install) {_WORD}")


@pytest.mark.parametrize(
    ("line", "strange"),
    [
        ("pip install factcheck", True),
        ("python -m pip install 'factcheck[pytest]'", True),
        ("pip install --quiet factcheck==0.1", True),
        ("pipx run factcheck check", True),
        ("pip install .", False),
        ("pip install git+https://github.com/OWNER/factcheck@v0.1.0", False),
        ("pip install 'factcheck-figures[pytest] @ git+https://github.com/OWNER/factcheck'", False),
    ],
)
def test_what_would_install_the_stranger_is_known(line, strange):
    assert bool(STRANGER.search(line)) is strange


def test_nothing_tells_anyone_to_install_the_package_of_somebody_else():
    assert PROJECT["name"] == "factcheck-figures"
    places = [ROOT / "README.md", ROOT / "action.yml", ROOT / "Makefile", ROOT / "pyproject.toml", *(ROOT / "docs").glob("*.md")]
    places += [p for folder in ("factcheck", "scripts", "bench") for p in (ROOT / folder).rglob("*.py")]
    told = [f"{p.relative_to(ROOT)}: {found.group()}" for p in places if (found := STRANGER.search(p.read_text(encoding="utf-8")))]
    assert told == []
    assert '"factcheck[' not in (ROOT / "pyproject.toml").read_text(encoding="utf-8"), "pip would fetch the stranger for an extra"
    for page in ("README.md", "docs/python.md", "docs/pytest.md", "docs/workflow.md"):
        assert "not published yet" in (ROOT / page).read_text(encoding="utf-8").lower(), page


def test_the_changelog_knows_the_version():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text or f"## [{PROJECT['version']}]" in text
    assert "### Findings that change" in text
