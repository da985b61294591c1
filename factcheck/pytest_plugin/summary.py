"""What a run tells of its stories: properties of each test for JUnit, and the section at the end of the terminal report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

    from factcheck.api.result import Check

_STORY = "factcheck.story"


def properties(result: Check) -> list[tuple[str, object]]:
    """The name of a story and its counts, in one order; they travel with the report of a test to JUnit and from xdist's workers."""
    from factcheck.report.values import tally

    seen, kept = result.record.coverage, result.record.acceptance
    name = (result.record.title or "texts") + (f" with {result.draft}" if result.draft else "")
    told = f"{seen.sources} sources, {seen.lineages} independent; {seen.figures} figures in {seen.facts} facts"
    accepted = kept.baseline + kept.inline
    found: list[tuple[str, object]] = [
        (
            _STORY,
            f"{name}: {told}; {tally(result.record)}" + (f"; {accepted} accepted" if accepted else ""),
        ),
        ("factcheck.sources", seen.sources),
        ("factcheck.figures", seen.figures),
        ("factcheck.findings", len(result.findings.open)),
        ("factcheck.accepted", accepted),
    ]
    found += [("factcheck.skipped", what) for what in seen.skipped]
    found += [("factcheck.stale", i) for i in kept.stale]
    return found + [("factcheck.expired", i) for i in kept.expired]


def lines(reports: Iterable[Any], config: pytest.Config) -> list[str]:
    """The lines of the section: one a story, then what was skipped, what of the baseline is of no use, and what was rewritten."""
    told: dict[str, dict[str, None]] = {}
    for report in reports:
        for name, value in report.user_properties:
            if name.startswith("factcheck."):
                told.setdefault(name.removeprefix("factcheck."), {})[str(value)] = None
    found = sorted(told.get("story", ()))
    wordings = (
        ("skipped", "skipped: {}"),
        ("stale", "stale in the baseline: {}"),
        ("expired", "expired in the baseline: {}"),
        ("unused", "not checked: {} names a story but does not ask for the factcheck fixture"),
    )
    for name, wording in wordings:
        found += [wording.format(value) for value in sorted(told.get(name, ()))]
    updater = config.pluginmanager.get_plugin("factcheck-update")
    if updater is not None:
        found += updater.told()
    from factcheck.report.outgoing import line

    return [line(text) for text in found] or ["no *.factcheck.yaml among the tests that ran, so no story was checked"]
