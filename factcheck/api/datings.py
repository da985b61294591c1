"""Datings as Python sees them: thin, read-only views over ``model.Dating`` that know their text and their place."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from factcheck.api.views import Views
from factcheck.model import Dating, Edge, Form, Grain, Modality
from factcheck.report.outgoing import screen

if TYPE_CHECKING:
    import pandas as pd

    from factcheck.report.catalogue import Catalogue


class DatingView:
    """One dating with its sentence and its place. ``record`` is the ``model.Dating`` behind it."""

    __slots__ = ("_catalogue", "record")

    def __init__(self, record: Dating, catalogue: Catalogue) -> None:
        self.record = record
        self._catalogue = catalogue

    @property
    def id(self) -> str:
        """``source@ordinal``, stable within one result."""
        return self.record.id

    @property
    def source(self) -> str:
        """The id of its source."""
        return self.record.source

    @property
    def spot(self) -> str:
        """``source:line:column``, from 1, columns in code points."""
        return self._catalogue.spot(self.record)

    @property
    def line(self) -> int:
        """The line of its file, from 1."""
        return self._catalogue.line_column(self.record.source, self.record.start)[0]

    @property
    def column(self) -> int:
        """The column of that line, from 1."""
        return self._catalogue.line_column(self.record.source, self.record.start)[1]

    @property
    def attribution(self) -> str | None:
        """Who is said to have said it; None for the text in its own voice."""
        return self.record.attribution.speaker if self.record.attribution is not None else None

    @property
    def surface(self) -> str:
        """The time as printed, without its preposition: "Tuesday", "1967 to 1979"."""
        return self.record.surface

    @property
    def start(self) -> int:
        """Where the surface begins, in code points of the source's text."""
        return self.record.start

    @property
    def end(self) -> int:
        """Where it ends; exclusive."""
        return self.record.end

    @property
    def phrase(self) -> str:
        """Preposition, hedge and time on one line: "by late Tuesday"."""
        return self._catalogue.phrase(self.record)

    @property
    def sentence(self) -> str:
        """The sentence around it, on one line."""
        return self._catalogue.sentence(self.record)

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

    @property
    def modality(self) -> Modality:
        """Done, planned, expected, denied or conditional."""
        return self.record.modality

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DatingView) and self.record == other.record

    def __hash__(self) -> int:
        return hash(self.record)

    def __repr__(self) -> str:
        return screen(f"<{self.spot} {self.phrase!r}>")


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
