"""Walks a folder: which files are sources, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from factcheck.errors import SourceError
from factcheck.sources.formats import reader_for
from factcheck.sources.manifest import NAME

MANIFEST = "what is known of the sources"  # the reason why corpus.toml is no source
EXPECTATIONS = ".factcheck.yaml"  # the pytest plugin's files
_OURS = {"factcheck.toml": "settings of factcheck", "factcheck-baseline.yaml": "a baseline of factcheck"}
_PEEK = 200  # bytes in which a result of ours names its schema
_DATA = frozenset({".json", ".jsonl", ".csv", ".tsv", ".yaml", ".yml", ".toml"})


class Found(NamedTuple):
    """One file of a folder: a source, or the reason why it is none."""

    path: Path
    reason: str = ""  # "" for a source
    ours: bool = False  # a file of factcheck itself


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
            yield _found(path)


def _found(path: Path) -> Found:
    ours = MANIFEST if path.name == NAME else _ours(path)
    return Found(path, ours or _reason(path.name), bool(ours))


def _ours(path: Path) -> str:
    """What a file of factcheck's own is; "" for every other file."""
    if path.name in _OURS:
        return _OURS[path.name]
    if path.name.endswith(EXPECTATIONS):
        return "expectations of factcheck"
    if path.suffix.lower() != ".json":
        return ""
    try:
        with path.open("rb") as file:
            return "a result of factcheck" if b'"schema": "factcheck/' in file.read(_PEEK) else ""
    except OSError:
        return ""


def _reason(name: str) -> str:
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
