"""Feeds (RSS 0.9 to 2.0, Atom): each entry is an article of its own (docs/adr/0026). Its whole text is read where the feed has it, else the summary.

As news in XML: once as XML, which tells where things stand, and there once more as a page. What an entry holds is mostly a page in escaped form, so a
place goes back over two steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from typing import NamedTuple

from factcheck.errors import NotNewsError
from factcheck.model import About, Position
from factcheck.sources import html
from factcheck.sources.metadata import locale, moment, posted
from factcheck.sources.names import slugs
from factcheck.sources.reading import Composer, Gathering, Reading, line_ends
from factcheck.sources.xmlparts import local, tell, xml_text

SUFFIXES = (".rss", ".atom")
SUMMARY = "feeds (RSS, Atom): each entry is a source"

_ROOT = re.compile(r"(?:<\?[^>]*+>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\][^>]*+)?>|\s++)*+<(?:[\w-]{1,20}:)?(rss|feed|RDF)[\s>]", re.DOTALL)
_ENTRY = ("item", "entry")
_OPENED = re.compile(r"""<[^\s"'>/]++(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_ESCAPED = re.compile(r"<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<\?.*?\?>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|lt|gt|amp|quot|apos);", re.DOTALL)
_BODIES = ("encoded", "content", "description", "summary")  # the first that holds words is read
_TIMES = ("pubDate", "published", "issued", "date", "updated", "modified")
_XHTML = "xhtml"
_XML = "{http://www.w3.org/XML/1998/namespace}lang"
_MEDIA = "{http://search.yahoo.com/mrss/}"  # what stands beside pictures
_LONGEST = 2_000  # characters of what an entry says of itself


class _Stretch(NamedTuple):
    """Where an element stands, in bytes, its tags not; ``page`` where it holds elements instead of escaped ones."""

    start: int
    end: int
    page: bool


@dataclass
class _Entry:
    """An item that is being read, or the feed around it."""

    told: dict[str, str] = field(default_factory=dict)
    shown: dict[str, _Stretch] = field(default_factory=dict)


def is_feed(text: str) -> bool:
    """Whether the outermost element of an XML text is that of a feed."""
    return _ROOT.match(text) is not None


def read(raw: bytes, place: str) -> Reading:
    """Return the first entry of a feed.

    Raises:
        NotNewsError, SourceError: as of ``articles``.
    """
    return articles(raw, place)[0]


def articles(raw: bytes, place: str) -> Sequence[Reading]:
    """Return the entries of a feed, in its order, each under a name made of its title.

    Raises:
        NotNewsError: it has no entries with words, or is no feed.
        SourceError: it is broken, nested too deep, or declares entities.
    """
    text = xml_text(raw, place)
    if not is_feed(text):
        raise NotNewsError(place, "XML, but no feed")
    return entries(text, place)


def entries(text: str, place: str) -> Sequence[Reading]:
    """Return the entries of the text of a feed.

    Raises:
        NotNewsError: it has none with words.
        SourceError: it is broken, nested too deep, or declares entities.
    """
    feed = _Feed()
    tell(text, feed, place, locate=feed.locate)
    ends, at = line_ends(text), _characters(text, (edge for e in feed.entries for s in e.shown.values() for edge in s[:2]))
    found = [read for entry in feed.entries if (read := _article(text, entry, feed.around, ends, at)).text.strip()]
    if not found:
        raise NotNewsError(place, "a feed without entries that hold words")
    names = slugs([read.about.title for read in found])
    return [replace(read, name=name) for read, name in zip(found, names, strict=True)]


def _article(text: str, entry: _Entry, feed: _Entry, ends: Sequence[int], at: Mapping[int, int]) -> Reading:
    gathering = Gathering(text, ends)
    title = _add(gathering, text, entry.shown.get("title"), at, Position.HEADLINE)
    for name in _BODIES:
        if name in entry.shown and _add(gathering, text, entry.shown[name], at).strip():
            break
    told = {name: " ".join(words.split()) for name, words in entry.told.items()}
    around = {name: " ".join(words.split()) for name, words in feed.told.items()}
    days = [day for name in _TIMES if (day := _day(told.get(name, "")))]
    outlet = told.get("source") or told.get("publisher") or around.get("title") or None
    updated = _day(told.get("updated", "")) or _day(told.get("modified", "")) or ""
    rights = next((told[name] for name in ("credit", "rights", "copyright") if told.get(name)), "")
    about = About(
        " ".join(title.split()), updated if days and updated != days[0] else "", told.get("category", ""), rights if rights != outlet else ""
    )
    spoken = locale(told.get("language", "")) or locale(around.get("language", ""))
    return replace(gathering.reading("feed"), outlet=outlet, published=days[0] if days else None, locale=spoken, about=about)


def _day(written: str) -> str | None:
    return moment(written) or posted(written)


def _add(gathering: Gathering, text: str, stretch: _Stretch | None, at: Mapping[int, int], position: Position | None = None) -> str:
    """Add what an element shows, and return it."""
    if stretch is None:
        return ""
    start, end = at[stretch.start], at[stretch.end]
    opened = _OPENED.match(text, start, end)
    start = opened.end() if opened else end
    if stretch.page:
        composer, escaped = Composer(text), [(0, 0)]
        html.write(composer, start, end)
    else:
        value, escaped = _unescaped(text, start, end)
        composer = Composer(value)
        html.write(composer, 0, len(value))
    if not composer.text.strip():
        return ""
    gathering.add(composer, escaped, position)
    return composer.text


def _unescaped(text: str, start: int, end: int) -> tuple[str, list[tuple[int, int]]]:
    """What a stretch of XML without elements stands for; offsets in it and in the file wherever they part."""
    parts: list[str] = []
    pairs: list[tuple[int, int]] = []
    length = 0

    def keep(piece: str, at: int) -> None:
        nonlocal length
        pairs.append((length, at))
        parts.append(piece)
        length += len(piece)

    at = start
    for mark in _ESCAPED.finditer(text, start, end):
        keep(text[at : mark.start()], at)
        if mark[1] is not None:
            keep(mark[1], mark.start(1))
        elif mark.group().startswith("&"):
            keep(unescape(mark.group()), mark.start())
        at = mark.end()
    keep(text[at:end], at)
    return "".join(parts), pairs


def _characters(text: str, edges: Iterable[int]) -> dict[int, int]:
    """Offsets in characters for offsets in bytes, in one pass."""
    encoded = text.encode("utf-8", "replace")
    found: dict[int, int] = {}
    byte = character = 0
    for edge in sorted(set(edges)):
        character += len(encoded[byte:edge].decode("utf-8", "replace"))
        byte = found[edge] = edge
        found[edge] = character
    return found


class _Feed:
    """The state of one pass over the elements."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self.around = _Entry()
        self._path: list[str] = []
        self._begun: dict[int, tuple[int, bool]] = {}  # by depth: where an element that is shown begins, and whether it holds elements
        self._byte: Callable[[], int] = int
        self._text = ""  # what the text that comes is

    def locate(self, byte: Callable[[], int]) -> None:
        """Take the function that says where in the file something stands."""
        self._byte = byte

    @property
    def _inside(self) -> int:
        """How deep in an entry; 0 outside of all."""
        return next((len(self._path) - n for n, name in enumerate(self._path) if name in _ENTRY), 0)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        known = "" if name.startswith(_MEDIA) and local(name) != "credit" else local(name)
        self._path.append(known)
        depth = self._inside
        if known in _ENTRY and depth == 1:
            self.entries.append(_Entry())
        entry = self.entries[-1] if depth else self.around
        spoken = attributes.get(_XML)
        if spoken and len(self._path) < 4:
            entry.told.setdefault("language", spoken)
        if depth == 2:
            self._field(known, attributes, entry)
        elif not depth and len(self._path) in (2, 3) and known in ("title", "language") and "image" not in self._path:
            self._text = known if known not in entry.told else ""
        elif depth == 3 and self._path[-2:] == ["source", "title"]:  # of Atom
            self._text = "source"

    def _field(self, known: str, attributes: dict[str, str], entry: _Entry) -> None:
        if known in ("title", *_BODIES) and known not in entry.shown and "src" not in attributes:
            self._begun[len(self._path)] = (self._byte(), attributes.get("type") == _XHTML)
        elif known == "category" and "category" not in entry.told:
            entry.told["category"] = attributes.get("label") or attributes.get("term") or ""
            self._text = "" if entry.told["category"] else "category"
        else:
            self._text = known if known not in entry.told else ""

    def end(self, name: str) -> None:
        begun = self._begun.pop(len(self._path), None)
        known = self._path.pop()
        if begun is not None:
            self.entries[-1].shown.setdefault(known, _Stretch(begun[0], self._byte(), begun[1]))
        self._text = ""

    def data(self, text: str) -> None:
        if not self._text:
            return
        told = (self.entries[-1] if self._inside else self.around).told
        if len(told.get(self._text, "")) < _LONGEST:
            told[self._text] = told.get(self._text, "") + text
