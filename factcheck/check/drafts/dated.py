"""What the sources say of each time of a draft: whether one of them tells that day, date, month or year.

Whether two times are of one event is the business of other rules, whose findings decide what is contradicted. Here is asked what anybody who
reads the draft would ask first: whether the sources tell that time at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from factcheck.check.drafts.days import bears_out, ends, interval, of_day
from factcheck.check.drafts.elsewhere import told_otherwise
from factcheck.check.index import StoryIndex, once
from factcheck.check.when import printed
from factcheck.model import Dating, Extraction, Finding, Form, Grain, Modality, Severity, Verdict
from factcheck.tables.time import time_table

_LIKELY = 0.5  # probability of one event from which a source's time says what it dates
_SHORT_YEAR = re.compile(r"(?<![\d.,])((?:1\d|20)\d\d)[-–/](\d\d)(?!\d)")
_WORDS = (3, 5)  # months whose names are words, too: "March", "May"
_COUNTED = ("day", "night", "year")  # of relative times, what is exact enough to be missed in the sources
_WEAK = frozenset(("be", "have", "do", ""))


@once
def dated_verdicts(index: StoryIndex) -> tuple[Verdict, ...]:
    """Return a verdict for each time of the scene's draft of which there is something to say, in text order; () where there is no draft."""
    extraction = index.extractions.get(index.draft or "")
    if extraction is None:
        return ()
    found = (_verdict(index, d) for d in extraction.datings if _told(extraction, d))
    return tuple(v for v in found if v is not None)


def with_contradicted(index: StoryIndex, verdicts: Sequence[Verdict], findings: Iterable[Finding]) -> tuple[Verdict, ...]:
    """The same with what the findings on times speak against, a note apart. A time on which they stand has a verdict, if it had none before."""
    extraction = index.extractions.get(index.draft or "")
    if extraction is None:
        return ()
    against: dict[str, Finding] = {}
    for finding in findings:
        if finding.severity is not Severity.NOTE and finding.rule not in ("unsupported", "drifted"):
            for i in finding.datings:
                against.setdefault(i, finding)
    known = {v.figure: v for v in verdicts}
    found = (_judged(index, dating, known.get(dating.id), against.get(dating.id)) for dating in extraction.datings)
    return tuple(v for v in found if v is not None)


def _judged(index: StoryIndex, dating: Dating, verdict: Verdict | None, finding: Finding | None) -> Verdict | None:
    """A verdict with the finding that stands on its time; where a source stands on the draft's side the sources do not agree among themselves."""
    if finding is None or (verdict is not None and verdict.status == "supported" and borne_out(index, dating, finding)):
        return verdict
    others = tuple(i for i in finding.datings if index.datings[i].source != index.draft)
    best = index.datings[others[0]] if others else None
    reason = f"{index.names[best.source]} says “{printed(best)}”" if best is not None else finding.message.removesuffix(".")
    return Verdict(dating.id, "contradicted", others, reason)


def borne_out(index: StoryIndex, dating: Dating, finding: Finding) -> bool:
    """Whether a source dates the same event as the draft does, and a finding only sets another against both."""
    if all(index.datings[i].source == index.draft for i in finding.datings):
        return False  # the draft's own affair: a weekday that is not that of its date
    if any(dating.id in side.datings and any(index.datings[i].source != index.draft for i in side.datings) for side in finding.sides):
        return True
    own = next((v for v in dated_verdicts(index) if v.figure == dating.id), None)
    evidence = own.evidence if own is not None and own.status == "supported" else ()
    return any(_one_event(index, dating, index.datings[i]) >= _LIKELY for i in evidence)


def _told(extraction: Extraction, dating: Dating) -> bool:
    """Whether a time of the draft is told: no stamp of the text or of a picture, nor what has a verdict as a figure."""
    if dating.spoken and dating.predicate is None:
        return False
    sentence = extraction.layout.sentences[dating.sentence]
    alone = len(extraction.source.text[sentence.start : sentence.end].split()) <= len(dating.surface.split()) + 1
    if alone and dating.at.year is not None and dating.at.day is not None:
        return False
    return not any(f.start < dating.end and dating.start < f.end for f in extraction.figures if f.sentence == dating.sentence)


def _verdict(index: StoryIndex, mine: Dating) -> Verdict | None:
    parts = ends(mine)
    whole = _by_sources(index, mine)
    if whole is not None and (whole.status == "supported" or len(parts) == 1):
        return whole
    if len(parts) > 1:
        found = [_by_sources(index, p) for p in parts]
        if all(v is not None and v.status == "supported" for v in found):
            return replace(found[0], evidence=tuple(dict.fromkeys(i for v in found if v is not None for i in v.evidence))) if found[0] else None
    if whole is not None:
        return whole
    vague = mine.form is Form.CLOCK or (mine.form is Form.RELATIVE and not _resolved(mine))
    if vague or mine.modality is Modality.CONDITIONAL or "if" in (w.lower() for w in mine.before) or _own_day(index, mine):
        return None
    best = _of_one_event(index, mine)
    told = f"; {index.names[best.source]} says “{printed(best)}” of what may be the same" if best is not None else ""
    return Verdict(mine.id, "unsupported", (best.id,) if best is not None else (), f"no source gives this {_what(mine)}{told}")


def _resolved(mine: Dating) -> bool:
    """Whether a relative time means a day or a year that is known: "yesterday", "20 years ago", not "this year", "last week"."""
    counted = mine.offset is not None and mine.offset.of == "now" and mine.offset.count != 0 and mine.offset.unit in _COUNTED
    return counted and interval(mine) is not None


def _what(mine: Dating) -> str:
    if mine.until is not None or mine.grain is Grain.DECADE:
        return "time"
    if mine.form is Form.ABSOLUTE and mine.grain.rank <= Grain.DAY.rank:
        return "date"
    return mine.grain.value if mine.grain.rank >= Grain.DAY.rank else "day"


def _by_sources(index: StoryIndex, mine: Dating) -> Verdict | None:
    """Supported where a source tells this time, drifted where all that tell it of the same event are coarser; None where none does.

    Unsupported where they tell it of other things, and another time in the draft's words.
    """
    same: list[Dating] = []
    coarse: list[Dating] = []
    for name, extraction in index.extractions.items():
        if name == index.draft:
            continue
        today = _day(extraction)
        for theirs in extraction.datings:
            found = bears_out(mine, theirs, today)
            if found:
                (same if found == "same" else coarse).append(theirs)
    of_its_day = _of_its_day(index, mine) if not same else ""
    if same or of_its_day:
        other = told_otherwise(index, mine, same)
        if other is not None:
            return Verdict(mine.id, "unsupported", (other.id,), f"{index.names[other.source]} says “{printed(other)}” in much the same words")
    if same:
        return _supported(index, mine, sorted(same, key=lambda d: -_one_event(index, mine, d)))
    in_other_words = of_its_day or _in_other_words(index, mine)
    if in_other_words:
        return Verdict(mine.id, "supported", (), in_other_words, "other words")
    near = sorted((d for d in coarse if _one_event(index, mine, d) >= _LIKELY), key=lambda d: -_one_event(index, mine, d))
    if near:
        reason = f"finer than every source: {index.names[near[0].source]} says “{printed(near[0])}”"
        return Verdict(mine.id, "drifted", tuple(d.id for d in near), reason, "precision")
    return None


def _supported(index: StoryIndex, mine: Dating, found: Sequence[Dating]) -> Verdict:
    best = found[0]
    plain = printed(best).lower() == printed(mine).lower()
    return Verdict(
        mine.id, "supported", tuple(d.id for d in found), f"{index.names[best.source]} says “{printed(best)}”", "" if plain else "other words"
    )


def _one_event(index: StoryIndex, mine: Dating, theirs: Dating) -> float:
    """How likely two times are of one event, by what the alignment made of them; a word in common at least where it compared none."""
    found = _pairs(index).get(frozenset((mine.id, theirs.id)))
    if found is not None:
        return found
    verbs = {d.predicate.lemma for d in (mine, theirs) if d.predicate is not None}
    one = len(verbs) == 1 and None not in (mine.predicate, theirs.predicate) and verbs.isdisjoint(_WEAK)
    return _LIKELY if one or (mine.event and mine.event == theirs.event) else 0.0


@once
def _pairs(index: StoryIndex) -> dict[frozenset[str], float]:
    return {frozenset((p.a, p.b)): p.probability for p in index.story.dated}


def _of_one_event(index: StoryIndex, mine: Dating) -> Dating | None:
    """The time of a source that most likely dates what a time of the draft dates, and is another."""
    likely = [(p, i) for pair, p in _pairs(index).items() if mine.id in pair and p >= _LIKELY for i in pair - {mine.id}]
    others = [(p, i) for p, i in likely if index.datings[i].source != index.draft and index.datings[i].form is mine.form]
    best = min(others, key=lambda x: (-x[0], index.order[x[1]]), default=None)
    return index.datings[best[1]] if best is not None else None


def _own_day(index: StoryIndex, mine: Dating) -> bool:
    """Whether a time is the day, month or year in which the draft itself is written."""
    extraction = index.extractions[mine.source]
    day = _day(extraction)
    return day is not None and of_day(mine, day)


def _day(extraction: Extraction) -> date | None:
    """The day of a text by what is known of it."""
    published = extraction.source.published
    return date.fromisoformat(published[:10]) if published and len(published) >= 10 else None


def _of_its_day(index: StoryIndex, mine: Dating) -> str:
    """Why a time is borne out by the day on which a source was written: "on Monday" for what it tells without a day."""
    for name, extraction in index.extractions.items():
        day = _day(extraction)
        if mine.until is None and name != index.draft and day is not None and of_day(mine, day):
            return f"{index.names[name]} is of that {_what(mine)}"
    return ""


def _in_other_words(index: StoryIndex, mine: Dating) -> str:
    """Why a time is borne out by what is no dating: a year in a name, a date in a table or at the top of a page."""
    if mine.until is not None:
        return ""
    patterns = tuple(_written(mine)), tuple(_in_cells(mine))
    for name, extraction in index.extractions.items():
        if name == index.draft:
            continue
        text = extraction.source.text
        found = next((m[0] for p in patterns[bool(extraction.source.grids)] if (m := re.search(p, text))), "") or _second_year(mine, text)
        if found:
            return f"{index.names[name]} prints “{' '.join(found.split())}”"
    return ""


def _written(mine: Dating) -> Iterator[str]:
    """How else a year, a date or a weekday may stand in a text."""
    at = mine.at
    if mine.form is Form.RELATIVE:
        return
    if at.month is None and at.day is None and at.weekday is None and at.year is not None:
        yield rf"(?<![\d.,]){str(at.year)[:-1]}0s" if mine.grain is Grain.DECADE else rf"(?<![\d.,]){at.year}(?![\d%]|[.,]\d)"
    elif at.month is not None and at.day is not None:
        months = _months(at.month)
        yield rf"\b0?{at.day}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{months})\b"
        yield rf"\b(?:{months})\.?\s+(?:the\s+)?0?{at.day}(?!\d)"
        d, m = rf"0?{at.day}", rf"0?{at.month}"
        yield rf"(?<!\d)(?:\d{{4}}[-/.]{m}[-/.]{d}|{d}[-/.]{m}[-/.]\d{{2,4}}|{m}/{d}/\d{{2,4}})(?!\d)"
    elif at.month is not None and at.month not in _WORDS and at.weekday is None and at.year is None:
        yield rf"\b(?:{_months(at.month)})\b"


def _in_cells(mine: Dating) -> Iterator[str]:
    """The same in a table, whose cells date no event and are read as no times."""
    at = mine.at
    yield from _written(mine)
    if mine.form is Form.ABSOLUTE and at.month is not None and at.day is None:
        yield rf"\b(?:{_months(at.month)})\b"
    elif at.weekday is not None and mine.form is Form.WEEKDAY:
        yield rf"\b(?:{_weekdays(at.weekday)})\b"


def _second_year(mine: Dating, text: str) -> str:
    """A year that is printed as the end of two: 2020 in "2019/20"."""
    if mine.grain is not Grain.YEAR or mine.at.year is None:
        return ""
    return next((m[0] for m in _SHORT_YEAR.finditer(text) if int(m[1]) // 100 * 100 + int(m[2]) == mine.at.year), "")


@cache
def _months(number: int) -> str:
    names = {m for m, n in time_table().months.items() if n == number and m.isalpha()}
    return "|".join(sorted((x for m in names for x in (m.capitalize(), m.upper())), key=lambda m: (-len(m), m)))


@cache
def _weekdays(number: int) -> str:
    names = {w for w, n in time_table().weekdays.items() if n == number and len(w) > 5}
    return "|".join(sorted((x for w in names for x in (w.capitalize(), w.upper())), key=lambda w: (-len(w), w)))
