"""Numbers and intervals as reports print them."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Coverage, Result, Severity, Verdict
from factcheck.model.coverage import groups, nothing_compared
from factcheck.model.sources import readable

STATUSES = ("supported", "drifted", "stale", "contradicted", "unsupported")  # of a draft's figures and times


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    >>> plural(1, "error"), plural(2, "copy", "copies")
    ('1 error', '2 copies')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"


def tally(result: Result) -> str:
    """The open findings counted by severity, those that are told in one line as one, and that nothing was compared where that is so.

    "No differences found" stands where there is none of any severity although figures were compared, "No open differences" where all are accepted.
    """
    told = {(f.severity, f.rule, f.bundle or f.id) for f in result.findings if not f.accepted}
    counts = [(s, sum(severity is s for severity, *_ in told)) for s in (Severity.ERROR, Severity.WARNING, Severity.NOTE)]
    parts = [plural(count, severity.value) for severity, count in counts if count]
    empty = nothing_compared(result)
    if empty:
        return "; ".join((*([", ".join(parts)] if parts else []), f"Nothing to compare: {empty}"))
    none = "No open differences" if result.findings else "No differences found"
    return ", ".join(parts) if parts else none


def coverage_lines(result: Result, *, shown: bool = False) -> list[str]:
    """What the run looked at, one statement a line, the same in every report made for people; ``shown`` where accepted findings stand in it."""
    seen: Coverage = result.coverage
    lines = [f"{plural(seen.sources, 'source')} read" + (f", {plural(seen.lineages, 'independent lineage')}" if seen.lineages else "")]
    lines.append(f"{plural(seen.figures, 'figure')} found" + (f" in {plural(seen.facts, 'fact')}" if seen.facts else ""))
    if seen.facts:
        lines.append(f"{plural(seen.aligned, 'figure')} aligned across sources, {seen.single} in one source only")
    lines.append(f"{plural(seen.exclusions, 'number')} set aside as dates, names and other things that are no figures")
    lines += _groups(result)
    copies = [line for line in result.story.lineages if len(line.sources) > 1]
    lines += [f"one witness, not {len(line.sources)}: {', '.join(line.sources)}" for line in copies]
    lines += [f"not read: {what}" for what in seen.not_read]
    lines += [f"left out: {what}" for what in seen.left_out]
    lines += [f"note: {what}" for what in seen.notes]
    if result.draft is not None:
        lines.append(f"{readable(result.draft)} held against the others: {_counted(result.verdicts) or 'no figures'}")
        if result.dated:
            lines.append(f"its dates, days and times: {_counted(result.dated)}")
    return lines + acceptance_lines(result, shown=shown)


def _counted(verdicts: Sequence[Verdict]) -> str:
    """Verdicts counted, the better ones first."""
    counts = [(status, sum(v.status == status for v in verdicts)) for status in STATUSES]
    return ", ".join(f"{count} {status}" for status, count in counts if count)


def _groups(result: Result) -> list[str]:
    """That the sources tell several stories, or that one has nothing to do with the others; silent where nothing was judged."""
    found = groups(result) if result.rules and result.draft is None else ()
    several = [g for g in found if len(g) > 1]
    lines = []
    if len(several) > 1:
        lines.append(f"{len(several)} groups of sources that share no facts, perhaps so many stories: {' / '.join(', '.join(g) for g in several)}")
    alone = [s for g in found if len(g) == 1 for s in g]
    return [*lines, f"sharing no facts with any other source: {', '.join(alone)}"] if several and alone else lines


def acceptance_lines(result: Result, *, shown: bool = False) -> list[str]:
    """What baseline and suppressions hid, or would have hidden, and which of them are of no use any more."""
    kept = result.acceptance
    lines = []
    if kept.baseline or kept.inline:
        told = "accepted" if shown else "accepted and not shown"
        lines.append(f"{plural(kept.baseline + kept.inline, 'finding')} {told}: {kept.baseline} by baseline, {kept.inline} by comment")
    if kept.stale:
        lines.append(f"stale in the baseline: {', '.join(kept.stale)}")
    if kept.expired:
        lines.append(f"expired in the baseline: {', '.join(kept.expired)}")
    if kept.unused:
        lines.append(f"unused comments: {', '.join(kept.unused)}")
    return lines
