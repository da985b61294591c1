"""Judgement: rules over the facts of one story. Re-exports only."""

from factcheck.check.draft import draft_verdicts
from factcheck.check.engine import run, scene_of
from factcheck.check.examples import ExampleResult, test_rules
from factcheck.check.explain import why
from factcheck.check.load import load_rules
from factcheck.check.rule import Example, Rule

__all__ = ["Example", "ExampleResult", "Rule", "draft_verdicts", "load_rules", "run", "scene_of", "test_rules", "why"]
