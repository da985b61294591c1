"""SARIF 2.1.0 as GitHub code scanning reads it: no times, no guids, fingerprints by our own ids."""

from __future__ import annotations

import json
from typing import Any

from factcheck.model import Finding, Mention, Result, RuleNote
from factcheck.model.coverage import nothing_compared
from factcheck.model.identity import SCHEME
from factcheck.report import Style
from factcheck.report.catalogue import Catalogue
from factcheck.report.data import acceptance, coverage
from factcheck.report.escape import inline
from factcheck.report.files import uri
from factcheck.report.outgoing import visible
from factcheck.report.quote import shorten

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_RESULTS = 25_000  # GitHub takes no more in a run
_TEXT = 1_024  # characters of fullDescription


def render(result: Result, style: Style | None = None) -> str:
    """Return one run. Accepted findings are left out, or stand there with ``suppressions`` where they are asked for."""
    style = style or Style()
    catalogue = Catalogue(result)
    findings = catalogue.open_findings(style.show_accepted)
    rules = _rules(result, findings)
    index = {r["id"]: n for n, r in enumerate(rules)}
    empty = nothing_compared(result)
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "factcheck", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(f, catalogue, style, index) for f in findings[:_RESULTS]],
        "properties": {
            "coverage": coverage(result),
            "acceptance": acceptance(result.acceptance),
            "omitted": max(len(findings) - _RESULTS, 0),
        },
    }
    if empty:
        said = {"level": "note" if style.allow_empty else "error", "message": {"text": _plain(f"Nothing to compare: {empty}")}}
        run["invocations"] = [{"executionSuccessful": style.allow_empty, "toolExecutionNotifications": [said]}]
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rules(result: Result, findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    known = {r.id: r for r in result.rules}
    for finding in findings:
        known.setdefault(finding.rule, RuleNote(finding.rule, finding.severity, finding.rule))
    return [_rule(r) for _, r in sorted(known.items())]


def _rule(rule: RuleNote) -> dict[str, Any]:
    explanation = rule.explanation or rule.summary
    return {
        "id": rule.id,
        "shortDescription": {"text": visible(rule.summary)},
        "fullDescription": {"text": shorten(visible(explanation), _TEXT)},
        "help": {"text": visible(explanation), "markdown": inline(explanation)},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(finding: Finding, catalogue: Catalogue, style: Style, index: dict[str, int]) -> dict[str, Any]:
    first, *others = catalogue.members(finding)
    links = ", ".join(f"[{_link_text(catalogue.spot(f))}]({n})" for n, f in enumerate(others, 1))
    data: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity.value,
        "message": {"text": f"{_plain(finding.message)} See {links}." if links else _plain(finding.message)},
        "locations": [_location(first, catalogue, style)],
        "relatedLocations": [_related(n, f, catalogue, style) for n, f in enumerate(others, 1)],
        "partialFingerprints": {SCHEME: finding.id},
    }
    if finding.accepted:
        data["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return data


def _related(number: int, figure: Mention, catalogue: Catalogue, style: Style) -> dict[str, Any]:
    return {"id": number, **_location(figure, catalogue, style), "message": {"text": _plain(catalogue.phrase(figure))}}


def _location(figure: Mention, catalogue: Catalogue, style: Style) -> dict[str, Any]:
    place = catalogue.place(figure)
    region = {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    return {"physicalLocation": {"artifactLocation": {"uri": uri(catalogue.sources[figure.source], style)}, "region": region}}


def _plain(message: str) -> str:
    """Brackets in a message would be read as links."""
    return visible(message).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _link_text(text: str) -> str:
    return _plain(text)
