"""The ledger by itself: what ``factcheck facts`` prints."""

from __future__ import annotations

import json

from factcheck.model import Result
from factcheck.report.catalogue import Catalogue
from factcheck.report.data import as_data
from factcheck.report.escape import inline
from factcheck.report.lists import tables
from factcheck.report.lists.ledger import Row, rows
from factcheck.report.values import coverage_lines


def render(result: Result, form: str, *, width: int | None = None, raw: bool = False) -> str:
    """Return the ledger as table, csv, json or markdown: one row a fact, one column a source."""
    catalogue = Catalogue(result)
    found = rows(catalogue)
    if form == "json":
        return _json(result, found)
    sources = list(catalogue.sources)
    head = ["fact", *sources]
    body = [[r.label, *(r.wording(s) for s in sources)] for r in found]
    if form == "csv":
        return tables.csv(["id", *head], [[r.fact, *row] for r, row in zip(found, body, strict=True)], raw=raw)
    if form == "markdown":
        return tables.markdown(head, body) + "\n" + "".join(f"- {inline(line)}\n" for line in coverage_lines(result))
    return tables.plain(head, body, width) + "\n" + "".join(f"{line}\n" for line in coverage_lines(result))


def _json(result: Result, found: list[Row]) -> str:
    data = as_data(result)
    ledger = [{"fact": r.fact, "label": r.label, "sources": {source: list(wordings) for source, wordings in r.cells}} for r in found]
    kept = {k: data[k] for k in ("schema", "sources", "figures", "facts", "findings", "lineages", "coverage")}
    return json.dumps(kept | {"ledger": ledger}, ensure_ascii=False, indent=1) + "\n"
