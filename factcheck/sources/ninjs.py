"""News in JSON (IPTC ninjs, 1.0 to 3.x): headline and body of one item. JSON that is no such item is not read.

Each character keeps the line and column that it has in the file, escapes and all.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from factcheck.errors import NotNewsError, SourceError
from factcheck.model import About, Position
from factcheck.sources import html
from factcheck.sources.decoding import decode
from factcheck.sources.metadata import locale, moment
from factcheck.sources.placedjson import Value, escapes, parse
from factcheck.sources.reading import Composer, Gathering, Reading
from factcheck.sources.tags import article

SUFFIXES = (".json",)
SUMMARY = "news in JSON (IPTC ninjs): headline and body; other JSON is listed as not read"

_TOLD = ("uri", "versioncreated", "firstcreated", "standard")  # an item has one of them at least
_PAGES = ("text/html", "application/xhtml+xml", "html", "xhtml")


def read(raw: bytes, place: str) -> Reading:
    """Return headline and body of a news item.

    Raises:
        NotNewsError: it is none.
        SourceError: it is one without words.
    """
    text, item = _item(raw, place)
    headline = _chosen(item.get("headlines")) or item.get("headline")
    body, paged = _body(item)
    parts = [(value, page) for value, page in ((headline, False), (body, paged)) if isinstance(value, Value) and value.strip()]
    if body is None:
        raise NotNewsError(place, "an item of ninjs without text", expected="body_text, body_html or bodies")
    if not parts:
        raise SourceError(place, "has no words", expected="an item with text", remedy="take it out")
    gathering = Gathering(text)
    for value, page in parts:
        composer = Composer(value)
        if page:
            html.write(composer, *article(value))
        else:
            composer.copy(0, len(value))
        gathering.add(composer, escapes(text, value.start), Position.HEADLINE if value is headline else None)
    read, outlet = gathering.reading("ninjs"), _outlet(item)
    published = moment(_text(item, "versioncreated")) or moment(_text(item, "firstcreated"))
    holder = " ".join(_text(item, "copyrightholder").split())
    about = About(" ".join(headline.split()) if isinstance(headline, str) else "", credit=holder if holder != outlet else "")
    return replace(read, outlet=outlet, published=published, locale=locale(_text(item, "language")), about=about)


def _item(raw: bytes, place: str) -> tuple[str, dict[str, Any]]:
    """The text of the file and the item in it."""
    if b'"bod' not in raw and b'"headline' not in raw:  # seen before a large table is parsed
        raise NotNewsError(place, "JSON, but no news item")
    try:
        text, _ = decode(raw, place)
        item = parse(text)
    except (SourceError, ValueError, RecursionError) as problem:
        raise NotNewsError(place, "JSON, but broken or nested too deep") from problem
    if not isinstance(item, dict) or not any(key in item for key in _TOLD) or not any(key.startswith(("bod", "headline")) for key in item):
        raise NotNewsError(place, "JSON, but no news item")
    return text, item


def _chosen(given: object, *types: str) -> Any:
    """Of values for several uses (2.x, 3.x) the one for the main use, else the first; None where there is none of these types."""
    values = [v for v in given if isinstance(v, dict) and isinstance(v.get("value"), Value)] if isinstance(given, list) else []
    if types:
        values = [v for v in values if str(v.get("contenttype", "text/plain")).lower().startswith(types)]
    values.sort(key=lambda v: v.get("role") not in ("main", "headline"))
    return values[0]["value"] if values else None


def _body(item: dict[str, Any]) -> tuple[Any, bool]:
    """The body, and whether it is a page."""
    pages = [item.get("body_html"), item.get("body_xhtml"), _chosen(item.get("bodies"), *_PAGES)]
    plain = [item.get("body_text"), _chosen(item.get("bodies"), "text")]
    for found, page in [*((p, True) for p in pages), *((p, False) for p in plain)]:
        if isinstance(found, Value) and found.strip():
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
