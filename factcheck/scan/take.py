"""The first stage: every file of the archive is read, its articles are extracted, and each has its card. What is as it was stays as it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import NamedTuple

from factcheck import pipeline
from factcheck.align.grouping import read_card
from factcheck.cache import pack, pack_source
from factcheck.config import Config
from factcheck.execute import Flow, Progress
from factcheck.model import Skip, Source
from factcheck.scan.shelf import Row, Shelf
from factcheck.sources import Archive
from factcheck.sources.own_reports import is_report

_ARTICLES, _CHARACTERS = 32, 100_000  # of a batch, at most; one long article is a batch by itself


class Taken(NamedTuple):
    """What the first stage did."""

    read: int  # articles
    known: int  # that did not need it
    skipped: tuple[Skip, ...]


class _Batch(NamedTuple):
    file: str
    digest: str  # of the file, in its last batch; else ""
    sources: tuple[Source, ...]


def take(archive: Archive, shelf: Shelf, config: Config, flow: Flow, progress: Progress) -> Taken:
    """Bring the shelf to what the archive holds."""
    shelf.only(archive.ids)
    reading = _Reading(archive, shelf, config)
    made = 0
    for rows in flow(partial(extract, config.limits.figures), reading.sources(), _named):
        batch = reading.waiting.popleft()
        if rows:
            shelf.keep(batch.file, rows)
            made += len(rows)
        if batch.digest:
            shelf.finish(batch.file, batch.digest)
        progress("extract", *((reading.files, len(archive.ids)) if len(archive.ids) > 1 else (made, reading.wanted)))
    return Taken(made, reading.known, tuple(sorted({*archive.skipped, *reading.ours})))


def _named(source: Source) -> str:
    return source.id


class _Reading:
    """The batches of an archive in their order; ``waiting`` are those whose results have not come back."""

    def __init__(self, archive: Archive, shelf: Shelf, config: Config) -> None:
        self._archive, self._shelf, self._config = archive, shelf, config
        self.waiting: deque[_Batch] = deque()
        self.files = self.known = self.wanted = 0
        self.ours: list[Skip] = []

    def sources(self) -> Iterator[tuple[Source, ...]]:
        """What each batch has to be worked on."""
        for file in self._archive.ids:
            self.files += 1
            for batch in self._of(file):
                self.waiting.append(batch)
                yield batch.sources

    def _of(self, file: str) -> Iterator[_Batch]:
        digest = self._archive.digest(file)
        if digest and self._shelf.digest_of(file) == digest:
            self.known += self._shelf.count(file)
            return
        found = self._archive.sources(file)
        self.ours += [Skip(s.id, "a report of factcheck", ours=True) for s in found if is_report(s)]
        sources = [self._settled(s, file) for s in found if not is_report(s)]
        stays = self._shelf.begin(file, {s.id: digest_of(s) for s in sources})
        new = [s for s in sources if s.id not in stays]
        self.known += len(stays)
        self.wanted += len(new)
        for batch in batches(new, lambda s: len(s.text)):
            yield _Batch(file, "", tuple(batch))
        if sources:
            yield _Batch(file, digest, ())

    def _settled(self, source: Source, file: str) -> Source:
        """With its path from the top of the archive, wherever it is called from, and the locale of the settings where nobody says another."""
        default = Config().locale
        return replace(source, path=file, locale=self._config.locale if source.locale == default else source.locale)


def batches(items: Sequence[Source], size: Callable[[Source], int]) -> Iterator[list[Source]]:
    """Items in their order, some at a time."""
    batch: list[Source] = []
    characters = 0
    for item in items:
        if batch and (len(batch) >= _ARTICLES or characters + size(item) > _CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(item)
        characters += size(item)
    if batch:
        yield batch


def digest_of(source: Source) -> str:
    """A hash of an article with all that is known of it."""
    return blake2b(repr(source).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def extract(figures: int, sources: Sequence[Source]) -> list[Row]:
    """Read some articles; of each no more figures than the limit."""
    rows = []
    for source in sources:
        extraction = pipeline.extract_one(source).at_most(figures)
        rows.append(Row(source.id, digest_of(source), read_card(extraction).packed(), pack_source(source), pack(extraction, source)))
    return rows
