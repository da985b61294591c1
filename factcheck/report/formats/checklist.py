"""A list to tick off on the telephone: a Markdown task for each figure and time of a draft, in its order; ticked is what somebody accepted."""

from __future__ import annotations

from factcheck.errors import ConfigError
from factcheck.model import Result
from factcheck.model.sources import readable
from factcheck.report import Style
from factcheck.report.catalogue import Catalogue
from factcheck.report.checklist import Entry, entries
from factcheck.report.escape import block, inline
from factcheck.report.quote import quote
from factcheck.report.values import coverage_lines


def render(result: Result, style: Style | None = None) -> str:
    """Return the list as GitHub-flavoured Markdown.

    Raises:
        ConfigError: no draft was held against the sources, so that there is nothing to list.
    """
    if result.draft is None:
        raise ConfigError("--format checklist", "there is no draft to list", expected="--draft FILE, to be held against the sources")
    catalogue = Catalogue(result)
    lines = ["<!-- factcheck report: a list to tick off -->", "", f"# To check in {block(readable(result.draft))}", ""]
    lines += [_task(e, catalogue) for e in entries(catalogue)] or ["No figures in the draft, and no times."]
    return "\n".join([*lines, "", *(f"- {inline(line)}" for line in coverage_lines(result, shown=True))]) + "\n"


def _task(entry: Entry, catalogue: Catalogue) -> str:
    """One figure or time on one line: verdict, reason, and the sentence of the best evidence with its place."""
    box, accepted = ("[x]", f"; {inline(entry.accepted)}") if entry.accepted else ("[ ]", "")
    task = f"- {box} **{inline(entry.phrase)}** (line {entry.line}): {entry.verdict}; {inline(entry.reason)}{accepted}"
    if entry.evidence is None:
        return task
    found = entry.evidence
    text = str(quote(catalogue.sources[found.source], catalogue.layouts[found.source], found))
    return f'{task}. {inline(entry.place)} "{inline(text)}"'
