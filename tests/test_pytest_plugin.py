"""The plugin, option by option, in projects made for the purpose. ``FACTCHECK_UPDATE_GOLDEN=1`` writes the output of the example project anew."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

import pytest

import factcheck.api
import factcheck.pytest_plugin.collect
import factcheck.pytest_plugin.explain
import factcheck.pytest_plugin.fixture
import factcheck.pytest_plugin.update

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))
import growth

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).parent / "golden" / "example-project.txt"
WIRE = "The navy sent 550 sailors to Varn.\n\nBetween 50 and 100 medics were on their way on Monday, the mayor said.\n\nThe camp is 18 miles away.\n"
DAILY = "The navy sent 505 sailors to Varn.\n"
STORY = {"story/wire.txt": WIRE, "story/daily.txt": DAILY}
USES = "import pytest\npytestmark = pytest.mark.factcheck('story')\n"


@pytest.fixture(scope="module", autouse=True)
def engine():
    """Read the tables once: pytester takes back what is imported while a nested run is going on."""
    factcheck.api.check({"a": "The farm lost 12 cows.", "b": "The farm lost 21 cows."}).findings.show()
    from ruamel.yaml import YAML

    from factcheck.accept import baseline, comments
    from factcheck.cli import session

    return YAML, baseline, comments, session


@pytest.fixture
def project(pytester, monkeypatch):
    """Write files into an empty project and run pytest there: ``project(files)(arguments)``."""
    monkeypatch.setenv("COLUMNS", "100")
    meddling = ("PYTEST_", "FACTCHECK", "SOURCE_DATE", "CI", "BUILD_NUMBER")  # under CI pytest cuts no line
    for name in [k for k in os.environ if k.startswith(meddling)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")

    def write(files):
        for name, text in (STORY | files).items():
            path = pytester.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return run

    def run(*arguments):
        done = pytester.runpytest_inprocess("-p", "no:cacheprovider", *arguments, plugins=[factcheck.pytest_plugin])
        return Run(done.ret, done.stdout.str() + "\n", done.stderr.str())

    write.path = pytester.path
    return write


class Run(NamedTuple):
    """What a run of pytest left behind."""

    returncode: int
    stdout: str
    stderr: str


def apart(folder, *arguments, **environment):
    """Run pytest in a process of its own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "FACTCHECK", "CI", "BUILD_NUMBER"))}
    kept |= {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"} | environment
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments], cwd=folder, env=kept, capture_output=True, text=True, check=False
    )
    return Run(done.returncode, done.stdout, done.stderr)


def outcome(done):
    """The last line of a run without its time."""
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr
    return re.sub(r" in \d+\.\d\ds( \(\d+:\d\d:\d\d\))?|=", "", last).strip()


# --- the fixture and the marker -----------------------------------------------------------------------------------------------------------


def test_a_failing_comparison_points_at_the_sentences(project):
    done = project({"test_a.py": USES + "def test(factcheck):\n    assert factcheck.figure('sailors') == 560\n"})("-q", "--strict-markers")
    assert outcome(done) == "1 failed"
    assert "E       assert “sailors” == 560: no source states this. The sources say:" in done.stdout
    assert "story/wire.txt:1:15\nE             The navy sent 550 sailors to Varn.\nE                           ^^^" in done.stdout
    assert done.stdout.count("story/daily.txt:1:15") == 1


@pytest.mark.parametrize("turned", ["560 == factcheck.figure('sailors')", "1_000 < factcheck.figure('sailors')"])
def test_a_comparison_may_stand_the_other_way_round(project, turned):
    done = project({"test_a.py": USES + f"def test(factcheck):\n    assert {turned}\n"})("-q")
    assert outcome(done) == "1 failed"
    assert "story/wire.txt:1:15" in done.stdout
    assert "“sailors” > 1,000" in done.stdout or "“sailors” == 560" in done.stdout


def test_an_answer_that_was_asserted_in_vain_is_shown_in_full(project):
    done = project({"test_a.py": USES + "def test(factcheck):\n    assert factcheck.figure('sailors').agrees_with('about 900')\n"})("-q")
    assert "factcheck ---" in done.stdout
    assert "    The navy sent 550 sailors to Varn.\n                  ^^^" in done.stdout


MENDABLE = [
    ("'stroy'", "factcheck.figure('sailors')", "stroy: no such file or folder"),
    ("'story', ignore=['x']", "factcheck.findings", "unknown rule 'x'"),
    ("'story'", "factcheck.load('nowhere')", "nowhere: no such file or folder"),
    ("'story'", "factcheck.figure('cows')", "'cows'"),
    ("'story', select=['no-such-rule']", "factcheck.assert_consistent()", "unknown rule 'no-such-rule'"),
    ("'story', allow=['transpositoin']", "factcheck.assert_consistent()", "allow: unknown rule 'transpositoin'; expected 'transposition'"),
    ("'story', fail_on='erorr'", "factcheck.assert_consistent()", "fail_on: unknown severity 'erorr'; expected note, warning or error"),
    ("", "factcheck.result", "no story named"),
]


@pytest.mark.parametrize(("marker", "call", "told"), MENDABLE, ids=[told for *_, told in MENDABLE])
def test_what_the_user_can_mend_is_a_sentence_at_the_line_of_the_test(project, marker, call, told):
    run = project({"test_it.py": f"import pytest\n@pytest.mark.factcheck({marker})\ndef test_it(factcheck):\n    {call}\n"})
    shown = run().stdout
    failure = shown[shown.index("= FAILURES =") : shown.index("short test summary") if "short test summary" in shown else len(shown)]
    assert told in failure
    assert "test_it.py:4" in failure
    assert "functools" not in failure
    assert "factcheck/" not in failure.replace("\\", "/")
    assert "factcheck/" in run("--full-trace").stdout.replace("\\", "/")


def test_a_bug_of_ours_keeps_its_traceback(project):
    test = "def test_it(monkeypatch):\n    monkeypatch.setattr('factcheck.pipeline.judge', 3)\n    check('story')\n"
    assert "pipeline.judge(" in project({"test_it.py": "from factcheck.api import check\n" + test})().stdout


def test_assertions_hide_their_own_frames(project):
    body = "def test(factcheck):\n    factcheck.assert_consistent()\n\ndef test_b(factcheck):\n    factcheck.figure('salors')\n"
    done = project({"test_a.py": USES + body})("-q")
    assert outcome(done) == "2 failed"
    assert "did you mean 'sailor'?" in done.stdout
    assert "error transposition" in done.stdout
    assert "fixture.py" not in done.stdout
    assert "statement.py" not in done.stdout


@pytest.mark.parametrize(
    ("marker", "call", "fails"),
    [
        ("'story'", "assert_consistent()", True),
        ("'story', allow=['transposition']", "assert_consistent()", False),
        ("'story', select='magnitude'", "assert_consistent()", False),
        ("'story', ignore='transposition'", "assert_consistent()", False),
        ("'story', fail_on='note'", "assert_consistent(allow='transposition')", True),
        ("'story/wire.txt'", "assert_consistent()", False),
        ("'story', draft='good.md'", "assert_supported()", False),
        ("'story', draft='bad.md'", "assert_supported()", True),
        ("'story'", "assert_supported('bad.md')", True),
        ("'story'", "assert_supported({'x': 'The navy sent 550 sailors to Varn.'})", False),
        ("'story'", "assert_agreement('sailors')", True),
        ("'story'", "assert_agreement('medics')", False),
        ("'story'", "assert_uncontradicted('sailors', 550)", True),
        ("'story'", "assert_uncontradicted('medics', 60)", False),
    ],
)
def test_what_a_marker_takes_and_a_fixture_asserts(project, marker, call, fails):
    files = {
        "test_a.py": f"import pytest\n@pytest.mark.factcheck({marker})\ndef test(factcheck):\n    factcheck.{call}\n",
        "good.md": "The navy sent 550 sailors to Varn.\n",
        "bad.md": "The navy sent 950 sailors to Varn.\n",
    }
    done = project(files)("-q")
    assert outcome(done) == ("1 failed" if fails else "1 passed"), done.stdout
    assert ("AssertionError" in done.stdout) == fails


def test_the_nearest_marker_counts_and_paths_start_at_the_test_or_the_root(project):
    body = (
        "import pytest\n@pytest.mark.factcheck('nowhere')\nclass Test:\n"
        "    @pytest.mark.factcheck('own')\n    def test_own(self, factcheck):\n        assert factcheck.figure('cows') == 12\n"
        "    @pytest.mark.factcheck('story')\n    def test_root(self, factcheck):\n        assert factcheck.figure('sailors') == 550\n"
        "    def test_lost(self, factcheck):\n        factcheck.result\n"
    )
    done = project({"deep/test_a.py": body, "deep/own/a.txt": "The farm lost 12 cows.\n", "pytest.ini": "[pytest]\n"})("-q")
    assert outcome(done) == "1 failed, 2 passed"
    assert "nowhere: no such file or folder; expected a path from" in done.stdout


def test_a_test_without_story_may_check_texts(project):
    body = (
        "def test(factcheck):\n"
        "    result = factcheck.check({'a': 'The farm lost 12 cows.', 'b': 'The farm lost 21 cows.'})\n"
        "    assert [f.rule for f in result.findings.at_least('error')] == ['transposition']\n"
        "    assert factcheck.check('story').coverage.sources == len(factcheck.load('story')) == 2\n"
        "def test_none(factcheck):\n    factcheck.facts\n"
    )
    done = project({"test_a.py": body})("-q")
    assert outcome(done) == "1 failed, 1 passed"
    assert "no story named; expected @pytest.mark.factcheck" in done.stdout


def test_a_marker_without_the_fixture_is_told(project):
    done = project({"test_a.py": USES + "def test_idle():\n    pass\n"})("-q")
    assert "not checked: test_a.py::test_idle names a story but does not ask for the factcheck fixture" in done.stdout


# --- files of expectations ----------------------------------------------------------------------------------------------------------------

EXPECTED = """\
# kept by the desk
story: story
select: [transposition, magnitude]
facts:
  sailors: 551  # two sources differ
  medics: [50, 100]
  camp: {agrees-with: 29 km}
allow:
  - rule: transposition
    fact: sailors sent
    reason: the daily stands by it
coverage:
  figures: 3
"""


def test_expectations_are_collected_when_asked_for_or_named(project):
    run = project({"a.factcheck.yaml": EXPECTED, "test_a.py": "def test():\n    pass\n"})
    assert outcome(run("-q")) == "1 passed"
    assert outcome(run("-q", "--factcheck")) == "1 failed, 7 passed"
    done = run("-q", "a.factcheck.yaml", "--collect-only")
    assert [line.partition("::")[2] for line in done.stdout.splitlines() if "::" in line] == [
        *("fact[sailors]", "fact[medics]", "fact[camp]", "rule[magnitude]", "rule[transposition]"),
        *("allow[transposition sailors sent]", "coverage[figures]"),
    ]


def test_growth_of_the_collection(project):
    """Collecting costs in proportion to the expectations in a file and to the files."""
    facts = EXPECTED.partition("  medics")[0]

    def lines(files):
        run = project(files)
        return growth.steps(lambda: run("-q", "--collect-only", *files))

    lines({"warm.factcheck.yaml": EXPECTED})
    long = [lines({f"long{k}.factcheck.yaml": facts + "".join(f"  part {n}: {n}\n" for n in range(10 * k))}) for k in growth.ENDS]
    many = [lines({f"m{k}/{n}.factcheck.yaml": EXPECTED for n in range(3 * k)}) for k in growth.ENDS]
    assert growth.exponent(long) <= 1.15, long
    assert growth.exponent(many) <= 1.15, many


def test_a_failing_expectation_names_its_line_and_points_at_the_sentences(project):
    done = project({"a.factcheck.yaml": EXPECTED})("-q", "--factcheck")
    assert "a.factcheck.yaml:5: “sailors” == 551: no source states this. The sources say:\n  story/daily.txt:1:15" in done.stdout
    assert "collect.py" not in done.stdout


@pytest.mark.parametrize(
    ("expected", "item", "told"),
    [
        ("story: story\n", "rule[transposition]", "The navy sent 505 sailors"),
        ("story: story\nselect: magnitude\nfacts: {sailors: {at-least: 600}}\n", "fact[sailors]", "“sailors” >= 600: not so"),
        ("story: story\nselect: magnitude\nfacts: {sailors: {agreed: true}}\n", "fact[sailors]", "these do not agree"),
        ("story: story\nselect: magnitude\nfacts: {sailors: {not-contradicting: 550}}\n", "fact[sailors]", "550 is contradicted"),
        ("story: story\nselect: magnitude\nfacts: {sailors: {is: 550, source: daily.txt}}\n", "fact[sailors]", "no source states this"),
        ("story: story\nselect: magnitude\nfacts: {salors: 5}\n", "fact[salors]", "did you mean 'sailor'?"),
        ("story: story\nselect: magnitude\nallow: [{rule: magnitude, reason: old}]\n", "allow[magnitude]", "take the entry out"),
        ("story: story\nselect: magnitude\ncoverage: {figures: 99}\n", "coverage[figures]", "figures, expected 99 or more"),
        ("story: story\nselect: magnitude\ndraft: d.md\n", "draft[d.md]", "1 of 1 figures not supported"),
        ("story: empty\nselect: magnitude\n", "coverage[figures]", "0 figures, expected 1 or more"),
    ],
)
def test_each_kind_of_expectation_fails_with_its_reason(project, expected, item, told):
    files = {"a.factcheck.yaml": expected, "d.md": "The navy sent 900 cooks to Varn.\n", "empty/a.txt": "Nothing to count.\n"}
    done = project(files)("-q", "--factcheck")
    assert outcome(done).startswith("1 failed"), done.stdout
    assert f"_ {item} _" in done.stdout
    assert told in done.stdout


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ("facts: {a: 1}\n", "a.factcheck.yaml:1:1: no story named"),
        ("story: story\nfakts: {a: 1}\n", "a.factcheck.yaml:2:1: unknown key 'fakts'; expected 'facts'"),
        ("story: story\nfacts:\n  a: {atleast: 1}\n", "a.factcheck.yaml:3:7: unknown question 'atleast'; expected 'at-least'"),
        ("story: story\nfacts:\n  a: no number\n", "a.factcheck.yaml:3:3: 'no number' states no figure"),
        ("story: story\nfacts:\n  a: [1, 2, 3]\n", "a.factcheck.yaml:3:3: (1, 2, 3) has 3 ends"),
        ("story: story\nallow: [{rule: x}]\n", "names no finding or no reason"),
        ("story: story\ncoverage: {figures: many}\n", "a.factcheck.yaml:2:12: 'many' is no count"),
        ("story: story\nfail-on: warn\n", "unknown severity 'warn'; expected note, warning or error"),
        ("story: gone\n", "gone: no such file or folder"),
        ("story: story\nselect: magnitud\n", "unknown rule 'magnitud'; expected 'magnitude'"),
        ("- story\n", "is no file of expectations"),
        ("story: [a\n", "not valid YAML"),
    ],
)
def test_mistakes_in_a_file_are_named_with_their_place(project, expected, told):
    done = project({"a.factcheck.yaml": expected})("-q", "--factcheck")
    assert outcome(done) == "1 error"
    assert told in done.stdout
    assert "Traceback" not in done.stdout


# --- options ------------------------------------------------------------------------------------------------------------------------------


def test_the_update_rewrites_values_and_nothing_else(project):
    run = project({"a.factcheck.yaml": EXPECTED.replace("figures: 3", "figures: 30")})
    done = run("-q", "--factcheck-update", "--junitxml=out.xml")
    assert outcome(done) == "7 passed"
    assert "rewritten a.factcheck.yaml: facts: sailors: 505, coverage: figures: 4" in done.stdout
    written = (project.path / "a.factcheck.yaml").read_text(encoding="utf-8")
    assert written == EXPECTED.replace("551", "505").replace("figures: 3", "figures: 4")
    assert "factcheck.update" not in (project.path / "out.xml").read_text()
    assert outcome(run("-q", "--factcheck")) == "7 passed"


def test_an_update_takes_no_side_in_findings(project):
    run = project({"a.factcheck.yaml": "story: story\nselect: transposition\n"})
    before = (project.path / "a.factcheck.yaml").read_bytes()
    done = run("-q", "--factcheck-update")
    assert outcome(done) == "1 failed, 1 passed"
    assert "nothing to rewrite" in done.stdout
    assert (project.path / "a.factcheck.yaml").read_bytes() == before


def test_a_baseline_hides_findings_and_says_how_many(project):
    run = project({"test_a.py": USES + "def test(factcheck):\n    factcheck.assert_consistent()\n"})
    told = run("-q").stdout
    identity = re.search(r"transposition ([0-9a-f]{12})", told)[1]
    entry = f'scheme: factcheck/v2\nfindings:\n  - id: "{identity}"\n    rule: "transposition"\n    reason: "rang them"\n'
    stale = '  - id: "000000000000"\n    rule: "transposition"\n    reason: "long ago"\n'
    (project.path / "accepted.yaml").write_text(entry + stale)
    done = run("-q", "--factcheck-baseline", "accepted.yaml")
    assert outcome(done) == "1 passed"
    assert "1 accepted" in done.stdout
    assert "stale in the baseline: 000000000000" in done.stdout
    (project.path / "factcheck-baseline.yaml").write_text(entry)
    assert outcome(run("-q")) == "1 passed"
    assert "no such baseline" in run("-q", "--factcheck-baseline", "gone.yaml").stdout


def test_a_baseline_may_expire(project, monkeypatch):
    run = project({"test_a.py": USES + "def test(factcheck):\n    factcheck.assert_consistent()\n"})
    identity = re.search(r"transposition ([0-9a-f]{12})", run("-q").stdout)[1]
    entry = f'  - id: "{identity}"\n    rule: "transposition"\n    reason: "rang them"\n    until: "2026-01-31"\n'
    (project.path / "factcheck-baseline.yaml").write_text("scheme: factcheck/v2\nfindings:\n" + entry)
    assert outcome(run("-q")) == "1 passed"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    done = run("-q")
    assert outcome(done) == "1 failed"
    assert f"expired in the baseline: {identity}" in done.stdout


@pytest.mark.parametrize(("severity", "result"), [("note", "1 failed"), ("warning", "1 passed"), ("error", "1 passed")])
def test_fail_on(project, severity, result):
    run = project({"test_a.py": USES + "def test(factcheck):\n    factcheck.assert_consistent(allow='transposition')\n"})
    assert outcome(run("-q", "--factcheck-fail-on", severity)) == result


def test_fail_on_names_its_choices(project):
    done = project({"test_a.py": ""})("--factcheck-fail-on", "warn")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "note" in done.stderr


def test_fail_on_decides_which_rules_become_items(project):
    run = project({"a.factcheck.yaml": "story: story\n"})
    rules = {s: run("-q", "--factcheck", "--collect-only", "--factcheck-fail-on", s).stdout.count("rule[") for s in ("note", "warning", "error")}
    assert rules["note"] > rules["warning"] > rules["error"] > 0


def test_settings_of_the_project_count_and_options_go_in_front(project):
    body = USES + "def test(factcheck):\n    factcheck.assert_consistent()\n"
    run = project(
        {"test_a.py": body, "pyproject.toml": "[tool.factcheck]\nignore = ['transposition']\nfail-on = 'note'\n[tool.pytest.ini_options]\n"}
    )
    assert "note uncorroborated" in run("-q").stdout
    assert outcome(run("-q", "--factcheck-fail-on", "error")) == "1 passed"


def test_help_lists_the_options_in_a_group(project):
    done = project({})("--help")
    group = done.stdout.partition("consistency of the numbers in stories:")[2]
    assert [o for o in ("--factcheck", "--factcheck-baseline=FILE", "--factcheck-fail-on=SEVERITY", "--factcheck-update") if o not in group] == []
    assert "@pytest.mark.factcheck(*paths" in project({})("--markers").stdout


# --- neighbours ---------------------------------------------------------------------------------------------------------------------------


def test_it_works_under_xdist(project):
    body = USES + "".join(f"def test_{n}(factcheck):\n    assert factcheck.figure('sailors') == 550\n" for n in range(4))
    project({"a.factcheck.yaml": EXPECTED, "test_a.py": body})
    done = apart(project.path, "-p", "factcheck.pytest_plugin", "-p", "xdist.plugin", "-q", "-n", "2", "--factcheck-update")
    assert outcome(done) == "11 passed"
    assert "story: 2 sources" in done.stdout
    assert "rewritten a.factcheck.yaml: facts: sailors: 505" in done.stdout
    assert "sailors: 505  # two sources differ" in (project.path / "a.factcheck.yaml").read_text(encoding="utf-8")


def test_junit_carries_the_counts(project):
    run = project({"test_a.py": USES + "def test(factcheck):\n    assert factcheck.figure('sailors') == 550\n", "a.factcheck.yaml": EXPECTED})
    run("-q", "--factcheck", "--junitxml=out.xml")
    cases = ET.parse(project.path / "out.xml").getroot().iter("testcase")
    for case in cases:
        properties = {p.get("name"): p.get("value") for p in case.iter("property")}
        assert (properties["factcheck.sources"], properties["factcheck.figures"], properties["factcheck.accepted"]) == ("2", "4", "0"), case.get(
            "name"
        )


def test_the_project_declares_the_entry_point():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]["pytest11"]
    assert declared == {"factcheck": "factcheck.pytest_plugin"}


def test_it_is_found_by_its_entry_point_and_can_be_left_out(project):
    points = "[pytest11]\nfactcheck = factcheck.pytest_plugin\n"
    info = {"METADATA": "Metadata-Version: 2.1\nName: factcheck\nVersion: 0\n", "entry_points.txt": points}
    project({f"site/factcheck-0.dist-info/{k}": v for k, v in info.items()} | {"test_a.py": "def test():\n    pass\n", "a.factcheck.yaml": EXPECTED})
    installed = {"PYTHONPATH": f"{project.path / 'site'}{os.pathsep}{ROOT}", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": ""}
    assert outcome(apart(project.path, "-q", "--factcheck", **installed)) == "1 failed, 7 passed"
    assert outcome(apart(project.path, "-q", "-p", "no:factcheck", **installed)) == "1 passed"
    assert apart(project.path, "-p", "no:factcheck", "--factcheck", **installed).returncode == pytest.ExitCode.USAGE_ERROR


def test_a_project_that_does_not_use_it_sees_nothing_of_it(project):
    done = project({"test_a.py": "def test():\n    assert 1 == 2\n"})("-q", "--strict-markers", "-W", "error")
    assert outcome(done) == "1 failed"
    assert "factcheck" not in done.stdout


def test_silence_is_no_success(project):
    done = project({"test_a.py": "def test():\n    pass\n"})("-q", "--factcheck")
    assert "no *.factcheck.yaml among the tests that ran, so no story was checked" in done.stdout


def test_loading_the_plugin_imports_nothing_heavy(project):
    heavy = "{'pandas', 'numpy', 'rich', 'typer', 'ruamel.yaml', 'factcheck.api', 'factcheck.model', 'factcheck.pipeline'}"
    project({"test_a.py": f"import sys\n\ndef test():\n    assert not {heavy} & set(sys.modules)\n"})
    assert outcome(apart(project.path, "-p", "factcheck.pytest_plugin", "-q")) == "1 passed"


# --- the example project ------------------------------------------------------------------------------------------------------------------


def test_the_example_project_fails_in_four_ways(tmp_path):
    folder = tmp_path / "example"
    shutil.copytree(Path(__file__).parent / "example_project", folder)
    done = apart(folder, "-p", "factcheck.pytest_plugin", "-q", "--factcheck")
    text = re.sub(r"in \d+\.\d\ds", "in 0.10s", "".join(line.rstrip() + "\n" for line in done.stdout.splitlines()))
    if os.environ.get("FACTCHECK_UPDATE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
    assert outcome(done) == "4 failed, 5 passed"


VOTE = {
    "vote/daily.txt": "The council voted on Tuesday to close the Ulva bridge. Orla Bence served from 1967 to 1979.",
    "vote/herald.txt": "On Tuesday the Ulva council voted to close the bridge. The bridge was built in 1998. It carries 900 cars.",
}


def test_expectations_ask_when(project):
    text = "story: vote\nselect: [value-conflict]\nwhen:\n  built: 1998\n  Bence served: {agrees-with: 1967 to 1979}\n  vote: Friday\n"
    done = project(VOTE | {"vote.factcheck.yaml": text})("-q", "--factcheck", "vote.factcheck.yaml")
    assert outcome(done) == "1 failed, 4 passed"
    assert "vote.factcheck.yaml:6: “vote” == Friday: not so. The sources say:" in done.stdout


def test_a_bad_time_in_expectations_is_told_with_its_place(project):
    done = project(VOTE | {"a.factcheck.yaml": "story: vote\nwhen:\n  built: {is: blue, at: Friday}\n"})("-q", "--factcheck", "a.factcheck.yaml")
    assert done.returncode == 2
    assert "a.factcheck.yaml:3:" in done.stdout
    assert "'blue' is no time" in done.stdout
    assert "unknown question 'at'" in done.stdout


def test_a_test_asks_when(project):
    uses = "import pytest\npytestmark = pytest.mark.factcheck('vote')\ndef test(factcheck):\n    assert factcheck.when('vote') == "
    assert outcome(project(VOTE | {"test_a.py": uses + "'Tuesday'\n"})("-q")) == "1 passed"
    done = project(VOTE | {"test_a.py": uses + "'Friday'\n"})("-q")
    assert outcome(done) == "1 failed"
    assert "vote/daily.txt:1:22" in done.stdout
