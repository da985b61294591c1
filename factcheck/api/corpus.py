"""The sources of one story, read and ready to be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from factcheck.api.checked import Checked
from factcheck.api.names import NotFoundError
from factcheck.api.result import Check
from factcheck.api.run import run, settings
from factcheck.config import Config
from factcheck.errors import SourceError
from factcheck.model import Skip, Source
from factcheck.report.outgoing import screen

if TYPE_CHECKING:
    from factcheck.report.catalogue import Catalogue


class Corpus(Checked, Sequence[Source]):
    """Sources sorted by id. Checked once, when something is first asked of them; ``check`` checks with other settings."""

    def __init__(self, sources: Sequence[Source], skipped: Sequence[Skip] = (), title: str = "") -> None:
        self.sources = tuple(sorted(sources, key=lambda s: s.id))
        self.skipped = tuple(skipped)
        self.title = title

    def check(self, **options: Any) -> Check:
        """Check the sources against each other; options are those of ``factcheck.check``."""
        return self._check(**options) if options else self.result

    @cached_property
    def result(self) -> Check:
        """The check with all rules and no baseline."""
        return self._check()

    def _check(self, *, draft: object = None, **options: Any) -> Check:
        """The check with these options, or without any."""
        config = settings(**options)
        wanted = draft if draft is not None else config.draft
        held, sources = self._with_draft(wanted) if wanted is not None else (None, self.sources)
        return run(sources, config, draft=held, skipped=self.skipped, title=self.title)

    def _with_draft(self, draft: object) -> tuple[str, Sequence[Source]]:
        """The id of the draft, and all sources with it, sorted by id."""
        if isinstance(draft, str) and any(s.id == draft for s in self):
            return draft, self.sources
        given = corpus_of(draft)
        if len(given) != 1:
            raise ValueError(f"{len(given)} texts given as the draft; expected one")
        from factcheck.pipeline import with_draft

        return with_draft(self.sources, given[0])

    @property
    def _catalogue(self) -> Catalogue:
        return self.result._catalogue

    @overload
    def __getitem__(self, key: int | str) -> Source: ...
    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    def __getitem__(self, key: int | str | slice) -> Source | Corpus:
        if isinstance(key, slice):
            return Corpus(self.sources[key], self.skipped, self.title)
        if isinstance(key, int):
            return self.sources[key]
        found = next((s for s in self.sources if s.id == key), None)
        if found is None:
            raise NotFoundError(f"no source {key!r}; there are {', '.join(s.id for s in self.sources)}")
        return found

    def __len__(self) -> int:
        return len(self.sources)

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources)

    def __eq__(self, other: object) -> bool:
        return self.sources == other.sources if isinstance(other, Corpus) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.sources)

    def __repr__(self) -> str:
        head = f"<corpus {self.title!r}: {len(self)} sources>" if self.title else f"<corpus: {len(self)} sources>"
        lines = [
            head,
            *(f"  {s.id}  {len(s.text)} characters" for s in self.sources),
            *(f"  {'left out' if s.ours else 'not read'}: {s}" for s in self.skipped),
        ]
        return screen("\n".join(lines))

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><td><code>{escape(s.id)}</code></td><td>{escape(s.outlet or '')}</td></tr>" for s in self.sources)
        return f"<table>{rows}</table>"


def load(*paths: str | Path, follow_links: bool = False) -> Corpus:
    """Read files and folders into a corpus, as the command line does: a folder's ``corpus.toml`` counts.

    A link in a folder that leads out of it is read with ``follow_links`` only.

    Raises:
        SourceError: one of them cannot be read, or there is nothing to read.
        ErrorGroup: several cannot be read.
    """
    from factcheck.files import printable, real
    from factcheck.pipeline import read

    for path in paths:
        if not isinstance(path, (str, Path)):
            raise TypeError(f"{type(path).__name__} is no path; expected texts or pathlib.Path")
        if not str(path):
            raise SourceError("", "a path without a name", expected="files and folders")
    sources, skipped = read([str(p) for p in paths], config=Config(follow_links=follow_links))
    names = sorted({printable(real(p).name) for p in paths})
    return Corpus(sources, skipped, names[0] if len(names) == 1 else "")


def corpus_of(given: object) -> Corpus:
    """A corpus of whatever names one: a corpus, texts by name, a path, or a list of paths and sources.

    Raises:
        TypeError: it is nothing of the kind.
        SourceError: a path cannot be read, or there is no source in it.
    """
    if isinstance(given, Corpus):
        return given
    if isinstance(given, (str, Path)):
        return load(given)
    if isinstance(given, Source):
        return Corpus([given])
    if isinstance(given, Mapping):
        return Corpus(_texts(given))
    if isinstance(given, Sequence):
        return _mixed(given)
    raise TypeError(f"{type(given).__name__} names no sources; expected a corpus, a path, paths, or texts by name")


def _texts(given: Mapping[Any, Any]) -> list[Source]:
    wrong = next((name for name, text in given.items() if not (isinstance(name, str) and isinstance(text, str))), None)
    if wrong is not None:
        raise TypeError(f"{wrong!r}: texts by name are strings, such as {{'wire': 'About 275 troops …'}}")
    if not given:
        raise SourceError("", "no sources in it", expected="texts by name")
    return [Source(name, text) for name, text in given.items()]


def _mixed(given: Sequence[Any]) -> Corpus:
    paths = [x for x in given if isinstance(x, (str, Path))]
    sources = [x for x in given if isinstance(x, Source)]
    if len(paths) + len(sources) < len(given):
        raise TypeError("a list of sources holds paths and sources only; give texts by name: {'wire': 'About 275 troops …'}")
    if not given:
        raise SourceError("", "no sources in it", expected="paths or sources")
    read = load(*paths) if paths else Corpus(())
    ids = [s.id for s in (*sources, *read)]
    twice = next((i for n, i in enumerate(ids) if i in ids[:n]), None)
    if twice is not None:
        raise SourceError(twice, "two sources of this id", remedy="give them ids of their own")
    return Corpus((*sources, *read), read.skipped, read.title)
