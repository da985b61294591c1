"""News in XML (IPTC NITF, NewsML-G2): headline and text of one item. XML that is no such item is not read.

The file is read twice: once as XML, which tells where headline and text stand and what the item says of itself, and there as a page, so that each
character keeps its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from factcheck.errors import NotNewsError, SourceError
from factcheck.model import About, Position
from factcheck.sources import feeds, html
from factcheck.sources.metadata import locale, moment
from factcheck.sources.reading import Composer, Reading
from factcheck.sources.xmlparts import local, tell, xml_text

SUFFIXES = (".xml",)
SUMMARY = "news in XML (NITF, NewsML-G2, feeds); other XML is listed as not read"

_ROOT = re.compile(r"<(?:[\w-]{1,20}:)?(nitf|newsItem|newsMessage)[\s>]")
_BLANK = re.compile(r"\n[ \t\r]*\n")
_HEAD = 20_000  # characters in which the outermost element begins
_SHOWN = frozenset(("headline", "hedline", "body.content", "inlineXML", "inlineData"))
# What an item says of itself: the element, the attribute ("" for its text), what it is.
_NAMED = {
    ("versionCreated", ""): "version",
    ("firstCreated", ""): "first",
    ("date.issue", "norm"): "version",
    ("date.release", "norm"): "first",
    ("provider", "literal"): "provider",
    ("provider", "qcode"): "code",
    ("pubdata", "name"): "provider",
    ("copyrightHolder", "literal"): "holder",
    ("doc.copyright", "holder"): "holder",
    ("language", "tag"): "language",
}
_PARTIES = {"provider": "provider", "copyrightHolder": "holder"}  # may hold a name


def read(raw: bytes, place: str) -> Reading:
    """Return headline and text of the first news item of a file.

    Raises:
        NotNewsError: it holds none.
        SourceError: it holds one and is broken, or one without words.
    """
    return _first(_text(raw, place), place)


def articles(raw: bytes, place: str) -> Sequence[Reading]:
    """Return the entries where the file is a feed, else the first news item of it.

    Raises:
        NotNewsError: it holds none.
        SourceError: it holds some and is broken, or one without words.
    """
    text = _text(raw, place)
    return feeds.entries(text, place) if feeds.is_feed(text) else (_first(text, place),)


def _text(raw: bytes, place: str) -> str:
    try:
        return xml_text(raw, place)
    except SourceError as problem:
        raise NotNewsError(place, f"no XML that can be read: {problem.found}") from problem


def _first(text: str, place: str) -> Reading:
    """Headline and text of the first news item."""
    root = _ROOT.search(text, 0, _HEAD)
    if root is None:
        raise NotNewsError(place, "XML, but no news item")
    item = _Item()
    tell(text, item, place, locate=item.locate)
    if not item.found.keys() - {"headline", "hedline"}:
        raise NotNewsError(place, "a news item without text")
    composer = Composer(text)
    encoded = text.encode("utf-8", "replace")
    headline = "hedline" if "hedline" in item.found else "headline"
    for name in (headline, "body.content", "inlineXML", "inlineData"):
        if name in item.found and not (name == "inlineXML" and "body.content" in item.found):
            start, end = (len(encoded[:byte].decode("utf-8", "replace")) for byte in item.found[name])
            begun = composer.length
            for first, last in _passages(text, start, end) if name == "inlineData" else ((start, end),):
                html.write(composer, first, last)
            if name == "headline":
                composer.mark(begun, Position.HEADLINE)
    if not composer.text.strip():
        raise SourceError(place, "has no words", expected="an item with text", remedy="take it out")
    notes = [f"{item.more} more news {'item' if item.more == 1 else 'items'} in the file not read"] if item.more else []
    notes += ["marked sections (CDATA) in it not read"] if "<![CDATA[" in text else []
    read = composer.reading("nitf" if root[1] == "nitf" else "newsml", tuple(notes))
    told = {name: " ".join(words.split()) for name, words in item.told.items()}
    holder = told.get("holder", "")
    outlet = told.get("provider") or holder or told.get("code", "").rpartition(":")[2] or None
    published = moment(told.get("version", "")) or moment(told.get("first", ""))
    about = About(read.title, credit=holder if holder != outlet else "")
    return replace(read, outlet=outlet, published=published, locale=locale(told.get("language", "")), about=about)


def _passages(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Plain text in XML: its paragraphs, between empty lines."""
    for blank in _BLANK.finditer(text, start, end):
        yield start, blank.start()
        start = blank.end()
    yield start, end


class _Item:
    """The state of one pass over the elements: the first item with text."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[int, int]] = {}  # where what is shown stands, in bytes
        self.told: dict[str, str] = {}
        self.more = 0
        self._path: list[str] = []
        self._begun: dict[str, int] = {}
        self._text = ""  # what the text that comes is
        self._byte: Callable[[], int] = int

    def locate(self, byte: Callable[[], int]) -> None:
        """Take the function that says where in the file something stands."""
        self._byte = byte

    def start(self, name: str, attributes: dict[str, str]) -> None:
        known = local(name)
        self._path.append(known)
        if known in ("newsItem", "packageItem") and self.found.keys() - {"headline"}:
            self.more += 1
        if self.more:
            return
        if known in ("newsItem", "packageItem"):
            self.found, self.told = {}, {}
        if known in _SHOWN and known not in self.found:
            self._begun[known] = self._byte()
        for key, value in attributes.items():
            told = _NAMED.get((known, local(key)))
            if told:
                self.told.setdefault(told, value)
        if known == "nitf" or "inlineXML" not in self._path:
            told = _NAMED.get((known, "")) or (_PARTIES.get(self._path[-2]) if known == "name" and len(self._path) > 1 else None)
            self._text = told if told and told not in self.told else ""

    def end(self, name: str) -> None:
        known = self._path.pop()
        self._text = ""
        if known in self._begun and not self.more:
            self.found.setdefault(known, (self._begun.pop(known), self._byte()))

    def data(self, text: str) -> None:
        if self._text and not self.more and len(self.told.get(self._text, "")) < 1_000:
            self.told[self._text] = self.told.get(self._text, "") + text
