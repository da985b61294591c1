"""From the paths on a command line to sources: folders, files and standard input, with what ``corpus.toml`` says of them."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from factcheck.errors import ErrorGroup, FactcheckError, SourceError
from factcheck.model import Skip, Source
from factcheck.sources.folder import MANIFEST, walk
from factcheck.sources.formats import reader_for, reader_of_bytes, unknown_format
from factcheck.sources.manifest import NAME, Entry, read_manifest

STDIN = "-"


class Loaded(NamedTuple):
    """Sources sorted by id, and the files that are none, sorted, with the reason."""

    sources: tuple[Source, ...]
    skipped: tuple[Skip, ...]


class _File(NamedTuple):
    id: str
    path: Path
    entry: Entry | None


def load(paths: Sequence[str | Path], stdin: bytes | None = None) -> Loaded:
    """Read files, folders and, for ``-``, what ``stdin`` holds.

    The id of a source is its path relative to the folder that was given; relative to the common parent, where several paths were given.
    The order of ``paths`` changes nothing.

    Raises:
        ErrorGroup: everything that could not be read, sorted by place.
        SourceError: the only thing that could not be read, or there is nothing to read.
    """
    errors: list[FactcheckError] = []
    skipped: list[Skip] = []
    given = [str(p) for p in paths]
    names = sorted({name for name in given if name != STDIN})
    root = _root(names)
    files: dict[str, _File] = {}
    for name in names:
        try:
            for file in _files(Path(name), root, skipped, errors):
                files.setdefault(file.id, file)  # a file given by name and by its folder counts once
        except FactcheckError as error:
            errors.append(error)
    sources = [source for _, file in sorted(files.items()) if (source := _read(file, errors)) is not None]
    if STDIN in given:
        sources += _standard_input(stdin, errors)
    _raise(errors)
    if not sources:
        raise SourceError(
            ", ".join(given), "no sources in it", expected="text, Markdown or HTML", remedy="; ".join(str(s) for s in sorted(skipped)[:5])
        )
    return Loaded(tuple(sorted(sources, key=lambda s: s.id)), tuple(sorted(skipped)))


def _root(names: list[str]) -> Path:
    """The folder that ids are relative to."""
    full = [Path(_absolute(name)) for name in names]
    if len(full) == 1 and full[0].is_dir():
        return full[0]
    return Path(os.path.commonpath([path.parent for path in full])) if full else Path()


def _files(given: Path, root: Path, skipped: list[Skip], errors: list[FactcheckError]) -> Iterator[_File]:
    """The files that one path of the command line stands for."""
    if given.is_dir():
        yield from _folder(given, root, skipped, errors)
        return
    entry = None
    if (given.parent / NAME).is_file() and given.is_file():
        entry = next((e for e in read_manifest(given.parent / NAME) if e.path == _normal(given.name)), None)
    yield _File(_id(given, root), given, entry)


def _folder(given: Path, root: Path, skipped: list[Skip], errors: list[FactcheckError]) -> Iterator[_File]:
    found = list(walk(given))
    entries: dict[Path, Entry] = {}
    for manifest in (f.path for f in found if f.reason == MANIFEST):
        try:
            listed = read_manifest(manifest)
        except FactcheckError as error:
            errors.append(error)
            continue
        names = [_normal(f.path.relative_to(manifest.parent).as_posix()) for f in found if manifest.parent in f.path.parents]
        errors += [problem for entry in listed if (problem := _problem(entry, names, manifest.parent)) is not None]
        entries.update({manifest.parent / entry.path: entry for entry in listed})
    for path, reason, ours in found:
        entry = entries.get(path.parent / _normal(path.name))
        if reason and not (entry is not None and reader_for(path.name) is not None):
            skipped += [Skip(_id(path, root), reason, ours)] if reason != MANIFEST else []
        else:
            yield _File(_id(path, root), path, entry)


def _problem(entry: Entry, names: list[str], folder: Path) -> SourceError | None:
    """What is wrong with an entry of ``corpus.toml``, given the files of its folder."""
    if not (folder / entry.path).is_file() and _normal(entry.path) not in names:
        from difflib import get_close_matches

        close = get_close_matches(entry.path, names, n=1)
        remedy = f"did you mean {close[0]!r}?" if close else "take the entry out or add the file"
        return SourceError(entry.place, f"no file {entry.path!r}", expected=f"a file in {folder}", remedy=remedy)
    return None if reader_for(entry.path) is not None else unknown_format(entry.place, entry.path)


def _read(file: _File, errors: list[FactcheckError]) -> Source | None:
    place = _printable(str(file.path))
    reader = reader_for(file.path.name)
    try:
        raw = _bytes(file.path, place)
        if reader is None:
            raise unknown_format(place, file.path.name)
        reading = reader(raw, place)
    except FactcheckError as error:
        errors.append(error)
        return None
    known = file.entry or Entry("", "")
    return Source(
        file.id,
        reading.text,
        place,
        known.outlet,
        known.published,
        known.lineage,
        known.locale,
        reading.format,
        reading.notes,
        reading.origin,
        reading.marks,
    )


def _bytes(path: Path, place: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(place, "no such file or folder", remedy=_nearby(path)) from error
    except OSError as error:
        raise SourceError(place, f"cannot be read: {error.strerror}", remedy="check its permissions") from error
    except MemoryError as error:
        raise SourceError(place, "is too large for this machine's memory", remedy="split it into its articles") from error


def _nearby(path: Path) -> str:
    """What a path that is not there was most likely meant to be: a name in the nearest folder of it that is there."""
    from difflib import get_close_matches

    at = path
    while not at.parent.is_dir():
        at = at.parent
    close = get_close_matches(at.name, [p.name for p in at.parent.iterdir()], n=1)
    if close:
        return f"did you mean {_printable(str(at.parent / close[0] / path.relative_to(at)))}?"
    return f"{_printable(str(at.parent))} is there, {_printable(at.name)} is not"


def _standard_input(stdin: bytes | None, errors: list[FactcheckError]) -> list[Source]:
    raw = stdin or b""
    try:
        reading = reader_of_bytes(raw)(raw, "standard input")
    except FactcheckError as error:
        errors.append(error)
        return []
    return [Source(STDIN, reading.text, STDIN, format=reading.format, notes=reading.notes, origin=reading.origin, marks=reading.marks)]


def _raise(errors: list[FactcheckError]) -> None:
    """All errors together; one alone as it is, so that nobody has to look for it in a list."""
    flat = [inner for error in errors for inner in (error.errors if isinstance(error, ErrorGroup) else (error,))]
    if len(flat) == 1:
        raise flat[0]
    if flat:
        ordered = tuple(sorted(flat, key=lambda e: (e.place, e.found)))
        raise ErrorGroup("", f"{len(ordered)} things could not be read", errors=ordered)


def _id(path: Path, root: Path) -> str:
    return _printable(_normal(os.path.relpath(_absolute(path), root).replace(os.sep, "/")))


def _absolute(path: str | Path) -> str:
    """The full path with links left as they are: a corpus of links keeps the names that its owner gave."""
    return os.path.abspath(path)  # noqa: PTH100 - Path.resolve follows links


def _normal(name: str) -> str:
    """Names as one system writes them: some store é as one character, some as two."""
    return unicodedata.normalize("NFC", name)


def _printable(name: str) -> str:
    """A name that can be written as UTF-8 whatever bytes the file system holds."""
    return os.fsencode(name).decode("utf-8", "replace")
