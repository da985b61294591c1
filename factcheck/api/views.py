"""Mentions and figures as Python sees them: thin, read-only views over the records of ``model`` that know their text and their place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from factcheck.model import Dating, Figure, Hedge, Interval, Kind, Modality, Role
from factcheck.report.outgoing import screen

if TYPE_CHECKING:
    import pandas as pd

    from factcheck.report.catalogue import Catalogue

View = TypeVar("View")
Record = TypeVar("Record", bound=Figure | Dating)
_SHOWN = 12  # rows of a repr; a notebook shows more
_SHOWN_HTML = 60


class MentionView(Generic[Record]):
    """What a figure and a dating have in common: their place and their sentence. ``record`` is the ``model`` record behind it."""

    __slots__ = ("_catalogue", "record")

    def __init__(self, record: Record, catalogue: Catalogue) -> None:
        self.record = record
        self._catalogue = catalogue

    @property
    def id(self) -> str:
        """``source#ordinal`` of a figure, ``source@ordinal`` of a dating; stable within one result."""
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
    def surface(self) -> str:
        """As printed: the quantity with its unit, "1,700"; the time without its preposition, "Tuesday"."""
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
        """With what belongs to it, on one line: "at least 1,700 people", "by late Tuesday"."""
        return self._catalogue.phrase(self.record)

    @property
    def sentence(self) -> str:
        """The sentence around it, on one line."""
        return self._catalogue.sentence(self.record)

    @property
    def attribution(self) -> str | None:
        """Who is said to have said it; None for the text in its own voice."""
        return self.record.attribution.speaker if self.record.attribution is not None else None

    @property
    def modality(self) -> Modality:
        """Done, planned, expected, denied or conditional."""
        return self.record.modality

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MentionView) and self.record == other.record

    def __hash__(self) -> int:
        return hash(self.record)

    def __repr__(self) -> str:
        return screen(f"<{self.spot} “{self.phrase}”>")


class FigureView(MentionView[Figure]):
    """One figure with its sentence and its place."""

    __slots__ = ()

    @property
    def low(self) -> Decimal:
        """The smaller number as stated, before the hedge, in ``unit``."""
        return min(self.record.quantity.low, self.record.quantity.high)

    @property
    def high(self) -> Decimal:
        """The larger number; equal to ``low`` unless a range is printed."""
        return max(self.record.quantity.low, self.record.quantity.high)

    @property
    def value(self) -> Decimal | tuple[Decimal, Decimal]:
        """The number, or both ends of a range."""
        return (self.low, self.high) if self.record.quantity.is_range else self.low

    @property
    def unit(self) -> str:
        """The unit's name, the ISO 4217 code of a currency, "" for a bare count."""
        return self.record.quantity.unit

    @property
    def kind(self) -> Kind:
        """Count, measure, money, percent, share, multiple, age or duration."""
        return self.record.quantity.kind

    @property
    def hedge(self) -> Hedge:
        """How the text qualifies it."""
        return self.record.hedge

    @property
    def interval(self) -> Interval:
        """The values that it admits, in its unit."""
        return self.record.interval

    @property
    def noun(self) -> str | None:
        """The counted thing in the singular, None where none is told."""
        return self.record.noun.lemma if self.record.noun is not None else None

    @property
    def predicate(self) -> str | None:
        """What happens to it, as a lemma: "kill"."""
        return self.record.predicate.lemma if self.record.predicate is not None else None

    @property
    def place(self) -> str | None:
        """Where, as printed."""
        return self.record.place

    @property
    def time(self) -> str | None:
        """When, as printed."""
        return self.record.time

    @property
    def role(self) -> Role:
        """What part it plays among its neighbours: total, part, change, previous value, plain."""
        return self.record.role

    def __repr__(self) -> str:
        return screen(f"<figure {self.spot} “{self.phrase}”>")

    def _repr_html_(self) -> str:
        return f"<p><code>{escape(self.spot)}</code> {marked(self, self._catalogue)}</p>"


def marked(figure: FigureView, catalogue: Catalogue) -> str:
    """The sentence of a figure as HTML with the figure in bold."""
    from factcheck.report.quote import quote

    record = figure.record
    before, surface, after = quote(catalogue.sources[record.source], catalogue.layouts[record.source], record)
    return f"{escape(before)}<b>{escape(surface)}</b>{escape(after)}"


class Views(Sequence[View], Generic[View]):
    """A read-only list of views in the order of the result."""

    _what = "item"

    def __init__(self, items: Sequence[View], catalogue: Catalogue) -> None:
        self._items = tuple(items)
        self._catalogue = catalogue

    @overload
    def __getitem__(self, key: int) -> View: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[View]: ...
    def __getitem__(self, key: int | slice) -> View | Sequence[View]:
        return type(self)(self._items[key], self._catalogue) if isinstance(key, slice) else self._items[key]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[View]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == tuple(other) if isinstance(other, (list, tuple, Views)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        from factcheck.report.values import plural

        lines = [f"  {self._row(item)}" for item in self._items[:_SHOWN]]
        if len(self) > _SHOWN:
            lines.append(f"  … and {len(self) - _SHOWN} more")
        return screen("\n".join([f"<{plural(len(self), self._what)}>", *lines]))

    def _row(self, item: View) -> str:
        return repr(item)

    def _cells(self, item: View) -> tuple[str, ...]:
        """What a notebook shows of one item, as HTML."""
        return (escape(repr(item)),)

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in self._cells(i))}</tr>" for i in self._items[:_SHOWN_HTML])
        more = f"<p>… and {len(self) - _SHOWN_HTML} more</p>" if len(self) > _SHOWN_HTML else ""
        return f"<table>{rows}</table>{more}"

    def _frame(self, name: str, ids: Sequence[str]) -> pd.DataFrame:
        from factcheck.report.lists.frames import frames

        whole = frames(self._catalogue.result)[name]
        return whole[whole["id"].isin(list(ids))].reset_index(drop=True)


class Figures(Views[FigureView]):
    """Figures in the order of the story: by source, then by their place in it."""

    _what = "figure"

    def to_frame(self) -> pd.DataFrame:
        """Return one row a figure; imports pandas.

        Columns: id, source (str); start, end, line, column (int64); surface, phrase (str); low, high (float64: NaN where no double can hold the
        number); unit, dimension, noun, noun_phrase, hedge, predicate, attribution, place, time, modality, kind, role, fact, sentence (str,
        missing where nothing is told). The index counts from 0.
        """
        return self._frame("figures", [f.id for f in self])

    def by(self, *, source: str | None = None, noun: str | None = None, unit: str | None = None) -> Figures:
        """Those of a source, counting a noun (singular, any letter case), or in a unit."""
        found = [f for f in self if source in (None, f.source) and unit in (None, f.unit) and _counts(f, noun)]
        return Figures(found, self._catalogue)

    def _row(self, item: FigureView) -> str:
        return f"{item.spot}  {item.phrase}"

    def _cells(self, item: FigureView) -> tuple[str, ...]:
        return (f"<code>{escape(item.spot)}</code>", marked(item, self._catalogue))


def _counts(figure: FigureView, noun: str | None) -> bool:
    return noun is None or (figure.noun is not None and figure.noun.casefold() == noun.casefold())
