"""An editor for the tests of the language server: pygls's own client, over standard input and output of a process of its own that starts at once."""

from __future__ import annotations

import asyncio
import os
from contextlib import asynccontextmanager
from functools import wraps
from pathlib import Path
from typing import Union

from lsprotocol import types
from preloaded import command
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 60  # seconds until a server that says nothing is given up; no test rests on it
FULL = {
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
    "textDocument": {"hover": {"contentFormat": ["markdown", "plaintext"]}, "publishDiagnostics": {"relatedInformation": True}},
    "window": {"showDocument": {"support": True}},
}


class Editor(LanguageClient):
    """What an editor knows: texts by path, what is published about each file, what it was told."""

    def __init__(self):
        super().__init__("tests", "1")
        self.shown: dict[Path, list[types.Diagnostic]] = {}
        self.published: list[types.PublishDiagnosticsParams] = []
        self.told: list[str] = []
        self.registered: list[types.Registration] = []
        self.edits: list[types.WorkspaceEdit] = []
        self.opened: list[types.ShowDocumentParams] = []
        self.code: int | None = None
        self._version = 0
        # The hooks of the library take every action with a command for a bare command.
        either = types.Command | types.CodeAction
        converter = self.protocol._converter
        for union in (either, Union[types.Command, types.CodeAction]):  # noqa: UP007 - told apart by their type
            converter.register_structure_hook(union, lambda found, _: converter.structure(found, types.CodeAction))
        self._listen()

    def _listen(self):
        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params):
            self.published.append(params)
            self.shown[path(params.uri)] = list(params.diagnostics)

        @self.feature(types.WINDOW_SHOW_MESSAGE)
        def message(params):
            self.told.append(params.message)

        @self.feature(types.WINDOW_LOG_MESSAGE)
        def log(params):
            self.told.append(params.message)

        @self.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params):
            self.registered += params.registrations

        @self.feature(types.WORKSPACE_APPLY_EDIT)
        def apply(params):
            self.edits.append(params.edit)
            return types.ApplyWorkspaceEditResult(applied=True)

        @self.feature(types.WINDOW_SHOW_DOCUMENT)
        def show(params):
            self.opened.append(params)
            return types.ShowDocumentResult(success=True)

        @self.feature(types.WORKSPACE_INLAY_HINT_REFRESH)
        def refresh(params):
            return None

    async def server_exit(self, server):
        self.code = server.returncode

    def open(self, file, text=None):
        self._version += 1
        text = file.read_bytes().decode("utf-8", "replace") if text is None else text
        self.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(file.as_uri(), "plaintext", self._version, text)))

    def type(self, file, text):
        self._version += 1
        where = types.VersionedTextDocumentIdentifier(self._version, file.as_uri())
        self.text_document_did_change(types.DidChangeTextDocumentParams(where, [types.TextDocumentContentChangeWholeDocument(text)]))

    def close(self, file):
        self.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(file.as_uri())))

    def save(self, file):
        self.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(file.as_uri())))

    def changed_on_disk(self, file, kind=types.FileChangeType.Changed):
        self.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([types.FileEvent(file.as_uri(), kind)]))

    async def settled(self, file):
        """What is shown of a file once the server has looked at it as it stands: a request waits for that."""
        await self.hover(file, 0, 0)
        return self.shown.get(file, [])

    async def hover(self, file, line, character):
        where = types.HoverParams(types.TextDocumentIdentifier(file.as_uri()), types.Position(line, character))
        return await asyncio.wait_for(self.text_document_hover_async(where), _PATIENCE)

    async def others(self, file, line, character):
        where = types.DefinitionParams(types.TextDocumentIdentifier(file.as_uri()), types.Position(line, character))
        return places(await self.text_document_definition_async(where))

    async def references(self, file, line, character, itself=True):
        where = types.TextDocumentIdentifier(file.as_uri())
        params = types.ReferenceParams(types.ReferenceContext(itself), where, types.Position(line, character))
        return places(await self.text_document_references_async(params))

    async def actions(self, file, line, character, only=None):
        at = types.Position(line, character)
        params = types.CodeActionParams(types.TextDocumentIdentifier(file.as_uri()), types.Range(at, at), types.CodeActionContext([], only=only))
        return await self.text_document_code_action_async(params)

    async def hints(self, file):
        whole = types.Range(types.Position(0, 0), types.Position(10_000, 0))
        return await self.text_document_inlay_hint_async(types.InlayHintParams(types.TextDocumentIdentifier(file.as_uri()), whole))

    async def run(self, command, *arguments):
        return await self.workspace_execute_command_async(types.ExecuteCommandParams(command, list(arguments)))


def path(uri):
    from pygls.uris import to_fs_path

    return Path(to_fs_path(uri))


def places(locations):
    return sorted((path(x.uri).name, x.range.start.line, x.range.start.character, x.range.end.character) for x in locations or [])


def spans(diagnostics):
    """Rule, line, first and last character of each."""
    return [(d.code, d.range.start.line, d.range.start.character, d.range.end.character) for d in diagnostics]


@asynccontextmanager
async def editor(*folders, arguments=(), options=None, capabilities=FULL, environment=None):
    """An editor with these folders of a workspace; when it ends, the server must have ended as it was asked to."""
    made = Editor()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("FACTCHECK", "SOURCE_DATE_EPOCH", "CI"))}
    await made.start_io(*command("lsp", *arguments), env=kept | {"PYTHONPATH": str(ROOT)} | (environment or {}), cwd=str(ROOT))
    try:
        capable = made.protocol._converter.structure(capabilities, types.ClientCapabilities)
        workspaces = [types.WorkspaceFolder(f.as_uri(), f.name) for f in folders]
        root = folders[0].as_uri() if folders else None
        params = types.InitializeParams(
            capabilities=capable, process_id=os.getpid(), root_uri=root, workspace_folders=workspaces or None, initialization_options=options
        )
        made.capabilities = (await asyncio.wait_for(made.initialize_async(params), _PATIENCE)).capabilities
        made.initialized(types.InitializedParams())
        yield made
        await asyncio.wait_for(made.shutdown_async(None), _PATIENCE)
        made.exit(None)
        await asyncio.wait_for(made._server.wait(), _PATIENCE)
        assert made._server.returncode == 0
    finally:
        if made._server.returncode is None:
            made._server.kill()
        await made.stop()


SENTENCE = "The army sent {} soldiers to guard the bridge over the Lusk."
WIRE = "VARN, May 3 (Hill Wire) — More than 1,700 people have fled Varn, the mayor said on Sunday.\n\n" + SENTENCE.format("275") + "\n"
DAILY = "Thousands on the road\n\nSome 1,700 people have fled Varn since Friday.\n\n" + SENTENCE.format("257") + "\n"
ONE_RULE = 'select = ["transposition"]\n'
SWAPPED = [("transposition", 2, 14, 17)]  # of WIRE
SWAPPED_DAILY = [("transposition", 4, 14, 17)]


def lasts(test):
    """Run an asynchronous test."""

    @wraps(test)
    def run(*arguments, **named):
        asyncio.run(test(*arguments, **named))

    return run


def write_story(folder, files=None, name="story"):
    """Write a story of two sources and one rule, or with these files beside them or in their place; None takes one away."""
    usual = {"wire.txt": WIRE, "daily.txt": DAILY, "factcheck.toml": ONE_RULE}
    for file, text in (usual | (files or {})).items():
        if text is not None:
            at = folder / name / file
            at.parent.mkdir(parents=True, exist_ok=True)
            at.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder / name
