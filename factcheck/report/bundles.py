"""Findings that are told together in one line: figures that one source alone has would drown the rest, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.model import Finding, Severity
from factcheck.report.values import plural


@dataclass(frozen=True, slots=True)
class Bundle:
    """Findings of one rule and one bundle, in their order."""

    rule: str
    name: str  # the sources of the lineage
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """The gravest of its findings."""
        return max((f.severity for f in self.findings), key=lambda s: s.rank)

    @property
    def text(self) -> str:
        """The line that stands for them: "13 figures in this source only"."""
        return only_here(self.name, len(self.findings))


def only_here(name: str, count: int) -> str:
    """So many figures in the sources that a bundle names.

    >>> only_here("a.txt", 13), only_here("a.txt, b.txt", 1)
    ('13 figures in this source only', '1 figure in these copies only')
    """
    return f"{plural(count, 'figure')} in {'these copies' if ', ' in name else 'this source'} only"


def apart(findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], tuple[Bundle, ...]]:
    """The findings that are told by themselves, in their order, and the bundles, sorted by rule and name."""
    alone: list[Finding] = []
    together: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.bundle:
            together.setdefault((finding.rule, finding.bundle), []).append(finding)
        else:
            alone.append(finding)
    return tuple(alone), tuple(Bundle(rule, name, tuple(found)) for (rule, name), found in sorted(together.items()))
