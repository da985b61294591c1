"""``corpus.toml``: what an editor knows of the sources in a folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from factcheck.errors import ErrorGroup, SourceError
from factcheck.model.locales import LANGUAGES, is_known

NAME = "corpus.toml"

_KEYS = ("path", "outlet", "published", "lineage", "locale")
_LOCALE = re.compile(r"[a-z]{2,3}(?:[-_](?:[A-Z]{2}|\d{3}))?\Z")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)\Z")
_HEADER = re.compile(r"\s*\[\[\s*source\s*\]\]")
_ASSIGNMENT = re.compile(r"\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*=")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one source; ``place`` is where, for errors."""

    path: str
    place: str
    outlet: str | None = None
    published: str | None = None
    lineage: str | None = None
    locale: str = "en"


def read_manifest(path: Path) -> tuple[Entry, ...]:
    """Return the entries of one ``corpus.toml``, in its order. Whether the files are there is not looked at.

    Raises:
        SourceError: it cannot be read or is no TOML.
        ErrorGroup: unknown keys, wrong types, bad dates, paths that lead out of the folder; all of them.
    """
    import tomllib  # most folders have no corpus.toml

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SourceError(str(path), f"cannot be read: {error.strerror}", remedy="check its permissions") from error
    except UnicodeDecodeError as error:
        raise SourceError(str(path), f"byte {error.start + 1} is no UTF-8", expected="TOML in UTF-8", remedy="save it as UTF-8") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken(path, str(error)) from error
    lines = _Lines(path, text)
    unknown = sorted(set(data) - {"source"})
    errors = [SourceError(lines.top(k), f"unknown key {k!r}", expected="[[source]]", remedy=_meant(k, ("source",))) for k in unknown]
    tables = data.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        errors.append(SourceError(lines.top("source"), "source is no list of tables", expected="[[source]] before each"))
        tables = []
    entries = [_entry(table, number, lines, errors) for number, table in enumerate(tables)]
    errors += _doubles([entry for entry in entries if entry.path])
    if errors:
        raise ErrorGroup(str(path), f"{len(errors)} {'mistake' if len(errors) == 1 else 'mistakes'}", errors=tuple(errors))
    return tuple(entries)


def _broken(path: Path, message: str) -> SourceError:
    at = _AT.search(message)
    place = f"{path}:{at[1]}:{at[2]}" if at else str(path)
    found = message[: at.start()].strip() if at else message
    return SourceError(place, f"not valid TOML: {found[:1].lower()}{found[1:]}", remedy='write one `key = "value"` a line')


def _entry(table: dict[str, Any], number: int, lines: _Lines, errors: list[SourceError]) -> Entry:
    def wrong(key: str, found: str, expected: str, remedy: str = "") -> None:
        errors.append(SourceError(lines.of(number, key), found, expected=expected, remedy=remedy))

    for key in table:
        if key not in _KEYS:
            wrong(key, f"unknown key {key!r}", ", ".join(_KEYS), _meant(key, _KEYS))
    if "path" not in table:
        wrong("", "a source without path", "path, outlet, published, lineage or locale", "say which file it is")
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
    return Entry(path or "", lines.of(number, "path"), outlet, published, lineage, (locale or "en").replace("_", "-"))


def _text(table: dict[str, Any], key: str, wrong: Callable[..., None]) -> str | None:
    value = table.get(key)
    if value is None or (isinstance(value, str) and value.strip()):
        return value
    wrong(key, f"{key} = {value!r}", "text in quotation marks" if not isinstance(value, str) else f"{key} or no such line")
    return None


def _published(table: dict[str, Any], wrong: Callable[..., None]) -> str | None:
    """The date as ISO 8601; TOML's own dates are as good as text."""
    value = table.get("published")
    if isinstance(value, date):  # also a date with a time
        return value.isoformat()
    text = _text(table, "published", wrong)
    if text is not None:
        try:
            datetime.fromisoformat(text)
        except ValueError:
            wrong("published", f"published = {text!r}", 'a date or time as ISO 8601: "2026-03-10", "2026-03-10T14:30:00+01:00"')
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

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._top: dict[str, int] = {}
        self._sources: list[dict[str, int]] = []
        here = self._top
        for number, line in enumerate(text.splitlines(), 1):
            if _HEADER.match(line):
                here = {"": number}
                self._sources.append(here)
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
        return f"{self._path}:{line}" if line else str(self._path)
