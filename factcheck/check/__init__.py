"""Judgement: rules over the facts of one story. Re-exports only."""

from factcheck.check.differences.fact import limits
from factcheck.check.drafts.dated import dated_verdicts, with_contradicted
from factcheck.check.drafts.verdicts import draft_verdicts
from factcheck.check.engine import find, index_of, run
from factcheck.check.examples import ExampleResult, test_rules
from factcheck.check.explain import why, why_dated
from factcheck.check.load import load_rules
from factcheck.check.rule import Example, Rule

__all__ = [
    "Example", "ExampleResult", "Rule", "dated_verdicts", "draft_verdicts", "find", "index_of", "limits", "load_rules", "run", "test_rules", "why",
    "why_dated", "with_contradicted",
]  # fmt: skip
