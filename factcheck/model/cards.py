"""Cards: of an article, what decides with which others it is grouped into a story. A few hundred numbers; no text goes along."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Card:
    """One article as the grouping sees it. Terms are hashes of 64 bits, the same in every process."""

    id: str  # Source.id
    day: int | None  # of publication, counted as ``date.toordinal``; None where nobody says
    terms: array[int] = field(compare=False)  # the weightiest words and values, sorted
    weights: array[float] = field(compare=False)  # of each; the vector of all of the article's terms has length 1
    keys: array[int] = field(compare=False)  # the few terms that open a block, the weightiest first
    sketch: array[int] = field(compare=False)  # the smallest hashes of its runs of five words, sorted

    def packed(self) -> bytes:
        """The card without its id as bytes."""
        counts = array("q", [-1 if self.day is None else self.day, len(self.terms), len(self.keys), len(self.sketch)])
        return b"".join(part.tobytes() for part in (counts, self.terms, self.keys, self.sketch, self.weights))

    @classmethod
    def unpacked(cls, id: str, raw: bytes) -> Card:
        """The card that ``packed`` has written on a machine of the same make."""
        counts = array("q")
        counts.frombytes(raw[:32])
        day, terms, keys, sketch = counts
        words = array("Q")
        words.frombytes(raw[32 : 32 + 8 * (terms + keys + sketch)])
        weights = array("f")
        weights.frombytes(raw[32 + 8 * len(words) :])
        return cls(id, None if day < 0 else day, words[:terms], weights, words[terms : terms + keys], words[terms + keys :])
