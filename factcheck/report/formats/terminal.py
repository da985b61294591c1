"""The report for a terminal: both sentences, the figure underlined, readable from 60 columns on.

Where no colour can be shown, carets below the line mark the figure, so that a pasted report says the same.
"""

from __future__ import annotations

import posixpath

from factcheck.model import Figure, Finding, Result, Severity
from factcheck.quantity.wording import admits
from factcheck.report import Style
from factcheck.report.catalogue import Catalogue
from factcheck.report.checklist import said
from factcheck.report.escape import printable
from factcheck.report.paper import MARKED, Paper, Piece
from factcheck.report.quote import quote_all
from factcheck.report.values import coverage_lines, tally

_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_STATUS_COLORS = {"supported": "green", "drifted": "yellow", "stale": "yellow", "contradicted": "red", "unsupported": "cyan"}
_EVIDENCE = 2  # figures of sources shown for one of the draft
_CONTEXT = 240  # characters of a sentence


def render(result: Result, style: Style | None = None) -> str:
    """Return the report as text, with ANSI sequences only where ``style.color`` asks for them."""
    style = style or Style()
    paper = Paper(style)
    catalogue = Catalogue(result)
    for finding in catalogue.open_findings(style.show_accepted):
        _finding(paper, finding, catalogue, style)
    _draft(paper, catalogue, style)
    _summary(paper, result)
    return paper.text()


def _finding(paper: Paper, finding: Finding, catalogue: Catalogue, style: Style) -> None:
    accepted = [(" accepted", "dim")] if finding.accepted else []
    paper.put((finding.severity.value, _COLORS[finding.severity]), (f" {finding.rule} ", ""), (finding.id, "dim"), *accepted)
    paper.put((_line(finding.message), ""), indent=2)
    members = catalogue.members(finding)
    if finding.severity is Severity.NOTE:  # for the record: no sentences
        for figure in members:
            paper.put(_spot(figure, catalogue, style), (f'  "{printable(catalogue.phrase(figure))}"', ""), indent=2)
    else:
        for figures, copies in _folded(members, catalogue):
            _sentence(paper, figures, copies, catalogue, style)
    paper.put()


def _line(text: str) -> str:
    return " ".join(printable(text).split())


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


def _spot(figure: Figure, catalogue: Catalogue, style: Style) -> Piece:
    path = catalogue.sources[figure.source].path
    line, column = catalogue.line_column(figure.source, figure.start)
    linked = f"cyan link {_link(path, style)}" if style.folder and path not in ("", "-") else "cyan"
    return f"{_line(path or figure.source)}:{line}:{column}", linked


def _sentence(paper: Paper, figures: list[Figure], copies: list[Figure], catalogue: Catalogue, style: Style) -> None:
    first = figures[0]
    paper.put(_spot(first, catalogue, style), indent=2)
    pieces = quote_all(catalogue.sources[first.source], catalogue.layouts[first.source], figures, _CONTEXT)
    paper.put(*((printable(text), MARKED if marked else "") for text, marked in pieces), indent=4)
    several = len(figures) > 1
    remarks = [f"{_line(f.surface) + ' ' if several else ''}admits {admits(f)}" for f in figures if admits(f)]
    remarks += dict.fromkeys(f"{f.attribution.stance} by {_line(f.attribution.speaker)}" for f in figures if f.attribution)
    if copies:
        remarks.append(f"the same words in {', '.join(catalogue.spot(c) for c in copies)}")
    if remarks:
        paper.put(("; ".join(remarks), "dim"), indent=4)


def _link(path: str, style: Style) -> str:
    from urllib.parse import quote as encoded

    return "file://" + encoded(posixpath.normpath(posixpath.join(style.folder.replace("\\", "/"), path.replace("\\", "/"))))


def _draft(paper: Paper, catalogue: Catalogue, style: Style) -> None:
    """Each figure of the draft on a line: what it is, where it stands, the best evidence."""
    for verdict in catalogue.result.verdicts:
        figure = catalogue.figures[verdict.figure]
        status = (f"{said(verdict):<12} ", _STATUS_COLORS.get(verdict.status, ""))
        paper.put(status, (f'"{printable(catalogue.phrase(figure))}" ', ""), _spot(figure, catalogue, style))
        paper.put((printable(verdict.reason), ""), indent=13)
        for i in verdict.evidence[:_EVIDENCE]:
            evidence = catalogue.figures[i]
            paper.put((f'"{printable(catalogue.phrase(evidence))}" ', "dim"), _spot(evidence, catalogue, style), indent=13)
    if catalogue.result.verdicts:
        paper.put()


def _summary(paper: Paper, result: Result) -> None:
    worst = max((f.severity for f in result.findings if not f.accepted), key=lambda s: s.rank, default=None)
    paper.put((tally(result), _COLORS[worst] if worst else "bold green"))
    for line in coverage_lines(result):
        paper.put((_line(line), ""), indent=2)
