"""So that it stays said, through the command line: baselines that last and migrate, changes since a revision, reports without lines."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from commandline import run

from factcheck.accept.migrate import _old_names
from factcheck.cli.renames import pair
from factcheck.config import Config
from factcheck.pipeline import check_sources, read
from factcheck.tables.yamlfile import read_yaml

ONE = "The quarry at Penn has a staff of 260.\n\nIts lorries crossed the bridge 4,300 times in May, the council said.\n"
TWO = "The quarry at Penn has a staff of 620.\n\nThe council has planted 75 trees along the road.\n"


@pytest.fixture
def story(tmp_path, monkeypatch):
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "one.txt").write_text(ONE)
    (tmp_path / "story" / "two.txt").write_text(TWO)
    monkeypatch.chdir(tmp_path)
    for name in ("SOURCE_DATE_EPOCH", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "story"


def findings(capfdbinary, *arguments) -> list[dict]:
    code, out, err = run(capfdbinary, "check", "story", "--format", "json", "--exit-zero", *arguments)
    assert code == 0, err
    return json.loads(out)["findings"]


def git(*arguments: str) -> None:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", *arguments]
    subprocess.run(command, capture_output=True, check=True)


def committed() -> None:
    git("init", "-q", "-b", "main", ".")
    git("add", "-A")
    git("commit", "-qm", "one")


# --- baselines ----------------------------------------------------------------------------------------------------------------------------

LASTING = {
    "another name": lambda s: (s / "one.txt").rename(s / "zz.txt"),
    "one more source": lambda s: (s / "three.txt").write_text("A staff of 260 works at the quarry at Penn, its owner told us.\n"),
    "a sentence in front": lambda s: (s / "one.txt").write_text("Work goes on. " + ONE),
    "a line on top": lambda s: (s / "two.txt").write_text("From our desk\n\n" + TWO),
    "a word more": lambda s: (s / "one.txt").write_text(ONE.replace("the council said", "the town council also said")),
    "paragraphs exchanged": lambda s: (s / "two.txt").write_text("\n\n".join(reversed(TWO.strip().split("\n\n"))) + "\n"),
}


@pytest.mark.parametrize("edit", LASTING.values(), ids=LASTING)
def test_what_was_accepted_stays_accepted(story, capfdbinary, edit):
    assert {f["rule"] for f in findings(capfdbinary)} == {"transposition", "uncorroborated"}
    assert run(capfdbinary, "baseline", "write", "story", "--reason", "seen")[0] == 0
    edit(story)
    assert [f["message"] for f in findings(capfdbinary) if not f["accepted"]] == []


def test_another_number_is_not(story, capfdbinary):
    run(capfdbinary, "baseline", "write", "story", "--reason", "seen")
    (story / "two.txt").write_text(TWO.replace("620", "2,600").replace("75", "57"))
    assert [f["rule"] for f in findings(capfdbinary) if not f["accepted"]] == ["magnitude", "uncorroborated"]


OLD_IDS = ["006b1a5edbe0", "2d18c67a990b", "99b9019e8a41"]  # as the version before named the findings of the two texts


def _old_baseline(story: Path, path: Path, extra: str = "") -> list[str]:
    """A baseline as the version before wrote it, by the names that it gave."""
    names = _old_names(check_sources(read([str(story)])[0], Config(jobs=1)))
    entries = [
        f'  - id: "{i}"\n    rule: "{f[0].rule}"\n    reason: "why {f[0].rule}"\n    by: "desk"\n    until: "2031-01-01"\n' for i, f in names.items()
    ]
    path.write_text("scheme: factcheck/v1\nfindings:\n" + "".join(entries) + extra)
    return sorted(names)


def test_an_old_baseline_is_refused_and_then_turned_over(story, capfdbinary):
    path = Path("factcheck-baseline.yaml")
    lost = '  - id: "0123456789ab"\n    rule: "value-conflict"\n    quote: "3 / 4"\n    reason: "of another story"\n'
    assert _old_baseline(story, path, lost) == OLD_IDS
    code, _, err = run(capfdbinary, "check", "story")
    assert code == 2
    assert "ids of scheme 'factcheck/v1'" in err
    assert "factcheck baseline migrate" in err
    code, out, _ = run(capfdbinary, "baseline", "migrate", "story")
    assert (code, out.splitlines()[:2]) == (
        1, ["no finding  0123456789ab value-conflict: 3 / 4", "factcheck-baseline.yaml: 3 turned over, 1 without a finding"],
    )  # fmt: skip
    found = findings(capfdbinary)
    assert all(f["accepted"] for f in found)
    entries = {e["id"]: e for e in read_yaml(path)["findings"]}
    assert read_yaml(path)["scheme"] == "factcheck/v2"
    assert entries.pop("0123456789ab") == {
        "id": "0123456789ab", "rule": "value-conflict", "quote": "3 / 4", "reason": "of another story", "scheme": "factcheck/v1",
    }  # fmt: skip
    assert sorted(entries) == sorted(f["id"] for f in found)
    for entry in entries.values():
        assert (entry["reason"], entry["by"], entry["until"]) == (f"why {entry['rule']}", "desk", "2031-01-01")
        assert entry["quote"]
    code, out, _ = run(capfdbinary, "baseline", "check", "story")
    assert (code, "stale    0123456789ab" in out) == (1, True)
    assert run(capfdbinary, "baseline", "migrate", "story")[0] == 1, "what is lost is tried again"
    assert run(capfdbinary, "baseline", "prune", "story")[1].startswith("factcheck-baseline.yaml: 1 removed")
    assert "nothing to turn over" in run(capfdbinary, "baseline", "migrate", "story")[1]


# --- changes since a revision -------------------------------------------------------------------------------------------------------------


def test_annotations_stand_where_the_change_was_made(story, capfdbinary):
    (story / "two.txt").write_text(TWO.replace("620", "260"))
    committed()
    (story / "two.txt").write_text("Work goes on.\n\n" + TWO)
    code, out, _ = run(capfdbinary, "check", "story", "--base", "main", "--format", "github")
    assert code == 1
    assert out.startswith("::error file=story/two.txt,line=3,")
    assert out.count("::error") == 1
    sarif = json.loads(run(capfdbinary, "check", "story", "--base", "main", "--format", "sarif", "--exit-zero")[1])
    (place,) = (r["locations"][0]["physicalLocation"] for r in sarif["runs"][0]["results"] if r["level"] == "error")
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("story/two.txt", 3)


MOVES = {
    "a file renamed": lambda s: ((s / "one.txt").rename(s / "another.txt"), ["story"]),
    "a file renamed that is given by name": lambda s: ((s / "one.txt").rename(s / "another.txt"), ["story/another.txt", "story/two.txt"]),
    "a folder renamed": lambda s: (s.rename(s.parent / "tale"), ["tale"]),
    "a file moved out": lambda s: ((s / "one.txt").rename(s.parent / "one.txt"), ["one.txt", "story"]),
    "a passage moved to another file": lambda s: (
        (s / "one.txt").write_text(ONE.split("\n\n")[1]), (s / "three.txt").write_text(ONE.split("\n\n")[0] + "\n"), ["story"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_what_only_moved_is_not_new(story, capfdbinary, move):
    committed()
    *_, paths = move(story)
    code, out, err = run(capfdbinary, "check", *paths, "--base", "main", "--format", "json", "--exit-zero")
    assert code == 0, err
    data = json.loads(out)
    assert data["change"]["added"] == []
    assert len(data["change"]["kept"]) == len(data["findings"]) > 0


def test_files_are_paired_by_what_they_say():
    old = {"a.txt": b"one two three four five six", "b.txt": b"seven eight nine ten eleven twelve"}
    assert pair({"c.txt": b"one two three four five seven", "d.txt": b"x y z"}, old) == {"c.txt": "a.txt"}
    assert pair({"c.md": b"one two three four five six"}, old) == {}
    assert pair({"c.txt": old["a.txt"], "d.txt": old["a.txt"]}, old) == {"c.txt": "a.txt"}, "each old file was one new file at most"


# --- reports ------------------------------------------------------------------------------------------------------------------------------


def test_the_places_lie_beside_the_report(story, capfdbinary):
    assert run(capfdbinary, "report", "--update", "out/story.md", "story", "--places")[0] == 0
    report = Path("out/story.md").read_text()
    places = json.loads(Path("out/story.places.json").read_text())
    assert places["schema"] == "factcheck-places/1"
    assert sorted(places["findings"]) == sorted(f["id"] for f in findings(capfdbinary))
    slip = next(f for f in places["findings"].values() if f["rule"] == "transposition")
    assert slip["figures"] == [
        {"source": n, "line": 1, "column": 35, "end_line": 1, "end_column": 38, "surface": v} for n, v in (("one.txt", "260"), ("two.txt", "620"))
    ]
    (story / "one.txt").write_text("From our desk\n\n" + ONE)
    assert run(capfdbinary, "report", "--check", "out/story.md") == (0, "", "")
    code, out, _ = run(capfdbinary, "report", "--check", "out/story.md", "--places")
    assert (code, "out/story.places.json is not fresh" in out) == (1, True)
    assert run(capfdbinary, "report", "--update", "out/story.md", "--places")[0] == 0
    assert run(capfdbinary, "report", "--check", "out/story.md", "--places") == (0, "", "")
    assert Path("out/story.md").read_text() == report


def test_what_one_source_alone_has_is_one_line_unless_all_is_asked_for(story, capfdbinary):
    (story / "two.txt").write_text(TWO + "\nIt has laid 19 benches there.\n")
    _, out, _ = run(capfdbinary, "check", "story")
    assert "note uncorroborated two.txt: 2 figures in this source only\n" in out
    assert "75 trees" not in out
    assert "2 notes" in out
    _, out, _ = run(capfdbinary, "check", "story", "--verbose")
    assert "story/two.txt:3:25" in out
    assert "75 trees" in out
    assert run(capfdbinary, "report", "--update", "short.md", "story")[0] == 0
    assert run(capfdbinary, "report", "--update", "long.md", "story", "--verbose")[0] == 0
    assert "- uncorroborated: two.txt: 2 figures in this source only\n\n" in Path("short.md").read_text()
    assert "- uncorroborated: two.txt: 2 figures in this source only\n  - " in Path("long.md").read_text()
    assert run(capfdbinary, "report", "--check", "long.md") == (0, "", "")
    _, out, _ = run(capfdbinary, "check", "story", "--format", "github")
    assert out.count("title=uncorroborated") == 2
    page = run(capfdbinary, "check", "story", "--format", "html")[1]
    assert page.count('data-rule="uncorroborated"') == 2
    assert all(f'finding-{f["id"]}"' in page for f in findings(capfdbinary))


def test_a_sentence_is_quoted_once_with_all_its_figures(story, capfdbinary):
    (story / "one.txt").write_text("The bridge is 20 miles (52 kilometers) from Penn.\n")
    report = run(capfdbinary, "check", "story", "--format", "markdown")[1]
    assert report.count('one.txt "The bridge is **20 miles** (**52 kilometers**) from Penn."') == 1
