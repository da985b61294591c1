"""Two times of one event that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.check.index import StoryIndex
from factcheck.check.rule import Rule
from factcheck.check.when import chance, event, finding, judged, sides_text, who_text
from factcheck.model import Comparison, Dating, Edge, Finding, Form, Modality, Step
from factcheck.quantity.when import Relation, by_night, relation

PARAMETERS = {"told_at": "number", "clock_at": "number", "span_bits": "number", "sure_at": "number", "inside_at": "number"}
FIELDS = "event sides who field"

_PARTED = {
    "year": "They differ by the year.", "month": "They differ by the month.", "day": "They differ by the day.",
    "weekday": "They differ by the day of the week.", "time": "They differ by the hour.", "count": "They are counted differently from one event.",
    "ends": "The two spans end or begin at different times.",
}  # fmt: skip


def check(index: StoryIndex, rule: Rule) -> Iterable[Finding]:
    """Tell pairs of datings that are likely enough to date one event and cannot both hold, those of one side together."""
    told: list[tuple[frozenset[str], frozenset[str]]] = []
    for pair in index.story.dated:
        a, b = index.datings[pair.a], index.datings[pair.b]
        apart, silent = judged(a, b, pair, rule)
        if silent or any({a.id, b.id} <= x | y and len({a.id, b.id} & x) == 1 for x, y in told):
            continue
        a, b = sorted((a, b), key=_time)  # whatever the files are called
        sides = [_side(index, a, b, apart.field), _side(index, b, a, apart.field)]
        if a.source != b.source and {d.source for d in sides[0]} & {d.source for d in sides[1]}:
            continue  # a text that gives both times tells of two events, or of one that lasted
        told.append((frozenset(d.id for d in sides[0]), frozenset(d.id for d in sides[1])))
        fields = {
            "event": _capital(event(index, [a, b])), "sides": sides_text(index, sides), "who": who_text(index, sides), "field": _PARTED[apart.field],
        }  # fmt: skip
        yield finding(index, rule, sides, fields, lowered=_lowered(a, b, apart, pair, rule), trace=_trace(pair, apart))


def _time(dating: Dating) -> tuple[str, tuple[int, ...], str]:
    """By which the earlier of two times is told first."""
    at = dating.at
    return dating.first or "", tuple(-1 if x is None else x for x in (at.year, at.month, at.day, at.weekday, at.minute)), dating.surface.lower()


def _side(index: StoryIndex, one: Dating, other: Dating, field: str) -> list[Dating]:
    """A dating with those of its occasion that say the same; a day says nothing of the hour by which two times part."""
    fellows = [index.datings[i] for o in index.story.occasions if one.id in o.datings or other.id in o.datings for i in o.datings]
    fellows = [d for d in fellows if d.id not in (one.id, other.id) and not d.spoken and (d.at.minute is not None or field != "time")]
    return [one, *(d for d in fellows if _agrees(d, one) and not _agrees(d, other))]


def _agrees(a: Dating, b: Dating) -> bool:
    return relation(a, b).said in ("same", "within")


def _lowered(a: Dating, b: Dating, apart: Relation, pair: Comparison, rule: Rule) -> int:
    """How many steps below the rule's severity: a note where precision alone may differ, a warning where anything is rough or moves on."""
    if apart.near:
        return 2
    rough = Form.RELATIVE in (a.form, b.form) or apart.field == "time" or Edge.ABOUT in (a.edge, b.edge) or a.modality is not Modality.DONE
    return int(rough or by_night(a, b) or chance(a, b, pair, apart, rule) < rule.number("sure_at"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _trace(pair: Comparison, apart: Relation) -> Iterator[Step]:
    heavy = sorted((x for x in pair.levels if x.weight > 0), key=lambda x: -x.weight)[:3]
    words = ", ".join(f"{x.aspect} {x.level.replace('_', ' ')} {x.weight:+.1f}" for x in heavy)
    yield Step("occasion", f"probability {pair.probability:.2f}", f"one event: {words}")
    yield Step("time", apart.field, "cannot both hold")
