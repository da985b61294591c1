"""What Python sees of a story: looking up, comparing, asserting, frames, and how it all shows itself."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

import factcheck
from factcheck.api.values import plain, read_value

ROOT = Path(__file__).resolve().parent.parent
TEXTS = {
    "wire": (
        "HOLM, May 3 (Fjord Wire) — At least 1,700 people have fled Holm, the mayor said on Sunday.\n\n"
        "The navy sent 550 sailors to the port.\n\n"
        "Between 50 and 100 medics were on their way. The camp stands about 18 miles (29 kilometers) from the port.\n\n"
        "Flour rose to $107 a barrel.\n"
    ),
    "daily": "1,700 people have fled Holm.\n\nThe navy sent 505 sailors to the port.\n\nSome 60 medics were on their way.\n",
    "weekly": "The navy sent 550 sailors to the port. Hundreds of people have fled Holm.\n",
}


@pytest.fixture(scope="module")
def result():
    return factcheck.check(TEXTS)


# --- matchers -----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "op", "value", "holds"),
    [
        ("sailors", "==", 550, True),
        ("sailors", "==", 505, True),
        ("sailors", "==", 551, False),
        ("sailors", "!=", 551, True),
        ("sailors", "!=", 550, False),
        ("Sailor", "==", "550 sailors", True),
        ("sailors", "==", "550 cooks", False),
        ("sailors", "==", "about 550", False),
        ("sailors sent", "==", Decimal(550), True),
        ("sailors", ">=", 505, True),
        ("sailors", ">", 505, False),
        ("sailors", "<=", 550, True),
        ("sailors", "<", 550, False),
        ("sailors", ">=", 550, False),  # the daily says 505
        ("medics", "==", (50, 100), True),
        ("medics", "==", (100, 50), True),
        ("medics", "==", [50, 100], True),
        ("medics", "==", "50 to 100", True),
        ("medics", "==", "between 50 and 100 medics", True),
        ("medics", "==", 60, True),
        ("medics", "==", "about 60", True),
        ("medics", "==", 50, False),
        ("medics", "agrees with", 60, True),
        ("medics", "agrees with", 90, False),  # the daily says some 60
        ("people", "==", "at least 1,700", True),
        ("people", "==", "more than 1,700", False),
        ("people", ">=", 1_700, True),
        ("people", ">", 1_700, False),
        ("people", "<=", 1_700, False),  # the wire says at least
        ("camp", "==", "18 miles", True),
        ("camp", "==", "29 km", True),
        ("camp", "==", 18, True),
        ("camp", "==", "18 kilometers", False),
        ("camp", "agrees with", "about 29 km", True),
        ("camp", "agrees with", "about 60 km", False),
        ("camp", "agrees with", "18 people", False),
        ("flour", "==", "$107", True),
        ("flour", "==", "€107", False),
        ("flour", "<", "$110", True),
        ("flour", "<", "€110", False),
        ("flour", "==", 107.0, True),
    ],
)
def test_what_the_sources_say(result, name, op, value, holds):
    answer = result.figure(name).ask(op, value)
    assert bool(answer) == holds, answer.message
    assert re.search(r"(wire|daily):\d+:\d+", answer.message)


def test_operators_ask_the_same(result):
    sailors = result.figure("sailors")
    assert (sailors == 550, sailors != 550, sailors < 551, sailors <= 549, sailors > 500, sailors >= 506) == (True, False, True, False, True, False)
    assert sailors.agrees_with(550).figures == sailors.figures
    assert sailors != object()
    with pytest.raises(TypeError):
        _ = sailors < object()
    with pytest.raises(TypeError):
        hash(sailors)


def test_a_name_is_met_by_source(result):
    assert result.figure("sailors", source="daily") == 505
    assert not result.figure("sailors", source="daily") == 550  # noqa: SIM201 - the matcher is what is tested
    with pytest.raises(factcheck.NotFoundError, match="no figure is called 'medics' in weekly"):
        result.figure("medics", source="weekly")
    with pytest.raises(factcheck.NotFoundError, match="no source 'monthly'; there are daily, weekly, wire"):
        result.figure("medics", source="monthly")


def test_a_draft_is_no_witness():
    held = factcheck.check(TEXTS, draft={"draft": "The navy sent 999 sailors to the port."})
    assert held.draft == "draft"
    assert held.figure("sailors") != 999
    assert held.figure("sailors", source="draft") == 999


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (True, TypeError),
        (None, TypeError),
        ((1, 2, 3), ValueError),
        ("no number", ValueError),
        ("5 or 6 and 7", ValueError),
        (float("nan"), ValueError),
    ],
)
def test_what_is_no_value(result, value, error):
    with pytest.raises(error):
        result.figure("sailors").ask("==", value)
    with pytest.raises(error):
        result.fact("sailors").contradicted_by(value)


def test_what_cannot_be_ordered(result):
    for value in ((1, 2), "1 to 2"):
        with pytest.raises((TypeError, ValueError), match="is a range"):
            result.figure("sailors").ask("<", value)
    with pytest.raises(ValueError, match="unknown comparison '~'"):
        result.figure("sailors").ask("~", 1)


@pytest.mark.parametrize("value", [550, (50, 100), 4.5, "4.5", "about 18 miles", "$1.2 million"])
def test_a_plain_value_reads_as_itself(value):
    figure = read_value(plain(value))
    if not isinstance(value, str):
        ends = value if isinstance(value, tuple) else (value, value)
        assert (figure.quantity.low, figure.quantity.high) == tuple(Decimal(str(v)) for v in ends)


# --- facts --------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sailors", "sailor", "SAILORS", "sailors sent", "navy sailors"])
def test_a_fact_answers_to_its_names(result, name):
    fact = result.facts[name]
    assert fact == result.facts[fact.id] == result.fact(fact.label)
    assert name in result.facts
    assert fact.sources == ("daily", "weekly", "wire")


def test_a_fact_by_source(result):
    fact = result.facts["sailors"]
    assert {s: [f.value for f in fs] for s, fs in fact.by_source.items()} == {"daily": [505], "weekly": [550], "wire": [550]}
    assert fact.values == (505, 550)
    assert not fact.agrees
    assert fact.interval is None
    assert fact.agreement("weekly", "wire")
    assert [f.source for f in fact.contradicted_by(550).figures] == ["daily"]
    with pytest.raises(factcheck.NotFoundError, match="'monthly' does not state 'sailors sent'"):
        fact.agreement("monthly")
    with pytest.raises(TypeError):
        fact.by_source["x"] = ()


def test_what_a_fact_admits(result):
    medics = result.facts["medics"]
    assert medics.agrees
    assert (medics.interval.low, medics.interval.high) == (57, 63)
    camp = result.facts["camp"]
    assert camp.agrees
    assert 17 < camp.interval.low <= camp.interval.high < 19  # in miles, the unit of the first figure


def test_unknown_and_ambiguous_names_are_explained(result):
    with pytest.raises(factcheck.NotFoundError, match=r"no fact or figure is called 'salors'; did you mean 'sailor'\?"):
        result.facts["salors"]
    with pytest.raises(LookupError, match="facts answer to 'holm'"):
        factcheck.check({"a": "In Holm 12 cows died. In Holm 30 boats sank."}).facts["holm"]
    assert "camels" not in result.facts
    assert result.facts[0] in result.facts
    with pytest.raises(IndexError):
        result.facts[99]
    with pytest.raises(factcheck.NotFoundError, match="no figures were found in 1 sources"):
        factcheck.check({"a": "Nothing."}).figure("cows")


def test_views_are_lists_in_a_stable_order(result):
    turned = factcheck.check(dict(reversed(TEXTS.items())))
    assert turned == result
    assert [f.id for f in turned.figures] == [f.id for f in result.figures]
    assert repr(turned) == repr(result)
    assert list(result.figures[:2]) == [result.figures[0], result.figures[1]]
    assert isinstance(result.facts[:2], type(result.facts))
    assert isinstance(result.figures[1:], type(result.figures))
    assert [f.source for f in result.figures.by(source="daily")] == ["daily"] * 3
    assert [f.surface for f in result.figures.by(noun="Medic")] == ["60", "Between 50 and 100"]
    assert {f.label for f in result.facts.disputed} == {"sailors sent"}
    assert all(len(f.sources) > 1 for f in result.facts.shared)


def test_results_survive_pickling(result):
    again = pickle.loads(pickle.dumps(result))
    assert again == result
    assert hash(again) == hash(result)
    fact = result.facts["sailors"]
    assert fact.by_source
    assert pickle.loads(pickle.dumps(fact)) == fact
    assert pickle.loads(pickle.dumps(result.figures[0])) == result.figures[0]


# --- findings and assertions --------------------------------------------------------------------------------------------------------------


def test_findings_are_narrowed(result):
    [finding] = result.findings.of("transposition")
    assert finding in result.findings.open.at_least("error")
    assert finding.label == "sailors sent"
    assert set(finding.sources) == {"daily", "weekly", "wire"}
    assert "daily:3:15\n    The navy sent 505 sailors to the port.\n                  ^^^" in finding.show()
    assert result.findings.of("magnitude") == ()


def test_assert_consistent(result):
    with pytest.raises(AssertionError, match=r"the sources do not agree: 1 finding at or above error \(\d+ figures in 3 sources"):
        factcheck.assert_consistent(result)
    identity = result.findings.of("transposition")[0].id
    for allow in ("transposition", ["transposition"], {identity}, (f.id for f in result.findings)):
        factcheck.assert_consistent(result, allow=allow)
    factcheck.assert_consistent(TEXTS, select="magnitude")
    factcheck.assert_consistent(result.record, allow="transposition")
    with pytest.raises(AssertionError, match="0 figures found, expected 1 or more"):
        factcheck.assert_consistent({"a": "Nothing to count."})
    with pytest.raises(AssertionError, match="expected 99 or more"):
        factcheck.assert_consistent(result, min_figures=99)
    with pytest.raises(factcheck.FactcheckError, match="fail_on: unknown severity 'fatal'; expected note, warning or error"):
        factcheck.assert_consistent(result, fail_on="fatal")
    with pytest.raises(factcheck.FactcheckError, match="at_least: unknown severity 'erorr'"):
        result.findings.at_least("erorr")


def test_what_is_allowed_must_be_a_rule_or_an_id(result, tmp_path):
    with pytest.raises(factcheck.FactcheckError, match="allow: unknown rule 'transpositoin'; expected 'transposition'"):
        factcheck.assert_consistent(result, allow=["transpositoin"])
    factcheck.assert_consistent(TEXTS, allow=["magnitude", "0123456789ab"], select="magnitude")
    factcheck.assert_consistent(TEXTS, allow="transposition", select="magnitude")  # a rule that does not run is none that there is not
    mine = (ROOT / "rules" / "checks" / "magnitude.yaml").read_text(encoding="utf-8").replace("id: magnitude", "id: tenfold")
    (tmp_path / "tenfold.yaml").write_text(mine, encoding="utf-8")
    factcheck.assert_consistent(TEXTS, allow=["tenfold", "transposition"], rules=tmp_path, ignore="tenfold")


def test_what_a_figure_admits_is_told_in_its_own_unit():
    texts = {"a": "Inflation rose to 5.8 percent in May.", "b": "Inflation rose to 8.5 percent in May."}
    shown = factcheck.check(texts).findings.show()
    assert "(admits 5.75–5.85)" in shown
    assert "0.05" not in shown


def test_a_copied_sentence_is_shown_once():
    texts = dict.fromkeys(("a", "b", "c"), "The navy sent 550 sailors to the port.\n") | {"d": "The navy sent 505 sailors to the port.\n"}
    [shown] = [f.show() for f in factcheck.check(texts).findings.at_least("error")]
    assert shown.count("550 sailors to the port") == 1
    assert "the same words in b:1:15, c:1:15" in shown


def test_carets_stand_below_wide_characters():
    texts = {"a": "東京: the navy sent 550 sailors.\n", "b": "The navy sent 505 sailors.\n"}
    [shown] = [f.show() for f in factcheck.check(texts).findings.at_least("error")]
    line, carets = re.search(r"a:1:19\n(.*)\n(.*)", shown).groups()
    assert len(carets.rstrip("^")) == line.index("550") + 2  # each of the two wide characters takes two columns
    assert carets.endswith(" ^^^")


def test_assert_agreement_and_uncontradicted(result):
    factcheck.assert_agreement(result, "medics")
    factcheck.assert_agreement(result, "sailors", "wire", "weekly")
    factcheck.assert_uncontradicted(TEXTS, "medics", "about 60")
    with pytest.raises(AssertionError, match=r"(?s)sailors sent: these do not agree:.*daily:3:15.*wire:3:15"):
        factcheck.assert_agreement(result, "sailors")
    with pytest.raises(AssertionError, match=r"(?s)sailors sent: 550 is contradicted:\n  daily:3:15"):
        factcheck.assert_uncontradicted(result, "sailors", 550)


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("The navy sent 550 sailors to the port.", ""),
        ("The navy sent 590 sailors to the port.", "contradicted: “590 sailors”"),
        ("The mayor counted 12 cows.", "unsupported: “12 cows”, no source gives this figure:\n  draft:1:19"),
        ("The navy sent sailors.", "no figures in the draft"),
        (
            "The navy sent 550 sailors in May 1987.",
            "1 of 2 figures and dates not supported by the sources\n\nunsupported: “in May 1987”, no source gives this month",
        ),
    ],
)
def test_assert_supported(result, draft, told):
    if not told:
        factcheck.assert_supported({"draft": draft}, result)
        factcheck.assert_supported({"draft": draft}, TEXTS)
        return
    with pytest.raises(AssertionError, match=re.escape(told)):
        factcheck.assert_supported({"draft": draft}, result)


def test_a_draft_may_be_a_source_of_the_story():
    assert factcheck.check(TEXTS, draft="daily").draft == "daily"
    with pytest.raises(ValueError, match="2 texts given as the draft"):
        factcheck.check(TEXTS, draft={"a": "x", "b": "y"})


@pytest.mark.parametrize("sources", [7, ["a", 7], {"a": 7}, {7: "a"}])
def test_what_names_no_sources(sources):
    with pytest.raises(TypeError):
        factcheck.check(sources)


def test_two_sources_of_one_id_are_refused(tmp_path):
    (tmp_path / "a.txt").write_text("12 cows died.")
    with pytest.raises(factcheck.FactcheckError, match=r"a\.txt: two sources of this id"):
        factcheck.check([factcheck.Source("a.txt", "12 cows died."), tmp_path / "a.txt"])
    with pytest.raises(factcheck.FactcheckError, match="no sources in it"):
        factcheck.check([])


def test_a_baseline_from_python(tmp_path, result):
    identity = result.findings.of("transposition")[0].id
    path = tmp_path / "accepted.yaml"
    path.write_text(f'scheme: factcheck/v2\nfindings:\n  - id: "{identity}"\n    rule: "transposition"\n    reason: "rang them"\n')
    held = factcheck.check(TEXTS, baseline=path)
    assert [f.accepted for f in held.findings.of("transposition")] == [True]
    factcheck.assert_consistent(held)


# --- how things show themselves -----------------------------------------------------------------------------------------------------------


def test_reprs_are_short_and_html_is_safe(result):
    things = [result, result.figures, result.facts, result.facts[0], result.findings, result.findings[0], result.figures[0], result.coverage]
    for thing in (*things, result.figure("sailors"), factcheck.load(ROOT / "tests" / "corpora" / "gulf-deployment"), factcheck.extract("12 cows.")):
        assert len(repr(thing).splitlines()) <= 30
        assert "<" in thing._repr_html_()
    hostile = factcheck.check({"<script>": "The <b>navy</b> sent 550 <i>sailors</i>.", "b": "The navy sent 505 sailors."})
    for thing in (hostile, hostile.figures, hostile.facts, hostile.facts[0], hostile.findings, hostile.findings[0]):
        assert "<script>" not in thing._repr_html_()
        assert "<i>" not in thing._repr_html_()


def test_a_check_is_the_page_in_a_frame_with_plots_below(result):
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(result._repr_html_())
    (frame,) = tree.css("iframe")
    assert frame.attributes["srcdoc"] == result.render("html")
    assert frame.attributes["sandbox"] == "allow-scripts"  # and nothing of the notebook
    assert tree.css("script, link, img, style") == []
    told = {f.record.fact for f in result.findings.open if f.record.fact is not None}
    assert len(tree.css("details > svg")) == len(told) > 0
    assert all(m in tree.css_first("details").text() for m in (f.message for f in result.findings.open))


def test_verdicts_on_a_draft(result):
    assert len(result.verdicts) == 0
    assert list(result.verdicts.to_frame().columns)[:3] == ["figure", "source", "line"]
    held = factcheck.check(TEXTS, draft="weekly")
    assert (held.verdicts[0].figure.phrase, held.verdicts[0].status) == ("550 sailors", "supported")
    frame = held.verdicts.to_frame()
    assert list(frame["figure"]) == [v.figure.id for v in held.verdicts]
    assert frame["evidence"][0].split() == [f.id for f in held.verdicts[0].evidence]
    assert (frame["sources"][0], frame["low"][0], frame["status"][0]) == ("wire daily", 550.0, "supported")
    supported = held.verdicts.of("supported")
    assert len(supported.to_frame()) == len(supported) < len(held.verdicts) + 1
    assert "supported" in supported._repr_html_()
    assert repr(held.verdicts[0]) == "<verdict weekly:1:15 “550 sailors”: supported>"


def test_no_source_writes_to_the_terminal():
    texts = {"a\x1b[31m": "The\x1b[2J navy sent 550 \x1b]0;x\x07 sailors.\x85", "b": "The navy sent 505 sailors\u202e to sea."}
    hostile = factcheck.check(texts)
    shown = [repr(x) for x in (hostile, hostile.figures, hostile.facts, *hostile.facts, *hostile.figures, hostile.findings, *hostile.findings)]
    shown += [f.show() for f in hostile.findings] + [repr(f.agreement()) for f in hostile.facts] + [hostile.facts[0].agreement().message]
    shown += [repr(hostile.figure("sailors")), repr(factcheck.Corpus([factcheck.Source(k, v) for k, v in texts.items()]))]
    assert all(c.isprintable() for text in shown for line in text.split("\n") for c in line)
    for fact in hostile.facts:
        ElementTree.fromstring(fact.plot())


@pytest.mark.parametrize("name", ["", " ", "550 camels", "“”", "\x00", "a" * 10_000])
def test_names_that_name_nothing(result, name):
    with pytest.raises(factcheck.NotFoundError) as error:
        result.facts[name]
    assert len(str(error.value)) < 11_000
    assert result.facts.find(name) == ()


def test_the_plot_is_the_reports_drawing(result):
    drawing = result.facts["sailors"].plot()
    root = ElementTree.fromstring(drawing)
    assert root.tag.endswith("svg")
    words = [t.text for t in root.iter() if t.tag.endswith("text")]
    assert words.index("505 sailors") < words.index("550 sailors")
    assert drawing == factcheck.check(dict(reversed(TEXTS.items()))).facts["sailors"].plot() == drawing._repr_svg_()
    for fact in result.facts:
        ElementTree.fromstring(fact.plot())


@pytest.mark.parametrize("form", ["terminal", "markdown", "json", "html", "sarif", "github", "rdjsonl", "junit"])
def test_reports_as_text(result, form):
    assert "505" in result.render(form)


@pytest.mark.parametrize("form", ["csv", "parquet", "pdf"])
def test_reports_that_are_no_text(result, form):
    with pytest.raises(ValueError, match="expected one of terminal"):
        result.render(form)


# --- frames -------------------------------------------------------------------------------------------------------------------------------

DTYPES = {
    "figures": {
        **dict.fromkeys(("start", "end", "line", "column"), "int64"),
        **dict.fromkeys(("low", "high"), "float64"),
    },
    "datings": dict.fromkeys(("start", "end", "line", "column"), "int64"),
    "facts": {**dict.fromkeys(("figures", "sources", "lineages"), "int64"), **dict.fromkeys(("low", "high"), "float64")},
    "findings": {"accepted": "bool"},
    "coverage": dict.fromkeys(("sources", "figures", "facts", "aligned", "single", "lineages", "exclusions", "skipped"), "int64"),
}


@pytest.mark.parametrize("name", DTYPES)
def test_frames_have_the_documented_types(result, name):
    documented = {c: t for c in _columns(name) for t in [DTYPES[name].get(c, "str")]}
    for story in (result, factcheck.check({"a": "Nothing."})):
        view = getattr(story, name)
        frame = view.to_frame()
        assert {c: str(t) for c, t in frame.dtypes.items()} == documented
        assert len(frame) == (1 if name == "coverage" else len(view))
        assert list(frame.index) == list(range(len(frame)))


def _columns(name):
    """The columns as the tutorial documents them."""
    row = re.search(rf"^\| `{name}` \| (.*) \|$", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.MULTILINE)[1]
    return re.findall(r"`(\w+)`", row)


def test_a_part_makes_a_part_of_the_frame(result):
    assert list(result.figures.by(source="daily").to_frame()["source"]) == ["daily"] * 3
    assert list(result.facts["sailors"].to_frame()["low"]) == [505.0, 550.0, 550.0]
    assert list(result.facts.shared.to_frame()["id"]) == [f.id for f in result.facts.shared]
    assert list(result.findings.of("transposition").to_frame()["rule"]) == ["transposition"]
    assert list(factcheck.extract("About 12 cows died.").to_frame()["hedge"]) == ["about"]


def test_nothing_imports_pandas_before_a_frame_is_asked_for():
    code = (
        "import sys, factcheck; result = factcheck.check({'a': '12 cows died.', 'b': '21 cows died.'})\n"
        "repr(result), result._repr_html_(), result.facts[0].plot(), result.figure('cows') == 12, result.findings.show()\n"
        "assert 'pandas' not in sys.modules and 'pytest' not in sys.modules\n"
        "result.figures.to_frame(); assert 'pandas' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_importing_factcheck_imports_next_to_nothing():
    code = (
        "import sys; before = set(sys.modules); import factcheck; print(*sorted(m for m in set(sys.modules) - before if m.startswith('factcheck')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["factcheck"]
