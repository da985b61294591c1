"""The report that is committed and diffed: the same bytes for the same sources, and few changed lines for a small change.

Order of findings: severity, fact key, rule, id. No time, no duration, no path of a machine. Counts stand only in the summary.
"""

from __future__ import annotations

from factcheck.model import Figure, Finding, Result
from factcheck.quantity.wording import admits
from factcheck.report import Style
from factcheck.report.catalogue import Catalogue
from factcheck.report.checklist import said
from factcheck.report.escape import block, inline, table
from factcheck.report.lists.ledger import Row, rows
from factcheck.report.quote import quote
from factcheck.report.values import coverage_lines, tally

HEADER = "<!-- factcheck report"  # by which a report is known as such, and not read as a source
_EVIDENCE = 3  # figures of sources shown for one of the draft
_COLUMNS = 8  # sources up to which the ledger has a column for each


def render(result: Result, style: Style | None = None) -> str:
    """Return the report as GitHub-flavoured Markdown with LF line ends and one final newline."""
    style = style or Style()
    catalogue = Catalogue(result)
    lines = [_header(style), ""]
    lines += [f"# Figures in {block(result.title) or 'the sources'}", ""]
    lines += _summary(result)
    for finding in catalogue.open_findings(style.show_accepted):
        lines += _finding(finding, catalogue)
    lines += _draft(catalogue)
    found = rows(catalogue)
    lines += _shared(catalogue, [r for r in found if r.shared])
    lines += _single([r for r in found if not r.shared])
    lines += _lineages(catalogue)
    return "\n".join(lines).rstrip("\n") + "\n"


def _header(style: Style) -> str:
    """The first line: what the report was made of, so that it can be made again."""
    if not style.origin:
        return f"{HEADER} -->"
    draft = f" draft: {_quoted(style.draft)}" if style.draft else ""
    return f"{HEADER} of: {' '.join(_quoted(o) for o in style.origin)}{draft} -->"


def _quoted(path: str) -> str:
    return path.replace("%", "%25").replace(" ", "%20").replace("--", "%2D%2D").replace(">", "%3E")


def _summary(result: Result) -> list[str]:
    return [f"**{tally(result)}.**", "", *(f"- {inline(line)}" for line in coverage_lines(result)), ""]


def _finding(finding: Finding, catalogue: Catalogue) -> list[str]:
    accepted = " · accepted" if finding.accepted else ""
    lines = [f"### {finding.rule} · {finding.severity.value} · {finding.id}{accepted}", "", block(finding.message), ""]
    lines += [_item(f, catalogue) for f in catalogue.members(finding)]
    return [*lines, ""]


def _item(figure: Figure, catalogue: Catalogue) -> str:
    before, surface, after = quote(catalogue.sources[figure.source], catalogue.layouts[figure.source], figure)
    line, _ = catalogue.line_column(figure.source, figure.start)
    # The blanks stay outside of the asterisks: "** 275**" is no emphasis.
    text = f'- {inline(figure.source)}:{line} "{_side(before)}**{inline(surface)}**{_side(after)}"'
    remarks = [f"admits {admits(figure)}"] if admits(figure) else []
    if figure.attribution is not None:
        remarks.append(f"{figure.attribution.stance} by {inline(figure.attribution.speaker)}")
    return f"{text} ({'; '.join(remarks)})" if remarks else text


def _side(text: str) -> str:
    """Escape one side of a quote and keep its blank beside the figure."""
    lead, trail = (" " if text[:1] == " " else ""), (" " if text[-1:] == " " and text.strip() else "")
    return lead + inline(text) + trail


def _draft(catalogue: Catalogue) -> list[str]:
    """Each figure of the draft with what the sources say of it and the best evidence."""
    if not catalogue.result.verdicts:
        return []
    body = []
    for verdict in catalogue.result.verdicts:
        figure = catalogue.figures[verdict.figure]
        line, _ = catalogue.line_column(figure.source, figure.start)
        best = [catalogue.figures[i] for i in verdict.evidence[:_EVIDENCE]]
        evidence = "<br>".join(f"{inline(f.source)}:{catalogue.line_column(f.source, f.start)[0]} {inline(catalogue.phrase(f))}" for f in best)
        body.append([str(line), inline(catalogue.phrase(figure)), said(verdict), inline(verdict.reason), evidence])
    return ["## The draft, figure by figure", "", *table(["line", "figure", "is", "because", "evidence"], body), ""]


def _shared(catalogue: Catalogue, shared: list[Row]) -> list[str]:
    if not shared:
        return []
    sources = list(catalogue.sources)
    lines = ["## Facts that several sources state", ""]
    if len(sources) <= _COLUMNS:
        body = [[inline(r.label), *(inline(r.wording(s)) for s in sources)] for r in shared]
        return [*lines, *table(["fact", *(inline(s) for s in sources)], body), ""]
    body = [[inline(r.label), "<br>".join(f"{inline(s)}: {inline('; '.join(w))}" for s, w in r.cells)] for r in shared]
    return [*lines, *table(["fact", "sources"], body), ""]


def _single(single: list[Row]) -> list[str]:
    if not single:
        return []
    body = [[inline(r.label), inline(source), inline("; ".join(wordings))] for r in single for source, wordings in r.cells]
    return ["## Facts that one source states", "", *table(["fact", "source", "as printed"], body), ""]


def _lineages(catalogue: Catalogue) -> list[str]:
    if not catalogue.story.lineages:
        return []
    names = {"copied": "same copy", "declared": "declared", "alone": "alone"}
    body = [[inline(x.id), "<br>".join(inline(s) for s in x.sources), names.get(x.by, inline(x.by))] for x in catalogue.story.lineages]
    return ["## Lineages", "", *table(["lineage", "sources", "by"], body), ""]
