"""Dates, days and clock times: how they are read, what two of them say of one event, and how they are asked for."""

from __future__ import annotations

import calendar
import datetime
import json

import pytest
from casefile import cases
from commandline import run
from hypothesis import given, settings
from hypothesis import strategies as st

import factcheck
from factcheck import pipeline
from factcheck.model import Source
from factcheck.quantity.when import relation

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ANY_DAY = st.dates(datetime.date(1900, 1, 1), datetime.date(2150, 12, 31))


def read(text, published=None):
    return pipeline.extract_one(Source("a.txt", text, published=published)).datings


@pytest.mark.parametrize("case", cases("datings.jsonl"))
def test_a_time_is_read(case):
    found = read(case["text"], case["published"])
    said = [
        [d.surface, d.form.value, d.grain.value, d.first, d.last, d.edge.value, d.event or (d.predicate.lemma if d.predicate else "")] for d in found
    ]
    assert said == case["expect"]


def printed(day):
    month = MONTHS[day.month - 1]
    yield f"{month} {day.day}, {day.year}"
    yield f"{day.day} {month} {day.year}"
    yield f"{DAYS[day.weekday()]}, {month} {day.day}, {day.year}"
    yield day.isoformat()


@settings(max_examples=60, deadline=None)
@given(ANY_DAY)
def test_a_day_that_prints_its_year_is_that_day(day):
    for form in printed(day):
        (found,) = read(f"The bridge opened on {form}.")
        assert (found.first, found.last, found.by) == (day.isoformat(), day.isoformat(), "printed"), form
        assert found.surface == form


@settings(max_examples=60, deadline=None)
@given(ANY_DAY, st.integers(0, 6))
def test_a_weekday_off_its_date_is_told(day, weekday):
    text = f"The bridge opened on {DAYS[weekday]}, {MONTHS[day.month - 1]} {day.day}, {day.year}."
    found = factcheck.check({"a.txt": text}).findings.of("calendar")
    assert bool(found) is (calendar.weekday(day.year, day.month, day.day) != weekday)
    for finding in found:
        assert [d.surface for d in finding.datings] == [text[len("The bridge opened on ") : -1]]


@settings(max_examples=60, deadline=None)
@given(st.integers(1900, 2150), st.integers(1, 12), st.integers(1, 31))
def test_a_day_that_the_month_does_not_have_is_told(year, month, day):
    found = factcheck.check({"a.txt": f"The bridge opened on {MONTHS[month - 1]} {day}, {year}."}).findings.of("calendar")
    assert bool(found) is (day > calendar.monthrange(year, month)[1])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["on Tuesday", "in mid May", "5 p.m.", "1998", "last week", "ago", ",", ".", "the", "vote", "to", "-", "May 3", "’s"]))
)
def test_spans_are_those_of_the_text(pieces):
    text = " ".join(pieces)
    found = read(text, "2026-03-10")
    assert [d.ordinal for d in found] == list(range(len(found)))
    end = 0
    for d in found:
        assert text[d.start : d.end] == d.surface
        assert end <= d.start < d.end
        assert d.phrase.start <= d.start
        assert d.first is None or d.last is None or d.first <= d.last
        end = d.end


PHRASES = (
    *(
        "yesterday",
        "today",
        "tomorrow",
        "3 days ago",
        "two days ago",
        "five years ago",
        "March 10, 2024",
        "10 March 2024",
        "Aug. 7, 2019",
        "2018-03-04",
    ),
    *("Friday, June 24, 2016", "1 January 2000", "April 2016", "December 1999"),
)


@pytest.mark.parametrize("phrase", PHRASES)
def test_dateparser_reads_the_same_day(phrase):
    dateparser = pytest.importorskip("dateparser")
    today = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)
    theirs = dateparser.parse(phrase, languages=["en"], settings={"RELATIVE_BASE": today}).date()
    (ours,) = read(f"It happened on {phrase}.", "2026-03-10")
    assert datetime.date.fromisoformat(ours.first) <= theirs <= datetime.date.fromisoformat(ours.last)


RELATIONS = [
    ("on Tuesday", "on Tuesday", "same", ""),
    ("on Tuesday", "on Wednesday", "apart", "weekday"),
    ("on Tuesday", "on Tuesday, March 10, 2026", "within", ""),
    ("on Wednesday", "on Tuesday, March 10, 2026", "apart", "weekday"),
    ("on Wednesday", "on March 10, 2026", "apart", "weekday"),
    ("in March 2026", "on March 10, 2026", "within", ""),
    ("in April 2026", "on March 10, 2026", "apart", "month"),
    ("on May 10", "on May 12", "apart", "day"),
    ("on May 10", "on May 10, 2026", "same", ""),
    ("in 1998", "in 1999", "apart", "year"),
    ("in the 1990s", "in 1998", "within", ""),
    ("from 1967 to 1979", "from 1966 to 1978", "apart", "ends"),
    ("from 1967 to 1979", "from 1967 to 1981", "apart", "ends"),
    ("from 1967 to 1979", "from 1990 to 1995", "open", ""),
    ("from 1967 to 1979", "in 1970", "open", ""),
    ("at 8 a.m.", "at 8:20 a.m.", "apart", "time"),
    ("at about 2 p.m.", "at 2:10 p.m.", "within", ""),
    ("at 9 a.m. EST", "at 2 p.m. GMT", "open", ""),
    ("at 11:30 p.m.", "at 11:30", "same", ""),
    ("earlier this month", "last year", "apart", "year"),
    ("last month", "last week", "apart", "month"),
    ("yesterday", "last week", "open", ""),
    ("since 1998", "in 2004", "open", ""),
    ("two years ago", "three years ago", "apart", "year"),
    ("nine years ago", "ten years ago", "open", ""),
    ("last month", "earlier this month", "apart", "month"),
    ("five days after the storm", "three days after the storm", "apart", "count"),
    ("five days after the storm", "three days after the vote", "open", ""),
    ("since 2002", "since 2003", "apart", "year"),
    ("five days after the storm", "on Tuesday", "open", ""),
    ("on Friday", "in 1998", "open", ""),
]


@pytest.mark.parametrize(("first", "second", "said", "field"), RELATIONS)
def test_what_two_times_say_of_one_event(first, second, said, field):
    a, b = (read(f"The bridge opened {words}.")[0] for words in (first, second))
    for one, other in ((a, b), (b, a)):
        found = relation(one, other)
        assert (found.said.replace("same", "within") if said == "within" else found.said, found.field) == (said, field)


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [("on Friday night", "early on Saturday", True), ("on Friday morning", "on Saturday", False), ("on Friday night", "on Sunday", False)],
)
def test_one_night_lies_between_two_days(first, second, near):
    a, b = (read(f"The mill burned {words}.")[0] for words in (first, second))
    assert relation(a, b).near is near


TOLD = {
    "other words": ("The dam broke late on Monday near Varn.", "The dam near Varn failed on Wednesday."),
    "a noun for its verb": ("The Ulva bridge collapsed on Jan. 9.", "The collapse of the Ulva bridge on Jan. 19 hurt nobody."),
    "since": ("Bence has led the Ulva choir since 2002.", "Bence has led the choir at Ulva since 2003."),
    "relative": ("Orla Bence quit the Ulva council earlier this month.", "Orla Bence left the Ulva council last year."),
}
SILENT = {
    "a dateline": ("VARN, May 4 (Coast Wire) - The mill at Ulva burned down.", "The mill at Ulva burned down on May 3."),
    "joined days": ("Guns shelled Varn on Monday and Tuesday.", "Guns shelled Varn on Tuesday."),
    "joined dates": ("Guns shelled Varn on May 3 and 4.", "Guns shelled Varn on May 4."),
    "joined years": ("Floods hit Varn in 2010 and 2014.", "Floods hit Varn in 2014."),
    "captions": (
        "Mourners gather outside the church at Varn on Sunday, May 10, 2026.",
        "Mourners gather outside the church at Varn on Tuesday, May 12, 2026.",
    ),
    "what a note takes back": (
        "The ferry sank off Varn on July 12. Correction: An earlier version of this article said the ferry sank on July 21.",
        "The ferry sank off Varn on July 12.",
    ),
    "who excludes whom": ("Police arrested a man in Varn on Monday.", "Police arrested a woman in Varn on Thursday."),
    "the same hour": ("The quake struck Varn at 4 a.m. local time (0900 GMT).", "The quake struck Varn at 0900 GMT on Monday."),
    "one night": ("The mill at Ulva burned on Friday night.", "The mill at Ulva burned early on Saturday."),
    "two sayings": ("The mayor of Varn said on Monday that the mill was shut.", "The mayor of Varn said on Tuesday that the mill was shut."),
    "two counts": ("Two men were shot in Varn on Monday.", "Six people were shot in Varn on Saturday."),
}


@pytest.mark.parametrize("texts", TOLD.values(), ids=TOLD)
def test_two_times_of_one_event_are_told(texts):
    found = factcheck.check(dict(zip(("a.txt", "b.txt"), texts, strict=True))).findings.of("date-conflict").at_least("warning")
    assert len(found) == 1


@pytest.mark.parametrize("texts", SILENT.values(), ids=SILENT)
def test_what_is_no_conflict_of_times_is_let_pass(texts):
    found = factcheck.check(dict(zip(("a.txt", "b.txt"), texts, strict=True))).findings.of("date-conflict").at_least("warning")
    assert [f.message for f in found] == []


VOTE = {
    "daily.txt": "The council voted on Tuesday to close the Ulva bridge. Orla Bence served from 1967 to 1979.",
    "herald.txt": "On Wednesday the Ulva council voted to close the bridge. The bridge was built in 1998.",
}


def test_a_conflict_names_both_days_and_says_why():
    (found,) = factcheck.check(VOTE).findings.of("date-conflict")
    assert found.message == (
        "Voted (the council): Tuesday against Wednesday. Tuesday in daily.txt; Wednesday in herald.txt. They differ by the day of the week."
    )
    assert [(d.source, d.surface) for d in found.datings] == [("daily.txt", "Tuesday"), ("herald.txt", "Wednesday")]
    assert "^^^^^^^" in found.show()


def test_another_word_or_a_line_in_front_leaves_the_id_alone():
    known = {f.id for f in factcheck.check(VOTE).findings.of("date-conflict")}
    again = {"renamed.txt": "Good morning.\n\n" + VOTE["daily.txt"], "herald.txt": VOTE["herald.txt"].replace("to close", "and shut")}
    assert {f.id for f in factcheck.check(again).findings.of("date-conflict")} == known
    other = VOTE | {"daily.txt": VOTE["daily.txt"].replace("Tuesday", "Monday")}
    assert known.isdisjoint(f.id for f in factcheck.check(other).findings)


def test_when_is_a_matcher():
    story = factcheck.check(VOTE)
    assert story.when("vote") == "Tuesday"
    assert story.when("vote", source="daily.txt") != "Wednesday"
    assert not story.when("vote").agrees_with("Tuesday")
    assert story.when("Bence served").agrees_with("1967 to 1979")
    assert story.when("built") == "1998"
    assert story.when("built").agrees_with(datetime.date(1998, 5, 1))
    with pytest.raises(LookupError, match="the events that have one: build, serve, vote"):
        story.when("wedding")
    with pytest.raises(ValueError, match="'blue' is no time"):
        story.when("vote").ask("==", "blue")


@pytest.fixture
def folder(tmp_path):
    for name, text in VOTE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_extract_lists_times(folder, capfdbinary):
    code, table, _ = run(capfdbinary, "extract", "--datings", str(folder))
    assert code == 0
    assert "on Tuesday" in table
    assert "1967-01-01 to 1979-12-31" in table
    data = json.loads(run(capfdbinary, "extract", "--datings", "--format", "json", str(folder))[1])
    assert [d["surface"] for d in data["datings"]] == ["Tuesday", "1967 to 1979", "Wednesday", "1998"]
    rows = run(capfdbinary, "extract", "--datings", "--format", "csv", str(folder))[1].splitlines()
    assert rows[0].startswith("id,source,line,column,start,end,surface,phrase,form,grain,edge,first,last")
    assert len(rows) == 5
    assert json.loads(run(capfdbinary, "extract", "--format", "json", str(folder))[1])["datings"] == []


def test_check_prints_times_in_json_and_every_format(folder, capfdbinary):
    data = json.loads(run(capfdbinary, "check", "--format", "json", str(folder))[1])
    (finding,) = [f for f in data["findings"] if f["rule"] == "date-conflict"]
    assert finding["datings"] == ["daily.txt@0", "herald.txt@0"]
    assert [s["datings"] for s in finding["sides"]] == [["daily.txt@0"], ["herald.txt@0"]]
    assert {o["label"] for o in data["occasions"]} == {"vote (the council)"}
    for form in ("terminal", "markdown", "html", "sarif", "github", "junit", "rdjsonl", "places"):
        assert "Wednesday" in run(capfdbinary, "check", "--format", form, str(folder))[1], form


def test_explain_tells_why_two_times_are_one_event(folder, capfdbinary):
    spots = (f"{folder}/daily.txt:1:22", f"{folder}/herald.txt:1:4")
    told = run(capfdbinary, "explain", "--pair", *spots, str(folder))[1]
    assert "verb: same" in told
    assert "date-conflict tells from 0.88" in told
    assert "They stand in one occasion." in told
    silent = run(capfdbinary, "explain", "--pair", f"{folder}/daily.txt:1:22", f"{folder}/herald.txt:1:85", str(folder))[1]
    assert "No rule flags them." in silent
    finding = next(f for f in json.loads(run(capfdbinary, "check", "--format", "json", str(folder))[1])["findings"] if f["rule"] == "date-conflict")
    assert "one thing       probability 0.99" in run(capfdbinary, "explain", finding["id"], str(folder))[1]
    mixed = run(capfdbinary, "explain", "--pair", f"{folder}/daily.txt:1:22", f"{folder}/daily.txt:1:1", str(folder))
    assert mixed[0] == 2


def test_a_rule_on_times_is_chosen_and_accepted_like_any_other(folder, capfdbinary):
    assert run(capfdbinary, "check", "--ignore", "date-conflict", str(folder))[0] == 0
    assert run(capfdbinary, "check", "--select", "date-conflict", str(folder))[0] == 1
    baseline = folder / "baseline.yaml"
    assert run(capfdbinary, "baseline", "write", str(folder), "--baseline", str(baseline), "--reason", "two councils")[0] == 0
    assert run(capfdbinary, "check", "--baseline", str(baseline), str(folder))[0] == 0


def test_a_draft_is_held_against_the_times_of_its_sources(folder, capfdbinary):
    draft = folder / "draft.txt"
    draft.write_text("The Ulva council voted on Thursday to close the bridge, which was built in 1998.", encoding="utf-8")
    found = json.loads(run(capfdbinary, "check", "--draft", str(draft), "--format", "json", str(folder / "daily.txt"))[1])["findings"]
    assert [f["rule"] for f in found] == ["date-conflict", "unsupported"], "and no source says when it was built"


def test_a_draft_of_times_alone_is_compared(folder, capfdbinary):
    draft = folder / "draft.txt"
    draft.write_text("The Ulva council voted on Tuesday to close the bridge.", encoding="utf-8")
    code, out, _ = run(capfdbinary, "check", "--draft", str(draft), str(folder / "daily.txt"))
    assert code == 0
    assert "Nothing to compare" not in out


def test_times_alone_are_compared():
    story = {name: text.split(" Orla")[0] for name, text in VOTE.items()}
    result = factcheck.check(story)
    assert [f.rule for f in result.findings] == ["date-conflict"]


def test_the_page_draws_a_time_line():
    texts = {
        "a.txt": "The mill opened on March 3, 2024. It burned on May 10, 2024.\n\n12 people were hurt.",
        "b.txt": "The mill burned on May 12, 2024. 12 people were hurt.",
    }
    page = factcheck.check(texts).render("html")
    assert 'id="timeline"' in page
    assert page.count(" time</summary>") + page.count(" times</summary>") == 2  # a row a source
    assert 'id="s1-t0"' in page and 'href="#s1-t0"' in page
    assert 'id="timeline"' not in factcheck.check({"a.txt": "12 people were hurt.", "b.txt": "12 people were hurt on Tuesday."}).render("html")
