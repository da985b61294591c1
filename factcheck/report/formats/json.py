"""The JSON contract, ``factcheck/1``: what other programs read."""

from __future__ import annotations

import json

from factcheck.model import Result
from factcheck.report import Style
from factcheck.report.data import as_data


def render(result: Result, style: Style | None = None) -> str:
    """Return the result as indented JSON with one final newline; accepted findings are part of it, marked as such."""
    return json.dumps(as_data(result), ensure_ascii=False, indent=1) + "\n"
