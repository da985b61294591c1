"""Where sources lie: on this machine's disk, or among the stored objects of a repository, read without writing any of them to a disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Protocol

from factcheck import files
from factcheck.errors import SourceError, TooLargeError


class Kind(Enum):
    """What a name stands for."""

    FILE = "file"
    FOLDER = "folder"
    NOTHING = "nothing"
    SPECIAL = "no regular file"  # a pipe, device or socket


class Tree(Protocol):
    """Files and folders by path."""

    def kind(self, path: Path) -> Kind:
        """What a path stands for, at the end of all links."""
        ...

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, sorted."""
        ...

    def leads(self, path: Path, top: Path) -> str:
        """Why what a link inside ``top`` leads to is not read; "" for what is no link, or a link to something visible inside ``top``."""
        ...

    def identity(self, path: Path) -> object:
        """What tells a folder from every other, under whatever name."""
        ...

    def head(self, path: Path, count: int) -> bytes:
        """The first bytes of a file."""
        ...

    def read(self, path: Path, limit: int) -> bytes:
        """The bytes of a file of at most ``limit`` of them."""
        ...

    def place(self, path: Path) -> str:
        """The path for people, and as ``Source.path``."""
        ...

    def relative(self, path: Path, root: Path) -> str:
        """The path from ``root``, "/"-separated."""
        ...

    def is_output(self, path: Path) -> bool:
        """Whether a file is what standard output of this run goes to."""
        ...


class Disk:
    """The files of this machine."""

    def kind(self, path: Path) -> Kind:
        """What a path stands for, at the end of all links."""
        if os.path.isdir(path):  # noqa: PTH112 - the methods of Path raise where a name is too long
            return Kind.FOLDER
        if os.path.isfile(path):  # noqa: PTH113
            return Kind.FILE
        return Kind.SPECIAL if os.path.exists(path) else Kind.NOTHING  # noqa: PTH110

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, sorted.

        Raises:
            SourceError: it cannot be read.
        """
        try:
            return sorted(os.listdir(folder))  # noqa: PTH208
        except OSError as error:
            raise SourceError(self.place(folder), f"cannot be read: {error.strerror}", remedy="check its permissions") from error

    def leads(self, path: Path, top: Path) -> str:
        """Why what a link inside ``top`` leads to is not read."""
        if not os.path.islink(path):  # noqa: PTH114
            return ""
        target, inside = files.real(path), files.real(top)
        if not target.is_relative_to(inside):
            return "a link that leads out of the folder; --follow-links reads it"
        hidden = any(part.startswith(".") for part in target.relative_to(inside).parts)
        return "a link to something hidden" if hidden else ""

    def identity(self, path: Path) -> object:
        """Device and number of a folder.

        Raises:
            SourceError: it cannot be read.
        """
        try:
            status = path.stat()
        except OSError as error:
            raise SourceError(self.place(path), f"cannot be read: {error.strerror}", remedy="check the path and its permissions") from error
        return status.st_dev, status.st_ino

    def head(self, path: Path, count: int) -> bytes:
        """The first bytes of a file; nothing where it cannot be read."""
        return files.head(path, count)

    def read(self, path: Path, limit: int) -> bytes:
        """The bytes of a file.

        Raises:
            FileNotFoundError: there is none.
            SourceError: it cannot be read, is no regular file or too large.
        """
        return files.read_file(path, SourceError, limit, TooLargeError)

    def place(self, path: Path) -> str:
        """The path as it was given."""
        return files.printable(str(path))

    def relative(self, path: Path, root: Path) -> str:
        """The path from ``root``; links stay as they are: a corpus of links keeps the names that its owner gave."""
        return os.path.relpath(os.path.abspath(path), os.path.abspath(root)).replace(os.sep, "/")  # noqa: PTH100 - Path.resolve follows links

    def is_output(self, path: Path) -> bool:
        """Whether a file is what standard output of this run goes to."""
        try:
            return os.path.samestat(os.stat(path), os.fstat(1))  # noqa: PTH116
        except OSError:
            return False


class Stored:
    """The files of a revision: names from the top of the repository, and a way to read each. Links and submodules are not among them."""

    def __init__(self, names: Mapping[str, str], read: Callable[[str, str, int], bytes], label: str) -> None:
        self._objects = names
        self._read = read  # object, place, limit
        self._label = label
        self._folders: dict[str, set[str]] = {".": set()}
        for name in names:
            path = PurePosixPath(name)
            for inner, outer in zip((path, *path.parents), path.parents, strict=False):
                self._folders.setdefault(str(outer), set()).add(inner.name)

    def kind(self, path: Path) -> Kind:
        """A file or a folder: nothing else is stored."""
        if path.as_posix() in self._objects:
            return Kind.FILE
        return Kind.FOLDER if path.as_posix() in self._folders else Kind.NOTHING

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, sorted."""
        return sorted(self._folders[folder.as_posix()])

    def leads(self, path: Path, top: Path) -> str:
        """Nothing here is a link."""
        return ""

    def identity(self, path: Path) -> object:
        """Each name stands for itself."""
        return path.as_posix()

    def head(self, path: Path, count: int) -> bytes:
        """The first bytes of a file."""
        return self.read(path, _PEEKED)[:count]

    def read(self, path: Path, limit: int) -> bytes:
        """The bytes of a file.

        Raises:
            SourceError: it is too large, or not in this clone.
        """
        return self._read(self._objects[path.as_posix()], self.place(path), limit)

    def place(self, path: Path) -> str:
        """The revision and the name, as git writes them; the name alone of what belongs to no revision."""
        name = files.printable(path.as_posix())
        return f"{self._label}:{name}" if self._label else name

    def relative(self, path: Path, root: Path) -> str:
        """The path from ``root``, or from the top of the repository where it lies elsewhere."""
        return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()

    def is_output(self, path: Path) -> bool:
        """Never."""
        return False


class Overlaid:
    """Another tree with some files put in front of it: what stands unsaved in an editor counts, whatever the disk holds."""

    def __init__(self, under: Tree, opened: Mapping[Path, bytes]) -> None:
        self._under = under
        self._files = {files.real(path): raw for path, raw in opened.items()}
        self._folders = {folder for path in self._files for folder in path.parents}

    def kind(self, path: Path) -> Kind:
        """What a path stands for; a file that was never saved is one."""
        if files.real(path) in self._files:
            return Kind.FILE
        there = self._under.kind(path)
        return Kind.FOLDER if there is Kind.NOTHING and files.real(path) in self._folders else there

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, those of files that were never saved too, sorted."""
        inside = files.real(folder)
        saved = self._under.names(folder) if self._under.kind(folder) is Kind.FOLDER else []
        return sorted({*saved, *(path.name for path in self._files if path.parent == inside)})

    def leads(self, path: Path, top: Path) -> str:
        """As in the tree below."""
        return self._under.leads(path, top)

    def identity(self, path: Path) -> object:
        """As in the tree below; a folder that is not there stands for itself."""
        return self._under.identity(path) if self._under.kind(path) is Kind.FOLDER else files.real(path)

    def head(self, path: Path, count: int) -> bytes:
        """The first bytes of a file."""
        raw = self._files.get(files.real(path))
        return raw[:count] if raw is not None else self._under.head(path, count)

    def read(self, path: Path, limit: int) -> bytes:
        """The bytes of a file: those in front, or those below.

        Raises:
            SourceError: it is too large, or what the tree below raises.
        """
        raw = self._files.get(files.real(path))
        if raw is None:
            return self._under.read(path, limit)
        if len(raw) > limit:
            raise files.too_large(self.place(path), limit, TooLargeError)
        return raw

    def place(self, path: Path) -> str:
        """As in the tree below."""
        return self._under.place(path)

    def relative(self, path: Path, root: Path) -> str:
        """As in the tree below."""
        return self._under.relative(path, root)

    def is_output(self, path: Path) -> bool:
        """As in the tree below."""
        return self._under.is_output(path)


_PEEKED = 256_000_000  # bytes: a stored object is read as a whole or not at all
DISK = Disk()
