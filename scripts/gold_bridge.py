"""Puts the gold of an annotated story beside the project's own extraction, so that links can be counted and measured. No part of the package."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from factcheck.extract import extract_source
from factcheck.model import Extraction, Figure, Source
from factcheck.tables import load_tables
from factcheck.text import read_layout

Loaded = tuple[list[Extraction], dict[str, str], dict[str, tuple[object, ...]]]


def lineages_of(folder: Path) -> dict[str, str]:
    """Return source id → lineage as the gold has them."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return {row["file"]: row.get("lineage") or row.get("origin") or row["file"] for row in gold["sources"]}


def load_story(folder: Path) -> Loaded:
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
