"""A check in a cell of a notebook: the page of the HTML report in a frame, and below it what shows where frames, scripts and styles are gone."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.api.result import Check

_HEIGHT = "44rem"
_PLOTS = 40  # facts that are drawn below the page


def cell(check: Check) -> str:
    """Return the HTML of a cell. The page is that of ``render("html")``, byte for byte; the plots are SVG in the cell itself.

    The frame is sandboxed: its own script runs, named by its hash, and reaches nothing of the notebook.
    """
    from factcheck.report.values import tally

    page = check.render("html")
    frame = (
        f'<iframe srcdoc="{escape(page)}" sandbox="allow-scripts" loading="lazy" title="{escape(tally(check.record))}" '
        f'style="width: 100%; height: {_HEIGHT}; border: 0"></iframe>'
    )
    told = {f.record.fact for f in check.findings.open if f.record.fact is not None}
    plots = "".join(f.plot() for f in [f for f in check.facts if f.id in told][:_PLOTS])
    below = f"{check.findings.open._repr_html_()}{plots}{check.coverage._repr_html_()}"
    return f"{frame}<details><summary>{escape(tally(check.record))}</summary>{below}</details>"
