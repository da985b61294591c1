"""Turns the gold of an annotated story into extractions, so that the alignment can be measured apart from the extraction.

Context is taken "as printed" only: a noun or predicate where one of its words stands in the figure's sentence, a place or year where it is
printed there. Names, roles and modality come from crude word tests. This is no part of the package.
"""

from __future__ import annotations

import json
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from factcheck.model import (
    Extraction, Figure, Hedge, Interval, Kind, Layout, Modality, Noun, Position, Predicate, Quantity, Role, Sentence, Source, Span,
)  # fmt: skip
from factcheck.extract import extract_source
from factcheck.tables import load_tables
from factcheck.tables.grammar import load_grammar
from factcheck.tables.words import load_words
from factcheck.text import read_layout

_ENDS = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(A-Z0-9])|\s+\.\s+(?=\S)|\n+")
_ABBREVIATIONS = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Rep|Sen|Gov|Adm|Rear|St|Corp|Inc|Co|Ltd|vs|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$")
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b", re.I)
_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
_CHANGE = re.compile(r"\b(?:up|down|rose|rise|risen|fell|fall|gained|lost|soared|dropped|grew|increase[ds]?|jumped|slipped|lower|higher)(?: by| of)?(?: about| nearly| more than)? $", re.I)
_TIME = {"year", "month", "week", "day", "hour", "minute", "second", "decade", "century"}
_AGE = re.compile(r"-year-old|-month-old|\baged\b|years? old|, \d+,", re.I)


Loaded = tuple[list[Extraction], dict[str, str], dict[str, tuple[object, ...]]]


def lineages_of(folder: Path) -> dict[str, str]:
    """Return source id → lineage as the gold has them."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return {row["file"]: row.get("lineage") or row.get("origin") or row["file"] for row in gold["sources"]}


def load_story(folder: Path) -> Loaded:
    """Return the extractions of a story as its gold has them, figure id → fact id, and figure id → value with unit."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    declared = _declared(folder)
    facts = {f: fact["id"] for fact in gold["facts"] for f in fact["figures"]}
    extractions: list[Extraction] = []
    fact_of: dict[str, str] = {}
    values: dict[str, tuple[object, ...]] = {}
    for row in gold["sources"]:
        name = row["file"]
        text = (folder / name).read_bytes().decode("utf-8")
        source = Source(name, text, outlet=row.get("outlet"), published=row.get("published"), lineage=declared.get(name))
        layout = read_layout(source)
        figures = []
        for ordinal, figure in enumerate(sorted((f for f in gold["figures"] if f["file"] == name), key=lambda f: (f["start"], f["end"]))):
            made = _figure(figure, name, ordinal, text, layout)
            figures.append(made)
            fact_of[made.id] = facts.get(figure["id"], f"single {figure['id']}")
            values[made.id] = (figure["low"], figure["high"], figure["unit"])
        extractions.append(Extraction(source, layout, tuple(figures)))
    return extractions, fact_of, values


def load_extracted(folder: Path) -> Loaded:
    """Return the project's own extractions of a story, with the gold's facts and values for the figures that match one of the gold.

    Figures match where their spans overlap and their values are equal, best overlap first, one to one.
    """
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    declared = _declared(folder)
    facts = {f: fact["id"] for fact in gold["facts"] for f in fact["figures"]}
    tables = load_tables()
    extractions: list[Extraction] = []
    fact_of: dict[str, str] = {}
    values: dict[str, tuple[object, ...]] = {}
    for row in gold["sources"]:
        name = row["file"]
        text = (folder / name).read_bytes().decode("utf-8")
        source = Source(name, text, outlet=row.get("outlet"), published=row.get("published"), lineage=declared.get(name))
        extraction = extract_source(source, read_layout(source), tables)
        extractions.append(extraction)
        rows = [f for f in gold["figures"] if f["file"] == name]
        for found, wanted in _matches(extraction.figures, rows):
            fact_of[found.id] = facts.get(wanted["id"], f"single {wanted['id']}")
            values[found.id] = (wanted["low"], wanted["high"], wanted["unit"])
    return extractions, fact_of, values


def _matches(figures: tuple[Figure, ...], rows: list[dict[str, Any]]) -> list[tuple[Figure, dict[str, Any]]]:
    pairs = []
    for i, figure in enumerate(figures):
        for j, row in enumerate(rows):
            overlap = min(figure.end, row["end"]) - max(figure.start, row["start"])
            accepted = [(row["low"], row["high"]), *(tuple(v) for v in row.get("also_ok_values", []))]
            if overlap > 0 and any(_same(figure.quantity.low, low) and _same(figure.quantity.high, high) for low, high in accepted):
                pairs.append((-overlap, i, j))
    matched: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if i not in matched and j not in matched.values():
            matched[i] = j
    return [(figures[i], rows[j]) for i, j in sorted(matched.items())]


def _same(value: Decimal, wanted: float | None) -> bool:
    return wanted is None or abs(float(value) - wanted) <= 1e-9 * max(1.0, abs(wanted))


def _declared(folder: Path) -> dict[str, str]:
    path = folder / "corpus.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("source", []) if path.exists() else []
    return {row["path"]: row["lineage"] for row in rows if row.get("lineage")}


def _figure(row: dict[str, Any], source: str, ordinal: int, text: str, layout: Layout) -> Figure:
    start, end = _trim(row, text)
    index = max(k for k, s in enumerate(layout.sentences) if s.start <= start)
    sentence = layout.sentences[index]
    around = text[sentence.start : sentence.end]
    quantity = _quantity(row, text, start, end)
    half = quantity.step / 2 if row["hedge"] == "about" else Decimal(0)
    low = None if row["hedge"] in ("at_most", "less_than") else quantity.low - half
    high = None if row["hedge"] in ("at_least", "more_than") else quantity.high + half
    noun = _printed(row.get("noun"), around, "noun")
    predicate = _printed(row.get("predicate"), around, "verb")
    before, after = text[max(sentence.start, start - 40) : start], text[end : min(sentence.end, end + 40)]
    year = re.search(r"\b(?:19|20)\d\d\b", text[end : min(sentence.end, end + 60)]) or re.search(r"\b(?:19|20)\d\d\b", before)
    where = row.get("where")
    near = text[max(sentence.start, start - 60) : min(sentence.end, end + 60)]
    return Figure(
        source, ordinal, start, end, text[start:end], quantity, Interval(low, high), Hedge(row["hedge"] if row["hedge"] != "range" else "exact"), Span(start, end), index, sentence.position,
        noun=Noun(noun) if noun else None, predicate=Predicate(predicate) if predicate else None,
        modality=Modality.PLANNED if re.search(r"\b(?:will|would|plans?|planned|expects?|to be)\b", before) else Modality.DONE,
        role=_role(before, after), place=where if where and all(w in around for w in where.split()) else None, date=year.group() if year else None,
        names=tuple(sorted({m.group() for m in _NAME.finditer(near)})),
    )  # fmt: skip


def _trim(row: dict[str, Any], text: str) -> tuple[int, int]:
    """The real golds' spans hold hedge and noun: cut to the number and its unit."""
    start, end = row["start"], row["end"]
    spans = [m.span() for m in re.finditer(r"[$€£]?[\w.,]*\d[\w.,]*|[A-Za-z]+", text[start:end]) if _NUMBER.search(m.group())]
    if not spans or end - start < 12:
        return start, end
    tail = re.match(r"[\s-]*(?:million|billion|trillion|m|bn|thousand|hundred)?[\s-]*(?:percent|per cent|%|[a-z]*(?:miles?|met(?:er|re)s?|feet|foot|years?|months?|days?|hours?|minutes?|euros?|pounds?|dollars?))?", text[start + spans[-1][1] : end])
    return start + spans[0][0], start + spans[-1][1] + (len(tail.group().rstrip()) if tail else 0)


def _quantity(row: dict[str, Any], text: str, start: int, end: int) -> Quantity:
    unit = row["unit"]
    low, high = (Decimal(str(v)) if v is not None else Decimal(0) for v in (row["low"], row["high"]))
    digits = format(low.normalize(), "f").partition(".")[2]
    zeros = len(format(low, "f").partition(".")[0]) - len(format(low, "f").partition(".")[0].rstrip("0"))
    step = Decimal(1).scaleb(-len(digits)) if digits else Decimal(1).scaleb(zeros)
    known = load_grammar().units.by_name.get(unit)
    kind, dimension = Kind.COUNT, known.dimension if known else ""
    if len(unit) == 3 and unit.isupper():
        kind, dimension = Kind.MONEY, "currency"
    elif unit.startswith("percentage"):
        kind = Kind.PERCENT
    elif unit in _TIME:
        kind = Kind.AGE if _AGE.search(text[max(0, start - 6) : end + 10]) and not text[end:end+5].strip().startswith("ago") else Kind.DURATION
    elif unit:
        kind = Kind.MEASURE
    elif 0 < low < 1:
        kind = Kind.SHARE
    elif re.search(r"twice|doubl|triple|times|fold", text[start : end + 10], re.I):
        kind = Kind.MULTIPLE
    return Quantity(low, high, step, unit, dimension, "", kind)


def _printed(phrase: str | None, sentence: str, pos: str) -> str | None:
    """The first word of a gold noun or predicate whose lemma stands in the sentence."""
    words = load_words()
    lemma = words.noun if pos == "noun" else words.verb
    stems = {words.stem(w) for w in re.findall(r"[a-z]+", sentence.lower())}
    for word in re.findall(r"[a-z]+", (phrase or "").lower()):
        if not words.is_function(word) and words.stem(word) in stems:
            return lemma(word)
    return None


def _role(before: str, after: str) -> Role:
    if re.search(r"\b(?:another|further|additional|remaining) $", before, re.I) or re.match(r" (?:more|others)\b", after):
        return Role.FURTHER
    if re.match(r" of (?:them|those|the)\b", after) or re.search(r"of (?:which|whom) ", before):
        return Role.PART
    if re.search(r"\b(?:up|down|rose|fell|raised|increase|compared|%|percent)\b.{0,25}\b(?:from|with) (?:\w+ )?$", before):
        return Role.PREVIOUS
    return Role.CHANGE if _CHANGE.search(before) else Role.PLAIN
