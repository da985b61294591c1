"""Several stories in one run, several stories in one folder, and sources called by their outlets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import run

FERRY = {"a.txt": "The ferry sank on Monday with 275 passengers aboard.\n", "b.txt": "The ferry that sank on Monday had 257 passengers aboard.\n"}
BRIDGE = {"c.txt": "The bridge over the Vell is 412 metres long.\n", "d.txt": "At 412 metres, the bridge over the Vell is closed.\n"}
LONE = {"e.txt": "The wheel of the mill in Brenn weighs 140 tonnes.\n"}


@pytest.fixture
def stories(tmp_path, monkeypatch):
    for story, files in {"ferry": FERRY, "bridge": BRIDGE, "mill": LONE}.items():
        (tmp_path / "stories" / story).mkdir(parents=True)
        for name, text in files.items():
            (tmp_path / "stories" / story / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "stories"


SUMMARY = ["3 stories", "  bridge  No differences found", "  ferry   1 error", "  mill    Nothing to compare: e.txt is the only source"]


@pytest.mark.parametrize("arguments", [("stories/bridge", "stories/ferry", "stories/mill"), ("--stories", "stories")])
def test_each_folder_is_a_story_and_one_summary_ends_the_run(stories, capfdbinary, arguments):
    code, out, err = run(capfdbinary, "check", *arguments)
    assert (code, err) == (1, "")
    assert [line for line in out.splitlines() if line.startswith("== ")] == ["== bridge", "== ferry", "== mill"]
    assert out.splitlines()[-4:] == SUMMARY
    assert run(capfdbinary, "check", *arguments, "--exit-zero")[0] == 2, "a story in which nothing was compared is no success"
    assert run(capfdbinary, "check", *arguments, "--exit-zero", "--allow-empty")[0] == 0
    code, out, err = run(capfdbinary, "check", *arguments, "--format", "markdown")
    assert out.count("# Figures in ") == 3
    assert err.splitlines() == SUMMARY


def test_a_report_a_story(stories, capfdbinary):
    code, out, err = run(capfdbinary, "check", "--stories", "stories", "-q", "--output", "json:out/{story}.json", "--output", "csv:out/{story}")
    assert (code, out, err) == (1, "", "")
    made = {p.stem: json.loads(p.read_text())["coverage"]["sources"] for p in Path("out").glob("*.json")}
    assert made == {"bridge": 2, "ferry": 2, "mill": 1}
    assert sorted(p.name for p in Path("out").iterdir() if p.is_dir()) == ["bridge", "ferry", "mill"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["stories/ferry", "stories/mill", "--format", "json"], "json holds one story"),
        (["--stories", "stories", "--output", "json:out.json"], "every story would write over out.json; expected {story} in the path"),
        (["--stories", "stories/ferry/a.txt"], "stories/ferry/a.txt is no folder"),
        (["--stories", "stories/ferry"], "no folder in stories/ferry"),
    ],
)
def test_what_could_hold_one_story_only_is_refused(stories, capfdbinary, arguments, message):
    code, out, err = run(capfdbinary, "check", *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert not Path("out.json").exists()


def test_folders_are_one_story_where_that_is_said_or_a_draft_is_held_against_them(stories, capfdbinary):
    code, out, _ = run(capfdbinary, "check", "stories/ferry", "stories/bridge", "--together", "--format", "json")
    assert (code, json.loads(out)["coverage"]["sources"]) == (1, 4)
    Path("draft.md").write_text("The ferry had 275 passengers aboard.\n")
    out = run(capfdbinary, "check", "stories/ferry", "stories/bridge", "--draft", "draft.md", "--format", "json")[1]
    assert json.loads(out)["coverage"]["sources"] == 5


def test_sources_that_share_no_facts_are_grouped_and_said(stories, capfdbinary):
    out = run(capfdbinary, "check", "stories", "--exit-zero")[1]
    told = " ".join(out.split())
    groups = "2 groups of sources that share no facts, perhaps so many stories: bridge/c.txt, bridge/d.txt / ferry/a.txt, ferry/b.txt"
    assert groups in told
    assert "sharing no facts with any other source: mill/e.txt" in told
    told = " ".join(run(capfdbinary, "check", "stories/ferry", "--exit-zero")[1].split())
    assert "share no facts" not in told
    assert "sharing no facts" not in told


def test_messages_give_the_values_first_and_call_sources_by_their_outlets(stories, capfdbinary):
    entries = [("a.txt", "Coast Press"), ("b.txt", "Lorna Courier")]
    manifest = "".join(f'[[source]]\npath = "{path}"\noutlet = "{outlet}"\n' for path, outlet in entries)
    (stories / "ferry" / "corpus.toml").write_text(manifest)
    message = json.loads(run(capfdbinary, "check", "stories/ferry", "--format", "json")[1])["findings"][0]["message"]
    label, values, rest = message.partition(": ")[0], *message.partition(": ")[2].split(". ", 1)
    assert "passenger" in label
    assert values == "257 against 275"
    assert rest == "257 in Lorna Courier; 275 in Coast Press. The digits are the same, their order is not."
    sarif = json.loads(run(capfdbinary, "check", "stories/ferry", "--format", "sarif")[1])["runs"][0]["results"][0]["message"]["text"]
    assert sarif.startswith(message)
    assert message in " ".join(run(capfdbinary, "check", "stories/ferry")[1].split())
    (stories / "ferry" / "corpus.toml").write_text(manifest.replace("Lorna Courier", "Coast Press"))
    message = json.loads(run(capfdbinary, "check", "stories/ferry", "--format", "json")[1])["findings"][0]["message"]
    assert "257 in b.txt; 275 in a.txt." in message, "a name that two sources have tells nothing"
