"""Which sources carry the same copy: declared by the user, or found by the long sentences that they share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from factcheck.model import Extraction, Lineage, Position

_WORD = re.compile(r"[^\W_]+")
_WIDTH = 5  # words a shingle
_RARE = 40  # a shingle in more sources than this is a formula, and too dear to pair up


def find_lineages(extractions: Sequence[Extraction], numbers: Mapping[str, float]) -> tuple[Lineage, ...]:
    """Group sources into lineages, sorted by id.

    Declared lineages are never merged with one another. Two sources are copies where one holds at least ``copy_share`` of the shingles
    of the shorter (5 words, quote marks and case folded), and at least ``copy_shingles`` of them; updated versions with edits qualify too.
    """
    ids = [e.source.id for e in extractions]
    declared = {e.source.id: e.source.lineage for e in extractions if e.source.lineage}
    runs = {e.source.id: shingles(e) for e in extractions}
    parent = {i: i for i in ids}
    name = dict(declared)
    share: dict[str, float] = {}
    first_of: dict[str, str] = {}
    for i in sorted(declared):
        root = first_of.setdefault(declared[i], i)
        parent[i] = root
    for overlap, a, b in _copies(runs, numbers["copy_share"], int(numbers["copy_shingles"])):
        x, y = _root(parent, a), _root(parent, b)
        if x == y or (x in name and y in name):
            continue
        if y in name:
            x, y = y, x
        parent[y] = x
        for root in (x, y):
            share[x] = min(overlap, share.get(root, 1.0), share.get(x, 1.0))
    groups: dict[str, list[str]] = defaultdict(list)
    for i in ids:
        groups[_root(parent, i)].append(i)
    found = [_lineage(root, members, name.get(root), share.get(root)) for root, members in groups.items()]
    return tuple(sorted(found, key=lambda lineage: (lineage.id, lineage.sources)))


def _lineage(root: str, members: list[str], declared: str | None, share: float | None) -> Lineage:
    by = "declared" if declared and share is None else "copied" if share is not None else "alone"
    return Lineage(declared or min(members), tuple(sorted(members)), by, round(share, 2) if share is not None else 0.0)


def _root(parent: dict[str, str], node: str) -> str:
    while parent[node] != node:
        node = parent[node]
    return node


def shingles(extraction: Extraction) -> frozenset[int]:
    """Hashes of all runs of five words inside the sentences of body, list and caption; sentences too short for one give none."""
    text = extraction.source.text
    found: set[int] = set()
    for sentence in extraction.layout.sentences:
        if sentence.position in (Position.BOILERPLATE, Position.BYLINE):
            continue
        run = [m.group().lower() for m in _WORD.finditer(text, sentence.start, sentence.end)]
        found.update(_fingerprint(run[k : k + _WIDTH]) for k in range(len(run) - _WIDTH + 1))
    return frozenset(found)


def _fingerprint(run: Sequence[str]) -> int:
    """A hash that is the same in every process, unlike ``hash``."""
    return int.from_bytes(blake2b(" ".join(run).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _copies(shingles: Mapping[str, frozenset[int]], least_share: float, least: int) -> list[tuple[float, str, str]]:
    """Pairs of sources with their overlap (share of the shorter), best first, ties by id."""
    holders: dict[int, list[str]] = defaultdict(list)
    for source in sorted(shingles):
        for value in shingles[source]:
            holders[value].append(source)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for sources in holders.values():
        if 1 < len(sources) <= _RARE:
            for k, a in enumerate(sources):
                for b in sources[k + 1 :]:
                    shared[a, b] += 1
    found = []
    for (a, b), count in shared.items():
        overlap = count / min(len(shingles[a]), len(shingles[b]))
        if count >= least and overlap >= least_share:
            found.append((overlap, a, b))
    return sorted(found, key=lambda row: (-row[0], row[1], row[2]))
