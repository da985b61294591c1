"""Tables of articles (JSONL, CSV, Parquet): each row is an article, once ``corpus.toml`` says which column holds what (docs/adr/0026).

Places in JSONL and CSV are those of the file. A row of a Parquet file counts as a line, and the characters of its cell as columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck.errors import SourceError
from factcheck.model import About, Position
from factcheck.sources import html
from factcheck.sources.decoding import decode
from factcheck.sources.metadata import locale, moment, posted
from factcheck.sources.names import distinct
from factcheck.sources.parquet import parquet_rows
from factcheck.sources.placedjson import Value, escapes, parse
from factcheck.sources.reading import Composer, Gathering, Reading, line_ends

_ENDS = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r"[^\r\n]+")
_PAGE = re.compile(r"</?(?:p|br|div|li|h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
_WIDTH = 1 << 40
_LONGEST = 120  # characters of an id


class Cell(NamedTuple):
    """A text in a row, and where it stands: offsets in it and in the file wherever they part."""

    words: str
    places: Sequence[tuple[int, int]] = ()


class Row(NamedTuple):
    """One row: its cells by the names that ``corpus.toml`` gives to their columns; ``place`` for errors."""

    place: str
    cells: Mapping[str, Cell]


def articles(raw: bytes, place: str, columns: Mapping[str, str]) -> Sequence[Reading]:
    """Return the articles of a table. ``columns`` says what is called what; ``text`` is among them.

    Raises:
        SourceError: it is broken, has no such column, or no text in any row.
        MissingExtraError: it is a Parquet file, and pyarrow is not installed.
    """
    suffix = place[place.rfind(".") :].lower()
    file, notes = "", tuple[str, ...]()
    if suffix == ".parquet":
        rows = [_row(f"{place}:{number}", number, cells) for number, cells in enumerate(parquet_rows(raw, place, columns), 1)]
    else:
        file, notes = decode(raw, place)
        rows = list((_json if suffix in (".jsonl", ".ndjson") else _csv)(file, place, columns))
    ends: Sequence[int] = line_ends(file) if file else range(_WIDTH, _WIDTH * len(rows), _WIDTH)
    found = [(number, _article(row, file, ends)) for number, row in enumerate(rows, 1) if "text" in row.cells and row.cells["text"].words.strip()]
    if not found:
        raise SourceError(place, f"no text in column {columns['text']!r} of any row", expected="articles", remedy="see columns in corpus.toml")
    left = len(rows) - len(found)
    notes += (f"{left} {'row' if left == 1 else 'rows'} without text not read",) if left else ()
    names = distinct([read.name or str(number) for number, read in found])
    named = [replace(read, name=name) for name, (_, read) in zip(names, found, strict=True)]
    return [replace(named[0], notes=(*notes, *named[0].notes)), *named[1:]]


def _article(row: Row, file: str, ends: Sequence[int]) -> Reading:
    gathering = Gathering(file, ends)
    for name, position in (("title", Position.HEADLINE), ("text", None)):
        cell = row.cells.get(name)
        if cell is None or not cell.words.strip():
            continue
        composer = Composer(cell.words)
        if _PAGE.search(cell.words):
            html.write(composer, 0, len(cell.words))
        else:
            composer.copy(0, len(cell.words))
        gathering.add(composer, cell.places, position)
    told = {name: " ".join(cell.words.split()) for name, cell in row.cells.items() if name != "text"}
    days = {name: moment(told.get(name, "")) or posted(told.get(name, "")) for name in ("published", "updated")}
    notes = tuple(f"{name} {told[name][:40]!r} is no day and not taken" for name, day in days.items() if told.get(name) and not day)
    return replace(
        gathering.reading("row", notes),
        outlet=told.get("outlet") or None,
        lineage=told.get("lineage") or None,
        published=days["published"],
        locale=locale(told.get("locale", "")),
        about=About(told.get("title", ""), days["updated"] or "", told.get("section", ""), told.get("credit", "")),
        name=told.get("id", "")[:_LONGEST],
    )


def _json(text: str, place: str, columns: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a JSONL file: a JSON object a line."""
    for number, line in enumerate(_LINE.finditer(text), 1):
        if line.group().isspace():
            continue
        spot = f"{place}:{number}"
        try:
            record = parse(text, *line.span())
        except (ValueError, RecursionError) as problem:
            why = "nested too deep" if isinstance(problem, RecursionError) else " ".join(str(problem).split())[:200]
            raise SourceError(spot, f"is no JSON: {why}", expected="an object a line", remedy="mend the line or take it out") from problem
        if not isinstance(record, dict):
            raise SourceError(spot, "is no object", expected="an object a line", remedy="mend the line or take it out")
        yield Row(spot, {name: cell for name, path in columns.items() if (cell := _cell(text, _within(record, path))) is not None})


def _within(record: object, path: str) -> object:
    """What a name stands for in an object: its key, or the keys that lead to it, with dots between."""
    if isinstance(record, dict) and path in record:
        return record[path]
    head, _, rest = path.partition(".")
    return _within(record[head], rest) if rest and isinstance(record, dict) and head in record else None


def _cell(text: str, value: object) -> Cell | None:
    if isinstance(value, Value):
        return Cell(value, escapes(text, value.start))
    return Cell(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _csv(text: str, place: str, columns: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a CSV file whose first line names the columns; quoted as RFC 4180 has it."""
    first = _LINE.search(text)
    head = first.group() if first else ""
    mark = max("\t;,", key=head.count)
    rows = _split(text, place, mark)
    names = [cell.words.strip() for cell in next(rows, (place, []))[1]]
    wanted = {name: names.index(column) for name, column in columns.items() if column in names}
    missing = [column for column in columns.values() if column not in names]
    if missing:
        raise SourceError(f"{place}:1", f"no column {missing[0]!r}", expected=f"one of {', '.join(names)[:500]}", remedy="see columns in corpus.toml")
    for spot, cells in rows:
        if len(cells) > 1 or (cells and cells[0].words.strip()):
            if len(cells) > len(names):
                raise SourceError(spot, f"{len(cells)} cells", expected=f"{len(names)}, as the first line has", remedy="put quotes round the text")
            yield Row(spot, {name: cells[index] for name, index in wanted.items() if index < len(cells)})


def _split(text: str, place: str, mark: str) -> Iterator[tuple[str, list[Cell]]]:
    field = re.compile(rf'"((?:[^"]|"")*+)"(?=[{mark}\r\n]|\Z)|(")|([^{mark}\r\n]*+)')
    cells: list[Cell] = []
    at, line, begun = 0, 1, 1
    while at < len(text):
        found = field.match(text, at)
        if found is None or found[2]:
            raise SourceError(f"{place}:{line}", "a quotation mark that is never closed, or closed inside of its cell", expected='"" for " in a cell')
        quoted = found[1] is not None
        cells.append(_unquoted(found[1], at + 1) if quoted else Cell(found[3], [(0, at)]))
        line += len(_ENDS.findall(found.group())) if quoted else 0
        at = found.end()
        if text[at : at + 1] == mark:
            at += 1
            if at < len(text):
                continue
            cells.append(Cell("", [(0, at)]))
        yield f"{place}:{begun}", cells
        cells = []
        ended = _ENDS.match(text, at)
        at = ended.end() if ended else at
        line += 1
        begun = line


def _unquoted(written: str, start: int) -> Cell:
    parts = written.split('""')
    places, inner, at = [(0, start)], 0, start
    for part in parts[:-1]:
        inner += len(part) + 1
        at += len(part) + 2
        places.append((inner, at))
    return Cell('"'.join(parts), places)


def _row(place: str, number: int, cells: Mapping[str, str]) -> Row:
    """A row without a file of lines: it is a line of its own, wide enough for any cell, also for one of several lines."""
    start = (number - 1) * _WIDTH
    return Row(place, {name: Cell(words, [(at, start + at) for at in (0, *line_ends(words))]) for name, words in cells.items()})
