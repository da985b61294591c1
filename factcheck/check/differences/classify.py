"""How one pair of figures of a fact disagrees, if it does: a slip of the pen, an update, two parties, an edited copy, a conflict."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.check.differences.apart import opposed, other_country, too_far
from factcheck.check.differences.difference import UNKNOWN, Difference, Order
from factcheck.check.differences.slips import other_unit, slip_of, telling
from factcheck.check.differences.speakers import claims, parties, same_speaker
from factcheck.check.differences.updates import counts_on, order_of, other_period, other_year, rises
from factcheck.check.index import Scene, role_group
from factcheck.check.makeup import made_up
from factcheck.model import Figure, Hedge, Modality, Role, Step
from factcheck.quantity.comparable import Comparable, missing
from factcheck.quantity.interval import SOFT, meet
from factcheck.tables.nouns import is_people, noun_distance, said_lemma

_OPEN = (Modality.PLANNED, Modality.EXPECTED, Modality.CONDITIONAL)
_FAR = Decimal("1.5")  # factor by which a claim lies outside "hundreds" or "thousands"


def judge(scene: Scene, x: Comparable, y: Comparable) -> Difference | None:
    """Say how two figures of one fact disagree; None where they may both hold or are not to be compared.

    ``x`` stands before ``y`` in the story. Not compared: two figures of one sentence, a figure and its conversion, different roles (part of a
    change, previous value, further amount, limit), different years, planned against done.
    """
    a, b = x.figure, y.figure
    if (a.source == b.source and a.sentence == b.sentence) or scene.restates(a, b):
        return None
    if role_group(a) != role_group(b) or other_year(a, b) or _counts_more(scene, a) != _counts_more(scene, b):
        return None
    if opposed(a, b) or other_country(scene, a, b):
        return None
    if Hedge.VAGUE in (a.hedge, b.hedge):
        return _vague(scene, x, y)
    if other_unit(scene, x, y) and scene.source(a) is not scene.source(b) and telling(scene, x, y):
        step = Step("signature", "unit", f"{a.surface} and {b.surface} print one number in two units")
        return Difference("unit", 0, order_of(scene, a, b), (step,))
    if x.key != y.key:
        return None
    return _judge_values(scene, x, y)


def _counts_more(scene: Scene, figure: Figure) -> str:
    """What is counted besides the noun: "crew" in "189 passengers and crew", which is more than 189 passengers; "" if nothing is.

    People at large take nothing further in ("12 people and a dog" would be news), so only a second group of people counts.
    """
    if figure.noun is None or figure.noun.span is None or figure.noun.inherited or figure.quantity.unit:
        return ""
    match = _BESIDES.match(scene.source(figure).text, figure.noun.span.end)
    return said_lemma(match.group(1).lower()) if match is not None and is_people(match.group(1).lower()) else ""


_BESIDES = re.compile(r"\s+and\s+(?:other\s+)?([^\W\d_]+)(?=\s*(?:[.,;)]|aboard|on board|were|was|had|have|in|at|who))")


def _judge_values(scene: Scene, x: Comparable, y: Comparable) -> Difference | None:
    a, b = x.figure, y.figure
    order = order_of(scene, a, b)
    running = counts_on(scene, a, b)
    apart = not scene.meets(x, y)
    if not apart:
        return _moved_bound(scene, x, y, order, running) or _other_range(scene, x, y)
    if (not running and other_period(a, b)) or too_far(scene, x, y):
        return None
    doubts = _doubts(scene, x, y)
    steps = (Step("interval", "tolerances", f"{a.surface} and {b.surface} miss each other by {missing(x, y, scene.tolerances)}"), *doubts)
    slip = slip_of(scene, x, y, running and order.sign != 0)
    serious = sum(d.by != "hedge" for d in doubts)
    if scene.one_text(a, b):
        return _inside(scene, x, y, running, len(doubts), slip, steps)
    if slip:
        return Difference(slip, serious, order, steps) if serious < 2 else None
    if (a.modality in _OPEN) != (b.modality in _OPEN) or len(doubts) > 1:
        return None
    return _across(scene, x, y, order, running, len(doubts), steps)


def _vague(scene: Scene, x: Comparable, y: Comparable) -> Difference | None:
    """Words like "hundreds" only ever stand against somebody's claim that lies far outside them."""
    a, b = x.figure, y.figure
    if x.key != y.key or meet(x.admitted, y.admitted) or not claims(a, b, scene):
        return None
    low, high = (x, y) if x.high < y.low else (y, x)
    if high.low < low.high * _FAR:
        return None
    return Difference("authorities", 0, order_of(scene, a, b), (Step("interval", "vague", f"{a.surface} and {b.surface} do not meet"),))


def _across(scene: Scene, x: Comparable, y: Comparable, order: Order, running: bool, quieter: int, steps: tuple[Step, ...]) -> Difference | None:
    """Two sources: an update, an edited copy, two parties, or a conflict."""
    a, b = x.figure, y.figure
    if parties(scene, a, b):
        return Difference("authorities", 0, order, steps)
    copies = scene.lineage(a) == scene.lineage(b)
    edited = copies and _other_outlet(scene, a, b)
    if copies and not edited:
        return Difference("superseded", 0, order, steps)
    if running:
        older, newer = (x, y) if order.sign <= 0 else (y, x)
        if order.sign and newer.high < older.low and rises(scene, a):
            return Difference("conflict", 1, order, (*steps, Step("order", order.by, "the later count is the lower")))
        return Difference("superseded", 0, order, (*steps, Step("order", order.by, "a running count")))
    return Difference("conflict", quieter, order, steps)


def _inside(scene: Scene, x: Comparable, y: Comparable, running: bool, doubts: int, slip: str, steps: tuple[Step, ...]) -> Difference | None:
    """One source: the headline against its body, or two places of the body."""
    a, b = x.figure, y.figure
    if a.attribution is not None and b.attribution is not None and not same_speaker(a.attribution, b.attribution, scene.vocabulary):
        return Difference("authorities", 0, UNKNOWN, steps) if doubts < 2 else None
    if (a.attribution is None) != (b.attribution is None) and not scene.headline(a) and not scene.headline(b):
        return Difference("authorities", 0, UNKNOWN, steps) if doubts < 2 and claims(a, b, scene) else None
    if other_period(a, b) or Modality.CONDITIONAL in (a.modality, b.modality):
        return None
    if scene.headline(a) != scene.headline(b):
        above = x if scene.headline(a) else y
        body = [scene.comparables[f.id] for f in scene.below(above.figure)]
        alike = [r for r in body if r.key == above.key and r.figure.quantity.kind is above.figure.quantity.kind]
        if _body_backs(scene, above) or (not slip and made_up(above, alike)):
            return None
        return Difference("internal", doubts, UNKNOWN, steps) if doubts < 2 else None
    if running or doubts or not (slip or _same_words(a, b)) or Hedge.ABOUT in (a.hedge, b.hedge):
        return None
    return Difference("internal", 1, UNKNOWN, steps)


def _body_backs(scene: Scene, headline: Comparable) -> bool:
    """Whether some figure of the body agrees with the headline's."""
    fact = scene.fact_of[headline.figure.id]
    others = (scene.comparables[f.id] for f in scene.below(headline.figure) if f.id in fact.figures)
    return any(r.key == headline.key and (scene.meets(r, headline) or rounds_to(headline, r)) for r in others)


def rounds_to(headline: Comparable, body: Comparable) -> bool:
    """Whether a headline rounds what the body counts: at its own print step, up, down or to the nearest."""
    step = headline.figure.quantity.step * headline.factor
    return abs(headline.low - body.low) < step < abs(body.low) / 2


def _moved_bound(scene: Scene, x: Comparable, y: Comparable, order: Order, running: bool) -> Difference | None:
    """A running count that grew from "at least 14" to "at least 19": both may hold, yet the older one is stale."""
    a, b = x.figure, y.figure
    if not running or not order.sign or a.source == b.source or Hedge.AT_LEAST not in (a.hedge, b.hedge) or a.role is not b.role:
        return None
    older, newer = (x, y) if order.sign < 0 else (y, x)
    if older.figure.hedge is not Hedge.AT_LEAST or newer.low <= older.low * (1 + scene.tolerances.about):
        return None
    return Difference("superseded", 0, order, (Step("order", order.by, f"{older.figure.surface}, later {newer.figure.surface}"),))


def _other_range(scene: Scene, x: Comparable, y: Comparable) -> Difference | None:
    """Two ranges with one end in common and the other apart: one of them was copied wrong, or one was revised."""
    a, b = x.figure, y.figure
    if not (a.quantity.is_range and b.quantity.is_range) or a.source == b.source or a.hedge is not Hedge.EXACT or b.hedge is not Hedge.EXACT:
        return None
    if (x.low == y.low) == (x.high == y.high):
        return None
    if scene.lineage(a) == scene.lineage(b) and not _other_outlet(scene, a, b):
        return None
    return Difference("conflict", 1, order_of(scene, a, b), (Step("interval", "range", f"{a.surface} and {b.surface} share one end only"),))


def _doubts(scene: Scene, x: Comparable, y: Comparable) -> tuple[Step, ...]:
    """Reasons why two figures may not speak of one thing, or not so exactly; each makes a finding quieter, two make it silent."""
    a, b = x.figure, y.figure
    found = []
    if a.hedge in SOFT and b.hedge in SOFT:
        larger = max(abs(x.high), abs(y.high))
        if larger and missing(x, y, scene.tolerances) / larger < scene.tolerances.soft_gap:
            found.append(Step("doubt", "tolerances:soft_gap", "both are hedged and they miss each other by little"))
        found.append(Step("doubt", "hedge", "both are hedged"))
    distance = noun_distance(a.noun, b.noun, scene.vocabulary)
    if distance in ("other", "bundle", "narrower"):
        found.append(Step("doubt", f"noun:{distance}", f"{a.noun.lemma if a.noun else ''} and {b.noun.lemma if b.noun else ''}"))
    if (a.role is Role.PART) != (b.role is Role.PART) and not (scene.headline(a) or scene.headline(b)):
        found.append(Step("doubt", "role", "one is given as a part"))
    return tuple(found)


def _other_outlet(scene: Scene, a: Figure, b: Figure) -> bool:
    x, y = scene.source(a).outlet, scene.source(b).outlet
    return x is not None and y is not None and x != y


def _same_words(a: Figure, b: Figure) -> bool:
    """Whether noun and predicate are printed alike on both sides."""
    if a.noun is None or b.noun is None or a.noun.lemma.lower() != b.noun.lemma.lower() or a.noun.inherited or b.noun.inherited:
        return False
    return a.predicate is not None and b.predicate is not None and a.predicate.lemma == b.predicate.lemma
