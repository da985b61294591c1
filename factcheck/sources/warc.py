"""Archives of crawled pages (.warc) and of their text (.wet), packed or not: each page is an article of its own (docs/adr/0026).

Records are unpacked one by one, up to a limit, and never to a disk. What is no page that was found, or has no words, is counted in a note. Lines and
columns are those of the page as it was sent.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from factcheck.errors import NotNewsError, SourceError, TooLargeError
from factcheck.sources import html, plain
from factcheck.sources.decoding import decode
from factcheck.sources.names import slugs
from factcheck.sources.reading import Reading

SUFFIXES = (".warc", ".warc.gz", ".wet", ".wet.gz")
SUMMARY = "archives of pages (WARC, WET): each page is a source"

_GZIP = b"\x1f\x8b"
_VERSION = b"WARC/"
_LINE = 16_000  # bytes of a header
_HEADERS = 200  # of one record
_RECORD = 16_000_000  # bytes of one record: pages of copy have 100,000, films more
_UNPACKED = 4_000_000_000  # of a file
_PIECE = 1_000_000
_PAGES = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_EXPECTED = "an archive of pages"
_MARK = "\ufeff".encode()


class _Record(NamedTuple):
    headers: Mapping[str, str]  # by their small names
    content: bytes | None  # None where it is larger than any page


def read(raw: bytes, place: str) -> Reading:
    """Return the first page of an archive.

    Raises:
        NotNewsError, SourceError: as of ``articles``.
    """
    return articles(raw, place)[0]


def articles(raw: bytes, place: str) -> Sequence[Reading]:
    """Return the pages of an archive, in its order, each under a name made of its title or else of its address.

    Raises:
        NotNewsError: it has no page with words.
        SourceError: it is no archive, damaged, or ends too soon.
        TooLargeError: it unpacks to more than is ever read.
    """
    found: list[Reading] = []
    titles: list[str] = []
    left = 0
    try:
        for record in _records(_opened(raw), place):
            try:
                page = _page(record, place)
            except SourceError:  # no words, or no text at all: of a crawl much is so
                page = None
            if page is None:
                left += record.headers.get("warc-type", "") in ("response", "conversion", "resource")
                continue
            host, last = _address(record.headers.get("warc-target-uri", "").strip("<> "))
            found.append(replace(page, outlet=page.outlet or host or None, file=""))
            titles.append(page.about.title or last or host)
    except (OSError, EOFError, zlib.error) as problem:
        raise SourceError(place, f"is damaged: {str(problem) or 'it ends too soon'}", expected=_EXPECTED, remedy="fetch it once more") from problem
    if not found:
        raise NotNewsError(place, "an archive without pages that hold words")
    notes = (f"{left} {'record' if left == 1 else 'records'} without copy not read",) if left else ()
    named = [replace(page, name=name) for page, name in zip(found, slugs(titles), strict=True)]
    return [replace(named[0], notes=(*notes, *named[0].notes)), *named[1:]]


def _address(written: str) -> tuple[str, str]:
    """The host of an address, and the last name in it without what says of which sort it is; "" where there is none."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(written)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", ""
    last = parts.path.rstrip("/").rpartition("/")[2]
    return host, last.rpartition(".")[0] or last


def _opened(raw: bytes) -> BinaryIO:
    import gzip
    from io import BytesIO
    from typing import cast

    return cast("BinaryIO", gzip.GzipFile(fileobj=BytesIO(raw))) if raw.startswith(_GZIP) else BytesIO(raw)


def _records(stream: BinaryIO, place: str) -> Iterator[_Record]:
    room = _UNPACKED
    while line := stream.readline(_LINE):
        if not line.strip():
            room -= len(line)
            continue
        if not line.startswith(_VERSION):
            raise SourceError(place, f"is no WARC: a record begins with {line[:20]!r}", expected="WARC/1.0", remedy="fetch it once more")
        headers = _headers(stream)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdecimal() and len(length) < 16):
            raise SourceError(place, f"is damaged: a record of {length[:20]!r} bytes", expected="a number", remedy="fetch it once more")
        size = int(length)
        room -= size
        if room < 0:
            raise TooLargeError(place, f"unpacks to more than {_UNPACKED:,} bytes", expected=_EXPECTED, remedy="split it")
        content = stream.read(size) if size <= _RECORD else None
        read = len(content) if content is not None else _skipped(stream, size)
        if read < size:
            raise SourceError(place, "ends too soon: its last record is cut off", expected=_EXPECTED, remedy="fetch it once more")
        yield _Record(headers, content)


def _headers(stream: BinaryIO) -> dict[str, str]:
    found: dict[str, str] = {}
    for _ in range(_HEADERS):
        line = stream.readline(_LINE).decode("utf-8", "replace").strip()
        if not line:
            break
        name, _, value = line.partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return found


def _skipped(stream: BinaryIO, size: int) -> int:
    read = 0
    while read < size and (piece := stream.read(min(_PIECE, size - read))):
        read += len(piece)
    return read


def _page(record: _Record, place: str) -> Reading | None:
    """What a record says; None where it is no page that was found.

    Raises:
        SourceError: it has no words, or is no text.
    """
    kind, sort, content = record.headers.get("warc-type", ""), record.headers.get("content-type", ""), record.content
    if content is None or kind not in ("response", "resource", "conversion"):
        return None
    if kind == "response":
        head, parted, content = content.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:_HEADERS])}
        if not parted or lines[0].split()[1:2] != ["200"]:
            return None
        sort = headers.get("content-type", "")
        content = _received(content, headers)
    if sort.lower().startswith(_PAGES):
        charset = _CHARSET.search(sort)
        if charset:
            content = _MARK + decode(content, place, charset[1])[0].encode("utf-8", "replace")
        return html.read(content, place)
    return plain.read(content, place) if kind == "conversion" and sort.lower().startswith("text/plain") else None


def _received(content: bytes, headers: Mapping[str, str]) -> bytes:
    """A page as it was before it was packed for the way; nothing where the way is not known."""
    if headers.get("transfer-encoding", "").lower() == "chunked":
        content = _joined(content)
    packed = headers.get("content-encoding", "identity").lower()
    if packed in ("gzip", "x-gzip", "deflate"):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            return unpacker.decompress(content, _RECORD)
        except zlib.error:
            return content  # unpacked already when it was kept, as most crawlers do
    return content if packed in ("identity", "") else b""


def _joined(content: bytes) -> bytes:
    """The pieces of a page that was sent in some; the content itself where it is not parted so, as crawlers keep it joined."""
    parts: list[bytes] = []
    at = 0
    while (end := content.find(b"\r\n", at, at + 40)) >= 0:
        size = content[at:end].partition(b";")[0].strip()
        if not re.fullmatch(rb"[0-9a-fA-F]{1,8}", size):
            break
        if not int(size, 16):
            return b"".join(parts)
        parts.append(content[end + 2 : end + 2 + int(size, 16)])
        at = end + 2 + int(size, 16) + 2
    return content
