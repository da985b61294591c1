"""The package compiled with mypyc: what stands in its way is told, and what it says is what the pure package says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMPILED = os.environ.get("FACTCHECK_COMPILED", "")  # the unpacked wheel of `make test-compiled`


def build(folder, **variables):
    """Build the wheel, or begin to."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="setuptools looks for the compiler there")
@pytest.mark.parametrize(
    ("variables", "told"),
    [
        (
            {"FACTCHECK_COMPILE": "1", "CC": "no-such-compiler"},
            "FACTCHECK_COMPILE=1: no C compiler: no-such-compiler is not on the PATH; install one",
        ),
        ({"FACTCHECK_COMPILE": "yes"}, "FACTCHECK_COMPILE=yes: expected 1 to compile, 0 or nothing for pure Python"),
    ],
)
def test_what_cannot_be_compiled_is_told_and_makes_no_wheel(tmp_path, variables, told):
    done = build(tmp_path, **variables)
    assert done.returncode == 1
    assert told in done.stderr + done.stdout
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_compiled_unasked(tmp_path):
    done = build(tmp_path, FACTCHECK_COMPILE="", CC="no-such-compiler")
    assert done.returncode == 0, done.stderr
    assert [p.name.endswith("-py3-none-any.whl") for p in tmp_path.iterdir()] == [True]


SAID = """
import pathlib, sys
import factcheck.extract.assemble, factcheck.text.layout
from factcheck.model import Source
from factcheck.pipeline import extract_one
print(factcheck.extract.assemble.__file__, factcheck.text.layout.__file__)
for path in map(pathlib.Path, sys.argv[1:]):
    print(extract_one(Source(path.name, path.read_text(encoding="utf-8"), published="2026-03-10")))
"""


def said_by(package, copy):
    """Where two modules of a package are, and all that it reads in the copy."""
    env = {**os.environ, "PYTHONPATH": str(package), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-P", "-c", SAID, *map(str, copy)], env=env, capture_output=True, text=True, check=True)
    where, _, said = done.stdout.partition("\n")
    return where, said


@pytest.mark.skipif(not COMPILED, reason="not compiled: make test-compiled does, where there is a C compiler")
def test_the_compiled_package_reads_what_the_pure_one_reads(tmp_path):
    copy = [*sorted((ROOT / "tests" / "corpora").glob("*/*.txt")), *sorted((ROOT / "docs").rglob("*.md"))]
    lowered = tmp_path / "lowered.txt"
    lowered.write_text("\n\n".join(p.read_text(encoding="utf-8").lower() for p in copy), encoding="utf-8")
    (fast, said), (pure, expected) = said_by(Path(COMPILED).resolve(), [*copy, lowered]), said_by(ROOT, [*copy, lowered])
    assert ".py" not in [Path(p).suffix for p in fast.split()] and [Path(p).suffix for p in pure.split()] == [".py", ".py"]
    assert said == expected and len(said) > 100_000
