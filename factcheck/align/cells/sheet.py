"""A table made ready for look-ups: its labels by their first word, its columns by what they count, its cells by row and column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from factcheck.align.cells.tokens import is_common, stem, tokens
from factcheck.model import Cell, Column, Period, Table
from factcheck.quantity.periods import named_periods

_CATEGORIES = Decimal("0.8")  # share of the labels of a column that are ordinary words, from which it names sorts and not names
_LONG = 4  # letters of a part of a name by which it may be called


@dataclass(frozen=True, slots=True)
class Label:
    """One wording of a label column and the rows that bear it."""

    words: tuple[str, ...]
    column: int
    text: str
    rows: frozenset[int]
    name: bool  # of a column of names: it is written with capitals
    part: bool = False  # a part of a name, such as a surname


@dataclass(frozen=True, slots=True)
class Family:
    """Columns that count one thing at several times; most have one."""

    words: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass
class Sheet:
    """One table with its look-ups."""

    table: Table
    sums: dict[tuple[str, int], Decimal] = field(default_factory=dict)

    @cached_property
    def by_place(self) -> dict[tuple[int, int], Cell]:
        """Its cells by row and column."""
        return {(c.row, c.column): c for c in self.table.cells}

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """The rows that are no sums of others."""
        return tuple(k for k, row in enumerate(self.table.rows) if not row.total)

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """The rows that are."""
        return tuple(k for k, row in enumerate(self.table.rows) if row.total)

    @cached_property
    def by_column(self) -> dict[int, tuple[Cell, ...]]:
        """The cells of each column in the rows that are no sums of others."""
        found: dict[int, list[Cell]] = {}
        for cell in self.table.cells:
            if not self.table.rows[cell.row].total:
                found.setdefault(cell.column, []).append(cell)
        return {column: tuple(cells) for column, cells in found.items()}

    def cells_of(self, column: int, rows: Iterator[int] | tuple[int, ...]) -> tuple[Cell, ...]:
        """The cells of a column in some rows."""
        return tuple(c for r in rows if (c := self.by_place.get((r, column))) is not None)

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Its columns of figures by what they count."""
        found: dict[tuple[str, ...], list[Column]] = {}
        for column in self.table.columns:
            if column.numeric:
                found.setdefault(self.words_of(column), []).append(column)
        return tuple(Family(words, tuple(columns)) for words, columns in found.items())

    def words_of(self, column: Column) -> tuple[str, ...]:
        """The words that say what a column counts; those of the table's name where its head says nothing but a time."""
        return column.words or self.named

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The words of the file's name, or of the sheet's."""
        name = self.table.name or self.table.source.rpartition("/")[2].rpartition(".")[0]
        return tuple(t.word for t in tokens(name.replace("_", " ").replace("-", " "), 0, len(name))) if self.table.whole else ()

    @cached_property
    def uses(self) -> dict[str, int]:
        """How many families have a word, by its stem."""
        found: dict[str, int] = {}
        for family in self.families:
            for word in {stem(w) or w for w in family.words}:
                found[word] = found.get(word, 0) + 1
        return found

    @cached_property
    def periods(self) -> dict[Period, frozenset[int]]:
        """The rows whose labels are times."""
        found: dict[Period, set[int]] = {}
        for k, row in enumerate(self.table.rows):
            for _, text in row.labels:
                first = next(named_periods(text), None)
                if first is not None and first.start == 0 and first.end == len(text):
                    found.setdefault(first.period, set()).add(k)
        return {period: frozenset(rows) for period, rows in found.items()}

    @cached_property
    def years(self) -> frozenset[int]:
        """All years that its labels and heads name."""
        heads = [c.period for c in self.table.columns if c.period is not None]
        return frozenset(p.year for p in (*heads, *self.periods) if p.year is not None)

    @cached_property
    def heads(self) -> frozenset[str]:
        """Stems of what its rows are: "district", "ward"."""
        return frozenset(s for c in self.table.columns if c.label for w in c.words if (s := stem(w)))

    @cached_property
    def labels(self) -> dict[str, list[Label]]:
        """Its labels by their first word, the longest first."""
        found: dict[tuple[int, tuple[str, ...]], set[int]] = {}
        texts: dict[tuple[int, tuple[str, ...]], str] = {}
        for k, row in enumerate(self.table.rows):
            if row.total:
                continue
            for column, text in row.labels:
                words = tuple(t.word for t in tokens(text, 0, len(text)))
                words = words[1:] if len(words) > 1 and words[0] == "the" else words
                if words and not all(w.isdecimal() for w in words):
                    found.setdefault((column, words), set()).add(k)
                    texts.setdefault((column, words), text)
        names = self._columns_of_names(texts)
        shared = Counter((column, word) for column, words in found for word in set(words))
        listed: dict[str, list[Label]] = {}
        for (column, words), rows in found.items():
            name = column in names and texts[column, words][:1].isupper()
            label = Label(words, column, texts[column, words], frozenset(rows), name)
            listed.setdefault(words[0], []).append(label)
            if name and len(words) > 1:
                for part in self._own_parts(label, shared):
                    listed.setdefault(part.words[0], []).append(part)
        return {word: sorted(labels, key=lambda a: (-len(a.words), a.part, a.column, a.words)) for word, labels in listed.items()}

    @staticmethod
    def _columns_of_names(texts: dict[tuple[int, tuple[str, ...]], str]) -> frozenset[int]:
        """The label columns most of whose labels are no ordinary words, so that they are written with capitals."""
        counts: dict[int, list[int]] = {}
        for column, words in texts:
            count = counts.setdefault(column, [0, 0])
            count[0] += all(is_common(w) for w in words)
            count[1] += 1
        return frozenset(column for column, (common, of) in counts.items() if common < of * _CATEGORIES)

    @staticmethod
    def _own_parts(label: Label, shared: Mapping[tuple[int, str], int]) -> Iterator[Label]:
        """The first and last word of a name, where no other label of its column has it and it is no ordinary word."""
        for word in dict.fromkeys((label.words[0], label.words[-1])):
            if len(word) >= _LONG and shared[label.column, word] == 1 and not is_common(word):
                yield Label((word,), label.column, label.text, label.rows, True, part=True)
