"""What a scan has done, on disk in parts: articles with their cards and extractions by file, and stories by what they are made of.

A part is a database of its own. A file belongs to the part that its id falls into, a story to the one that its key falls into; no part knows of
another, so that each can lie with another worker one day. What is written together stands in one transaction: a run that is killed loses no more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from factcheck.errors import FactcheckError
from factcheck.model.cards import Card

COUNT = 16  # parts; a number that changes makes all be read anew, since the name of a part would not say any more what is in it
_TABLES = """
CREATE TABLE IF NOT EXISTS files (id TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (id TEXT PRIMARY KEY, file TEXT NOT NULL, digest TEXT NOT NULL, card BLOB, source BLOB, extraction BLOB);
CREATE INDEX IF NOT EXISTS of_file ON articles (file);
CREATE TABLE IF NOT EXISTS stories (key TEXT PRIMARY KEY, rows BLOB NOT NULL);
"""


class Row(NamedTuple):
    """An article that was read."""

    id: str
    digest: str
    card: bytes
    source: bytes
    extraction: bytes


class Shelf:
    """The parts of one state folder."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self._open: dict[int, sqlite3.Connection] = {}

    def close(self) -> None:
        """Close every part."""
        for part in self._open.values():
            part.close()
        self._open.clear()

    # --- files and articles

    def digest_of(self, file: str) -> str:
        """The hash of a file whose articles are all there, or ""."""
        row = self._part(file).execute("SELECT digest FROM files WHERE id = ?", (file,)).fetchone()
        return row[0] if row else ""

    def begin(self, file: str, wanted: Mapping[str, str]) -> set[str]:
        """Take out the articles of a file that are not as ``wanted`` has them, id → hash; return the ids of those that stay."""
        part = self._part(file)
        there = dict(part.execute("SELECT id, digest FROM articles WHERE file = ?", (file,)))
        gone = [(i,) for i, digest in there.items() if wanted.get(i) != digest]
        with part:
            part.execute("DELETE FROM files WHERE id = ?", (file,))
            part.executemany("DELETE FROM articles WHERE id = ?", gone)
        return {i for i, digest in there.items() if wanted.get(i) == digest}

    def keep(self, file: str, rows: Iterable[Row]) -> None:
        """Keep articles of a file."""
        part = self._part(file)
        with part:
            part.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?)", [(r.id, file, *r[1:]) for r in rows])

    def finish(self, file: str, digest: str) -> None:
        """All articles of a file are there."""
        part = self._part(file)
        with part:
            part.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (file, digest))

    def count(self, file: str) -> int:
        """How many articles of a file are there."""
        row = self._part(file).execute("SELECT count(*) FROM articles WHERE file = ?", (file,)).fetchone()
        return int(row[0])

    def only(self, files: Sequence[str]) -> None:
        """Take out the articles of all other files."""
        wanted = set(files)
        for part in self._all():
            there = {row[0] for row in part.execute("SELECT id FROM files UNION SELECT file FROM articles")}
            gone = [(file,) for file in sorted(there - wanted)]
            with part:
                part.executemany("DELETE FROM files WHERE id = ?", gone)
                part.executemany("DELETE FROM articles WHERE file = ?", gone)

    def cards(self) -> Iterator[tuple[Card, str, str]]:
        """Each article's card, with its hash and its file."""
        for part in self._all():
            for identity, digest, file, card in part.execute("SELECT id, digest, file, card FROM articles"):
                yield Card.unpacked(identity, card), digest, file

    def article(self, identity: str, file: str) -> tuple[bytes, bytes]:
        """The source and the extraction of an article, as they were packed."""
        row = self._part(file).execute("SELECT source, extraction FROM articles WHERE id = ?", (identity,)).fetchone()
        if row is None:
            raise FactcheckError(str(self._state), f"{identity} has just gone from the state", remedy="run again")
        return row[0], row[1]

    # --- stories

    def has_story(self, key: str) -> bool:
        """Whether a story was checked."""
        return self._part(key).execute("SELECT 1 FROM stories WHERE key = ?", (key,)).fetchone() is not None

    def keep_stories(self, stories: Iterable[tuple[str, bytes]]) -> None:
        """Keep what was found in stories."""
        for key, rows in stories:
            part = self._part(key)
            with part:
                part.execute("INSERT OR REPLACE INTO stories VALUES (?, ?)", (key, rows))

    def story(self, key: str) -> bytes:
        """What was found in a story."""
        row = self._part(key).execute("SELECT rows FROM stories WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise FactcheckError(str(self._state), "a story has just gone from the state", remedy="run again")
        found: bytes = row[0]
        return found

    def only_stories(self, keys: Iterable[str] = ()) -> None:
        """Take out all other stories."""
        wanted = set(keys)
        for part in self._all():
            gone = [row for row in part.execute("SELECT key FROM stories") if row[0] not in wanted]
            with part:
                part.executemany("DELETE FROM stories WHERE key = ?", gone)

    def _part(self, text: str) -> sqlite3.Connection:
        return self._number(int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") % COUNT)

    def _all(self) -> Iterator[sqlite3.Connection]:
        for number in range(COUNT):
            yield self._number(number)

    def _number(self, number: int) -> sqlite3.Connection:
        found = self._open.get(number)
        if found is None:
            found = self._open[number] = sqlite3.connect(self._state / f"part-{number:02}.sqlite")
            found.execute("PRAGMA journal_mode = WAL")  # what was committed is there after a kill
            found.execute("PRAGMA synchronous = NORMAL")
            found.executescript(_TABLES)
        return found
