"""What other programs read, against written schemas: the JSON contract and SARIF.

``docs/factcheck-1.schema.json`` is the contract. ``cases/sarif.schema.json`` is our own, stricter wording of the part of SARIF 2.1.0 that we
write, with GitHub's limits: the official schema cannot be had from a package, and it allows much that GitHub refuses.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sample_result import sample_result

from factcheck.config import Config
from factcheck.model import Source
from factcheck.pipeline import check_sources, extract_all, read, unjudged
from factcheck.report import Style, render
from factcheck.report.lists import facts, figures

jsonschema = pytest.importorskip("jsonschema")
HERE = Path(__file__).parent
GULF = HERE / "corpora" / "gulf-deployment"


def valid(data: dict, schema: Path) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema.read_text()))
    errors = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(data)]
    assert errors == []


@pytest.fixture(scope="module")
def gulf():
    return check_sources(read([str(GULF)])[0], Config())


def test_json_of_check_extract_and_facts(gulf):
    contract = HERE.parent / "docs" / "factcheck-1.schema.json"
    for result in (gulf, sample_result(), unjudged(extract_all(read([str(GULF)])[0]))):
        valid(json.loads(render("json", result)), contract)
        valid(json.loads(figures.render(result, "json", explain=True)), contract)
        valid(json.loads(facts.render(result, "json")), contract)


def test_json_offsets_are_those_of_the_text(gulf):
    texts = {e.source.id: e.source.text for e in gulf.story.extractions}
    for figure in json.loads(render("json", gulf))["figures"]:
        text = texts[figure["source"]]
        assert text[figure["start"] : figure["end"]] == figure["surface"]
        assert text[figure["sentence_start"] :].startswith(figure["sentence"])


def test_lines_and_columns_are_those_of_the_file(gulf):
    for figure in json.loads(render("json", gulf))["figures"]:
        line = (GULF / figure["source"]).read_text().splitlines()[figure["line"] - 1]
        first = figure["surface"].split()[0]
        assert line[figure["column"] - 1 :].startswith(first)


def test_sarif_of_a_story_with_nothing_to_compare():
    result = check_sources([Source("a.txt", "The mill employs 140 people.")], Config())
    for allowed in (False, True):
        data = json.loads(render("sarif", result, Style(allow_empty=allowed)))
        valid(data, HERE / "cases" / "sarif.schema.json")
        assert data["runs"][0]["invocations"][0]["executionSuccessful"] is allowed


def test_sarif(gulf):
    for result in (gulf, sample_result()):
        for shown in (False, True):
            data = json.loads(render("sarif", result, Style(show_accepted=shown)))
            valid(data, HERE / "cases" / "sarif.schema.json")
            run = data["runs"][0]
            rules = run["tool"]["driver"]["rules"]
            for entry in run["results"]:
                assert rules[entry["ruleIndex"]]["id"] == entry["ruleId"]
                ids = {r["id"] for r in entry["relatedLocations"]}
                assert all(f"]({i})" in entry["message"]["text"] for i in ids)
            assert "invocations" not in run
            assert any("suppressions" in r for r in run["results"]) is (shown and result is not gulf)
