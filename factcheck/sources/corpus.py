"""From the paths on a command line to sources: folders, files and standard input, with what ``corpus.toml`` says of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from factcheck.errors import ErrorGroup, FactcheckError, MissingExtraError, NotNewsError, SourceError, TooLargeError
from factcheck.files import too_large
from factcheck.model import Limits, Skip, Source
from factcheck.sources.folder import MANIFEST, walk
from factcheck.sources.formats import Reader, articles, is_read, reader_for, reader_of_bytes, unknown_format
from factcheck.sources.manifest import NAME, TABLES, Entry, read_manifest
from factcheck.sources.names import identifier, identifiers, normal
from factcheck.sources.reading import Reading
from factcheck.sources.trees import DISK, Kind, Tree

STDIN = "-"
LOCALE = "en"  # of a source of which nobody says it


Articles = Callable[[Reader, bytes, str], Sequence[Reading]]  # reader, bytes and place to what is read, as ``formats.articles``


class Loaded(NamedTuple):
    """Sources sorted by id, and the files that are none, sorted, with the reason."""

    sources: tuple[Source, ...]
    skipped: tuple[Skip, ...]


class _File(NamedTuple):
    name: str  # relative to the root, as the file system spells it
    path: Path
    entry: Entry | None
    named: bool  # on the command line, or in corpus.toml: whoever names it wants it read


@dataclass
class _Reading:
    """One loading: what it reads from, and what it has met so far."""

    tree: Tree
    root: Path
    limits: Limits
    follow: bool
    articles: Articles
    errors: list[FactcheckError] = field(default_factory=list)
    skipped: list[Skip] = field(default_factory=list)

    def skip(self, path: Path, reason: str, ours: bool = False) -> None:
        self.skipped.append(Skip(identifier(self.tree.relative(path, self.root)), reason, ours))


def load(
    paths: Sequence[str | Path],
    stdin: bytes | None = None,
    *,
    limits: Limits | None = None,
    follow_links: bool = False,
    tree: Tree = DISK,
    root: Path | None = None,
    told: list[FactcheckError] | None = None,
    articles: Articles = articles,
) -> Loaded:
    """Read files, folders and, for ``-``, what ``stdin`` holds.

    The id of a source is its path relative to the folder that was given; relative to the common parent, where several paths were given; or
    relative to ``root``. The order of ``paths`` changes nothing. A link inside a folder that leads out of it is read with ``follow_links`` only.
    Where ``told`` is given, what cannot be read is put there in place of being raised, and the rest is read. ``articles`` reads the bytes of a file.

    Raises:
        ErrorGroup: everything that could not be read, sorted by place.
        SourceError: the only thing that could not be read, or there is nothing to read, or more than the limits allow.
    """
    given = [str(p) for p in paths]
    names = sorted({name for name in given if name != STDIN})
    reading = _Reading(tree, root or _root(names), limits or Limits(), follow_links, articles)
    files: dict[str, _File] = {}
    for name in names:
        try:
            for file in _files(Path(name), reading):
                files.setdefault(file.name, file)  # a file given by name and by its folder counts once
        except FactcheckError as error:
            reading.errors.append(error)
    _refuse_many(len(files), reading.limits)
    sources = []
    for identity, file in _by_id(files, reading):
        sources += _read(identity, file, reading)
        _refuse_many(len(sources), reading.limits)
    if STDIN in given:
        sources += _standard_input(stdin, reading)
    reading.errors += _taken_twice(sources)
    if told is not None:
        told += _flat(reading.errors)
    else:
        _raise(reading.errors)
    if not sources:
        remedy = "; ".join(str(s) for s in sorted(reading.skipped)[:5])
        raise SourceError(", ".join(given), "no sources in it", expected="a file that `factcheck formats` lists", remedy=remedy)
    return Loaded(tuple(sorted(sources, key=lambda s: s.id)), tuple(sorted(reading.skipped)))


class Archive:
    """The files of an archive, read one after the other, so that of no more than one the texts are held.

    A file that cannot be read does not end the run: it is in ``skipped`` once its sources were asked for.

    Raises:
        ErrorGroup, SourceError: a path that is not there, a ``corpus.toml`` that does not validate, names that no id can tell apart.
    """

    def __init__(self, paths: Sequence[str], *, limits: Limits | None = None, follow_links: bool = False) -> None:
        names = sorted(set(paths))
        self._reading = _Reading(DISK, _root(names), limits or Limits(), follow_links, articles)
        files: dict[str, _File] = {}
        for name in names:
            for file in _files(Path(name), self._reading):
                files.setdefault(file.name, file)
        self._files = dict(_by_id(files, self._reading))
        for file in self._files.values():
            if file.named and DISK.kind(file.path) is not Kind.FILE:
                _bytes(file, DISK.place(file.path), self._reading)  # raises, and says why
        _raise(self._reading.errors)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the files, sorted."""
        return tuple(self._files)

    @property
    def size(self) -> int:
        """How many bytes the files have together, as far as that is told."""
        total = 0
        for file in self._files.values():
            with suppress(OSError, ValueError):
                total += file.path.stat().st_size
        return total

    @property
    def skipped(self) -> tuple[Skip, ...]:
        """The files that are no sources, as far as is known by now, sorted."""
        return tuple(sorted(self._reading.skipped))

    def digest(self, identity: str) -> str:
        """A hash of what a file holds and of what ``corpus.toml`` says of it; "" where it cannot be read."""
        file = self._files[identity]
        try:
            raw = _bytes(file, self._reading.tree.place(file.path), self._reading)
        except FactcheckError:
            return ""
        return blake2b(repr(file.entry).encode("utf-8", "surrogatepass") + b"\0" + raw, digest_size=16).hexdigest()

    def sources(self, identity: str) -> list[Source]:
        """The texts of a file; none where it cannot be read."""
        found = _read(identity, self._files[identity], self._reading)
        errors, self._reading.errors = self._reading.errors, []
        self._reading.skipped += [Skip(identity, f"{e.found}; {e.remedy}" if e.remedy else e.found) for e in errors]
        return found


def _root(names: list[str]) -> Path:
    """The folder that ids are relative to."""
    full = [Path(_absolute(name)) for name in names]
    if len(full) == 1 and DISK.kind(full[0]) is Kind.FOLDER:
        return full[0]
    return Path(os.path.commonpath([path.parent for path in full])) if full else Path()


def _refuse_many(count: int, limits: Limits) -> None:
    if count > limits.sources:
        remedy = "check its stories one by one, or raise sources under [limits] in factcheck.toml"
        raise SourceError("", f"{count:,} sources in one story", expected=f"{limits.sources:,} at most", remedy=remedy)


def _by_id(files: dict[str, _File], reading: _Reading) -> Iterator[tuple[str, _File]]:
    """The files with their ids, sorted; two that no id can tell apart are an error."""
    ids = identifiers(sorted(files))
    first: dict[str, _File] = {}
    for name, identity in sorted(ids.items(), key=lambda pair: (pair[1], pair[0])):
        if identity in first:
            found = f"cannot be told from {first[identity].name!a}: both would be called {identity}"
            reading.errors.append(SourceError(ascii(name), found, remedy="give one of them another name"))
        else:
            first[identity] = files[name]
    yield from first.items()


def _files(given: Path, reading: _Reading) -> Iterator[_File]:
    """The files that one path of the command line stands for."""
    kind = reading.tree.kind(given)
    if kind is Kind.FOLDER:
        yield from _folder(given, reading)
        return
    manifest = given.parent / NAME
    entry = None
    if kind is Kind.FILE and reading.tree.kind(manifest) is Kind.FILE and not reading.tree.leads(manifest, given.parent):
        entry = next((e for e in _manifest(manifest, reading) if e.path == normal(given.name)), None)
    yield _File(reading.tree.relative(given, reading.root), given, entry, named=True)


def _manifest(path: Path, reading: _Reading) -> tuple[Entry, ...]:
    try:
        return read_manifest(reading.tree.read(path, reading.limits.bytes), reading.tree.place(path))
    except FileNotFoundError:  # a link that leads nowhere
        return ()


def _folder(given: Path, reading: _Reading) -> Iterator[_File]:
    found = list(walk(given, reading.tree, reading.follow))
    entries: dict[Path, Entry] = {}
    for manifest in (f.path for f in found if f.reason == MANIFEST):
        try:
            listed = _manifest(manifest, reading)
        except FactcheckError as error:
            reading.errors.append(error)
            continue
        names = {normal(f.path.relative_to(manifest.parent).as_posix()) for f in found if manifest.parent in f.path.parents}
        reading.errors += [p for entry in listed if (p := _problem(entry, names, reading.tree.place(manifest.parent))) is not None]
        entries.update({manifest.parent / entry.path: entry for entry in listed})
    for path, reason, ours, barred in found:
        entry = entries.get(path.parent / normal(path.name))
        if reason and (barred or entry is None or not (is_read(path.name) or entry.columns)):
            if reason != MANIFEST:
                reading.skip(path, reason, ours)
        else:
            yield _File(reading.tree.relative(path, reading.root), path, entry, named=entry is not None)


def _problem(entry: Entry, names: set[str], folder: str) -> SourceError | None:
    """What is wrong with an entry of ``corpus.toml``, given the files of its folder."""
    if normal(entry.path) not in names:
        from difflib import get_close_matches

        close = get_close_matches(entry.path, sorted(names), n=1)
        remedy = f"did you mean {close[0]!r}?" if close else "take the entry out or add the file"
        return SourceError(entry.place, f"no file {entry.path[:200]!r}", expected=f"a file in {folder}", remedy=remedy)
    if entry.columns and not entry.path.lower().endswith(TABLES):
        return SourceError(entry.place, "columns of a file that is no table of articles", expected=f"one of {', '.join(TABLES)}")
    return None if entry.columns or is_read(entry.path) else unknown_format(entry.place, entry.path)


def _taken_twice(sources: Sequence[Source]) -> Iterator[SourceError]:
    """Articles of a file whose id is that of another file; in one file each has its own."""
    paths: dict[str, str] = {}
    for source in sources:
        if paths.setdefault(source.id, source.path) != source.path:
            found = f"would be called {source.id}, as an article in another file is"
            yield SourceError(max(source.path, paths[source.id]), found, remedy="give the file another name")


def _read(identity: str, file: _File, reading: _Reading) -> list[Source]:
    """The source that a file is, or those that it holds; none where it cannot be read, which is kept as an error or told as skipped."""
    place = reading.tree.place(file.path)
    try:
        raw = _bytes(file, place, reading)
        known = file.entry or Entry("", "")
        if known.columns:
            from factcheck.sources import rows

            return _sources(identity, place, rows.articles(raw, place, dict(known.columns)), known)
        reader = reader_for(file.path.name)
        if reader is None:
            raise unknown_format(place, file.path.name)
        return _sources(identity, place, reading.articles(reader, raw, place), known)
    except TooLargeError as error:
        if file.named:
            reading.errors.append(error)
        else:  # it is counted and told
            reading.skip(file.path, error.found)
    except NotNewsError as error:
        reading.skip(file.path, error.found)
    except MissingExtraError as error:
        reading.skip(file.path, f"{error.found}; {error.remedy}")
    except FactcheckError as error:
        reading.errors.append(error)
    return []


def _sources(identity: str, path: str, read: Sequence[Reading], known: Entry) -> list[Source]:
    """What was read of a file: articles with a name of their own have it in their id."""
    return [_source(f"{identity}#{one.name}" if one.name else identity, path, one, known) for one in read]


def _source(identity: str, path: str, read: Reading, known: Entry) -> Source:
    """What was read, with what ``corpus.toml`` knows of it or, where it says nothing, the file itself."""
    return Source(
        identity,
        read.text,
        path,
        known.outlet or read.outlet,
        known.published or read.published,
        known.lineage or read.lineage,
        known.locale or read.locale or LOCALE,
        read.format,
        read.notes,
        read.origin,
        read.marks,
        read.file,
        read.about,
        read.grids,
    )


def _bytes(file: _File, place: str, reading: _Reading) -> bytes:
    try:
        return reading.tree.read(file.path, reading.limits.bytes)
    except FileNotFoundError as error:
        raise SourceError(place, "no such file or folder", remedy=_nearby(file.path, reading.tree)) from error


def _nearby(path: Path, tree: Tree) -> str:
    """What a path that is not there was most likely meant to be: a name in the nearest folder of it that is there."""
    from difflib import get_close_matches

    at = path
    while tree.kind(at.parent) is not Kind.FOLDER:
        at = at.parent
    close = get_close_matches(at.name, tree.names(at.parent), n=1)
    if close:
        return f"did you mean {tree.place(at.parent / close[0] / path.relative_to(at))}?"
    return f"{tree.place(at.parent)} is there, {tree.place(Path(at.name))} is not"


def _standard_input(stdin: bytes | None, reading: _Reading) -> list[Source]:
    raw = stdin or b""
    try:
        if len(raw) > reading.limits.bytes:
            raise too_large("standard input", reading.limits.bytes, TooLargeError)
        read = articles(reader_of_bytes(raw), raw, "standard input")
    except FactcheckError as error:
        reading.errors.append(error)
        return []
    return _sources(STDIN, STDIN, read, Entry("", ""))


def _raise(errors: list[FactcheckError]) -> None:
    """All errors together; one alone as it is, so that nobody has to look for it in a list."""
    flat = _flat(errors)
    if len(flat) == 1:
        raise flat[0]
    if flat:
        raise ErrorGroup("", f"{len(flat)} things could not be read", errors=tuple(flat))


def _flat(errors: list[FactcheckError]) -> list[FactcheckError]:
    """Each error by itself, sorted by place."""
    flat = [inner for error in errors for inner in (error.errors if isinstance(error, ErrorGroup) else (error,))]
    return sorted(flat, key=lambda e: (e.place, e.found))


def _absolute(path: str | Path) -> str:
    """The full path with links left as they are: a corpus of links keeps the names that its owner gave."""
    return os.path.abspath(path)  # noqa: PTH100 - Path.resolve follows links
