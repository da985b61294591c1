"""Workflow commands that GitHub shows as annotations, within its limits: ten of a level a step, the rest is cut in silence there."""

from __future__ import annotations

from factcheck.model import Finding, Mention, Result, Severity
from factcheck.model.coverage import nothing_compared
from factcheck.report import Style
from factcheck.report.bundles import Bundle, apart
from factcheck.report.catalogue import Catalogue
from factcheck.report.escape import printable
from factcheck.report.files import repository_path
from factcheck.report.quote import quote

_SHOWN = 9  # of a level; the tenth says how many there are more
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_CONTEXT = 100  # characters of a sentence in an annotation


def render(result: Result, style: Style | None = None) -> str:
    """Return one command a finding or bundle and nothing else; the counts go to standard error, so that no line of them is taken for one."""
    style = style or Style()
    catalogue = Catalogue(result)
    lines = []
    alone, bundles = apart(catalogue.open_findings(style.show_accepted))
    for severity, level in _LEVELS.items():
        commands = [_command(level, f, catalogue, style) for f in alone if f.severity is severity]
        commands += [_of_bundle(level, b, catalogue, style) for b in bundles if b.severity is severity]
        lines += commands[:_SHOWN]
        if len(commands) > _SHOWN:
            lines.append(f"::{level} title=factcheck::{len(commands) - _SHOWN} more, see the report")
    empty = nothing_compared(result)
    if empty:
        lines.insert(0, f"::{'notice' if style.allow_empty else 'error'} title=factcheck::{data(f'Nothing to compare: {empty}')}")
    return "".join(f"{line}\n" for line in lines)


def _command(level: str, finding: Finding, catalogue: Catalogue, style: Style) -> str:
    figures = catalogue.members(finding)
    quotes = [
        f'{f.source}:{catalogue.place(f).line} "{quote(catalogue.sources[f.source], catalogue.layouts[f.source], f, _CONTEXT)}"' for f in figures
    ]
    where = _where(figures[0], catalogue, style)
    return f"::{level} {where},title={prop(finding.rule)}::{data(chr(10).join([finding.message, *quotes]))}"


def _of_bundle(level: str, bundle: Bundle, catalogue: Catalogue, style: Style) -> str:
    """One command for all, at the first figure that is touched, or the first of them in the text."""
    figures = [f for finding in bundle.findings for f in catalogue.members(finding)]
    first = min(figures, key=lambda f: (f.id not in catalogue.result.touched, f.source, f.start))
    return f"::{level} {_where(first, catalogue, style)},title={prop(bundle.rule)}::{data(f'{bundle.name}: {bundle.text}')}"


def _where(figure: Mention, catalogue: Catalogue, style: Style) -> str:
    place = catalogue.place(figure)
    path = repository_path(catalogue.sources[figure.source], style)
    return f"file={prop(path)},line={place.line},endLine={place.end_line},col={place.column},endColumn={place.end_column}"


def data(text: str) -> str:
    """Escape the message of a command, ``%`` first."""
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def prop(text: str) -> str:
    """Escape a property of a command."""
    return data(text).replace(":", "%3A").replace(",", "%2C")
