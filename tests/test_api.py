"""The Python interface, and the names that are a function and a package at once."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import factcheck

ROOT = Path(__file__).resolve().parent.parent
TEXTS = {"a": "The ferry sank on Monday. The coast guard said 275 passengers were rescued.", "b": "The ferry sank; 257 passengers were rescued."}


@pytest.mark.parametrize(
    "imports",
    [
        "import factcheck",
        "import factcheck.extract, factcheck.check",
        "import factcheck; from factcheck.extract import extract_source",
        "from factcheck.check import load_rules; import factcheck",
        "import factcheck; factcheck.extract; import factcheck.extract.assemble",
        "import factcheck.pipeline as p, factcheck; p.extract_one(factcheck.Source('x', '12 dead'))",
    ],
)
def test_extract_and_check_are_functions_whatever_was_imported_first(imports):
    code = (
        f"{imports}\n"
        "assert factcheck.extract('About 12 people died.').figures[0].surface == '12'\n"
        "assert factcheck.check({'a': 'The crew saved 12 people.'}).coverage.figures == 1\n"
        "import factcheck.extract as module, types\n"
        "assert isinstance(module, types.ModuleType) and module.extract_source and module is factcheck.extract\n"
        "from factcheck import extract, check\n"
        "assert callable(extract) and callable(check)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_all_names_are_there():
    for name in factcheck.__all__:
        assert getattr(factcheck, name) is not None
    assert set(factcheck.__all__) <= set(dir(factcheck))
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = factcheck.no_such_name


def test_check_takes_texts_paths_and_sources(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text)
    by_text = factcheck.check(TEXTS)
    by_path = factcheck.check(tmp_path)
    by_source = factcheck.check(factcheck.load(tmp_path))
    assert [f.rule for f in by_text.findings] == [f.rule for f in by_path.findings] == [f.rule for f in by_source.findings]
    assert any(f.severity is factcheck.Severity.ERROR for f in by_text.findings)
    assert factcheck.check(TEXTS, select=["unit-conversion"]).findings == ()
    assert pickle.loads(pickle.dumps(by_text)) == by_text


def test_assert_consistent_lists_the_findings():
    result = factcheck.check(TEXTS)
    with pytest.raises(AssertionError, match="257 passengers were rescued"):
        factcheck.assert_consistent(result)
    factcheck.assert_consistent(result, allow=[f.rule for f in result.findings])
    factcheck.assert_consistent(factcheck.check({"a": TEXTS["a"]}))


def test_errors_are_one_family():
    with pytest.raises(factcheck.FactcheckError, match="nowhere"):
        factcheck.load("nowhere")
    with pytest.raises(factcheck.FactcheckError, match="value-conflict"):
        factcheck.check(TEXTS, select=["value-conflit"])


def test_a_draft_is_held_against_its_sources(tmp_path):
    (tmp_path / "sources").mkdir()
    for name in TEXTS:
        (tmp_path / "sources" / f"{name}.txt").write_text(TEXTS["a"])
    draft = tmp_path / "draft.md"
    draft.write_text("The coast guard rescued 275 passengers after the ferry sank, and 9,000 people lit candles in the harbor.\n")
    result = factcheck.check(tmp_path / "sources", draft=draft)
    assert result.draft == "draft.md"
    assert "unsupported" in {f.rule for f in result.findings}
