"""Assertions that point at the sentences: consistency, agreement of sources, values that nothing contradicts, a supported draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.api.answer import Answer, demand
from factcheck.api.corpus import Corpus, corpus_of
from factcheck.api.findings import FindingView
from factcheck.api.functions import check as run_check
from factcheck.api.functions import check_of
from factcheck.api.pointing import point
from factcheck.api.result import Check
from factcheck.api.values import Value
from factcheck.config import severity
from factcheck.model import Result, Severity, Source

if TYPE_CHECKING:
    from factcheck.api.pointing import Pointed

Story = Check | Result | Corpus | Sequence[Source | str | Path] | Mapping[str, str] | str | Path


def assert_consistent(
    story: Story, *, allow: Iterable[str] | str = (), fail_on: Severity | str = Severity.ERROR, min_figures: int = 1, **options: Any
) -> None:
    """Fail with every open finding at or above ``fail_on`` whose id or rule is not allowed.

    ``story`` is a check, or whatever ``factcheck.check`` takes; ``options`` are its options. A story in which fewer than ``min_figures`` figures
    are found fails too: nothing to check is no success.

    Raises:
        AssertionError: there are such findings; the message shows the sentences with their places.
        FactcheckError: a source, rule or option that makes no sense.

    >>> assert_consistent({"wire": "About 275 troops arrived in Port Vell.", "daily": "280 troops arrived in Port Vell."})
    """
    __tracebackhide__ = True
    result = run_check(corpus_of(story), **options) if options else check_of(story)
    message = _inconsistency(result, allow=allow, fail_on=fail_on, min_figures=min_figures)
    if message:
        raise AssertionError(message)


def _inconsistency(result: Check, *, allow: Iterable[str] | str = (), fail_on: Severity | str = Severity.ERROR, min_figures: int = 1) -> str:
    """What ``assert_consistent`` has to say, "" where nothing."""
    if result.coverage.figures < min_figures:
        return "\n".join([f"{result.coverage.figures} figures found, expected {min_figures} or more", *repr(result.coverage).splitlines()[1:]])
    allowed, least = {allow} if isinstance(allow, str) else set(allow), severity(fail_on, "fail_on")
    result.refuse_unknown(allowed)
    left = _remaining(result.findings.open.at_least(least), allowed)
    if not left:
        return ""
    count = f"{len(left)} finding{'s' * (len(left) != 1)} at or above {least.value}"
    coverage = f"{result.coverage.figures} figures in {result.coverage.sources} sources, {result.coverage.lineages} of them independent"
    return "\n\n".join([f"the sources do not agree: {count} ({coverage})", *(f.show() for f in left)])


def _remaining(findings: Iterable[FindingView], allow: set[str]) -> list[FindingView]:
    """The findings whose id and rule are not allowed."""
    return [f for f in findings if f.id not in allow and f.rule not in allow]


def assert_agreement(story: Story, fact: str, *sources: str) -> None:
    """Fail unless these sources, or all that state it, agree on a fact.

    Raises:
        AssertionError: two figures of it cannot both hold.
        NotFoundError: no fact of this name, several, or a source that does not state it.
    """
    __tracebackhide__ = True
    demand(check_of(story).fact(fact).agreement(*sources))


def assert_uncontradicted(story: Story, fact: str, value: Value) -> None:
    """Fail if a figure of a fact cannot hold together with a value: 550, (50, 100), "about 550", "18 miles".

    Raises:
        AssertionError: there is such a figure.
        NotFoundError: no fact of this name, or several.
    """
    __tracebackhide__ = True
    answer = check_of(story).fact(fact).contradicted_by(value)
    if answer:
        raise AssertionError(answer.message)


def assert_supported(draft: object, story: Story, **options: Any) -> None:
    """Fail unless the sources support every figure and date of a draft: the id of a source, a path, a ``Source``, or one text by name.

    Raises:
        AssertionError: a figure or date is contradicted, stale, drifted, or in no source; or the draft has neither.

    >>> sources = {"wire": "The palace sent 275 troops to the port."}
    >>> assert_supported({"draft": "The palace sent 275 troops to the port."}, sources)
    """
    __tracebackhide__ = True
    corpus = Corpus([e.source for e in story.record.story.extractions]) if isinstance(story, Check) else story
    demand(support(run_check(corpus, draft=draft, **options)))  # type: ignore[arg-type]


def support(result: Check) -> Answer:
    """Whether the sources support every figure and date of a check's draft.

    Raises:
        ValueError: the check was made without a draft.
    """
    if result.draft is None:
        raise ValueError("no draft was checked; give one: factcheck.check(sources, draft=…)")
    found = (*result.record.verdicts, *result.record.dated)
    views: dict[str, Pointed] = {m.id: m for m in (*result.figures, *result.datings)}
    found = tuple(sorted(found, key=lambda v: views[v.figure].record.start))
    wanting = [v for v in found if v.status != "supported"]
    mine = tuple(views[v.figure] for v in found)
    if not found:
        return Answer(False, f"{result.draft}: no figures in the draft, so none is supported")
    what = "figure and date" if result.record.dated else "figure"
    if not wanting:
        return Answer(True, point(f"{result.draft}: the sources support every {what}", mine), mine)
    several = "figures and dates" if result.record.dated else "figures"
    head = f"{result.draft}: {len(wanting)} of {len(found)} {several} not supported by the sources"
    blocks = [_verdict(views[v.figure], v.status, v.reason, [views[i] for i in v.evidence]) for v in wanting]
    return Answer(False, "\n\n".join([head, *blocks]), tuple(views[v.figure] for v in wanting))


def _verdict(mention: Pointed, status: str, reason: str, evidence: Sequence[Pointed]) -> str:
    return point(f"{status}: “{mention.phrase}”, {reason}", [mention, *evidence], most=4)
