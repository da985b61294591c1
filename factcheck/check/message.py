"""How findings speak: figures quoted with their sources, intervals and gaps in the unit of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.check.differences.difference import Group
from factcheck.check.index import StoryIndex
from factcheck.check.rule import Rule
from factcheck.model import Fact, Figure, Finding, Hedge, Interval, Noun, Severity, Side, Step
from factcheck.quantity.comparable import Comparable, held, missing
from factcheck.quantity.wording import PERCENT, in_sentence, mid_sentence, number, percent, span

CHANGED = "changed"  # stage of a step whose outcome says in a sentence what else a finding on one number saw change
_NAMED = 4  # sources that one side of a message names
_LOUDNESS = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


def phrase(index: StoryIndex, figure: Figure) -> str:
    """Hedge, quantity and noun as printed, in quotation marks, on one line."""
    text = " ".join(index.source(figure).text[figure.phrase.start : figure.phrase.end].split())
    return f"“{text or figure.surface}”"


def printed(index: StoryIndex, figure: Figure, noun: Noun) -> str:
    """A noun of a figure as its text prints it; "" where it is inherited."""
    return " ".join(index.source(figure).text[noun.span.start : noun.span.end].split()) if noun.span is not None else ""


def who(index: StoryIndex, figure: Figure) -> str:
    """The source of a figure and, where the text names one, its speaker."""
    name = index.names[figure.source]
    return f"{name}, citing {speaker(figure)}" if figure.attribution is not None else name


def speaker(figure: Figure) -> str:
    """Who is said to have said it, as it reads inside a sentence: "the president" for "The president"; "" for nobody."""
    if figure.attribution is None:
        return ""
    return in_sentence(figure.attribution.speaker)


def quote(index: StoryIndex, figure: Figure) -> str:
    """One figure with its source."""
    return f"{phrase(index, figure)} ({who(index, figure)})"


def spoken(index: StoryIndex, ids: Sequence[str]) -> list[Figure]:
    """The figures of a side, the one first that speaks for all: one source's "about" is put into nobody else's mouth."""
    figures = index.by_words(ids)
    first = figures[0].quantity
    alike = [f for f in figures if (f.quantity.low, f.quantity.high, f.quantity.unit) == (first.low, first.high, first.unit)]
    if len({f.hedge for f in alike}) > 1 and len({f.source for f in alike}) > 1:
        figures.sort(key=lambda f: (f not in alike, f.hedge is not Hedge.EXACT))
    return figures


def side_text(index: StoryIndex, ids: Sequence[str]) -> str:
    """One side of a finding: its first wording and every source that has it, each named once with a speaker where it cites one."""
    figures = spoken(index, ids)
    tellers: dict[str, str] = {}
    for figure in index.by_words(ids):
        if figure.attribution is not None or figure.source not in tellers:
            tellers[figure.source] = tellers.get(figure.source, "") if "citing" in tellers.get(figure.source, "") else who(index, figure)
    names = list(tellers.values())
    shown = "; ".join(names[:_NAMED]) + (f"; {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    return f"{phrase(index, figures[0])} ({shown})"


def wordings(index: StoryIndex, groups: Sequence[Group], *, whole: bool = False) -> list[str]:
    """What each side prints, on one line: hedge and value; with the noun where ``whole`` is set or two sides would read alike."""
    figures = [spoken(index, g.ids)[0] for g in groups]
    texts = [index.source(f).text[min(f.phrase.start, f.start) : max(f.end, f.phrase.end) if whole else f.end] for f in figures]
    found = [mid_sentence(" ".join(text.split()), figure) for text, figure in zip(texts, figures, strict=True)]
    if whole and len({f.quantity.per for f in figures}) > 1:  # "320 cars a day", "320 cars a week"
        found = [text if not (per := f.quantity.per) or per in text else f"{text} per {per}" for text, f in zip(found, figures, strict=True)]
    return found if whole or len(set(found)) == len(found) else wordings(index, groups, whole=True)


def values_text(index: StoryIndex, groups: Sequence[Group], joint: str = "against", *, whole: bool = False) -> str:
    """The values of all sides against one another, as printed: "about 275 against 257"."""
    return f" {joint} ".join(wordings(index, groups, whole=whole))


def who_text(index: StoryIndex, groups: Sequence[Group], *, whole: bool = False) -> str:
    """Who says what, as a sentence: each side with its sources, each named once and with a speaker where it cites one."""
    told = []
    for wording, group in zip(wordings(index, groups, whole=whole), groups, strict=True):
        tellers: dict[str, str] = {}
        for figure in index.by_words(group.ids):
            tellers[figure.source] = tellers.get(figure.source) or (f" (citing {speaker(figure)})" if figure.attribution is not None else "")
        names = [index.names[source] + cited for source, cited in tellers.items()]
        names = [*names[:_NAMED], f"{len(names) - _NAMED} more"] if len(names) > _NAMED else names
        told.append(f"{wording} in {', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f"{wording} in {names[0]}")
    text = "; ".join(told)
    return (text[:1].upper() + text[1:]).removesuffix(".") + "."


def sides_text(index: StoryIndex, groups: Iterable[Group]) -> str:
    """All sides of a finding, against one another."""
    return " against ".join(side_text(index, g.ids) for g in groups)


def sides_of(index: StoryIndex, groups: Iterable[Group]) -> tuple[Side, ...]:
    """The sides as records, labelled by their first wording."""
    return tuple(Side(phrase(index, spoken(index, g.ids)[0]).strip("“”"), g.ids) for g in groups)


def miss(index: StoryIndex, x: Comparable, y: Comparable) -> dict[str, str]:
    """Message fields that say by how much two readings miss each other, in the unit of the first."""
    a, b = held(x, y, index.tolerances) if x.key == y.key else (x.admitted, y.admitted)
    apart = missing(x, y, index.tolerances)
    larger = max(abs(x.low), abs(x.high), abs(y.low), abs(y.high))
    share = percent(apart / larger) if larger else "0 %"
    if x.key == "ratio":  # shares in words are told in percent too
        intervals, shown = f"{span(a, PERCENT)} % and {span(b, PERCENT)} %", f"{number(apart / PERCENT)} points"
    else:
        intervals, shown = f"{span(a, x.factor)} and {span(b, x.factor)}", number(apart / x.factor)
    return {"intervals": intervals, "gap": shown, "share": share}


def lower(severity: Severity, steps: int) -> Severity:
    """A severity that many steps quieter, a note at the least."""
    return _LOUDNESS[max(0, severity.rank - steps)]


def finding(
    index: StoryIndex, rule: Rule, fact: Fact | None, groups: Sequence[Group], fields: dict[str, str], *,
    lowered: int = 0, trace: Iterable[Step] = (), alone: Iterable[str] = (), judged: Iterable[tuple[str, Interval]] = (),
) -> Finding:  # fmt: skip
    """Put a finding together; the id is given later, over all findings of a run.

    ``alone`` are figures it names beside its sides, ``judged`` the intervals by which it judged figures where these are not their own.
    """
    ids = index.in_order([i for g in groups for i in g.ids] + list(alone))
    message = " ".join(rule.message.format_map(fields).split())
    steps = (*trace, Step("rule", f"{rule.path}:{rule.id}", f"{lower(rule.severity, lowered).value}"))
    sides = sides_of(index, groups)
    return Finding(
        "", rule.id, lower(rule.severity, lowered), message, fact.id if fact is not None else None, ids, sides, steps, judged=tuple(judged)
    )  # fmt: skip
