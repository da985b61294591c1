"""From where on a run fails: a severity, verdicts on a draft's figures and times, or both."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.model.findings import Finding, Result, Severity

WANTING = ("drifted", "stale", "contradicted", "unsupported")  # verdicts that leave something to do


@dataclass(frozen=True, slots=True)
class FailOn:
    """What ``--fail-on`` asks for. ``severity`` None: no severity by itself, only the verdicts."""

    severity: Severity | None = Severity.ERROR
    verdicts: tuple[str, ...] = ()  # of WANTING, in that order

    def __str__(self) -> str:
        """As the command line spells it.

        >>> str(FailOn(Severity.ERROR, ("unsupported",))), str(FailOn())
        ('error,unsupported', 'error')
        """
        return ",".join([*([self.severity.value] if self.severity is not None else []), *self.verdicts])


ERRORS = FailOn()  # what a run fails on by default


def failing(result: Result, fail_on: FailOn) -> tuple[Finding, ...]:
    """The open findings for which a run fails: severe enough, or about a figure or time of the draft that has one of the verdicts."""
    judged = {v.figure for v in (*result.verdicts, *result.dated) if v.status in fail_on.verdicts}
    return tuple(f for f in result.findings if not f.accepted and (_severe(f, fail_on) or not judged.isdisjoint(f.ids)))


def _severe(finding: Finding, fail_on: FailOn) -> bool:
    return fail_on.severity is not None and finding.severity.rank >= fail_on.severity.rank
