"""Finds the readers: every module of this folder with ``SUFFIXES``, ``SUMMARY`` and ``read(raw, place)``. There is no list to keep.

The first two stand in a line of their own each, as texts in quotation marks, and are read from there: what a run does not read costs it nothing.

A format whose files hold several articles has ``articles(raw, place)`` beside it, which returns all of them; ``read`` is then the first (ADR 26).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from pkgutil import get_data, iter_modules
from typing import NamedTuple

from factcheck.errors import SourceError
from factcheck.sources.reading import Reading

Reader = Callable[[bytes, str], Reading]
ArticlesReader = Callable[[bytes, str], Sequence[Reading]]

_SUFFIXES = re.compile(rb"^SUFFIXES = \(([^)\n]*)\)", re.MULTILINE)
_SUFFIX = re.compile(rb"\"(\.[a-z0-9.]+)\"")
_SUMMARY = re.compile(rb"^SUMMARY = \"([^\"\n]*)\"", re.MULTILINE)
_HTML_STARTS = (b"<!doctype html", b"<html", b"<?xml")
_FEED = re.compile(rb"<(?:rss|rdf:RDF|feed)[\s>]")
_HEAD = 2_000  # bytes in which the outermost element begins
_ZIP = b"PK\x03\x04"
_ODT = b"mimetypeapplication/vnd.oasis.opendocument"  # such a document begins with this part, not packed


class Format(NamedTuple):
    """What one reader takes, or what none does."""

    suffixes: tuple[str, ...]
    summary: str  # one line


# Asked for most often of what is not read, each with the way out.
REFUSED = (
    Format((".doc", ".pages"), "save it as .docx or .odt"),
    Format((".xls", ".ods"), "save its table as .csv or .xlsx"),
    Format((".ppt", ".pptx"), "slides: save what is to be checked as text"),
    Format((".jsonl", ".ndjson"), "data, unless corpus.toml says which columns hold articles"),
    Format((".yaml", ".yml", ".toml"), "data, not text"),
    Format((".zip", ".gz", ".mbox"), "unpack it"),
    Format((".png", ".jpg", ".gif"), "pictures: what is written in them is not read"),
)


@cache
def suffixes() -> dict[str, str]:
    """Return the module that reads each suffix, in lower case with its dot."""
    found: dict[str, str] = {}
    for name, row in _declared().items():
        for suffix in row.suffixes:
            found.setdefault(suffix, name)
    return found


def formats() -> tuple[Format, ...]:
    """What can be read, in the order of its first suffix."""
    return tuple(sorted(_declared().values()))


@cache
def _declared() -> dict[str, Format]:
    """What each reader takes, as its file says in two lines: a run imports those alone that it needs, and most need one."""
    package = __name__.rpartition(".")[0]
    found = {}
    for name in sorted(module.name for module in iter_modules(import_module(package).__path__)):
        try:
            source = get_data(package, f"{name}.py") or b""
        except OSError:  # it was compiled, and its text is not there: then it must be imported
            module = import_module(f"{package}.{name}")
            if hasattr(module, "SUFFIXES"):
                found[name] = Format(module.SUFFIXES, module.SUMMARY)
            continue
        suffixes, summary = _SUFFIXES.search(source), _SUMMARY.search(source)
        if suffixes and summary:
            found[name] = Format(tuple(part.decode() for part in _SUFFIX.findall(suffixes[1])), summary[1].decode())
    return found


def is_read(name: str) -> bool:
    """Whether there is a reader for files of this name."""
    return _suffix(name) in suffixes()


def reader_for(name: str) -> Reader | None:
    """Return the reader for a file of this name; None if its suffix is unknown. A name without a suffix is plain text."""
    module = suffixes().get(_suffix(name))
    reader: Reader | None = import_module(f"{__name__.rpartition('.')[0]}.{module}").read if module else None
    return reader


def _suffix(name: str) -> str:
    lower = name.lower()
    dot = lower.rfind(".", 0, -3 if lower.endswith(".gz") else None)  # of "a.warc.gz" both
    return lower[dot:] if dot > 0 else ".txt"


def articles(reader: Reader, raw: bytes, place: str) -> Sequence[Reading]:
    """Return all articles of a file: for most formats one.

    Raises:
        SourceError: what the reader raises.
    """
    several: ArticlesReader | None = getattr(sys.modules[reader.__module__], "articles", None)
    return several(raw, place) if several else (reader(raw, place),)


def reader_of_bytes(raw: bytes) -> Reader:
    """Return the reader for standard input, which has no name: what it says to be, else plain text."""
    head = raw[:_HEAD].lstrip()
    if raw.startswith(_ZIP):
        suffix = ".odt" if _ODT in raw[:200] else ".docx"
    elif head.startswith((b"{\\rtf", b"%PDF-")):
        suffix = ".rtf" if head[:1] == b"{" else ".pdf"
    elif head.startswith((b"<?xml", b"<rss", b"<feed")) and _FEED.search(head):
        suffix = ".xml"
    else:
        suffix = ".html" if raw[:200].lstrip().lower().startswith(_HTML_STARTS) else ".txt"
    reader = reader_for(f"a{suffix}")
    assert reader is not None
    return reader


def unknown_format(place: str, name: str) -> SourceError:
    """Return the error for a file that was asked for by name and that nothing reads, with the way out where one is known."""
    suffix = name[name.rfind(".") :].lower()
    remedy = next((row.summary for row in REFUSED if suffix in row.suffixes), "save its text as a file of its own")
    return SourceError(place, f"no reader for {suffix} files", expected="one that `factcheck formats` lists", remedy=remedy)
