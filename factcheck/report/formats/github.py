"""Workflow commands that GitHub shows as annotations, within its limits: ten of a level a step, the rest is cut in silence there."""

from __future__ import annotations

from factcheck.model import Finding, Result, Severity
from factcheck.model.coverage import nothing_compared
from factcheck.report import Style
from factcheck.report.catalogue import Catalogue
from factcheck.report.escape import printable
from factcheck.report.files import repository_path
from factcheck.report.quote import quote
from factcheck.report.values import coverage_lines, tally

_SHOWN = 9  # of a level; the tenth says how many there are more
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_CONTEXT = 100  # characters of a sentence in an annotation


def render(result: Result, style: Style | None = None) -> str:
    """Return one command a finding, and the counts as plain lines of the log."""
    style = style or Style()
    catalogue = Catalogue(result)
    lines = []
    for severity, level in _LEVELS.items():
        findings = [f for f in catalogue.open_findings(style.show_accepted) if f.severity is severity]
        lines += [_command(level, f, catalogue, style) for f in findings[:_SHOWN]]
        if len(findings) > _SHOWN:
            lines.append(f"::{level} title=factcheck::{len(findings) - _SHOWN} more, see the report")
    empty = nothing_compared(result)
    if empty:
        lines.insert(0, f"::{'notice' if style.allow_empty else 'error'} title=factcheck::{data(f'Nothing to compare: {empty}')}")
    lines += [_log(tally(result)).lstrip(), *(_log(line) for line in coverage_lines(result))]
    return "\n".join(lines) + "\n"


def _command(level: str, finding: Finding, catalogue: Catalogue, style: Style) -> str:
    figures = catalogue.members(finding)
    place = catalogue.place(figures[0])
    path = repository_path(catalogue.sources[figures[0].source], style)
    where = f"file={prop(path)},line={place.line},endLine={place.end_line},col={place.column},endColumn={place.end_column}"
    quotes = [
        f'{f.source}:{catalogue.place(f).line} "{quote(catalogue.sources[f.source], catalogue.layouts[f.source], f, _CONTEXT)}"' for f in figures
    ]
    return f"::{level} {where},title={prop(finding.rule)}::{data(chr(10).join([finding.message, *quotes]))}"


def data(text: str) -> str:
    """Escape the message of a command, ``%`` first."""
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def prop(text: str) -> str:
    """Escape a property of a command."""
    return data(text).replace(":", "%3A").replace(",", "%2C")


def _log(line: str) -> str:
    """A line of the log that cannot be taken for a command."""
    return "  " + " ".join(printable(line).split()).replace("::", ": :")
