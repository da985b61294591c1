"""A result as plain data: the fields of the JSON contract, ``factcheck/1``, which other formats share. Fields are only ever added."""

from __future__ import annotations

from typing import Any

from factcheck.model import Acceptance, Dating, Extraction, Figure, Finding, Inherited, Moment, Result, Side, Source, Subject
from factcheck.model.coverage import nothing_compared
from factcheck.quantity.wording import json_number
from factcheck.report.catalogue import Catalogue

SCHEMA = "factcheck/1"


def as_data(result: Result) -> dict[str, Any]:
    """Return the result as plain data in the order and with the names of the contract."""
    catalogue = Catalogue(result)
    return {
        "schema": SCHEMA,
        "sources": [_source(s, catalogue) for s in catalogue.sources.values()],
        "figures": [figure_data(f, catalogue) for f in catalogue.figures.values()],
        "datings": [dating_data(d, catalogue) for d in catalogue.datings.values()],
        "facts": [{"id": f.id, "label": f.label, "figures": list(f.figures), "key": list(f.key)} for f in catalogue.facts.values()],
        "occasions": [{"id": o.id, "label": o.label, "datings": list(catalogue.in_order(o.datings))} for o in result.story.occasions],
        "findings": [_finding(f, catalogue) for f in result.findings],
        "lineages": [{"id": x.id, "sources": list(x.sources), "by": x.by} for x in result.story.lineages],
        "draft": _draft(result),
        "coverage": coverage(result),
        "acceptance": acceptance(result.acceptance),
    }


def _draft(result: Result) -> dict[str, Any] | None:
    if result.draft is None:
        return None
    verdicts = [
        {"figure": v.figure, "status": v.status, "evidence": list(v.evidence), "reason": v.reason, "detail": v.detail or None}
        for v in result.verdicts
    ]
    dated = [
        {"dating": v.figure, "status": v.status, "evidence": list(v.evidence), "reason": v.reason, "detail": v.detail or None} for v in result.dated
    ]
    return {"source": result.draft, "verdicts": verdicts, "dated": dated}


def coverage(result: Result) -> dict[str, Any]:
    """The coverage block; ``nothing_compared`` says why a check had nothing to compare, and is null otherwise."""
    seen = result.coverage
    return {
        "sources": seen.sources,
        "figures": seen.figures,
        "exclusions": seen.exclusions,
        "facts": seen.facts,
        "aligned": seen.aligned,
        "single": seen.single,
        "lineages": seen.lineages,
        "skipped": list(seen.skipped),
        "not_read": list(seen.not_read),
        "left_out": list(seen.left_out),
        "notes": list(seen.notes),
        "datings": seen.datings,
        "nothing_compared": (nothing_compared(result) if result.rules else "") or None,
    }


def acceptance(kept: Acceptance) -> dict[str, Any]:
    """What baseline and comments hid."""
    return {
        "baseline": kept.baseline,
        "inline": kept.inline,
        "stale": list(kept.stale),
        "expired": list(kept.expired),
        "unused": list(kept.unused),
    }


def exclusions(extractions: tuple[Extraction, ...]) -> list[dict[str, Any]]:
    """What looked like figures and was none, for ``factcheck extract --explain``."""
    return [
        {"source": e.source.id, "start": x.start, "end": x.end, "surface": x.surface, "kind": x.kind, "by": x.by}
        for e in extractions
        for x in e.exclusions
    ]


def _source(source: Source, catalogue: Catalogue) -> dict[str, Any]:
    lineage = catalogue.lineage_of.get(source.id)
    return {
        "id": source.id,
        "path": source.path,
        "outlet": source.outlet,
        "published": source.published,
        "lineage": lineage.id if lineage is not None else source.lineage,
        **{name: told for name, told in source.about._asdict().items() if told},
    }


def figure_data(figure: Figure, catalogue: Catalogue) -> dict[str, Any]:
    """One figure with the names of the contract."""
    text = catalogue.sources[figure.source].text
    sentence = catalogue.layouts[figure.source].sentences[figure.sentence]
    line, column = catalogue.line_column(figure.source, figure.start)
    quantity, noun = figure.quantity, figure.noun
    printed = noun is not None and noun.span is not None and not noun.inherited
    return {
        "id": figure.id,
        "source": figure.source,
        "start": figure.start,
        "end": figure.end,
        "line": line,
        "column": column,
        "surface": figure.surface,
        "phrase": text[figure.phrase.start : figure.phrase.end],
        "low": json_number(quantity.low),
        "high": json_number(quantity.high),
        "unit": quantity.unit,
        "dimension": quantity.dimension,
        "noun": noun.lemma if noun is not None else None,
        "noun_phrase": " ".join((*noun.modifiers, text[noun.span.start : noun.span.end])) if noun and noun.span and printed else None,
        "hedge": figure.hedge.value,
        "predicate": figure.predicate.lemma if figure.predicate is not None else None,
        "attribution": figure.attribution.speaker if figure.attribution is not None else None,
        "place": figure.place,
        "time": figure.time,
        "modality": figure.modality.value,
        "sentence": text[sentence.start : sentence.end],
        "sentence_start": sentence.start,
        "kind": quantity.kind.value,
        "per": quantity.per or None,
        "role": figure.role.value,
        "position": figure.position.value,
        "date": figure.date,
        "subject": _whose(figure.subject),
        "inherited_place": _inherited(figure.scene),
        "inherited_time": _inherited(figure.moment),
        "noun_inherited": noun.inherited if noun is not None else False,
        "interval": [_bound(figure.interval.low), _bound(figure.interval.high)],
    }


def _whose(subject: Subject | None) -> dict[str, Any] | None:
    return None if subject is None else {"text": subject.text, "how": subject.how, "start": subject.span.start, "end": subject.span.end}


def _inherited(given: Inherited | None) -> dict[str, str | None] | None:
    return None if given is None else {"text": given.text, "from": given.how, "date": given.date}


def _bound(value: Any) -> int | float | None:
    return None if value is None else json_number(value)


def _finding(finding: Finding, catalogue: Catalogue) -> dict[str, Any]:
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "fact": finding.fact,
        "figures": list(catalogue.in_order(finding.figures)),
        "accepted": finding.accepted,
        "sides": [_side(s, catalogue) for s in finding.sides],
        "bundle": finding.bundle or None,
        "judged": [{"figure": i, "interval": [_bound(interval.low), _bound(interval.high)]} for i, interval in finding.judged],
        "datings": list(catalogue.in_order(finding.datings)),
    }


def _side(side: Side, catalogue: Catalogue) -> dict[str, Any]:
    return {"label": side.label, "figures": list(catalogue.in_order(side.figures)), "datings": list(catalogue.in_order(side.datings))}


def dating_data(dating: Dating, catalogue: Catalogue) -> dict[str, Any]:
    """One dating with the names of the contract."""
    text = catalogue.sources[dating.source].text
    sentence = catalogue.layouts[dating.source].sentences[dating.sentence]
    line, column = catalogue.line_column(dating.source, dating.start)
    offset = dating.offset
    return {
        "id": dating.id,
        "source": dating.source,
        "start": dating.start,
        "end": dating.end,
        "line": line,
        "column": column,
        "surface": dating.surface,
        "phrase": text[dating.phrase.start : dating.phrase.end],
        "form": dating.form.value,
        "grain": dating.grain.value,
        "edge": dating.edge.value,
        "printed": _moment(dating.at),
        "until": _moment(dating.until),
        "offset": None if offset is None else {"count": offset.count, "unit": offset.unit, "of": offset.of},
        "first": dating.first,
        "last": dating.last,
        "resolved_by": dating.by or None,
        "predicate": dating.predicate.lemma if dating.predicate is not None else None,
        "event": dating.event or None,
        "subject": _whose(dating.subject),
        "attribution": dating.attribution.speaker if dating.attribution is not None else None,
        "modality": dating.modality.value,
        "place": dating.place,
        "spoken": dating.spoken,
        "position": dating.position.value,
        "sentence": text[sentence.start : sentence.end],
        "sentence_start": sentence.start,
    }


def _moment(moment: Moment | None) -> dict[str, Any] | None:
    """What is printed of a moment; the weekday counts from 0, Monday, the minute from midnight."""
    if moment is None:
        return None
    fields = {"year": moment.year, "month": moment.month, "day": moment.day, "weekday": moment.weekday, "minute": moment.minute}
    return {**fields, "zone": moment.zone or None, "part": moment.part or None}
