"""Files of expectations as pytest collects them: an item for each fact, event, rule, allowance, minimum, and for the draft."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factcheck.api.assertions import support
from factcheck.errors import FactcheckError
from factcheck.model import Severity
from factcheck.pytest_plugin.expectations import OPERATORS, Allowance, Expectations, Expected, FactExpectation, read_expectations
from factcheck.pytest_plugin.settings import Request, checked, request, settings, threshold
from factcheck.pytest_plugin.summary import properties
from factcheck.pytest_plugin.update import said

if TYPE_CHECKING:
    from factcheck.api.findings import FindingView
    from factcheck.api.result import Check


class Unmet(AssertionError):
    """An expectation that the story does not meet."""


class ExpectationFile(pytest.File):
    """One ``*.factcheck.yaml``. Collecting reads the file and the rules; the story is read when its first item runs."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the items in the order of the file, the rules by name."""
        try:
            expected = self.expectations
            rules = self._rules()
        except (FactcheckError, OSError) as error:
            raise self.CollectError(str(error)) from None
        for fact in expected.facts:
            yield FactItem.from_parent(self, name=f"fact[{fact.name}]", line=fact.line, wanted=fact)
        for event in expected.when:
            yield WhenItem.from_parent(self, name=f"when[{event.name}]", line=event.line, wanted=event)
        for rule in rules:
            yield RuleItem.from_parent(self, name=f"rule[{rule}]", line=expected.story_line, wanted=rule)
        for allowance in expected.allow:
            yield AllowItem.from_parent(self, name=f"allow[{allowance.name}]", line=allowance.line, wanted=allowance)
        for count, least, line in expected.coverage or (("figures", 1, expected.story_line),):
            yield CoverageItem.from_parent(self, name=f"coverage[{count}]", line=line, wanted=(count, least))
        if self.asked.draft is not None:
            yield DraftItem.from_parent(self, name=f"draft[{Path(self.asked.draft).name}]", line=expected.story_line, wanted=None)

    @cached_property
    def expectations(self) -> Expectations:
        """The file, validated."""
        return read_expectations(self.path)

    @cached_property
    def asked(self) -> Request:
        """The story that it names."""
        expected = self.expectations
        return request(expected.paths, dict(expected.options), self.path.parent, self.config)

    @property
    def result(self) -> Check:
        """The check of its story."""
        return checked(self.asked, self.config)

    def allowed(self, finding: FindingView) -> Allowance | None:
        """The allowance that covers a finding."""
        return next((a for a in self.expectations.allow if covers(a, finding)), None)

    def _rules(self) -> list[str]:
        """Ids of the rules whose findings can make the story fail."""
        from factcheck.rulebook import chosen_rules

        asked = self.asked
        config = settings(self.config).with_flags(rules=asked.rules, select=asked.select, ignore=asked.ignore)
        least = Severity(threshold(asked, self.config)).rank
        return [r.id for r in chosen_rules(config) if r.severity.rank >= least]


def covers(allowance: Allowance, finding: FindingView) -> bool:
    """Whether an allowance means a finding."""
    if allowance.id and allowance.id != finding.id:
        return False
    return allowance.rule in ("", finding.rule) and allowance.fact.casefold() in ("", finding.label.casefold())


class ExpectationItem(pytest.Item):
    """One expectation with its line in the file."""

    parent: ExpectationFile

    def __init__(self, *, line: int, wanted: Any, **rest: Any) -> None:
        super().__init__(**rest)
        self.line = line
        self.wanted = wanted
        self.add_marker("factcheck")

    def runtest(self) -> None:
        """Check the story and hold it against the expectation."""
        result = self.parent.result
        self.user_properties.extend(properties(result))
        self.hold(result)

    def hold(self, result: Check) -> None:
        """Raise ``Unmet`` where the expectation is not met."""
        raise NotImplementedError

    def update(self, section: str, key: str, value: object) -> None:
        """Ask for a new value in the file, which the session's end writes."""
        self.user_properties.append(("factcheck.update", [str(self.path), section, key, value]))

    @property
    def updating(self) -> bool:
        """Whether the run is to rewrite what does not hold."""
        return bool(self.config.getoption("--factcheck-update"))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The message alone: where the expectation stands, and the sentences."""
        if isinstance(excinfo.value, (Unmet, FactcheckError, LookupError)):
            value = excinfo.value
            told = str(value.args[0]) if isinstance(value, LookupError) and not isinstance(value, FactcheckError) and value.args else str(value)
            from factcheck.report.outgoing import screen

            return screen(f"{_shown(self.path)}:{self.line}: {told}")
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line from 0, and the name of the item."""
        return self.path, self.line - 1, self.name


def _shown(path: Path) -> str:
    from factcheck.api.pointing import near

    return near(str(path))


class FactItem(ExpectationItem):
    """What the sources say of a fact."""

    def hold(self, result: Check) -> None:
        """Ask every question of the file."""
        wanted: FactExpectation = self.wanted
        for expected in wanted.expected:
            yes, message = _asked(result, wanted, expected)
            if yes:
                continue
            if self.updating and wanted.plain:
                self.update("facts", wanted.name, said(result, wanted.name, expected.value))
                return
            raise Unmet(message)


def _asked(result: Check, wanted: FactExpectation, expected: Expected) -> tuple[bool, str]:
    """Whether an expectation holds, and what to say."""
    if expected.question == "agreed":
        answer = result.fact(wanted.name).agreement(*(() if expected.value is True else expected.value))
        return bool(answer), answer.message
    if expected.question == "not-contradicting":
        answer = result.fact(wanted.name).contradicted_by(expected.value)
        return not answer, answer.message
    answer = result.figure(wanted.name, source=wanted.source).ask(OPERATORS[expected.question], expected.value)
    return bool(answer), answer.message


class WhenItem(ExpectationItem):
    """The time that the sources give for an event."""

    def hold(self, result: Check) -> None:
        """Ask every question of the file."""
        wanted: FactExpectation = self.wanted
        for expected in wanted.expected:
            answer = result.when(wanted.name, source=wanted.source).ask(OPERATORS[expected.question], expected.value)
            if not answer:
                raise Unmet(answer.message)


class RuleItem(ExpectationItem):
    """No open finding of a rule at or above the threshold that is not allowed."""

    def hold(self, result: Check) -> None:
        """Show every such finding."""
        least = threshold(self.parent.asked, self.config)
        left = [f for f in result.findings.open.of(self.wanted).at_least(least) if self.parent.allowed(f) is None]
        if left:
            count = f"{len(left)} finding{'s' * (len(left) != 1)} of {self.wanted}"
            raise Unmet("\n\n".join([count, *(f.show() for f in left)]))


class AllowItem(ExpectationItem):
    """An allowance still meets a finding."""

    def hold(self, result: Check) -> None:
        """Fail where it meets none any more."""
        if not any(covers(self.wanted, f) for f in result.findings):
            raise Unmet(f"no finding is {self.wanted.name!r} any more: take the entry out\n  reason given: {self.wanted.reason}")


class CoverageItem(ExpectationItem):
    """At least so much was looked at."""

    def hold(self, result: Check) -> None:
        """Compare one count with its minimum."""
        count, least = self.wanted
        found = getattr(result.coverage, count)
        if found >= least:
            return
        if self.updating and self.parent.expectations.coverage:
            self.update("coverage", count, found)
            return
        raise Unmet("\n".join([f"{found} {count}, expected {least} or more", *repr(result.coverage).splitlines()[1:]]))


class DraftItem(ExpectationItem):
    """The sources support every figure and date of the draft."""

    def hold(self, result: Check) -> None:
        """Show what they do not support."""
        answer = support(result)
        if not answer:
            raise Unmet(answer.message)
