"""Which of two figures is the older: from ``published``, from a resolved date, from the names of days."""

from __future__ import annotations

import re
from datetime import date, datetime

from factcheck.check.differences.difference import UNKNOWN, Order
from factcheck.check.index import StoryIndex, once
from factcheck.model import Figure, Kind, Role
from factcheck.tables.time import weekday_number

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_YEAR = re.compile(r"\d{4}")


def order_of(index: StoryIndex, a: Figure, b: Figure) -> Order:
    """Say which of two figures speaks of the earlier state.

    A date that the text gives goes before the date of publication, which goes before names of days. Two texts of one day are ordered by
    their clock only where neither figure speaks of an earlier day.
    """
    x, y = _moment(index, a), _moment(index, b)
    if x is not None and y is not None:
        if x[0] != y[0]:
            return Order(-1 if x[0] < y[0] else 1, "dates given" if x[2] or y[2] else "published")
        if x[1] is not None and y[1] is not None and x[1] != y[1]:
            return Order(-1 if x[1] < y[1] else 1, "published")
        return UNKNOWN
    first, second = weekday_number(a.time), weekday_number(b.time)
    if first is not None and second is not None and first != second:
        ahead = (second - first) % 7
        if ahead <= index.tolerances.day_gap:
            return Order(-1, "days named")
        if 7 - ahead <= index.tolerances.day_gap:
            return Order(1, "days named")
    return UNKNOWN


def published(index: StoryIndex, a: str, b: str) -> bool | None:
    """Whether source ``a`` was published before source ``b``; None where nothing says, as for two texts of one day without their hours."""
    x, y = (_parse(index.extractions[i].source.published) for i in (a, b))
    if x is None or y is None or x == y:
        return None
    if x.date() == y.date() and not all("T" in (index.extractions[i].source.published or "") for i in (a, b)):
        return None
    return x < y


def other_period(a: Figure, b: Figure) -> bool:
    """Whether the texts date two figures to different years, months or days."""
    if not a.date or not b.date:
        return False
    return not (a.date.startswith(b.date) or b.date.startswith(a.date))


def other_year(a: Figure, b: Figure) -> bool:
    """Whether the texts date two figures to different years."""
    x, y = _YEAR.match(a.date or ""), _YEAR.match(b.date or "")
    return x is not None and y is not None and x.group() != y.group()


def _moment(index: StoryIndex, figure: Figure) -> tuple[date, datetime | None, bool] | None:
    """Return the day of a figure, its minute where known, and whether the text gave the day."""
    stamp = _parse(index.source(figure).published)
    if figure.date and _ISO_DAY.match(figure.date):
        day = date.fromisoformat(figure.date)
        if stamp is None:
            return day, None, True
        if day < stamp.date():
            return day, None, True
    if stamp is None:
        return None
    return stamp.date(), stamp if "T" in (index.source(figure).published or "") else None, False


def _parse(published: str | None) -> datetime | None:
    if not published:
        return None
    try:
        stamp = datetime.fromisoformat(published)
    except ValueError:
        return None
    return stamp.replace(tzinfo=None) - stamp.utcoffset() if stamp.utcoffset() is not None else stamp  # type: ignore[operator]


def counts_on(index: StoryIndex, a: Figure, b: Figure) -> bool:
    """Whether the thing counted is still going on, so that a later report may rightly differ."""
    if not {Role.LIMIT, Role.CHANGE}.isdisjoint((a.role, b.role)) or a.quantity.kind in (Kind.MONEY, Kind.AGE, Kind.DURATION):
        return False
    return bool(fact_words(index, a) & index.vocabulary.running)


def rises(index: StoryIndex, a: Figure) -> bool:
    """Whether the thing counted can only grow: a toll, burnt land."""
    return bool(fact_words(index, a) & index.vocabulary.rising)


def fact_words(index: StoryIndex, figure: Figure) -> frozenset[str]:
    """What the figures of a fact say is counted and what befalls it: nouns, predicates and their classes."""
    return _words_of_facts(index)[index.fact_of[figure.id].id]


@once
def _words_of_facts(index: StoryIndex) -> dict[str, frozenset[str]]:
    return {fact.id: frozenset(w for i in fact.figures for w in _own_words(index.figures[i])) for fact in index.story.facts}


def _own_words(figure: Figure) -> set[str]:
    words = {figure.predicate.lemma.lower(), figure.predicate.cls} if figure.predicate is not None else set()
    if figure.noun is not None:
        words.add(figure.noun.lemma.lower())
    return words
