"""Loading rules: every mistake with its place, all of them together. Cases in ``tests/cases/check/bad_rules.jsonl``."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from factcheck.check import load_rules
from factcheck.check.kinds import kinds
from factcheck.errors import ErrorGroup
from factcheck.model import Severity

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/check/bad_rules.jsonl").read_text(encoding="utf-8").splitlines()]
SHIPPED = (
    "age", "arithmetic", "attribution-drift", "calendar", "changed-places", "contradicted", "corrected", "date-conflict", "drifted",
    "duplicate-passage", "enumeration",
    "hedge-drift", "implausible", "internal-conflict", "loose-bound", "magnitude", "noun-drift", "precision", "stale", "stale-time", "superseded",
    "table-conflict",
    "transposition", "uncorroborated", "unit-conversion", "unit-drift", "unsupported", "value-conflict",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_a_bad_rule_is_told_with_its_place(case, tmp_path):
    path = tmp_path / "rule.yaml"
    path.write_text(case["text"], encoding="utf-8")
    with pytest.raises(ErrorGroup) as caught:
        load_rules([tmp_path])
    told = [str(error) for error in caught.value.errors]
    for place, words in case["errors"]:
        assert any(t.startswith(f"{path}:{place}") and words in t for t in told), told
    assert len(told) == len(case["errors"]), told


def test_the_shipped_rules():
    rules = load_rules()
    assert tuple(r.id for r in rules) == SHIPPED
    assert {r.kind for r in rules} == set(kinds()), "a kind that no rule uses is dead code"
    assert all(len(r.flags) >= 1 and len(r.passes) >= 1 for r in rules)
    assert pickle.loads(pickle.dumps(rules)) == rules


def test_a_folder_of_ones_own_replaces_and_adds(tmp_path):
    text = CASES[0]["text"].replace("severity: warn\n", "severity: note\n")
    (tmp_path / "shiny.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(text.replace("id: shiny", "id: hedge-drift"), encoding="utf-8")
    rules = {r.id: r for r in load_rules([tmp_path])}
    assert rules["hedge-drift"].severity is Severity.NOTE
    assert len(rules) == len(SHIPPED) + 1


def test_two_rules_of_one_id_in_a_folder(tmp_path):
    text = CASES[0]["text"].replace("severity: warn\n", "severity: note\n")
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ErrorGroup, match="second rule 'shiny'"):
        load_rules([tmp_path])


def test_severity_can_be_overridden_without_a_fork():
    rules = {r.id: r for r in load_rules((), {"hedge-drift": Severity.ERROR})}
    assert rules["hedge-drift"].severity is Severity.ERROR
    with pytest.raises(ErrorGroup, match="unknown rule 'hedge-drit'; expected 'hedge-drift'"):
        load_rules((), {"hedge-drit": Severity.ERROR})


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(ErrorGroup, match="no such folder"):
        load_rules([tmp_path / "nowhere"])
