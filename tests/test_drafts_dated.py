"""Drafts: a verdict for each date, day, month and year, right ones that must not be alarmed and wrong ones. Cases: ``cases/dated.jsonl``."""

from __future__ import annotations

import pytest
from casefile import cases

from factcheck import pipeline, rulebook
from factcheck.config import Config
from factcheck.model import FailOn, Severity, Source, failing
from factcheck.report import render


def held(case):
    """A draft held against texts by all rules; ``published`` is the day of the draft, then that of each source."""
    days = case.get("published") or [None] * (len(case["sources"]) + 1)
    texts = [Source(f"s{n}", text, published=day) for n, (text, day) in enumerate(zip(case["sources"], days[1:], strict=True))]
    read = [Source("draft", case["draft"], published=days[0]), *texts]
    return pipeline.judge(pipeline.extract_all(read, 1), rulebook.chosen_rules(Config()), Config(), draft="draft")


@pytest.mark.parametrize("case", cases("dated.jsonl"))
def test_verdicts(case):
    result = held(case)
    names = {d.id: d.surface for e in result.story.extractions for d in e.datings}
    found = [(names[v.figure], v.status, v.detail, v.reason) for v in result.dated]
    assert len(found) == len(case["verdicts"]), found
    for (time, status, detail, words), (printed, *told) in zip(case["verdicts"], found, strict=True):
        assert time in printed
        assert told[0] == status, found
        assert not detail or told[1] == detail, found
        assert words in told[2]


@pytest.mark.parametrize("case", cases("dated.jsonl"))
def test_each_time_that_is_wanting_has_one_finding_and_no_other_has(case):
    result = held(case)
    for verdict in result.dated:
        told = [f for f in result.findings if verdict.figure in f.datings and f.severity is not Severity.NOTE]
        own = [f for f in told if f.rule in ("unsupported", "drifted")]
        assert bool(told) or verdict.status == "supported", verdict
        assert len(own) == (verdict.status in ("unsupported", "drifted")), "one slip is told once"
        assert all(f.severity is Severity.WARNING for f in own)
        assert verdict.status != "supported" or all(f.severity is Severity.WARNING for f in told), "the sources' quarrel fails no draft"


WRONG = {"draft": "The mill at Orrin was painted in 1946.", "sources": ["The mill at Orrin has 90 windows."]}


@pytest.mark.parametrize(
    ("fail_on", "fails"),
    [(FailOn(), False), (FailOn(Severity.WARNING), True), (FailOn(None, ("unsupported",)), True), (FailOn(None, ("contradicted", "stale")), False)],
)
def test_what_a_run_fails_on(fail_on, fails):
    assert bool(failing(held(WRONG), fail_on)) == fails


def test_a_time_printed_twice_is_told_once():
    result = held({**WRONG, "draft": "The mill at Orrin was painted in 1946. The roof, too, was painted in 1946."})
    assert [(v.status) for v in result.dated] == ["unsupported", "unsupported"]
    assert [(f.rule, len(f.datings)) for f in result.findings if f.datings] == [("unsupported", 2)]


def test_reports_list_figures_and_times_in_the_order_of_the_draft():
    draft = "The council voted on Tuesday. The mill employs 90 people. It was painted in 1946."
    result = held({"draft": draft, "sources": ["The council voted on Tuesday. The mill employs 90 people."]})
    tasks = [line for line in render("checklist", result).splitlines() if line.startswith("- [ ] **")]
    assert [t.split("**")[1] for t in tasks] == ["on Tuesday", "90 people", "in 1946"]
    assert [t.split(": ", 1)[1].split(";")[0] for t in tasks] == ["supported", "supported", "unsupported"]
    assert 's0:1 "The council voted on Tuesday."' in tasks[0]
    assert "- its dates, days and times: 1 supported, 1 unsupported" in render("markdown", result)
    terminal = render("terminal", result)
    assert terminal.index('"on Tuesday"') < terminal.index('"90 people"') < terminal.index('"in 1946"')
    page = render("html", result)
    assert page.count('<li class="tick ') == 3


def test_json_gives_them_beside_the_verdicts_on_figures():
    from factcheck.report.data import as_data

    draft = as_data(held(WRONG))["draft"]
    assert draft["verdicts"] == []
    (told,) = draft["dated"]
    assert told == {"dating": "draft@0", "status": "unsupported", "evidence": [], "reason": "no source gives this year", "detail": None}
