"""Findings and coverage as Python sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from html import escape
from typing import TYPE_CHECKING

from factcheck.api.datings import Datings, DatingView
from factcheck.api.pointing import point
from factcheck.api.views import Figures, FigureView, Views, marked
from factcheck.model import Coverage, Dating, Figure, Finding, Severity
from factcheck.report.outgoing import screen

if TYPE_CHECKING:
    import pandas as pd

    from factcheck.report.catalogue import Catalogue


class FindingView:
    """One finding with its figures. ``record`` is the ``model.Finding`` behind it."""

    __slots__ = ("_catalogue", "record")

    def __init__(self, record: Finding, catalogue: Catalogue) -> None:
        self.record = record
        self._catalogue = catalogue

    @property
    def id(self) -> str:
        """12 hex digits: the same as long as rule, fact and values are."""
        return self.record.id

    @property
    def rule(self) -> str:
        """The id of its rule: "value-conflict"."""
        return self.record.rule

    @property
    def severity(self) -> Severity:
        """Error, warning or note."""
        return self.record.severity

    @property
    def message(self) -> str:
        """What does not agree; never who is right."""
        return self.record.message

    @property
    def accepted(self) -> bool:
        """Whether the baseline or a comment in a source accepts it."""
        return self.record.accepted

    @property
    def label(self) -> str:
        """What its fact is about, "" where it concerns none."""
        fact = self._catalogue.facts.get(self.record.fact or "")
        return fact.label if fact is not None else ""

    @property
    def figures(self) -> Figures:
        """The figures that it rests on; those that say the same stand together, the draft's come first."""
        found = [m for m in self._catalogue.members(self.record) if isinstance(m, Figure)]
        return Figures([FigureView(f, self._catalogue) for f in found], self._catalogue)

    @property
    def datings(self) -> Datings:
        """The datings that it rests on; those that say the same stand together, the draft's come first."""
        found = [m for m in self._catalogue.members(self.record) if isinstance(m, Dating)]
        return Datings([DatingView(d, self._catalogue) for d in found], self._catalogue)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources of its figures and datings."""
        return tuple(dict.fromkeys(m.source for m in (*self.figures, *self.datings)))

    def show(self) -> str:
        """The finding with its sentences and their places."""
        return point(f"{self.severity.value} {self.rule} {self.id}: {self.message}".rstrip("."), (*self.figures, *self.datings))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FindingView) and self.record == other.record

    def __hash__(self) -> int:
        return hash(self.record)

    def __repr__(self) -> str:
        return screen(f"<{self.severity.value} {self.rule} {self.id}: {self.message}>")

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td><code>{escape(f.spot)}</code></td><td>{marked(f, self._catalogue)}</td></tr>" for f in (*self.figures, *self.datings)
        )
        head = f"<b>{escape(self.severity.value)} {escape(self.rule)}</b> <code>{escape(self.id)}</code>"
        return f"<p>{head} {escape(self.message)}</p><table>{rows}</table>"


class Findings(Views[FindingView]):
    """Findings: errors first, then by fact, rule and id."""

    _what = "finding"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a finding; imports pandas.

        Columns: id, rule, severity, message, fact, label (str); figures, sources (str: ids parted by blanks); accepted (bool). fact and label
        are missing where no fact is concerned. The index counts from 0.
        """
        return self._frame("findings", [f.id for f in self])

    def of(self, *rules: str) -> Findings:
        """Those of some rules."""
        return Findings([f for f in self if f.rule in rules], self._catalogue)

    def at_least(self, severity: Severity | str) -> Findings:
        """Those of a severity or a higher one.

        Raises:
            ConfigError: there is no such severity.
        """
        from factcheck.config import severity as named

        least = named(severity, "at_least")
        return Findings([f for f in self if f.severity.rank >= least.rank], self._catalogue)

    @property
    def open(self) -> Findings:
        """Those that nobody accepted."""
        return Findings([f for f in self if not f.accepted], self._catalogue)

    def show(self) -> str:
        """All of them with their sentences and places."""
        return "\n\n".join(f.show() for f in self)

    def _row(self, item: FindingView) -> str:
        from factcheck.report.quote import shorten

        return shorten(f"{item.severity.value} {item.rule} {item.id}{' accepted' if item.accepted else ''}: {item.message}", 160)

    def _cells(self, item: FindingView) -> tuple[str, ...]:
        return escape(item.severity.value), escape(item.rule), f"<code>{escape(item.id)}</code>", escape(item.message)


@dataclass(frozen=True, slots=True, eq=False)
class CoverageView(Coverage):
    """What a check looked at: the counts of ``model.Coverage``, the ``record`` behind it, and the lines that tell them."""

    lines: tuple[str, ...] = ()

    @classmethod
    def of(cls, record: Coverage, lines: Sequence[str]) -> CoverageView:
        """A record with the lines that tell its counts to people."""
        return cls(**{f.name: getattr(record, f.name) for f in fields(Coverage)}, lines=tuple(lines))

    @property
    def record(self) -> Coverage:
        """The counts alone."""
        return Coverage(**{f.name: getattr(self, f.name) for f in fields(Coverage)})

    def to_frame(self) -> pd.DataFrame:
        """Return one row; imports pandas.

        Columns: sources, figures, facts, aligned, single, lineages, exclusions (int64), skipped (int64: how many).
        """
        import pandas as pd

        counts = {n: getattr(self, n) for n in _COUNTS}
        return pd.DataFrame([counts | {"skipped": len(self.skipped)}]).astype("int64")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CoverageView) and self.record == other.record

    def __hash__(self) -> int:
        return hash(self.record)

    def __repr__(self) -> str:
        return screen("\n".join(["<coverage>", *(f"  {line}" for line in self.lines)]))

    def _repr_html_(self) -> str:
        return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in self.lines)}</ul>"


_COUNTS = ("sources", "figures", "facts", "aligned", "single", "lineages", "exclusions")
