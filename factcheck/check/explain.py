"""Why two figures were not told to differ: the first thing that kept judgement silent, for ``factcheck explain --pair``."""

from __future__ import annotations

from factcheck.check.differences.classify import classify
from factcheck.check.differences.pair import Pair
from factcheck.check.index import StoryIndex
from factcheck.check.message import phrase
from factcheck.model import Step
from factcheck.quantity.comparable import held
from factcheck.quantity.wording import span


def why(index: StoryIndex, a: str, b: str) -> tuple[Step, ...]:
    """Return the steps by which a pair of figures (ids, in any order) is judged, the deciding one last.

    The last step's ``by`` names it: "fact", "sentence", "conversion", "unit", "agree", "text", or the pattern of the disagreement where there is one.
    """
    pair = Pair(index, *(index.comparables[i] for i in index.in_order((a, b))))
    if index.restates(pair.a, pair.b):
        return (Step("pair", "conversion", "one converts the other; the conversion is checked by itself"),)
    if pair.one_sentence:
        return (Step("pair", "sentence", "two figures of one sentence are two facts, or a difference that the text states itself"),)
    found = classify(pair)
    if found is None:
        return (_agreement(pair),)
    steps = (*found.why, Step("pair", "probability", f"{pair.probability:.2f} that both speak of one thing"))
    if index.fact_of[a] is not index.fact_of[b]:
        return (*steps, Step("pair", "fact", "the alignment keeps them in two facts"))
    return (*steps, Step("pair", found.pattern, f"read as {found.pattern}"))


def _agreement(pair: Pair) -> Step:
    x, y = pair.x, pair.y
    if not pair.comparable:
        return Step("pair", "unit", f"{x.key} against {y.key}")
    first, second = held(x, y, pair.index.tolerances)
    admit = f"{phrase(pair.index, pair.a)} admits {span(first, x.factor)}, {phrase(pair.index, pair.b)} admits {span(second, x.factor)}"
    if pair.meets:
        return Step("pair", "agree", f"{admit}: they meet")
    return Step("pair", "text", f"{admit}; one text gives both, and does not state one thing twice with them")
