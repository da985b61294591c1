"""The list to ring about: one line for each figure and each time of a draft, in its order, with the verdict and the best evidence."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.model import WANTING, Mention, Result, Severity, Verdict
from factcheck.report.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure or time of the draft; ``evidence`` is the best one of the sources, None where there is none."""

    figure: Mention
    line: int
    phrase: str
    verdict: str  # "supported, computed"
    status: str
    reason: str
    evidence: Mention | None
    place: str  # source:line of the evidence, "" where there is none
    accepted: str  # "accepted: two counts of two hours", "" where something is left to do, or never was


def entries(catalogue: Catalogue) -> tuple[Entry, ...]:
    """Return the figures and times of the draft with what was made of them; () where there is no draft."""
    accepted = acceptances(catalogue.result)
    return tuple(_entry(v, catalogue, accepted.get(v.figure, "")) for v in in_text_order(catalogue))


def in_text_order(catalogue: Catalogue) -> tuple[Verdict, ...]:
    """The verdicts on figures and on times together, in the order of the draft."""
    result = catalogue.result
    return tuple(sorted((*result.verdicts, *result.dated), key=lambda v: catalogue.mentions[v.figure].start))


def _entry(verdict: Verdict, catalogue: Catalogue, accepted: str) -> Entry:
    figure = catalogue.mentions[verdict.figure]
    best = catalogue.mentions[verdict.evidence[0]] if verdict.evidence else None
    place = f"{best.source}:{catalogue.line_column(best.source, best.start)[0]}" if best is not None else ""
    line, _ = catalogue.line_column(figure.source, figure.start)
    return Entry(figure, line, catalogue.phrase(figure), said(verdict), verdict.status, verdict.reason, best, place, accepted)


def acceptances(result: Result) -> dict[str, str]:
    """Of figures and times of the draft whose findings are all accepted, so that no run fails for them any more: "accepted: REASON"."""
    wanting = {v.figure: v.status for v in (*result.verdicts, *result.dated) if v.status in WANTING}
    told = [(f, i) for f in result.findings for i in f.ids if i in wanting]
    left = {i for f, i in told if not f.accepted}
    reasons: dict[str, dict[str, None]] = {}
    for finding, i in told:
        if i not in left and (finding.rule == wanting[i] or finding.severity is not Severity.NOTE):  # a note on it says nothing of the verdict
            reasons.setdefault(i, {})[finding.reason] = None
    return {i: ": ".join(x for x in ("accepted", "; ".join(r for r in found if r)) if x) for i, found in reasons.items()}


def said(verdict: Verdict) -> str:
    """A verdict with its detail: "supported, computed"."""
    return f"{verdict.status}, {verdict.detail}" if verdict.detail else verdict.status
