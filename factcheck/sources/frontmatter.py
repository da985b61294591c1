"""Front matter: what stands between two lines of ``---`` (YAML) or ``+++`` (TOML) above a page of Markdown, and where in the file.

Only the entries that are asked for are parsed, each by itself: most are a word or a date, for which no parser of YAML is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from factcheck.documents import read_toml
from factcheck.errors import RuleError, SourceError
from factcheck.model import UNTOLD, About
from factcheck.sources.metadata import locale, moment

_LINE = re.compile(r"[^\r\n]+")
_ENTRY = re.compile(r"^([A-Za-z_][\w-]{0,40})[ \t]*([:=])[ \t]*", re.MULTILINE)
_NEXT = re.compile(r"^[^\s#-]", re.MULTILINE)  # the line that ends an entry: YAML indents what goes on, or lists it
_PLAIN = re.compile(r"[^\W_](?:(?!:\s| #)[^\r\n])*\Z")  # a value of one line that YAML takes as it stands
_QUOTED = re.compile(r"\"([^\"\\\r\n]*)\"\Z|'([^'\r\n]*)'\Z")
_LONGEST = 50_000  # characters of front matter that are looked at; what a page says of itself has some 500
_TITLES = ("title", "headline")
_SUMMARIES = ("description", "summary", "excerpt", "subtitle")
_DAYS = ("date", "published", "publishdate", "pubdate", "published_at", "datepublished")
_CHANGES = ("updated", "lastmod", "last_modified_at", "updateddate", "modified", "datemodified")
_LANGUAGES = ("lang", "language", "locale")
_OUTLETS = ("publisher", "outlet", "site_name")
_SECTIONS = ("section", "category", "categories")
_CREDITS = ("credit", "copyright")
_WANTED = frozenset((*_TITLES, *_SUMMARIES, *_DAYS, *_CHANGES, *_LANGUAGES, *_OUTLETS, *_SECTIONS, *_CREDITS))


class Field(NamedTuple):
    """A text of the front matter, and the stretch of the file in which it stands."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Front:
    """What is above a page; ``end`` is where the page begins."""

    end: int = 0
    title: Field | None = None
    summary: Field | None = None
    outlet: str | None = None
    published: str | None = None
    locale: str | None = None
    about: About = UNTOLD
    notes: tuple[str, ...] = ()


NO_FRONT = Front()


def front_matter(text: str, place: str) -> Front:
    """Return what a file says of itself above its page; nothing where it has no front matter. What is no YAML or TOML is told in a note."""
    fence = text[:3]
    if fence not in ("---", "+++") or text[3:4] not in ("\n", "\r"):
        return NO_FRONT
    closing = next((m for m in _LINE.finditer(text, 3) if (line := m.group().rstrip()) == fence or (fence == "---" and line == "...")), None)
    if closing is None:
        return NO_FRONT
    if closing.start() > _LONGEST:
        return Front(closing.end(), notes=(f"front matter of more than {_LONGEST:,} characters not read",))
    fields, notes = (_yaml if fence == "---" else _toml)(text, closing.start(), place)
    words = {name: field.words for name, field in fields.items()}
    about = About(
        _first(words, _TITLES) or "",
        next((day for name in _CHANGES if (day := moment(words.get(name, "")))), ""),
        _first(words, _SECTIONS) or "",
        _first(words, _CREDITS) or "",
    )
    return Front(
        closing.end(),
        next((fields[name] for name in _TITLES if name in fields), None),
        next((fields[name] for name in _SUMMARIES if name in fields), None),
        _first(words, _OUTLETS),
        next((day for name in _DAYS if (day := moment(words.get(name, "")))), None),
        next((known for name in _LANGUAGES if (known := locale(words.get(name, "")))), None),
        about,
        notes,
    )


def _first(words: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((words[name] for name in names if name in words), None)


def _yaml(text: str, end: int, place: str) -> tuple[dict[str, Field], tuple[str, ...]]:
    """The entries that are wanted. Each is parsed by itself, so that one that is broken takes no other with it."""
    fields: dict[str, Field] = {}
    notes = []
    for entry in _ENTRY.finditer(text, 4, end):
        name = entry[1].lower()
        if entry[2] != ":" or name not in _WANTED or name in fields:
            continue
        following = _NEXT.search(text, entry.end(), end)
        after = following.start() if following else end
        written = text[entry.end() : after].strip()
        quoted = _QUOTED.match(written)
        try:
            if quoted or _PLAIN.match(written):
                value: Any = (quoted[1] or quoted[2]) if quoted else written
            else:
                value = _parsed(text[entry.start() : after], place)
        except RuleError as problem:
            notes.append(f"front matter: {entry[1]} not read: {problem.found}")
            continue
        _keep(fields, name, value, entry.end(), after)
    return fields, tuple(notes)


def _parsed(written: str, place: str) -> Any:
    """The value of one entry by YAML's own parser.

    Raises:
        RuleError: it is no YAML, or bounded for harm.
    """
    from factcheck.tables.yamltree import parse_tree

    data = parse_tree(written.encode("utf-8", "replace"), place)
    return next(iter(data.values()), None) if isinstance(data, dict) else None


def _toml(text: str, end: int, place: str) -> tuple[dict[str, Field], tuple[str, ...]]:
    try:
        data = read_toml(text[4:end].encode("utf-8", "replace"), place, SourceError)
    except SourceError as problem:
        return {}, (f"front matter not read: {problem.found}",)
    entries = [entry for entry in _ENTRY.finditer(text, 4, end) if entry[2] == "="]
    fields: dict[str, Field] = {}
    for number, entry in enumerate(entries):
        if entry[1].lower() in _WANTED:
            after = entries[number + 1].start() if number + 1 < len(entries) else end
            _keep(fields, entry[1].lower(), data.get(entry[1]), entry.end(), after)
    return fields, ()


def _keep(fields: dict[str, Field], name: str, value: Any, start: int, end: int) -> None:
    """Keep the value of an entry, if it is a text or a day; of a list the first."""
    if isinstance(value, list):
        value = value[0] if value else None
    words = value.isoformat() if isinstance(value, date) else " ".join(value.split()) if isinstance(value, str) else ""  # a day also with a time
    if words:
        fields.setdefault(name, Field(words, start, end))
