"""A figure and its conversion beside it: "12 miles (19 km)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factcheck.check.differences.difference import Group
from factcheck.check.index import StoryIndex
from factcheck.check.message import finding, phrase
from factcheck.check.rule import Rule
from factcheck.model import Figure, Finding, Interval, Kind, Step
from factcheck.quantity.convert import line
from factcheck.quantity.interval import SOFT, gap, printed
from factcheck.quantity.wording import number, percent, rounded, span

PARAMETERS = {"slack": "number", "hedged_slack": "number"}  # share that a conversion may miss beyond rounding; the same where a side is hedged
FIELDS = "source a b expected printed gap share"


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each conversion that is off by more than the rounding that both of its sides show."""
    for extraction in index.story.extractions:
        for first, second in index.conversions(extraction.source.id):
            if first.id in index.doubles or second.id in index.doubles:
                continue
            found = _held_against(index, rule, first, second)
            if found is not None:
                yield found


def _held_against(index: StoryIndex, rule: Rule, first: Figure, second: Figure) -> Finding | None:
    a, b = first.quantity, second.quantity
    if a.kind is Kind.MONEY or b.kind is Kind.MONEY or not a.unit or not b.unit or a.per != b.per or a.dimension != b.dimension:
        return None
    way = line(a.unit, b.unit)
    if way is None:
        return None
    factor, offset = way
    if offset and (_moved_by(first) or _difference(index, second)):
        offset = Decimal(0)  # "1.55C (2.8F) above the average": zero of one scale is not zero of the other, a degree is as large everywhere
    finer = bool(b.low) and b.step * abs(a.low) < a.step * abs(b.low)  # told more finely than what it converts: worked out from the number as printed
    stated = Interval(a.low, a.low) if finer and not a.is_range else printed(first)
    expected = Interval(None if stated.low is None else stated.low * factor + offset, None if stated.high is None else stated.high * factor + offset)
    exact = a.low * factor + offset
    slack = rule.number("hedged_slack") if not finer and (first.hedge in SOFT or second.hedge in SOFT) else rule.number("slack")
    given = printed(second)
    apart = gap(expected, given)
    larger = max(abs(exact), abs(b.low))
    if not larger or apart / larger <= slack:
        return None
    fields = {
        "source": index.names[first.source], "a": phrase(index, first), "b": phrase(index, second), "expected": _as_printed(second, exact),
        "printed": f"{number(b.low)}", "gap": number(abs(exact - b.low)), "share": percent(abs(exact - b.low) / larger),
    }  # fmt: skip
    step = Step("conversion", f"{a.unit}→{b.unit}", f"× {number(factor)}: {span(expected)} against {span(given)} as printed")
    return finding(index, rule, index.fact_of.get(first.id), [Group((first.id,)), Group((second.id,))], fields, trace=(step,))


def _difference(index: StoryIndex, figure: Figure) -> bool:
    """Whether a temperature is by how much one lies from another, by the words behind it."""
    behind = [w.lower() for w in figure.after if w[0].isalpha()][:_BEHIND]
    words = index.vocabulary
    return len(behind) > 1 and behind[0] in words.departing and words.fixed_points.isdisjoint(behind)


def _moved_by(figure: Figure) -> bool:
    """Whether a temperature is by how much another has changed: "warmed by 1.5C", "by up to 6C"."""
    before = [w.lower() for w in figure.before if w[0].isalpha()][-_BEFORE:]
    return "by" in before


_BEHIND, _BEFORE = 3, 3  # words behind and before a temperature; "by at least", "by some"
_NUMBER = re.compile(r"[\d.,]*\d")


def _as_printed(figure: Figure, value: Decimal) -> str:
    """A value in the unit as the text spells it: "420 feet" for a figure printed "240 feet"."""
    shown = number(rounded(value, max(0, 1 - figure.quantity.step.adjusted()) if figure.quantity.step < 1 else 0))
    return _NUMBER.sub(shown, figure.surface, count=1) if _NUMBER.search(figure.surface) else f"{shown} {figure.quantity.unit}"
