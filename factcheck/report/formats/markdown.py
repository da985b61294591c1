"""The report that is committed and diffed: the same bytes for the same sources, and few changed lines for a small change.

Order of findings: severity, fact key, rule, id. No line numbers, no time, no duration, no path of a machine: where a figure stands is told by its
sentence, and by the format ``places``. Nothing hangs on the order of the paragraphs of a source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote as encoded

from factcheck.model import Finding, Result, Severity
from factcheck.report import Style
from factcheck.report.bundles import Bundle, apart
from factcheck.report.catalogue import Catalogue
from factcheck.report.checklist import acceptances, in_text_order, said
from factcheck.report.escape import block, inline, table
from factcheck.report.lists.ledger import Row, rows
from factcheck.report.quote import quote_all
from factcheck.report.sentences import Told, sentences
from factcheck.report.values import coverage_lines, tally

HEADER = "<!-- factcheck report"  # by which a report is known as such, and not read as a source
VERBOSE = " (verbose)"  # stands behind it in a report with all lists
_EVIDENCE = 3  # figures of sources shown for one of the draft


def render(result: Result, style: Style | None = None) -> str:
    """Return the report as GitHub-flavoured Markdown with LF line ends and one final newline."""
    style = style or Style()
    catalogue = Catalogue(result)
    lines = [_header(style), ""]
    lines += [f"# Figures in {block(result.title) or 'the sources'}", ""]
    lines += _summary(result, style)
    alone, bundles = apart(catalogue.open_findings(style.show_accepted))
    for finding in alone:
        lines += _finding(finding, catalogue) if finding.severity is not Severity.NOTE else []
    lines += _notes([f for f in alone if f.severity is Severity.NOTE], bundles, catalogue, style.verbose)
    lines += _draft(catalogue)
    found = rows(catalogue)
    lines += _shared([r for r in found if r.shared])
    lines += _single([r for r in found if not r.shared])
    lines += _lineages(catalogue)
    return "\n".join(lines).rstrip("\n") + "\n"


def _header(style: Style) -> str:
    """The first line: what the report was made of, so that it can be made again."""
    head = f"{HEADER}{VERBOSE if style.verbose else ''}"
    if not style.origin:
        return f"{head} -->"
    draft = f" draft: {_quoted(style.draft)}" if style.draft else ""
    return f"{head} of: {' '.join(_quoted(o) for o in style.origin)}{draft} -->"


def _quoted(path: str) -> str:
    """A path without blanks and without anything that could end the comment or its line; ``unquote`` makes it again."""
    escaped = _COMMANDS.sub(lambda m: encoded(m.group()), path.replace("%", "%25"))
    return escaped.replace("--", "%2D%2D").replace(">", "%3E")


_COMMANDS = re.compile(r"[\s\x00-\x20\x7f-\xa0\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|##(?=\[)")


def _summary(result: Result, style: Style) -> list[str]:
    return [f"**{inline(tally(result))}.**", "", *(f"- {inline(line)}" for line in coverage_lines(result, shown=style.show_accepted)), ""]


def _finding(finding: Finding, catalogue: Catalogue) -> list[str]:
    lines = [f"### {inline(finding.rule)} · {finding.severity.value} · {finding.id}{_accepted(finding)}", "", block(finding.message), ""]
    return [*lines, *_sentences(finding, catalogue), ""]


def _accepted(finding: Finding) -> str:
    return " · accepted" if finding.accepted else ""


def _sentences(finding: Finding, catalogue: Catalogue, indent: str = "") -> list[str]:
    """One item a sentence, whatever its place: by side, source and words, so that an exchange of paragraphs changes nothing."""
    side_of = {i: n for n, side in enumerate(finding.sides) for i in side.ids}
    members = sorted(catalogue.members(finding), key=lambda f: (f.source != catalogue.result.draft, side_of.get(f.id, 0), *catalogue.words(f)))
    return [indent + _item(told, catalogue) for told in sentences(members, catalogue)]


def _item(told: Told, catalogue: Catalogue) -> str:
    first = told.figures[0]
    pieces = quote_all(catalogue.sources[first.source], catalogue.layouts[first.source], told.figures)
    # The blanks stay outside of the asterisks: "** 275**" is no emphasis.
    text = "".join(f"**{inline(piece)}**" if marked else _side(piece) for piece, marked in pieces)
    remarks = [inline(r) for r in told.remarks()]
    said = f'- {", ".join(inline(s) for s in told.sources)} "{text}"'
    return f"{said} ({'; '.join(remarks)})" if remarks else said


def _notes(findings: Sequence[Finding], bundles: Sequence[Bundle], catalogue: Catalogue, verbose: bool) -> list[str]:
    """One line a note, and one for each bundle; what they rest on only where the lists are asked for."""
    lines = []
    for finding in findings:
        lines.append(f"- {inline(finding.rule)} · {finding.id}{_accepted(finding)}: {inline(finding.message)}")
        lines += _sentences(finding, catalogue, "  ") if verbose else []
    for bundle in bundles:
        lines.append(f"- {inline(bundle.rule)}: {inline(bundle.name)}: {inline(bundle.text)}")
        lines += [f"  - {f.id}{_accepted(f)}: {inline(f.message)}" for f in bundle.findings] if verbose else []
    return ["## Notes", "", *lines, ""] if lines else []


def _side(text: str) -> str:
    """Escape the text beside a figure and keep its blanks there."""
    lead, trail = (" " if text[:1] == " " else ""), (" " if text[-1:] == " " and text.strip() else "")
    return lead + inline(text) + trail


def _draft(catalogue: Catalogue) -> list[str]:
    """Each figure and time of the draft, in the order of the draft, with what the sources say of it and the best evidence."""
    if not (catalogue.result.verdicts or catalogue.result.dated):
        return []
    body, accepted = [], acceptances(catalogue.result)
    for verdict in in_text_order(catalogue):
        best = [catalogue.mentions[i] for i in verdict.evidence[:_EVIDENCE]]
        evidence = "<br>".join(f"{inline(f.source)}: {inline(catalogue.phrase(f))}" for f in best)
        because = "; ".join(x for x in (verdict.reason, accepted.get(verdict.figure, "")) if x)
        body.append([inline(catalogue.phrase(catalogue.mentions[verdict.figure])), said(verdict), inline(because), evidence])
    return ["## The draft, figure by figure", "", *table(["figure", "is", "because", "evidence"], body), ""]


def _shared(shared: Sequence[Row]) -> list[str]:
    """What several sources state, by wording: one more source, or another name of one, changes the rows alone in which it stands."""
    body = sorted([inline(r.label), "<br>".join(_wordings(r))] for r in shared)
    return ["## Facts that several sources state", "", *table(["fact", "as printed"], body), ""] if body else []


def _wordings(row: Row) -> list[str]:
    """Each wording with the sources that print it."""
    tellers: dict[str, list[str]] = {}
    for source, wordings in row.cells:
        for wording in wordings:
            tellers.setdefault(wording, []).append(source)
    return [f"{inline(wording)}: {', '.join(inline(s) for s in sources)}" for wording, sources in sorted(tellers.items())]


def _single(single: Sequence[Row]) -> list[str]:
    """What one source states, folded: the lines are there for the diff, not for reading."""
    body = sorted([inline(source), inline(r.label), inline("; ".join(sorted(wordings)))] for r in single for source, wordings in r.cells)
    if not body:
        return []
    return ["<details>", "<summary>Facts that one source states</summary>", "", *table(["source", "fact", "as printed"], body), "", "</details>", ""]


def _lineages(catalogue: Catalogue) -> list[str]:
    if not catalogue.story.lineages:
        return []
    names = {"copied": "same copy", "declared": "declared", "alone": "alone"}
    body = [[inline(x.id), "<br>".join(inline(s) for s in x.sources), names.get(x.by, inline(x.by))] for x in catalogue.story.lineages]
    return ["## Lineages", "", *table(["lineage", "sources", "by"], body), ""]
