"""The sources as they were at a revision of the git repository, for ``factcheck check --base REV``.

Of git only stored objects are read, into memory: nothing of a revision is ever written to a disk, and nothing is fetched.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from factcheck import files
from factcheck.cli import session
from factcheck.cli.git import Repository
from factcheck.cli.renames import pair
from factcheck.config import Config
from factcheck.errors import ConfigError, FactcheckError, SourceError
from factcheck.execute import Flow
from factcheck.model import Coverage, Result, Story

_LARGEST = 4_000_000  # bytes of a file whose old name is looked for
_CANDIDATES = 500  # files that are gone, of the suffixes in question, that are held against the new ones
_HELD = 200_000_000  # bytes of files that are held against one another


def result_at(revision: str, paths: Sequence[str], config: Config, flow: Flow | None = None) -> Result:
    """Check the sources as they were at a revision, with today's rules and settings. Nothing where none of them was there.

    A file that has another name today, or lay in another folder, is read as it was.

    Raises:
        ConfigError: not a repository, no such revision, or paths outside of the repository.
    """
    from factcheck import pipeline

    if session.STDIN in paths or config.draft == session.STDIN:
        raise ConfigError("--base", "standard input has no past", expected="files or folders of a repository")
    with Repository() as repository:
        commit = _Commit.of(repository, revision, [*paths, *([config.draft] if config.draft else [])])
        stored = pipeline.stored(commit.blobs, repository.read, revision)
        there = dict.fromkeys(name for path in paths for name in commit.then(path))
        if not there:
            return Result(Story((), (), ()), (), Coverage(0, 0, 0, 0, 0, 0, 0))
        sources, skipped = session.read(tuple(there), config, tree=stored, root=_id_root(paths).relative_to(repository.root))
        drafts = commit.then(config.draft)[:1] if config.draft else []
        held = [s for name in drafts for s in session.read([name], config, tree=stored, root=Path(name).parent)[0]]
    return pipeline.check_sources(sources, replace(config, draft=None), skipped=skipped, draft=held[0] if held else None, flow=flow)


def _id_root(paths: Sequence[str]) -> Path:
    """The folder that ids are relative to today; some of the paths may not have been there yet."""
    full = [files.real(p) for p in paths]
    return full[0] if len(full) == 1 and files.is_folder(full[0]) else Path(os.path.commonpath([p.parent for p in full]))


@dataclass(frozen=True, slots=True)
class _Commit:
    """The files of a commit, and where those of them lay that have another name today."""

    root: Path
    blobs: Mapping[str, str]  # name from the top of the repository -> object
    old_names: Mapping[str, str]  # new name -> old name

    @classmethod
    def of(cls, repository: Repository, revision: str, paths: Sequence[str]) -> _Commit:
        """Read the names of a commit and find what became of the files below ``paths``.

        Raises:
            ConfigError: no such revision, a path outside of the repository, or a name in the revision that no file can have.
        """
        root = repository.root
        tops = [_name(root, Path(p)) for p in paths]
        blobs = repository.blobs(repository.commit(revision))
        for name in blobs:
            if any(_below(name, top) for top in tops) and not _is_plain(name):
                raise ConfigError("--base", f"a file named {name!r} in the revision", expected="names below the top of the repository")
        new = {_name(root, p): p for path in paths for p in _files(path) if _name(root, p) not in blobs}
        suffixes = {PurePosixPath(name).suffix.lower() for name in new}
        gone = [n for n in blobs if PurePosixPath(n).suffix.lower() in suffixes and not os.path.lexists(root / n)] if new else []
        old = _small(sorted(gone)[:_CANDIDATES], lambda n: repository.read(blobs[n], n, _LARGEST))
        read = _small(sorted(new), lambda n: files.read_file(new[n], SourceError, _LARGEST)) if old else {}
        return cls(root, {n: b for n, b in blobs.items() if _is_plain(n)}, pair(read, old))

    def then(self, path: str) -> list[str]:
        """What stood at or below one path of today: the names to read, none where nothing was there."""
        name = _name(self.root, Path(path))
        here = any(_below(n, name) for n in self.blobs)
        moved = {n: o for n, o in self.old_names.items() if _below(n, name) and not _below(o, name)}
        if here:
            return [name, *moved.values()]
        homes = {o[: -len(n) + len(name)] for n, o in moved.items() if n != name and o.endswith(n[len(name) :])}
        if len(homes) == 1 and all(_below(o, *homes) for o in moved.values()):  # the folder itself has another name, with its corpus.toml
            return list(homes)
        return list(moved.values())


def _small(names: Iterable[str], read: Callable[[str], bytes]) -> dict[str, bytes]:
    """What can be read of some files by name, as long as all of it together is little enough to be held against one another."""
    found: dict[str, bytes] = {}
    room = _HELD
    for name in names:
        try:
            raw = read(name)
        except (FactcheckError, OSError):  # too large, or gone: it has no old name then
            continue
        room -= len(raw)
        if room < 0:
            break
        found[name] = raw
    return found


def _is_plain(name: str) -> bool:
    """Whether a name of a tree leads down only; git itself makes no other, but keeps one that somebody has made."""
    return not name.startswith("/") and not {"", ".", "..", ".git"} & set(name.lower().split("/"))


def _below(name: str, top: str) -> bool:
    return top == "." or name == top or name.startswith(f"{top}/")


def _name(root: Path, path: Path) -> str:
    """The name of a path from the top of the repository."""
    full = files.real(path)
    if not full.is_relative_to(root):
        raise ConfigError("--base", f"{path} lies outside of the repository", expected=f"a path below {root}")
    return full.relative_to(root).as_posix()


def _files(path: str) -> Iterator[Path]:
    """The files at or below a path of today; nothing hidden, and no links, which could lead out of it."""
    top = Path(path)
    if files.is_file(top):
        yield top
        return
    for folder, below, names in os.walk(top):
        below[:] = sorted(b for b in below if not b.startswith("."))
        yield from (p for n in sorted(names) if not n.startswith(".") and files.is_file(p := Path(folder) / n) and not p.is_symlink())
