"""Small stories that the first version judged wrongly, each for its kind: ``cases/judging.jsonl`` beside the shared stories, where it is there.

A kind in ``FAILING`` is a strict xfail, so that what begins to pass is noticed and taken off the list.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import factcheck

_SHARED = Path(os.environ.get("FACTCHECK_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
_FILE = _SHARED / "cases" / "judging.jsonl"
_CASES = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()] if _FILE.is_file() else []

FAILING = frozenset("P7".split())


def _marked(case):
    kind = case["kind"].split(" ")[0]
    marks = [pytest.mark.xfail(strict=True, reason="still judged wrongly")] if kind in FAILING else []
    return pytest.param(case, id=case["kind"][:60], marks=marks)


@pytest.mark.skipif(not _CASES, reason="the shared cases are not here")
@pytest.mark.parametrize("case", [_marked(c) for c in _CASES])
def test_what_is_told_is_what_an_editor_would_want(case):
    report = factcheck.check(case["sources"])
    told = [f for f in report.findings if str(getattr(f.severity, "value", f.severity)) != "note"]
    if case["right"] == "nothing":
        assert not told, [f.message for f in told]
    else:
        assert told
