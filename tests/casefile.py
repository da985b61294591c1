"""Reads a file of cases: one JSON object a line with id, label, text, expect and status. A case that fails is a strict xfail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

_CASES = Path(__file__).resolve().parent / "cases"


def cases(name):
    """The cases of ``tests/cases/NAME`` as pytest parameters, in the order of the file."""
    lines = (_CASES / name).read_text(encoding="utf-8").splitlines()
    return [_param(json.loads(line)) for line in lines]


def _param(case):
    marks = [pytest.mark.xfail(reason=case["note"], strict=True)] if case["status"] == "fail" else []
    return pytest.param(case, id=case["id"], marks=marks)
