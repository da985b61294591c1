"""The reasons behind a finding in plain text: how figures were read, the waterfall of the match, the intervals, the rule."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import NUMBER_ASPECTS, Comparison, Figure, Finding, Level, Result, Step
from factcheck.quantity.wording import interval
from factcheck.report.catalogue import Catalogue
from factcheck.report.lists.figures import described

_BAR = 20  # characters for the largest weight of a waterfall


def finding_lines(finding: Finding, result: Result, *, full: bool = False) -> list[str]:
    """What led to a finding, in the order in which it was decided; ``full`` with every rung of every pair and the trace of each reading."""
    catalogue = Catalogue(result)
    lines = [f"{finding.rule} · {finding.severity.value} · {finding.id}", finding.message, "", "The figures"]
    for i in finding.figures:
        figure = catalogue.figures[i]
        read = described(figure, catalogue)
        lines += ["", *(read if full else read[:2]), f"    in: {catalogue.sentence(figure)}"]
    lines += _together(finding, catalogue, full)
    lines += ["", "The intervals", *(_interval(f, catalogue) for f in sorted(catalogue.members(finding), key=lambda f: finding.figures.index(f.id)))]
    note = catalogue.rules.get(finding.rule)
    lines += ["", f"The rule {finding.rule}"]
    if note is not None:
        lines += [f"  {note.summary}", *(f"  {line}" for line in note.explanation.splitlines())]
    lines += [f"  {s.stage}: {s.outcome}{' by ' + s.by if s.by else ''}" for s in finding.trace]
    return lines


def _interval(figure: Figure, catalogue: Catalogue) -> str:
    return f"  {interval(figure.interval)}  {catalogue.phrase(figure)} ({figure.hedge.value}), {catalogue.spot(figure)}"


def _together(finding: Finding, catalogue: Catalogue, full: bool) -> list[str]:
    fact = catalogue.facts.get(finding.fact) if finding.fact is not None else None
    if fact is None:
        return []
    lines = ["", f"The fact: {fact.label} ({fact.id})"]
    wanted = set(finding.figures)
    pairs = sorted((c for c in fact.comparisons if c.a in wanted and c.b in wanted), key=lambda c: -c.weight)
    for comparison in pairs if full else pairs[:1]:
        lines += ["", *waterfall(comparison, catalogue, full=full)]
    if len(pairs) > 1 and not full:
        lines += ["", f"  the best of {len(pairs)} pairs; --full prints them all"]
    return lines


def waterfall(comparison: Comparison, catalogue: Catalogue, *, full: bool = False) -> list[str]:
    """One pair, level by level: what was compared, its weight as number and bar; then the sum and the probability.

    Without ``full`` only the weightiest levels, those of the words before those of the numbers, and the rest in one line each.
    """
    a, b = catalogue.figures[comparison.a], catalogue.figures[comparison.b]
    lines = [f'  "{catalogue.phrase(a)}" {catalogue.spot(a)} and "{catalogue.phrase(b)}" {catalogue.spot(b)}']
    if full:
        lines += _rungs(comparison.levels)
    else:
        for title, levels in (("the words", _of(comparison, of_values=False)), ("the numbers", _of(comparison, of_values=True))):
            heavy = sorted(levels, key=lambda x: -abs(x.weight))[:_SHOWN]
            shown = tuple(x for x in levels if x in heavy and x.weight)
            rest = [x for x in levels if x not in shown]
            lines.append(f"    {title:<36} {sum(x.weight for x in levels):+6.1f}")
            lines += [f"  {line}" for line in _rungs(shown)]
            lines += [f"      {f'{len(rest)} more that say little':<34} {sum(x.weight for x in rest):+6.1f}"] if rest else []
    lines.append(
        f"    {'sum':<36} {comparison.weight:+6.1f}  probability {comparison.probability:.2f} of one fact (even odds at {comparison.even:+.1f})"
    )
    if comparison.cannot_link:
        lines.append(f"    may not be one fact: {comparison.cannot_link}")
    return lines


_SHOWN = 8  # levels of the words, and of the numbers, that are shown one by one


def _of(comparison: Comparison, *, of_values: bool) -> tuple[Level, ...]:
    return tuple(x for x in comparison.levels if (x.aspect in NUMBER_ASPECTS) is of_values)


def _rungs(levels: Sequence[Level]) -> list[str]:
    largest = max((abs(x.weight) for x in levels), default=0.0) or 1.0
    lines = []
    for level in levels:
        bar = ("+" if level.weight > 0 else "-") * round(abs(level.weight) / largest * _BAR)
        detail = f"  {level.detail}" if level.detail else ""
        lines.append(f"    {f'{level.aspect}: {level.level}':<36} {level.weight:+6.1f}  {bar}{detail}".rstrip())
    return lines


def pair_lines(first: Figure, second: Figure, comparison: Comparison, steps: Sequence[Step], result: Result, *, full: bool = False) -> list[str]:
    """Why two figures are, or are not, one fact, and what the rules made of them: the readings, the match, the judgement, the verdict."""
    catalogue = Catalogue(result)
    lines = []
    for figure in (first, second):
        read = described(figure, catalogue)
        lines += [*(read if full else read[:2]), f"    in: {catalogue.sentence(figure)}"]
    lines += ["", "The match", *waterfall(comparison, catalogue, full=full), "", "The judgement", *(f"  {s.outcome}" for s in steps), ""]
    one, other = catalogue.fact_of.get(first.id), catalogue.fact_of.get(second.id)
    if one is None or other is None or one.id != other.id:
        names = " and ".join(f'"{f.label}"' if f is not None else "no fact" for f in (one, other))
        lines.append(f"They stand in two facts, {names}.")
    else:
        lines.append(f'They stand in one fact, "{one.label}".')
    both = [f for f in result.findings if first.id in f.figures and second.id in f.figures]
    if both:
        return [*lines, *(f"{f.severity.value} {f.rule} {f.id}: {f.message}" for f in both)]
    return [*lines, "No rule flags them."]
