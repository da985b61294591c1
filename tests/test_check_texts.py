"""Judgement from the text on: headlines, days, countries, currencies. Cases in ``tests/cases/check/texts.jsonl``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck import pipeline, rulebook
from factcheck.check.differences import fact
from factcheck.config import Config
from factcheck.model import Severity, Source

KINDS = [json.loads(line) for line in (Path(__file__).parent / "cases/check/kinds.jsonl").read_text(encoding="utf-8").splitlines()]
CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/check/texts.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def rules():
    return rulebook.chosen_rules(Config())


def _param(case):
    known_gap = [pytest.mark.xfail(strict=True, reason=case["note"])] if case.get("status") == "fail" else []
    return pytest.param(case, id=case["id"], marks=known_gap)


@pytest.mark.parametrize("case", [_param(c) for c in CASES])
def test_what_texts_are_told(case, rules):
    published = case.get("published", [None] * len(case["texts"]))
    form = case.get("format", "text")
    sources = [Source(f"source-{n}", text, published=day, format=form) for n, (text, day) in enumerate(zip(case["texts"], published, strict=True))]
    result = pipeline.judge(pipeline.extract_all(sources, 1), rules, Config())
    loud = [f for f in result.findings if f.severity is not Severity.NOTE]
    assert sorted({f.rule for f in loud}) == case["expect"], [f.message for f in loud]


def _kind(case):
    marks = [pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
    return pytest.param(case, id=case["id"], marks=marks)


@pytest.mark.parametrize("case", [_kind(c) for c in KINDS])
def test_what_kinds_of_differences_are_told(case, rules):
    """What an editor wants to be told and what not, kind by kind: another subject, part, period or event; far values, nought, ages, bounds."""
    sources = [Source(f"source-{n}", text) for n, text in enumerate(case["texts"])]
    result = pipeline.judge(pipeline.extract_all(sources, 1), rules, Config())
    loud = [f.message for f in result.findings if f.severity is not Severity.NOTE]
    assert bool(loud) == case["told"], loud


@pytest.mark.parametrize(
    ("draft", "sources", "status"),
    [
        ("The mine employs 257 people.", ["The mine employs 275 people.", "The mine employs up to 275 people."], "contradicted"),
        ("The mine employs up to 2,000 people.", ["The mine employs about 1,000 people."], "contradicted"),
        ("The mine employs 96 people.", ["The mine employs at least 23 people."], "contradicted"),
        ("The mine employs 43 people.", ["The mine employs more than 40 people."], "supported"),
        ("The mine employs more than 40 people.", ["The mine employs 43 people."], "supported"),
    ],
)
def test_a_bound_supports_a_draft_only_near_its_end(rules, draft, sources, status):
    read = [Source("draft", draft), *(Source(f"s{n}", text) for n, text in enumerate(sources))]
    result = pipeline.judge(pipeline.extract_all(read, 1), rules, Config(), draft="draft")
    assert [v.status for v in result.verdicts] == [status]


def test_a_draft_hears_of_sources_that_say_otherwise(rules):
    texts = {"draft": "The mine employs 1,200 people.", "one": "The mine employs 1,200 people.", "two": "The mine, in Ostel, employs 12,000 people."}
    other = "The bridge over the Vell is {} metres long."
    sources = [Source(i, f"{t} {other.format(n)}" if n else t) for (i, t), n in zip(texts.items(), ("", 412, 530), strict=True)]
    result = pipeline.judge(pipeline.extract_all(sources, 1), rules, Config(), draft="draft")
    (verdict,) = result.verdicts
    assert verdict.status == "supported"
    assert "two says “12,000 people”" in verdict.reason
    assert not [f for f in result.findings if "412" in f.message]  # what the sources dispute beside the draft


def test_a_wrong_conversion_and_the_conflicts_it_makes_are_one_finding(rules):
    texts = {
        "a": "The buoy drifted 18 miles (39 kilometers) from Port Ansel on Monday.",
        "b": "The buoy drifted 18 miles (29 kilometers) from Port Ansel on Monday.",
    }
    result = pipeline.judge(pipeline.extract_all([Source(name, text) for name, text in texts.items()], 1), rules, Config())
    loud = [f for f in result.findings if f.severity is not Severity.NOTE]
    assert [f.rule for f in loud] == ["unit-conversion"]
    assert "off by" in loud[0].message
    assert {i.partition("#")[0] for i in loud[0].figures} == {"a", "b"}


@pytest.mark.parametrize(
    ("published", "severity"),
    [
        ((None, None), "error"),
        (("2026-05-04", "2026-05-05"), "error"),
        (("2026-05-04", "2026-05-04"), "error"),
        (("2026-05-04", "2026-05-03"), "warning"),
    ],
)
def test_who_wrote_before_a_correction_is_told_more_quietly(published, severity, rules):
    texts = ["The mine employs 640 miners.\n\n(Corrects paragraph 1 to say 640, not 460)", "The mine employs 460 miners."]
    sources = [Source(f"source-{n}", text, published=day) for n, (text, day) in enumerate(zip(texts, published, strict=True))]
    (found,) = (f for f in pipeline.judge(pipeline.extract_all(sources, 1), rules, Config()).findings if f.severity is not Severity.NOTE)
    assert (found.rule, found.severity.value) == ("corrected", severity)
    assert found.message == "miners employed: 460 against 640. 460 in source-1; 640 in source-0. source-0 has corrected that number."


def test_a_draft_that_prints_what_was_taken_back(rules):
    texts = {
        "note": "The ferry to Ulva carries 1,700 cars a week.\n\nCorrection: The ferry carries 1,700 cars, not 7,100.",
        "draft": "The ferry to Ulva carries 7,100 cars.",
    }
    result = pipeline.judge(pipeline.extract_all([Source(i, t) for i, t in texts.items()], 1), rules, Config(), draft="draft")
    assert [(v.status, f.rule) for v, f in zip(result.verdicts, result.findings, strict=True)] == [("contradicted", "contradicted")]
    assert result.findings[0].message.endswith("note has corrected that number.")


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (
            ["At least 1,700 villagers left the camp at Dorn on Friday.", "On Friday 1,700 soldiers left the camp at Dorn."],
            ["villagers and soldiers", "The “at least” was lost."],
        ),
        (
            [
                "The Orme dam will force 9,300 people in 14 villages to move by May.",
                "The Orme dam will force 3,900 families in 14 villages to move by May.",
            ],
            ["families and people"],
        ),
        (
            ["The union claimed that at least 1,340 nurses had walked out in Lund.", "In Lund 1,340 nurses walked out."],
            ["claimed by the union", "“at least”"],
        ),
        (["The phone has a 256GB drive.", "The phone has a 256MB drive."], ["a factor of 1,000"]),
    ],
)
def test_one_finding_names_all_that_changed(texts, said, rules):
    result = pipeline.judge(pipeline.extract_all([Source(f"source-{n}", text) for n, text in enumerate(texts)], 1), rules, Config())
    (message,) = [f.message for f in result.findings if f.rule != "uncorroborated"]
    assert [part for part in said if part not in message] == [], message


def test_what_no_rule_tells_hides_nothing(rules):
    """The bound below which a disagreement is put behind the others is no higher than the lowest from which a rule tells."""
    told = [rule.number(name) for rule in rules if rule.kind == "agreement" for name in ("told_at", "parties_at", "nought_at")]
    assert float(min(told)) >= fact.SILENT
