"""Which corpus an open file belongs to, what the language server does where something is wrong with it, drafts, and how it ends."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from lsp_editor import DAILY, ONE_RULE, ROOT, SWAPPED, WIRE, editor, lasts, spans, write_story
from lsprotocol import types

from factcheck.desk.corpora import Asked, Home, home
from factcheck.desk.look import Desk, Looked
from factcheck.lsp.rounds import Rounds


@pytest.fixture
def story(tmp_path):
    """A function that writes files beside the usual two, see ``write_story``."""
    return partial(write_story, tmp_path)


# files of a workspace, the file that is opened, and the folder of its corpus; "" is the workspace
HOMES = {
    "the workspace": ({"a.txt": "", "deep/b.txt": ""}, "deep/b.txt", ""),
    "settings": ({"deep/factcheck.toml": "", "deep/er/b.txt": ""}, "deep/er/b.txt", "deep"),
    "what is known of the sources": ({"factcheck.toml": "", "deep/corpus.toml": "", "deep/b.txt": ""}, "deep/b.txt", "deep"),
    "part of what the settings name": ({"factcheck.toml": 'sources = ["deep"]', "deep/corpus.toml": "", "deep/b.txt": ""}, "deep/b.txt", ""),
    "one of the stories that the settings name": (
        {"factcheck.toml": 'sources = ["x", "deep/"]', "deep/corpus.toml": "", "deep/b.txt": ""},
        "deep/b.txt",
        "",
    ),
    "settings that make no sense": ({"factcheck.toml": "sources = [", "deep/corpus.toml": "", "deep/b.txt": ""}, "deep/b.txt", "deep"),
}


@pytest.mark.parametrize("name", HOMES)
def test_the_nearest_corpus(tmp_path, name):
    files, opened, expected = HOMES[name]
    for file, text in files.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text)
    assert home(tmp_path / opened, [tmp_path]) == Home(tmp_path / expected)


def test_without_a_workspace_what_is_open_counts(tmp_path):
    (tmp_path / "other.txt").write_text(DAILY)
    desk = Desk(home(tmp_path / "a.txt", []))
    assert desk.place == Home(tmp_path, whole=False)
    opened = {tmp_path / "a.txt": WIRE, tmp_path / "b.txt": DAILY}
    assert [sorted(c.sources) for c in desk.look(opened).stories] == [["a.txt", "b.txt"]]


def test_only_what_was_never_seen_is_read_and_extracted(tmp_path, monkeypatch):
    from factcheck import pipeline

    read, extracted = [], []
    reading, extracting = pipeline.articles, pipeline.extract_one
    monkeypatch.setattr(pipeline, "articles", lambda reader, raw, place: read.append(Path(place).name) or reading(reader, raw, place))
    monkeypatch.setattr(pipeline, "extract_one", lambda source: extracted.append(source.id) or extracting(source))
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(WIRE)
    desk = Desk(Home(tmp_path))
    for text in (WIRE, WIRE.replace("275", "257"), WIRE.replace("275", "257"), WIRE):
        desk.look({tmp_path / "a.txt": text})
    assert extracted == read == ["a.txt", "b.txt", "c.txt", "a.txt"]


@lasts
async def test_two_folders_do_not_know_each_other(story):
    one, other = story(), story({"daily.txt": DAILY.replace("257", "275")}, "other")
    async with editor(one, other) as desk:
        desk.open(one / "wire.txt")
        desk.open(other / "wire.txt")
        assert spans(await desk.settled(one / "wire.txt")) == SWAPPED
        assert await desk.settled(other / "wire.txt") == []
        desk.type(other / "wire.txt", WIRE.replace("275", "257"))
        assert spans(await desk.settled(other / "wire.txt")) == SWAPPED
        assert spans(await desk.settled(one / "wire.txt")) == SWAPPED
        desk.close(one / "wire.txt")
        await desk.settled(other / "wire.txt")
        assert [p.parent.name for p, shown in desk.shown.items() if shown] == ["other", "other"]


@lasts
async def test_each_folder_that_the_settings_name_is_a_story(story):
    files = {"one/wire.txt": WIRE, "one/daily.txt": DAILY, "two/wire.txt": WIRE, "wire.txt": None, "daily.txt": None}
    folder = story(files | {"factcheck.toml": ONE_RULE + 'sources = ["one", "two"]\n'})
    async with editor(folder) as desk:
        desk.open(folder / "two/wire.txt")
        assert await desk.settled(folder / "two/wire.txt") == []
        desk.open(folder / "one/wire.txt")
        assert spans(await desk.settled(folder / "one/wire.txt")) == SWAPPED
        assert desk.shown.get(folder / "two/wire.txt", []) == []


@lasts
async def test_files_that_change_on_the_disk(story):
    folder = story({"daily.txt": None})
    wire, daily = folder / "wire.txt", folder / "daily.txt"
    async with editor(folder) as desk:
        desk.open(wire)
        assert await desk.settled(wire) == []
        (watched,) = desk.registered
        assert watched.method == "workspace/didChangeWatchedFiles"
        assert "txt" in watched.register_options["watchers"][0]["globPattern"]
        daily.write_text(DAILY)
        desk.changed_on_disk(daily, types.FileChangeType.Created)
        assert spans(await desk.settled(wire)) == SWAPPED
        daily.write_text(DAILY.replace("257", "275"))
        desk.changed_on_disk(daily)
        assert await desk.settled(wire) == []
        daily.write_text(DAILY)
        desk.changed_on_disk(daily)
        assert spans(await desk.settled(wire)) == SWAPPED
        daily.unlink()
        desk.changed_on_disk(daily, types.FileChangeType.Deleted)
        assert await desk.settled(wire) == [] == desk.shown[daily]


@lasts
async def test_a_file_that_cannot_be_read_keeps_no_other_from_being_checked(story):
    folder = story({"third.txt": WIRE})
    third = folder / "third.txt"
    async with editor(folder) as desk:
        desk.open(third)
        desk.type(third, " \n")
        (wrong,) = await desk.settled(third)
        assert wrong.message == "holds nothing but blanks; expected text; take it out or fill it"
        assert spans(desk.shown[folder / "wire.txt"]) == SWAPPED
        desk.type(third, WIRE)
        assert spans(await desk.settled(third)) == SWAPPED
        assert desk.told == []


# settings and what is known of the sources, the file and line of the diagnostic, and how its message begins
BROKEN = {
    "no TOML": ({"factcheck.toml": "select = [\n"}, "factcheck.toml", None, ""),
    "a key that there is not": ({"factcheck.toml": 'selects = ["x"]\n'}, "factcheck.toml", 0, "selects: unknown setting"),
    "a rule that there is not": ({"factcheck.toml": 'select = ["transpositon"]\n'}, None, None, "select: unknown rule 'transpositon'"),
    "a manifest": ({"corpus.toml": '[[source]]\npath = "wier.txt"\n'}, "corpus.toml", 1, "no file 'wier.txt'"),
    "a baseline": (
        {"factcheck-baseline.yaml": 'scheme: factcheck/v2\nfindings:\n  - id: "5c1e07aa0b1c"\n    rule: transposition\n'},
        "factcheck-baseline.yaml", 2, "no reason",
    ),
    "a baseline of something else": ({"factcheck-baseline.yaml": "- a\n"}, "factcheck-baseline.yaml", 0, "is no baseline"),
    "a baseline that is not there": ({"factcheck.toml": ONE_RULE + 'baseline = "none.yaml"\n'}, None, None, "no such baseline"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
@lasts
async def test_what_is_broken_is_told_and_mended(story, name):
    files, file, line, message = BROKEN[name]
    folder = story(files)
    wire = folder / "wire.txt"
    async with editor(folder) as desk:
        desk.open(wire)
        await desk.settled(wire)
        if file is None:
            assert any(message in told for told in desk.told)
        else:
            (wrong,) = desk.shown[folder / file]
            assert wrong.message.startswith(message)
            assert line is None or wrong.range.start.line == line
        told = list(desk.told)
        desk.type(wire, WIRE + "\n")
        await desk.settled(wire)
        assert desk.told == told  # once, not with every keystroke
        (folder / "factcheck.toml").write_text(ONE_RULE)
        for gone in ("corpus.toml", "factcheck-baseline.yaml"):
            (folder / gone).unlink(missing_ok=True)
        desk.save(folder / "factcheck.toml")
        assert spans(await desk.settled(wire)) == SWAPPED
        assert file is None or desk.shown[folder / file] == []


@lasts
async def test_a_comment_accepts_and_a_half_typed_one_hides_nothing(story):
    text = "# Varn\n\nThe army sent 275 soldiers to guard the bridge over the Lusk. <!-- factcheck: ignore[{}] two letters -->\n"
    folder = story({"wire.txt": None, "wire.md": text.format("transposition")})
    wire = folder / "wire.md"
    async with editor(folder) as desk:
        desk.open(wire)
        assert await desk.settled(wire) == []
        desk.type(wire, text.format("transpo"))
        wrong, finding = await desk.settled(wire)
        assert (wrong.range.start.line, wrong.message[:30]) == (2, "unknown rule 'transpo'; expect")
        assert spans([finding]) == SWAPPED
        assert desk.told == []


@lasts
async def test_each_folder_is_told_of_once(story):
    folders = [story({"factcheck.toml": 'select = ["x"]\n'}), story({"factcheck.toml": 'select = ["y"]\n'}, "other")]
    async with editor(*folders) as desk:
        for turn in ("", "\n", "\n\n"):
            for folder in folders:
                (desk.type if turn else desk.open)(folder / "wire.txt", WIRE + turn)
                await desk.settled(folder / "wire.txt")
        assert [told.split("'")[1] for told in desk.told] == ["x", "y"]


@lasts
async def test_a_draft_and_its_verdicts(story):
    files = {"sources/wire.txt": WIRE, "sources/daily.txt": WIRE, "wire.txt": None, "daily.txt": None, "draft.md": DAILY.replace("257", "**257**")}
    folder = story(files | {"factcheck.toml": 'sources = ["sources"]\ndraft = "draft.md"\n'})
    draft = folder / "draft.md"
    async with editor(folder) as desk:
        desk.open(draft)
        assert "contradicted" in [d.code for d in await desk.settled(draft)]
        assert not await desk.hints(draft)  # off unless they are asked for
        assert "contradicted" in (await desk.hover(draft, 4, 18)).contents.value
    async with editor(folder, arguments=["--hints"]) as desk:
        desk.open(draft)
        shown = {h.position.line: (h.position.character, h.label) for h in await desk.hints(draft)}
        assert shown[4] == (19, "contradicted")
        desk.type(draft, DAILY.replace("257", "**275**"))
        assert {h.position.line: h.label for h in await desk.hints(draft)}[4] == "supported"
        desk.open(folder / "sources/wire.txt")
        assert not await desk.hints(folder / "sources/wire.txt")


@lasts
async def test_options_of_the_editor(story):
    folder = story({"draft.txt": DAILY, "daily.txt": WIRE})
    draft = folder / "draft.txt"
    async with editor(folder, options={"draft": "draft.txt", "hints": True}) as desk:
        desk.open(draft)
        assert {h.position.line: h.label for h in await desk.hints(draft)}[4] == "contradicted"
    async with editor(folder, options={"hint": True}) as desk:
        desk.open(draft)
        await desk.settled(draft)
        assert desk.told == ["factcheck: initializationOptions: unknown option 'hint'; expected 'hints'"]


@lasts
async def test_what_is_stale_is_never_shown(tmp_path):
    """A change that comes while a look goes on: what that look finds is of a text that is gone."""
    texts, shown, started, go_on = {tmp_path / "a.txt": "old"}, [], threading.Event(), threading.Event()

    class Slow(Desk):
        def look(self, opened):
            started.set()
            go_on.wait(60)
            return Looked((next(iter(opened.values())),))

    rounds = Rounds(lambda: texts, lambda: [tmp_path], lambda s: shown.append(s.looked.stories), pytest.fail, Asked())
    (file,) = texts
    rounds.change(file)
    rounds.live[rounds.home(file)].desk = Slow(Home(tmp_path))
    await asyncio.to_thread(started.wait, 60)
    for text in ("new", "newer", "newest"):
        texts[file] = text
        rounds.change(file)
    go_on.set()
    state = await rounds.settled(file)
    assert shown == [("newest",)]
    assert state.looked.stories == ("newest",)
    rounds.close()


@lasts
async def test_a_bug_of_ours_is_told_and_the_server_goes_on(tmp_path):
    told, shown = [], []

    class Broken(Desk):
        def look(self, opened):
            raise KeyError("x")

    (tmp_path / "a.txt").write_text(WIRE)
    rounds = Rounds(lambda: {tmp_path / "a.txt": WIRE}, lambda: [tmp_path], lambda s: shown.append(s.looked), told.append, Asked())
    rounds.change(tmp_path / "a.txt")
    rounds.live[rounds.home(tmp_path / "a.txt")].desk = Broken(Home(tmp_path))
    await rounds.settled(tmp_path / "a.txt")
    assert [type(e) for e in told] == [KeyError]
    assert shown == [Looked()]
    rounds.close()
    rounds = Rounds(lambda: {tmp_path / "a.txt": WIRE}, lambda: [tmp_path], lambda s: shown.index(s), told.append, Asked())
    rounds.change(tmp_path / "a.txt")
    assert (await rounds.settled(tmp_path / "a.txt")).looked.stories  # what was found is there to be asked for
    assert [type(e) for e in told] == [KeyError, ValueError]
    rounds.close()


def _frame(**message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def _start(**more):
    run = [sys.executable, "-m", "factcheck", "lsp"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(run, cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, **pipes, **more)


INITIALIZE = _frame(id=1, method="initialize", params={"capabilities": {}, "processId": None, "rootUri": None})


def _answer(server):
    """The next message; what is no message is no number of bytes either."""
    headers = dict(line.strip().split(b": ", 1) for line in iter(server.stdout.readline, b"\r\n"))
    return json.loads(server.stdout.read(int(headers[b"Content-Length"])))


def test_the_server_ends_as_the_protocol_says():
    with _start() as server:
        server.stdin.write(INITIALIZE + _frame(id=2, method="shutdown") + _frame(method="exit"))
        server.stdin.flush()
        assert [_answer(server)["id"], _answer(server)["id"], server.stdout.read()] == [1, 2, b""]
        assert server.wait(60) == 0
    with _start() as server:  # an editor that goes without a word
        server.stdin.write(INITIALIZE)
        server.stdin.close()
        assert _answer(server)["id"] == 1
        assert (server.wait(60), server.stdout.read()) == (1, b"")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_the_server_from_outside(number, code):
    with _start() as server:
        server.stdin.write(INITIALIZE)
        server.stdin.flush()
        assert _answer(server)["result"]["serverInfo"]["name"] == "factcheck"
        server.send_signal(number)
        assert (server.wait(60), server.stdout.read()) == (code, b"")


def test_the_command_says_what_it_lacks(monkeypatch, capsys):
    from factcheck.cli import lsp, main

    monkeypatch.setattr(lsp, "find_spec", lambda name: None)
    assert main(["lsp"]) == 2
    assert capsys.readouterr() == ("", "factcheck: factcheck lsp: needs pygls, which is not installed; in the clone: pip install '.[lsp]'\n")
    assert main(["lsp", "--draft", ""]) == 2
