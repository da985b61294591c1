"""The reasons behind a finding in plain text: how figures were read, the waterfall of the match, the intervals, the rule."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import NUMBER_ASPECTS, Comparison, Figure, Finding, Level, Result, Step
from factcheck.quantity.wording import interval
from factcheck.report.catalogue import Catalogue
from factcheck.report.lists.figures import described

_BAR = 20  # characters for the largest weight of a waterfall


def finding_lines(finding: Finding, result: Result, *, full: bool = False) -> list[str]:
    """What led to a finding: the reason in five lines; ``full`` with every reading, every rung of every pair, and the steps of the rule."""
    catalogue = Catalogue(result)
    lines = [f"{finding.rule} · {finding.severity.value} · {finding.id}", finding.message, "", *reason(finding, catalogue)]
    if not full:
        return [*lines, "", "--full shows every reading, comparison and step"]
    lines += ["", "The figures"]
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


def reason(finding: Finding, catalogue: Catalogue) -> list[str]:
    """Five lines: how the first two sides were read, why they are one thing, why they differ, and what the rule says.

    A figure by itself is one thing with nothing and differs from nothing: how it was read, where it stands alone, and the rule.
    """
    sides = [s.figures for s in finding.sides] or [(i,) for i in finding.figures]
    by_id = {f.id: f for f in catalogue.members(finding)}
    read = [_reading(by_id[side[0]], len(side) - 1, catalogue) for side in sides[:2]]
    admitted = " against ".join(dict.fromkeys(interval(by_id[side[0]].interval) for side in sides))
    step = next((s.outcome for s in finding.trace if s.stage != "rule"), "")
    note = catalogue.rules.get(finding.rule)
    ground = [
        f"one thing       {_one_thing(finding, sides, catalogue)}",
        f"they differ     {'; '.join(x for x in (admitted + ' admitted', step) if x)}",
    ]
    return [
        *(f"read as         {line}" for line in read),
        *([f"stands alone    {step}"] if finding.bundle else ground),
        f"the rule        {finding.rule}: {note.summary if note is not None else finding.rule}; {finding.severity.value}"
        + (f"; {len(sides) - 2} more sides" if len(sides) > 2 else ""),
    ]


def _reading(figure: Figure, more: int, catalogue: Catalogue) -> str:
    alike = f" (and {more} more that say the same)" if more else ""
    return f'"{catalogue.phrase(figure)}" {catalogue.spot(figure)}: {described(figure, catalogue)[1].strip()}{alike}'


def _one_thing(finding: Finding, sides: Sequence[Sequence[str]], catalogue: Catalogue) -> str:
    """Why the sides are taken for one thing: the best pair across them with the words that weigh most, or what else put them together."""
    side_of = {i: n for n, side in enumerate(sides) for i in side}
    # Comparisons name the first figure of a statement, which may be the miles of a side whose kilometres are the other.
    first = {i: statement[0] for statement in catalogue.story.statements for i in statement}
    wanted = {frozenset((first.get(i, i), first.get(j, j))) for i in side_of for j in side_of if side_of[i] != side_of[j]}
    pairs = [c for f in catalogue.facts.values() for c in f.comparisons if frozenset((c.a, c.b)) in wanted]
    fact = catalogue.facts.get(finding.fact) if finding.fact is not None else None
    label = f"{fact.label}: " if fact is not None else ""
    if not pairs:
        figures = [catalogue.figures[i] for i in side_of]
        together = len({(f.source, f.sentence) for f in figures}) == 1
        return label + ("one sentence states them together" if together else "the rule sets them beside one another; no pair of them was compared")
    best = max(pairs, key=lambda c: c.weight)
    words = sorted((x for x in _of(best, of_values=False) if x.weight > 0), key=lambda x: -x.weight)[:_REASONS]
    because = ", ".join(f"{x.aspect} {x.level.replace('_', ' ')} {x.weight:+.1f}" for x in words)
    return f"{label}probability {best.probability:.2f}" + (f", most of it by {because}" if because else "")


_REASONS = 3  # comparisons that a reason names


def _interval(figure: Figure, catalogue: Catalogue) -> str:
    return f"  {interval(figure.interval)}  {catalogue.phrase(figure)} ({figure.hedge.value}), {catalogue.spot(figure)}"


def _together(finding: Finding, catalogue: Catalogue) -> list[str]:
    fact = catalogue.facts.get(finding.fact) if finding.fact is not None else None
    if fact is None:
        return []
    lines = ["", f"The fact: {fact.label} ({fact.id})"]
    wanted = set(finding.figures)
    pairs = sorted((c for c in fact.comparisons if c.a in wanted and c.b in wanted), key=lambda c: -c.weight)
    for comparison in pairs:
        lines += ["", *waterfall(comparison, catalogue, full=True)]
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
