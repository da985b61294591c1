"""Every rule flags what its examples say it flags and passes what they say it passes, with the real extraction and alignment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factcheck import pipeline
from factcheck.check import load_rules, test_rules

RULES = load_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_the_examples_of_a_rule(rule):
    # The other rules run beside it, so that an example that passes raises no error of theirs; their own examples are left out.
    beside = [r if r.id == rule.id else replace(r, flags=(), passes=()) for r in RULES]
    results = test_rules(beside, pipeline.story_of)
    assert len(results) == len(rule.flags) + len(rule.passes)
    assert [(r.number, r.flags, r.texts, r.found) for r in results if not r.good] == []
