"""Rules about one fact told with values that cannot both hold: each takes the disagreements of one pattern."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.check.differences.difference import Disagreement
from factcheck.check.differences.fact import disagreements
from factcheck.check.differences.setting import setting
from factcheck.check.index import StoryIndex
from factcheck.check.message import finding, miss, quote, values_text, who_text
from factcheck.check.rule import Rule
from factcheck.model import Finding, Interval, Step
from factcheck.quantity.comparable import Comparable, missing
from factcheck.quantity.digits import power_of_ten
from factcheck.quantity.interval import against
from factcheck.quantity.wording import number, percent

# ``pattern``: one of differences.PATTERNS. ``told_at``, ``sure_at``: the probability that both sides speak of one fact from which the rule tells, and
# from which it is sure; in between it is one step quieter. ``parties_at``: the probability from which it also tells, one step quieter, that two
# authorities differ whom two texts cite; above 1: never. ``nought_at``: the same as ``told_at`` where one of them counts none at all: few things are
# told to be none, so that less of the context need speak for it.
PARAMETERS = {"pattern": "word", "told_at": "number=0.8", "sure_at": "number=0.9", "parties_at": "number=2", "nought_at": "number=1"}
FIELDS = "label sides who a b intervals gap share apart order factor"


def check(index: StoryIndex, rule: Rule) -> Iterator[Finding]:
    """Yield a finding for each disagreement of the rule's pattern."""
    for found in disagreements(index):
        name = setting(found.verdict.pattern, index.comparables[found.a.id], index.comparables[found.b.id], rule)
        if found.verdict.pattern in (rule.word("pattern"), "parties") and found.verdict.probability >= rule.number(name):
            yield report(index, rule, found)


def report(index: StoryIndex, rule: Rule, found: Disagreement) -> Finding:
    """Put one disagreement into words."""
    older, newer = (found.b, found.a) if found.verdict.order.sign > 0 else (found.a, found.b)
    x, y = index.comparables[older.id], index.comparables[newer.id]
    power = power_of_ten(x.low, y.low) if x.key == y.key else 0
    fields = {
        "label": found.fact.label,
        "sides": values_text(index, found.sides),
        "who": who_text(index, found.sides),
        "a": quote(index, older),
        "b": quote(index, newer),
        "order": _order(found),
        "factor": number(Decimal(10) ** power) if power else "",
        **miss(index, x, y),
    }
    fields["apart"] = _apart(index, x, y, fields)
    compared = Step("interval", "tolerances", f"{fields['intervals']}: gap {fields['gap']} ({fields['share']} of the larger)")
    name = setting(found.verdict.pattern, x, y, rule)
    doubted = int(name != "nought_at" and (name == "parties_at" or found.verdict.probability < rule.number("sure_at")))
    return finding(
        index,
        rule,
        found.fact,
        found.sides,
        fields,
        lowered=found.verdict.lowered + doubted,
        trace=(compared, *found.verdict.why),
        judged=_judged(index, found),
    )


def _judged(index: StoryIndex, found: Disagreement) -> Iterator[tuple[str, Interval]]:
    """What each figure admits against the other side, where that is more than it admits by itself: miles are coarser beside kilometres."""
    for side in found.sides:
        other = found.a if found.b.id in side.ids else found.b
        for figure in (index.figures[i] for i in side.ids):
            interval = against(figure, other.quantity, index.tolerances)
            if interval != figure.interval:
                yield figure.id, interval


def _apart(index: StoryIndex, x: Comparable, y: Comparable, fields: dict[str, str]) -> str:
    """Why two values do not go together, as a sentence."""
    if x.key != y.key and x.figure.quantity.low == y.figure.quantity.low:
        return "One number, two units."
    if missing(x, y, index.tolerances):
        return f"{fields['intervals']} do not meet: they are {fields['gap']} apart ({fields['share']} of the larger)."
    if not index.meets(x, y):
        return f"{fields['intervals']} do not meet: they are neighbours in the last digit that is printed."
    if x.figure.quantity.is_range and y.figure.quantity.is_range:
        return "The two ranges share one end only."
    far, larger = abs(x.low - y.low), max(abs(x.low), abs(y.low))
    return f"Both may hold, yet they are {number(far / x.factor)} apart ({percent(far / larger)} of the larger)."


def _order(found: Disagreement) -> str:
    order = found.verdict.order
    return f"in this order by {order.by}" if order.sign else order.by
