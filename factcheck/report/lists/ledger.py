"""The ledger: one row a fact, one column a source, in each cell what the source prints."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.report.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Row:
    """One fact with its wordings by source: ``cells[source id]`` holds each wording once, in text order."""

    fact: str
    label: str
    cells: tuple[tuple[str, tuple[str, ...]], ...]  # only sources that state the fact, in story order

    def wording(self, source: str) -> str:
        """All that a source prints of the fact, or ""."""
        return "; ".join(dict(self.cells).get(source, ()))

    @property
    def shared(self) -> bool:
        """Whether more than one source states it."""
        return len(self.cells) > 1


def rows(catalogue: Catalogue) -> list[Row]:
    """Return the facts in the order of their first figures: those that several sources state first."""
    found = []
    for fact in catalogue.facts.values():
        cells: dict[str, dict[str, None]] = {}
        for i in fact.figures:
            figure = catalogue.figures[i]
            cells.setdefault(figure.source, {})[catalogue.phrase(figure)] = None
        found.append(Row(fact.id, fact.label, tuple((source, tuple(wordings)) for source, wordings in cells.items())))
    return sorted(found, key=lambda r: not r.shared)
