"""An age that does not fit a year or day of birth in the same text, counted to the day of that text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from factcheck.check.index import StoryIndex
from factcheck.check.message import phrase
from factcheck.check.rule import Rule
from factcheck.check.when import finding, printed
from factcheck.model import Dating, Extraction, Figure, Finding, Hedge, Kind, Step

_PASSIVE = 8  # words before a birth date in which "was born" stands
PARAMETERS = {"born": "words", "passive": "words", "beside": "words"}
FIELDS = "who age birth expected source"


def check(index: StoryIndex, rule: Rule) -> Iterable[Finding]:
    """Tell ages said of somebody by apposition whose birth the same text dates."""
    for extraction in index.extractions.values():
        yield from _in(index, rule, extraction)


def _in(index: StoryIndex, rule: Rule, extraction: Extraction) -> Iterator[Finding]:
    today = _day(extraction.source.published)
    births = [d for d in extraction.datings if _is_birth(d, rule)]
    if today is None or not births:
        return
    ages_of = {f.id: f for f in extraction.figures if _is_age(f, rule)}
    for figure in ages_of.values():
        for birth in births:
            name = _named(figure, birth) if _one_person(extraction, birth, rule) else ""
            ages = _ages(birth, today)
            if not name or ages is None or any(_named(f, birth) and ages[0] <= f.quantity.low <= ages[1] for f in ages_of.values()):
                continue  # an age of that name fits: the other is somebody else's
            expected = str(ages[0]) if ages[0] == ages[1] else f"{ages[0]} or {ages[1]}"
            fields = {
                "who": name, "age": phrase(index, figure), "birth": printed(birth), "expected": expected, "source": index.names[extraction.source.id],
            }  # fmt: skip
            off = min(abs(figure.quantity.low - a) for a in ages)
            steps = [Step("age", printed(birth), f"{expected} on {today.isoformat()}")]
            yield finding(index, rule, [[birth]], fields, lowered=int(off < 2), trace=steps, figures=(figure.id,))
            break


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published[:10]) if published and len(published) >= 10 else None


def _is_birth(dating: Dating, rule: Rule) -> bool:
    born = dating.predicate is not None and dating.predicate.lemma in rule.words("born") and not dating.predicate.negated
    return born and dating.subject is not None and dating.by == "printed" and dating.until is None and dating.offset is None


def _is_age(figure: Figure, rule: Rule) -> bool:
    if figure.time is not None:  # "was 12 in 1990": an age of another day
        return False
    exact = figure.hedge is Hedge.EXACT and figure.quantity.low == figure.quantity.high and figure.quantity.unit == "year"
    return figure.quantity.kind is Kind.AGE and exact and figure.subject is not None and figure.subject.how in rule.words("beside")


def _named(figure: Figure, birth: Dating) -> str:
    """The person, where age and birth are of one: the last names agree, and no first names disagree."""
    if figure.subject is None or birth.subject is None:
        return ""
    mine, theirs = figure.subject.text.split(), birth.subject.text.split()
    if not mine or not theirs or mine[-1].lower() != theirs[-1].lower() or not mine[-1][0].isupper():
        return ""
    if len(mine) > 1 and len(theirs) > 1 and mine[0].lower() != theirs[0].lower():
        return ""
    return figure.subject.text


def _one_person(extraction: Extraction, birth: Dating, rule: Rule) -> bool:
    """Whether the text has one person of that surname alone, and says by a verb of its own that this one was born: "was born in 1950"."""
    surname = birth.subject.text.split()[-1].lower() if birth.subject is not None and birth.subject.text.split() else ""
    spoken = (*(n for m in extraction.mentions for n in m.names), *(m.subject.text for m in extraction.mentions if m.subject is not None))
    full = {" ".join(n.lower().split()) for n in spoken if len(n.split()) > 1 and n.split()[-1].lower() == surname}
    return len(full) <= 1 and any(w.lower() in rule.words("passive") for w in birth.before[-_PASSIVE:])


def _ages(birth: Dating, today: date) -> tuple[int, int] | None:
    """The age, the least and the largest, on a day; None where the birth lies ahead."""
    if birth.first is None or birth.last is None:
        return None
    low, high = _years(date.fromisoformat(birth.last), today), _years(date.fromisoformat(birth.first), today)
    return (low, high) if low >= 0 else None


def _years(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
