"""The drawing of a fact: the HTML report's strip where that is installed, so that a notebook and a report show the same."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.model import Fact
    from factcheck.report.catalogue import Catalogue


def draw(fact: Fact, catalogue: Catalogue) -> str:
    """Return the SVG of a fact across its sources."""
    drawing: str = import_module("factcheck.report.html_strip").svg(fact, catalogue)
    return drawing
