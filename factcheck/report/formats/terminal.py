"""The report for a terminal: the message, and a line of each side with the figure underlined, readable from 60 columns on.

An ordinary story fits a screen; ``style.verbose`` shows every sentence in full, with what its figures admit and who said so.
Where no colour can be shown, carets below the line mark the figures there, so that a pasted report says the same.
"""

from __future__ import annotations

import posixpath

from factcheck.model import Finding, Mention, Result, Severity
from factcheck.model.coverage import nothing_compared
from factcheck.report import Style
from factcheck.report.bundles import Bundle, apart
from factcheck.report.catalogue import Catalogue
from factcheck.report.checklist import acceptances, in_text_order, said
from factcheck.report.escape import printable
from factcheck.report.paper import MARKED, Paper, Piece
from factcheck.report.quote import quote_all
from factcheck.report.sentences import Told, sentences
from factcheck.report.values import coverage_lines, tally

_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_STATUS_COLORS = {"supported": "green", "drifted": "yellow", "stale": "yellow", "contradicted": "red", "unsupported": "cyan"}
_EVIDENCE = 2  # figures of sources shown for one of the draft
_CONTEXT = 240  # characters of a sentence
_MARGIN = 5  # columns beside a line of a side: its indent, and the gap behind the place
_NARROW = 40  # characters of a sentence that a line of a side has at least; it goes on below where the place takes the rest


def render(result: Result, style: Style | None = None) -> str:
    """Return the report as text, with ANSI sequences only where ``style.color`` asks for them."""
    style = style or Style()
    paper = Paper(style)
    catalogue = Catalogue(result)
    alone, bundles = apart(catalogue.open_findings(style.show_accepted))
    for finding in alone:
        _finding(paper, finding, catalogue, style)
    for bundle in bundles:
        _bundle(paper, bundle, catalogue, style)
    if bundles or (alone and not style.verbose):
        paper.put()
    _draft(paper, catalogue, style)
    _summary(paper, result, style)
    if not style.verbose and catalogue.open_findings(style.show_accepted):
        paper.put((f"--verbose shows every sentence; {_line(style.explain)} says why", "dim"), indent=2)
    return paper.text()


def _finding(paper: Paper, finding: Finding, catalogue: Catalogue, style: Style) -> None:
    accepted = [(" accepted", "dim")] if finding.accepted else []
    head = ((finding.severity.value, _COLORS[finding.severity]), (f" {finding.rule} ", ""), (finding.id, "dim"), *accepted)
    if style.verbose:
        paper.put(*head)
        paper.put((_line(finding.message), ""), indent=2)
    else:
        paper.put(*head, (f" {_line(finding.message)}", ""))
    members = catalogue.members(finding)
    if not style.verbose:
        _sides(paper, finding, members, catalogue, style)
    elif finding.severity is Severity.NOTE:  # for the record: no sentences
        for figure in members:
            paper.put(_spot(figure, catalogue, style), (f'  "{printable(catalogue.phrase(figure))}"', ""), indent=2)
    else:
        for told in sentences(members, catalogue):
            _sentence(paper, told, catalogue, style)
    if style.verbose:
        paper.put()


def _sides(paper: Paper, finding: Finding, members: tuple[Mention, ...], catalogue: Catalogue, style: Style) -> None:
    """One line a side for the figure whose wording it has, cut around that, with the place to go to. Notes say it all themselves."""
    if finding.severity is Severity.NOTE:
        return
    by_id = {f.id: f for f in members}
    sides = [(s.label, s.ids) for s in finding.sides] or [("", tuple(by_id))]
    firsts = [min((by_id[i] for i in ids), key=lambda f: (catalogue.phrase(f) != label, *catalogue.words(f))) for label, ids in sides]
    for source, sentence in dict.fromkeys((f.source, f.sentence) for f in firsts):
        figures = [f for f in firsts if (f.source, f.sentence) == (source, sentence)]
        spot = _line(catalogue.spot(figures[0]))
        room = max(style.width - len(spot) - _MARGIN, _NARROW)
        pieces = quote_all(catalogue.sources[source], catalogue.layouts[source], figures, room)
        marked = MARKED if style.color else ""  # the message has the value; carets would double the lines
        paper.put(
            (spot, _linked(figures[0], catalogue, style)), ("  ", ""), *((printable(text), marked if m else "") for text, m in pieces), indent=2
        )


def _line(text: str) -> str:
    return " ".join(printable(text).split())


def _spot(figure: Mention, catalogue: Catalogue, style: Style) -> Piece:
    line, column = catalogue.line_column(figure.source, figure.start)
    path = catalogue.sources[figure.source].path
    return f"{_line(path or figure.source)}:{line}:{column}", _linked(figure, catalogue, style)


def _linked(figure: Mention, catalogue: Catalogue, style: Style) -> str:
    """The style of a place: a link to the file where there is one."""
    path = catalogue.sources[figure.source].path
    return f"cyan link {_link(path, style)}" if style.folder and path not in ("", "-") else "cyan"


def _bundle(paper: Paper, bundle: Bundle, catalogue: Catalogue, style: Style) -> None:
    """What one source alone has: a line, and its figures only where the lists are asked for."""
    paper.put((bundle.severity.value, _COLORS[bundle.severity]), (f" {bundle.rule} {printable(bundle.name)}: {bundle.text}", ""))
    for finding in bundle.findings if style.verbose else ():
        accepted = [(" accepted", "dim")] if finding.accepted else []
        paper.put((finding.id, "dim"), *accepted, (f" {_line(finding.message)}", ""), indent=2)
        for figure in catalogue.members(finding):
            paper.put(_spot(figure, catalogue, style), indent=4)


def _sentence(paper: Paper, told: Told, catalogue: Catalogue, style: Style) -> None:
    first = told.figures[0]
    paper.put(_spot(first, catalogue, style), indent=2)
    pieces = quote_all(catalogue.sources[first.source], catalogue.layouts[first.source], told.figures, _CONTEXT)
    paper.put(*((printable(text), MARKED if marked else "") for text, marked in pieces), indent=4)
    remarks = [_line(r) for r in told.remarks()]
    if told.copies:
        remarks.append(f"the same words in {', '.join(catalogue.spot(c) for c in told.copies)}")
    if remarks:
        paper.put(("; ".join(remarks), "dim"), indent=4)


def _link(path: str, style: Style) -> str:
    from urllib.parse import quote as encoded

    return "file://" + encoded(posixpath.normpath(posixpath.join(style.folder.replace("\\", "/"), path.replace("\\", "/"))))


def _draft(paper: Paper, catalogue: Catalogue, style: Style) -> None:
    """Each figure and time of the draft on a line: what it is, where it stands, the best evidence."""
    accepted = acceptances(catalogue.result)
    for verdict in in_text_order(catalogue):
        figure = catalogue.mentions[verdict.figure]
        status = (f"{said(verdict):<12} ", _STATUS_COLORS.get(verdict.status, ""))
        paper.put(status, (f'"{printable(catalogue.phrase(figure))}" ', ""), _spot(figure, catalogue, style))
        paper.put((printable(verdict.reason), ""), indent=13)
        if verdict.figure in accepted:
            paper.put((_line(accepted[verdict.figure]), "bold"), indent=13)
        for i in verdict.evidence[:_EVIDENCE]:
            evidence = catalogue.mentions[i]
            paper.put((f'"{printable(catalogue.phrase(evidence))}" ', "dim"), _spot(evidence, catalogue, style), indent=13)
    if catalogue.result.verdicts or catalogue.result.dated:
        paper.put()


def _summary(paper: Paper, result: Result, style: Style) -> None:
    worst = max((f.severity for f in result.findings if not f.accepted), key=lambda s: s.rank, default=None)
    calm = "bold yellow" if nothing_compared(result) else "bold green"
    paper.put((_line(tally(result)), _COLORS[worst] if worst else calm))
    for line in coverage_lines(result, shown=style.show_accepted):
        paper.put((_line(line), ""), indent=2)
