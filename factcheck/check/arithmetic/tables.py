"""Tables: a column and its total, and a column against the number that the text below or above it gives for the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factcheck.check.arithmetic.equation import Equation, exact
from factcheck.check.arithmetic.sums import rounds_off
from factcheck.check.index import StoryIndex, words_of
from factcheck.model import Extraction, Figure, Kind, Modality, Position, Role
from factcheck.quantity.digits import swapped
from factcheck.quantity.wording import number

_FEWEST = 3  # rows that are added up
_KINDS = (Kind.COUNT, Kind.MONEY)
_NEAR = Decimal("0.12")  # share by which a text and its table may miss each other and still mean one thing


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the words before its first figure, and its figures."""

    label: tuple[str, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand together, under the words of their head."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]


def tables(extraction: Extraction) -> Iterator[Table]:
    """Yield the tables of a source, in order."""
    by_sentence: dict[int, list[Figure]] = {}
    for figure in extraction.figures:
        by_sentence.setdefault(figure.sentence, []).append(figure)
    head: tuple[str, ...] = ()
    rows: list[Row] = []
    for k, sentence in enumerate(extraction.layout.sentences):
        figures = by_sentence.get(k, [])
        if sentence.position is not Position.TABLE:
            if rows:
                yield Table(head, tuple(rows))
            head, rows = (), []
        elif figures:
            rows.append(Row(words_of(figures[0].before), tuple(figures)))
        elif not rows:
            head = (*head, *words_of(extraction.source.text[sentence.start : sentence.end].replace("|", " ").split()))
    if rows:
        yield Table(head, tuple(rows))


def table_sums(index: StoryIndex) -> Iterator[Equation]:
    """Yield totals of tables that their rows do not make: every row above the total has one figure in its column, of one unit."""
    for extraction in index.story.extractions:
        for table in tables(extraction):
            for k, row in enumerate(table.rows):
                above = table.rows[:k]
                if not _is_total(index, row) or len(above) < _FEWEST or {len(r.figures) for r in (*above, row)} != {len(row.figures)}:
                    continue
                for column, whole in enumerate(row.figures):
                    yield from _added(index, whole, [r.figures[column] for r in above])


def _is_total(index: StoryIndex, row: Row) -> bool:
    return bool(row.label) and row.label[0] in index.vocabulary.totals


def _added(index: StoryIndex, whole: Figure, parts: Sequence[Figure]) -> Iterator[Equation]:
    readings = [index.comparables[f.id] for f in (*parts, whole)]
    if len({r.key for r in readings}) > 1 or not all(exact(f) and f.quantity.kind in _KINDS and not f.quantity.per for f in (*parts, whole)):
        return
    made = sum((r.low for r in readings[:-1]), Decimal(0))
    room = sum((r.figure.quantity.step * r.factor / 2 for r in readings if rounds_off(r.figure)), Decimal(0))
    if abs(made - readings[-1].low) <= room or abs(made - readings[-1].low) > _NEAR * made:  # far from their total, rows are not its parts
        return
    text = f"{' + '.join(number(r.low) for r in readings[:-1])} = {number(made)}, not {number(readings[-1].low)}"
    yield Equation("sum", (whole.id,), tuple(f.id for f in parts), text)


def table_and_text(index: StoryIndex) -> Iterator[Equation]:
    """Yield numbers of the text that the table of its source gives otherwise: by the fate or noun that a row, or the head over a total, names."""
    for extraction in index.story.extractions:
        body = [f for f in extraction.figures if f.position is Position.BODY and _plain(f) and f.id not in index.doubles]
        for table in tables(extraction):
            named = list(_named(index, table))
            values = {index.comparables[f.id].low for row in table.rows for f in row.figures}
            for cell, what in named:
                same = [f for f in body if what in _names(index, f) and index.comparables[f.id].key == index.comparables[cell.id].key]
                if same and all(index.comparables[f.id].low not in values for f in same):
                    yield from _near(index, cell, same)


def _named(index: StoryIndex, table: Table) -> Iterator[tuple[Figure, str]]:
    """The cells of a table of which something says what they count: the label of a row with one number, or the head over a total."""
    for row in table.rows:
        if len(row.figures) != 1 or not _plain(row.figures[0]) or not 1 <= len(row.label) <= _LABEL:
            continue
        if not _is_total(index, row):
            found = _names(index, row.figures[0])
        elif len(table.head) > 1:
            found = frozenset((_DEAD if table.head[-1] in index.vocabulary.dead else _stem(table.head[-1]),))
        else:
            continue
        for what in sorted(found):
            yield row.figures[0], what


_LABEL = 2
_DEAD = "#dead"


def _stem(word: str) -> str:
    from factcheck.tables.words import load_words

    return load_words().stem(word.lower())


def _names(index: StoryIndex, figure: Figure) -> frozenset[str]:
    """What a figure of the text counts: its fate, else its noun where nothing befalls it."""
    if figure.fate:
        return frozenset((f"#{figure.fate}",))
    if figure.noun is None or figure.noun.inherited or figure.role in (Role.PART, Role.FURTHER):
        return frozenset()
    return frozenset((_stem(figure.noun.lemma),))


def _plain(figure: Figure) -> bool:
    return exact(figure) and figure.quantity.kind in _KINDS and not figure.quantity.per and figure.modality is not Modality.DENIED


def _near(index: StoryIndex, cell: Figure, same: Sequence[Figure]) -> Iterator[Equation]:
    x = index.comparables[cell.id].low
    close = [f for f in same if f.quantity.low > index.tolerances.chance_small and _meant(x, index.comparables[f.id].low)]
    if close and not any(rounds_off(f) for f in (cell, close[0])):
        text = f"the table has {number(x)}, the text {number(index.comparables[close[0].id].low)}"
        yield Equation("table", (cell.id,), (close[0].id,), text)


def _meant(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= _NEAR * max(a, b) or swapped(a, b)
