"""A small result made by hand, so that the reports are tested by themselves: three sources, two of them copies, three findings.

Figures are marked in the texts: ``{phrase|surface}``. What they mean stands in ``_READ``.
"""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.model import (
    Acceptance,
    Attribution,
    Comparison,
    Coverage,
    Exclusion,
    Extraction,
    Fact,
    Figure,
    Finding,
    Hedge,
    Interval,
    Kind,
    Layout,
    Level,
    Lineage,
    Noun,
    Position,
    Predicate,
    Quantity,
    Result,
    RuleNote,
    Sentence,
    Severity,
    Side,
    Source,
    Span,
    Step,
    Story,
)

TEXTS = {
    "alpha.txt": "Troops sent\n\n{About 275 troops|275} were sent to the port, the palace said.\nThe ship holds {550 sailors|550}.\n",
    "beta.txt": "{257 troops|257} | were sent, `we` hear <b>today</b>.\n\n# Note on [the port](x): crude cost {$107|$107} on 17 June.\n",
    "copy/alpha.txt": "{About 275 troops|275} were sent to the port, the palace said.\n",
}
_MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")
_READ: dict[tuple[str, int], dict[str, object]] = {
    ("alpha.txt", 0): {"hedge": Hedge.ABOUT, "interval": (270, 280), "noun": "troop", "said": "the palace"},
    ("alpha.txt", 1): {"noun": "sailor"},
    ("beta.txt", 0): {"noun": "troop"},
    ("beta.txt", 1): {"unit": "USD", "dimension": "currency", "kind": Kind.MONEY, "noun": "crude"},
    ("copy/alpha.txt", 0): {"hedge": Hedge.ABOUT, "interval": (270, 280), "noun": "troop", "said": "the palace"},
}


def _figure(source: str, ordinal: int, text: str, phrase: Span, start: int, end: int, sentence: int) -> Figure:
    read = _READ[source, ordinal]
    value = Decimal(text[start:end].lstrip("$"))
    low, high = read.get("interval", (value, value))  # type: ignore[misc]
    said = read.get("said")
    noun = str(read["noun"])
    at = text.find(noun, start, phrase.end)
    return Figure(
        source=source,
        ordinal=ordinal,
        start=start,
        end=end,
        surface=text[start:end],
        quantity=Quantity(value, value, Decimal(1), str(read.get("unit", "")), str(read.get("dimension", "")), kind=read.get("kind", Kind.COUNT)),  # type: ignore[arg-type]
        interval=Interval(Decimal(low), Decimal(high)),
        hedge=read.get("hedge", Hedge.EXACT),  # type: ignore[arg-type]
        phrase=phrase,
        sentence=sentence,
        position=Position.BODY,
        noun=Noun(noun, span=Span(at, phrase.end) if at >= 0 else None),
        predicate=Predicate("send") if noun == "troop" else None,
        attribution=Attribution(str(said), "say") if said else None,
        trace=(Step("numeral", "digits", text[start:end]), Step("noun", "head", noun)),
    )


def _extraction(source: str, marked: str) -> Extraction:
    text, figures, at, shift = "", [], 0, []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        shift.append((len(text), match.group(1), match.group(2)))
        text += match.group(1)
        at = match.end()
    text += marked[at:]
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    for ordinal, (start, phrase, surface) in enumerate(shift):
        first = text.index(surface, start)
        sentence = next(i for i, (a, b) in enumerate(lines) if a <= start < b)
        figures.append(_figure(source, ordinal, text, Span(start, start + len(phrase)), first, first + len(surface), sentence))
    sentences = tuple(Sentence(a, b, i, Position.BODY) for i, (a, b) in enumerate(lines))
    excluded = tuple(Exclusion(m.start(), m.end(), m.group(), "date", "day month") for m in re.finditer("17 June", text))
    return Extraction(
        Source(source, text, source, outlet=source.split(".")[0].title(), published="2026-06-16"), Layout(sentences), tuple(figures), excluded
    )


def sample_result() -> Result:
    """Three findings: an error between lineages, a warning, and a note that is accepted."""
    extractions = tuple(_extraction(source, text) for source, text in sorted(TEXTS.items()))
    a, b, c = "alpha.txt#0", "beta.txt#0", "copy/alpha.txt#0"
    match = Comparison(a, b, (Level("noun", "exact", 2.0, "troop"), Level("value", "same_digits", 2.0), Level("place", "unknown", -0.5)), 3.5)
    facts = (
        Fact("f-troops", "troops sent", ("send", "troop"), (a, b, c), (match,)),
        Fact("f-sailors", "sailors", ("sailor",), ("alpha.txt#1",)),
        Fact("f-crude", "crude", ("USD", "crude"), ("beta.txt#1",)),
    )
    sides = (Side("about 275 troops", (a, c)), Side("257 troops", (b,)))
    findings = (
        Finding(
            "0123456789ab",
            "transposition",
            Severity.ERROR,
            "275 and 257 have the same digits",
            "f-troops",
            (a, b, c),
            sides,
            (Step("rule", "digits", "same"),),
        ),
        Finding("23456789abcd", "hedge-drift", Severity.WARNING, '"about" was lost: 275 | 257', "f-troops", (a, b, c), sides),
        Finding("456789abcdef", "uncorroborated", Severity.NOTE, "one lineage only", "f-crude", ("beta.txt#1",), (), (), True),
    )
    story = Story(extractions, facts, (Lineage("alpha.txt", ("alpha.txt", "copy/alpha.txt"), "copied", 1.0), Lineage("beta.txt", ("beta.txt",))))
    rules = (
        RuleNote("hedge-drift", Severity.WARNING, "the same number lost its qualifier", "A longer text on hedges."),
        RuleNote("transposition", Severity.ERROR, "the same digits in another order", "A longer text on digits."),
        RuleNote("uncorroborated", Severity.NOTE, "one lineage only", "A longer text on witnesses."),
    )
    seen = Coverage(3, 5, 1, 3, 3, 2, 2, ("scan.pdf: no reader for .pdf",))
    return Result(story, findings, seen, Acceptance(baseline=1, stale=("aaaaaaaaaaaa",)), rules, title="port")
