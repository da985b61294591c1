"""Walks a folder: which files are sources, and why the others are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from factcheck.errors import FactcheckError
from factcheck.sources.formats import is_read
from factcheck.sources.manifest import NAME
from factcheck.sources.trees import Kind, Tree

MANIFEST = "what is known of the sources"  # the reason why corpus.toml is no source
EXPECTATIONS = ".factcheck.yaml"  # the pytest plugin's files
_OURS = {"factcheck.toml": "settings of factcheck", "factcheck-baseline.yaml": "a baseline of factcheck"}
_PEEK = 200  # bytes in which a result of ours names its schema
_DATA = frozenset({".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".yaml", ".yml", ".toml"})
_REPORTS = frozenset({".md", ".markdown", ".html", ".htm"})  # in which a shell makes the empty file of a report before we run


class Found(NamedTuple):
    """One file of a folder: a source, or the reason why it is none."""

    path: Path
    reason: str = ""  # "" for a source
    ours: bool = False  # a file of factcheck itself
    barred: bool = False  # not to be read whoever asks for it: a link out of the folder, a pipe


def walk(folder: Path, tree: Tree, follow: bool = False) -> Iterator[Found]:
    """Yield the files below ``folder``, sorted by name at each level; hidden ones do not count.

    A link that leads out of the folder is not followed, unless ``follow`` says so; a folder that was visited before is not visited again.

    Raises:
        SourceError: a folder cannot be read.
    """
    yield from _Walk(folder, tree, follow).below(folder)


class _Walk:
    """One pass over a folder."""

    def __init__(self, top: Path, tree: Tree, follow: bool) -> None:
        self._top = top
        self._tree = tree
        self._follow = follow
        self._visited = {tree.identity(top)}

    def below(self, top: Path) -> Iterator[Found]:
        """Depth first, with a list of what is open: folders may lie deeper in one another than Python calls functions."""
        open_folders = [iter(self._paths(top))]
        while open_folders:
            path = next(open_folders[-1], None)
            if path is None:
                open_folders.pop()
                continue
            found = self._found(path)
            if found is not None:
                yield found
            else:
                open_folders.append(iter(self._paths(path)))

    def _paths(self, folder: Path) -> list[Path]:
        return [folder / name for name in self._tree.names(folder) if not name.startswith(".")]

    def _found(self, path: Path) -> Found | None:
        """What a path of the folder is; None for a folder that is to be visited."""
        led = "" if self._follow else self._tree.leads(path, self._top)
        if led:
            return Found(path, led, barred=True)
        kind = self._tree.kind(path)
        if kind is Kind.SPECIAL:
            return Found(path, "no regular file", barred=True)
        if kind is not Kind.FOLDER:
            return self._file(path)
        identity = self._tree.identity(path)
        if identity in self._visited:
            return Found(path, "a link to a folder that was read already", barred=True)
        self._visited.add(identity)
        return None

    def _file(self, path: Path) -> Found:
        if path.name == NAME:
            return Found(path, MANIFEST, ours=True)
        if self._tree.is_output(path):
            return Found(path, "what this run writes to", ours=True)
        ours = _ours(path, self._tree)
        return Found(path, ours or _reason(path.name) or self._emptiness(path), bool(ours))

    def _emptiness(self, path: Path) -> str:
        if path.suffix.lower() not in _REPORTS or self._tree.kind(path) is not Kind.FILE:
            return ""
        try:
            self._tree.read(path, 0)
        except (FactcheckError, OSError):  # larger than nothing; or not to be read, which reading it as a source tells
            return ""
        return "is empty"


def _ours(path: Path, tree: Tree) -> str:
    """What a file of factcheck's own is; "" for every other file."""
    if path.name in _OURS:
        return _OURS[path.name]
    if path.name.endswith(EXPECTATIONS):
        return "expectations of factcheck"
    if path.suffix.lower() != ".json":
        return ""
    return "a result of factcheck" if b'"schema": "factcheck/' in tree.head(path, _PEEK) else ""


def _reason(name: str) -> str:
    if name.startswith("~") or name.endswith("~"):
        return "a left-over of an editor"
    if is_read(name) and "." in name:
        return ""
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    return "data, not text" if suffix in _DATA else f"no reader for {suffix or 'names without a suffix'}"
