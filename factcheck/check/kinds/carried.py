"""A relative time that an older text carried into one of another day: "this year", "last month", "yesterday"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from factcheck.check.index import StoryIndex
from factcheck.check.rule import Rule
from factcheck.check.when import event, finding, printed
from factcheck.model import Dating, Finding, Step

PARAMETERS = {"words": "number"}
FIELDS = "event time older newer meant means"


def check(index: StoryIndex, rule: Rule) -> Iterable[Finding]:
    """Tell sentences that stand word for word in two texts of different days and print a time that means two times there."""
    same: dict[tuple[tuple[str, ...], str], list[Dating]] = defaultdict(list)
    for dating in index.datings.values():
        if dating.offset is None or dating.offset.of != "now" or dating.by != "published" or dating.first is None or dating.last is None:
            continue
        words = _words(index, dating)
        if len(words) >= rule.number("words"):
            same[words, printed(dating).lower()].append(dating)
    for datings in same.values():
        older, newer = (min(datings, key=_published(index)), max(datings, key=_published(index)))
        if older.source == newer.source or older.last is None or newer.first is None or older.last >= newer.first:
            continue
        fields = {
            "event": _capital(event(index, [newer])), "time": printed(newer), "older": index.names[older.source],
            "newer": index.names[newer.source], "meant": _days(older), "means": _days(newer),
        }  # fmt: skip
        steps = [Step("carried", printed(newer), f"{_days(older)} in one, {_days(newer)} in the other")]
        yield finding(index, rule, [[newer], [older]], fields, trace=steps)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _words(index: StoryIndex, dating: Dating) -> tuple[str, ...]:
    extraction = index.extractions[dating.source]
    sentence = extraction.layout.sentences[dating.sentence]
    return tuple(extraction.source.text[sentence.start : sentence.end].lower().split())


def _published(index: StoryIndex) -> Callable[[Dating], tuple[str, str, int]]:
    return lambda d: (index.extractions[d.source].source.published or "", d.source, d.start)


def _days(dating: Dating) -> str:
    return dating.first or "" if dating.first == dating.last else f"{dating.first} to {dating.last}"
