"""reviewdog's diagnostics, one JSON object a line. Its columns count bytes of UTF-8, from 1."""

from __future__ import annotations

import json
from typing import Any

from factcheck.model import Finding, Mention, Result, Severity
from factcheck.report import Style
from factcheck.report.catalogue import Catalogue
from factcheck.report.files import repository_path
from factcheck.report.outgoing import line

_LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(result: Result, style: Style | None = None) -> str:
    """Return a line a finding; the format has no place for coverage."""
    style = style or Style()
    catalogue = Catalogue(result)
    return "".join(json.dumps(_diagnostic(f, catalogue, style), ensure_ascii=False) + "\n" for f in catalogue.open_findings(style.show_accepted))


def _diagnostic(finding: Finding, catalogue: Catalogue, style: Style) -> dict[str, Any]:
    first, *others = catalogue.members(finding)
    return {
        "message": line(finding.message),
        "location": _location(first, catalogue, style),
        "severity": _LEVELS[finding.severity],
        "source": {"name": "factcheck"},
        "code": {"value": finding.rule},
        "relatedLocations": [{"message": line(catalogue.phrase(f)), "location": _location(f, catalogue, style)} for f in others],
    }


def _location(figure: Mention, catalogue: Catalogue, style: Style) -> dict[str, Any]:
    source = catalogue.sources[figure.source]
    row, column, end_row, end_column = catalogue.place(figure)
    start, end = _position(row, column, figure.source, catalogue), _position(end_row, end_column, figure.source, catalogue)
    return {"path": repository_path(source, style), "range": {"start": start, "end": end}}


def _position(row: int, column: int, source: str, catalogue: Catalogue) -> dict[str, int]:
    """The place in bytes; in a file without lines it stays in characters, since nobody counts bytes there."""
    before = (catalogue.line(source, row) or "")[: column - 1]
    return {"line": row, "column": column + len(before.encode("utf-8", "surrogatepass")) - len(before)}
