"""Notebooks (.ipynb): cells of Markdown as pages of it, and what code cells have printed as text. Code, errors and pictures are left out.

Each character keeps the line and column that it has in the file, escapes and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from factcheck.errors import SourceError
from factcheck.model import About
from factcheck.sources import html, markdown
from factcheck.sources.decoding import decode
from factcheck.sources.metadata import locale, moment
from factcheck.sources.placedjson import Value, escapes, parse
from factcheck.sources.reading import Composer, Gathering, Reading

SUFFIXES = (".ipynb",)
SUMMARY = "notebooks: cells of Markdown and text that code has printed"

_EXPECTED = "a notebook of Jupyter"
_TABLE = re.compile(r"<table", re.IGNORECASE)
_OBJECT = re.compile(r"\s*<[^<>\n]*>\s*\Z")  # "<Figure size 640x480 with 1 Axes>": a name for what is no text


class _Text(NamedTuple):
    """A text that stands in several values of the file, one after the other."""

    words: str
    places: list[tuple[int, int]]


def read(raw: bytes, place: str) -> Reading:
    """Return the text of a notebook.

    Raises:
        SourceError: it is no notebook, broken, nested too deep, or has no words.
    """
    text, notes = decode(raw, place)
    try:
        book = parse(text)
    except (ValueError, RecursionError) as problem:
        found = "nested too deep" if isinstance(problem, RecursionError) else " ".join(str(problem).split())[:200]
        raise SourceError(place, f"is no JSON: {found}", expected=_EXPECTED, remedy="save it once more from its program") from problem
    if not isinstance(book, dict) or not any(isinstance(book.get(key), list) for key in ("cells", "worksheets")):
        raise SourceError(place, "is JSON, but has no cells", expected=_EXPECTED, remedy="rename it")
    gathering = Gathering(text)
    for cell in _cells(book):
        _add(gathering, text, cell)
    if not gathering.text.strip():
        raise SourceError(place, "has no words", expected="a notebook with text", remedy="take it out or fill it")
    told = _record(book.get("metadata"))
    read = gathering.reading("notebook", notes)
    about = About(_string(told, "title"))
    return replace(read, published=moment(_string(told, "date")), locale=locale(_string(told, "lang")), about=about)


def _cells(book: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The cells; before the fourth version of the format they lie in worksheets."""
    lists = [book.get("cells"), *(_record(sheet).get("cells") for sheet in _list(book.get("worksheets")))]
    yield from (cell for listed in lists for cell in _list(listed) if isinstance(cell, dict))


def _add(gathering: Gathering, text: str, cell: dict[str, Any]) -> None:
    sort = cell.get("cell_type")
    if sort == "markdown":
        shown = _joined(text, cell.get("source"))
        gathering.add(markdown.compose(shown.words), shown.places)
    elif sort == "code":
        for output in _list(cell.get("outputs")):
            _output(gathering, text, _record(output))


def _output(gathering: Gathering, text: str, output: dict[str, Any]) -> None:
    """What a cell has printed: a table as a table, else plain text."""
    data = _record(output.get("data"))
    page = _joined(text, data.get("text/html"))
    if _TABLE.search(page.words):
        composer = Composer(page.words)
        html.write(composer, 0, len(page.words))
        gathering.add(composer, page.places)
        return
    if data.get("text/markdown"):
        shown = _joined(text, data["text/markdown"])
        gathering.add(markdown.compose(shown.words), shown.places)
        return
    plain = _joined(text, data.get("text/plain") or (output.get("text") if output.get("name", "stdout") == "stdout" else None))
    if plain.words.strip() and not _OBJECT.match(plain.words):
        composer = Composer(plain.words)
        composer.copy(0, len(plain.words))
        gathering.add(composer, plain.places)


def _joined(text: str, given: object) -> _Text:
    """A text that may be given as a list of its lines."""
    words: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for value in given if isinstance(given, list) else [given]:
        if isinstance(value, Value):
            places += [(length + inner, at) for inner, at in escapes(text, value.start)]
            words.append(value)
            length += len(value)
    return _Text("".join(words), places)


def _record(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _string(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""
