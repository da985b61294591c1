"""What texts are told, word for word: rule, severity and message of each finding, and the verdicts on a draft. Cases in ``cases/check/told``.

Nearly each case has a neighbour that lies just on the other side of what a rule asks: a word more, another unit, a number a little nearer.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from casefile import cases

from factcheck import pipeline, rulebook
from factcheck.config import Config
from factcheck.model import Source

_FILES = sorted(p.name for p in (Path(__file__).parent / "cases/check/told").glob("*.jsonl"))


@pytest.fixture(scope="module")
def rules():
    return rulebook.chosen_rules(Config())


@pytest.mark.parametrize("case", [case for name in _FILES for case in cases(f"check/told/{name}")])
def test_what_is_told_word_for_word(case, rules):
    draft = case.get("draft")
    sources = []
    for n, text in enumerate(case["texts"]):
        known = {key: case[key][n] for key in ("published", "outlet", "lineage") if key in case}
        sources.append(Source("draft" if n == draft else f"s{n}", text, format=case.get("format", "text"), **known))
    extractions = pipeline.extract_all(sorted(sources, key=lambda s: s.id), 1)
    result = pipeline.judge(extractions, rules, Config(), draft=None if draft is None else "draft")
    assert [[f.rule, f.severity.value, f.message] for f in result.findings] == case["expect"]
    assert [[v.figure, v.status, v.detail, v.reason] for v in result.verdicts] == case.get("verdicts", [])
