"""``corpus.toml``: what an editor knows of the sources in a folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from factcheck.documents import read_toml
from factcheck.errors import ErrorGroup, SourceError
from factcheck.model.locales import LANGUAGES, is_known
from factcheck.model.sources import is_moment

NAME = "corpus.toml"
TABLES = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")  # files whose rows may be articles
COLUMNS = ("text", "title", "id", "published", "updated", "outlet", "lineage", "locale", "section", "credit")  # what may be said of their columns

_KEYS = ("path", "outlet", "published", "lineage", "locale", "columns")
_LOCALE = re.compile(r"[a-z]{2,3}(?:[-_](?:[A-Z]{2}|\d{3}))?\Z")
_HEADER = re.compile(r"\s*\[\[\s*source\s*\]\]")
_COLUMNS = re.compile(r"\s*\[\s*source\s*\.\s*columns\s*\]")
_ASSIGNMENT = re.compile(r"\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*=")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one source; ``place`` is where, for errors."""

    path: str
    place: str
    outlet: str | None = None
    published: str | None = None
    lineage: str | None = None
    locale: str | None = None
    columns: tuple[tuple[str, str], ...] = ()  # of a table of articles: what each of its columns is


def read_manifest(raw: bytes, place: str) -> tuple[Entry, ...]:
    """Return the entries of one ``corpus.toml``, in its order. Whether the files are there is not looked at.

    Raises:
        SourceError: it is no TOML.
        ErrorGroup: unknown keys, wrong types, bad dates, paths that lead out of the folder; all of them.
    """
    data = read_toml(raw, place, SourceError)
    lines = _Lines(place, raw.decode("utf-8-sig"))
    unknown = sorted(set(data) - {"source"})
    errors = [SourceError(lines.top(k), f"unknown key {k!r}", expected="[[source]]", remedy=_meant(k, ("source",))) for k in unknown]
    tables = data.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        errors.append(SourceError(lines.top("source"), "source is no list of tables", expected="[[source]] before each"))
        tables = []
    entries = [_entry(table, number, lines, errors) for number, table in enumerate(tables)]
    errors += _doubles([entry for entry in entries if entry.path])
    if errors:
        raise ErrorGroup(place, f"{len(errors)} {'mistake' if len(errors) == 1 else 'mistakes'}", errors=tuple(errors))
    return tuple(entries)


def _entry(table: dict[str, Any], number: int, lines: _Lines, errors: list[SourceError]) -> Entry:
    def wrong(key: str, found: str, expected: str, remedy: str = "") -> None:
        errors.append(SourceError(lines.of(number, key), found, expected=expected, remedy=remedy))

    for key in table:
        if key not in _KEYS:
            wrong(key, f"unknown key {key!r}", ", ".join(_KEYS), _meant(key, _KEYS))
    if "path" not in table:
        wrong("", "a source without path", "path, and what is known of it", "say which file it is")
    path = _text(table, "path", wrong)
    if path is not None and (not path or path.startswith("/") or "\\" in path or ":" in path[:2] or ".." in path.split("/")):
        wrong("path", f"path {path!r} leads out of the folder", "a path inside it, with /", "move the file into the corpus")
    locale = _text(table, "locale", wrong)
    if locale is not None and not _LOCALE.match(locale):
        wrong("locale", f"locale {locale!r}", 'a language, or language and country: "en", "en-GB"')
    elif locale is not None and not is_known(locale):
        wrong("locale", f"unknown locale {locale!r}", ", ".join(LANGUAGES), _meant(locale[:2], LANGUAGES))
    published = _published(table, wrong)
    outlet, lineage = _text(table, "outlet", wrong), _text(table, "lineage", wrong)
    columns = _columns(table, wrong)
    return Entry(path or "", lines.of(number, "path"), outlet, published, lineage, locale and locale.replace("_", "-"), columns)


def _columns(table: dict[str, Any], wrong: Callable[..., None]) -> tuple[tuple[str, str], ...]:
    """Which column of a table holds what: text at least."""
    columns = table.get("columns", {})
    if not isinstance(columns, dict) or not all(isinstance(column, str) and column for column in columns.values()):
        wrong("columns", "columns is no table of names", 'columns = { text = "body", title = "headline" }')
        return ()
    for name in columns:
        if name not in COLUMNS:
            wrong("columns", f"unknown column {name!r}", ", ".join(COLUMNS), _meant(name, COLUMNS))
    if columns and "text" not in columns:
        wrong("columns", "columns without text", 'columns = { text = "body" }', "say which column holds the articles")
    return tuple(columns.items())


def _text(table: dict[str, Any], key: str, wrong: Callable[..., None]) -> str | None:
    value = table.get(key)
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    wrong(key, f"{key} = {value!r}", "text in quotation marks" if not isinstance(value, str) else f"{key} or no such line")
    return None


def _published(table: dict[str, Any], wrong: Callable[..., None]) -> str | None:
    """The date as ISO 8601; TOML's own dates are as good as text."""
    value = table.get("published")
    text = value.isoformat() if isinstance(value, date) else _text(table, "published", wrong)  # a date also with a time
    if text is not None and not is_moment(text):
        wrong("published", f"published = {text[:100]!r}", 'a date or time as ISO 8601: "2026-03-10", "2026-03-10T14:30:00+01:00"')
        return None
    return text


def _doubles(entries: list[Entry]) -> list[SourceError]:
    first: dict[str, Entry] = {}
    doubles = [entry for entry in entries if first.setdefault(entry.path, entry) is not entry]
    return [SourceError(entry.place, f"{entry.path!r} twice", remedy=f"see {first[entry.path].place}; keep one") for entry in doubles]


def _meant(key: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key.lower(), known, n=1)
    return f"did you mean {close[0]!r}?" if close else ""


class _Lines:
    """Where keys stand in a TOML file, which the parser does not tell; good enough for files of one key a line."""

    def __init__(self, place: str, text: str) -> None:
        self._file = place
        self._top: dict[str, int] = {}
        self._sources: list[dict[str, int]] = []
        here = self._top
        for number, line in enumerate(text.splitlines(), 1):
            if _HEADER.match(line):
                here = {"": number}
                self._sources.append(here)
            elif _COLUMNS.match(line) and self._sources:
                self._sources[-1].setdefault("columns", number)
                here = {}
            elif line.lstrip().startswith("["):
                here = {}
                self._top.setdefault(line.strip(" []\t").split(".")[0], number)
            elif found := _ASSIGNMENT.match(line):
                here.setdefault(found[1], number)

    def top(self, key: str) -> str:
        return self._place(self._top.get(key))

    def of(self, number: int, key: str) -> str:
        keys = self._sources[number] if number < len(self._sources) else {}
        return self._place(keys.get(key, keys.get("")))

    def _place(self, line: int | None) -> str:
        return f"{self._file}:{line}" if line else self._file
