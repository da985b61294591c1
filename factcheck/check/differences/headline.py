"""A headline held to its body: a number that the text below neither gives nor makes up, beside one of the same sort that it does give.

Alignment alone cannot do this: a wrong number in a headline speaks against its own link, and headlines leave out the words that would make it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from re import findall

from factcheck.check.arithmetic.sums import made_up
from factcheck.check.differences.ages import as_age
from factcheck.check.differences.casualties import counts_more
from factcheck.check.differences.classify import leaves_out, rounds_to
from factcheck.check.differences.difference import UNKNOWN, Difference, Disagreement, Group
from factcheck.check.differences.gist import About, about
from factcheck.check.differences.sameness import evidence, load_sameness, value_distance
from factcheck.check.index import StoryIndex
from factcheck.model import VALUE_ASPECTS, Figure, Hedge, Kind, Modality, Role, Step
from factcheck.quantity.comparable import Comparable, bears_out
from factcheck.quantity.digits import digits, power_of_ten, swapped

_SAME = 0.5  # probability from which a vague word of the body is of the headline's thing
_SLIP_POWERS = (1, 3)  # a nought, or million for billion
_NUMBER = r"\d+(?:[.,]\d+)*"
_PLAIN = 1000  # numbers from here on hardly meet those of something else by chance


def headline_conflicts(index: StoryIndex) -> tuple[Disagreement, ...]:
    """Return the headline figures that their bodies do not bear out, in story order; facts that the alignment has joined are left to it."""
    found = []
    for extraction in index.story.extractions:
        for figure in extraction.figures:
            if index.headline(figure) and not _left_alone(figure):
                best = _held(index, index.comparables[figure.id], [index.comparables[f.id] for f in index.below(figure)])
                if best is not None:
                    found.append(best)
    return tuple(found)


def _left_alone(figure: Figure) -> bool:
    """Figures that a body may pass over, or put in words that are no figure: vague ones, multiples, what is denied, ranks and small counts."""
    q = figure.quantity
    return figure.hedge is Hedge.VAGUE or q.kind in (Kind.MULTIPLE, Kind.SHARE) or figure.modality is Modality.DENIED or q.is_range or not q.low


def _held(index: StoryIndex, mine: Comparable, body: Sequence[Comparable]) -> Disagreement | None:
    more = [r for r in body if counts_more(index, mine.figure, r.figure)]
    if more:
        dead = [r for r in body if r not in more and r.figure.fate == "dead" and r.key == mine.key]
        if dead and not any(_bearing(index, mine, dead)) and any(_bearing(index, mine, more)):
            return _disagreement(index, mine, dead[0], dead, Decimal(0), (), "the body gives this number to the dead and others together")
        body = [r for r in body if r not in more]
    if not body:
        return None
    alike = [r for r in body if r.key == mine.key and r.figure.quantity.kind is mine.figure.quantity.kind]
    given, rounded = _bearing(index, mine, body)
    if given or rounded:
        fitting = _fitting(index, mine, [r for r in alike if r not in given and r not in rounded])
        if fitting is None or not _fits_better(index, mine, fitting, given, rounded):
            return None
        return _disagreement(index, mine, fitting[0], alike, fitting[1].points, fitting[1].steps, "the body gives this number to something else")
    aged = as_age(index, mine, body)
    if aged is not None:
        mine, body = aged
        alike = list(body)
        if any(_bearing(index, mine, body)):
            return None
    if _read_as_something_else(index, mine, body) or made_up(mine, alike, together=True):
        return None
    alike = [r for r in alike if not _moves(mine, r)]
    return _by_value(index, mine, body, alike) or _by_words(index, mine, alike) or _by_context(index, mine, alike)


def _moves(mine: Comparable, other: Comparable) -> bool:
    """Whether the headline gives a level and the body by how much something moved: "rises to 3.8%", "the index closed up 0.3%"; no slip of it."""
    if mine.figure.role is not Role.CURRENT or other.figure.role is not Role.CHANGE:
        return False
    return not (swapped(mine.low, other.low) or _nought(mine, other))


def _by_context(index: StoryIndex, mine: Comparable, alike: Sequence[Comparable]) -> Disagreement | None:
    """Hold a headline to the figure of the body that the alignment, values aside, takes for the same: a wrong number speaks against its link."""
    marks = load_sameness()
    best: tuple[float, Comparable] | None = None
    for r in alike:
        compared = index.comparison(mine.figure.id, r.figure.id)
        if compared is None or r.figure.hedge is Hedge.VAGUE or (index.meets(mine, r) and bears_out(r, mine.low, index.tolerances)):
            continue
        chance = compared.without(*VALUE_ASPECTS, more=float(marks.context_value))
        if best is None or chance > best[0]:
            best = chance, r
    if best is None or best[0] < marks.context_at or made_up(mine, alike):
        return None
    step = Step("same", "probability", f"{best[0]:.2f} that both speak of one thing, the values aside")
    return _disagreement(index, mine, best[1], alike, Decimal(0), (step,), "this number stands nowhere in the body")


def _by_value(index: StoryIndex, mine: Comparable, body: Sequence[Comparable], alike: Sequence[Comparable]) -> Disagreement | None:
    """Hold a headline to the figure of the body that it resembles most: in value or digits too."""
    ranked = []
    for other in (*alike, *_other_units(mine, body)):
        points, steps = _points(index, mine, other, alike)
        loose = other.key == mine.key and index.meets(mine, other) and bears_out(other, mine.low, index.tolerances)
        if loose and not any(s.by == "sameness:slip" for s in steps):
            continue  # "more than a decade" for 12 years: loose, but no discrepancy
        ranked.append((-points, index.order[other.figure.id], other, steps))
    if not ranked:
        return None
    points, _, other, steps = min(ranked, key=lambda r: r[:2])
    marks = load_sameness()
    close = {"sameness:slip", "sameness:value_near", "sameness:value_close"} & {s.by for s in steps}
    needed = marks.headline_at if close else marks.headline_error_at
    if -points < (max(needed, marks.headline_made_up_at) if made_up(mine, alike) else needed):
        return None
    return _disagreement(index, mine, other, alike, -points, steps, "this number stands nowhere in the body")


def _by_words(index: StoryIndex, mine: Comparable, alike: Sequence[Comparable]) -> Disagreement | None:
    """Hold a headline to the figure of the body that is about the same by its words, whatever its value."""
    fitting = _fitting(index, mine, alike)
    marks = load_sameness()
    needed = marks.gist_count_at if mine.figure.quantity.kind is Kind.COUNT else marks.gist_measure_at
    if fitting is None or fitting[1].points < needed or made_up(mine, alike):
        return None
    return _disagreement(index, mine, fitting[0], alike, fitting[1].points, fitting[1].steps, "this number stands nowhere in the body")


def _fitting(index: StoryIndex, mine: Comparable, others: Sequence[Comparable]) -> tuple[Comparable, About] | None:
    """The figure of the body that fits the headline's words best; "one" hardly counts, and values beyond all reach are something else."""
    reach = load_sameness().gist_reach
    fit = []
    for r in others:
        small, large = sorted((abs(mine.low), abs(r.low)))
        if (
            r.figure.hedge is not Hedge.VAGUE
            and r.figure.quantity.low != 1
            and large <= small * reach
            and not (index.meets(mine, r) and bears_out(r, mine.low, index.tolerances))
        ):
            found = about(index, mine.figure, r.figure)
            fit.append((-found.points, index.order[r.figure.id], r, found))
    return min(fit, key=lambda f: f[:2])[2:] if fit else None


def _fits_better(
    index: StoryIndex, mine: Comparable, fitting: tuple[Comparable, About], given: Sequence[Comparable], rounded: Sequence[Comparable]
) -> bool:  # fmt: skip
    """Whether the number is that of something else: whatever bears it out is about another thing, and a figure of another value is about the same."""
    marks = load_sameness()
    best = fitting[1]
    bearing = [about(index, mine.figure, r.figure) for r in (*given, *rounded)]
    if mine.figure.quantity.kind not in (Kind.COUNT, Kind.AGE) or mine.figure.role is Role.FURTHER or not best.fits or best.jars:
        return False
    lead = best.points - max(b.points for b in bearing)
    if given:
        strays = all(b.jars and not b.fits for b in bearing) and abs(mine.low) < _PLAIN
        return strays and lead >= marks.gist_other_by
    needed = marks.gist_count_at if mine.figure.quantity.kind is Kind.COUNT else marks.gist_measure_at
    return lead >= marks.gist_round_by and best.points >= needed


def _disagreement(
    index: StoryIndex, mine: Comparable, other: Comparable, alike: Sequence[Comparable], points: Decimal, steps: tuple[Step, ...], why: str
) -> Disagreement:  # fmt: skip
    values = [r.figure.id for r in alike if r.value == other.value] or [other.figure.id]
    figure = index.figures[mine.figure.id]
    sides = (Group((figure.id,)), Group(index.in_order(values)))
    trace = (*steps, Step("same", "points", str(points)), Step("headline", "body", why))
    sure = points >= load_sameness().headline_error_at and any(s.by == "sameness:headline" for s in steps)
    return Disagreement(
        index.fact_of[figure.id], sides, figure, index.figures[other.figure.id], Difference("internal", 0 if sure else 1, UNKNOWN, trace)
    )


def _bearing(index: StoryIndex, mine: Comparable, body: Sequence[Comparable]) -> tuple[list[Comparable], list[Comparable]]:
    """The figures of the body that give the number or admit it, and those that it might round."""
    given, rounded = [], []
    for other in body:
        if other.figure.hedge is Hedge.VAGUE and index.probability(mine.figure.id, other.figure.id) < _SAME:
            continue  # "dozens trapped" are no 30 dead
        alike = other.key == mine.key
        if (alike and (_near(index, mine, other) or leaves_out(other, mine))) or (
            other.key.partition("/")[0] == mine.key.partition("/")[0] and other.value == mine.value
        ):
            given.append(other)
        elif alike and rounds_to(mine, other):
            rounded.append(other)
    return given, rounded


def _read_as_something_else(index: StoryIndex, mine: Comparable, body: Sequence[Comparable]) -> bool:
    """Whether the digits stand in the body but were read as something else, such as a year or a rank."""
    printed = findall(_NUMBER, mine.figure.surface)
    starts: dict[str, int] = {}
    for r in body:
        start = index.extractions[r.figure.source].layout.sentences[r.figure.sentence].start
        starts[r.figure.source] = min(start, starts.get(r.figure.source, start))
    below = (e for source, start in starts.items() for e in index.extractions[source].exclusions if e.start >= start)
    excluded = {token for e in below for token in findall(_NUMBER, e.surface)}
    return bool(printed) and all(token in excluded for token in printed)


def _near(index: StoryIndex, mine: Comparable, other: Comparable) -> bool:
    """Whether both may hold, an open bound reaching no further than a headline would take it: "more than 40" is not 400."""
    if not index.meets(mine, other) or (
        mine.figure.quantity.step < other.figure.quantity.step and other.figure.hedge is Hedge.EXACT and _finer(index, mine, other)
    ):
        return False
    reach = load_sameness().bound_reach
    small, large = sorted((abs(mine.low), abs(other.low))) if not other.figure.quantity.is_range else (abs(mine.low), abs(mine.low))
    return large <= small * reach or Hedge.VAGUE is other.figure.hedge


def _finer(index: StoryIndex, mine: Comparable, other: Comparable) -> bool:
    """Whether the headline gives more digits than the body bears out: bodies are fine and headlines round, not the other way."""
    return (
        mine.figure.hedge is Hedge.EXACT and mine.key != "ratio" and mine.low != other.low and mine.figure.quantity.unit == other.figure.quantity.unit
    )


def _other_units(mine: Comparable, body: Sequence[Comparable]) -> list[Comparable]:
    """Figures of the body that print the number of the headline with another unit of the same sort."""
    q = mine.figure.quantity
    return [
        r for r in body
        if r.key != mine.key and q.unit and r.figure.quantity.unit and r.figure.quantity.kind is q.kind and r.figure.quantity.dimension == q.dimension
        and (r.figure.quantity.low, r.figure.quantity.high) == (q.low, q.high)
    ]  # fmt: skip


def _points(index: StoryIndex, mine: Comparable, other: Comparable, alike: Sequence[Comparable]) -> tuple[Decimal, tuple[Step, ...]]:
    """Evidence that headline and body speak of one thing, with what a slip of the pen and being the only figure of its sort add to it."""
    marks = load_sameness()
    points, steps = evidence(index, mine, other)
    a, b = mine.figure.quantity, other.figure.quantity
    if a.kind is Kind.AGE:
        names = [name for name in ("headline", value_distance(mine, other)) if name]
        points = sum((getattr(marks, name) for name in names), Decimal(0))
        steps = tuple(Step("same", f"sameness:{name}", str(getattr(marks, name))) for name in names)
    extra = []
    if (a.unit != b.unit and a.low == b.low) or (a.low != b.low and (swapped(a.low, b.low) or _nought(mine, other))):
        extra.append("slip")
    if len({r.value for r in alike}) == 1:
        extra.append("only_one")
    if other.figure.role in (Role.CHANGE, Role.PREVIOUS) and mine.figure.role is not other.figure.role:
        extra.append("other_role")
    points += sum((getattr(marks, name) for name in extra), Decimal(0))
    return points, (*steps, *(Step("same", f"sameness:{name}", str(getattr(marks, name))) for name in extra))


def _nought(mine: Comparable, other: Comparable) -> bool:
    """Whether a nought or a scale word is too many or too few; a single digit times a thousand is chance where no scale is printed."""
    a, b = mine.figure.quantity, other.figure.quantity
    power = power_of_ten(a.low, b.low)
    return power in _SLIP_POWERS and (power == 1 or len(digits(a.low)) > 1 or min(a.step, b.step) > 1 or a.kind is not Kind.COUNT)
