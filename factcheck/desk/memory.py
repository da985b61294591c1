"""What was read and extracted, by content: what has not changed is not read again, and what is typed back is still known."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from factcheck.desk.kept import Kept

if TYPE_CHECKING:
    from factcheck.model import Extraction, Source
    from factcheck.sources import Reading
    from factcheck.sources.formats import Reader

# Bytes of files and, apart from them, characters of texts; the figures of one take some forty bytes. A story of more is read anew each time, which
# nobody waits for: judging it takes many times as long.
ROOM = 5_000_000


class Memory:
    """Readings of files and extractions of sources, no more than there is room for. Not for several threads at once.

    >>> from factcheck.model import Source
    >>> memory = Memory()
    >>> first = memory.extraction(Source("a", "It sent 275 troops."))
    >>> memory.extraction(Source("a", "It sent 257 troops.")) is first, memory.extraction(Source("a", "It sent 275 troops.")) is first
    (False, True)
    """

    def __init__(self, room: int = ROOM) -> None:
        self._readings: Kept[Hashable, Sequence[Reading]] = Kept(room)
        self._extractions: Kept[Source, Extraction] = Kept(room)

    def articles(self, reader: Reader, raw: bytes, place: str) -> Sequence[Reading]:
        """What a file holds, as ``sources.formats.articles`` returns it; errors are not remembered.

        Raises:
            SourceError: what the reader raises.
        """
        from factcheck.pipeline import articles

        key = (reader.__module__, place, blake2b(raw, digest_size=32).digest())
        return self._readings.ask(key, lambda: articles(reader, raw, place), len(raw))

    def extraction(self, source: Source) -> Extraction:
        """The figures and datings of a source, whose fields are the key: a text that comes back under another date is another source.

        Raises:
            SourceError: it is dated to a day that there is not.
        """
        from factcheck.pipeline import extract_one

        return self._extractions.ask(source, lambda: extract_one(source), len(source.text))
