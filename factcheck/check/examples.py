"""Runs the examples that every rule carries: what must flag, and what must pass."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from factcheck.check.engine import run
from factcheck.check.rule import Example, Rule
from factcheck.model import Severity, Story

ToStory = Callable[[Example], tuple[Story, str | None]]  # extracts and aligns an example; returns the story and the id of its draft, if it has one


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example of one rule, and whether it did what it is there for."""

    rule: str
    number: int  # from 1, among the rule's examples of this sort
    flags: bool  # whether it should flag
    texts: tuple[str, ...]
    found: tuple[str, ...]  # messages of the rule's findings

    @property
    def good(self) -> bool:
        """Whether the rule flagged what it should, or passed what it should."""
        return bool(self.found) == self.flags


def test_rules(rules: Sequence[Rule], to_story: ToStory) -> tuple[ExampleResult, ...]:
    """Run every example of every rule and return the results in the order of rules, flagging examples first.

    An example passes where its own rule is silent and no rule raises an error; a rule's notes and warnings about something else do not count.
    """
    results = []
    for rule in rules:
        for flags, examples in ((True, rule.flags), (False, rule.passes)):
            for number, example in enumerate(examples, 1):
                story, draft = to_story(example)
                findings = run(story, rules, draft=draft)
                mine = tuple(f.message for f in findings if f.rule == rule.id or (not flags and f.severity is Severity.ERROR))
                results.append(ExampleResult(rule.id, number, flags, example.texts, mine))
    return tuple(results)


test_rules.__test__ = False  # type: ignore[attr-defined]  # the name is the command's; pytest is not to collect it
