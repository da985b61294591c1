"""Facts as Python sees them: what each source says of one thing, what holds if all are right, and where they part."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, overload

from factcheck.api.answer import Answer
from factcheck.api.names import NotFoundError, facts_named, one_fact
from factcheck.api.pointing import point
from factcheck.api.values import Value, common, comparable, disagreeing, opposing, plain
from factcheck.api.views import Figures, FigureView, Views, marked
from factcheck.model import Fact, Interval
from factcheck.report.outgoing import screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from factcheck.report.catalogue import Catalogue

_WIDE = 100  # characters of a line in a repr


class FactView:
    """One fact across the sources. ``record`` is the ``model.Fact`` behind it."""

    def __init__(self, record: Fact, catalogue: Catalogue) -> None:
        self.record = record
        self._catalogue = catalogue

    @property
    def id(self) -> str:
        """Stable under unrelated edits of the sources."""
        return self.record.id

    @property
    def label(self) -> str:
        """What it is about, for people: "people killed"."""
        return self.record.label

    @cached_property
    def figures(self) -> Figures:
        """Its figures in the order of the story."""
        return Figures([FigureView(self._catalogue.figures[i], self._catalogue) for i in self.record.figures], self._catalogue)

    @cached_property
    def by_source(self) -> Mapping[str, Figures]:
        """What each source that states it says; sources in their order, no source without a figure."""
        found: dict[str, list[FigureView]] = {}
        for figure in self.figures:
            found.setdefault(figure.source, []).append(figure)
        return MappingProxyType({s: Figures(f, self._catalogue) for s, f in found.items()})

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that state it."""
        return tuple(self.by_source)

    @cached_property
    def values(self) -> tuple[Decimal | tuple[Decimal, Decimal], ...]:
        """The distinct values as stated, in the order of the story, each in the unit of its own figure."""
        return tuple(dict.fromkeys(f.value for f in self.figures))

    @property
    def interval(self) -> Interval | None:
        """The values that all its figures admit at once, in the unit of the first; None where there are none such.

        An end that is None is open to infinity. Figures of another dimension and words like "hundreds" are left out.
        """
        return common(self.figures)

    @property
    def agrees(self) -> bool:
        """Whether its figures can all hold together."""
        return bool(self.agreement())

    def agreement(self, *sources: str) -> Answer:
        """Whether these sources, or all that state it, agree: true where every pair of their figures can hold together.

        Raises:
            NotFoundError: one of the sources does not state the fact, or there is no such source.
        """
        __tracebackhide__ = True
        for source in sources:
            if source not in self.by_source:
                raise NotFoundError(f"{source!r} does not state {self.label!r}; it is stated by {', '.join(self.sources)}")
        chosen = tuple(f for f in self.figures if comparable(f) and (not sources or f.source in sources))
        apart = disagreeing(chosen)
        if apart:
            return Answer(False, point(f"{self.label}: these do not agree", apart), apart)
        who = ", ".join(dict.fromkeys(f.source for f in chosen))
        return Answer(True, point(f"{self.label}: {who} agree", chosen), chosen)

    def contradicted_by(self, value: Value) -> Answer:
        """Whether a figure of the fact cannot hold together with a value: 550, (50, 100), "about 550", "18 miles"."""
        figures = tuple(f for f in self.figures if comparable(f))
        against = opposing(figures, value)
        if against:
            return Answer(True, point(f"{self.label}: {plain(value)} is contradicted", against), against)
        return Answer(False, point(f"{self.label}: nothing contradicts {plain(value)}", figures), figures)

    def plot(self) -> Plot:
        """The fact across its sources as the strip of the HTML report: displays itself in a notebook, ``str()`` is the SVG."""
        from factcheck.api.plotting import draw

        return Plot(draw(self.record, self._catalogue))

    def to_frame(self) -> pd.DataFrame:
        """Return one row a figure with the columns of ``Figures.to_frame``; imports pandas."""
        return self.figures.to_frame()

    def __reduce__(self) -> tuple[type[FactView], tuple[Fact, Catalogue]]:
        return FactView, (self.record, self._catalogue)  # what it has worked out is worked out anew

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FactView) and self.record == other.record

    def __hash__(self) -> int:
        return hash(self.record)

    def __repr__(self) -> str:
        head = f"<fact {self.record.id} {self.label!r}: {'agreed' if self.agrees else 'not agreed'}>"
        return screen("\n".join([head, *(f"  {source}  {wording(figures)}" for source, figures in self.by_source.items())]))

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><td><code>{escape(f.spot)}</code></td><td>{marked(f, self._catalogue)}</td></tr>" for f in self.figures)
        return f"{self.plot()}<table>{rows}</table>"


class Plot(str):
    """An SVG drawing as text that notebooks show as a picture."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)


def wording(figures: Sequence[FigureView]) -> str:
    """Each wording once."""
    return "; ".join(dict.fromkeys(f.phrase for f in figures))


class Facts(Views[FactView]):
    """The facts of a story, in its order; found by number or by name."""

    _what = "fact"

    @overload
    def __getitem__(self, key: int | str) -> FactView: ...
    @overload
    def __getitem__(self, key: slice) -> Facts: ...
    def __getitem__(self, key: int | str | slice) -> FactView | Facts:
        """The fact at a place, or the only one of a name: its id, its label, the counted noun or other words of its figures.

        Raises:
            NotFoundError: no fact of this name, or several.
            IndexError: no fact at this place.
        """
        __tracebackhide__ = True
        if isinstance(key, str):
            return FactView(one_fact(key, self._catalogue), self._catalogue)
        return Facts(self._items[key], self._catalogue) if isinstance(key, slice) else self._items[key]

    def __contains__(self, item: object) -> bool:
        return bool(facts_named(item, self._catalogue)) if isinstance(item, str) else item in self._items

    def find(self, name: str) -> Facts:
        """All facts that answer to a name best; none is no error."""
        return Facts([FactView(f, self._catalogue) for f in facts_named(name, self._catalogue)], self._catalogue)

    @property
    def shared(self) -> Facts:
        """Those that more than one source states."""
        return Facts([f for f in self if len(f.sources) > 1], self._catalogue)

    @property
    def disputed(self) -> Facts:
        """Those whose figures cannot all hold together."""
        return Facts([f for f in self if not f.agrees], self._catalogue)

    def to_frame(self) -> pd.DataFrame:
        """Return one row a fact; imports pandas.

        Columns: id, label (str); figures, sources, lineages (int64: how many state it); low, high (float64: the least and largest number
        stated, in the figures' own units). The index counts from 0.
        """
        return self._frame("facts", [f.id for f in self])

    def _row(self, item: FactView) -> str:
        from factcheck.report.quote import shorten

        told = " | ".join(f"{s}: {wording(f)}" for s, f in item.by_source.items())
        return shorten(f"{item.label}  {told}", _WIDE)

    def _cells(self, item: FactView) -> tuple[str, ...]:
        told = "".join(f"<div><code>{escape(s)}</code> {escape(wording(f))}</div>" for s, f in item.by_source.items())
        return escape(item.label), told
