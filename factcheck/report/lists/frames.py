"""Figures, datings, facts and findings as tidy tables: one row each, for spreadsheets and for pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.model import Result
from factcheck.quantity.wording import json_number
from factcheck.report.catalogue import Catalogue
from factcheck.report.data import as_data

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = {
    "figures": {
        **dict.fromkeys(("id", "source"), "str"),
        **dict.fromkeys(("start", "end", "line", "column"), "int64"),
        **dict.fromkeys(("surface", "phrase"), "str"),
        **dict.fromkeys(("low", "high"), "float64"),
        **dict.fromkeys(("unit", "dimension", "noun", "noun_phrase", "hedge", "predicate", "attribution", "place", "time", "modality"), "str"),
        **dict.fromkeys(("kind", "role", "fact", "sentence"), "str"),
    },
    "facts": {"id": "str", "label": "str", "figures": "int64", "sources": "int64", "lineages": "int64", "low": "float64", "high": "float64"},
    "datings": {
        **dict.fromkeys(("id", "source"), "str"),
        **dict.fromkeys(("start", "end", "line", "column"), "int64"),
        **dict.fromkeys(("surface", "phrase", "form", "grain", "edge", "first", "last", "resolved_by"), "str"),
        **dict.fromkeys(("event", "predicate", "attribution", "modality", "place", "sentence"), "str"),
    },
    "findings": {
        **dict.fromkeys(("id", "rule", "severity", "message", "fact", "label", "figures", "datings", "sources"), "str"),
        "accepted": "bool",
    },
}

VERDICTS = {
    **dict.fromkeys(("figure", "source"), "str"),
    "line": "int64",
    "phrase": "str",
    **dict.fromkeys(("low", "high"), "float64"),
    **dict.fromkeys(("status", "detail", "reason", "fact", "evidence", "sources"), "str"),
}


def records(result: Result) -> dict[str, list[dict[str, Any]]]:
    """The rows of the four tables as plain data, in the order of the result."""
    catalogue = Catalogue(result)
    data = as_data(result)
    facts = {i: f.id for i, f in catalogue.fact_of.items()}
    by_id = {f["id"]: f for f in data["figures"]}
    for figure in data["figures"]:
        figure["fact"] = facts.get(figure["id"])
    return {
        "figures": data["figures"],
        "datings": data["datings"],
        "facts": [_fact(f, by_id, catalogue) for f in data["facts"]],
        "findings": [_finding(f, catalogue) for f in data["findings"]],
    }


def _fact(fact: dict[str, Any], figures: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    members = [figures[i] for i in fact["figures"]]
    sources = {f["source"] for f in members}
    lineages = {catalogue.lineage_of[s].id for s in sources if s in catalogue.lineage_of}
    values = [v for f in members for v in (f["low"], f["high"]) if v is not None]
    return {
        "id": fact["id"],
        "label": fact["label"],
        "figures": len(members),
        "sources": len(sources),
        "lineages": len(lineages),
        "low": min(values, default=None),
        "high": max(values, default=None),
    }


def _finding(finding: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    fact = catalogue.facts.get(finding["fact"]) if finding["fact"] is not None else None
    sources = dict.fromkeys(catalogue.mentions[i].source for i in (*finding["figures"], *finding["datings"]))
    joined = {
        "figures": " ".join(finding["figures"]), "datings": " ".join(finding["datings"]), "sources": " ".join(sources),
        "label": fact.label if fact is not None else None,
    }  # fmt: skip
    return finding | joined


def frames(result: Result) -> dict[str, pd.DataFrame]:
    """The four tables as data frames with the types of ``COLUMNS``; imports pandas."""
    import pandas as pd

    made = {}
    for name, rows in records(result).items():
        columns = COLUMNS[name]
        made[name] = pd.DataFrame([[r.get(c) for c in columns] for r in rows], columns=list(columns)).astype(columns)
    return made


def verdict_frame(result: Result) -> pd.DataFrame:
    """The verdicts on the figures of a draft, one row each, with the types of ``VERDICTS``; imports pandas."""
    import pandas as pd

    catalogue = Catalogue(result)
    rows = []
    for verdict in result.verdicts:
        figure = catalogue.figures[verdict.figure]
        ends = sorted((figure.quantity.low, figure.quantity.high))
        fact = catalogue.fact_of.get(figure.id)
        sources = dict.fromkeys(catalogue.figures[i].source for i in verdict.evidence)
        found = (*(json_number(x) for x in ends), verdict.status, verdict.detail or None, verdict.reason or None)
        told = (fact.id if fact is not None else None, " ".join(verdict.evidence) or None, " ".join(sources) or None)
        rows.append([figure.id, figure.source, catalogue.place(figure).line, catalogue.phrase(figure), *found, *told])
    return pd.DataFrame(rows, columns=list(VERDICTS)).astype(VERDICTS)
