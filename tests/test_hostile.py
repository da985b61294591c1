"""One story whose every part wants out: names, outlets, headlines, sentences, reasons, rule texts and title, through every command and writer.

What must not get through: commands to a terminal, marks that turn a line round, commands to the log of a build, formulas in a spreadsheet,
notifications and links in Markdown.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from commandline import run

import factcheck
from factcheck.paths import rules_root
from factcheck.report import FORMATS, Style, outgoing, render

ESC = "\x1b]0;owned\x07\x1b[31m"
TURN = "\u202e\u2066"
PING = "@desk-team #77 GH-78 HTTPS://evil.example www.evil.example"
LOG = "::error title=forged::no\r::stop-commands::x ##[error]forged"
NAMES = (f"a {ESC}.txt", "b\n::error title=forged::b.txt", f"c {TURN}##[group]c.md", "=d @desk-team #77.txt", "-e.txt")
TITLE = f"story {ESC}\n::warning title=forged::t {TURN} @desk-team #77 ##[group]"


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """The story in a folder of a hostile name, with a draft, a house rule, a baseline and the JSON of a check before."""
    root = tmp_path_factory.mktemp("hostile")
    folder = root / TITLE
    folder.mkdir()
    hostile = f"{ESC} {TURN} {PING} {LOG} <script>x</script> |`*"
    counts = (275, 257, 2750, 275, 301)
    for name, count in zip(NAMES, counts, strict=True):
        text = f"::notice title=forged::{count} lamps {hostile}\n\nThe crew =cmd|'/c calc' sold {count} lamps at {hostile} fair, {ESC} clerks say.\n"
        text += f"\n::error::{PING} The yard gave -5 degrees and @{count} more crates to {LOG} the mayor.\n"
        if name.endswith(".md"):
            text += f"\n<!-- factcheck: ignore[value-conflict] never met {ESC}{TURN} {PING} -->\n"
        (folder / name).write_bytes(text.encode())
    (folder / "left-out \x1b[31m\n::error title=forged::.bin").write_bytes(b"\0\0")
    quoted = [json.dumps(f"=HYPERLINK(1) {ESC}{TURN} {LOG} {PING}") for _ in NAMES]
    listed = [f"[[source]]\npath = {json.dumps(name)}\noutlet = {outlet}\n" for name, outlet in zip(NAMES, quoted, strict=True)]
    (folder / "corpus.toml").write_bytes("\n".join(listed).replace("\\u007f", "").encode())
    (root / "draft.txt").write_bytes(f"The crew sold 290 lamps at {hostile} the fair.\n".encode())
    rules = root / "rules"
    rules.mkdir()
    rule = (rules_root() / "checks" / "value-conflict.yaml").read_text(encoding="utf-8")
    rule = rule.replace("id: value-conflict", "id: " + json.dumps(f"own {ESC} ##[group] @desk-team"), 1)
    for key in ("summary", "source"):
        rule = re.sub(rf"^{key}: .*$", lambda m, k=key: f"{k}: {json.dumps(f'{k} {ESC}{TURN} {LOG} {PING} |')}", rule, count=1, flags=re.M)
    (rules / "own.yaml").write_text(rule, encoding="utf-8")
    entry = {"id": "0123456789ab", "rule": "value-conflict", "reason": f"{ESC}{TURN} {LOG} {PING}", "quote": LOG}
    fields = "\n    ".join(f"{k}: {json.dumps(v)}" for k, v in entry.items())
    (root / "kept.yaml").write_text(f"scheme: factcheck/v2\nfindings:\n  - {fields}\n", encoding="utf-8")
    return root


UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def clean(text: str, ours: str = r"(?!)") -> None:
    """Nothing in a text moves a terminal or a build; lines that match ``ours`` are our own commands."""
    found = UNSEEN.search(text)
    assert found is None, f"{found.group()!r} in {text[max(0, found.start() - 80) : found.end() + 20]!r}"
    for line in text.split("\n"):
        if not re.match(ours, line):
            assert not line.strip().startswith("::"), line
            assert "##[" not in line, line


def quiet(text: str) -> None:
    """Nothing in Markdown notifies, links or makes markup."""
    plain = re.sub(r"<!--.*?-->", "", text)
    for pattern in (r"@\w", r"(?<!&)#\d", r"\bGH-\d", r"(?i)https?://", r"(?i)(?<!\\)www\.", r"(?<!\\)<script", r"(?<!\\)!\["):
        found = re.search(pattern, plain)
        assert found is None, plain[max(0, found.start() - 60) : found.end() + 30]


def spreadsheet(text: str) -> None:
    """No cell of a table is a formula, and no row breaks."""
    rows = list(csv.reader(io.StringIO(text)))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == len(text.splitlines())
    for cell in (c for row in rows for c in row):
        assert not cell.lstrip().startswith(("=", "+", "@", "::")), cell
        assert not (cell.startswith("-") and not re.fullmatch(r"-\d[\d.e+-]*", cell)), cell


def data(text: str) -> None:
    """JSON that can be read, and that has kept what the sources say."""
    for line in text.splitlines() if text.startswith('{"message"') else [text]:
        json.loads(line)


FORGED = r"::(error|warning|notice) (title=factcheck|file=[^,]+,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=[^,:]+)::"
LOOKS = {
    "markdown": quiet, "checklist": quiet, "csv": spreadsheet, "json": data, "sarif": data, "rdjsonl": data, "places": data,
    "junit": lambda text: ET.fromstring(text), "html": lambda text: HTMLParser().feed(text),
}  # fmt: skip

DRAFT = ("--draft", "draft.txt")
SHOWN = [f for f in FORMATS if f not in ("html", "parquet", "checklist")]
COMMANDS = {
    **{f"check {form}": ("check", TITLE, "--rules", "rules", "--baseline", "kept.yaml", "--format", form) for form in SHOWN},
    **{f"draft {form}": ("check", TITLE, *DRAFT, "--format", form) for form in [*SHOWN, "checklist"]},
    **{f"extract {form}": ("extract", TITLE, "--format", form) for form in ("table", "csv", "json", "markdown")},
    **{f"facts {form}": ("facts", TITLE, "--format", form) for form in ("table", "csv", "json", "markdown")},
    **{f"diff {form}": ("diff", "old.json", "new.json", "--format", form) for form in ("terminal", "markdown", "json")},
    "check verbose": ("check", TITLE, "--verbose", "--show-suppressed"),
    "check in two": ("check", TITLE, "twin"),
    "check in two, markdown": ("check", TITLE, "twin", "--format", "markdown"),
    "extract, explained": ("extract", TITLE, "--explain"),
    "rules": ("rules", "list", "--rules", "rules"),
    "rules markdown": ("rules", "list", "--rules", "rules", "--format", "markdown"),
    "rules show": ("rules", "show", f"own {ESC} ##[group] @desk-team", "--rules", "rules"),
    "rules test": ("rules", "test", "--rules", "rules"),
    "baseline check": ("baseline", "check", TITLE, "--baseline", "kept.yaml"),
    "baseline write": ("baseline", "write", TITLE, "--reason", f"seen {ESC}", "--baseline", f"out {ESC}\n::error::.yaml"),
    "report": ("report", "--update", f"out {ESC}\n::error::.md", TITLE),
    "no such source": ("check", f"no {ESC}{TURN}\n::error::x.txt"),
    "no such format": ("check", TITLE, "--format", f"no {ESC}\n::error::x"),
    "no such option": ("check", f"--no{ESC}\n::error::x"),
    "no such rule": ("rules", "show", f"no {ESC}\n::error::##[error]x"),
    "no such finding": ("explain", f"no {ESC}\n::error::x", TITLE),
    "no such command": (f"no {ESC}\n::error::x",),
    "traceback": ("check", f"no {ESC}{TURN}\n::error::x.txt", "--debug"),
    "config": ("config", "show"),
}  # fmt: skip


@pytest.fixture
def here(story, monkeypatch, capfdbinary):
    monkeypatch.chdir(story)
    if not (story / "old.json").exists():
        (story / "old.json").write_text(run(capfdbinary, "check", TITLE, "--select", "duplicate-passage", "--format", "json")[1])
        (story / "new.json").write_text(run(capfdbinary, "check", TITLE, "--format", "json")[1])
        (story / "twin").mkdir()
        (story / "twin" / "a.txt").write_text("The crew sold 12 lamps.")
    return story


@pytest.mark.parametrize(("name", "arguments"), COMMANDS.items(), ids=COMMANDS)
def test_nothing_gets_through_a_command(here, capfdbinary, name, arguments):
    code, out, err = run(capfdbinary, *arguments)
    form = name.split()[-1]
    clean(out, FORGED if form == "github" else r"(?!)")
    clean(err)
    assert code in (0, 1, 2)
    assert (code == 2) == (name.startswith("no such") or name == "traceback"), err
    LOOKS.get(form, str)(out)
    if form == "github":
        assert all(re.match(FORGED, line) for line in out.splitlines())
        assert out.count("\n") == len(out.splitlines()) > 0
        assert "sources read" in err, "the counts are not lost"


def test_a_finding_and_a_pair_are_explained_without_commands(here, capfdbinary):
    found = json.loads((here / "new.json").read_text())
    finding = next(f for f in found["findings"] if f["severity"] == "error")
    figures = {f["id"]: f for f in found["figures"]}
    spots = ["{source}:{line}:{column}".format(**figures[i]) for i in finding["figures"][:2]]
    for arguments in (("explain", finding["id"], TITLE, "--full"), ("explain", "--pair", *spots, TITLE, "--full")):
        code, out, err = run(capfdbinary, *arguments)
        assert code == 0, err
        assert len(out.splitlines()) > 20
        clean(out)
        clean(err)


@pytest.mark.parametrize("form", [f for f in FORMATS if f not in ("parquet", "checklist")])
def test_nothing_gets_into_a_file(here, capfdbinary, form):
    target = f"out/{form}" if form == "csv" else f"out/report.{form}"
    code, _, err = run(capfdbinary, "check", TITLE, "--rules", "rules", "--quiet", "--output", f"{form}:{target}")
    assert code == 1, err
    written = Path(target)
    for path in sorted(written.iterdir()) if written.is_dir() else [written]:
        text = path.read_bytes().decode()
        if form != "html":  # nobody prints a page into a log
            clean(text, FORGED if form == "github" else r"(?!)")
        else:
            assert UNSEEN.search(text) is None
        LOOKS.get(form, str)(text)


def test_the_committed_report_is_made_again_from_its_own_header(here, capfdbinary):
    assert run(capfdbinary, "report", "--update", "fresh.md", TITLE)[0] == 0
    code, out, err = run(capfdbinary, "report", "--check", "fresh.md")
    assert (code, out) == (0, ""), err


def test_colours_are_ours_alone(here):
    result = factcheck.check(here / TITLE).record
    text = render("terminal", result, Style(color=True, width=100))
    assert isinstance(text, str)
    sequences = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;[^\x1b\x07]*\x1b\\")
    assert sequences.search(text)
    clean(sequences.sub("", text))
    targets = re.findall(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\", text)
    assert targets == [t for t in targets if re.fullmatch(r"(file://[!-~]*)?", t)]


def test_nothing_gets_through_python(here):
    result = factcheck.check(here / TITLE)
    shown = [result, result.coverage, result.findings, result.figures, result.facts, *result.findings, *result.figures, *result.facts]
    for value in [*shown, factcheck.load(here / TITLE)]:
        clean(repr(value))
    for form in ("terminal", "markdown", "json", "junit"):
        clean(result.render(form))
    with pytest.raises(AssertionError) as caught:
        factcheck.assert_consistent(result)
    clean(str(caught.value))


def test_nothing_gets_through_the_plugin(here):
    from types import SimpleNamespace

    from factcheck.pytest_plugin import summary

    told = summary.properties(factcheck.check(here / TITLE))
    config = SimpleNamespace(pluginmanager=SimpleNamespace(get_plugin=lambda name: None))
    lines = summary.lines([SimpleNamespace(user_properties=told)], config)
    assert len(lines) > 1
    clean("\n".join(lines))


def test_raw_cells_are_what_the_sources_say(here, capfdbinary):
    for arguments in (("extract", TITLE), ("facts", TITLE), ("check", TITLE)):
        _, out, _ = run(capfdbinary, *arguments, "--format", "csv", "--raw")
        _, safe, _ = run(capfdbinary, *arguments, "--format", "csv")
        assert out != safe
        assert len(list(csv.reader(io.StringIO(out)))) == len(list(csv.reader(io.StringIO(safe))))
    assert "=d @desk-team #77.txt" in [r["source"] for r in csv.DictReader(io.StringIO(run(capfdbinary, "extract", TITLE, "-f", "csv", "--raw")[1]))]


def test_json_keeps_what_the_sources_say(here, capfdbinary):
    """What is escaped in JSON is there for whoever reads it."""
    sentences = " ".join(f["sentence"] for f in json.loads(run(capfdbinary, "check", TITLE, "--format", "json")[1])["figures"])
    assert TURN in sentences
    assert "##[error]" in sentences


def test_every_format_says_what_may_pass():
    for form in [*FORMATS, "table", "coloured"]:
        if form != "parquet":  # a typed table is no text
            assert outgoing.passed(form, "a lamp") == "a lamp"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("\r=1", "' =1"), (" =1", "' =1"),
        ("::error::x", "'::error::x"), ("a\nb", "a b"), ("plain", "plain"), ("5-6", "5-6"), (-3, -3), (-2.5, -2.5), (None, None), ("", ""),
    ],
)  # fmt: skip
def test_cells(value, cell):
    assert outgoing.cell(value) == cell


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\v", "\f", "\x1c"])
def test_no_line_end_begins_a_command(end):
    for form in ("terminal", "markdown", "table"):
        clean(outgoing.passed(form, f"harbour{end} \t::error::x ##[group]y"))
    clean(outgoing.passed("junit", outgoing.visible(f"harbour{end} \t::error::x ##[group]y")))
