"""The reasons behind a finding in plain text: how figures were read, the waterfall of the match, the intervals, the rule."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import NUMBER_ASPECTS, Comparison, Dating, Figure, Finding, Level, Mention, Result, Step
from factcheck.quantity.wording import interval
from factcheck.report.catalogue import Catalogue
from factcheck.report.lists import datings, figures

_BAR = 20  # characters for the largest weight of a waterfall


def finding_lines(finding: Finding, result: Result, *, full: bool = False) -> list[str]:
    """What led to a finding: the reason in five lines; ``full`` with every reading, every rung of every pair, and the steps of the rule."""
    catalogue = Catalogue(result)
    lines = [f"{finding.rule} · {finding.severity.value} · {finding.id}", finding.message, "", *reason(finding, catalogue)]
    if not full:
        return [*lines, "", "--full shows every reading, comparison and step"]
    lines += ["", "The datings" if finding.datings else "The figures"]
    for i in finding.ids:
        mention = catalogue.mentions[i]
        lines += ["", *described(mention, catalogue), f"    in: {catalogue.sentence(mention)}"]
    lines += _together(finding, catalogue)
    held = [m for m in sorted(catalogue.members(finding), key=lambda m: finding.ids.index(m.id)) if isinstance(m, Figure)]
    lines += ["", "The intervals", *(_interval(f, catalogue) for f in held)] if held else []
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
    sides = [s.ids for s in finding.sides] or [(i,) for i in finding.ids]
    by_id = {f.id: f for f in catalogue.members(finding)}
    read = [_reading(by_id[side[0]], len(side) - 1, catalogue) for side in sides[:2]]
    admitted = " against ".join(dict.fromkeys(_admitted(by_id[side[0]]) for side in sides)) + ("" if finding.datings else " admitted")
    step = next((s.outcome for s in finding.trace if s.stage != "rule"), "")
    note = catalogue.rules.get(finding.rule)
    ground = [
        f"one thing       {_one_thing(finding, sides, catalogue)}",
        f"they differ     {'; '.join(x for x in (admitted, step) if x)}",
    ]
    return [
        *(f"read as         {line}" for line in read),
        *([f"stands alone    {step}"] if finding.bundle else ground),
        f"the rule        {finding.rule}: {note.summary if note is not None else finding.rule}; {finding.severity.value}"
        + (f"; {len(sides) - 2} more sides" if len(sides) > 2 else ""),
    ]


def described(mention: Mention, catalogue: Catalogue) -> list[str]:
    """A figure or dating with all that was read of it."""
    return datings.described(mention, catalogue) if isinstance(mention, Dating) else figures.described(mention, catalogue)


def _admitted(mention: Mention) -> str:
    return datings.means(mention) if isinstance(mention, Dating) else interval(mention.interval)


def _reading(figure: Mention, more: int, catalogue: Catalogue) -> str:
    alike = f" (and {more} more that say the same)" if more else ""
    return f'"{catalogue.phrase(figure)}" {catalogue.spot(figure)}: {described(figure, catalogue)[1].strip()}{alike}'


def _one_thing(finding: Finding, sides: Sequence[Sequence[str]], catalogue: Catalogue) -> str:
    """Why the sides are taken for one thing: the best pair across them with the words that weigh most, or what else put them together."""
    side_of = {i: n for n, side in enumerate(sides) for i in side}
    # Comparisons name the first figure of a statement, which may be the miles of a side whose kilometres are the other.
    first = {i: statement[0] for statement in catalogue.story.statements for i in statement}
    wanted = {frozenset((first.get(i, i), first.get(j, j))) for i in side_of for j in side_of if side_of[i] != side_of[j]}
    compared = (*(c for f in catalogue.facts.values() for c in f.comparisons), *catalogue.story.dated)
    pairs = [c for c in compared if frozenset((c.a, c.b)) in wanted]
    fact = catalogue.facts.get(finding.fact) if finding.fact is not None else None
    label = f"{fact.label}: " if fact is not None else ""
    if not pairs:
        mentions = [catalogue.mentions[i] for i in side_of]
        together = len({(m.source, m.sentence) for m in mentions}) == 1
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
    a, b = catalogue.mentions[comparison.a], catalogue.mentions[comparison.b]
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


_EVEN = 0.5  # from here on a pair by itself would be one fact
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


def pair_lines(first: Mention, second: Mention, comparison: Comparison, steps: Sequence[Step], result: Result, *, full: bool = False) -> list[str]:
    """Why two figures are, or are not, one fact, and what the rules made of them: the readings, the match, the judgement, the verdict."""
    catalogue = Catalogue(result)
    lines = []
    for figure in (first, second):
        read = described(figure, catalogue)
        lines += [*(read if full else read[:2]), f"    in: {catalogue.sentence(figure)}"]
    lines += ["", "The match", *waterfall(comparison, catalogue, full=full), "", "The judgement", *(f"  {s.outcome}" for s in steps), ""]
    one, other = catalogue.fact_of.get(first.id), catalogue.fact_of.get(second.id)
    if isinstance(first, Dating):
        together = any({first.id, second.id} <= set(o.datings) for o in result.story.occasions)
        lines.append("They stand in one occasion." if together else "They stand in two occasions.")
    elif one is None or other is None or one.id != other.id:
        names = " and ".join(f'"{f.label}"' if f is not None else "no fact" for f in (one, other))
        outvoted = comparison.probability >= _EVEN and not comparison.cannot_link
        why = ": the other figures of either fact speak against putting all of them together" if outvoted else ""
        lines.append(f"They stand in two facts, {names}{why}.")
    else:
        lines.append(f'They stand in one fact, "{one.label}".')
    both = [f for f in result.findings if first.id in f.ids and second.id in f.ids]
    if both:
        return [*lines, *(f"{f.severity.value} {f.rule} {f.id}: {f.message}" for f in both)]
    return [*lines, "No rule flags them."]
