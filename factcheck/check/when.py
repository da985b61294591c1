"""How findings speak of times: datings quoted with their sources, sides by what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.check.index import StoryIndex
from factcheck.check.message import lower, phrase
from factcheck.check.rule import Rule
from factcheck.model import Comparison, Dating, Finding, Modality, Side, Step
from factcheck.quantity.when import Relation, relation
from factcheck.quantity.wording import in_sentence
from factcheck.tables.datings import MADE, dating_table
from factcheck.tables.words import load_words

_NAMED = 4  # sources that one side of a message names
_SURE_WORDS = frozenset(
    (("verb", "same"), ("verb", "noun"), ("verb", "akin"), *(("noun_count", x) for x in ("exact_rare", "exact", "exact_common", "synonym")))
)
# Levels that set two events apart whatever else is alike, and what is said of them.
_SETS_APART = {
    ("counts", "other"): "the two verbs count different things, which is told by itself if it is one fact",
    ("number", "other"): "each has a score of its own, as two votes or two games have",
    ("mould", "other"): "their sentences are in one mould, with another thing in the place of one",
    ("again", "other"): "one of them is a second or another one, or says that it happened before",
    ("person", "other"): "they name two people of one family",
    ("sort", "statistic"): "the years date figures, and each year has its own",
    ("exclusive", "differs"): "their clauses name things that exclude one another",
}
_OPEN_ENDED = (Modality.CONDITIONAL, Modality.DENIED)


def judged(a: Dating, b: Dating, pair: Comparison, rule: Rule) -> tuple[Relation, str]:
    """How two datings stand to each other, and what keeps a rule of kind "dates" silent about them; "" where it tells them."""
    found = relation(a, b)
    if found.said != "apart":
        return found, {"open": "they print nothing that can be compared", "same": "they say the same"}.get(found.said, "both can hold")
    if pair.cannot_link:
        return found, f"they never date one event: {pair.cannot_link}"
    if a.spoken or b.spoken:
        return found, "one of them says when somebody said something, or when a picture was taken"
    why = next((said for (aspect, level), said in _SETS_APART.items() if any((x.aspect, x.level) == (aspect, level) for x in pair.levels)), "")
    if why:
        return found, why
    if _listed(a) or _listed(b):
        return found, "one of them is one of several times of its event"
    sure = any((level.aspect, level.level) in _SURE_WORDS for level in pair.levels)
    dated = any(d.predicate is not None and d.predicate.lemma == MADE for d in (a, b)) and pair.probability >= rule.number("told_at")
    if not sure and not (dated and slip(a, b, found)):  # words around alone do not name an event, but "dates from" may be of any
        return found, "neither the verb nor the noun of the event is the same"
    return found, _doubtful(a, b, pair, found, rule)


def _doubtful(a: Dating, b: Dating, pair: Comparison, found: Relation, rule: Rule) -> str:
    """What leaves it in doubt that two datings are of one event that has happened, or is to happen; "" for nothing."""
    if a.modality in _OPEN_ENDED or b.modality in _OPEN_ENDED or (a.modality is Modality.DONE) != (b.modality is Modality.DONE):
        return "one is done, the other planned or in doubt"
    name = "inside_at" if a.source == b.source else "clock_at" if found.field == "time" else "told_at"
    if chance(a, b, pair, found, rule) < rule.number(name):
        return f"{rule.id} tells from {rule.number(name):g} ({name} in rules/checks/{rule.id}.yaml)"
    return ""


def _listed(dating: Dating) -> bool:
    """Whether a time is joined to another: "on Monday and Tuesday", "May 3 and 4", "in 2010 and 2014"."""
    joined = {("and",), (",",), ("or",), (",", "and")}
    if tuple(w.lower() for w in dating.after) in joined or tuple(w.lower() for w in dating.before) in joined:
        return True
    following = dating.after[:2]
    if len(following) < 2 or following[0] not in ("and", "or") or not following[1].isdecimal():
        return False
    return len(following[1]) <= 2 if dating.at.day is not None else len(following[1]) == 4


def chance(a: Dating, b: Dating, pair: Comparison, found: Relation, rule: Rule) -> float:
    """The probability that two datings date one event, the difference of their times weighed once.

    Two spans of years that are all but one span are seldom of two events, nor are two times of the same digits.
    """
    return pair.without(more=float(rule.number("span_bits"))) if found.field == "ends" or slip(a, b, found) else pair.probability


def slip(a: Dating, b: Dating, found: Relation) -> bool:
    """Whether two years, days or clock times that part have the same digits in another order: 1854 and 1845, 4:52 and 4:25."""
    if found.said != "apart" or a.until is not None or b.until is not None or a.offset is not None or b.offset is not None:
        return False
    x, y = (_digits(d, found.field) for d in (a, b))
    return len(x) > 1 and x != y and sorted(x) == sorted(y)


def _digits(dating: Dating, field: str) -> str:
    """The digits of what two times part by; "" where it is no number."""
    at = dating.at
    clock = f"{at.minute // 60 % 12}{at.minute % 60:02}" if at.minute is not None else ""
    return {"year": str(at.year or ""), "day": str(at.day or ""), "time": clock}.get(field, "")


def ids_in_order(index: StoryIndex, datings: Iterable[Dating]) -> tuple[str, ...]:
    """Distinct ids in story order."""
    return index.in_order(d.id for d in datings)


def printed(dating: Dating) -> str:
    """A dating as printed, on one line, without the owner's "'s"."""
    return " ".join(dating.surface.split()).removesuffix("'s").removesuffix("’s")


def by_words(index: StoryIndex, datings: Iterable[Dating]) -> list[Dating]:
    """Datings by the name of the source and, inside of one, by the words of their sentences: an exchange of paragraphs changes nothing."""

    def place(dating: Dating) -> tuple[str, str, int]:
        extraction = index.extractions[dating.source]
        sentence = extraction.layout.sentences[dating.sentence]
        return index.names[dating.source], extraction.source.text[sentence.start : sentence.end], dating.start - sentence.start

    return sorted(datings, key=place)


def event(index: StoryIndex, datings: Sequence[Dating]) -> str:
    """What is dated, for the head of a message, as printed: "voted (the council)"."""
    named = [d for d in datings if d.predicate is not None or d.event]
    best = min(
        named, key=lambda d: (d.subject is None, not _plain(index, d), len(d.subject.text) if d.subject is not None else 0, d.id), default=None
    )
    if best is None:
        return "time"
    known, verb = dating_table(), best.predicate.lemma if best.predicate is not None else ""
    noun = best.event if best.event not in known.disasters or verb not in known.befalling else ""  # "hit (the tremor)" names it, too
    whose = " ".join(best.subject.text.split()) if best.subject is not None and not noun else ""
    what = noun or (_verb(index, best) if whose else "") or best.event or _verb(index, best)
    return f"{what} ({in_sentence(whose)})" if whose else what


def _plain(index: StoryIndex, dating: Dating) -> bool:
    """Whether the verb alone says what happened: "resigned", not "stepped down"."""
    return dating.predicate is None or bool(dating.event) or load_words().verb(_verb(index, dating)) == dating.predicate.lemma


def _verb(index: StoryIndex, dating: Dating) -> str:
    span = dating.predicate.span if dating.predicate is not None else None
    return index.extractions[dating.source].source.text[span.start : span.end].lower() if span is not None else ""


def sides_text(index: StoryIndex, sides: Sequence[Sequence[Dating]]) -> str:
    """The times of all sides against one another, as printed."""
    return " against ".join(printed(by_words(index, side)[0]) for side in sides).removesuffix(".")


def who_text(index: StoryIndex, sides: Sequence[Sequence[Dating]]) -> str:
    """Who says what, as a sentence: each side with its sources, each named once."""
    told = []
    for side in sides:
        ordered = by_words(index, side)
        names = list(dict.fromkeys(index.names[d.source] for d in ordered))
        names = [*names[:_NAMED], f"{len(names) - _NAMED} more"] if len(names) > _NAMED else names
        told.append(f"{printed(ordered[0])} in {', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f"{printed(ordered[0])} in {names[0]}")
    text = "; ".join(told)
    return text[:1].upper() + text[1:].removesuffix(".") + "."


def finding(
    index: StoryIndex, rule: Rule, sides: Sequence[Sequence[Dating]], fields: dict[str, str], *,
    lowered: int = 0, trace: Iterable[Step] = (), figures: Sequence[str] = (),
) -> Finding:  # fmt: skip
    """Put a finding on datings together; ``figures`` are ids that it rests on beside them."""
    severity = lower(rule.severity, lowered)
    message = " ".join(rule.message.format_map(fields).split())
    built = tuple(Side(printed(by_words(index, side)[0]), (), ids_in_order(index, side)) for side in sides)
    if figures:
        built = (*(Side(phrase(index, index.figures[i]).strip("“”"), (i,)) for i in figures), *built)
    ids = ids_in_order(index, (d for side in sides for d in side))
    steps = (*trace, Step("rule", f"{rule.path}:{rule.id}", severity.value))
    return Finding("", rule.id, severity, message, None, tuple(figures), built if len(built) > 1 else (), steps, datings=ids)
