"""JUnit XML: whether there was anything to compare, then a case a finding, and one for each rule that found nothing.

No times, so that two runs are alike.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from factcheck.model import Finding, Result, failing
from factcheck.model.coverage import nothing_compared
from factcheck.report import Style
from factcheck.report.catalogue import Catalogue
from factcheck.report.outgoing import visible
from factcheck.report.quote import quote
from factcheck.report.values import coverage_lines

_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(result: Result, style: Style | None = None) -> str:
    """Return one suite; findings for which a run fails by ``style.fail_on`` are failures, the others passed cases with their text as output."""
    style = style or Style()
    catalogue = Catalogue(result)
    findings = catalogue.open_findings(style.show_accepted)
    failed = failing(result, style.fail_on)
    quiet = [r.id for r in result.rules if not any(f.rule == r.id for f in findings)]
    empty = nothing_compared(result)
    broken = int(bool(empty) and not style.allow_empty)
    counts = f'tests="{len(findings) + len(quiet) + 1}" failures="{len(failed)}" errors="{broken}"'
    seen = result.coverage
    counted = {n: getattr(seen, n) for n in ("sources", "figures", "exclusions", "facts", "aligned", "single", "lineages")}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="factcheck" {counts}>',
        f"<testsuite name={_attribute(result.title or 'factcheck')} {counts}>",
        "<properties>",
        *(f'<property name="coverage.{name}" value="{count}"/>' for name, count in counted.items()),
        "</properties>",
    ]
    lines += _compared(empty, style)
    for finding in findings:
        lines += _case(finding, catalogue, finding in failed)
    lines += [f'<testcase classname="factcheck" name={_attribute(rule)}/>' for rule in quiet]
    lines += [f"<system-out>{_text(chr(10).join(coverage_lines(result, shown=style.show_accepted)))}</system-out>", "</testsuite>", "</testsuites>"]
    return "\n".join(lines) + "\n"


def _compared(empty: str, style: Style) -> list[str]:
    """The first case: whether there was anything to compare at all. Without one, a run without findings would pass as a success."""
    head = '<testcase classname="factcheck" name="something to compare"'
    if not empty:
        return [f"{head}/>"]
    said = _attribute(f"Nothing to compare: {empty}")
    inner = f"<skipped message={said}/>" if style.allow_empty else f'<error type="nothing-compared" message={said}/>'
    return [f"{head}>", inner, "</testcase>"]


def _case(finding: Finding, catalogue: Catalogue, fails: bool) -> list[str]:
    quotes = [f'{catalogue.spot(f)} "{quote(catalogue.sources[f.source], catalogue.layouts[f.source], f)}"' for f in catalogue.members(finding)]
    body = _text("\n".join([finding.message, *quotes]))
    head = f"<testcase classname={_attribute('factcheck.' + finding.rule)} name={_attribute(f'{finding.id} {finding.message}')}>"
    if fails:
        inner = f"<failure type={_attribute(finding.severity.value)} message={_attribute(finding.message)}>{body}</failure>"
    else:
        inner = f"<system-out>{finding.severity.value}: {body}</system-out>"
    return [head, inner, "</testcase>"]


def _legal(text: str) -> str:
    """Characters that XML 1.0 cannot hold, not even escaped, and those that do something where it is shown, become replacement characters."""
    return _ILLEGAL.sub("�", visible(text))


def _text(text: str) -> str:
    return escape(_legal(text))


def _attribute(text: str) -> str:
    return quoteattr(" ".join(_legal(text).split()))
