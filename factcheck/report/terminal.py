"""The report for a terminal: both sentences, the figure underlined, readable from 60 columns on.

Where no colour can be shown, carets below the line mark the figure, so that a pasted report says the same.
"""

from __future__ import annotations

import posixpath
from io import StringIO
from typing import TYPE_CHECKING

from factcheck.model import Figure, Finding, Result, Severity
from factcheck.report import Style
from factcheck.report.catalogue import Catalogue
from factcheck.report.escape import printable
from factcheck.report.quote import quote_all
from factcheck.report.values import admits, coverage_lines, tally

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_STATUS_COLORS = {"supported": "green", "drifted": "yellow", "stale": "yellow", "contradicted": "red", "unsupported": "cyan"}
_EVIDENCE = 2  # figures of sources shown for one of the draft
_MARKED = "figure"
_CONTEXT = 240  # characters of a sentence


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
        no_color=style.plain,
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
    _draft(console, catalogue, style)
    _summary(console, result)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _finding(console: Console, finding: Finding, catalogue: Catalogue, style: Style) -> None:
    from rich.text import Text

    head = Text.assemble((finding.severity.value, _COLORS[finding.severity]), f" {finding.rule} ", (finding.id, "dim"))
    if finding.accepted:
        head.append(" accepted", "dim")
    console.print(head)
    _print(console, Text(printable(finding.message)), 2, style)
    members = catalogue.members(finding)
    if finding.severity is Severity.NOTE:  # for the record: no sentences
        for figure in members:
            _print(console, _spot(figure, catalogue, style).append(f'  "{printable(catalogue.phrase(figure))}"', "default"), 2, style)
    else:
        for figures, copies in _folded(members, catalogue):
            _sentence(console, figures, copies, catalogue, style)
    console.print()


def _folded(members: tuple[Figure, ...], catalogue: Catalogue) -> list[tuple[list[Figure], list[Figure]]]:
    """Figures by sentence, each with the first figures of its copies elsewhere: a copied sentence is shown once."""
    by_sentence: dict[tuple[str, int], list[Figure]] = {}
    for figure in members:
        by_sentence.setdefault((figure.source, figure.sentence), []).append(figure)
    groups: dict[tuple[str, ...], tuple[list[Figure], list[Figure]]] = {}
    for figures in by_sentence.values():
        words = (catalogue.sentence(figures[0]), *sorted(f.surface for f in figures))
        if words in groups:
            groups[words][1].append(figures[0])
        else:
            groups[words] = (figures, [])
    return list(groups.values())


def _spot(figure: Figure, catalogue: Catalogue, style: Style) -> Text:
    from rich.text import Text

    path = catalogue.sources[figure.source].path
    line, column = catalogue.line_column(figure.source, figure.start)
    linked = f"cyan link {_link(path, style)}" if style.folder and path not in ("", "-") else "cyan"
    return Text(f"{path or figure.source}:{line}:{column}", linked)


def _sentence(console: Console, figures: list[Figure], copies: list[Figure], catalogue: Catalogue, style: Style) -> None:
    from rich.text import Text

    first = figures[0]
    _print(console, _spot(first, catalogue, style), 2, style)
    pieces = quote_all(catalogue.sources[first.source], catalogue.layouts[first.source], figures, _CONTEXT)
    _print(console, Text.assemble(*((printable(text), _MARKED) if marked else printable(text) for text, marked in pieces)), 4, style)
    several = len(figures) > 1
    remarks = [f"{printable(f.surface) + ' ' if several else ''}admits {admits(f)}" for f in figures if admits(f)]
    said = dict.fromkeys(f"{f.attribution.stance} by {printable(' '.join(f.attribution.speaker.split()))}" for f in figures if f.attribution)
    remarks += said
    if copies:
        remarks.append(f"the same words in {', '.join(catalogue.spot(c) for c in copies)}")
    if remarks:
        _print(console, Text("; ".join(remarks), "dim"), 4, style)


def _link(path: str, style: Style) -> str:
    from urllib.parse import quote as encoded

    return "file://" + encoded(posixpath.normpath(posixpath.join(style.folder.replace("\\", "/"), path.replace("\\", "/"))))


def _print(console: Console, text: Text, indent: int, style: Style) -> None:
    """Print wrapped and indented; below a marked figure come carets where there is no underline."""
    from rich.text import Text

    for line in text.wrap(console, console.width - indent):
        console.print(Text(" " * indent) + line, no_wrap=True, soft_wrap=True)
        if not style.color and (carets := _carets(line)):
            console.print(" " * indent + carets, no_wrap=True, soft_wrap=True)


def _carets(line: Text) -> str:
    """A line of carets below the marked stretches of a line, or "" where there are none."""
    from rich.cells import cell_len

    under = ""
    for span in sorted(s for s in line.spans if s.style == _MARKED):
        end = min(span.end, len(line.plain.rstrip()))
        if end > span.start:
            under = under.ljust(cell_len(line.plain[: span.start])) + "^" * cell_len(line.plain[span.start : end])
    return under


def _draft(console: Console, catalogue: Catalogue, style: Style) -> None:
    """Each figure of the draft on a line: what it is, where it stands, the best evidence."""
    from rich.text import Text

    for verdict in catalogue.result.verdicts:
        figure = catalogue.figures[verdict.figure]
        line = Text(f"{verdict.status:<12} ", _STATUS_COLORS.get(verdict.status, "default"))
        line.append(f'"{printable(catalogue.phrase(figure))}" ', "default").append(_spot(figure, catalogue, style))
        _print(console, line, 0, style)
        for i in verdict.evidence[:_EVIDENCE]:
            evidence = catalogue.figures[i]
            _print(console, Text(f'"{printable(catalogue.phrase(evidence))}" ', "dim").append(_spot(evidence, catalogue, style)), 13, style)
    if catalogue.result.verdicts:
        console.print()


def _summary(console: Console, result: Result) -> None:
    from rich.text import Text

    worst = max((f.severity for f in result.findings if not f.accepted), key=lambda s: s.rank, default=None)
    console.print(Text(tally(result), _COLORS[worst] if worst else "bold green"))
    for line in coverage_lines(result):
        for piece in Text(printable(line)).wrap(console, console.width - 2):
            console.print(Text("  ") + piece, no_wrap=True, soft_wrap=True)
