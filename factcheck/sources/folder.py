"""Walks a folder: which files are sources, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from factcheck.errors import SourceError
from factcheck.sources.formats import reader_for
from factcheck.sources.manifest import NAME

MANIFEST = "what is known of the sources"  # the reason why corpus.toml is no source
_DATA = frozenset({".json", ".jsonl", ".csv", ".tsv", ".yaml", ".yml", ".toml"})


class Found(NamedTuple):
    """One file of a folder: a source, or the reason why it is none."""

    path: Path
    reason: str = ""  # "" for a source


def walk(folder: Path) -> Iterator[Found]:
    """Yield the files below ``folder``, sorted by name at each level; hidden ones do not count.

    A link to a folder that was visited before is not followed again.

    Raises:
        SourceError: a folder cannot be read.
    """
    yield from _walk(folder, {_identity(folder)})


def _walk(folder: Path, visited: set[tuple[int, int]]) -> Iterator[Found]:
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        raise SourceError(str(folder), f"cannot be read: {error.strerror}", remedy="check its permissions") from error
    for name in names:
        path = folder / name
        if name.startswith("."):
            continue
        if path.is_dir():
            identity = _identity(path)
            if identity in visited:
                yield Found(path, "a link to a folder that was read already")
            else:
                visited.add(identity)
                yield from _walk(path, visited)
        elif path.exists() and not path.is_file():
            yield Found(path, "no regular file")
        else:
            yield Found(path, _reason(name))


def _reason(name: str) -> str:
    if name == NAME:
        return MANIFEST
    if name.startswith("~") or name.endswith("~"):
        return "a left-over of an editor"
    if reader_for(name) is not None and "." in name:
        return ""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    return "data, not text" if suffix in _DATA else f"no reader for {suffix or 'names without a suffix'}"


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise SourceError(str(path), f"cannot be read: {error.strerror}", remedy="check the path and its permissions") from error
    return status.st_dev, status.st_ino
