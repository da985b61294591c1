"""What the server does on each message of the protocol."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lsprotocol import types

from factcheck.desk.corpora import Asked
from factcheck.errors import FactcheckError
from factcheck.files import real
from factcheck.lsp import answers
from factcheck.lsp.accepting import accept
from factcheck.lsp.places import Places
from factcheck.lsp.rounds import is_ours
from factcheck.lsp.server import Server, file_of

_DATA = (".toml", ".yaml", ".yml")  # settings, what is known of the sources, baselines


def server(draft: str | None = None, *, hints: bool = False) -> Server:
    """A server that is ready to be started."""
    made = Server(Asked(draft), hints=hints)
    for method, (handler, options) in _HANDLERS.items():
        made.feature(method, options)(handler)
    made.command(answers.ACCEPT)(accept_finding)
    return made


def initialize(ls: Server, params: types.InitializeParams) -> None:
    """Take the options of the editor; one that makes no sense is told."""
    try:
        ls.begin(params)
    except FactcheckError as error:
        ls.tell(str(error), types.MessageType.Warning)


def initialized(ls: Server, params: types.InitializedParams) -> None:
    """Ask for the changes on the disk."""
    ls.watch()


def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """A document was opened."""
    _changed(ls, params.text_document.uri)


def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """A document was edited; its text is whole."""
    _changed(ls, params.text_document.uri)


def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A document was saved: the text of a source is known already, that of settings counts from now on."""
    path = file_of(params.text_document.uri)
    if path is not None and path.suffix in _DATA:
        ls.rounds.change_all()


def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """A document was closed: what lies on the disk counts again."""
    ls.rounds.change_all()


def watched(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Files have changed on the disk."""
    ls.rounds.change_all()


def folders(ls: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """The workspace has other folders."""
    ls.rounds.change_all()


def shutdown(ls: Server, params: None) -> None:
    """The editor is going."""
    ls.asked_to_end = True
    ls.rounds.close()


async def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """What is known of the figure."""
    path, stories = await _stories(ls, params.text_document.uri)
    formats = getattr(getattr(ls.client_capabilities.text_document, "hover", None), "content_format", None) or []
    plain = types.MarkupKind.Markdown not in formats and bool(formats)
    return answers.hover(stories, path, params.position, plain=plain)


async def definition(ls: Server, params: types.DefinitionParams) -> list[types.Location]:
    """The other figures of the fact."""
    path, stories = await _stories(ls, params.text_document.uri)
    return answers.others(stories, path, params.position, itself=False)


async def references(ls: Server, params: types.ReferenceParams) -> list[types.Location]:
    """All figures of the fact."""
    path, stories = await _stories(ls, params.text_document.uri)
    return answers.others(stories, path, params.position, itself=params.context.include_declaration)


async def inlay_hint(ls: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
    """Verdicts, where they are asked for."""
    if not ls.hints:
        return []
    path, stories = await _stories(ls, params.text_document.uri)
    return answers.hints(stories, path, params.range)


async def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done about a finding."""
    only = params.context.only
    if only and not any(types.CodeActionKind.QuickFix.value.startswith(str(getattr(k, "value", k))) for k in only):
        return []
    path, stories = await _stories(ls, params.text_document.uri)
    document = ls.workspace.text_documents.get(params.text_document.uri)
    found = answers.actions(stories, path, params.range, ls.rounds.home(path).folder, document.version if document else None)
    if not ls.can("workspace.workspace_edit.document_changes"):
        for action in found:
            action.edit = _plain_edit(action.edit)
    return found


async def accept_finding(ls: Server, *arguments: Any) -> bool:
    """The command that accepts a finding."""
    return await accept(ls, arguments)


def _changed(ls: Server, uri: str) -> None:
    path = file_of(uri)
    if path is not None and is_ours(path):
        ls.rounds.change(path)
    elif path is not None and path.suffix in _DATA:  # perhaps the baseline
        ls.rounds.change_all()


async def _stories(ls: Server, uri: str) -> tuple[Path, list[Places]]:
    """The real path of a document, and the stories of its corpus as it stands now."""
    path = file_of(uri)
    if path is None or not is_ours(path):
        return Path(), []
    state = await ls.rounds.settled(path)
    return real(path), ls.places(state) if state is not None else []


def _plain_edit(edit: types.WorkspaceEdit | None) -> types.WorkspaceEdit | None:
    """An edit for an editor that knows of no versions."""
    if edit is None or edit.document_changes is None:
        return edit
    changes = {c.text_document.uri: list(c.edits) for c in edit.document_changes if isinstance(c, types.TextDocumentEdit)}
    return types.WorkspaceEdit(changes={uri: [e for e in edits if isinstance(e, types.TextEdit)] for uri, edits in changes.items()})


_HANDLERS: dict[str, tuple[Any, Any]] = {
    types.INITIALIZE: (initialize, None),
    types.INITIALIZED: (initialized, None),
    types.TEXT_DOCUMENT_DID_OPEN: (opened, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (changed, None),
    types.TEXT_DOCUMENT_DID_SAVE: (saved, None),
    types.TEXT_DOCUMENT_DID_CLOSE: (closed, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (watched, None),
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: (folders, None),
    types.SHUTDOWN: (shutdown, None),
    types.TEXT_DOCUMENT_HOVER: (hover, None),
    types.TEXT_DOCUMENT_DEFINITION: (definition, None),
    types.TEXT_DOCUMENT_REFERENCES: (references, None),
    types.TEXT_DOCUMENT_INLAY_HINT: (inlay_hint, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (code_action, types.CodeActionOptions([types.CodeActionKind.QuickFix])),
}
