"""Makes the card of an article: its weighed words and values, and a sketch of its runs of words."""

from __future__ import annotations

import heapq
import math
from array import array
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from factcheck.align.lineage import shingles
from factcheck.align.records.record import WORD, stem_of
from factcheck.model import Extraction, Figure, Layout, Position
from factcheck.model.cards import Card
from factcheck.tables.grouping import GroupingTable, grouping_table
from factcheck.tables.words import load_words

_FURNITURE = (Position.BOILERPLATE, Position.BYLINE)
_LONGEST = 40  # letters of a word; what is longer is an address, or code


def read_card(extraction: Extraction) -> Card:
    """Return the card of one article; what stands beside it in an archive changes nothing of it."""
    table = grouping_table()
    weights = _weights(extraction, table)
    length = math.sqrt(math.fsum(w * w for _, w in sorted(weights.items()))) or 1.0
    ordered = sorted(weights, key=lambda term: (-weights[term], term))
    kept = sorted((_hash(term), round(weights[term] / length, 6)) for term in ordered[: int(table.numbers["kept"])])
    keys = [_hash(term) for term in ordered[: int(table.numbers["keys"])]]
    sketch = heapq.nsmallest(int(table.numbers["sketch"]), shingles(extraction))
    return Card(
        extraction.source.id, _day(extraction.source.published),
        array("Q", [h for h, _ in kept]), array("f", [w for _, w in kept]), array("Q", keys), array("Q", sketch),
    )  # fmt: skip


def stems_of(layout: Layout, text: str, opening: int) -> Iterator[tuple[str, bool]]:
    """Yield the stems of an article in text order, and whether each stands in its first ``opening`` sentences; furniture is left out."""
    words = load_words()
    seen = 0
    for sentence in layout.sentences:
        if sentence.position in _FURNITURE:
            continue
        seen += 1
        for match in WORD.finditer(text, sentence.start, sentence.end):
            word = match.group()
            if len(word) <= _LONGEST and (stem := stem_of(words, word.lower())):
                yield stem, seen <= opening


def _weights(extraction: Extraction, table: GroupingTable) -> dict[str, float]:
    numbers = table.numbers
    counts: Counter[str] = Counter()
    opens: set[str] = set()
    for stem, first in stems_of(extraction.layout, extraction.text, int(numbers["opening_sentences"])):
        counts[stem] += 1
        if first:
            opens.add(stem)
    weights = {}
    for stem, count in counts.items():
        times = 1 + numbers["again"] * math.log(count) + (numbers["opening"] if stem in opens else 0)
        weights[stem] = table.word(stem) * times
    for term, (weight, count) in _values(extraction.figures, table).items():
        weights[term] = weight * (1 + numbers["again"] * math.log(count))
    return weights


def _values(figures: tuple[Figure, ...], table: GroupingTable) -> dict[str, tuple[float, int]]:
    """The values of an article, alone and with what they count; a blank in front keeps them apart from words."""
    found: dict[str, tuple[float, int]] = {}
    for figure in figures:
        quantity = figure.quantity
        value = f" {quantity.low.normalize():f} {quantity.unit}"
        weight = table.value(len(quantity.low.normalize().as_tuple().digits))
        noun = f"{value} {figure.noun.lemma.lower()}" if figure.noun is not None else ""
        for term, share in ((value, "value"), (noun, "counted")):
            if term:
                found[term] = (weight * table.numbers[share], found.get(term, (0.0, 0))[1] + 1)
    return found


def _day(published: str | None) -> int | None:
    return date.fromisoformat(published[:10]).toordinal() if published else None


@lru_cache(maxsize=65_536)
def _hash(term: str) -> int:
    """64 bits that are the same in every process, unlike ``hash``."""
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
