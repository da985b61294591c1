"""Committed reports, baselines, comments in sources, changes since a revision, and settings: each through the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from commandline import run

ROOT = Path(__file__).resolve().parent.parent
GULF = Path(__file__).parent / "corpora" / "gulf-deployment"

ALPHA = "The ferry sank on Monday.\n\nThe coast guard said 275 passengers were rescued.\n\nThe ferry was 18 miles (29 kilometers) from the port.\n"
BETA = "The ferry sank on Monday.\n\nThe owner said 310 passengers were rescued.\n"


@pytest.fixture
def story(tmp_path, monkeypatch):
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "a.md").write_text(ALPHA)
    (tmp_path / "story" / "b.txt").write_text(BETA)
    monkeypatch.chdir(tmp_path)
    for name in ("SOURCE_DATE_EPOCH", "FACTCHECK_SELECT", "GITHUB_STEP_SUMMARY", "CI"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "story"


def result(capfdbinary, *arguments) -> dict:
    code, out, err = run(capfdbinary, "check", "story", "--format", "json", "--exit-zero", *arguments)
    assert code == 0, err
    return json.loads(out)


def serious(data: dict) -> list[str]:
    return [f["id"] for f in data["findings"] if f["severity"] != "note" and not f["accepted"]]


def git(*arguments: str) -> str:
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


# --- committed reports --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", sorted((ROOT / "reports").glob("*.md")), ids=lambda p: p.stem)
def test_the_reports_of_this_repository_are_fresh(report, capfdbinary, monkeypatch):
    monkeypatch.chdir(ROOT)
    code, out, err = run(capfdbinary, "report", "--check", report.relative_to(ROOT))
    assert code == 0, out + err + "\nrun `make reports`"


def test_there_is_a_report_of_the_example():
    assert (ROOT / "reports" / "gulf-deployment.md").is_file()


def test_report_update_then_check(story, capfdbinary):
    assert run(capfdbinary, "report", "--update", "out/story.md", "story")[0] == 0
    text = Path("out/story.md").read_text()
    assert text.startswith("<!-- factcheck report of: ../story -->\n")
    assert str(story.parent) not in text
    assert run(capfdbinary, "report", "--check", "out/story.md") == (0, "", "")
    assert run(capfdbinary, "check", "story", "--exit-zero", "--quiet", "--output", "markdown:out/other.md")[0] == 0
    assert Path("out/other.md").read_text() == text
    (story / "b.txt").write_text(BETA.replace("310", "320"))
    code, out, _ = run(capfdbinary, "report", "--check", "out/story.md")
    assert code == 1
    assert "+" in out
    assert "is not fresh" in out


def test_a_report_remembers_its_draft(story, capfdbinary):
    Path("draft.md").write_text("The coast guard rescued 572 passengers after the ferry sank.\n")
    assert run(capfdbinary, "report", "--update", "out/draft report.md", "story", "--draft", "draft.md")[0] == 0
    text = Path("out/draft report.md").read_text()
    assert text.startswith("<!-- factcheck report of: ../story draft: ../draft.md -->\n")
    assert "## The draft, figure by figure" in text
    assert run(capfdbinary, "report", "--check", "out/draft report.md")[0] == 0


def test_the_locale_of_the_settings_is_that_of_the_sources(story, capfdbinary):
    (story / "b.txt").write_text("After the ferry sank, 1.700 passengers were rescued.\n")
    Path("factcheck.toml").write_text('locale = "de"\n')
    assert 1700 in [f["low"] for f in result(capfdbinary)["figures"]]
    Path("factcheck.toml").unlink()
    assert 1700 not in [f["low"] for f in result(capfdbinary)["figures"]]


def test_a_report_among_the_sources_is_no_source(story, capfdbinary):
    before = result(capfdbinary)
    assert run(capfdbinary, "report", "--update", "story/report.md", "story")[0] == 0
    assert run(capfdbinary, "report", "--check", "story/report.md")[0] == 1, "what was skipped is part of the report"
    assert run(capfdbinary, "report", "--update", "story/report.md")[0] == 0
    assert run(capfdbinary, "report", "--check", "story/report.md")[0] == 0
    assert run(capfdbinary, "check", "story", "-q", "--exit-zero", "--output", "html:story/report.html")[0] == 0
    after = result(capfdbinary)
    for key in ("skipped", "left_out"):
        assert after["coverage"].pop(key) == ["report.html: a report of factcheck", "report.md: a report of factcheck"]
        assert before["coverage"].pop(key) == []
    assert after == before


def test_a_changed_figure_changes_only_its_lines(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(GULF, tmp_path / "gulf")
    git("init", "-q")
    run(capfdbinary, "report", "--update", "gulf.md", "gulf")
    git("add", "-A")
    git("commit", "-qm", "one")
    source = tmp_path / "gulf" / "capital-post.txt"
    source.write_text(source.read_text().replace("carries 550 Marines", "carries 505 Marines"))
    run(capfdbinary, "report", "--update", "gulf.md")
    diff = git("diff", "-U0", "--", "gulf.md")
    changed = [line for line in diff.splitlines() if line[:1] in "+-" and not line.startswith(("+++", "---")) and line[1:].strip()]
    assert changed
    strangers = [line for line in changed if "505" not in line and "550" not in line]
    # Of the rest only the counts of the summary, the heading of the finding and its fact may move.
    assert all(line[1:].startswith(("**", "### ", "- ")) for line in strangers), strangers
    # Hunk headers quote an unchanged line, so only the lines themselves are looked at.
    assert not any(word in line for line in changed for word in ("1,700", "$107", "kilometers", "170"))


# --- ids ----------------------------------------------------------------------------------------------------------------------------------


def test_ids_survive_a_paragraph_in_front_and_a_figure_elsewhere(story, capfdbinary):
    before = serious(result(capfdbinary))
    assert before
    (story / "b.txt").write_text("A new paragraph without numbers stands here.\n\n" + BETA)
    assert serious(result(capfdbinary)) == before
    (story / "c.txt").write_text("In a distant town the council hired 37 nurses last year.\n")
    assert serious(result(capfdbinary)) == before


def test_ids_survive_another_order_of_the_sources(story, capfdbinary):
    (story / "c.txt").write_text("In a distant town the council hired 37 nurses last year.\n")
    before = serious(result(capfdbinary))
    (story / "c.txt").rename(story / "0-first.txt")
    assert serious(result(capfdbinary)) == before


# --- baseline -----------------------------------------------------------------------------------------------------------------------------


def test_baseline_write_check_prune(story, capfdbinary):
    ids = serious(result(capfdbinary))
    code, out, _ = run(capfdbinary, "baseline", "write", "story", "--reason", "two counts of two hours", "--by", "desk", "--until", "2026-12-31")
    assert code == 0
    assert "added, 0 kept" in out
    text = Path("factcheck-baseline.yaml").read_text()
    assert all(i in text for i in ids)
    assert "two counts of two hours" in text

    data = result(capfdbinary)
    assert serious(data) == []
    assert data["acceptance"]["baseline"] >= len(ids)
    assert "accepted and not shown" in run(capfdbinary, "check", "story")[1]
    assert run(capfdbinary, "check", "story", "--fail-on", "note")[0] == 0
    assert run(capfdbinary, "check", "story", "--fail-on", "warning", "--no-baseline")[0] == 1
    assert ids[0] in run(capfdbinary, "check", "story", "--show-suppressed")[1]
    assert run(capfdbinary, "baseline", "check", "story")[0] == 0

    assert run(capfdbinary, "baseline", "check", "story", "--today", "2027-01-01")[0] == 1
    assert run(capfdbinary, "check", "story", "--fail-on", "warning", "--today", "2027-01-01")[0] == 1
    assert run(capfdbinary, "check", "story", "--fail-on", "warning", "--today", "2026-12-31")[0] == 0

    Path("factcheck-baseline.yaml").write_text(text.replace("two counts of two hours", "an editor's own words"))
    (story / "b.txt").write_text(BETA.replace("310", "330"))
    assert serious(result(capfdbinary)), "a changed number is a new finding"
    code, out, _ = run(capfdbinary, "baseline", "check", "story")
    assert code == 1
    assert "stale" in out
    run(capfdbinary, "baseline", "write", "story", "--reason", "new")
    kept = Path("factcheck-baseline.yaml").read_text()
    assert "an editor's own words" in kept, "write never drops reasons"
    run(capfdbinary, "baseline", "prune", "story")
    pruned = Path("factcheck-baseline.yaml").read_text()
    assert not any(i in pruned for i in ids)
    assert all(i in pruned for i in serious(result(capfdbinary, "--no-baseline")))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('scheme: factcheck/v2\nfindings:\n  - id: "0123456789ab"\n    rule: x\n', "yaml:3:5: no reason"),
        ('scheme: factcheck/v2\nfindings:\n  - {id: "0123456789ab", rule: x, reason: y, whom: z}\n', "unknown key 'whom'"),
        ("scheme: factcheck/v2\nfindings:\n  - {id: zzz, rule: x, reason: y}\n", "'zzz' is no id"),
        ('scheme: factcheck/v2\nfindings:\n  - {id: "0123456789ab", rule: x, reason: y, until: soon}\n', "'soon' is no date"),
        ("scheme: other\n", "expected factcheck/v2"),
        ("- a\n", "is no baseline"),
        ("a: [\n", "not valid YAML"),
    ],
)
def test_a_broken_baseline_is_2_and_says_where(story, capfdbinary, text, message):
    Path("factcheck-baseline.yaml").write_text(text)
    code, _, err = run(capfdbinary, "check", "story")
    assert code == 2
    assert message in err


def test_in_ci_an_acceptance_ends_on_its_day(story, capfdbinary, monkeypatch):
    assert run(capfdbinary, "baseline", "write", "story", "--reason", "old letter", "--until", "2020-01-31")[0] == 0
    check = ("check", "story", "--fail-on", "warning")
    assert run(capfdbinary, *check)[0] == 0, "no clock is looked at on a desk"
    for value, code in (("true", 1), ("1", 1), ("false", 0), ("", 0)):
        monkeypatch.setenv("CI", value)
        assert run(capfdbinary, *check)[0] == code, value
    monkeypatch.setenv("CI", "true")
    assert run(capfdbinary, *check, "--today", "2020-01-31")[0] == 0, "a flag goes in front"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577880000")  # 2020-01-01
    assert run(capfdbinary, *check)[0] == 0


@pytest.mark.parametrize(
    "text", ["Dear desk, this is my draft.\n", "\n<!-- factcheck report -->\n", "# Notes\n\n<!-- factcheck report of: story -->\n"]
)
def test_update_refuses_a_file_that_is_no_report(story, capfdbinary, text):
    Path("draft.md").write_text(text)
    code, out, err = run(capfdbinary, "report", "--update", "draft.md", "story")
    assert (code, out) == (2, "")
    assert err.startswith("factcheck: draft.md: is no report of factcheck")
    assert Path("draft.md").read_text() == text


# --- comments -----------------------------------------------------------------------------------------------------------------------------


def test_a_comment_accepts_findings_of_the_next_paragraph(story, capfdbinary):
    data = result(capfdbinary)
    finding = next(f for f in data["findings"] if f["severity"] != "note")
    for comment in (
        f"<!-- factcheck: ignore[{finding['rule']}] the owner counts the crew -->\n\nThe coast guard",
        f"<!-- factcheck: ignore[{finding['rule']}] the owner counts the crew -->\nThe coast guard",
        f"The <!-- factcheck: ignore[{finding['rule']}] the owner counts the crew --> coast guard",
    ):
        (story / "a.md").write_text(ALPHA.replace("The coast guard", comment))
        data = result(capfdbinary)
        assert serious(data) == [], comment
        assert data["acceptance"]["inline"] == 1
        assert data["acceptance"]["unused"] == []


def test_a_comment_for_a_rule_that_there_is_not_is_2_with_a_suggestion(story, capfdbinary):
    (story / "a.md").write_text("<!-- factcheck: ignore[vlaue-conflict] the owner counts the crew -->\n" + ALPHA)
    code, out, err = run(capfdbinary, "check", "story")
    assert (code, out) == (2, "")
    assert "a.md:1: unknown rule 'vlaue-conflict'; expected 'value-conflict'" in err
    (story / "a.md").write_text("<!-- factcheck: ignore[value-conflict] the owner counts the crew -->\n" + ALPHA)
    assert run(capfdbinary, "check", "story", "--select", "unit-conversion")[0] == 0, "a rule that does not run is none that there is not"


def test_comments_without_use_are_reported(story, capfdbinary):
    finding = next(f for f in result(capfdbinary)["findings"] if f["severity"] != "note")
    lines = [
        f"<!-- factcheck: ignore[{finding['rule']}] wrong paragraph -->",
        f"<!-- factcheck: ignore[{finding['rule']}] -->",
        "<!-- factcheck: ignore everything -->",
    ]
    (story / "a.md").write_text("\n".join(lines) + "\n\n" + ALPHA)
    data = result(capfdbinary)
    assert serious(data) == [finding["id"]]
    assert [u.split(" ", 1)[0] for u in data["acceptance"]["unused"]] == ["a.md:1", "a.md:2", "a.md:3"]
    assert "no reason" in data["acceptance"]["unused"][1]


# --- changes ------------------------------------------------------------------------------------------------------------------------------


def test_diff_of_two_results(story, capfdbinary):
    old = result(capfdbinary)
    Path("old.json").write_text(json.dumps(old))
    (story / "b.txt").write_text(BETA.replace("310", "330"))
    Path("new.json").write_text(json.dumps(result(capfdbinary)))
    code, out, _ = run(capfdbinary, "diff", "old.json", "new.json", "--fail-on", "warning")
    assert code == 1
    assert "new " in out
    assert "resolved " in out
    assert "330" in out
    assert run(capfdbinary, "diff", "old.json", "old.json", "--fail-on", "note")[0] == 0
    markdown = run(capfdbinary, "diff", "old.json", "new.json", "--format", "markdown", "--exit-zero")[1]
    assert markdown.startswith("### Figures: ")
    assert json.loads(run(capfdbinary, "diff", "old.json", "new.json", "--format", "json", "--exit-zero")[1])["change"]["resolved"]


def test_base_reports_what_is_new_since_a_revision(story, capfdbinary):
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    assert run(capfdbinary, "check", "story", "--base", "HEAD", "--fail-on", "warning")[0] == 0, "what was there before is not new"
    (story / "c.md").write_text("A survivor told a paper that 572 passengers were rescued after the ferry sank on Monday.\n")
    (story / "a.md").write_text(ALPHA.replace("29 kilometers", "92 kilometers"))
    code, out, _ = run(capfdbinary, "check", "story", "--base", "HEAD")
    assert code == 1
    assert "new error" in out
    code, out, _ = run(capfdbinary, "check", "story", "--base", "HEAD", "--format", "json", "--exit-zero")
    change = json.loads(out)["change"]
    assert change["base"] == "HEAD"
    assert change["added"]
    sarif = json.loads(run(capfdbinary, "check", "story", "--base", "HEAD", "--format", "sarif", "--exit-zero")[1])
    prints = [r["partialFingerprints"]["factcheck/v2"] for r in sarif["runs"][0]["results"]]
    assert prints == change["added"]
    code, _, err = run(capfdbinary, "check", "story", "--base", "no-such-branch")
    assert code == 2
    assert "no revision 'no-such-branch'" in err


def test_base_before_the_story_was_there(story, capfdbinary):
    git("init", "-q")
    Path("README").write_text("x\n")
    git("add", "README")
    git("commit", "-qm", "empty")
    code, out, _ = run(capfdbinary, "check", "story", "--base", "HEAD", "--format", "json", "--exit-zero")
    assert code == 0
    data = json.loads(out)
    assert data["change"]["added"] == [f["id"] for f in data["findings"]]


def test_sarif_names_files_from_the_top_of_the_repository(story, capfdbinary, monkeypatch):
    git("init", "-q")
    monkeypatch.chdir(story)
    sarif = json.loads(run(capfdbinary, "check", ".", "--format", "sarif", "--exit-zero")[1])
    uris = {x["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for x in sarif["runs"][0]["results"]}
    assert uris
    assert uris <= {"story/a.md", "story/b.txt"}


def test_github_summary_is_appended(story, capfdbinary, monkeypatch):
    summary = story.parent / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run(capfdbinary, "check", "story", "--format", "github")
    assert summary.read_text().startswith("before\n")
    assert "# Figures in story" in summary.read_text()


# --- settings -----------------------------------------------------------------------------------------------------------------------------


def test_settings_flag_over_environment_over_file_over_default(story, capfdbinary, monkeypatch):
    Path("pyproject.toml").write_text('[tool.factcheck]\nsources = ["story"]\nfail-on = "note"\nformat = "markdown"\n')
    _, out, _ = run(capfdbinary, "config", "show")
    assert 'fail-on = "note"  # pyproject.toml' in out
    assert "jobs = 0  # default" in out
    assert run(capfdbinary, "check")[1].startswith("<!-- factcheck report -->\n\n# Figures in story\n")
    monkeypatch.setenv("FACTCHECK_FORMAT", "json")
    assert json.loads(run(capfdbinary, "check")[1])["schema"] == "factcheck/1"
    assert "FACTCHECK_FORMAT" in run(capfdbinary, "config", "show")[1]
    assert "::" in run(capfdbinary, "check", "--format", "github")[1]
    Path("factcheck.toml").write_text('fail-on = "warning"\n')
    _, out, _ = run(capfdbinary, "config", "show")
    assert 'fail-on = "warning"  # factcheck.toml' in out
    assert "sources = []" in out, "the nearest file wins and nothing is merged"


def test_severity_and_per_source_settings(story, capfdbinary):
    rule = next(f["rule"] for f in result(capfdbinary)["findings"] if f["severity"] != "note")
    Path("factcheck.toml").write_text(f'[severity]\n{rule} = "note"\n')
    assert serious(result(capfdbinary)) == []
    Path("factcheck.toml").write_text(f'[[per-source]]\npath = "b.*"\nignore = ["{rule}"]\n')
    assert rule not in [f["rule"] for f in result(capfdbinary)["findings"]]


def test_a_source_of_the_settings_that_is_not_there_names_them(story, capfdbinary, monkeypatch):
    Path("factcheck.toml").write_text('sources = ["nowhere"]\n')
    assert run(capfdbinary, "check")[2].startswith("factcheck: factcheck.toml: sources: nowhere: no such file or folder")
    assert run(capfdbinary, "extract")[2].startswith("factcheck: factcheck.toml: sources: nowhere: no such file or folder")
    assert run(capfdbinary, "check", "elsewhere")[2].startswith("factcheck: elsewhere: no such file or folder")
    monkeypatch.setenv("FACTCHECK_SOURCES", "lost")
    assert run(capfdbinary, "check")[2].startswith("factcheck: FACTCHECK_SOURCES: lost: no such file or folder")


def test_a_table_for_sources_that_there_are_not_is_noted(story, capfdbinary):
    Path("factcheck.toml").write_text(
        '[[per-source]]\npath = "b.*"\nignore = ["magnitude"]\n\n[[per-source]]\npath = "d.*"\nignore = ["magnitude"]\n'
    )
    out = run(capfdbinary, "check", "story")[1]
    assert "note: factcheck.toml: per-source: 'd.*' meets no source" in " ".join(out.split())
    assert "'b.*'" not in out
    assert any("'d.*'" in note for note in result(capfdbinary)["coverage"]["notes"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('fail_on = "note"\n', "unknown setting 'fail_on'; expected 'fail-on'"),
        ('formt = "json"\n', "expected 'format'"),
        ('fail-on = "fatal"\n', "unknown severity 'fatal'"),
        ("select = 'x'\n", "is no list of texts"),
        ("jobs = -1\n", "is no number of jobs"),
        ("[[per-source]]\nignore = []\n", "no path"),
        ("a = \n", "not valid TOML"),
        ('locale = "xx"\n', "unknown locale 'xx'"),
        ('locale = "eng"\n', "unknown locale 'eng'; expected 'en'"),
        ("[severity]\nno-such-rule = 'note'\n", "factcheck.toml: severity: unknown rule 'no-such-rule'"),
        ('select = ["hedge-drfit"]\n', "factcheck.toml: select: unknown rule 'hedge-drfit'; expected 'hedge-drift'"),
        ('[[per-source]]\npath = "*"\nignore = ["no-such-rule"]\n', "factcheck.toml: per-source: unknown rule 'no-such-rule'"),
        ('draft = "nowhere.md"\n', "factcheck.toml: draft: nowhere.md: no such file"),
        ('baseline = "nowhere.yaml"\n', "factcheck.toml: baseline: nowhere.yaml: no such baseline"),
    ],
)
def test_settings_that_make_no_sense_are_2(story, capfdbinary, text, message):
    Path("factcheck.toml").write_text(text)
    code, _, err = run(capfdbinary, "check", "story")
    assert code == 2
    assert message in err
