"""Finds the readers: every module of this folder with ``SUFFIXES`` and ``read(raw, place)``. There is no list to keep."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from factcheck.errors import SourceError
from factcheck.sources.reading import Reading

Reader = Callable[[bytes, str], Reading]

_HTML_STARTS = (b"<!doctype html", b"<html", b"<?xml")
_ZIP = b"PK\x03\x04"
_ODT = b"mimetypeapplication/vnd.oasis.opendocument"  # such a document begins with this part, not packed


@cache
def readers() -> dict[str, Reader]:
    """Return the reader of each suffix, in lower case with its dot, in the order of the modules' names."""
    package = __name__.rpartition(".")[0]
    folder = import_module(package).__path__
    found: dict[str, Reader] = {}
    for name in sorted(module.name for module in iter_modules(folder)):
        module = import_module(f"{package}.{name}")
        for suffix in getattr(module, "SUFFIXES", ()):
            found.setdefault(suffix, module.read)
    return found


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
