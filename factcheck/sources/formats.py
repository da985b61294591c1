"""Finds the readers: every module of this folder with ``SUFFIXES``, ``SUMMARY`` and ``read(raw, place)``. There is no list to keep."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NamedTuple

from factcheck.errors import SourceError
from factcheck.sources.reading import Reading

Reader = Callable[[bytes, str], Reading]

_HTML_STARTS = (b"<!doctype html", b"<html", b"<?xml")
_ZIP = b"PK\x03\x04"
_ODT = b"mimetypeapplication/vnd.oasis.opendocument"  # such a document begins with this part, not packed


class Format(NamedTuple):
    """What one reader takes, or what none does."""

    suffixes: tuple[str, ...]
    summary: str  # one line


# Asked for most often of what is not read, each with the way out.
REFUSED = (
    Format((".pdf",), "its words have no order of their own: save its text"),
    Format((".doc", ".rtf", ".pages"), "save it as .docx or .odt"),
    Format((".xls", ".ods"), "save its table as .csv or .xlsx"),
    Format((".ppt", ".pptx"), "slides: save what is to be checked as text"),
    Format((".jsonl", ".yaml", ".yml", ".toml"), "data, not text"),
    Format((".zip", ".gz", ".mbox"), "unpack it"),
    Format((".png", ".jpg", ".gif"), "pictures: what is written in them is not read"),
)


@cache
def readers() -> dict[str, Reader]:
    """Return the reader of each suffix, in lower case with its dot, in the order of the modules' names."""
    found: dict[str, Reader] = {}
    for module in _modules():
        for suffix in module.SUFFIXES:
            found.setdefault(suffix, module.read)
    return found


def formats() -> tuple[Format, ...]:
    """What can be read, in the order of its first suffix."""
    return tuple(sorted(Format(module.SUFFIXES, module.SUMMARY) for module in _modules()))


def _modules() -> list[Any]:
    package = __name__.rpartition(".")[0]
    names = sorted(module.name for module in iter_modules(import_module(package).__path__))
    return [module for name in names if hasattr(module := import_module(f"{package}.{name}"), "SUFFIXES")]


def reader_for(name: str) -> Reader | None:
    """Return the reader for a file of this name; None if its suffix is unknown. A name without a suffix is plain text."""
    dot = name.rfind(".")
    return readers().get(name[dot:].lower() if dot > 0 else ".txt")


def reader_of_bytes(raw: bytes) -> Reader:
    """Return the reader for standard input, which has no name: what it says to be, else plain text."""
    if raw.startswith(_ZIP):
        return readers()[".odt" if _ODT in raw[:200] else ".docx"]
    return readers()[".html" if raw[:200].lstrip().lower().startswith(_HTML_STARTS) else ".txt"]


def unknown_format(place: str, name: str) -> SourceError:
    """Return the error for a file that was asked for by name and that nothing reads."""
    suffix = name[name.rfind(".") :]
    return SourceError(place, f"no reader for {suffix} files", expected=", ".join(sorted(readers())), remedy="save its text in one of these")
