"""HTML: the words of the article on a page.

The page is read as a sequence of tags and text, never as a tree, so that every character keeps its place in the file; why no parser library does
this is in docs/adr/0004-html.md. Linear in the length of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape

from factcheck.errors import SourceError
from factcheck.model import Position
from factcheck.sources.decoding import decode
from factcheck.sources.pagemeta import PageMeta, articles_of, page_meta
from factcheck.sources.reading import Composer, Gathering, Reading
from factcheck.sources.tags import Tag, article, tags

SUFFIXES = (".html", ".htm", ".xhtml")
SUMMARY = "pages: the article, or the page where there is none"

_CHARSET = re.compile(rb"(?:charset|<\?xml[^<>]{0,99}?\sencoding)\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_:.-]{2,40})")
_HEAD = 4096  # bytes in which a page names its encoding
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_TOKEN = re.compile(r"[ \t\r\n\f]++|&|(?:[^ \t\r\n\f&]++(?: (?=[^ \t\r\n\f&]))?+)++")  # white space, an entity, words one blank apart
_BLOCKS = frozenset(
    "address article blockquote body center dd details dialog div dl dt fieldset figure footer header hgroup hr html main ol p pre section "
    "summary table tbody tfoot thead ul "
    "block byline dateline hedline media media-producer media-reference".split()  # of NITF, which is HTML with some words more
)
_MARKED = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Position.HEADLINE),
    "li": Position.LIST,
    "tr": Position.TABLE,
    "figcaption": Position.CAPTION,
    "caption": Position.CAPTION,
    **dict.fromkeys(("hl1", "hl2"), Position.HEADLINE),  # of NITF
    "media-caption": Position.CAPTION,
}

_MARKUP = re.compile(r"</?(?:p|br|div|li|h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)  # in the body of an article among the data of a page
_ALL, _FILLED = re.compile(r".*", re.DOTALL), re.compile(r"[^\r\n]+")
_WORD = re.compile(r"\w+")
_PASSAGE = 6  # words that stand in two texts by no chance
_TEASED = frozenset(("h2", "h3", "h4", "h5", "h6", "li"))  # marked blocks that may be the teaser of another story
_TEASER = 200  # characters; what is longer and in a link is no teaser


def read(raw: bytes, place: str) -> Reading:
    """Return the words of the longest article on a page, or of the page where no article holds at least half of it.

    Raises:
        SourceError: it is empty, binary, in no known encoding, or has no words.
    """
    declared = _CHARSET.search(raw[:_HEAD])
    text, notes = decode(raw, place, declared[1].decode("ascii") if declared else None)
    composer = Composer(text)
    _Page(composer).write(*article(text))
    told = page_meta(text)
    kept = _from_data(text, told, notes) if told.body and not _holds(composer.text, told.body) else None
    read = kept or composer.reading("html", notes)
    if not read.text.strip():
        raise SourceError(place, "has no words", expected="a page with text", remedy="pages built by scripts must be saved as they are shown")
    return replace(read, outlet=told.outlet, published=told.published, locale=told.locale, about=told.about)


def _holds(shown: str, body: str) -> bool:
    """Whether a page shows the article that its data hold: one at least of three short passages from it."""
    words, page = _WORD.findall(_MARKUP.sub(" ", unescape(body)).lower()), " ".join(_WORD.findall(shown.lower()))
    starts = [max(0, min(len(words) * part // 4, len(words) - _PASSAGE)) for part in (1, 2, 3)]
    return any(" ".join(words[start : start + _PASSAGE]) in page for start in starts)


def _from_data(text: str, told: PageMeta, notes: tuple[str, ...]) -> Reading | None:
    """Headline and body as they stand in the data of a page; None where those are nested too deep. A line of a body without tags is a paragraph."""
    from factcheck.sources.placedjson import Value, escapes, parse

    try:
        items = articles_of(parse(text, *told.data))
    except RecursionError:
        return None
    item = next(item for item in items if isinstance(item.get("articleBody"), Value) and item["articleBody"].strip())
    gathering = Gathering(text)
    for key, position in (("headline", Position.HEADLINE), ("articleBody", None)):
        value = item.get(key)
        if not isinstance(value, Value):
            continue
        composer = Composer(value)
        for line in [_ALL.match(value)] if _MARKUP.search(value) else _FILLED.finditer(value):
            if line:
                write(composer, *line.span())
        gathering.add(composer, escapes(text, value.start), position)
    return gathering.reading("html", (*notes, "its article is read from its data: the page does not show it"))


def write(composer: Composer, start: int, end: int) -> None:
    """Add the words of a stretch of a page to a text that is put together from it."""
    composer.end_block(start)
    _Page(composer).write(start, end)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What is known of the paragraph that is being written."""

    start: int  # in the text
    linked: bool = False  # it has words in a link
    plain: bool = False  # it has words outside of one, or is of a sort that no teaser is


class _Page:
    """The state of one pass over the tags."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._block: tuple[str, int] | None = None  # the marked block that is open, and where it began
        self._pre = 0
        self._links = 0  # open ones
        self._paragraph = _Paragraph(0)
        self._article = False

    def write(self, start: int, end: int) -> None:
        self._article = end - start < len(self._composer.original)
        at = start
        for tag in tags(self._composer.original, start, end):
            self._words(at, tag.start)
            at = tag.end
            self._tag(tag)
        self._words(at, end)
        self._close()
        self._end_block(end)

    def _end_block(self, at: int) -> None:
        """End a paragraph; in an article one of nothing but a link is the teaser of another story."""
        composer, paragraph = self._composer, self._paragraph
        if self._article and paragraph.linked and not paragraph.plain and composer.length - paragraph.start <= _TEASER:
            composer.mark(paragraph.start, Position.BOILERPLATE)
        composer.end_block(at)
        self._paragraph = _Paragraph(composer.length)

    def _tag(self, tag: Tag) -> None:
        name, composer = tag.name, self._composer
        if name == "br":
            composer.end_line(tag.start)
        elif name in ("td", "th"):
            if not tag.closing and not composer.last.isspace():
                composer.put("\t", tag.start)
        elif name == "a":
            self._links = max(0, self._links + (-1 if tag.closing else 1))
        elif name in _MARKED:
            self._close()
            self._end_block(tag.start)
            if not tag.closing:
                self._block = (name, composer.length)
                self._paragraph = replace(self._paragraph, plain=name not in _TEASED)
        elif name in _BLOCKS and not self._inside(name):
            self._close()
            self._end_block(tag.start)
        if name == "pre":
            self._pre = max(0, self._pre + (-1 if tag.closing else 1))

    def _inside(self, name: str) -> bool:
        """Whether a block does not part what is open: anything in a row, a paragraph in an item."""
        return self._block is not None and (self._block[0] == "tr" or name == "p")

    def _close(self) -> None:
        if self._block is not None:
            name, start = self._block
            self._block = None
            if self._article and self._paragraph.linked and not self._paragraph.plain:
                return  # a teaser, marked as such where its paragraph ends
            self._composer.mark(start, _MARKED[name])

    def _words(self, start: int, end: int) -> None:
        """Add text: white space becomes one blank, entities become what they stand for."""
        composer, text = self._composer, self._composer.original
        if (not self._paragraph.plain or not self._paragraph.linked) and not text[start:end].isspace() and start < end:
            paragraph = self._paragraph
            self._paragraph = replace(paragraph, linked=paragraph.linked or self._links > 0, plain=paragraph.plain or not self._links)
        if self._pre:
            composer.copy(start, end)
            return
        at = start
        while at < end and (match := _TOKEN.match(text, at, end)) is not None:
            token = match.group()
            at = match.end()
            if token == "&":
                entity = _ENTITY.match(text, match.start(), end)
                composer.put(unescape(entity.group()) if entity else "&", match.start())
                at = entity.end() if entity else at
            elif token[0] in " \t\r\n\f":
                composer.blank(match.start())
            else:
                composer.copy(match.start(), at)
