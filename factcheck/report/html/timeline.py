"""The time line of a story: one row a source, with a mark for each day or span that it prints or whose day can be counted from the text's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from factcheck.model import Dating
from factcheck.report.catalogue import Catalogue
from factcheck.report.html.strip import Mark, Tick
from factcheck.report.lists.datings import dated, means

_FEWEST = 3  # datings with a day, below which a line says nothing
_EDGE = Decimal(6)  # percent of the width left free on either side
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Stop:
    """One dating on the line: as printed, what it means, what it dates."""

    dating: Dating
    said: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Row:
    """The datings of one source, the earliest first."""

    source: str
    stops: tuple[Stop, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Each mark once, spans below days."""
        return tuple(sorted(dict.fromkeys(s.mark for s in self.stops), key=lambda m: m.low == m.high))


@dataclass(frozen=True, slots=True)
class TimeLine:
    """All rows on one axis of days."""

    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]


def timeline(catalogue: Catalogue) -> TimeLine | None:
    """Return the time line of a story, None where fewer than three datings have a day."""
    held = [d for d in catalogue.datings.values() if d.first is not None and d.last is not None and not d.spoken]
    if len(held) < _FEWEST:
        return None
    days = [date.fromisoformat(x).toordinal() for d in held for x in (d.first or "", d.last or "")]
    low, high = min(days), max(days)

    def place(day: str) -> str:
        share = Decimal(date.fromisoformat(day).toordinal() - low) / Decimal(high - low) if high > low else Decimal("0.5")
        return str((_EDGE + share * (100 - 2 * _EDGE)).quantize(_CENT))

    rows = []
    for source in catalogue.sources:
        own = sorted((d for d in held if d.source == source), key=lambda d: (d.first or "", d.last or "", d.start))
        stops = tuple(Stop(d, _said(d, catalogue), Mark(place(d.first or ""), place(d.last or ""), hedged=d.by != "printed")) for d in own)
        if stops:
            rows.append(Row(source, stops))
    ends = (date.fromordinal(low).isoformat(), date.fromordinal(high).isoformat())
    ticks = (Tick(place(ends[0]), ends[0], "start"), Tick(place(ends[1]), ends[1], "end")) if high > low else (Tick("50.00", ends[0], "middle"),)
    return TimeLine(ticks, tuple(rows))


def _said(dating: Dating, catalogue: Catalogue) -> str:
    """A dating for people: "on Friday, June 24 (2016-06-24): the council: vote"."""
    meant, what = means(dating).strip(), dated(dating)
    return f"{catalogue.phrase(dating)} ({meant})" + (f": {what}" if what else "")
