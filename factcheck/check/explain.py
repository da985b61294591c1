"""Why two figures were told to differ or not, for ``factcheck explain --pair``: each step of judgement, and the setting that kept it silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.check.differences.classify import classify
from factcheck.check.differences.difference import Difference
from factcheck.check.differences.pair import Pair
from factcheck.check.differences.setting import setting
from factcheck.check.differences.signature import is_slip, with_slip
from factcheck.check.index import StoryIndex
from factcheck.check.kinds.nouns import weighed
from factcheck.check.message import phrase
from factcheck.check.rule import Rule
from factcheck.check.when import judged
from factcheck.model import Comparison, Figure, Step
from factcheck.quantity.comparable import held
from factcheck.quantity.wording import span


def why(index: StoryIndex, a: str, b: str, rules: Sequence[Rule] = (), wall: str = "") -> tuple[Step, ...]:
    """Return the steps by which a pair of figures (ids, in any order) is judged, the deciding one last.

    The last step's ``by`` names it: "fact", "sentence", "conversion", "unit", "agree", "text", "told", or the setting that keeps the pair silent.
    ``wall`` is what the alignment says against their ever being one fact.
    """
    pair = Pair(index, *(index.comparables[i] for i in index.in_order((a, b))))
    if index.restates(pair.a, pair.b):
        return (Step("pair", "conversion", "one converts the other; the conversion is checked by itself"),)
    if pair.one_sentence:
        return (Step("pair", "sentence", "two figures of one sentence are two facts, or a difference that the text states itself"),)
    found = classify(pair)
    if found is None:
        return (_agreement(pair), *_equal(pair, rules))
    chance = with_slip(pair, found)
    read = Step("pair", found.pattern, f"read as {found.pattern}; {chance:.2f} that both speak of one thing")
    return (*found.why, read, _told(pair, found, chance, rules, wall))


def why_dated(index: StoryIndex, pair: Comparison, rules: Sequence[Rule] = ()) -> tuple[Step, ...]:
    """Return the steps by which a pair of datings is judged, the deciding one last: "told", or what keeps it silent."""
    a, b = index.datings[pair.a], index.datings[pair.b]
    rule = next((r for r in rules if r.kind == "dates"), None)
    if rule is None:
        return (Step("pair", "rule", "no rule that runs compares times"),)
    found, silent = judged(a, b, pair, rule)
    read = Step("pair", found.said, f"they part by the {found.field}" if found.said == "apart" else f"their times: {found.said}")
    return (read, Step("pair", "silent" if silent else "told", silent or f"{rule.id} tells from {rule.number('told_at'):g}"))


def _told(pair: Pair, found: Difference, chance: float, rules: Sequence[Rule], wall: str) -> Step:
    """The setting that keeps a difference silent, or the rule that tells it."""
    index = pair.index
    if index.fact_of[pair.a.id] is not index.fact_of[pair.b.id]:
        if wall:
            return Step("pair", "fact", f"the alignment never takes them for one fact: {wall}")
        if pair.told_too:
            return Step("pair", "fact", "the alignment keeps them in two facts, and a source that gives one of the two values gives the other, too")
        needed = float(index.tolerances.apart_at)
        if chance < needed and not is_slip(pair, found):
            said = f"such a pair is told from {needed:g} (apart_at in rules/lexicon/tolerances.yaml)"
            return Step("pair", "apart_at", f"the alignment keeps them in two facts; {said}")
    rule = next((r for r in rules if dict(r.parameters).get("pattern") == found.pattern or _parties(r, found)), None)
    if rule is None:
        return Step("pair", found.pattern, f"no rule that runs takes {found.pattern}")
    name = setting(found.pattern, pair.x, pair.y, rule) if rule.kind == "agreement" else "told_at"
    needed = float(rule.number(name))
    if chance < needed:
        return Step("pair", name, f"{rule.id} tells from {needed:g} ({name} in rules/checks/{rule.id}.yaml)")
    return Step("pair", "told", f"{rule.id} tells from {needed:g}")


def _parties(rule: Rule, found: Difference) -> bool:
    """Whether a rule takes what two speakers say: a claim against plain fact, or two authorities whom two texts cite."""
    given = dict(rule.parameters)
    if found.pattern == "parties":
        return "parties_at" in given and rule.number("parties_at") <= 1
    return found.pattern == "authorities" and given.get("aspect") == "attribution"


def _equal(pair: Pair, rules: Sequence[Rule]) -> Iterator[Step]:
    """What the rules for equal numbers make of two that meet: other things counted; and what no rule looks at: up here, down there."""
    index = pair.index
    if pair.comparable and pair.x.value == pair.y.value:
        found = (weighed(index, rule, pair.a, pair.b) for rule in rules if rule.kind == "nouns")
        yield from (step for step in found if step is not None)
    verbs = [f.predicate.lemma if f.predicate is not None else "" for f in (pair.a, pair.b)]
    for rule in rules:
        ways = {way for way in ("up", "down") for verb in verbs if rule.kind == "arithmetic" and verb in rule.words(way)}
        if len(ways) > 1:
            yield Step("pair", "direction", f"“{verbs[0]}” against “{verbs[1]}”: no rule holds the directions of two texts against each other")


def _rate(figure: Figure) -> str:
    return f"an amount per {figure.quantity.per}" if figure.quantity.per else "an amount outright"


def _agreement(pair: Pair) -> Step:
    x, y = pair.x, pair.y
    if not pair.comparable:
        rates = [_rate(f) for f in (pair.a, pair.b)]
        apart = f": no rule holds {' against '.join(rates)}" if rates[0] != rates[1] else ""
        return Step("pair", "unit", f"{x.key} against {y.key}{apart}")
    first, second = held(x, y, pair.index.tolerances)
    admit = f"{phrase(pair.index, pair.a)} admits {span(first, x.factor)}, {phrase(pair.index, pair.b)} admits {span(second, x.factor)}"
    if pair.meets:
        return Step("pair", "agree", f"{admit}: they meet (rules/lexicon/tolerances.yaml)")
    return Step("pair", "text", f"{admit}; one text gives both, and does not state one thing twice with them")
