"""Findings and errors as diagnostics: one at each figure that a finding rests on, with the other side as related places."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from lsprotocol import types

from factcheck.errors import FactcheckError
from factcheck.files import is_file, real
from factcheck.lsp.places import Places, address
from factcheck.model import Finding, Mention, Severity
from factcheck.report.mention import label_of
from factcheck.report.outgoing import line

SOURCE = "factcheck"
Diagnostics = dict[str, list[types.Diagnostic]]  # by the address of the file
_LEVELS = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_RELATED = 20  # places that one diagnostic names
_PLACE = re.compile(r"(?P<path>.+?)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?(?:: .*)?", re.DOTALL)


def of_findings(places: Places) -> Diagnostics:
    """The open findings of a story, by file. Accepted ones are left out."""
    found: Diagnostics = {}
    for finding in places.catalogue.open_findings():
        members = places.catalogue.members(finding)
        for mention in members:
            found.setdefault(places.uri(mention.source), []).append(_diagnostic(finding, mention, members, places))
    return found


def _diagnostic(finding: Finding, mention: Mention, members: Iterable[Mention], places: Places) -> types.Diagnostic:
    related = [types.DiagnosticRelatedInformation(places.location(m), label_of(m, places.catalogue)) for m in against(finding, mention, members)]
    return types.Diagnostic(
        places.range(mention),
        line(finding.message),
        # What is told in one line with others of its rule is the quietest: a figure that one source alone has is no fault.
        severity=types.DiagnosticSeverity.Hint if finding.bundle else _LEVELS[finding.severity],
        code=finding.rule,
        source=SOURCE,
        related_information=related[:_RELATED] or None,
        data={"finding": finding.id},
    )


def against(finding: Finding, mention: Mention, members: Iterable[Mention]) -> list[Mention]:
    """The figures of a finding that do not say the same as this one; all others where it has no sides."""
    own = {i for side in finding.sides if mention.id in side.ids for i in side.ids} | {mention.id}
    return [m for m in members if m.id not in own]


def of_errors(errors: Iterable[FactcheckError], opened: Mapping[Path, str], folder: Path) -> tuple[Diagnostics, list[FactcheckError]]:
    """Errors at the places of the files that they name, by path or from the folder of the corpus, by file; and those that name none."""
    found: Diagnostics = {}
    rest = []
    for error in errors:
        match = _PLACE.fullmatch(error.place)
        named = match["path"] if match and "\0" not in match["path"] else ""
        tried = [Path(os.path.abspath(named)), folder / named] if named else []  # noqa: PTH100 - links stay
        path = next((p for p in tried if is_file(p) or real(p) in opened), None)
        if match is None or path is None:
            rest.append(error)
            continue
        row, column = int(match["line"] or 1) - 1, int(match["column"] or 1) - 1
        at = types.Range(types.Position(row, column), types.Position(row, column + 1 if match["column"] else _WHOLE))
        found.setdefault(address(path, opened), []).append(types.Diagnostic(at, said(error), severity=types.DiagnosticSeverity.Error, source=SOURCE))
    return found, rest


_WHOLE = 1_000_000  # columns: to the end of the line, as editors cut it


def said(error: FactcheckError) -> str:
    """An error without its place; of a key of a file the key."""
    _, _, key = error.place.partition(": ")
    return line(str(FactcheckError(key, error.found, expected=error.expected, remedy=error.remedy)))
