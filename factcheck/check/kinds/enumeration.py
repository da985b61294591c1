"""A number of things that is not the number of those named: "the five brothers: A, B, C and D"; a headline's "12 things" over eleven."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factcheck.check.index import StoryIndex
from factcheck.check.message import phrase
from factcheck.check.rule import Rule
from factcheck.model import Extraction, Figure, Finding, Hedge, Kind, Position, Side, Step
from factcheck.tables.nouns import is_person

PARAMETERS = {"fewest": "number", "most": "number", "listed": "words"}
FIELDS = "what count where source"

_OPENS = re.compile(r"\s*(?:[:–—]|--)\s+|\s+\((?=[^()]*\))")
_APPOSED = re.compile(r",\s+")  # "the five brothers, A, B, C and D, left": of people alone, since "two cities, Lund, Norway, and …" parts places, too
_PARTED = re.compile(r"\s*[,;]\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+")
_ENDS = re.compile(r"\s[–—]\s|\)|[.!?]?\s*$")
_ITEM = re.compile(r"(?:(?:the|a|an|St\.|Dr\.|Mr\.|Mrs\.|Ms\.)\s+)?[A-Z][^\s]*(?:\s+(?:[A-Z][^\s]*|of|de|van|der|la|the|von))*")
_LAST = re.compile(r"\b(?:and|&)\s")
_AGE = re.compile(r"\d{1,3}")
_FEWEST = 2  # items that make a list


def check(index: StoryIndex, rule: Rule) -> Iterable[Finding]:
    """Tell counts behind which a list of names of another length stands, and headlines that count the items of their text."""
    for extraction in index.extractions.values():
        for figure in extraction.figures:
            if not _counts(figure, rule):
                continue
            named = _named(extraction, figure)
            if named and named != figure.quantity.low:
                yield _finding(index, rule, figure, named, "behind it")
        yield from _headline(index, rule, extraction)


def _counts(figure: Figure, rule: Rule) -> bool:
    quantity = figure.quantity
    plain = quantity.kind is Kind.COUNT and figure.hedge is Hedge.EXACT and not quantity.is_range and quantity.low == quantity.low.to_integral_value()
    return plain and figure.noun is not None and not figure.noun.inherited and rule.number("fewest") <= quantity.low <= rule.number("most")


def _named(extraction: Extraction, figure: Figure) -> int:
    """How many names the list has that opens right behind a figure's noun; 0 where none does, or where it is no list of names alone."""
    sentence, text = extraction.layout.sentences[figure.sentence], extraction.source.text
    opened = _OPENS.match(text, figure.phrase.end, sentence.end)
    apposed = opened is None and figure.noun is not None and is_person(figure.noun.lemma.lower())
    if apposed:
        opened = _APPOSED.match(text, figure.phrase.end, sentence.end)
    if opened is None:
        return 0
    ended = _ENDS.search(text, opened.end(), sentence.end)
    listed = text[opened.end() : ended.start() if ended is not None else sentence.end]
    items, last, before, at = 0, "", "", 0
    for joint in (*_PARTED.finditer(listed), None):
        item = listed[at : joint.start() if joint is not None else len(listed)]
        if _AGE.fullmatch(item) is None:
            if not _ITEM.fullmatch(item):  # "A, B and C, left the mill": the list ended; "A, B and a child": it did not
                return items if items >= _FEWEST and _LAST.search(last) else 0
            items, last = items + 1, before
        before, at = (joint.group(), joint.end()) if joint is not None else ("", at)
    return items if items >= _FEWEST and not (apposed and not _LAST.search(last)) else 0


def _headline(index: StoryIndex, rule: Rule, extraction: Extraction) -> Iterator[Finding]:
    sentences = extraction.layout.sentences
    items = {s.paragraph for s in sentences if s.position is Position.LIST}
    counting = [f for f in extraction.figures if index.headline(f) and _counts(f, rule) and f.noun and f.noun.lemma.lower() in rule.words("listed")]
    if len(items) >= rule.number("fewest") and len(counting) == 1 and counting[0].quantity.low != len(items):
        yield _finding(index, rule, counting[0], len(items), "in the list below")


def _finding(index: StoryIndex, rule: Rule, figure: Figure, count: int, where: str) -> Finding:
    fields = {"what": phrase(index, figure), "count": str(count), "where": where, "source": index.names[figure.source]}
    message = " ".join(rule.message.format_map(fields).split())
    steps = (Step("enumeration", where, f"{count} named"), Step("rule", f"{rule.path}:{rule.id}", rule.severity.value))
    fact = index.fact_of.get(figure.id)
    side = Side(phrase(index, figure).strip("“”"), (figure.id,))
    return Finding("", rule.id, rule.severity, message, fact.id if fact is not None else None, (figure.id,), (side,), steps)
