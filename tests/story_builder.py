"""Builds stories by hand for the tests of judgement: sentences with numbers in square brackets, and what is known of each number."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from factcheck.extract.tokens import Tokens
from factcheck.model import (
    Attribution,
    Extraction,
    Fact,
    Figure,
    Hedge,
    Kind,
    Layout,
    Lineage,
    Modality,
    Noun,
    Passage,
    Position,
    Predicate,
    Quantity,
    Role,
    Sentence,
    Source,
    Span,
    Story,
)
from factcheck.quantity.interval import admitted
from factcheck.tables.tolerances import load_tolerances
from factcheck.text.headline import only_title, title_end

_MARK = re.compile(r"\[([^\]]*)\]")


def build(case: dict[str, Any]) -> Story:
    """Return the story of a case: ``sources`` (metadata by id), ``lines`` (source, marked sentence, figures), ``lineages`` (lists of ids)."""
    texts: dict[str, str] = {}
    sentences: dict[str, list[Sentence]] = {}
    figures: dict[str, list[Figure]] = {}
    facts: dict[str, list[str]] = {}
    for source, marked, known in case["lines"]:
        start = len(texts.setdefault(source, ""))
        position = Position(known[0].get("position", "body")) if known else Position.BODY
        plain, spans = _unmark(marked, start)
        number = len(sentences.setdefault(source, []))
        sentences[source].append(Sentence(start, start + len(plain), number, position))
        texts[source] += plain + "\n"
        tokens = Tokens(texts[source], start, start + len(plain))
        for place, ((begin, end), facets) in enumerate(zip(spans, known, strict=True)):
            figure = _figure(source, len(figures.setdefault(source, [])), begin, end, texts[source][begin:end], number, facets)
            if figure.role is Role.RESTATED:
                last = figures[source][-1] if figures[source] else figure
                figure = replace(figure, restates=last.restates or last.id)
            figure = replace(
                figure,
                before=_words(tokens, spans[place - 1][1] if place else 0, begin),
                after=_words(tokens, end, *[b for b, _ in spans[place + 1 : place + 2]]),
            )
            figures[source].append(figure)
            facts.setdefault(facets.get("fact", f"alone-{figure.id}"), []).append(figure.id)
    metadata = case.get("sources", {})
    extractions = tuple(
        Extraction(
            Source(i, texts[i], **metadata.get(i, {})),
            Layout(tuple(sentences[i]), title_end=title_end(texts[i]), only_title=only_title(texts[i], sentences[i])),
            tuple(figures.get(i, ())),
        )
        for i in sorted(texts)
    )
    order = {f.id: n for n, f in enumerate(f for e in extractions for f in e.figures)}
    made = tuple(Fact(k, k, (k,), tuple(sorted(ids, key=order.__getitem__))) for k, ids in sorted(facts.items()))
    joined = [tuple(line) for line in case.get("lineages", [])]
    alone = [(i,) for i in sorted(texts) if not any(i in line for line in joined)]
    lineages = tuple(Lineage(line[0], tuple(sorted(line))) for line in sorted(joined + alone))
    passages = tuple(Passage(p["source"], Span(*p["first"]), Span(*p["second"]), tuple(map(tuple, p["pairs"]))) for p in case.get("passages", []))
    return Story(extractions, made, lineages, passages)


def _words(tokens: Tokens, start: int, end: int = 10**9) -> tuple[str, ...]:
    """The tokens between two offsets, as extraction hands them on."""
    return tuple(w for w, a, b in zip(tokens.words, tokens.starts, tokens.ends, strict=True) if a >= start and b <= end)


def _unmark(marked: str, start: int) -> tuple[str, list[tuple[int, int]]]:
    plain, spans, last = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[last : match.start()]
        spans.append((start + len(plain), start + len(plain) + len(match.group(1))))
        plain += match.group(1)
        last = match.end()
    return plain + marked[last:], spans


def _figure(source: str, ordinal: int, start: int, end: int, surface: str, sentence: int, facets: dict[str, Any]) -> Figure:
    low = Decimal(str(facets.get("low", facets.get("value", surface.replace(",", "")))))
    high = Decimal(str(facets.get("high", low)))
    step = Decimal(str(facets["step"])) if "step" in facets else _step(low)
    kind = Kind(facets.get("kind", "count"))
    hedge = Hedge(facets.get("hedge", "exact"))
    quantity = Quantity(low, high, step, facets.get("unit", ""), facets.get("dimension", ""), facets.get("per", ""), kind)
    return Figure(
        source,
        ordinal,
        start,
        end,
        surface,
        quantity,
        admitted(quantity, hedge, load_tolerances()),
        hedge,
        Span(start, end),
        sentence,
        Position(facets.get("position", "body")),
        noun=Noun(facets["noun"], "", tuple(facets.get("modifiers", ()))) if "noun" in facets else None,
        predicate=Predicate(facets["predicate"]) if "predicate" in facets else None,
        attribution=Attribution(facets["speaker"], "say", facets.get("stance", "said")) if "speaker" in facets else None,
        modality=Modality(facets.get("modality", "done")),
        role=Role(facets.get("role", "plain")),
        date=facets.get("date"),
        time=facets.get("time"),
        names=tuple(facets.get("names", ())),
    )


def _step(value: Decimal) -> Decimal:
    """Size of the last significant digit."""
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)
