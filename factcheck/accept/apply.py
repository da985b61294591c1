"""Marks the accepted findings of a result and counts what was hidden, what is stale and what has expired."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.accept.baseline import Entry
from factcheck.accept.comments import Suppression
from factcheck.model import WANTING, Acceptance, Result


def accept(result: Result, entries: Sequence[Entry], comments: Sequence[Suppression], today: str | None = None) -> Result:
    """Return the result with its accepted findings marked.

    ``today`` is an ISO 8601 date: entries whose ``until`` lies before it accept nothing. An entry or a comment for a rule that did not run
    had no chance to meet a finding and is not called stale or unused. Nor had one for a verdict where there is no draft, and beside a draft those
    of other rules: only what concerns the draft is told there, and the same file serves the run without it.
    """
    ran = {r.id for r in result.rules}
    live = {e.id: e.reason for e in entries if not e.expired(today) and not e.old}
    used: set[Suppression] = set()
    by_baseline = by_comment = 0
    marked = []
    by_figure: dict[tuple[str, str], list[Suppression]] = {}
    for comment in comments:
        for figure in comment.figures:
            by_figure.setdefault((comment.rule, figure), []).append(comment)
    for finding in result.findings:
        met = [s for figure in finding.figures for s in by_figure.get((finding.rule, figure), ())]
        used.update(met)
        if finding.id in live or met:
            by_baseline += finding.id in live
            by_comment += finding.id not in live
            finding = replace(finding, accepted=True, reason=live[finding.id] if finding.id in live else met[0].reason)
        marked.append(finding)
    known = {f.id for f in result.findings}
    had_a_chance = [e for e in entries if e.rule in ran and (e.old or (e.rule in WANTING) is (result.draft is not None))]
    counted = Acceptance(
        baseline=by_baseline,
        inline=by_comment,
        stale=tuple(e.id for e in had_a_chance if (e.old or e.id not in known) and not e.expired(today)),
        expired=tuple(e.id for e in entries if e.expired(today)),
        unused=tuple(s.spot for s in comments if s not in used and (not s.rule or s.rule in ran)),
    )
    return replace(result, findings=tuple(marked), acceptance=counted)
