"""What keeps two figures of a fact from being one statement: opposite movements, other countries, other days of what is measured daily."""

from __future__ import annotations

import re

from factcheck.check.differences.updates import named_day, order_of
from factcheck.check.index import Scene
from factcheck.model import Figure, Kind, Position
from factcheck.quantity.comparable import Comparable
from factcheck.quantity.digits import power_of_ten

_NAME = re.compile(r"[A-Z][\w’'.-]*(?: (?:of |and )?[A-Z][\w’'.-]*)*")
_LEAD = 4  # sentences in which a text names its own day
_DAILY = (Kind.COUNT, Kind.MONEY, Kind.PERCENT)
_UP, _DOWN = "rise", "fall"


def opposed(a: Figure, b: Figure) -> bool:
    """Whether one figure says that something rose and the other that it fell."""
    return {f.predicate.cls for f in (a, b) if f.predicate is not None} == {_UP, _DOWN}


def other_country(scene: Scene, a: Figure, b: Figure) -> bool:
    """Whether the noun phrases or places of two figures name countries, and none in common: "the US death toll", "in Spain".

    People of one country may be in another ("US troops", "in Iraq"), so that there the noun phrase is held against the noun phrase only.
    """
    (said, where), (also_said, also_where) = _countries(scene, a), _countries(scene, b)
    if _disjoint(said, also_said) or _disjoint(where, also_where):
        return True
    return not (_human(a) or _human(b)) and _disjoint(said | where, also_said | also_where)


def _disjoint(x: frozenset[str], y: frozenset[str]) -> bool:
    return bool(x) and bool(y) and x.isdisjoint(y)


def _human(figure: Figure) -> bool:
    from factcheck.tables.words import load_words

    words = load_words()
    return figure.noun is not None and words.is_human_class(words.noun_class(figure.noun.lemma))


def _countries(scene: Scene, figure: Figure) -> tuple[frozenset[str], frozenset[str]]:
    """The countries that the noun phrase of a figure names, and those of its place."""
    kept = scene.cache.get(f"countries {figure.id}")
    if kept is None:
        said, where = _noun_phrase(scene, figure)
        kept = scene.cache[f"countries {figure.id}"] = (_named(said), _named(where))
    return kept  # type: ignore[return-value]


def _named(text: str) -> frozenset[str]:
    from factcheck.tables.words import load_words

    words = load_words()
    found = {_NAME_ALONE.sub("", n) for n in _NAME.findall(text)}
    found |= {w for n in found for w in n.split()}
    names = {words.place_name(n.replace(".", "")) for n in found if words.place_kind(n.replace(".", "")) in ("country", "demonym")}
    return frozenset(n for n in names if words.place_kind(n) == "country")


def _noun_phrase(scene: Scene, figure: Figure) -> tuple[str, str]:
    """What restricts the noun, before it or before the number ("the Spanish death toll stood at 190"); and the place, "In Spain," at the head too."""
    sentence = scene.extractions[figure.source].layout.sentences[figure.sentence]
    text = scene.source(figure).text[sentence.start : sentence.end]
    head = _HEAD.match(text)
    where = [head.group(1)] if head else []
    said: list[str] = []
    if figure.noun is not None:
        said += [m for m in figure.noun.modifiers if m[:1].isupper()]
        words = text.split()
        at = next((k for k, w in enumerate(words) if w.lower().strip(".,;:’'") == figure.noun.lemma.lower()), 0)
        said += [w for w in words[max(0, at - _BEFORE) : at] if w[:1].isupper()]
    return " . ".join(said), " . ".join([*where, figure.place or ""])


_HEAD = re.compile(r"In ((?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?),")
_BEFORE = 3  # words before a noun that restrict it
_NAME_ALONE = re.compile(r"[’']s?$")


def daily(scene: Scene, a: Figure, b: Figure, words: frozenset[str]) -> str:
    """Say whether two figures give a thing that is measured every day for two days: "told" where both name their day, "published", or ""."""
    per = {a.quantity.per, b.quantity.per} - {""}
    if a.quantity.kind not in _DAILY or not (words | per) & scene.vocabulary.daily:
        return ""
    days = named_day(a.time), named_day(b.time)
    if None not in days:
        return "told" if days[0] != days[1] else ""
    if order_of(scene, a, b).sign and _published_apart(scene, a, b):
        return "published"
    days = days[0] if days[0] is not None else _lead_day(scene, a.source), days[1] if days[1] is not None else _lead_day(scene, b.source)
    return "published" if None not in days and days[0] != days[1] else ""


def _published_apart(scene: Scene, a: Figure, b: Figure) -> bool:
    x, y = scene.source(a).published, scene.source(b).published
    return x is not None and y is not None and x[:10] != y[:10]


def _lead_day(scene: Scene, source: str) -> int | None:
    """The first day of the week that a text names near its head."""
    extraction = scene.extractions[source]
    body = [s for s in extraction.layout.sentences if s.position is Position.BODY][:_LEAD]
    return named_day(" ".join(extraction.source.text[s.start : s.end] for s in body))


def too_far(scene: Scene, x: Comparable, y: Comparable) -> bool:
    """Whether two values lie so far apart, and by no slip of noughts or scale words, that their link is the likelier mistake."""
    small, large = sorted((max(abs(x.low), abs(x.high)), max(abs(y.low), abs(y.high))))
    if not small:
        return large > scene.tolerances.chance_small
    return large > small * 20 and not power_of_ten(x.figure.quantity.low, y.figure.quantity.low)
