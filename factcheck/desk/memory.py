"""What was read and extracted in the last two rounds, by content: what has not changed is not read again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.model import Extraction, Source
    from factcheck.sources import Reading
    from factcheck.sources.formats import Reader


class Memory:
    """Readings of files and extractions of sources. It holds what this round or the one before it asked for, and nothing older.

    Not for several threads at once. A round that fails half-way forgets nothing that the next one needs.

    >>> from factcheck.model import Source
    >>> memory = Memory()
    >>> first = memory.extraction(Source("a", "It sent 275 troops."))
    >>> memory.begin()
    >>> memory.extraction(Source("a", "It sent 275 troops.")) is first, memory.extraction(Source("a", "It sent 257 troops.")) is first
    (True, False)
    """

    def __init__(self) -> None:
        self._now: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}

    def begin(self) -> None:
        """Begin a round: what the round before the last one asked for is forgotten."""
        self._before, self._now = self._now, {}

    def articles(self, reader: Reader, raw: bytes, place: str) -> Sequence[Reading]:
        """What a file holds, as ``sources.formats.articles`` returns it; errors are not remembered.

        Raises:
            SourceError: what the reader raises.
        """
        from factcheck.pipeline import articles

        key = ("reading", reader.__module__, place, blake2b(raw, digest_size=32).digest())
        found: Sequence[Reading] = self._kept(key, lambda: articles(reader, raw, place))
        return found

    def extraction(self, source: Source) -> Extraction:
        """The figures and datings of a source, whose fields are the key: a text that comes back under another date is another source.

        Raises:
            SourceError: it is dated to a day that there is not.
        """
        from factcheck.pipeline import extract_one

        found: Extraction = self._kept(("extraction", source), lambda: extract_one(source))
        return found

    def _kept(self, key: Hashable, make: Callable[[], Any]) -> Any:
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        return self._now[key]
