"""Words against the numbers beside them: "rose to 62 from 71", "up 6 percent, to 46 from 40 percent", "24 of the 60 seats, more than half"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from factcheck.check.arithmetic.equation import Equation, exact
from factcheck.check.index import StoryIndex, words_of
from factcheck.model import Figure, Kind, Role
from factcheck.quantity.wording import number, rounded

_BEFORE = 6  # words before the two values in which their verb stands
_BETWEEN = 7  # words between the two values
_SHORT = 3  # letters of "the", "in" and other words that name nothing
_HUNDRED = Decimal(100)
_REACH = Decimal("0.04")  # by how much "half" may miss a half
_HALF = Decimal("0.5")


def directions(index: StoryIndex, up: frozenset[str], down: frozenset[str], loose: frozenset[str]) -> Iterator[Equation]:
    """Yield a previous and a current value side by side whose verb says the other direction; before them, a ``loose`` word is no such verb."""
    for extraction in index.story.extractions:
        for first, second in pairwise(extraction.figures):
            if first.sentence != second.sentence or {first.id, second.id} & index.doubles or not _before_and_after(first, second):
                continue
            old, new = (first, second) if first.role is Role.PREVIOUS else (second, first)
            x, y = index.comparables[old.id], index.comparables[new.id]
            said = _said(index, first, second, up | down, loose)
            if not said or x.key != y.key or not (exact(old) and exact(new)) or old.quantity.kind is Kind.AGE or x.low == y.low:
                continue
            if (said in up) != (y.low > x.low):
                text = f"“{said}” from {old.surface} to {new.surface}, which is {'higher' if y.low > x.low else 'lower'}"
                yield Equation("direction", (new.id,), (old.id,), text)


def opposed(index: StoryIndex) -> Iterator[Equation]:
    """Yield "rose 12 percent to 3.4 million" of one source and "fell 12 percent to 3.4 million" of another: one move in two directions."""
    told: dict[tuple[object, ...], list[tuple[Figure, Figure]]] = {}
    for extraction in index.story.extractions:
        for change, level in pairwise(extraction.figures):
            if change.sentence == level.sentence and change.role is Role.CHANGE and level.role is Role.CURRENT and _trend(change):
                x, y = index.comparables[change.id], index.comparables[level.id]
                told.setdefault((x.key, x.value, y.key, y.value, index.fact_of[level.id].id), []).append((change, level))
    for moves in told.values():
        for (mine, level), (other, _) in combinations(moves, 2):
            if mine.source == other.source or _trend(mine) == _trend(other) or {mine.id, other.id} & index.doubles:
                continue
            if mine.modality is not other.modality or not _one_subject(mine, other):
                continue
            text = f"“{_verb(index, mine)}” and “{_verb(index, other)}” {mine.surface}, to the same {level.surface}"
            yield Equation("direction", (mine.id,), (other.id,), text)
            break


def _one_subject(a: Figure, b: Figure) -> bool:
    """Whether two changes are said of one thing, by the words of their subjects: "shares in Nordal", not "shares in Pelion"."""
    if a.subject is None or b.subject is None:
        return a.noun is not None and b.noun is not None and a.noun.lemma == b.noun.lemma
    x, y = (
        {w.removesuffix("'s") for w in f.subject.text.lower().replace("’", "'").split() if len(w) > _SHORT} for f in (a, b) if f.subject is not None
    )
    return bool(x and y) and (x <= y or y <= x)


def _trend(figure: Figure) -> str:
    """Which way the verb of a change goes; "" for none, or where it is denied."""
    verb = figure.predicate
    return verb.cls if verb is not None and verb.cls in ("rise", "fall") and not verb.negated else ""


def _verb(index: StoryIndex, figure: Figure) -> str:
    span = figure.predicate.span if figure.predicate is not None else None
    return index.source(figure).text[span.start : span.end] if span is not None else ""


def _before_and_after(first: Figure, second: Figure) -> bool:
    """Whether two figures are told as what was and what is: by their roles, or "41 members, down from 36"."""
    particle = second.role is Role.PREVIOUS and first.role is Role.PLAIN and words_of(second.before)[-2:-1] in (("up",), ("down",))
    return particle or {first.role, second.role} == {Role.PREVIOUS, Role.CURRENT}


def _said(index: StoryIndex, first: Figure, second: Figure, known: frozenset[str], loose: frozenset[str]) -> str:
    """The verb of two values, as printed; "" where none stands right before them, or another stands between."""
    between = words_of(second.before)
    if not between or between[-1] not in _JOINTS or len(between) > _BETWEEN:
        return ""
    mine = [w for w in between if w in known]
    if mine:
        return mine[0] if mine[0] in _PARTICLES and len(mine) == 1 and second.role is Role.PREVIOUS else ""
    before = [w for w in index.lead_in(first)[-_BEFORE:] if w in known and w not in loose]
    return before[-1] if before else ""


_JOINTS = frozenset(("to", "from"))
_PARTICLES = frozenset(("up", "down"))


def points(index: StoryIndex) -> Iterator[Equation]:
    """Yield "rose 6 percent to 46 percent from 40 percent": percent where the two values lie so many points apart."""
    for extraction in index.story.extractions:
        for trio in zip(extraction.figures, extraction.figures[1:], extraction.figures[2:], strict=False):
            roles = {f.role: f for f in trio}
            change, old, new = (roles.get(r) for r in (Role.CHANGE, Role.PREVIOUS, Role.CURRENT))
            if change is None or old is None or new is None or len({f.sentence for f in trio}) > 1 or {f.id for f in trio} & index.doubles:
                continue
            if any(f.quantity.kind is not Kind.PERCENT or "point" in f.quantity.unit or not exact(f) for f in trio) or not old.quantity.low:
                continue
            apart = new.quantity.low - old.quantity.low
            share = apart / old.quantity.low * _HUNDRED
            step = min(change.quantity.step, old.quantity.step, new.quantity.step)
            if abs(abs(apart) - change.quantity.low) <= step / 2 and abs(abs(share) - change.quantity.low) > step:
                told = f"from {number(old.quantity.low)} to {number(new.quantity.low)} % is {number(abs(apart))} percentage points"
                text = f"{told} ({number(rounded(abs(share), 1))} %), not {number(change.quantity.low)} %"
                yield Equation("change", (change.id,), (old.id, new.id), text, 1)


def halves(index: StoryIndex) -> Iterator[Equation]:
    """Yield "24 of the 60 seats, more than half of the chamber" and "Of the 420 beds, half, or 190," that do not come out."""
    for extraction in index.story.extractions:
        for first, second in pairwise(extraction.figures):
            if first.sentence != second.sentence or {first.id, second.id} & index.doubles:
                continue
            text, end = extraction.source.text, extraction.layout.sentences[first.sentence].end
            found = _behind(text[second.end : end], first, second) or _between(text[first.end : second.start], first, second)
            if found is None:
                continue
            words, part, whole = found
            x, y = index.comparables[part.id], index.comparables[whole.id]
            if x.key != y.key or not (exact(part) and exact(whole)) or not 0 < x.low <= y.low or whole.quantity.kind is not Kind.COUNT:
                continue
            share = x.low / y.low
            if _fits(words, share):
                continue
            percent = number(rounded(share * _HUNDRED, 1))
            yield Equation("share", (whole.id,), (part.id,), f"{number(x.low)} of {number(y.low)} is {percent} %, not {' '.join(words.split())}")


_SAYS = r"(?P<said>(?:more|less|fewer)\s+than\s+half|(?:over|under)\s+half|half|most|an?\s+(?:absolute\s+)?majority|a\s+minority)"
_BEHIND = re.compile(
    rf"\s+[^\W\d]+(?:[\s'’-]+[^\W\d]+){{0,3}}\s?[,(–—]\s*(?:or\s+|which\s+is\s+)?{_SAYS}(?:\s+of\s+(?:the|all)\s+(?!number)|\s*[.,;)]|\s*$)"
)
_BETWEEN_HALF = re.compile(rf"\s+[^\W\d]+(?:[\s'’-]+[^\W\d]+){{0,3}}\s?,\s*{_SAYS},?\s+(?:or\s+)?$")


def _behind(text: str, part: Figure, whole: Figure) -> tuple[str, Figure, Figure] | None:
    """The words behind "24 of the 60 seats" that say what share that is."""
    found = _BEHIND.match(text) if part.after[:1] == ("of",) and len(part.after) <= 3 else None
    return (found["said"], part, whole) if found else None


def _between(text: str, whole: Figure, part: Figure) -> tuple[str, Figure, Figure] | None:
    """The words between the whole and the part in "Of the 420 beds, half, or 190"."""
    found = _BETWEEN_HALF.match(text) if words_of(whole.before)[:1] == ("of",) and text.rstrip().endswith("or") else None
    return (found["said"], part, whole) if found else None


def _fits(words: str, share: Decimal) -> bool:
    if words == "half":
        return abs(share - _HALF) <= _REACH
    low = words.startswith(("less", "fewer", "under")) or "minority" in words
    return share < _HALF if low else share > _HALF
