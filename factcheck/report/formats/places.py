"""The map beside a committed report: where in its file each figure of a finding, and of a draft, stands. The report itself names no lines."""

from __future__ import annotations

import json
from typing import Any

from factcheck.model import Mention, Result
from factcheck.report import Style
from factcheck.report.catalogue import Catalogue

SCHEMA = "factcheck-places/1"


def render(result: Result, style: Style | None = None) -> str:
    """Return the places by the id of the finding, sorted; lines and columns count from 1, the end column is exclusive."""
    catalogue = Catalogue(result)
    found = sorted(catalogue.open_findings((style or Style()).show_accepted), key=lambda f: f.id)
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "findings": {f.id: {"rule": f.rule, "figures": [_place(x, catalogue) for x in catalogue.members(f)]} for f in found},
    }
    if result.draft is not None:
        data["draft"] = [_place(catalogue.figures[v.figure], catalogue) for v in result.verdicts]
        data["dated"] = [_place(catalogue.datings[v.figure], catalogue) for v in result.dated]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _place(figure: Mention, catalogue: Catalogue) -> dict[str, Any]:
    line, column, end_line, end_column = catalogue.place(figure)
    return {
        "source": figure.source, "line": line, "column": column, "end_line": end_line, "end_column": end_column,
        "surface": " ".join(figure.surface.split()),
    }  # fmt: skip
