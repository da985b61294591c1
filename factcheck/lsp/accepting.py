"""Accepting a finding. The protocol has no box for a reason, so whoever calls the command gives one, or writes it into the entry that is put there.

Without a reason nothing is saved: the entry stands in the editor with an empty one, which a baseline does not take.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from factcheck.cli.files import write_file
from factcheck.config import Config
from factcheck.desk import accepting
from factcheck.errors import ConfigError, FactcheckError
from factcheck.files import is_file, read_file, real
from factcheck.lsp.places import address
from factcheck.model import Finding
from factcheck.report.catalogue import Catalogue

if TYPE_CHECKING:
    from factcheck.lsp.rounds import Round
    from factcheck.lsp.server import Server

_REASON = '    reason: "'


async def accept(ls: Server, arguments: Sequence[Any]) -> bool:
    """Accept the finding that the arguments name: ``{"folder", "finding", "reason"}``, of which the last may be left out. Whether it was done."""
    try:
        given = arguments[0] if arguments and isinstance(arguments[0], dict) else {}
        state, finding, catalogue, config = await _named(ls, given)
        path = accepting.place_of(state.desk.place, config, ls.tops())
        texts = {real(p): text for p, text in ls.texts().items()}
        reason = given.get("reason")
        held = accepting.entries(config, texts)
        text, _ = accepting.with_findings(held, [finding], catalogue.result, reason if isinstance(reason, str) else "", today=config.today)
        if isinstance(reason, str) and reason.strip() and real(path) not in texts:
            write_file(path, text.encode())
            ls.rounds.change_all()
            return True
        return await _in_editor(ls, path, text, finding)
    except FactcheckError as error:
        ls.tell(str(error))
        return False


async def _named(ls: Server, given: dict[str, Any]) -> tuple[Round, Finding, Catalogue, Config]:
    for place, state in list(ls.rounds.live.items()):
        if str(place.folder) != given.get("folder"):
            continue
        while state.done != state.wanted:
            await state.fresh.wait()
        for catalogue in state.looked.stories:
            for finding in catalogue.open_findings():
                if finding.id == given.get("finding") and state.looked.config is not None:
                    return state, finding, catalogue, state.looked.config
    raise ConfigError("", f"no finding {str(given.get('finding', ''))[:40]}", expected="one that is open", remedy="ask for the actions anew")


async def _in_editor(ls: Server, path: Path, text: str, finding: Finding) -> bool:
    """Put the text of the baseline into the editor, and the cursor where the reason goes; saving it is the user's."""
    opened = ls.addresses()
    uri = address(Path(os.path.abspath(path)), opened)  # noqa: PTH100 - links stay
    document = ls.workspace.text_documents.get(uri)
    there = document.source if document is not None else read_file(path, ConfigError).decode("utf-8", "replace") if is_file(path) else None
    if there is None and not ls.can("workspace.workspace_edit.resource_operations"):
        remedy = f'write it: factcheck baseline write PATH --only {finding.id} --reason "…"'
        raise ConfigError(str(path), "is not there, and this editor makes no file", remedy=remedy)
    whole = types.Range(types.Position(0, 0), types.Position(len((there or "").splitlines()) + 1, 0))
    versioned = types.OptionalVersionedTextDocumentIdentifier(uri, document.version if document is not None else None)
    edit: Any
    if ls.can("workspace.workspace_edit.document_changes"):
        made = [types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True))] if there is None else []
        edit = types.WorkspaceEdit(document_changes=[*made, types.TextDocumentEdit(versioned, [types.TextEdit(whole, text)])])
    else:
        edit = types.WorkspaceEdit(changes={uri: [types.TextEdit(whole, text)]})
    done = await ls.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label=f"factcheck {finding.rule}"))
    if done.applied and ls.can("window.show_document.support"):
        at = _reason_at(text, finding.id)
        await ls.window_show_document_async(types.ShowDocumentParams(uri, take_focus=True, selection=types.Range(at, at)))
    return done.applied


def _reason_at(text: str, finding: str) -> types.Position:
    """Between the quotation marks of the reason of an entry."""
    lines = text.split("\n")
    first = lines.index(f"  - id: {json.dumps(finding)}")
    row = next(n for n in range(first, len(lines)) if lines[n].startswith(_REASON))
    return types.Position(row, len(_REASON))
