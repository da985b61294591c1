"""``factcheck serve`` without a browser: who is answered, what is read, that nothing is written but the baseline, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from commandline import run
from office_files import docx, p
from serving import DRAFT, WIRE, Serving, desk_of, serving

from factcheck.accept.baseline import read_baseline
from factcheck.config import Config
from factcheck.errors import ConfigError, FactcheckError
from factcheck.model import Limits
from factcheck.serve.checker import Checker, Wanted, plain_name
from factcheck.serve.guard import Keys
from factcheck.serve.latest import Latest, OutdatedError
from factcheck.serve.run import bound, opened, prepared
from factcheck.serve.view import View

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("story")
    (folder / "wire.txt").write_text(WIRE)
    return folder


@pytest.fixture(scope="module")
def server(story):
    with serving(story) as running:
        yield running


# --- who is answered ------------------------------------------------------------------------------------------------------------------------

STRANGERS = {
    "no token": ("GET", "/", {}, "no such token"),
    "another token": ("GET", "/TOKENx/", {}, "no such token"),
    "a part of the token": ("GET", "/TOKE/", {}, "no such token"),
    "a token that is no ASCII": ("GET", "/%C3%A9/", {}, "no such token"),
    "a ticket that nobody made": ("GET", "/open/abc", {}, "no such token"),
    "a name that leads here (DNS rebinding)": ("GET", "/TOKEN/", {"Host": "evil.example:PORT"}, "not the address"),
    "another port": ("GET", "/TOKEN/", {"Host": "127.0.0.1:1"}, "not the address"),
    "no port": ("GET", "/TOKEN/", {"Host": "127.0.0.1"}, "not the address"),
    "another address of this machine": ("GET", "/TOKEN/", {"Host": "0.0.0.0:PORT"}, "not the address"),
    "another page": ("POST", "/TOKEN/check", {"Origin": "http://evil.example"}, "another page"),
    "another port's page": ("POST", "/TOKEN/check", {"Origin": "http://127.0.0.1:1"}, "another page"),
    "a page without an origin": ("POST", "/TOKEN/accept", {"Origin": "null"}, "another page"),
    "no origin": ("POST", "/TOKEN/source", {"Origin": None}, "another page"),
    "a form of another site": ("POST", "/TOKEN/check", {"Sec-Fetch-Site": "cross-site"}, "another page"),
    "another port of this site": ("POST", "/TOKEN/check", {"Sec-Fetch-Site": "same-site"}, "another page"),
}


@pytest.mark.parametrize("case", STRANGERS)
def test_a_stranger_is_refused(server: Serving, case):
    method, path, headers, why = STRANGERS[case]
    port = server.host.partition(":")[2]
    sent = {name: value and value.replace("PORT", port) for name, value in headers.items()}
    token = server.token[:-1] if "TOKE/" in path else server.token
    status, told, body = server.ask(method, path.replace("TOKEN", token).replace("TOKE", token), b"{}" if method == "POST" else None, sent)
    assert status == 403
    assert why in body.decode()
    assert server.token not in body.decode()
    assert told["Set-Cookie"] is None


def test_the_page_is_answered_by_every_name_of_this_machine_alone(server: Serving):
    port = server.host.partition(":")[2]
    for name in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        assert server.ask("GET", f"/{server.token}/alive", headers={"Host": f"{name}:{port}"})[0] == 200
    assert server.ask("GET", f"/{server.token}")[0] == 303


def test_the_page_may_do_little_and_leaves_nothing_behind(server: Serving):
    status, told, body = server.ask("GET", f"/{server.token}/")
    page, policy = body.decode(), told["Content-Security-Policy"]
    assert status == 200
    nonce = re.search(r"'nonce-([\w-]{20,})'", policy)[1]
    assert policy == (
        f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; img-src data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    tags = re.findall(r"<(?:script|style)\b[^>]*>", page)
    assert len(tags) >= 4
    assert all(f'nonce="{nonce}"' in tag and "src" not in tag for tag in tags)
    assert nonce not in server.ask("GET", f"/{server.token}/")[2].decode()
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|\beval\b|https?://(?!\W)", re.sub(r"(?s)<svg.*?</svg>", "", page))
    named = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"}
    assert {name: told[name] for name in named} == named
    assert told["Set-Cookie"] is told["Server"] is None


def test_a_ticket_leads_to_the_page_once():
    keys = Keys()
    ticket = keys.ticket()
    assert keys.token not in ticket
    assert [keys.used(""), keys.used(ticket + "x"), keys.used(ticket), keys.used(ticket)] == [False, False, True, False]
    assert [keys.opens(keys.token), keys.opens(""), keys.opens(keys.token[:-1])] == [True, False, False]


def test_the_browser_is_led_by_a_ticket(server: Serving):
    ticket = server.keys.ticket()
    assert server.ask("GET", f"/open/{ticket}", headers={"Host": "evil.example"})[0] == 403
    assert server.ask("POST", f"/open/{ticket}", b"")[0] == 403
    status, told, _ = server.ask("GET", f"/open/{ticket}")
    assert (status, told["Location"]) == (303, f"/{server.token}/")
    assert server.ask("GET", f"/open/{ticket}")[0] == 403


@pytest.mark.parametrize(
    ("host", "known", "strange"),
    [
        (
            "127.0.0.1",
            ["127.0.0.1:80", "127.0.0.1", "localhost"],
            ["10.0.0.7:80", "evil.example:80", "", "127.0.0.1:81", "127.0.0.1.evil.example:80"],
        ),
        ("::1", ["[::1]:80", "[::1]"], ["[::2]:80", "::1"]),
        ("10.0.0.7", ["10.0.0.7:80"], ["127.0.0.1:80", "localhost:80"]),
        ("desk.example", ["desk.example:80", "desk.example"], ["evil.example:80", "10.0.0.7:80"]),
        ("0.0.0.0", ["10.0.0.7:80", "127.0.0.1:80", "[::1]:80", "localhost:80"], ["evil.example:80", "10.0.0.7:81", "10.0.0.7.evil.example:80"]),
    ],
)
def test_hosts_are_those_that_it_was_started_with(host, known, strange):
    guard = prepared(Checker([], Config()), host, 80, Keys(), lambda base: None).config.app
    assert [h for h in known if not guard._known(h)] == []
    assert [h for h in strange if guard._known(h)] == []


def test_each_server_has_a_token_of_its_own():
    assert len({Keys().token for _ in range(50)}) == 50
    assert min(len(Keys().token) for _ in range(50)) >= 32


# --- what is read ---------------------------------------------------------------------------------------------------------------------------


def test_a_draft_is_held_against_the_folder(server: Serving):
    status, told = server.post("check", desk_of())
    assert status == 200
    assert told["sources"] == [{"id": "wire.txt", "key": "", "figures": 1}]
    assert [(m["start"], m["end"], m["status"]) for m in told["marks"]] == [(17, 20, "contradicted"), (50, 57, "supported")]
    assert 'class="tick contradicted"' in told["view"]
    assert "257" in told["view"]


def test_the_view_is_that_of_the_report(server: Serving, capfdbinary, story, tmp_path):
    (tmp_path / "draft").write_text(DRAFT)
    _, out, _ = run(capfdbinary, "check", story, "--draft", tmp_path / "draft", "--format", "html", "--no-baseline")
    told = server.post("check", desk_of())[1]["view"]
    panel = re.compile(r'<aside id="panel".*</main>', re.DOTALL)
    assert panel.search(told)[0] == panel.search(out)[0]


def test_without_a_draft_or_without_sources():
    checker = Checker([], Config())
    keys = tuple(checker.take(f"{n}.txt", text.encode()).key for n, text in enumerate((WIRE, DRAFT)))
    alone = Wanted("draft", "The road leads 18 miles (50 kilometers) to Hafra, the police said.")
    for wanted, rule in ((Wanted(keys=keys), "transposition"), (alone, "unit-conversion")):
        result = checker.check(wanted).result
        assert ([f.rule for f in result.findings], result.draft) == ([rule], None)
    told = checker.check(alone).data()
    assert told["sources"] == []
    assert [(m["status"], m["worst"]) for m in told["marks"]] == [("", "error"), ("", "error")]
    assert "data-draft" in told["view"], "it stands in the editor, and not beside it once more"
    assert checker.check(Wanted()).data()["marks"] == []


def test_a_file_is_read_in_memory(server: Serving):
    status, told = server.drop("second.docx", docx(p("The crew rescued 275 passengers from the ferry.")))
    assert (status, told["name"], told["sources"]) == (200, "second.docx", 1)
    found = server.post("check", desk_of(told["key"]))[1]["sources"]
    assert found == [{"id": "second.docx", "key": told["key"], "figures": 1}, {"id": "wire.txt", "key": "", "figures": 1}]


def test_two_of_one_name_are_two_sources(server: Serving):
    key = server.drop("wire.txt", b"Some 12 boats sailed.")[1]["key"]
    assert [s["id"] for s in server.post("check", desk_of(key))[1]["sources"]] == ["page/wire.txt", "wire.txt"]


UNREAD = {
    "scan.png": (b"\x89PNG", "no reader for .png files"),
    "old.doc": (b"x", "save it as .docx or .odt"),
    "broken.docx": (b"PK\x03\x04 nothing", "broken.docx"),
    "bomb.xml": (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><rss><channel>&b;</channel></rss>', "bomb.xml"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_that_cannot_be_read_says_why(server: Serving, name):
    raw, why = UNREAD[name]
    status, told = server.drop(name, raw)
    assert status == 422
    assert why in told["error"]
    assert "/" not in told["error"].partition(":")[0], "no path of this machine"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..", "-", "a\x00b\nc", "CON", "x" * 1000, "", "~"])
def test_a_name_leads_nowhere(server: Serving, name):
    from urllib.parse import quote

    status, told = server.drop(quote(name), b"Some 12 boats sailed.")
    assert status == 200
    assert told["name"] == plain_name(name)
    assert not set("/\\\0\n") & set(told["name"])
    assert server.post("check", desk_of(told["key"]))[0] == 200


def test_a_draft_of_any_format_comes_into_the_editor(server: Serving):
    assert server.drop("a.docx", docx(p("Rain fell on 12 villages.")), "draft") == (200, {"name": "a", "text": "Rain fell on 12 villages."})
    raw = b"# Rain\r\n\r\nIt fell on *12* villages."
    assert server.drop("a.md", raw, "draft")[1] == {"name": "a.md", "text": raw.decode()}


def test_a_time_is_marked_by_what_was_found_and_an_accepted_figure_as_such(tmp_path):
    (tmp_path / "a.txt").write_text("The bridge at Orrin opened in 1987. It carries 400 buses.\n")
    checker = Checker([str(tmp_path)], Config(), tmp_path / "kept.yaml")
    wanted = Wanted("draft", "The bridge at Orrin opened in 1978. It carries 4,000 buses.")
    result = checker.check(wanted).result
    assert [(m["status"], m["time"], m["accepted"]) for m in checker.check(wanted).marks() if not m["time"]] == [("contradicted", False, False)]
    times = [m for m in checker.check(wanted).marks() if m["time"]]
    assert {m["worst"] for m in times} == {f.severity.value for f in result.findings if f.datings} - {"note"}
    checker.accept(wanted, [f.id for f in result.findings if f.figures], "another count")
    assert [m["accepted"] for m in checker.check(wanted).marks() if not m["time"]] == [True]
    assert "accepted: another count" in checker.check(wanted).data()["view"]


def test_each_time_of_a_draft_has_the_mark_of_its_verdict(tmp_path):
    (tmp_path / "a.txt").write_text("The bridge at Orrin opened on 4 May 1987 and was mended in 2011.\n")
    wanted = Wanted("draft", "The bridge at Orrin opened on 4 May 1987. It was mended in 2003, and a fair is held on Sunday.")
    marks = [m for m in Checker([str(tmp_path)], Config()).check(wanted).marks() if m["time"]]
    told = [(wanted.text[m["start"] : m["end"]], m["status"]) for m in marks]
    assert told == [("4 May 1987", "supported"), ("2003", "contradicted"), ("Sunday", "unsupported")]
    assert [m["status"] for m in Checker([], Config()).check(wanted).marks() if m["time"]] == []  # nothing to hold them against


def test_marks_count_as_javascript_does():
    text = "# Rain \U0001f327\U0001f327\n\nIt fell on *12* villages \U0001f327 and 30 towns, and on 7 more.\n"
    marks = list(Checker([], Config()).check(Wanted("a.md", text)).marks())
    units = text.encode("utf-16-le")
    assert [units[2 * m["start"] : 2 * m["end"]].decode("utf-16-le") for m in marks] == ["12", "30", "7"]


WRONG = {
    "no JSON": (b"{", "no JSON"),
    "nested without end": (b"[" * 100_000, "no JSON"),
    "a list": (b"[]", "no desk"),
    "a number for the text": (b'{"draft": {"name": "", "text": 7}}', "no desk"),
    "sources that are none": (b'{"draft": {}, "sources": {"a": 1}}', "no desk"),
    "half a character": (b'{"draft": {"text": "257 \\ud800 men"}, "sources": []}', None),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_question_without_sense_is_answered_with_what_is_wrong(server: Serving, case):
    body, why = WRONG[case]
    status, _, told = server.ask("POST", f"/{server.token}/check", body)
    assert (status, True) == ((422, why in told.decode()) if why else (200, True))


def test_json_only(server: Serving):
    status, _, told = server.ask("POST", f"/{server.token}/check", b"{}", {"Content-Type": "text/plain"})
    assert (status, b"expected application/json" in told) == (422, True)


def test_limits_are_those_of_the_package(story):
    with serving(story, config=replace(Config(), limits=Limits(bytes=1000, sources=2))) as small:
        status, told = small.drop("long.txt", b"x" * 1001)
        assert (status, "larger than 1,000 bytes" in told["error"]) == (422, True)
        status, told = small.post("check", desk_of(draft="x" * 2000))
        assert (status, "larger than 1,000 bytes" in told["error"]) == (422, True)
        keys = [small.drop(f"{n}.txt", b"Some 12 boats sailed.")[1]["key"] for n in range(2)]
        status, told = small.post("check", desk_of(*keys))
        assert (status, "3 sources in one story" in told["error"]) == (422, True)


def test_what_a_new_server_has_never_seen_is_asked_for(server: Serving):
    status, told = server.post("check", desk_of("0" * 64))
    assert (status, told["missing"]) == (409, ["0" * 64])
    assert told["error"].startswith("1 of the sources are not held")


def test_a_file_of_the_folder_that_changes_is_read_anew(tmp_path):
    (tmp_path / "wire.txt").write_text(WIRE)
    checker = Checker([str(tmp_path)], Config())
    wanted = Wanted("draft", DRAFT)
    before = checker.state()
    assert [(m["status"], m["time"]) for m in checker.check(wanted).marks()] == [("contradicted", False), ("supported", True)]
    (tmp_path / "wire.txt").write_text(WIRE.replace("275", "257 ")[:-1])
    assert checker.state() != before
    assert [m["status"] for m in checker.check(wanted).marks()] == ["supported", "supported"]
    (tmp_path / "wire.txt").write_bytes(b"\x00\xff\x00")
    with pytest.raises(FactcheckError, match=r"wire\.txt"):
        checker.check(wanted)


def test_figures_of_an_unchanged_source_are_found_once(story, monkeypatch):
    from factcheck import pipeline

    asked = []
    monkeypatch.setattr(pipeline, "extract_one", lambda s, real=pipeline.extract_one: asked.append(s.id) or real(s))
    checker = Checker([str(story)], Config())
    for text in ("Some 12 boats sailed.", "Some 13 boats sailed.", "Some 13 boats sailed."):
        checker.check(Wanted("draft", text))
    assert asked == ["draft", "wire.txt", "draft"]


# --- why, accept, export --------------------------------------------------------------------------------------------------------------------


def _finding(server: Serving, **desk) -> str:
    return re.search(r'id="finding-([0-9a-f]{12})"', server.post("check", desk_of(**desk))[1]["view"])[1]


def test_why_is_what_explain_says(server: Serving, capfdbinary, story, tmp_path, monkeypatch):
    told = server.post("why", desk_of(finding=_finding(server)))[1]["text"]
    assert told.startswith("contradicted · error · ")
    told = server.post("pair", desk_of(first="s0-0", second="s1-0"))[1]["text"]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft").write_text(DRAFT)
    (tmp_path / "wire.txt").write_text(WIRE)
    _, out, _ = run(capfdbinary, "explain", "--pair", "draft:1:18", "wire.txt:1:18", "draft", "wire.txt")
    assert told.split("The judgement")[0] == out.split("The judgement")[0]
    for pair, why in ((("s0-0", "s0-0"), "the same figure twice"), (("s0-0", "s9-9"), "no figure of the page"), (("", ""), "no figure")):
        assert why in server.post("pair", desk_of(first=pair[0], second=pair[1]))[1]["error"]


def test_accept_writes_the_baseline_and_nothing_else(story, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    baseline = tmp_path / "kept" / "baseline.yaml"
    with serving(story, baseline=baseline) as running:
        identity = _finding(running)
        status, told = running.post("accept", desk_of(ids=[identity], reason=" ", by=""))
        assert (status, "no reason" in told["error"], baseline.exists()) == (422, True, False)
        assert running.post("accept", desk_of(ids=["0" * 12], reason="x", by=""))[0] == 422
        assert running.post("accept", desk_of(ids=[identity], reason='seen: "both" counts', by="desk")) == (200, {"added": 1})
        assert running.post("accept", desk_of(ids=[identity], reason="again", by="desk")) == (200, {"added": 0})
        assert f'id="finding-{identity}"' not in running.post("check", desk_of())[1]["view"]
    text = baseline.read_text()
    assert f'id: "{identity}"' in text
    assert 'reason: "seen: \\"both\\" counts"' in text
    assert [p.relative_to(tmp_path).as_posix() for p in sorted(tmp_path.rglob("*"))] == ["kept", "kept/baseline.yaml"]
    assert [p.name for p in story.iterdir()] == ["wire.txt"]


# entries of a baseline for the finding, how many are new once it is accepted on 2 March 2026, and the reason that stands there then
HELD = {
    "none": ("", 1, "new"),
    "one that lasts": ('reason: "old"', 0, "old"),
    "one whose last day it is": ('reason: "old"\n    until: "2026-03-02"', 0, "old"),
    "one that has expired": ('reason: "old"\n    until: "2026-03-01"', 1, "new"),
}


@pytest.mark.parametrize("case", HELD)
def test_an_entry_stays_as_it_is_until_it_has_expired(story, tmp_path, case):
    fields, added, reason = HELD[case]
    baseline = tmp_path / "baseline.yaml"
    checker = Checker([str(story)], replace(Config(), today="2026-03-02"), baseline)
    (finding,) = checker.check(Wanted("draft", DRAFT)).result.findings
    if fields:
        baseline.write_text(f'scheme: factcheck/v2\nfindings:\n  - id: "{finding.id}"\n    rule: "{finding.rule}"\n    {fields}\n')
    assert checker.accept(Wanted("draft", DRAFT), [finding.id], "new") == added
    assert [(e.id, e.reason) for e in read_baseline(baseline)] == [(finding.id, reason)]
    assert checker.check(Wanted("draft", DRAFT)).result.findings[0].accepted


def test_without_a_baseline_nothing_is_accepted(server: Serving):
    status, told = server.post("accept", desk_of(ids=[_finding(server)], reason="x", by=""))
    assert (status, "factcheck serve --baseline" in told["error"]) == (422, True)
    page = server.ask("GET", f"/{server.token}/")[2].decode()
    assert ('id="accept-dialog"' in page, "to accept findings, start with --baseline" in page) == (False, True)


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_an_export_is_the_report_of_the_command(server: Serving, capfdbinary, story, tmp_path, form):
    import json

    (tmp_path / "draft").write_text(DRAFT)
    status, told, body = server.ask("POST", f"/{server.token}/export", json.dumps(desk_of(format=form)).encode())
    assert (status, told["Content-Disposition"][:10]) == (200, "attachment")
    _, out, _ = run(capfdbinary, "check", story, "--draft", tmp_path / "draft", "--format", form, "--no-baseline")
    said = [re.sub(r'"path": "[^"]*"', "…", text).replace(story.name, "story") for text in (body.decode(), out)]
    assert said[0] == said[1]


def test_no_other_export(server: Serving):
    assert server.post("export", desk_of(format="parquet"))[0] == 422


# --- one thread, and of a window the newest ------------------------------------------------------------------------------------------------


def test_typing_never_queues_up():
    import asyncio

    async def typed() -> tuple[list[str], list[str]]:
        latest, begun, opened_gate = Latest(), [], threading.Event()

        def work(name):
            def one(progress):
                begun.append(name)
                opened_gate.wait(5)
                progress("align", 0, 1)
                return name

            return one

        asked = [asyncio.ensure_future(latest.check("a", work(f"key {n}"))) for n in range(20)]
        asked.append(asyncio.ensure_future(latest.check("b", work("other window"))))
        while not begun:
            await asyncio.sleep(0.001)
        opened_gate.set()
        found = await asyncio.gather(*asked, return_exceptions=True)
        assert all(isinstance(f, OutdatedError) for f in found[:19])
        return begun, found[19:]

    begun, found = asyncio.run(typed())
    assert found == ["key 19", "other window"]
    assert begun == ["key 19", "other window"]


def test_a_check_that_is_overtaken_ends_at_its_next_stage():
    import asyncio

    async def typed() -> tuple[object, str, list[str]]:
        latest, stages, begun, more = Latest(), [], threading.Event(), threading.Event()

        def slow(progress):
            begun.set()
            more.wait(5)
            for stage in ("align", "check"):
                progress(stage, 0, 1)
                stages.append(stage)

        first = asyncio.ensure_future(latest.check("a", slow))
        while not begun.is_set():
            await asyncio.sleep(0.001)
        second = asyncio.ensure_future(latest.check("a", lambda progress: "newest"))
        await asyncio.sleep(0)
        more.set()
        return (await asyncio.gather(first, return_exceptions=True))[0], await second, stages

    first, second, stages = asyncio.run(typed())
    assert isinstance(first, OutdatedError)
    assert (second, stages) == ("newest", [])


def test_an_error_of_ours_is_told_and_the_server_goes_on(server: Serving, monkeypatch):
    def broken(self):
        raise ZeroDivisionError("nought")

    with monkeypatch.context() as patched:
        patched.setattr(View, "data", broken)
        status, told = server.post("check", desk_of(draft="Some 14 boats sailed."))
    assert (status, told) == (500, {"error": "this is a bug in factcheck: ZeroDivisionError: nought"})
    assert server.post("check", desk_of())[0] == 200


# --- the process ----------------------------------------------------------------------------------------------------------------------------


def test_a_port_in_use(capfdbinary):
    with bound("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        code, out, err = run(capfdbinary, "serve", "--no-browser", "--port", port)
    assert (code, out) == (2, "")
    assert err == f"factcheck: --port: {port} is taken by another program; end that, or take another: --port 0 is any that is free\n"


def test_an_address_that_is_not_of_this_machine():
    with pytest.raises(ConfigError, match=r"--host: 192\.0\.2\.1 is no address of this machine"):
        bound("192.0.2.1", 0)


def test_a_browser_that_is_not_there(monkeypatch):
    import webbrowser

    monkeypatch.delenv("BROWSER", raising=False)

    def none(using=None):
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr(webbrowser, "get", none)
    assert not opened("http://127.0.0.1:1/")
    monkeypatch.setattr(webbrowser, "get", lambda using=None: webbrowser.GenericBrowser("lynx"))
    assert not opened("http://127.0.0.1:1/"), "one in the terminal would take it over"
    led = threading.Event()
    window = webbrowser.BackgroundBrowser("window")
    monkeypatch.setattr(window, "open", lambda address: led.set())
    monkeypatch.setattr(webbrowser, "get", lambda using=None: window)
    assert opened("http://127.0.0.1:1/")
    assert led.wait(5)


def _process(*arguments: str, **environment: str) -> tuple[subprocess.Popen[str], list[str]]:
    """A server of its own with what it has said up to its address."""
    told = {k: v for k, v in os.environ.items() if not k.startswith("FACTCHECK")} | {"PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "factcheck", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=told)
    return process, [process.stderr.readline()]


@pytest.mark.parametrize(("number", "code", "said"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "ended by SIGTERM")])
def test_ctrl_c_and_its_like(story, number, code, said):
    process, told = _process("--no-browser", str(story))
    try:
        address = re.fullmatch(r"factcheck: at http://127\.0\.0\.1:(\d+)/([\w-]{32,})/ until Ctrl-C\n", told[0])
        idle = socket.create_connection(("127.0.0.1", int(address[1])))  # a browser keeps some open
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
        idle.close()
    finally:
        process.kill()
    assert (process.returncode, out, err) == (code, "", f"factcheck: {said}\n")


def test_no_browser_is_told_and_the_server_runs(story, tmp_path):
    process, told = _process(str(story), PATH=str(tmp_path), BROWSER="", DISPLAY="", WAYLAND_DISPLAY="")
    try:
        told.append(process.stderr.readline())
        assert told[1] == "factcheck: no browser was found; open the address in one\n"
        host, _, token = told[0].split()[2].removeprefix("http://").removesuffix("/").partition("/")
        assert Serving(f"http://{host}", token).ask("GET", f"/{token}/alive")[0] == 200
    finally:
        process.kill()
        process.communicate()


def test_mistakes_end_it_at_the_start(capfdbinary, tmp_path):
    (tmp_path / "b.yaml").write_text("scheme: other\n")
    for arguments, why in (
        (("nowhere",), "no such file"),
        (("-",), "standard input can be read once only"),
        (("--draft", "nowhere.md"), "no such file"),
        (("--baseline", tmp_path / "b.yaml"), "ids of scheme 'other'"),
        (("--select", "nonsense"), "unknown rule 'nonsense'"),
    ):
        code, _, err = run(capfdbinary, "serve", "--no-browser", "--port", "0", *arguments)
        assert (code, why in err) == (2, True), err


def test_without_its_packages_it_says_which(capfdbinary, monkeypatch):
    import factcheck.cli.serve as module

    monkeypatch.setattr(module, "find_spec", lambda name: None)
    code, _, err = run(capfdbinary, "serve")
    assert (code, err) == (2, "factcheck: factcheck serve: needs starlette, which is not installed; in the clone: pip install '.[serve]'\n")


def test_it_ends_while_something_is_checked(story):
    """The thread of the checks is none that the process waits for."""
    code = (
        "import threading, time; from factcheck.serve.latest import Latest; latest = Latest(); "
        "latest._asked.put(lambda: time.sleep(60)); time.sleep(0.2)"
    )
    start = time.monotonic()
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=30)
    assert time.monotonic() - start < 30
