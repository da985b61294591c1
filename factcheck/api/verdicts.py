"""What the sources say of the figures of a draft, as Python sees it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from factcheck.api.views import Figures, FigureView, Views, marked
from factcheck.model import Verdict
from factcheck.report.outgoing import screen

if TYPE_CHECKING:
    import pandas as pd

    from factcheck.report.catalogue import Catalogue


class VerdictView:
    """The verdict on one figure of a draft. ``record`` is the ``model.Verdict`` behind it."""

    __slots__ = ("_catalogue", "record")

    def __init__(self, record: Verdict, catalogue: Catalogue) -> None:
        self.record = record
        self._catalogue = catalogue

    @property
    def figure(self) -> FigureView:
        """The figure of the draft."""
        return FigureView(self._catalogue.figures[self.record.figure], self._catalogue)

    @property
    def status(self) -> str:
        """Supported, drifted, stale, contradicted or unsupported."""
        return self.record.status

    @property
    def detail(self) -> str:
        """How, where that is told: "computed", "table", "other words", "bound", "slip"; else ""."""
        return self.record.detail

    @property
    def reason(self) -> str:
        """What decided it, as a sentence."""
        return self.record.reason

    @property
    def evidence(self) -> Figures:
        """The figures of the sources that decided it, the best first."""
        return Figures([FigureView(self._catalogue.figures[i], self._catalogue) for i in self.record.evidence], self._catalogue)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, VerdictView) and self.record == other.record

    def __hash__(self) -> int:
        return hash(self.record)

    def __repr__(self) -> str:
        from factcheck.report.checklist import said

        return screen(f"<verdict {self.figure.spot} “{self.figure.phrase}”: {said(self.record)}>")


class Verdicts(Views[VerdictView]):
    """Verdicts in the order of the draft; none where there is no draft."""

    _what = "verdict"

    def of(self, *statuses: str) -> Verdicts:
        """Those of some statuses."""
        return Verdicts([v for v in self if v.status in statuses], self._catalogue)

    def to_frame(self) -> pd.DataFrame:
        """Return one row a figure of the draft; imports pandas.

        Columns: figure, source (str); line (int64); phrase (str); low, high (float64); status, detail, reason, fact, evidence, sources (str: ids
        of the figures that decided it and of their sources, parted by blanks; missing where there are none). The index counts from 0.
        """
        from factcheck.report.lists.frames import verdict_frame

        whole = verdict_frame(self._catalogue.result)
        return whole[whole["figure"].isin([v.record.figure for v in self])].reset_index(drop=True)

    def _row(self, item: VerdictView) -> str:
        from factcheck.report.checklist import said

        return f"{item.figure.spot}  {item.figure.phrase}  {said(item.record)}"

    def _cells(self, item: VerdictView) -> tuple[str, ...]:
        from factcheck.report.checklist import said

        spot, told = escape(item.figure.spot), escape(said(item.record))
        return f"<code>{spot}</code>", marked(item.figure, self._catalogue), told, escape(item.reason)
