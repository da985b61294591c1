"""Reports of a result made by hand: golden files, the JSON contract, and what each format promises.

``FACTCHECK_UPDATE_GOLDEN=1 pytest tests/test_report.py`` writes the golden files anew; read the diff as prose.
"""

from __future__ import annotations

import json
import os
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sample_result import sample_result

from factcheck.check.ids import identify
from factcheck.config import Config
from factcheck.model import FailOn, Finding, Interval, Result, Severity, Verdict
from factcheck.pipeline import check_sources, read
from factcheck.quantity.wording import canonical, interval, json_number
from factcheck.report import Style, render
from factcheck.report.bundles import apart
from factcheck.report.change import compare, markdown
from factcheck.report.data import as_data
from factcheck.report.escape import block, inline
from factcheck.report.explain import finding_lines
from factcheck.report.lists import facts, figures
from factcheck.report.quote import quote

GOLDEN = Path(__file__).parent / "golden"
STYLE = Style(width=60, origin=("a b/port",), root="/repository", folder="/repository/stories")


def golden(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("FACTCHECK_UPDATE_GOLDEN"):
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode(), f"{name} differs: run `make goldens` and read the diff"


@pytest.mark.parametrize(
    ("form", "suffix"),
    [
        ("terminal", "txt"),
        ("markdown", "md"),
        ("json", "json"),
        ("sarif", "sarif"),
        ("github", "log"),
        ("rdjsonl", "jsonl"),
        ("junit", "xml"),
        ("places", "json"),
    ],
)
def test_golden(form, suffix):
    golden(f"report-{form}.{suffix}", render(form, sample_result(), STYLE))


def test_golden_checklist():
    verdicts = (
        Verdict("beta.txt#0", "contradicted", ("alpha.txt#0", "copy/alpha.txt#0"), "Alpha says “About 275 troops”", "slip"),
        Verdict("beta.txt#1", "unsupported", (), "no source gives this figure"),
    )
    golden("report-checklist.md", str(render("checklist", replace(sample_result(), draft="beta.txt", verdicts=verdicts), STYLE)))


def test_golden_csv():
    for name, content in render("csv", sample_result(), STYLE).items():
        golden(f"report-{name}", content.decode())


@pytest.mark.parametrize("form", ["table", "csv", "markdown", "json"])
def test_golden_figures_and_facts(form):
    golden(f"figures-{form}.txt", figures.render(sample_result(), form, explain=form == "json", width=80))
    golden(f"facts-{form}.txt", facts.render(sample_result(), form, width=80))


def test_golden_explain():
    result = sample_result()
    golden("explain.txt", "\n".join(finding_lines(result.findings[0], result)) + "\n")
    golden("explain-full.txt", "\n".join(finding_lines(result.findings[0], result, full=True)) + "\n")
    golden("extract-explain.txt", figures.render(result, "table", explain=True))


def test_golden_verbose_terminal():
    golden("report-terminal-verbose.txt", str(render("terminal", sample_result(), replace(STYLE, verbose=True))))


def test_accepted_findings_are_hidden_and_counted():
    for form in ("terminal", "markdown", "sarif", "github", "rdjsonl", "junit"):
        text = render(form, sample_result(), STYLE)
        assert "456789abcdef" not in text
        assert "456789abcdef" in render(form, sample_result(), replace(STYLE, show_accepted=True)) or form in ("github", "rdjsonl")
    for form in ("terminal", "markdown"):
        assert "1 finding accepted and not shown" in " ".join(render(form, sample_result(), replace(STYLE, width=100)).split())


def test_an_empty_result_says_so_with_its_coverage():
    empty = replace(sample_result(), findings=())
    for form in ("terminal", "markdown"):
        text = render(form, empty, STYLE)
        assert "No differences found" in text
        assert "3 sources read" in text


def test_a_result_of_accepted_findings_alone_does_not_say_that_there_are_none():
    result = sample_result()
    accepted = replace(result, findings=tuple(replace(f, accepted=True) for f in result.findings))
    for form in ("terminal", "markdown"):
        text = render(form, accepted, STYLE)
        assert "No open differences" in text
        assert "No differences found" not in text


SKIPPED = ("skipped", "not_read", "left_out", "notes")


def test_json_contract():
    data = as_data(sample_result())
    assert data["schema"] == "factcheck/1"
    assert list(data["sources"][0]) == ["id", "path", "outlet", "published", "lineage"]
    required = [
        *("id", "source", "start", "end", "line", "column", "surface", "phrase", "low", "high", "unit", "dimension", "noun", "noun_phrase"),
        *("hedge", "predicate", "attribution", "place", "time", "modality", "sentence"),
    ]
    assert list(data["figures"][0])[: len(required)] == required
    assert set(data["facts"][0]) >= {"id", "label", "figures"}
    assert list(data["findings"][0])[:7] == ["id", "rule", "severity", "message", "fact", "figures", "accepted"]
    assert set(data["coverage"]) == {
        "sources",
        "figures",
        "exclusions",
        "facts",
        "aligned",
        "single",
        "lineages",
        "datings",
        *SKIPPED,
        "nothing_compared",
    }
    for figure in data["figures"]:
        assert isinstance(figure["low"], int | float)
        assert (figure["line"], figure["column"]) >= (1, 1)


def test_json_numbers_are_whole_where_they_can_be():
    assert [json_number(Decimal(x)) for x in ("275.0", "0.5", "1E+3", "-5", "0", "1E+5000", "1E-5000")] == [275, 0.5, 1000, -5, 0, None, None]
    assert isinstance(json_number(Decimal("1E+3")), int)


@pytest.mark.parametrize(("value", "text"), [("1.20E+6", "1200000"), ("0.50", "0.5"), ("0", "0"), ("100", "100"), ("0.0", "0")])
def test_canonical_numbers(value, text):
    assert canonical(Decimal(value)) == text


@pytest.mark.parametrize(
    ("low", "high", "opened", "text"),
    [
        ("165", "175", False, "165–175"),
        ("1700", None, False, "1,700 or more"),
        ("200", None, True, "more than 200"),
        (None, "12", False, "12 or less"),
        (None, "12", True, "less than 12"),
        (None, None, False, "anything"),
        ("2.50", "2.5", False, "2.5"),
    ],
)
def test_intervals(low, high, opened, text):
    bounds = [None if x is None else Decimal(x) for x in (low, high)]
    assert interval(Interval(*bounds, low_open=opened, high_open=opened)) == text


HOSTILE = "a|b `c` <script>alert(1)</script> [x](javascript:y) ![i](z) *e* _e_ ~~s~~ &lt; http://x.y www.x.y \\ \n# h"


def test_source_text_cannot_become_markdown():
    escaped = inline(HOSTILE)
    assert "\n" not in escaped
    for mark in ("|", "`", "<", "[", "]", "*"):
        assert all(escaped[i - 1] == "\\" for i, c in enumerate(escaped) if c == mark)
    assert r"\&lt;" in escaped
    assert "http\\://" in escaped
    for start in ("# x", "- x", "+ x", "= x", "1. x", "12) x"):
        assert "\\" in block(start)
    assert block("4.6 percent") == "4.6 percent" or block("4.6 percent") == "4\\.6 percent"


def test_no_report_for_people_repeats_commands_to_a_screen():
    result = sample_result()
    extraction = result.story.extractions[0]
    source = replace(extraction.source, text=extraction.source.text.replace("sent to", "\x1b[1m \u202e"))
    story = replace(result.story, extractions=(replace(extraction, source=source), *result.story.extractions[1:]))
    for form in ("terminal", "markdown", "github"):
        text = render(form, replace(result, story=story), STYLE)
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_quotes_are_cut_at_words_around_the_figure():
    result = sample_result()
    extraction = result.story.extractions[0]
    figure = extraction.figures[0]
    long = quote(extraction.source, extraction.layout, figure)
    assert str(long) == "About 275 troops were sent to the port, the palace said."
    short = quote(extraction.source, extraction.layout, figure, 30)
    assert len(str(short)) <= 30
    assert short.figure == "275"
    assert str(short).endswith("…")
    assert all(word in str(long).split() for word in str(short).replace("…", " ").split())


def _ids(result: Result) -> list[str]:
    return [f.id for f in identify(result.findings, result.story)]


def test_ids_do_not_depend_on_message_severity_or_order():
    result = sample_result()
    other = replace(result, findings=tuple(replace(f, message="else", severity=Severity.NOTE) for f in reversed(result.findings)))
    assert sorted(_ids(result)) == sorted(_ids(other))
    assert len(set(_ids(result))) == 3


def test_equal_findings_are_told_apart():
    result = sample_result()
    first = result.findings[0]
    twice = replace(result, findings=(first, replace(first, message="again")))
    one, two = _ids(twice)
    assert two == f"{one}-2"


def test_a_changed_number_is_a_new_id():
    result = sample_result()
    extraction = result.story.extractions[1]
    figure = extraction.figures[0]
    changed = replace(figure, quantity=replace(figure.quantity, low=Decimal(2570), high=Decimal(2570)))
    story = replace(
        result.story,
        extractions=(result.story.extractions[0], replace(extraction, figures=(changed, extraction.figures[1])), result.story.extractions[2]),
    )
    assert identify(result.findings, story)[0].id != identify(result.findings, result.story)[0].id


def test_github_limits_and_escapes():
    result = sample_result()
    many = tuple(replace(result.findings[0], id=f"{n:012x}", message="50% off\n::error::x") for n in range(30))
    text = render("github", replace(result, findings=many), STYLE)
    commands = [line for line in text.splitlines() if line.startswith("::")]
    assert len(commands) == 10
    assert commands[-1] == "::error title=factcheck::21 more, see the report"
    assert "50%25 off%0A::error::x" in commands[0]
    assert "file=stories/alpha.txt,line=3,endLine=3,col=7,endColumn=10,title=transposition::" in commands[0]


def test_junit_is_xml_even_with_control_characters():
    result = sample_result()
    hostile = replace(result, title="a<b\x00", findings=(replace(result.findings[0], message='x\x1b[31m "<&\ud800'),))
    root = ET.fromstring(render("junit", hostile, STYLE))
    assert root.find("testsuite").get("failures") == "1"
    assert len(root.findall(".//testcase")) == 1 + 1 + 2
    assert ET.fromstring(render("junit", result, replace(STYLE, fail_on=FailOn(Severity.WARNING)))).get("failures") == "2"


def test_rdjsonl_counts_bytes():
    result = sample_result()
    extraction = result.story.extractions[2]
    text = "É" + extraction.source.text[1:]
    moved = replace(extraction, source=replace(extraction.source, text=text))
    changed = replace(result, story=replace(result.story, extractions=(*result.story.extractions[:2], moved)))
    first = json.loads(render("rdjsonl", changed, STYLE).splitlines()[0])
    related = {r["location"]["path"]: r["location"]["range"]["start"]["column"] for r in first["relatedLocations"]}
    assert related["stories/copy/alpha.txt"] == 8


def test_terminal_shows_no_control_characters_of_a_source():
    result = sample_result()
    extraction = result.story.extractions[0]
    source = replace(extraction.source, text=extraction.source.text.replace("sent to", "\x1b]0;\x07 to"))
    story = replace(result.story, extractions=(replace(extraction, source=source), *result.story.extractions[1:]))
    assert "\x1b" not in render("terminal", replace(result, story=story), STYLE)


@pytest.mark.parametrize("verbose", [False, True])
def test_terminal_fits_sixty_columns(verbose):
    assert max(map(len, render("terminal", sample_result(), replace(STYLE, verbose=verbose)).splitlines())) <= 60


def test_terminal_of_an_ordinary_story_fits_a_screen(root):
    result = check_sources(read([str(root / "tests" / "corpora" / "gulf-deployment")])[0], Config())
    short = render("terminal", result, Style(width=80))
    assert len(short.splitlines()) <= 50
    full = render("terminal", result, Style(width=80, verbose=True))
    alone, bundles = apart(result.findings)
    assert alone
    assert bundles
    for finding in result.findings:
        assert (finding.id in short, finding.id in full) == (finding in alone, True)
        assert (" ".join(finding.message.split()) in " ".join(short.split())) == (finding in alone)
        assert " ".join(finding.message.split()) in " ".join(full.split())
        assert all(i in {f.id for e in result.story.extractions for f in e.figures} for i in finding.figures)
    for bundle in bundles:
        assert f"{bundle.severity.value} {bundle.rule} {bundle.name}: {bundle.text}" in " ".join(short.split())
    assert "admits 165–175" not in short
    assert len(full.splitlines()) > 2 * len(short.splitlines())


def test_terminal_colours_only_when_asked_and_never_with_no_color():
    assert "\x1b" not in render("terminal", sample_result(), STYLE)
    coloured = render("terminal", sample_result(), replace(STYLE, color=True))
    assert "\x1b[1;31m" in coloured
    plain = render("terminal", sample_result(), replace(STYLE, color=True, plain=True))
    assert "\x1b[1;4m" in plain
    assert "31m" not in plain


def test_parquet(tmp_path):
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    for name, content in render("parquet", sample_result(), STYLE).items():
        (tmp_path / name).write_bytes(content)
    frame = pandas.read_parquet(tmp_path / "figures.parquet")
    assert list(frame["low"]) == [275.0, 550.0, 257.0, 107.0, 275.0]


def _data(*ids: str) -> dict:
    result = sample_result()
    findings = [replace(result.findings[0], id=i, message=f"finding {i}") for i in ids]
    return as_data(replace(result, findings=tuple(findings)))


def test_a_change_is_told_by_ids():
    change = compare(_data("a", "b"), _data("b", "c"))
    assert [[f["id"] for f in part] for part in (change.added, change.kept, change.resolved)] == [["c"], ["b"], ["a"]]
    golden("change.md", markdown(change))


def test_a_comment_keeps_within_its_limit_by_whole_blocks():
    change = compare(_data(), _data(*(f"f{n}" for n in range(400))))
    text = markdown(change, 5_000)
    assert len(text) <= 5_000
    assert "400 new, 0 kept, 0 resolved" in text
    assert "blocks more, see the report" in text
    assert "3 sources read" in text


def test_accepted_findings_count_as_not_there():
    old, new = _data("a"), _data("a")
    new["findings"][0]["accepted"] = True
    assert [f["id"] for f in compare(old, new).resolved] == ["a"]


def test_findings_sort_by_severity_then_key_rule_id():
    result = sample_result()
    shuffled: tuple[Finding, ...] = result.findings[::-1]
    assert [f.severity for f in identify(shuffled, result.story)] == [Severity.ERROR, Severity.WARNING, Severity.NOTE]
