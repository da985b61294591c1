"""Archives of crawled pages: which records are articles, what is read of them, and what is wrong with an archive."""

from __future__ import annotations

import gzip
import io

import pytest

from factcheck.errors import NotNewsError, SourceError, TooLargeError
from factcheck.model import Run
from factcheck.sources import load, warc

PAGE = '<html lang="en"><head><meta property="og:title" content="Toll rises"></head>\n<body><p>Some 12 men – “boys”.</p></body></html>'
CHUNKED = b"5\r\n<p>So\r\n1d;x=y\r\nme 13 men came to the valley.\r\n0\r\n\r\n"


def record(kind, content, sort="application/http; msgtype=response", uri="https://www.hill.example/2026/dam-fails.html?x=9"):
    """One record of an archive."""
    raw = content if isinstance(content, bytes) else content.encode()
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {sort}\r\nContent-Length: {len(raw)}\r\n\r\n"
    return head.encode() + raw + b"\r\n\r\n"


def http(body, head="Content-Type: text/html; charset=utf-8", status="200 OK"):
    """What a server sent."""
    return f"HTTP/1.1 {status}\r\n{head}\r\n\r\n".encode() + (body if isinstance(body, bytes) else body.encode())


RECORDS = [
    record("warcinfo", "software: x 99", "application/warc-fields"),
    record("request", "GET /88 HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    record("response", http(PAGE)),
    record("response", http("<p>Not found: 77.</p>", status="404 Not Found")),
    record("response", http(b"\x89PNG", "Content-Type: image/png")),
    record("response", http("<p>café 5</p>".encode("cp1252"), "Content-Type: text/html; charset=iso-8859-1"), uri="http://bay.example/"),
    record("response", http(CHUNKED, "Content-Type: text/html\r\nTransfer-Encoding: chunked")),
    record("response", http(gzip.compress(b"<p>Some 14 men.</p>"), "Content-Type: text/html\r\nContent-Encoding: gzip")),
    record("response", http(b"<p>Some 15 men.</p>", "Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked")),
    record("response", http("<script>66</script>")),
    record("conversion", "Some 16\nmen.", "text/plain"),
]
READ = [
    ("toll-rises", "Some 12 men – “boys”.", "hill.example"),
    ("bay-example", "café 5", "bay.example"),
    ("dam-fails", "Some 13 men came to the valley.", "hill.example"),
    ("dam-fails-2", "Some 14 men.", "hill.example"),
    ("dam-fails-3", "Some 15 men.", "hill.example"),
    ("dam-fails-4", "Some 16\nmen.", "hill.example"),
]
ARCHIVES = {
    "plain": b"".join(RECORDS),
    "packed by record": b"".join(gzip.compress(r) for r in RECORDS),
    "packed as a whole": gzip.compress(b"".join(RECORDS)),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_pages_that_were_found_are_articles(name):
    found = warc.articles(ARCHIVES[name], "a.warc")
    assert [(read.name, read.text.strip(), read.outlet) for read in found] == READ
    assert found[0].notes == ("3 records without copy not read",)
    assert found[0].origin[0] == Run(0, 2, 10)
    assert found[0].locale == "en"


@pytest.mark.parametrize("name", ["a.warc", "a.wet", "b.warc.gz", "b.WARC.WET.gz"])
def test_pages_are_sources_of_their_file(tmp_path, name):
    (tmp_path / name).write_bytes(ARCHIVES["packed by record"])
    assert [s.id for s in load([tmp_path]).sources] == sorted(f"{name}#{page}" for page, _, _ in READ)


BOMB = gzip.compress(b" " * 40_000_000)
HARM = {
    "no archive": (b"Some 12 men.", SourceError, "is no WARC: a record begins with b'Some 12 men.'"),
    "no archive, packed": (gzip.compress(b"Some 12 men."), SourceError, "is no WARC"),
    "empty": (b"", NotNewsError, "an archive without pages"),
    "no pages": (RECORDS[0], NotNewsError, "an archive without pages"),
    "cut off": (RECORDS[2][:-40], SourceError, "ends too soon"),
    "cut off, packed": (gzip.compress(RECORDS[2])[:-30], SourceError, "is damaged: "),
    "damaged": (gzip.compress(RECORDS[2])[:40] + b"xxxxxxxxxx" + gzip.compress(RECORDS[2])[50:], SourceError, "is damaged: "),
    "no length": (b"WARC/1.0\r\nWARC-Type: response\r\n\r\nx", SourceError, "is damaged: a record of '' bytes"),
    "a length below nothing": (b"WARC/1.0\r\nContent-Length: -5\r\n\r\nx", SourceError, "is damaged: a record of '-5' bytes"),
    "a length beyond all": (b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\nx", TooLargeError, "unpacks to more than 4,000,000,000 bytes"),
    "a length that is not there": (b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\nx", SourceError, "ends too soon"),
    "a bomb in a page": (record("response", http(BOMB, "Content-Type: text/html\r\nContent-Encoding: gzip")), NotNewsError, "an archive without"),
}  # fmt: skip


@pytest.mark.parametrize("name", HARM)
def test_what_is_refused(name):
    raw, kind, found = HARM[name]
    with pytest.raises(kind) as caught:
        warc.articles(raw, "a.warc")
    assert str(caught.value).startswith(f"a.warc: {found}")


def test_a_record_larger_than_any_page_is_passed_over():
    film = record("response", http(b"x" * 17_000_000))
    found = warc.articles(gzip.compress(film + RECORDS[2]), "a.warc.gz")
    assert [(read.name, read.notes) for read in found] == [("toll-rises", ("1 record without copy not read",))]


def test_fastwarc_finds_the_same_records():
    iterator = pytest.importorskip("fastwarc.warc").ArchiveIterator
    kinds = [str(r.record_type).rpartition(".")[2] for r in iterator(io.BytesIO(ARCHIVES["packed by record"]))]
    ours = [r.headers["warc-type"] for r in warc._records(warc._opened(ARCHIVES["packed by record"]), "a.warc")]
    assert kinds == ours
