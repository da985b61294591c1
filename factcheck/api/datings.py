"""Datings as Python sees them: thin, read-only views over ``model.Dating`` that know their text and their place."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from factcheck.api.views import MentionView, Views
from factcheck.model import Dating, Edge, Form, Grain

if TYPE_CHECKING:
    import pandas as pd


class DatingView(MentionView[Dating]):
    """One dating with its sentence and its place."""

    __slots__ = ()

    @property
    def form(self) -> Form:
        """Absolute, weekday, relative or clock."""
        return self.record.form

    @property
    def grain(self) -> Grain:
        """To what it is printed: minute, hour, day, week, month, season, year, decade."""
        return self.record.grain

    @property
    def edge(self) -> Edge:
        """At, about, since or until."""
        return self.record.edge

    @property
    def first(self) -> str | None:
        """The ISO day on which its interval begins; None where that is open or not known."""
        return self.record.first

    @property
    def last(self) -> str | None:
        """The ISO day on which it ends, inclusive."""
        return self.record.last

    @property
    def by(self) -> str:
        """What it is resolved against: "printed", "published", "text"; "" where it stays unresolved."""
        return self.record.by

    @property
    def event(self) -> str:
        """What it dates: the noun or the verb, as a lemma; "" where nothing says."""
        return self.record.event or (self.record.predicate.lemma if self.record.predicate is not None else "")

    @property
    def subject(self) -> str:
        """Who or what the event is of, as printed; "" where nothing says."""
        return self.record.subject.text if self.record.subject is not None else ""


class Datings(Views[DatingView]):
    """Datings in the order of the sources' ids and, in each, of the text."""

    _what = "dating"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a dating; imports pandas.

        Columns: id, source, surface, phrase, form, grain, edge, first, last, by, event, subject, modality, sentence (str); start, end (int64).
        """
        return self._frame("datings", [d.id for d in self])

    def _row(self, item: DatingView) -> str:
        return f"{item.spot} {item.phrase!r} {item.first or '…'} to {item.last or '…'}: {item.event}"

    def _cells(self, item: DatingView) -> tuple[str, ...]:
        return f"<code>{escape(item.spot)}</code>", escape(item.phrase), escape(item.first or ""), escape(item.last or ""), escape(item.event)
