"""News in JSON (IPTC ninjs, 1.0 to 3.x): headline and body of one item. JSON that is no such item is not read.

Each character keeps the line and column that it has in the file, escapes and all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from factcheck.errors import NotNewsError, SourceError
from factcheck.model import Mark, Position
from factcheck.sources import html
from factcheck.sources.decoding import decode
from factcheck.sources.metadata import locale, moment
from factcheck.sources.reading import Composer, Reading, runs, through
from factcheck.sources.tags import article

SUFFIXES = (".json",)
SUMMARY = "news in JSON (IPTC ninjs): headline and body; other JSON is listed as not read"

_TOLD = ("uri", "versioncreated", "firstcreated", "standard")  # an item has one of them at least
_PAGES = ("text/html", "application/xhtml+xml", "html", "xhtml")
_PIECE = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|[^\\]+")
_HIGH = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}(?=\\u[dD][c-fC-F])")  # the first half of a character


class _Value(str):
    """A text in a JSON file; ``start`` is where it begins in the file, behind the quotation mark."""

    start = 0


def read(raw: bytes, place: str) -> Reading:
    """Return headline and body of a news item.

    Raises:
        NotNewsError: it is none.
        SourceError: it is one without words.
    """
    text, item = _item(raw, place)
    headline = _chosen(item.get("headlines")) or item.get("headline")
    body, paged = _body(item)
    parts = [(value, page) for value, page in ((headline, False), (body, paged)) if isinstance(value, _Value) and value.strip()]
    if body is None:
        raise NotNewsError(place, "an item of ninjs without text", expected="body_text, body_html or bodies")
    if not parts:
        raise SourceError(place, "has no words", expected="an item with text", remedy="take it out")
    found, pairs, marks = "", [], []
    for value, page in parts:
        composer = Composer(value)
        if page:
            html.write(composer, *article(value))
        else:
            composer.copy(0, len(value))
        found += "\n\n" if found and not found.endswith("\n\n") else ""
        start = len(found)
        if value is headline:
            marks.append(Mark(start, start + composer.length, Position.HEADLINE))
        marks += [Mark(m.start + start, m.end + start, m.position) for m in composer.marks]
        pairs += [(here + start, there) for here, there in through(composer.pairs, composer.length, _escaped(text, value.start))]
        found += composer.text
    read = Reading(found, "ninjs", runs(pairs, len(found), text), tuple(marks), file=text)
    published = moment(_text(item, "versioncreated")) or moment(_text(item, "firstcreated"))
    return replace(read, outlet=_outlet(item), published=published, locale=locale(_text(item, "language")))


def _item(raw: bytes, place: str) -> tuple[str, dict[str, Any]]:
    """The text of the file and the item in it."""
    if b'"bod' not in raw and b'"headline' not in raw:  # seen before a large table is parsed
        raise NotNewsError(place, "JSON, but no news item")
    from json.decoder import JSONDecoder, scanstring  # type: ignore[attr-defined]
    from json.scanner import py_make_scanner  # type: ignore[attr-defined]

    def placed(text: str, start: int, strict: bool) -> tuple[_Value, int]:
        value, end = scanstring(text, start, strict)
        found = _Value(value)
        found.start = start
        return found, end

    try:
        text, _ = decode(raw, place)
        decoder: Any = JSONDecoder()
        decoder.parse_string = placed
        decoder.scan_once = py_make_scanner(decoder)
        item = decoder.decode(text)
    except (SourceError, ValueError, RecursionError) as problem:
        raise NotNewsError(place, "JSON, but broken or nested too deep") from problem
    if not isinstance(item, dict) or not any(key in item for key in _TOLD) or not any(key.startswith(("bod", "headline")) for key in item):
        raise NotNewsError(place, "JSON, but no news item")
    return text, item


def _chosen(given: object, *types: str) -> Any:
    """Of values for several uses (2.x, 3.x) the one for the main use, else the first; None where there is none of these types."""
    values = [v for v in given if isinstance(v, dict) and isinstance(v.get("value"), _Value)] if isinstance(given, list) else []
    if types:
        values = [v for v in values if str(v.get("contenttype", "text/plain")).lower().startswith(types)]
    values.sort(key=lambda v: v.get("role") not in ("main", "headline"))
    return values[0]["value"] if values else None


def _body(item: dict[str, Any]) -> tuple[Any, bool]:
    """The body, and whether it is a page."""
    pages = [item.get("body_html"), item.get("body_xhtml"), _chosen(item.get("bodies"), *_PAGES)]
    plain = [item.get("body_text"), _chosen(item.get("bodies"), "text")]
    for found, page in [*((p, True) for p in pages), *((p, False) for p in plain)]:
        if isinstance(found, _Value) and found.strip():
            return found, page
    return None, False


def _outlet(item: dict[str, Any]) -> str | None:
    """Who has provided the item: the provider, else who holds the rights."""
    provider = item.get("provider")
    named = _text(provider, "name") if isinstance(provider, dict) else _text(item, "provider")
    return named.strip() or _text(item, "copyrightholder").strip() or None


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    return str(value) if isinstance(value, str) else ""


def _escaped(text: str, start: int) -> list[tuple[int, int]]:
    """Offsets in a value and in the file from ``start`` on, wherever an escape has parted them."""
    pairs = [(0, start)]
    inner, at = 0, start
    end = _end(text, start)
    while at < end and (piece := _PIECE.match(text, at, end)) is not None:
        escape = piece.group()[0] == "\\"
        half = _HIGH.match(text, at) is not None
        at = piece.end()
        inner += 0 if half else 1 if escape else at - piece.start()
        if escape and not half:
            pairs.append((inner, at))
        elif half:
            continue
    return pairs


def _end(text: str, start: int) -> int:
    """Where the value that begins here ends: at the first quotation mark that is not escaped."""
    at = start
    while text[at] != '"':
        at += 2 if text[at] == "\\" else 1
    return at
