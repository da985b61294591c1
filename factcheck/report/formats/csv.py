"""CSV: three files, ``figures.csv``, ``facts.csv`` and ``findings.csv``; UTF-8 with LF."""

from __future__ import annotations

from factcheck.model import Result
from factcheck.report import Style
from factcheck.report.lists.frames import COLUMNS, records
from factcheck.report.lists.tables import csv

STDOUT = "findings.csv"  # the one that is printed where only one can be


def render(result: Result, style: Style | None = None) -> dict[str, bytes]:
    """Return the content of each file by its name. Numbers are written as in JSON, whole ones without a point."""
    raw = style is not None and style.raw
    return {
        f"{name}.csv": csv(tuple(COLUMNS[name]), [[r.get(c) for c in COLUMNS[name]] for r in rows], raw=raw).encode("utf-8", "surrogatepass")
        for name, rows in records(result).items()
    }
