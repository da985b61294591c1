"""Files opened safely: regular ones only, up to a limit, whatever their names say. The one home for opening what somebody else may have put there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from factcheck.errors import FactcheckError

SETTINGS = 16_000_000  # bytes of a file of settings, rules or accepted findings: the largest known has 200,000
RESULTS = 1_000_000_000  # bytes of a result or a report of ours, which grow with the story
_SORTS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_file(path: str | Path, error: type[FactcheckError], limit: int = SETTINGS, larger: type[FactcheckError] | None = None) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes.

    A pipe, device or socket is not opened. The size counts that is read, not the one that is told: some files of the system have none and no end.

    Raises:
        FileNotFoundError: there is none; whoever asks knows what to say.
        FactcheckError: of the kind ``error``: it cannot be opened or is no regular file; of the kind ``larger``, or the same, if it is larger.
    """
    place = printable(str(path))
    try:
        refuse_special(path, Path(path).stat(), error)  # before it is opened: opening alone wakes who writes to a pipe
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            refuse_special(path, os.fstat(handle), error)
            raw: bytes | None = file.read(limit + 1)
    except FileNotFoundError:
        raise
    except OSError as problem:
        raise error(place, f"cannot be read: {problem.strerror}", remedy="check its permissions") from problem
    except ValueError as problem:  # a name with a zero byte
        raise error(place, f"cannot be read: {problem}", remedy="give it another name") from problem
    except MemoryError as problem:
        raise error(place, "is too large for this machine's memory", remedy="split it into its articles") from problem
    if raw is None:
        raise error(place, "cannot be read: it has nothing to give now", expected="a regular file")
    if len(raw) > limit:
        raise too_large(place, limit, larger or error)
    return raw


def head(path: str | Path, count: int) -> bytes:
    """The first bytes of a regular file; nothing where it cannot be read."""
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            return b""
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            return file.read(count) or b""
    except (OSError, ValueError):
        return b""


def too_large(place: str, limit: int, error: type[FactcheckError]) -> FactcheckError:
    """The error for a file above its limit."""
    return error(
        place, f"is larger than {limit:,} bytes", expected="a smaller file", remedy="split it, or raise bytes under [limits] in factcheck.toml"
    )


def refuse_special(path: str | Path, status: os.stat_result, error: type[FactcheckError]) -> None:
    """Raise where a status is not that of a regular file."""
    if not stat.S_ISREG(status.st_mode):
        sort = next((name for fits, name in _SORTS if fits(status.st_mode)), "something else")
        piped = "read it through a pipe into -, standard input" if sort in ("a pipe", "a device") else ""
        raise error(printable(str(path)), f"is no regular file but {sort}", expected="a file", remedy=piped)


def is_folder(path: str | Path) -> bool:
    """Whether there is a folder of this name; a name that no file can have is none."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a name is too long


def is_file(path: str | Path) -> bool:
    """Whether there is a regular file of this name; a name that no file can have is none."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises where a name is too long


def real(path: str | Path) -> Path:
    """The full path without links, as far as it is there; links that lead round in a circle stay."""
    return Path(os.path.realpath(path))


def printable(name: str) -> str:
    r"""A name as UTF-8 has it, whatever bytes the file system holds: what is no UTF-8 is escaped.

    >>> printable("caf\u00e9.txt"), printable("a\udcff.txt")
    ('café.txt', 'a\\xff.txt')
    """
    try:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return name.encode("utf-8", "backslashreplace").decode("utf-8")
