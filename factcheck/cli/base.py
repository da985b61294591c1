"""The sources as they were at a revision of the git repository, for ``factcheck check --base REV``."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from factcheck.cli import session
from factcheck.config import Config
from factcheck.errors import ConfigError, FactcheckError
from factcheck.model import Coverage, Result, Story


def result_at(revision: str, paths: Sequence[str], config: Config) -> Result:
    """Check the sources as they were at a revision, with today's rules and settings. Nothing where none of them was there.

    Raises:
        ConfigError: not a repository, no such revision, or paths outside of the repository.
    """
    from factcheck import pipeline

    with _checkout(revision, paths, [config.draft] if config.draft else []) as (folder, inside, moved):
        there = [moved[p] for p in paths if p in moved]
        if not there:
            return Result(Story((), (), ()), (), Coverage(0, 0, 0, 0, 0, 0, 0))
        old = replace(config, draft=moved.get(config.draft) if config.draft else None)
        try:
            sources, skipped = session.read(there, config)
            renamed = [replace(s, id=Path(s.path).resolve().relative_to(Path(folder).resolve() / inside).as_posix()) for s in sources]
            return pipeline.check_sources(renamed, old, skipped=skipped)
        except FactcheckError as error:
            place = error.place.replace(f"{folder}/", f"{revision}:")
            raise type(error)(place, error.found, expected=error.expected, remedy=error.remedy) from error


@contextmanager
def _checkout(revision: str, sources: Sequence[str], others: Sequence[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Write the files below ``paths`` as they were into a folder of their own.

    Yields it, the folder in it that ids of sources are relative to, and where each path lies in it now.
    """
    paths = [*sources, *others]
    if session.STDIN in paths:
        raise ConfigError("--base", "standard input has no past", expected="files or folders of a repository")
    root = Path(_git(Path.cwd(), "rev-parse", "--show-toplevel").decode().strip()).resolve()
    commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", what=f"no revision '{revision}'").decode().strip()
    with TemporaryDirectory(prefix="factcheck-base-") as folder:
        moved = {}
        for path in paths:
            inside = Path(path).resolve()
            if not inside.is_relative_to(root):
                raise ConfigError("--base", f"{path} lies outside of the repository", expected=f"a path below {root}")
            name = inside.relative_to(root).as_posix()
            if _write(root, commit, name, Path(folder)):
                moved[path] = str(Path(folder) / name)
        yield folder, _id_root(sources).relative_to(root).as_posix(), moved


def _id_root(paths: Sequence[str]) -> Path:
    """The folder that ids are relative to today; some of the paths may not have been there yet."""
    full = [Path(p).resolve() for p in paths]
    return full[0] if len(full) == 1 and full[0].is_dir() else Path(os.path.commonpath([p.parent for p in full]))


def _write(root: Path, commit: str, name: str, folder: Path) -> bool:
    """Write all files at or below one path of a commit; returns whether there were any."""
    scope = () if name == "." else ("--", name)
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, *scope)
    found = False
    for entry in listed.split(b"\0"):
        about, tab, raw = entry.partition(b"\t")
        if not tab or about.split()[1] != b"blob" or about.split()[0] == b"120000":  # links could lead out of the folder
            continue
        target = folder / raw.decode("utf-8", "surrogateescape")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_git(root, "cat-file", "blob", about.split()[2].decode()))
        found = True
    return found


def _git(folder: Path, *arguments: str, what: str = "") -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise ConfigError("--base", "git is not installed", remedy="install git, or compare two results with `factcheck diff`") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ConfigError("--base", what or (lines[0] if lines else "git failed"), expected="a revision of this repository")
    return done.stdout
