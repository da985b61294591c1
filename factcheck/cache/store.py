"""Kept extractions: looked up all at once, written in batches, bounded, and never the reason that a run fails.

Only the process that was started opens the database, for a few short transactions; its workers do not. A lock that is held for seconds, a folder
that cannot be written and a full disk mean that nothing is kept, not that nothing is checked.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

from factcheck.cache import version as reading
from factcheck.cache.database import ASIDE, Database, Say, connect
from factcheck.cache.key import key_of
from factcheck.cache.packing import pack, unpack
from factcheck.cache.place import FILE, folder
from factcheck.model import Extraction, Source

_AT_ONCE = 500  # keys of one question
_BATCH = 200  # extractions of one transaction
_ROOM = 0.9  # of the size that is left when the oldest have gone, so that not every run has some to take out
_ROW = 120  # bytes of a row beside its value
_DIGEST = 8  # bytes in front of a value


def hour() -> int:
    """The hour since 1970, by which is known what has not been of use for longest."""
    return int(time.time()) // 3600


@contextmanager
def opened(size: int, say: Say, where: Path | None = None, now: Callable[[], int] = hour) -> Iterator[Store | None]:
    """The store in a folder, by default that of the user, with at most ``size`` bytes; None where there can be none."""
    place = where or folder()
    database = connect(place / FILE, say) if place is not None else None
    if database is None:
        yield None
        return
    store = None
    try:
        try:
            store = Store(database, size, say, now())
        except (sqlite3.Error, OSError) as error:  # an OSError: a file of the package has just gone away
            if isinstance(error, sqlite3.Error):
                database.give_up(error, say)
        yield store
    finally:
        if store is not None:
            store.write()
        database.close()


def emptied(say: Say, where: Path | None = None) -> int | None:
    """Forget everything that is kept, also what was set aside; how many extractions that were, or None where it cannot be done."""
    place = where or folder()
    if place is None:
        return 0
    count = 0
    try:
        if (place / FILE).exists():
            with opened(1, say, place) as store:
                if store is None:
                    return None
                count, _ = store.count()
                store.clear()
        (place / f"{FILE}{ASIDE}").unlink(missing_ok=True)
    except (sqlite3.Error, OSError):
        return None
    return count


class Store:
    """The kept extractions of one version of the reading."""

    def __init__(self, database: Database, size: int, say: Say, now: int) -> None:
        self._database, self._base = database, database.base
        self._size, self._say, self._hour = size, say, now
        self._lost = False  # the database is closed, and the run goes on without
        self._waiting: list[tuple[bytes, bytes]] = []
        self.version = self._version()

    def _version(self) -> str:
        """The digest of the reading; what an older one has left is emptied out."""
        files = reading.files()
        named = f"signature {reading.signature(files)}"
        known: dict[str, str] = dict(self._base.execute("SELECT name, value FROM told").fetchall())
        if named in known:
            return known[named]
        digest = reading.digest(files)
        with self._database.writing():
            if known.get("version") != digest:
                self._base.execute("DELETE FROM kept")
                self._base.execute("DELETE FROM used")
            self._base.execute("DELETE FROM told")  # of one installation only, so that it does not grow
            self._base.executemany("INSERT INTO told VALUES (?, ?)", [("version", digest), (named, digest)])
        return digest

    def found(self, sources: Sequence[Source], *, datings: bool) -> dict[int, Extraction]:
        """What is kept of some sources, by their places. Where datings are not wanted, an extraction with them will do."""
        asked: dict[bytes, list[int]] = {}
        for n, source in enumerate(sources):
            for dated in {True, datings}:
                asked.setdefault(key_of(source, datings=dated, version=self.version), []).append(n)
        found: dict[int, Extraction] = {}
        used: list[bytes] = []
        for key, value in self._values(list(asked)):
            with suppress(ValueError):  # damaged: it is read anew, and written over
                packed = _checked(key, value)
                for n in asked[key]:
                    kept = unpack(packed, sources[n])
                    found[n] = kept if datings or not kept.datings else replace(kept, datings=())
                used.append(key)
        self._touch(used)
        return found

    def _values(self, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
        rest = iter(keys)
        while not self._lost and (some := list(islice(rest, _AT_ONCE))):
            rows = []
            with self._careful():
                query = f"SELECT key, CAST(value AS BLOB) FROM kept WHERE key IN ({','.join('?' * len(some))})"
                rows = self._base.execute(query, some).fetchall()
            yield from rows

    def _touch(self, keys: Sequence[bytes]) -> None:
        """Remember the hour in which entries were last of use; the second time in an hour nothing is written."""
        if self._lost:
            return
        with self._careful():
            fresh = {key for (key,) in self._base.execute("SELECT key FROM used WHERE hour >= ?", (self._hour,))}
            stale = [(self._hour, key) for key in keys if key not in fresh]
            if stale:
                with self._database.writing():
                    self._base.executemany("UPDATE used SET hour = ? WHERE key = ?", stale)

    def keep(self, source: Source, extraction: Extraction, *, datings: bool) -> None:
        """Keep the extraction of a source; it is written with others, at the latest when the store is left."""
        if self._lost:
            return
        self._waiting.append((key_of(source, datings=datings, version=self.version), pack(extraction, source)))
        if len(self._waiting) >= _BATCH:
            self.write()

    def write(self) -> None:
        """Write what waits, and take out what has not been of use for longest where that is too much."""
        rows, self._waiting = self._waiting, []
        if not rows or self._lost:
            return
        with self._careful(), self._database.writing():
            self._base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", [(k, _digest(k, v) + v) for k, v in rows])
            self._base.executemany("INSERT OR REPLACE INTO used VALUES (?, ?, ?)", [(k, self._hour, len(v) + _ROW) for k, v in rows])
            self._bound()

    def _bound(self) -> None:
        total = self._count()[1]
        if total <= self._size:
            return
        going = []
        for key, size in self._base.execute("SELECT key, size FROM used ORDER BY hour, key"):  # keys are hashes: of one hour, any may go
            if total <= self._size * _ROOM:
                break
            going.append((key,))
            total -= size
        self._base.executemany("DELETE FROM kept WHERE key = ?", going)
        self._base.executemany("DELETE FROM used WHERE key = ?", going)

    @contextmanager
    def _careful(self) -> Iterator[None]:
        """Whatever the database has against it, the run goes on, from then on without."""
        try:
            yield
        except sqlite3.Error as error:
            self._lost = True
            self._database.give_up(error, self._say)

    def count(self) -> tuple[int, int]:
        """How many extractions are kept, and their bytes; nothing where that cannot be told."""
        found = (0, 0)
        if not self._lost:
            with self._careful():
                found = self._count()
        return found

    def _count(self) -> tuple[int, int]:
        rows, size = self._base.execute("SELECT count(*), coalesce(sum(size), 0) FROM used").fetchone()
        return int(rows), int(size)

    def clear(self) -> None:
        """Forget everything and give the room back; runs at the same time go on, and keep what they read from then on.

        Raises:
            sqlite3.Error: it cannot be done.
        """
        with self._database.writing():
            for table in ("kept", "used", "told"):
                self._base.execute(f"DELETE FROM {table}")
        self._base.execute("VACUUM")


def _digest(key: bytes, packed: bytes) -> bytes:
    return hashlib.blake2b(key + packed, digest_size=_DIGEST).digest()


def _checked(key: bytes, value: bytes) -> bytes:
    """The packed extraction in a value.

    Raises:
        ValueError: it is not what was written under this key.
    """
    if value[:_DIGEST] != _digest(key, value[_DIGEST:]):
        raise ValueError("a value that is not what was written")
    return value[_DIGEST:]
