"""Judgement on stories made by hand: what is told, how loudly, and what stays quiet. Cases in ``tests/cases/check/stories.jsonl``."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from story_builder import build

from factcheck.check import draft_verdicts, index_of, load_rules, run, why
from factcheck.model import Figure, Finding, Hedge, Severity

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/check/stories.jsonl").read_text(encoding="utf-8").splitlines()]


def loud(findings: tuple[Finding, ...]) -> list[list[str]]:
    return sorted([f.rule, f.severity.value] for f in findings if f.severity is not Severity.NOTE)


@pytest.fixture(scope="module")
def rules():
    return load_rules()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_what_is_told(case, rules):
    findings = run(build(case), rules, draft=case.get("draft"))
    assert loud(findings) == sorted(case["expect"]), [f.message for f in findings]
    if "says" in case:
        assert any(case["says"] in f.message for f in findings)
    if "figures" in case:
        assert max(len(f.figures) for f in findings if f.severity is not Severity.NOTE) == case["figures"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_nothing_depends_on_the_order_of_facts_and_rules(case, rules):
    story = build(case)
    want = run(story, rules, draft=case.get("draft"))
    shuffled = list(story.facts)
    random.Random(7).shuffle(shuffled)
    assert run(replace(story, facts=tuple(shuffled)), rules[::-1], draft=case.get("draft")) == want


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_a_finding_names_its_figures_and_explains_itself(case, rules):
    story = build(case)
    order = [f.id for e in story.extractions for f in e.figures]
    for finding in run(story, rules, draft=case.get("draft")):
        assert finding.figures == tuple(sorted(set(finding.figures), key=order.index))
        assert {i for side in finding.sides for i in side.figures} <= set(finding.figures)
        assert finding.trace, finding.rule
        assert not set(finding.message.lower().split()) & {"wrong", "incorrect", "right", "false", "error", "mistake"}


@pytest.mark.parametrize("case", [c for c in CASES if c["expect"] == [["value-conflict", "error"]]], ids=lambda c: c["id"])
def test_widening_a_hedge_never_makes_a_conflict_louder(case, rules):
    story = build(case)

    def softer(figure: Figure) -> Figure:
        return replace(figure, hedge=Hedge.ABOUT) if figure.hedge is Hedge.EXACT else figure

    softened = replace(story, extractions=tuple(replace(e, figures=tuple(map(softer, e.figures))) for e in story.extractions))
    assert sum(f.severity is Severity.ERROR for f in run(softened, rules)) <= sum(f.severity is Severity.ERROR for f in run(story, rules))


def test_a_copy_is_no_second_witness(rules):
    lines = [[s, "The bridge carries [9,000] cars.", [{"fact": "x", "noun": "car"}]] for s in "ab"]
    lines.append(["c", "The mayor opened it with [30] guests.", [{"noun": "guest"}]])
    notes = [f for f in run(build({"lines": lines, "lineages": [["a", "b"]]}), rules) if f.rule == "uncorroborated"]
    assert [f.figures for f in notes] == [("a#0", "b#0"), ("c#0",)]
    assert not [f for f in run(build({"lines": lines[:2]}), rules) if f.rule == "uncorroborated"]


def test_figures_of_a_repeated_passage_count_once(rules):
    line = ["a", "The hall seats [1,900] people.", [{"fact": "x", "noun": "person"}]]
    passage = {"source": "a", "first": [0, 30], "second": [31, 61], "pairs": [["a#0", "a#1"]]}
    findings = run(build({"lines": [line, line], "passages": [passage]}), rules)
    assert [(f.rule, f.figures) for f in findings] == [("duplicate-passage", ("a#0", "a#1"))]


def test_every_figure_of_a_draft_gets_a_verdict():
    lines = [
        ["draft", "The fire burned [190] homes.", [{"fact": "h", "noun": "home", "predicate": "burn"}]],
        ["draft", "It killed [14] people.", [{"fact": "k", "noun": "person", "predicate": "kill"}]],
        ["draft", "The bridge is [530] metres long.", [{"fact": "b", "kind": "measure", "unit": "metre", "dimension": "length"}]],
        ["draft", "It drew [41] visitors.", [{"noun": "visitor"}]],
        ["one", "The fire burned at least [190] homes.", [{"fact": "h", "noun": "home", "predicate": "burn", "hedge": "at_least"}]],
        ["one", "It killed [14] people.", [{"fact": "k", "noun": "person", "predicate": "kill"}]],
        ["one", "The bridge is [412] metres long.", [{"fact": "b", "kind": "measure", "unit": "metre", "dimension": "length"}]],
    ]
    verdicts = draft_verdicts(index_of(build({"lines": lines}), draft="draft"))
    assert [(v.figure, v.status) for v in verdicts] == [
        ("draft#0", "drifted"), ("draft#1", "supported"), ("draft#2", "contradicted"), ("draft#3", "unsupported"),
    ]  # fmt: skip
    assert verdicts[2].evidence == ("one#2",)


WHY = [
    ("bound-allows", "agree"),
    ("currencies", "unit"),
    ("one-sentence", "sentence"),
    ("conversion-right", "conversion"),
    ("conflict", "conflict"),
    ("conflict-both-hedged", "conflict"),
]


@pytest.mark.parametrize(("case", "by"), WHY, ids=[name for name, _ in WHY])
def test_why_a_pair_is_told_or_not(case, by):
    story = build(next(c for c in CASES if c["id"] == case))
    index = index_of(story)
    first, second = list(index.figures)[:2]
    assert why(index, first, second)[-1].by == by
    assert why(index, second, first) == why(index, first, second)
