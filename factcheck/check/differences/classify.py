"""How one pair of figures of a fact disagrees, if it does: a slip of the pen, an update, two parties, an edited copy, a conflict.

Whether the two speak of one fact is not asked here: the alignment has answered it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from factcheck.check.differences.difference import Difference
from factcheck.check.differences.pair import Pair
from factcheck.check.differences.slips import other_unit, slip_of, telling
from factcheck.check.differences.speakers import claims, parties, same_speaker
from factcheck.check.index import StoryIndex, once
from factcheck.model import Figure, Hedge, Kind, Modality, Role, Step
from factcheck.quantity.comparable import Comparable, bears_out
from factcheck.quantity.digits import power_of_ten
from factcheck.quantity.interval import LOWER, SOFT, gap, printed, scaled
from factcheck.tables.nouns import noun_distance


def classify(pair: Pair) -> Difference | None:
    """Say how two figures of one fact disagree; None where both may hold, or where nothing can be held together.

    Not held together: two figures of one sentence, a figure and its conversion, values of different units. The first reading that fits is taken,
    in the order of ``_READINGS``.
    """
    if pair.one_sentence or pair.index.restates(pair.a, pair.b):
        return None
    unit = _unit(pair)
    if unit is not None or not pair.comparable:
        return unit
    if pair.meets:
        return _moved_bound(pair) or _far_bound(pair) or _other_most(pair) or _other_range(pair)
    if _age_of_then(pair):
        return None
    doubts = _doubts(pair)
    steps = (Step("interval", "tolerances", f"{pair.a.surface} and {pair.b.surface} miss each other by {pair.apart_as_printed}"), *doubts)
    for reading in _READINGS:
        found = reading(pair, doubts)
        if found is not None:
            pattern, lowered, why = found
            return Difference(pattern, lowered, pair.order, (*steps, *why)) if pattern else None
    return Difference("conflict", len(doubts), pair.order, steps)


def _age_of_then(pair: Pair) -> bool:
    """Whether one of two ages is of another day, years apart: "was 27 when he founded the bank", "Holm, 58, goes on trial"."""
    a, b = pair.a, pair.b
    if not a.quantity.kind is b.quantity.kind is Kind.AGE or abs(pair.x.low - pair.y.low) < _THEN:
        return False
    return _of_then(a) != _of_then(b)


def _of_then(figure: Figure) -> bool:
    after = tuple(w.lower() for w in figure.after[:3])
    return after[:1] == ("when",) or after == ("at", "the", "time")


_THEN = 3  # years from which two ages of one person are of two days
_SCALE = 3  # powers of ten from which two units are sizes of one: mega, giga


Reading = tuple[str, int, tuple[Step, ...]]  # pattern ("" for none to be told), steps below the rule's severity, why


def _unit(pair: Pair) -> Difference | None:
    """One number in two units: "640 metres" here, "640 feet" there; in two sizes of one unit, "256 MB" and "256 GB", it is a slip of size."""
    if not other_unit(pair.index, pair.x, pair.y) or pair.a.source == pair.b.source or not telling(pair.index, pair.x, pair.y):
        return None
    if pair.comparable and power_of_ten(pair.x.low, pair.y.low) >= _SCALE:
        return Difference(
            "magnitude", 0, pair.order, (Step("signature", "unit", f"{pair.a.surface} and {pair.b.surface} print one number in two sizes"),)
        )
    return Difference("unit", 0, pair.order, (Step("signature", "unit", f"{pair.a.surface} and {pair.b.surface} print one number in two units"),))


def _inside(pair: Pair, doubts: Sequence[Step]) -> Reading | None:
    """One text: two speakers whom it sets against each other, the headline against its body, or two places of the body."""
    if not pair.one_text:
        return None
    index, a, b = pair.index, pair.a, pair.b
    if a.attribution is not None and b.attribution is not None and not same_speaker(a.attribution, b.attribution, index.vocabulary):
        return _ONE_TEXT if a.source == b.source else "parties", len(doubts), ()
    if (a.attribution is None) != (b.attribution is None) and not pair.headline_and_body:
        return (_ONE_TEXT if a.source == b.source else "parties", len(doubts), ()) if claims(a, b, index) else ("", 0, ())
    slip = slip_of(index, pair.x, pair.y, pair.running and pair.order.sign != 0)
    if pair.headline_and_body:
        above = pair.x if index.headline(a) else pair.y
        return ("", 0, ()) if _body_backs(pair, above) else ("internal", len(doubts), ())
    if pair.running or not (slip or _same_words(pair)) or Hedge.ABOUT in (a.hedge, b.hedge):
        return "", 0, ()  # a text moves its own count on, and names many things by one word
    return "internal", 1 + len(doubts), ()


_ONE_TEXT = "authorities"  # what one text sets side by side; a headline that is a source by itself is another text


def _slip(pair: Pair, doubts: Sequence[Step]) -> Reading | None:
    """The digits in another order, or a power of ten."""
    slip = slip_of(pair.index, pair.x, pair.y, pair.running and pair.order.sign != 0)
    return (slip, sum(d.by != "hedge" for d in doubts), ()) if slip else None


def _parties(pair: Pair, doubts: Sequence[Step]) -> Reading | None:
    """Somebody's claim against plain fact, or two named speakers; a count that is known to have moved on is an update whoever says so."""
    if claims(pair.a, pair.b, pair.index):
        return "authorities", len(doubts), ()
    if not parties(pair.index, pair.a, pair.b) or (pair.running and pair.order.sign):
        return None
    return "parties", len(doubts), (Step("attribution", "two speakers", f"{pair.a.source} and {pair.b.source} cite two authorities"),)


def _superseded(pair: Pair, doubts: Sequence[Step]) -> Reading | None:
    """Two versions of one copy, or a count that moved on. A later count that is lower is no update where the count can only grow."""
    if pair.copies and not pair.edited:
        return "superseded", 0, ()
    if not pair.running:
        return None
    if pair.told_beside or pair.index.of_another_year(pair.a, pair.b):
        return "", 0, ()  # a text that prints both does not have the older of the two; the deadliest crash "since 2009" is another
    older, newer = (pair.x, pair.y) if pair.order.sign <= 0 else (pair.y, pair.x)
    if pair.order.sign and newer.high < older.low and pair.rises:
        return "conflict", 1, (Step("order", pair.order.by, "the later count is the lower"),)
    return "superseded", 0, (Step("order", pair.order.by, "a running count"),)


def _foreseen(pair: Pair, doubts: Sequence[Step]) -> Reading | None:
    """What somebody foresaw and what came about: "predicted gains of 37 to 42 seats" beside "picked up 52 seats"."""
    foreseen = [_is_foreseen(pair.index, f) for f in (pair.a, pair.b)]
    if foreseen[0] == foreseen[1]:
        return None
    other = pair.b if foreseen[0] else pair.a
    told = other.attribution is None or (other.attribution.stance == "said" and other.attribution.verb not in pair.index.vocabulary.foreseeing)
    done = other.modality is Modality.DONE and other.predicate is not None and told and other.hedge is Hedge.EXACT
    return ("", 0, ()) if done else None


def _is_foreseen(index: StoryIndex, figure: Figure) -> bool:
    """Whether the source of a figure says once that somebody foresees it."""
    return (index.fact_of[figure.id].id, figure.source, figure.quantity.low, figure.quantity.high) in _all_foreseen(index)


@once
def _all_foreseen(index: StoryIndex) -> frozenset[tuple[str, str, Decimal, Decimal]]:
    """The values that somebody foresees, by their fact and source."""
    foreseeing = index.vocabulary.foreseeing
    said = (f for f in index.figures.values() if f.attribution is not None and f.attribution.verb in foreseeing and f.id in index.fact_of)
    return frozenset((index.fact_of[f.id].id, f.source, f.quantity.low, f.quantity.high) for f in said)


def _groups(pair: Pair, doubts: Sequence[Step]) -> Reading | None:
    """Two ranges that say who is meant: "those who worked 49 to 54 hours", "compared with working 35 to 40 hours"."""
    if not (pair.a.quantity.is_range and pair.b.quantity.is_range):
        return None
    near = [[w.lower() for w in f.before[-2:]] for f in (pair.a, pair.b)]
    meant = [bool({"who", "those"} & set(w)) for w in near]
    return ("", 0, ()) if any(meant) and all(m or (w[-1:] and w[-1].endswith("ing")) for m, w in zip(meant, near, strict=True)) else None


def _edge(pair: Pair, doubts: Sequence[Step]) -> Reading | None:
    """A value to another digit just beyond what "about" admits: nobody who writes "some 9 metres" beside 8.4 has drawn a line at 8.5."""
    soft = [r for r in (pair.x, pair.y) if r.figure.hedge in SOFT]
    if len(soft) != 1 or pair.copies or pair.a.quantity.step * pair.x.factor == pair.b.quantity.step * pair.y.factor:
        return None
    admitted = soft[0].admitted
    if admitted.low is None or admitted.high is None or not 0 < pair.apart * 2 * _EDGE <= admitted.high - admitted.low:
        return None
    return "conflict", 2, (Step("doubt", "tolerances:about", f"“{soft[0].figure.surface}” has no sharp end"),)


_EDGE = 2  # of what "about" admits on one side, the part beyond its end in which nobody is sure


_READINGS: tuple[Callable[[Pair, Sequence[Step]], Reading | None], ...] = (_inside, _slip, _foreseen, _groups, _edge, _parties, _superseded)


def _one_role(a: Figure, b: Figure) -> bool:
    """Whether two figures say the same of what they count; what a count rose to is the count."""
    return a.role is b.role or {a.role, b.role} == {Role.PLAIN, Role.CURRENT}


def _moved_bound(pair: Pair) -> Difference | None:
    """A running count that grew from "at least 14" to 19: both may hold, yet the older one is stale."""
    a, b, order = pair.a, pair.b, pair.order
    if not pair.running or not order.sign or a.source == b.source or Hedge.AT_LEAST not in (a.hedge, b.hedge) or not _one_role(a, b):
        return None
    older, newer = (pair.x, pair.y) if order.sign < 0 else (pair.y, pair.x)
    if older.figure.hedge is not Hedge.AT_LEAST or newer.low <= older.low * (1 + pair.index.tolerances.about):
        return None
    return Difference("superseded", 0, order, (Step("order", order.by, f"{older.figure.surface}, later {newer.figure.surface}"),))


def _far_bound(pair: Pair) -> Difference | None:
    """Both may hold ("more than 30" beside 40), yet who knew of 40 would not have printed that bound. A count that goes on may just be older."""
    a, b = pair.a, pair.b
    if pair.one_text or not _one_role(a, b) or (pair.copies and not pair.edited):
        return None  # a headline drops its bounds by custom, and is held to its body by rules of its own
    for bound, other in ((pair.x, pair.y), (pair.y, pair.x)):
        if bound.figure.hedge not in LOWER or other.figure.hedge not in (Hedge.EXACT, Hedge.ABOUT):
            continue
        if not bears_out(bound, other.admitted.low or other.low, pair.index.tolerances):
            step = Step("interval", "tolerances:bound_near", f"{other.figure.surface} lies far above {bound.figure.surface}")
            return Difference("superseded" if pair.running and not pair.order.sign else "bound", 0, pair.order, (step,))
    return None


def _other_most(pair: Pair) -> Difference | None:
    """Two texts that give two numbers for the most: "up to $140 billion", "as much as $148 billion"."""
    a, b = pair.a, pair.b
    if pair.one_text or not _one_role(a, b) or (pair.copies and not pair.edited) or not (a.hedge is b.hedge is Hedge.AT_MOST):
        return None
    shown = [scaled(printed(r.figure), r.factor) for r in (pair.x, pair.y)]
    if gap(*shown) <= 0:
        return None
    return Difference("bound", 0, pair.order, (Step("interval", "tolerances", f"{a.surface} and {b.surface} are two numbers for the most"),))


def _other_range(pair: Pair) -> Difference | None:
    """Two ranges with one end in common and the other apart: one of them was copied wrong, or one was revised."""
    a, b = pair.a, pair.b
    if Kind.AGE in (a.quantity.kind, b.quantity.kind):
        return None  # "aged 15 to 49" and "aged 0 to 49" are two groups
    if not (a.quantity.is_range and b.quantity.is_range) or a.source == b.source or a.hedge is not Hedge.EXACT or b.hedge is not Hedge.EXACT:
        return None
    if (pair.x.low == pair.y.low) == (pair.x.high == pair.y.high) or (pair.copies and not pair.edited):
        return None
    return Difference("conflict", 1, pair.order, (Step("interval", "range", f"{a.surface} and {b.surface} share one end only"),))


def _body_backs(pair: Pair, headline: Comparable) -> bool:
    """Whether some figure of the body agrees with the headline's, or it adds up what the body counts: 33 killed, for 21 here and 12 there."""
    index = pair.index
    fact = index.fact_of[headline.figure.id]
    body = [index.comparables[f.id] for f in index.below(headline.figure)]
    others = (r for r in body if r.figure.id in fact.figures)
    if any(r.key == headline.key and (index.meets(r, headline) or rounds_to(headline, r)) for r in others):
        return True
    if any(r.key == headline.key and leaves_out(r, headline) for r in body):
        return True
    below = pair.y if headline is pair.x else pair.x
    return any(r.key == below.key and r.low + below.low == headline.low and _counted_alike(r.figure, below.figure) for r in body)


def _counted_alike(a: Figure, b: Figure) -> bool:
    """Whether two figures of a body count one sort of thing, so that a headline may add them: one fate, or one noun."""
    if a.id == b.id:
        return False
    return (a.fate == b.fate != "") or (a.noun is not None and b.noun is not None and a.noun.lemma == b.noun.lemma)


def leaves_out(others: Comparable, whole: Comparable) -> bool:
    """Whether one counts the others beside a few that its text names: "Tolden and 12 other towns" are 13 towns."""
    return others.figure.besides == "other" and 0 < whole.low - others.low <= _NAMED


_NAMED = 2  # of a crowd that a text names before it counts the others


def rounds_to(headline: Comparable, body: Comparable) -> bool:
    """Whether a headline rounds what the body counts: at its own print step, up, down or to the nearest."""
    step, apart = headline.figure.quantity.step * headline.factor, abs(headline.low - body.low)
    return apart < step / 2 or apart < step < abs(body.low) / 2


def _doubts(pair: Pair) -> tuple[Step, ...]:
    """Reasons why two figures may not speak of one thing, or not so exactly; each makes a finding quieter."""
    index, a, b = pair.index, pair.a, pair.b
    found = []
    if a.hedge in SOFT and b.hedge in SOFT:
        larger = max(abs(pair.x.high), abs(pair.y.high))
        if larger and pair.apart / larger < index.tolerances.soft_gap:
            found.append(Step("doubt", "tolerances:soft_gap", "both are hedged and they miss each other by little"))
    distance = noun_distance(a.noun, b.noun, index.vocabulary)
    if distance in ("other", "bundle", "narrower"):
        found.append(Step("doubt", f"noun:{distance}", f"{a.noun.lemma if a.noun else ''} and {b.noun.lemma if b.noun else ''}"))
    if (a.role is Role.PART) != (b.role is Role.PART) and not (index.headline(a) or index.headline(b)):
        found.append(Step("doubt", "role", "one is given as a part"))
    return tuple(found)


def _same_words(pair: Pair) -> bool:
    """Whether noun and predicate are printed alike on both sides."""
    a, b = pair.a, pair.b
    if a.noun is None or b.noun is None or a.noun.lemma.lower() != b.noun.lemma.lower() or a.noun.inherited or b.noun.inherited:
        return False
    return a.predicate is not None and b.predicate is not None and a.predicate.lemma == b.predicate.lemma
