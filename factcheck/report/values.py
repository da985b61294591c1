"""Numbers and intervals as reports print them."""

from __future__ import annotations

from decimal import Decimal

from factcheck.model import Coverage, Figure, Interval, Result, Severity

STATUSES = ("supported", "drifted", "stale", "contradicted", "unsupported")  # of a draft's figures
_HUGE = 300  # powers of ten beyond which a number has no place in JSON's doubles


def number(value: Decimal) -> str:
    """A number in plain digits with thousands separated.

    >>> number(Decimal("1200000.0")), number(Decimal("0.50")), number(Decimal("2014"))
    ('1,200,000', '0.5', '2,014')
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def json_number(value: Decimal) -> int | float | None:
    """A number for JSON: an integer when whole; None where no double can hold it.

    >>> json_number(Decimal("275.0")), json_number(Decimal("4.6"))
    (275, 4.6)
    """
    if abs(value.adjusted()) > _HUGE and value:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def canonical(value: Decimal) -> str:
    """One spelling for equal numbers, for hashing and sorting.

    >>> canonical(Decimal("1.20E+6")), canonical(Decimal("0.0"))
    ('1200000', '0')
    """
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def interval(admitted: Interval) -> str:
    """The values that a figure admits, as people write them.

    >>> interval(Interval(Decimal(165), Decimal(175)))
    '165–175'
    >>> interval(Interval(Decimal(1700), None)), interval(Interval(Decimal(200), None, low_open=True))
    ('1,700 or more', 'more than 200')
    """
    low, high = admitted.low, admitted.high
    if low is None:
        if high is None:
            return "anything"
        return f"less than {number(high)}" if admitted.high_open else f"{number(high)} or less"
    if high is None:
        return f"more than {number(low)}" if admitted.low_open else f"{number(low)} or more"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def admits(figure: Figure) -> str:
    """The interval of a figure where it says more than the figure itself does, else ""."""
    found, stated = figure.interval, figure.quantity
    if found.low == found.high == stated.low == stated.high or (found.low == stated.low and found.high == stated.high):
        return ""
    return interval(found)


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    >>> plural(1, "error"), plural(2, "copy", "copies")
    ('1 error', '2 copies')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"


def tally(result: Result) -> str:
    """The open findings counted by severity.

    "No differences found" stands where there is none of any severity, "No open differences" where all of them are accepted.
    """
    counts = [(s, sum(f.severity is s and not f.accepted for f in result.findings)) for s in (Severity.ERROR, Severity.WARNING, Severity.NOTE)]
    parts = [plural(count, severity.value) for severity, count in counts if count]
    none = "No open differences" if result.findings else "No differences found"
    return ", ".join(parts) if parts else none


def coverage_lines(result: Result) -> list[str]:
    """What the run looked at, one statement a line, the same in every report made for people."""
    seen: Coverage = result.coverage
    lines = [f"{plural(seen.sources, 'source')} read" + (f", {plural(seen.lineages, 'independent lineage')}" if seen.lineages else "")]
    lines.append(f"{plural(seen.figures, 'figure')} found" + (f" in {plural(seen.facts, 'fact')}" if seen.facts else ""))
    if seen.facts:
        lines.append(f"{plural(seen.aligned, 'figure')} aligned across sources, {seen.single} in one source only")
    lines.append(f"{plural(seen.exclusions, 'number')} set aside as dates, names and other things that are no figures")
    copies = [line for line in result.story.lineages if len(line.sources) > 1]
    lines += [f"one witness, not {len(line.sources)}: {', '.join(line.sources)}" for line in copies]
    lines += [f"skipped: {what}" for what in seen.skipped]
    if result.draft is not None:
        counts = [(status, sum(v.status == status for v in result.verdicts)) for status in STATUSES]
        said = ", ".join(f"{count} {status}" for status, count in counts if count)
        lines.append(f"{result.draft} held against the others: {said or 'no figures'}")
    return lines + acceptance_lines(result)


def acceptance_lines(result: Result) -> list[str]:
    """What baseline and suppressions hid, and which of them are of no use any more."""
    kept = result.acceptance
    lines = []
    if kept.baseline or kept.inline:
        lines.append(
            f"{plural(kept.baseline + kept.inline, 'finding')} accepted and not shown: {kept.baseline} by baseline, {kept.inline} by comment"
        )
    if kept.stale:
        lines.append(f"stale in the baseline: {', '.join(kept.stale)}")
    if kept.expired:
        lines.append(f"expired in the baseline: {', '.join(kept.expired)}")
    if kept.unused:
        lines.append(f"unused comments: {', '.join(kept.unused)}")
    return lines
