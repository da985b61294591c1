"""The report for a terminal: both sentences, the figure underlined, readable from 60 columns on.

Where no colour can be shown, carets below the line mark the figure, so that a pasted report says the same.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from factcheck.model import Figure, Finding, Result, Severity
from factcheck.report import Style
from factcheck.report.catalogue import Catalogue
from factcheck.report.quote import quote
from factcheck.report.values import admits, coverage_lines, tally

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_MARKED = "figure"


def render(result: Result, style: Style | None = None) -> str:
    """Return the report as text, with ANSI sequences only where ``style.color`` asks for them."""
    from rich.console import Console
    from rich.theme import Theme

    style = style or Style()
    out = StringIO()
    console = Console(
        file=out,
        width=max(style.width, 40),
        force_terminal=style.color,
        color_system="standard" if style.color else None,
        theme=Theme({_MARKED: "underline bold"}),
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    catalogue = Catalogue(result)
    for finding in catalogue.open_findings(style.show_accepted):
        _finding(console, finding, catalogue, style)
    _summary(console, result)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _finding(console: Console, finding: Finding, catalogue: Catalogue, style: Style) -> None:
    from rich.text import Text

    head = Text.assemble((finding.severity.value, _COLORS[finding.severity]), f" {finding.rule} ", (finding.id, "dim"))
    if finding.accepted:
        head.append(" accepted", "dim")
    console.print(head)
    _print(console, Text(finding.message), 2, style)
    sided = dict.fromkeys(i for side in finding.sides for i in side.figures) | dict.fromkeys(finding.figures)
    for i in sided:
        _figure(console, catalogue.figures[i], catalogue, style)
    console.print()


def _figure(console: Console, figure: Figure, catalogue: Catalogue, style: Style) -> None:
    from rich.text import Text

    source = catalogue.sources[figure.source]
    line, column = catalogue.line_column(figure.source, figure.start)
    spot = Text(f"{source.path or source.id}:{line}:{column}", "cyan")
    if admits(figure):
        spot.append(f"  admits {admits(figure)}", "dim")
    if figure.attribution is not None:
        spot.append(f"  {figure.attribution.stance} by {' '.join(figure.attribution.speaker.split())}", "dim")
    _print(console, spot, 2, style)
    before, surface, after = quote(source, catalogue.layouts[figure.source], figure, 240)
    _print(console, Text.assemble(printable(before), (printable(surface), _MARKED), printable(after)), 4, style)


def printable(text: str) -> str:
    """A source's text without control characters: an outlet must not be able to write to the terminal."""
    return "".join(c if c.isprintable() else "�" for c in text)


def _print(console: Console, text: Text, indent: int, style: Style) -> None:
    """Print wrapped and indented; below a marked figure come carets where there is no underline."""
    from rich.text import Text

    for line in text.wrap(console, console.width - indent):
        console.print(Text(" " * indent) + line, no_wrap=True, soft_wrap=True)
        marks = [(s.start, s.end) for s in line.spans if s.style == _MARKED]
        if marks and not style.color:
            start, end = marks[0][0], min(marks[-1][1], len(line.plain.rstrip()))
            if end > start:
                from rich.cells import cell_len

                console.print(" " * (indent + cell_len(line.plain[:start])) + "^" * cell_len(line.plain[start:end]), no_wrap=True, soft_wrap=True)


def _summary(console: Console, result: Result) -> None:
    from rich.text import Text

    worst = max((f.severity for f in result.findings if not f.accepted), key=lambda s: s.rank, default=None)
    console.print(Text(tally(result), _COLORS[worst] if worst else "bold green"))
    for line in coverage_lines(result):
        for piece in Text(printable(line)).wrap(console, console.width - 2):
            console.print(Text("  ") + piece, no_wrap=True, soft_wrap=True)
