"""The sources as they were at a revision of the git repository, for ``factcheck check --base REV``.

Of git only stored objects are read: no filter, hook or helper of a checked repository runs, and nothing is fetched.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from factcheck.cli import session
from factcheck.cli.renames import pair
from factcheck.config import Config
from factcheck.errors import ConfigError, FactcheckError
from factcheck.model import Coverage, Result, Source, Story

_LARGEST = 4_000_000  # bytes of a file whose old name is looked for
_CANDIDATES = 500  # files that are gone, of the suffixes in question, that are held against the new ones


def result_at(revision: str, paths: Sequence[str], config: Config) -> Result:
    """Check the sources as they were at a revision, with today's rules and settings. Nothing where none of them was there.

    A file that has another name today, or lay in another folder, is read as it was.

    Raises:
        ConfigError: not a repository, no such revision, or paths outside of the repository.
    """
    from factcheck import pipeline

    commit = _Commit.of(revision, [*paths, *([config.draft] if config.draft else [])])
    with TemporaryDirectory(prefix="factcheck-base-") as folder, _named(revision, folder):
        there = [p for path in paths for p in commit.write(path, Path(folder))]
        if not there:
            return Result(Story((), (), ()), (), Coverage(0, 0, 0, 0, 0, 0, 0))
        draft = commit.write(config.draft, Path(folder)) if config.draft else []
        sources, skipped = session.read(list(dict.fromkeys(there)), config)
        top = Path(folder).resolve()
        inside = top / _id_root(paths).relative_to(commit.root)
        return pipeline.check_sources(
            [replace(s, id=_id(s, inside, top)) for s in sources], replace(config, draft=draft[0] if draft else None), skipped=skipped
        )


@contextmanager
def _named(revision: str, folder: str) -> Iterator[None]:
    """Errors about the files of a revision name that and not the folder that they lie in for the moment."""
    try:
        yield
    except FactcheckError as error:
        place = error.place.replace(f"{folder}/", f"{revision}:")
        raise type(error)(place, error.found, expected=error.expected, remedy=error.remedy) from error


def _id(source: Source, inside: Path, top: Path) -> str:
    """The id of an old source as today's are made; from the top of the repository where it lay outside of the folder that is checked."""
    path = Path(source.path).resolve()
    return path.relative_to(inside if path.is_relative_to(inside) else top).as_posix()


def _id_root(paths: Sequence[str]) -> Path:
    """The folder that ids are relative to today; some of the paths may not have been there yet."""
    full = [Path(p).resolve() for p in paths]
    return full[0] if len(full) == 1 and full[0].is_dir() else Path(os.path.commonpath([p.parent for p in full]))


@dataclass(frozen=True, slots=True)
class _Commit:
    """The files of a commit, and where those of them lay that have another name today."""

    root: Path
    blobs: Mapping[str, str]  # name from the top of the repository -> object
    old_names: Mapping[str, str]  # new name -> old name

    @classmethod
    def of(cls, revision: str, paths: Sequence[str]) -> _Commit:
        """Read the names of a commit and find what became of the files below ``paths``."""
        if session.STDIN in paths:
            raise ConfigError("--base", "standard input has no past", expected="files or folders of a repository")
        root = Path(_git(Path.cwd(), "rev-parse", "--show-toplevel").decode().strip()).resolve()
        commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", what=f"no revision '{revision}'").decode().strip()
        blobs = _blobs(root, commit)
        new = {_name(root, p): p for path in paths for p in _files(path) if _name(root, p) not in blobs}
        suffixes = {PurePosixPath(name).suffix.lower() for name in new}
        gone = [n for n in blobs if PurePosixPath(n).suffix.lower() in suffixes and not (root / n).exists()] if new else []
        old = {n: _git(root, "cat-file", "blob", blobs[n]) for n in sorted(gone)[:_CANDIDATES]}
        read = {n: p.read_bytes() for n, p in sorted(new.items()) if p.stat().st_size <= _LARGEST} if old else {}
        for path in paths:
            _name(root, Path(path))  # outside of the repository
        return cls(root, blobs, pair(read, old))

    def write(self, path: str, folder: Path) -> list[str]:
        """Write what stands at or below one path of today as it was then; returns the paths to read, none where nothing was there."""
        name = _name(self.root, Path(path))
        here = [n for n in self.blobs if _below(n, name)]
        moved = {n: o for n, o in self.old_names.items() if _below(n, name) and not _below(o, name)}
        if here:
            return [self._write(here, name, folder), *(self._write([o], o, folder) for o in moved.values())]
        homes = {o[: -len(n) + len(name)] for n, o in moved.items() if n != name and o.endswith(n[len(name) :])}
        if len(homes) == 1 and all(_below(o, *homes) for o in moved.values()):  # the folder itself has another name, with its corpus.toml
            (home,) = homes
            return [self._write([n for n in self.blobs if _below(n, home)], home, folder)]
        return [self._write([o], o, folder) for o in moved.values()]

    def _write(self, names: Sequence[str], name: str, folder: Path) -> str:
        for each in names:
            target = folder / each
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_git(self.root, "cat-file", "blob", self.blobs[each]))
        return str(folder / name)


def _below(name: str, top: str) -> bool:
    return top == "." or name == top or name.startswith(f"{top}/")


def _name(root: Path, path: Path) -> str:
    """The name of a path from the top of the repository."""
    full = path.resolve()
    if not full.is_relative_to(root):
        raise ConfigError("--base", f"{path} lies outside of the repository", expected=f"a path below {root}")
    return full.relative_to(root).as_posix()


def _files(path: str) -> Iterator[Path]:
    """The files at or below a path of today; nothing hidden, and no links, which could lead out of it."""
    top = Path(path)
    if top.is_file():
        yield top
        return
    for folder, below, names in os.walk(top):
        below[:] = sorted(b for b in below if not b.startswith("."))
        yield from (p for n in sorted(names) if not n.startswith(".") and not (p := Path(folder) / n).is_symlink())


def _blobs(root: Path, commit: str) -> dict[str, str]:
    """The files of a commit by name, without links, which could lead out of a folder."""
    found = {}
    for entry in _git(root, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        about, tab, raw = entry.partition(b"\t")
        if not tab or about.split()[1] != b"blob" or about.split()[0] == b"120000":
            continue
        name = raw.decode("utf-8", "surrogateescape")
        if ".." in name.split("/") or name.startswith("/"):
            raise ConfigError("--base", f"a file named {name!r} in the revision", expected="names below the top of the repository")
        found[name] = about.split()[2].decode()
    return found


def _git(folder: Path, *arguments: str, what: str = "") -> bytes:
    command = ["git", "-c", "safe.bareRepository=explicit", *arguments]  # a folder of texts that looks like a repository is none
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env=environment)
    except FileNotFoundError as error:
        raise ConfigError("--base", "git is not installed", remedy="install git, or compare two results with `factcheck diff`") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ConfigError("--base", what or (lines[0] if lines else "git failed"), expected="a revision of this repository")
    return done.stdout
