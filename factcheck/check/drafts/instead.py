"""What the sources give in the place of a draft's number: the figure that is about the same by its words, or whose digits were mistaken."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from factcheck.check.drafts.match import BOUNDS, bare, base, moved, of_sources, one_unit, words_in_common
from factcheck.check.index import StoryIndex
from factcheck.model import Hedge, Kind, Modality, Role
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.digits import digits, mistaken, power_of_ten, surely_mistaken, swapped
from factcheck.tables.drafts import load_drafts
from factcheck.tables.nouns import is_person, noun_distance
from factcheck.tables.tolerances import load_tolerances


def instead(index: StoryIndex, mine: Comparable, told: Collection[str], used: Collection[str]) -> Comparable | None:
    """The figure of the sources that the draft's ought to have been; None where none is near enough.

    ``told`` are the figures of the sources that other numbers of the draft tell, ``used`` those that they were worked out from.
    """
    table = load_drafts()
    found = []
    for r in of_sources(index):
        if r.figure.hedge is Hedge.VAGUE or not one_unit(mine, r) or _unlike(mine, r):
            continue
        slip, other_thing = slip_points(mine, r), _other_thing(index, mine, r)
        if other_thing and slip and len(digits(mine.figure.quantity.low)) < table.long:
            continue  # 36 rooms are no slip of 63 paintings: two digits meet by chance
        if _told_otherwise(mine, r, slip) or (mine.figure.role is Role.FURTHER is not r.figure.role and r.figure.id in told):
            continue  # "another 12 percent" is no slip of the 1.2 percent before it
        if moved(mine.figure, widely=True) != moved(r.figure, widely=True):  # a difference that the source does not give is worked out
            if slip < table.slip:
                continue
            slip += table.slip_apart
        points = words_in_common(index, mine.figure, r.figure) + slip
        points += table.other_noun * other_thing
        points += (table.told_slip if slip else table.told) * (r.figure.id in told)
        points += table.used * (r.figure.id in used and not slip)
        if points >= (table.instead_at if slip >= table.slip else table.unlike_at):
            found.append((-points, index.order[r.figure.id], r))
    return min(found, key=lambda f: f[:2])[2] if found else None


_FORESEEN = (Modality.PLANNED, Modality.EXPECTED, Modality.CONDITIONAL)


def _told_otherwise(mine: Comparable, other: Comparable, slip: Decimal) -> bool:
    """Whether a number that is no plain slip is told in another way than one that would speak against it.

    As a bound, as what is only foreseen, far from it, or without naming a thing: "tea for two", "Wray 40" are not three times, nor five games.
    """
    if slip >= load_drafts().slip:
        return False
    if not slip and (base(other) != base(mine) or not within(mine, other, load_drafts().reach)):
        return True
    a, b = mine.figure, other.figure
    bounded = b.hedge in BOUNDS and a.hedge not in BOUNDS
    nameless = bare(b) and not bare(a) and a.quantity.kind is Kind.COUNT
    return bounded or nameless or (not slip and (a.modality in _FORESEEN) != (b.modality in _FORESEEN))


def _unlike(mine: Comparable, other: Comparable) -> bool:
    """Whether a share would be held against a bare number, a number with decimals against a whole one, or one against itself."""
    a, b = mine.figure.quantity, other.figure.quantity
    if (mine.key == "ratio") != (other.key == "ratio") or (mine.key == other.key and mine.value == other.value):
        return True
    return a.kind is b.kind is Kind.COUNT and (a.step < 1) != (b.step < 1)


def slip_points(mine: Comparable, other: Comparable) -> Decimal:
    """Points for a number that is another's slip of the pen; one digit of two says little."""
    if (mine.figure.quantity.kind is Kind.SHARE) != (other.figure.quantity.kind is Kind.SHARE):
        return Decimal(0)  # "half" is typed as a word: its 0.5 is no slip of 0.3 percent
    a, step = mine.figure.quantity.low, mine.figure.quantity.step
    exact = other.figure.quantity.low
    b = exact if mistaken(a, exact) else next((v for v in _rounded(exact, step) if surely_mistaken(a, v)), None)
    if b is None:
        return Decimal(0)
    table = load_drafts()
    short = len(digits(a)) < table.long and not swapped(a, b) and not power_of_ten(a, b)
    if base(mine) != base(other) or min(a, exact) <= load_tolerances().chance_small:
        return table.slip_small
    return table.slip_short if short else table.slip


def _other_thing(index: StoryIndex, mine: Comparable, other: Comparable) -> bool:
    """Whether both name what they count, and not the same: swimmers and teams, helicopters and people."""
    a, b = mine.figure.noun, other.figure.noun
    if a is None or b is None or not mine.figure.quantity.kind is other.figure.quantity.kind is Kind.COUNT:
        return False
    people = [is_person(n.lemma) for n in (a, b)]
    return noun_distance(a, b, index.vocabulary) in ("other", "bundle") or (people[0] != people[1] and not any(n.inherited for n in (a, b)))


def _rounded(value: Decimal, step: Decimal) -> tuple[Decimal, ...]:
    """A value to the nearest step and down to it, since a draft rounds before it slips; nothing where it has far more digits than that, or but one.

    >>> _rounded(Decimal(14310), Decimal(1000)), _rounded(Decimal("1E+40"), Decimal("0.1"))
    ((Decimal('14000'), Decimal('14000')), ())
    """
    if not 0 < value.adjusted() - step.adjusted() <= _DIGITS:
        return ()
    return (value / step).to_integral_value() * step, value // step * step


_DIGITS = 20  # of a quotient that Decimal holds in whole


def within(mine: Comparable, other: Comparable, reach: Decimal) -> bool:
    """Whether two values lie within a factor of each other."""
    small, large = sorted((abs(mine.low), abs(other.low)))
    return large <= small * reach
