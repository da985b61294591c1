"""One finding names all that changed: a number whose bound fell off and whose noun changed in the same breath is told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.check.index import StoryIndex
from factcheck.check.message import CHANGED, printed
from factcheck.check.rule import Rule
from factcheck.model import Figure, Finding
from factcheck.tables.nouns import noun_distance

_DRIFTS = ("nouns", "drift")  # kinds of rules about one number with other words around it, those that say most first
_OTHER = ("other", "bundle")  # distances of nouns that count two things


def all_changed(index: StoryIndex, found: Sequence[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """Join findings on the words around one number of the same two sides into the loudest of them, which then says what the others say."""
    kinds = {r.id: _DRIFTS.index(r.kind) for r in rules if r.kind in _DRIFTS}
    loudest = sorted((f for f in found if f.rule in kinds), key=lambda f: (-f.severity.rank, kinds[f.rule], f.rule))
    told: list[Finding] = []
    merged: dict[int, Finding] = {}
    for drift in loudest:
        home = next((n for n, kept in enumerate(told) if _one_breath(merged.get(n, kept), drift)), None)
        if home is None:
            told.append(drift)
        else:
            merged[home] = _joined(index, merged.get(home, told[home]), drift)
    kept = {id(first): merged.get(n, first) for n, first in enumerate(told)}
    naming = {r.id for r in rules if r.kind in ("drift", "agreement")}
    left = [kept.get(id(f), f) for f in found if f.rule not in kinds or id(f) in kept]
    return [_with_noun(index, f) if f.rule in naming else f for f in left]


def _one_breath(a: Finding, b: Finding) -> bool:
    """Whether two findings set figures of one side against figures of the other, in whichever order."""
    if a.fact != b.fact or len(a.sides) != 2 or len(b.sides) != 2:
        return False
    first, second = ({*side.figures} for side in a.sides)
    x, y = ({*side.figures} for side in b.sides)
    return bool((first & x and second & y) or (first & y and second & x))


def _joined(index: StoryIndex, kept: Finding, other: Finding) -> Finding:
    said = [step for step in other.trace if step.stage == CHANGED]
    return replace(
        kept,
        message=" ".join([kept.message, *(step.outcome for step in said)]),
        figures=index.in_order((*kept.figures, *other.figures)),
        trace=(*kept.trace, *said),
    )


def _with_noun(index: StoryIndex, finding: Finding) -> Finding:
    """A finding on a value, a bound or a speaker that says too where another thing is counted, though no rule tells that by itself."""
    if len(finding.sides) != 2 or any(step.stage == CHANGED and step.by == "noun" for step in finding.trace):
        return finding
    a, b = (index.figures[side.figures[0]] for side in finding.sides)
    words = [_noun(index, f) for f in (a, b)]
    if not all(words) or noun_distance(a.noun, b.noun, index.vocabulary) not in _OTHER:
        return finding
    return replace(finding, message=f"{finding.message} Another thing is counted too: {words[0]} and {words[1]}.")


def _noun(index: StoryIndex, figure: Figure) -> str:
    return printed(index, figure, figure.noun) if figure.noun is not None and not figure.noun.inherited else ""
