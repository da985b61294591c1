"""A time that the calendar does not have, or that does not fit itself: a weekday off its date, 30 February, a span that ends before it begins."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from factcheck.check.index import StoryIndex
from factcheck.check.rule import Rule
from factcheck.check.when import by_words, finding, printed
from factcheck.model import Dating, Edge, Figure, Finding, Form, Grain, Kind, Moment, Step
from factcheck.tables.datings import dating_table
from factcheck.tables.time import WEEKDAYS

PARAMETERS = {"slack_years": "number", "periods": "words"}
FIELDS = "what why who"

_MONTHS = (*("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),)
_LEAP = 2000  # a year with a 29 February, for dates without a year
_NOON, _DAY = 12, 24 * 60  # hours; minutes
_HALF_DAY = re.compile(r"(?<![\d:.])(\d\d?)(?:\s?[:.]\s?\d\d)?\s?[ap]\.?\s?m\b", re.IGNORECASE | re.ASCII)
_AFTERNOON = re.compile(r"(?<![\d:.])1[3-9](\s?[:.]\s?\d\d)?\s?p\.?\s?m\b", re.IGNORECASE | re.ASCII)
_LOCAL, _QUARTER = "local", 15  # a zone that the text does not name; minutes by which zones lie apart
_JOINTS = ("(", "/", ", or", "or", "[")  # between one moment told in two zones
_BESIDE = 3  # characters between two times that say the same: "20 years ago, in 1998"


def check(index: StoryIndex, rule: Rule) -> Iterable[Finding]:
    """Tell each dating that cannot be, and spans whose stated length does not fit their ends."""
    impossible: dict[tuple[str, str, int], list[Dating]] = {}
    for extraction in index.extractions.values():
        for dating in extraction.datings:
            why, lowered = _impossible(dating)
            if why:
                impossible.setdefault((why, printed(dating).lower(), lowered), []).append(dating)
    for (why, _, lowered), datings in impossible.items():  # a caption printed five times is one slip
        yield _found(index, rule, datings, why, lowered)
    for extraction in index.extractions.values():
        yield from _ago(index, rule, extraction.datings, extraction.source.text)
        yield from _lengths(index, rule, extraction.datings)
        yield from _zones(index, rule, extraction.datings, extraction.source.text)


def _found(index: StoryIndex, rule: Rule, datings: list[Dating], why: str, lowered: int, figures: tuple[str, ...] = ()) -> Finding:
    what = ", ".join({printed(d).lower(): printed(d) for d in datings}.values())
    names = dict.fromkeys(index.names[d.source] for d in by_words(index, datings))
    fields = {"what": what[:1].upper() + what[1:], "why": why, "who": " and ".join(names)}
    return finding(index, rule, [datings], fields, lowered=lowered, trace=[Step("calendar", why, "cannot be")], figures=figures)


def _impossible(dating: Dating) -> tuple[str, int]:
    """Why a dating cannot be, and by how many steps that is in doubt; "" where it can."""
    if (hour := _HALF_DAY.search(dating.surface)) and int(hour[1]) > _NOON:
        return f"a clock with a.m. and p.m. has no {hour[1]}", 0
    for moment in (dating.at, dating.until):
        if moment is not None and (why := _no_such_day(moment)):
            return why, 0
    if dating.until is not None:
        return _backwards(dating.at, dating.until), 0
    return _weekday(dating)


def _no_such_day(moment: Moment) -> str:
    if moment.month is None or moment.day is None:
        return ""
    year = moment.year if moment.year is not None else _LEAP
    last = monthrange(year, moment.month)[1]
    if moment.day <= last:
        return ""
    return f"{_MONTHS[moment.month - 1]}{f' {moment.year}' if moment.year else ''} has {last} days"


def _backwards(begin: Moment, end: Moment) -> str:
    """Whether a span that prints both years ends before it begins, as far as both ends are printed: "from May 1945 to March 1945"."""
    if begin.year is None or end.year is None:
        return ""
    first, last = (begin.year, begin.month or 0, begin.day or 0), (end.year, end.month or 0, end.day or 0)
    told = min((*first, 0).index(0), (*last, 0).index(0))  # year, month and day, up to the first that an end leaves out
    return "the span ends before it begins" if first[:told] > last[:told] else ""


def _weekday(dating: Dating) -> tuple[str, int]:
    """Whether the weekday printed beside a date is that of the date. A year that the text does not print leaves doubt."""
    at = dating.at
    if at.weekday is None or at.day is None or at.month is None or dating.edge is Edge.ABOUT:
        return "", 0
    if at.year is None:
        if dating.first is None and dating.last is None:
            return "", 0
        known = date.fromisoformat(dating.first or dating.last or "")
        if any(_falls(year, at) == at.weekday for year in (known.year - 1, known.year, known.year + 1)):
            return "", 0
        year, lowered = known.year, 1
    else:
        year, lowered = at.year, 0
    found = _falls(year, at)
    if found is None or found == at.weekday:
        return "", 0
    return f"{_MONTHS[at.month - 1]} {at.day}, {year} was a {WEEKDAYS[found]}, not a {WEEKDAYS[at.weekday]}", lowered


def _falls(year: int, at: Moment) -> int | None:
    try:
        return date(year, at.month or 1, at.day or 1).weekday()
    except ValueError:
        return None


def _ago(index: StoryIndex, rule: Rule, datings: tuple[Dating, ...], text: str) -> Iterator[Finding]:
    """Years counted back beside a year: "20 years ago, in 1998" in a text of 2026."""
    for a, b in pairwise(datings):
        if a.sentence != b.sentence or len(text[a.end : b.phrase.start].strip(" ,(–—-\n")) > 0 or b.phrase.start - a.end > _BESIDE:
            continue
        counted, year = (a, b) if a.offset is not None else (b, a)
        if counted.offset is None or counted.offset.unit != "year" or counted.offset.of != "now" or year.offset is not None:
            continue
        if counted.first is None or year.at.year is None or year.until is not None or counted.offset.count >= -1:
            continue
        meant = date.fromisoformat(counted.first).year
        if abs(meant - year.at.year) > rule.number("slack_years"):
            yield _found(index, rule, [a, b], f"{printed(counted)} is {meant}, counted from the day of the text", 1)


def _zones(index: StoryIndex, rule: Rule, datings: tuple[Dating, ...], text: str) -> Iterator[Finding]:
    """One moment told in two zones: "5:23 p.m. EST (10:23 p.m. GMT)"."""
    zones = dating_table().zones
    for a, b in pairwise(datings):
        if a.sentence != b.sentence or text[a.end : b.start].strip() not in _JOINTS or a.at.zone == b.at.zone or Edge.ABOUT in (a.edge, b.edge):
            continue
        if _unsure(a) or _unsure(b) or a.at.minute is None or b.at.minute is None:
            continue
        mine, theirs = zones.get(a.at.zone), zones.get(b.at.zone)
        if mine is None or theirs is None:
            if _LOCAL in (a.at.zone, b.at.zone) and a.grain is b.grain is Grain.MINUTE and (a.at.minute - b.at.minute) % _QUARTER:
                yield _found(index, rule, [a, b], "no two zones lie such a time apart", 0)
            continue
        if all((a.at.minute - x - b.at.minute + y) % _DAY for x in mine for y in theirs):
            hours = " or ".join(f"{abs(h) / 60:g}" for h in sorted({y - x for x in mine for y in theirs}))
            yield _found(index, rule, [a, b], f"{a.at.zone.upper()} and {b.at.zone.upper()} lie {hours} hours apart", 0)


def _unsure(dating: Dating) -> bool:
    """Whether nothing sure is said of the hour: on the twelve-hour clock without its half, or on a day that there is not; "15:23 p.m." is 15:23."""
    return not dating.at.half or (bool(_impossible(dating)[0]) and not _AFTERNOON.search(dating.surface))


def _lengths(index: StoryIndex, rule: Rule, datings: tuple[Dating, ...]) -> Iterator[Finding]:
    """A span of years beside its length in the same sentence: "over a two-year period, from 2010 to 2014"."""
    spans = [d for d in datings if d.until is not None and d.form is Form.ABSOLUTE and d.grain is Grain.YEAR]
    for span in spans:
        if sum(d.sentence == span.sentence for d in spans) > 1 or span.at.year is None or span.until is None or span.until.year is None:
            continue
        years = span.until.year - span.at.year
        for figure in index.extractions[span.source].figures:
            if figure.sentence == span.sentence and _is_length(figure, rule) and not years <= figure.quantity.low <= years + 1:
                why = f"{' '.join(figure.surface.split())} beside a span of {years} years"
                yield _found(index, rule, [span], why, 1, (figure.id,))


def _is_length(figure: Figure, rule: Rule) -> bool:
    """Whether a figure is the length of a period in years: "the four-year span"."""
    quantity = figure.quantity
    named = figure.noun is not None and figure.noun.lemma.lower() in rule.words("periods")
    return named and quantity.kind is Kind.DURATION and quantity.unit == "year" and quantity.low == quantity.high
