"""The result of a check as Python sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.api.checked import Checked
from factcheck.model import Result
from factcheck.report.outgoing import screen

if TYPE_CHECKING:
    import pandas as pd

    from factcheck.report.catalogue import Catalogue


class Check(Checked):
    """What a check found: figures, facts, findings and coverage, read-only. ``record`` is the ``model.Result`` behind it.

    ``rules`` are the folders with rules that it was told of besides the shipped ones.
    """

    def __init__(self, record: Result, rules: Sequence[str] = ()) -> None:
        self.record = record
        self._rules = tuple(rules)

    @cached_property
    def _catalogue(self) -> Catalogue:
        from factcheck.report.catalogue import Catalogue

        return Catalogue(self.record)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources, sorted."""
        return tuple(self._catalogue.sources)

    @property
    def draft(self) -> str | None:
        """Id of the draft that was held against the other sources."""
        return self.record.draft

    def refuse_unknown(self, allow: Iterable[str]) -> None:
        """Refuse names that are neither ids of findings nor rules, whether these ran or not.

        Raises:
            ConfigError: one is.
        """
        from factcheck import rulebook
        from factcheck.config import Config

        rulebook.refuse_unknown(sorted(allow), {r.id for r in self.record.rules}, Config(rules=self._rules), "allow")

    def render(self, format: str = "terminal") -> str:
        """The report in one of the formats of the command line: terminal, markdown, json, html, sarif, github, rdjsonl or junit.

        Raises:
            ValueError: there is no such format, or it makes several files.
        """
        from factcheck.report import FORMATS, render

        found = render(format, self.record) if format in FORMATS else None
        if not isinstance(found, str):
            texts = ", ".join(f for f in FORMATS if f not in ("csv", "parquet"))
            raise ValueError(f"no report as text in the format {format!r}; expected one of {texts}")
        return found

    def to_frame(self) -> pd.DataFrame:
        """The findings as a frame, see ``Findings.to_frame``; imports pandas."""
        return self.findings.to_frame()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Check) and self.record == other.record

    def __hash__(self) -> int:
        return hash(self.record)

    def __reduce__(self) -> tuple[type[Check], tuple[Result]]:
        return Check, (self.record,)

    def __repr__(self) -> str:
        from factcheck.report.values import coverage_lines, tally

        title = f" {self.record.title!r}" if self.record.title else ""
        lines = [f"<check{title}: {tally(self.record)}>", *(f"  {line}" for line in coverage_lines(self.record))]
        shown = self.findings.open
        lines += [f"  {line.strip()}" for line in repr(shown).splitlines()[1:]] if shown else []
        return screen("\n".join(lines))

    def _repr_html_(self) -> str:
        from factcheck.api.notebook import cell

        return cell(self)
