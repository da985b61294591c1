"""The list to ring about: one line for each figure of a draft, in its order, with the verdict and the best evidence."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.model import Figure, Verdict
from factcheck.report.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of the draft; ``evidence`` is the best figure of the sources, None where there is none."""

    figure: Figure
    line: int
    phrase: str
    verdict: str  # "supported, computed"
    status: str
    reason: str
    evidence: Figure | None
    place: str  # source:line of the evidence, "" where there is none


def entries(catalogue: Catalogue) -> tuple[Entry, ...]:
    """Return the figures of the draft with what was made of them; () where there is no draft."""
    return tuple(_entry(v, catalogue) for v in catalogue.result.verdicts)


def _entry(verdict: Verdict, catalogue: Catalogue) -> Entry:
    figure = catalogue.figures[verdict.figure]
    best = catalogue.figures[verdict.evidence[0]] if verdict.evidence else None
    place = f"{best.source}:{catalogue.line_column(best.source, best.start)[0]}" if best is not None else ""
    line, _ = catalogue.line_column(figure.source, figure.start)
    return Entry(figure, line, catalogue.phrase(figure), said(verdict), verdict.status, verdict.reason, best, place)


def said(verdict: Verdict) -> str:
    """A verdict with its detail: "supported, computed"."""
    return f"{verdict.status}, {verdict.detail}" if verdict.detail else verdict.status
