"""Small inputs that failed on the first version, each for its kind: ``cases/reading.jsonl`` beside the shared stories, where it is there.

A kind and the start of a text in ``FAILING`` is a strict xfail, so that what begins to pass is noticed and taken off the list.
"""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.model import Source
from factcheck.pipeline import extract_one

_SHARED = Path(os.environ.get("FACTCHECK_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))
_CLOSE = Decimal("1e-9")  # a third has twelve digits in the file

# The beginning of each text that is still misread, by kind.
FAILING: dict[str, tuple[str, ...]] = {}


def _cases():
    path = _SHARED / "cases" / "reading.jsonl"
    if not path.is_file():
        return [pytest.param(None, marks=pytest.mark.skip(reason="the shared inputs are not here; set FACTCHECK_SHARED"))]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [pytest.param(row, id=row["text"][:40], marks=_marks(row)) for row in rows]


def _marks(row):
    fails = any(row["text"].startswith(start) for kind, starts in FAILING.items() if kind == row["kind"] for start in starts)
    return [pytest.mark.xfail(reason=row["kind"], strict=True)] if fails else []


def _said(figure):
    """What an input may speak of, "" for what is not there."""
    spoken = figure.attribution
    return {
        "surface": figure.surface,
        "low": figure.quantity.low,
        "high": figure.quantity.high,
        "unit": figure.quantity.unit,
        "hedge": figure.hedge.value,
        "kind": figure.quantity.kind.value,
        "per": figure.quantity.per,
        "role": figure.role.value,
        "modality": figure.modality.value,
        "noun": figure.noun.lemma.lower() if figure.noun else "",
        "predicate": figure.predicate.lemma if figure.predicate else "",
        "place": figure.place or "",
        "time": figure.time or "",
        "attribution": (spoken.speaker or "") if spoken else "",
    }


def _agrees(key, have, want):
    if key in ("low", "high"):
        return abs(have - Decimal(want)) < _CLOSE
    return have == (want.lower() if key == "noun" else want)


@pytest.mark.parametrize("case", _cases())
def test_shared_reading(case):
    said = [_said(figure) for figure in extract_one(Source("case", case["text"])).figures]
    assert [one["surface"] for one in said] == [one["surface"] for one in case["figures"]]
    for have, want in zip(said, case["figures"], strict=True):
        wrong = {key: have[key] for key, value in want.items() if value is not None and not _agrees(key, have[key], value)}
        assert not wrong, {key: want[key] for key in wrong}
