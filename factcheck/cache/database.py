"""One SQLite file that is ours: opened with care, made where there is none, set aside where it is damaged or somebody else's."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from factcheck.files import printable

Say = Callable[[str], None]

ASIDE = ".aside"  # behind the name of a file that was set aside; one is kept, the last
_OURS = 0x66636B31  # the application_id of SQLite, by which a database of somebody else is known
_SCHEMA = 1  # its user_version; raise it when the tables change
_WAIT = 4.0  # seconds for a lock
_LONG = 100  # characters of a reason
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}  # the last: our tables are not there
_TABLES = (
    "CREATE TABLE told (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE kept (key BLOB PRIMARY KEY, value BLOB NOT NULL)",  # with row ids: without, each value would take a page of its own
    "CREATE TABLE used (key BLOB PRIMARY KEY, hour INTEGER NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID",
)


class StrangerError(Exception):
    """The file is none that we would have made, and lies where ours should."""


class LeftAloneError(Exception):
    """The file is another user's, who may need it."""


class Database:
    """An open database; what goes wrong with it goes to ``lost`` of whoever holds it."""

    def __init__(self, path: Path, base: sqlite3.Connection, identity: tuple[int, int]) -> None:
        self.path, self.base, self._identity = path, base, identity

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that writes: all of it, or nothing."""
        self.base.execute("BEGIN IMMEDIATE")
        try:
            yield self.base
        except BaseException:
            with suppress(sqlite3.Error):
                self.base.execute("ROLLBACK")
            raise
        self.base.execute("COMMIT")

    def give_up(self, error: sqlite3.Error, say: Say) -> None:
        """Close it: set aside if it is damaged, left as it is where it is only locked, full or not to be written."""
        self.close()
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGED and _identity(self.path) == self._identity:
            set_aside(self.path, str(error), say)

    def close(self) -> None:
        """Close the file."""
        self.base.close()


def connect(path: Path, say: Say) -> Database | None:
    """Open the database at a path, or make it; None where there can be none, which is told only where somebody should look."""
    for _ in range(2):  # a second time once what was there is out of the way
        try:
            writable = _prepare(path)
            base = sqlite3.connect(f"{path.as_uri()}?mode={'rw' if writable else 'ro'}", uri=True, timeout=_WAIT, isolation_level=None)
            database = Database(path, base, _identity(path))
        except StrangerError as error:
            set_aside(path, str(error), say)
            continue
        except LeftAloneError as error:
            say(f"the cache {printable(str(path))} {error}; nothing is kept")
            return None
        except (OSError, ValueError, sqlite3.Error):  # no folder, no permission, no room
            return None
        try:
            _settle(database)
            return database
        except StrangerError as error:
            database.close()
            set_aside(path, str(error), say)
        except sqlite3.Error as error:
            database.give_up(error, say)
    return None


def _prepare(path: Path) -> bool:
    """Make the file if there is none, for its user alone; whether it may be written.

    Raises:
        StrangerError: it is a link or no file, or others may write to it.
        LeftAloneError: it is somebody else's.
        OSError: it cannot be made.
    """
    _refuse_sudo(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise StrangerError("is no regular file")
    writable = True
    try:
        handle = os.open(path, flags | os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        handle, writable = os.open(path, flags | os.O_RDONLY), False
    try:
        status = os.fstat(handle)
        if hasattr(os, "geteuid"):
            if status.st_uid != os.geteuid():
                raise LeftAloneError("belongs to another user")
            if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                raise StrangerError("can be written by others")
            if writable and status.st_mode & 0o077:
                os.fchmod(handle, 0o600)
    finally:
        os.close(handle)
    return writable


def _refuse_sudo(path: Path) -> None:
    """Raise where the superuser would put files into the home of another user, who could not get at them any more.

    Raises:
        LeftAloneError: it would.
    """
    there = next(p for p in path.parents if p.exists())
    if hasattr(os, "geteuid") and os.geteuid() == 0 != there.stat().st_uid:
        raise LeftAloneError("lies in a folder of another user")


def _settle(database: Database) -> None:
    """Make the tables of a new file, and hold an old one to be ours.

    Raises:
        StrangerError: it is the database of another program, or of another version of this one.
    """
    base = database.base
    base.execute("PRAGMA trusted_schema = OFF")  # nothing in a schema may call what is not plain SQL
    base.execute("PRAGMA synchronous = OFF")  # a power cut may cost the cache, which every value's digest and set_aside see to
    if _told(base) == (_OURS, _SCHEMA):
        return
    with database.writing():
        if _told(base) == (_OURS, _SCHEMA):  # made by another run in between
            return
        if _told(base) != (0, 0) or base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise StrangerError("is no database of this version of factcheck")
        for table in _TABLES:
            base.execute(table)
        base.execute(f"PRAGMA application_id = {_OURS}")
        base.execute(f"PRAGMA user_version = {_SCHEMA}")


def _told(base: sqlite3.Connection) -> tuple[int, int]:
    return tuple(base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)


def set_aside(path: Path, why: str, say: Say) -> None:
    """Give a file another name, so that the next run begins afresh and somebody may look at it."""
    beside = path.with_name(path.name + ASIDE)
    try:
        path.replace(beside)
        with suppress(OSError):
            path.with_name(f"{path.name}-journal").unlink()  # of the file that went: it must not be played into the next one
    except OSError as error:
        say(f"the cache {printable(str(path))} {_reason(why)} and cannot be moved: {error.strerror}; nothing is kept")
        return
    say(f"the cache {printable(str(path))} {_reason(why)}; it now lies beside as {printable(beside.name)}, and a new one is begun")


def _reason(why: str) -> str:
    return why if why.startswith(("is ", "can ")) else f"is damaged ({why[:_LONG]})"
