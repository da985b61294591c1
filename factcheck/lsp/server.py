"""The server: documents in, diagnostics out, and an answer to each request, over standard input and output."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from factcheck import __version__
from factcheck.config import nearest
from factcheck.desk.corpora import Asked
from factcheck.errors import ConfigError
from factcheck.files import real
from factcheck.lsp.diagnostics import SOURCE, Diagnostics, of_errors, of_findings
from factcheck.lsp.places import Places
from factcheck.lsp.rounds import Round, Rounds
from factcheck.report.outgoing import line, screen

_OPTIONS = ("draft", "hints")  # of initializationOptions


class Server(LanguageServer):
    """One editor's session. ``hints`` shows verdicts as inlay hints where a draft is held against its sources."""

    def __init__(self, asked: Asked, *, hints: bool = False) -> None:
        # Texts come whole: stories are short, and an edit by lines would rest on what Python takes for the end of one.
        super().__init__(SOURCE, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.hints = hints
        self.rounds = Rounds(self.texts, self.tops, self.show, self.failed, asked)
        self.asked_to_end = False
        self._shown: Diagnostics = {}
        self._told: dict[int, set[str]] = {}
        self._by_round: dict[int, Diagnostics] = {}

    @property
    def exit_code(self) -> int:
        """What the protocol asks for: 0 where the editor has said that it is going, else 1."""
        return 0 if self.asked_to_end else 1

    def shutdown(self) -> None:
        """End without waiting for the thread that reads standard input."""
        self.rounds.close()
        if self._thread_pool is not None:
            self._thread_pool.shutdown(wait=False)

    def texts(self) -> dict[Path, str]:
        """The open files with what stands in them."""
        return {path: d.source for d in self.workspace.text_documents.values() if (path := file_of(d.uri)) is not None}

    def addresses(self) -> dict[Path, str]:
        """The open files as the editor spells them, by real path."""
        return {real(path): uri for uri in self.workspace.text_documents if (path := file_of(uri)) is not None}

    def tops(self) -> list[Path]:
        """The folders of the workspace."""
        uris = list(self.workspace.folders) or ([self.workspace.root_uri] if self.workspace.root_uri else [])
        return [path for uri in uris if (path := file_of(uri)) is not None]

    def places(self, state: Round) -> list[Places]:
        """The stories of a corpus, to be asked for places."""
        encoding = str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding) or "utf-16")
        opened = self.addresses()
        return [Places(c, encoding, opened) for c in state.looked.stories]

    def show(self, state: Round | None) -> None:
        """Publish what a look has found, where that is something else than what is shown, and take away what is gone. None: a corpus is gone."""
        if state is not None:
            self._by_round[id(state)] = self._found(state)
        alive = {id(s) for s in self.rounds.live.values()}
        self._by_round = {i: found for i, found in self._by_round.items() if i in alive}
        self._told = {i: told for i, told in self._told.items() if i in alive}
        now: Diagnostics = {}
        for found in self._by_round.values():
            for uri, diagnostics in found.items():
                now.setdefault(uri, []).extend(d for d in diagnostics if d not in now.get(uri, ()))
        for uri in sorted({*now, *self._shown}):
            if now.get(uri, []) != self._shown.get(uri, []):
                document = self.workspace.text_documents.get(uri)
                version = document.version if document is not None else None
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, now.get(uri, []), version))
        self._shown = now
        if self.hints and self.can("workspace.inlay_hint.refresh_support"):
            self.workspace_inlay_hint_refresh(None)

    def _found(self, state: Round) -> Diagnostics:
        found, rest = of_errors(state.looked.errors, self.addresses(), state.desk.place.folder)
        for places in self.places(state):
            for uri, diagnostics in of_findings(places).items():
                found.setdefault(uri, []).extend(diagnostics)
        # What names no file, and what keeps all of a corpus from being checked, is told beside the files: theirs may not be open.
        loud = {str(e) for e in (rest if state.looked.stories else state.looked.errors)}
        for text in sorted(loud - self._told.get(id(state), set())):
            self.tell(text)
        self._told[id(state)] = loud
        return found

    def tell(self, text: str, kind: types.MessageType = types.MessageType.Error) -> None:
        """Show a message."""
        self.window_show_message(types.ShowMessageParams(kind, f"{SOURCE}: {line(text)}"))

    def failed(self, error: Exception) -> None:
        """Tell of a bug of ours, with where it lies in the log."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, screen("".join(traceback.format_exception(error)))))
        self.tell(f"this is a bug in factcheck: {type(error).__name__}: {error}")

    def can(self, capability: str) -> bool:
        """Whether the editor says that it can do something."""
        at: Any = self.client_capabilities
        for name in capability.split("."):
            at = getattr(at, name, None)
        return bool(at)

    def begin(self, params: types.InitializeParams) -> None:
        """Take what the editor asks for beside the command line.

        Raises:
            ConfigError: an option that there is not, or of the wrong sort; told, and the rest counts.
        """
        options = params.initialization_options
        if options is None:
            return
        given = options if isinstance(options, dict) else getattr(options, "_asdict", dict)()
        for name in given:
            if name not in _OPTIONS:
                raise ConfigError("initializationOptions", f"unknown option '{name}'", expected=nearest(str(name), _OPTIONS))
        draft, hints = given.get("draft"), given.get("hints")
        if draft is not None and not (isinstance(draft, str) and draft):
            raise ConfigError("initializationOptions: draft", "is no path", expected="a path from the folder of the corpus")
        if hints is not None and not isinstance(hints, bool):
            raise ConfigError("initializationOptions: hints", "is neither", expected="true or false")
        self.rounds.asked = Asked(draft) if draft is not None else self.rounds.asked
        self.hints = hints if hints is not None else self.hints

    def watch(self) -> None:
        """Ask the editor to tell of files that change on the disk; where it cannot, they are read with the next edit."""
        if not self.can("workspace.did_change_watched_files.dynamic_registration"):
            return
        from factcheck.pipeline import formats

        suffixes = [*sorted(s.removeprefix(".") for row in formats()[0] for s in row.suffixes), "toml", "yaml", "yml"]
        watchers = [types.FileSystemWatcher(f"**/*.{{{','.join(suffixes)}}}")]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        wanted = types.Registration("factcheck-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        self.client_register_capability(types.RegistrationParams([wanted]))


def file_of(uri: str) -> Path | None:
    """The path of an address; None for what is no file, such as a window without a name."""
    path = to_fs_path(uri)
    return Path(path) if path else None
