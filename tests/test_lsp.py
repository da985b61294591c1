"""The language server as an editor meets it: pygls's own client over standard input and output, a server of its own for each test."""

from __future__ import annotations

import re
from functools import partial

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from lsp_editor import FULL, ONE_RULE, SENTENCE, SWAPPED, SWAPPED_DAILY, WIRE, editor, lasts, path, spans, write_story
from lsprotocol import types

import factcheck


@pytest.fixture
def story(tmp_path):
    """A function that writes files beside the usual two, see ``write_story``."""
    return partial(write_story, tmp_path)


@lasts
async def test_a_finding_stands_in_each_of_its_files_with_the_other_side(story):
    folder = story()
    finding = factcheck.check(folder, select="transposition").findings[0]
    async with editor(folder) as desk:
        desk.open(folder / "wire.txt")
        (shown,) = await desk.settled(folder / "wire.txt")
        assert spans([shown]) == SWAPPED
        assert (shown.message, shown.severity, shown.source) == (finding.message, types.DiagnosticSeverity.Error, "factcheck")
        (other,) = shown.related_information
        assert (path(other.location.uri).name, other.location.range.start.line, other.message) == ("daily.txt", 4, "257 soldiers (daily.txt)")
        assert spans(desk.shown[folder / "daily.txt"]) == SWAPPED_DAILY  # although nobody has opened it
        assert desk.told == []


@lasts
async def test_notes_are_the_quietest(story):
    folder = story({"factcheck.toml": ""})
    async with editor(folder) as desk:
        desk.open(folder / "daily.txt")
        loud = {d.code: d.severity for d in await desk.settled(folder / "daily.txt")}
    assert loud["transposition"] is types.DiagnosticSeverity.Error
    assert loud["hedge-drift"] is types.DiagnosticSeverity.Warning
    assert loud["uncorroborated"] is types.DiagnosticSeverity.Hint


@lasts
async def test_unsaved_text_counts_and_what_is_closed_is_as_on_the_disk(story):
    folder = story()
    wire, daily, new = folder / "wire.txt", folder / "daily.txt", folder / "new.txt"
    async with editor(folder) as desk:
        desk.open(wire)
        desk.open(daily)
        assert spans(await desk.settled(wire)) == SWAPPED
        desk.type(wire, WIRE.replace("275", "257"))
        assert await desk.settled(wire) == [] == desk.shown[daily]
        desk.open(new, "The army sent 275 soldiers to guard the bridge over the Lusk.\n")  # never saved
        assert spans(await desk.settled(new)) == [("transposition", 0, 14, 17)]
        desk.close(new)
        assert await desk.settled(wire) == [] == desk.shown[new]
        desk.close(wire)
        assert spans(await desk.settled(daily)) == SWAPPED_DAILY
        desk.close(daily)
        await desk.settled(daily)
        assert not any(desk.shown.values())  # nothing is open, nothing is shown
    assert wire.read_text() == WIRE
    assert not new.exists()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-32"])
@lasts
async def test_columns_count_as_the_editor_does(story, encoding):
    before = "🚢 Après l’été, the army sent "
    width = {"utf-16": 1 + len(before), "utf-8": len(before.encode()), "utf-32": len(before)}[encoding]
    folder = story({"wire.txt": "Varn\n\n" + before + "275 soldiers to guard the bridge over the Lusk.\n"})
    capabilities = FULL | {"general": {"positionEncodings": [encoding]}}
    async with editor(folder, capabilities=capabilities) as desk:
        desk.open(folder / "wire.txt")
        assert desk.capabilities.position_encoding == encoding
        assert spans(await desk.settled(folder / "wire.txt")) == [("transposition", 2, width, width + 3)]
        assert (await desk.hover(folder / "wire.txt", 2, width + 1)).range.start.character == width
        assert await desk.hover(folder / "wire.txt", 2, width - 1) is None


# name, text, line and columns in UTF-16 of what stands for 275 in the file as it is
IN_FILES = {
    "crlf": ("wire.txt", "Varn\r\n\r\n" + SENTENCE.format("275") + "\r\n", (2, 14, 17)),
    "cr": ("wire.txt", "Varn\r\r" + SENTENCE.format("275") + "\r", (2, 14, 17)),
    "what ends a line for Python alone": ("wire.txt", "Varn\x0c and\u2028 so on.\n\n" + SENTENCE.format("275") + "\n", (2, 14, 17)),
    "mark": ("wire.txt", "\ufeffVarn\n\n" + SENTENCE.format("275") + "\n", (2, 14, 17)),
    "Markdown": ("wire.md", "# Varn 🚢\n\n> *The* army sent **275** soldiers to guard [the bridge](x) over the Lusk.\n", (2, 20, 23)),
    "front matter": ("wire.md", "---\ntitle: Varn\n---\n\n" + SENTENCE.format("**275**") + "\n", (4, 16, 19)),
    "a page": (
        "wire.html",
        "<p>Caf&eacute; 🚢</p>\n<p>\n  The <b>army</b> sent <i>275</i> soldiers to guard the bridge over the Lusk.</p>\n",
        (2, 26, 29),
    ),
    "reStructuredText": ("wire.rst", "Varn\n====\n\n*The* army sent **275** soldiers to guard the bridge over the Lusk.\n", (3, 18, 21)),
}


@pytest.mark.parametrize("name", IN_FILES)
@lasts
async def test_a_diagnostic_stands_where_the_file_has_it(story, name):
    file, text, where = IN_FILES[name]
    folder = story({"wire.txt": None} | {file: text})
    async with editor(folder) as desk:
        desk.open(folder / file)
        assert spans(await desk.settled(folder / file)) == [("transposition", *where)]
        desk.close(folder / file)  # the same as it lies on the disk
        desk.open(folder / "daily.txt")
        await desk.settled(folder / "daily.txt")
        assert spans(desk.shown[folder / file]) == [("transposition", *where)]


@lasts
async def test_a_file_that_is_no_utf_8(story):
    text = "Après l’été, the army sent 275 soldiers to guard the bridge over the Lusk.\n"
    folder = story({"wire.txt": text.encode("cp1252")})
    async with editor(folder) as desk:
        desk.open(folder / "daily.txt")
        assert spans(await desk.settled(folder / "daily.txt")) == SWAPPED_DAILY
        assert spans(desk.shown[folder / "wire.txt"]) == [("transposition", 0, 27, 30)]
        desk.open(folder / "wire.txt")  # as an editor shows it that takes it for UTF-8
        assert spans(await desk.settled(folder / "wire.txt")) == [("transposition", 0, 27, 30)]


@lasts
async def test_hover_and_the_other_figures_of_the_fact(story):
    folder = story()
    wire = folder / "wire.txt"
    async with editor(folder) as desk:
        desk.open(wire)
        shown = await desk.hover(wire, 2, 16)
        assert shown.contents.kind is types.MarkupKind.Markdown
        for part in ("value 275; admits 275", "**soldiers sent**", "daily.txt:5:15 “257 soldiers”", "error transposition"):
            assert part in shown.contents.value
        assert await desk.hover(wire, 2, 3) is None
        assert await desk.others(wire, 2, 14) == [("daily.txt", 4, 14, 17)]
        assert await desk.references(wire, 2, 17) == [("daily.txt", 4, 14, 17), ("wire.txt", 2, 14, 17)]
        assert await desk.references(wire, 2, 17, itself=False) == [("daily.txt", 4, 14, 17)]
        assert await desk.others(wire, 0, 0) == []
        assert await desk.others(wire, 99, 7) == []


@lasts
async def test_one_edit_is_offered_once_and_names_all_who_have_it(story):
    folder = story({"courier.txt": SENTENCE.format("257") + "\n"})
    async with editor(folder) as desk:
        desk.open(folder / "wire.txt")
        offered = [a.title for a in await desk.actions(folder / "wire.txt", 2, 15) if a.title.startswith("Put")]
        assert offered == ["Put “257” for “275”, as courier.txt and daily.txt have it"]


@lasts
async def test_nothing_of_a_text_is_markup_in_a_hover(story):
    folder = story({"wire.txt": SENTENCE.format("275").replace("The army", "The [army](command:x)<img src=x>") + "\n"})
    async with editor(folder) as desk:
        desk.open(folder / "wire.txt")
        shown = (await desk.hover(folder / "wire.txt", 0, 40)).contents.value
        assert not re.search(r"(?<!\\\\)[<\[]", shown)
    plain = FULL | {"textDocument": {"hover": {"contentFormat": ["plaintext"]}}}
    async with editor(folder, capabilities=plain) as desk:
        desk.open(folder / "daily.txt")
        shown = (await desk.hover(folder / "daily.txt", 4, 15)).contents
        assert (shown.kind, "**" in shown.value) == (types.MarkupKind.PlainText, False)


@lasts
async def test_actions_offer_and_never_prefer(story):
    folder = story()
    wire = folder / "wire.txt"
    async with editor(folder) as desk:
        desk.open(wire)
        accept, put = await desk.actions(wire, 2, 15)
        assert re.fullmatch(r"Accept transposition [0-9a-f]{12}, with a reason, in the baseline", accept.title)
        assert put.title == "Put “257” for “275”, as daily.txt has it"
        assert [a.is_preferred for a in (accept, put)] == [None, None]
        assert [spans(a.diagnostics) for a in (accept, put)] == [SWAPPED, SWAPPED]
        (document,) = put.edit.document_changes
        assert [(e.new_text, e.range.start.character, e.range.end.character) for e in document.edits] == [("257", 14, 17)]
        assert (path(document.text_document.uri), document.text_document.version) == (wire, 1)
        assert not await desk.actions(wire, 2, 3)
        assert not await desk.actions(wire, 2, 15, only=[types.CodeActionKind.SourceFixAll])
        assert len(await desk.actions(wire, 2, 15, only=[types.CodeActionKind.QuickFix])) == 2
    async with editor(folder, capabilities={}) as desk:  # an editor that knows of no versions
        desk.open(wire)
        put = (await desk.actions(wire, 2, 15))[1]
        assert {path(u): [e.new_text for e in edits] for u, edits in put.edit.changes.items()} == {wire: ["257"]}
        assert desk.registered == []


@lasts
async def test_nothing_is_put_where_markup_stands_inside(story):
    folder = story({"wire.txt": None, "wire.html": "<p>The army sent 2<b>75</b> soldiers to guard the bridge over the Lusk.</p>\n"})
    async with editor(folder) as desk:
        desk.open(folder / "wire.html")
        assert spans(await desk.settled(folder / "wire.html")) == [("transposition", 0, 17, 23)]
        assert [a.title[:6] for a in await desk.actions(folder / "wire.html", 0, 17)] == ["Accept"]


@lasts
async def test_accepting_with_a_reason_writes_the_baseline(story):
    folder = story({"factcheck.toml": ONE_RULE + 'baseline = "kept/accepted.yaml"\n', "kept/accepted.yaml": "scheme: factcheck/v2\nfindings: []\n"})
    wire = folder / "wire.txt"
    async with editor(folder) as desk:
        desk.open(wire)
        command = (await desk.actions(wire, 2, 15))[0].command
        assert await desk.run(command.command, {**command.arguments[0], "reason": "two letters  of two days"})
        assert await desk.settled(wire) == []
        assert (desk.edits, desk.told) == ([], [])
        assert not await desk.run(command.command, {**command.arguments[0], "reason": "again"})  # it is accepted, so not open
        assert desk.told == [f"factcheck: no finding {command.arguments[0]['finding']}; expected one that is open; ask for the actions anew"]
    checked = factcheck.check(folder, select="transposition", baseline=folder / "kept/accepted.yaml")
    assert [f.accepted for f in checked.findings] == [True]
    assert 'reason: "two letters of two days"' in (folder / "kept/accepted.yaml").read_text()


@lasts
async def test_accepting_without_a_reason_saves_nothing(story):
    folder = story()
    wire, baseline = folder / "wire.txt", folder / "factcheck-baseline.yaml"
    async with editor(folder) as desk:
        desk.open(wire)
        command = (await desk.actions(wire, 2, 15))[0].command
        assert await desk.run(command.command, *command.arguments)
        made, change = desk.edits[0].document_changes
        assert (made.kind, path(made.uri), baseline.exists()) == ("create", baseline, False)
        text = change.edits[0].new_text
        line = desk.opened[0].selection.start
        assert text.split("\n")[line.line] == '    reason: ""'
        assert line.character == text.split("\n")[line.line].index('""') + 1
        baseline.write_text(text)  # saved as it is: an entry without a reason accepts nothing
        desk.changed_on_disk(baseline, types.FileChangeType.Created)
        assert spans(await desk.settled(wire)) == SWAPPED
        (wrong,) = desk.shown[baseline]
        assert (wrong.range.start.line, wrong.message) == (3, 'no reason; expected reason: "…" in quotes')
        desk.open(baseline, text.replace('reason: ""', 'reason: "two days"'))  # unsaved text counts here as well
        assert await desk.settled(wire) == [] == desk.shown[baseline]


@lasts
async def test_a_folder_from_elsewhere_does_not_choose_what_is_written(story, tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text("scheme: factcheck/v2\nfindings: []\n")
    folder = story({"factcheck.toml": ONE_RULE + 'baseline = "../outside.yaml"\n'})
    async with editor(folder) as desk:
        desk.open(folder / "wire.txt")
        command = (await desk.actions(folder / "wire.txt", 2, 15))[0].command
        assert not await desk.run(command.command, {**command.arguments[0], "reason": "x"})
        assert "a baseline outside of the folder" in desk.told[0]
    assert outside.read_text() == "scheme: factcheck/v2\nfindings: []\n"
