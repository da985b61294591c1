"""The reasons behind a finding in plain text: how figures were read, the waterfall of the match, the intervals, the rule."""

from __future__ import annotations

from factcheck.model import Comparison, Figure, Finding, Result
from factcheck.quantity.wording import interval
from factcheck.report.catalogue import Catalogue
from factcheck.report.lists.figures import described

_BAR = 20  # characters for the largest weight of a waterfall


def finding_lines(finding: Finding, result: Result) -> list[str]:
    """Everything that led to a finding, in the order in which it was decided."""
    catalogue = Catalogue(result)
    lines = [f"{finding.rule} · {finding.severity.value} · {finding.id}", finding.message, "", "The figures"]
    for i in finding.figures:
        figure = catalogue.figures[i]
        lines += ["", *described(figure, catalogue), f"    in: {catalogue.sentence(figure)}"]
    lines += _together(finding, catalogue)
    lines += ["", "The intervals", *(_interval(f, catalogue) for f in sorted(catalogue.members(finding), key=lambda f: finding.figures.index(f.id)))]
    note = catalogue.rules.get(finding.rule)
    lines += ["", f"The rule {finding.rule}"]
    if note is not None:
        lines += [f"  {note.summary}", *(f"  {line}" for line in note.explanation.splitlines())]
    lines += [f"  {s.stage}: {s.outcome}{' by ' + s.by if s.by else ''}" for s in finding.trace]
    return lines


def _interval(figure: Figure, catalogue: Catalogue) -> str:
    return f"  {interval(figure.interval)}  {catalogue.phrase(figure)} ({figure.hedge.value}), {catalogue.spot(figure)}"


def _together(finding: Finding, catalogue: Catalogue) -> list[str]:
    fact = catalogue.facts.get(finding.fact) if finding.fact is not None else None
    if fact is None:
        return []
    lines = ["", f"The fact: {fact.label} ({fact.id})"]
    wanted = set(finding.figures)
    for comparison in fact.comparisons:
        if comparison.a in wanted and comparison.b in wanted:
            lines += ["", *waterfall(comparison, catalogue)]
    return lines


def waterfall(comparison: Comparison, catalogue: Catalogue) -> list[str]:
    """One pair, level by level: aspect, level, weight as number and bar, and the running sum."""
    a, b = catalogue.figures[comparison.a], catalogue.figures[comparison.b]
    lines = [f'  "{catalogue.phrase(a)}" {catalogue.spot(a)} and "{catalogue.phrase(b)}" {catalogue.spot(b)}']
    largest = max((abs(x.weight) for x in comparison.levels), default=0.0) or 1.0
    total = 0.0
    for level in comparison.levels:
        total += level.weight
        bar = ("+" if level.weight > 0 else "-") * round(abs(level.weight) / largest * _BAR)
        detail = f"  {level.detail}" if level.detail else ""
        lines.append(f"    {f'{level.aspect}: {level.level}':<36} {level.weight:+6.1f} {total:+6.1f}  {bar}{detail}")
    lines.append(f"    {'sum':<36} {comparison.weight:+6.1f}")
    if comparison.cannot_link:
        lines.append(f"    may not be one fact: {comparison.cannot_link}")
    return lines


def pair_lines(first: Figure, second: Figure, comparison: Comparison, result: Result) -> list[str]:
    """Why two figures are, or are not, one fact, and what the rules made of them."""
    catalogue = Catalogue(result)
    lines = [*described(first, catalogue), "", *described(second, catalogue), "", "The match", *waterfall(comparison, catalogue), ""]
    one, other = catalogue.fact_of.get(first.id), catalogue.fact_of.get(second.id)
    if one is None or other is None or one.id != other.id:
        names = " and ".join(f'"{f.label}"' if f is not None else "no fact" for f in (one, other))
        return [*lines, f"They stand in two facts, {names}: rules do not hold them against each other."]
    lines.append(f'They stand in one fact, "{one.label}".')
    both = [f for f in result.findings if first.id in f.figures and second.id in f.figures]
    if both:
        return [*lines, *(f"{f.severity.value} {f.rule} {f.id}: {f.message}" for f in both)]
    return [*lines, f"No rule flags them: one admits {interval(first.interval)}, the other {interval(second.interval)}."]
