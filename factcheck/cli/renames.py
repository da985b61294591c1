"""Which of the files that are gone a new file once was: git keeps no renames, so texts are held against each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

ALIKE = 0.5  # share of its runs of words that a file must keep; what git takes too
_WORD = re.compile(rb"[^\W_]+")
_WIDTH = 3  # words a run: single words are shared by all texts of one story


def pair(new: Mapping[str, bytes], old: Mapping[str, bytes]) -> dict[str, str]:
    """Pair new files with the old ones that they were, each with one at most, by name.

    Files of another suffix are never paired. The most alike come first, ties by name.

    >>> pair({"b.txt": b"The mill employs 1,400 people."}, {"a.txt": b"The mill employs 1,400 people.", "c.txt": b"Rain fell."})
    {'b.txt': 'a.txt'}
    """
    runs = {name: _runs(raw) for name, raw in old.items()}
    ranked = []
    for name, raw in new.items():
        mine = _runs(raw)
        for other, theirs in runs.items():
            if PurePosixPath(name).suffix.lower() != PurePosixPath(other).suffix.lower():
                continue
            alike = 1.0 if raw == old[other] else len(mine & theirs) / max(len(mine), len(theirs), 1)
            if alike >= ALIKE:
                ranked.append((-alike, name, other))
    found: dict[str, str] = {}
    for _, name, other in sorted(ranked):
        if name not in found and other not in found.values():
            found[name] = other
    return dict(sorted(found.items()))


def _runs(raw: bytes) -> frozenset[tuple[bytes, ...]]:
    words = [w.lower() for w in _WORD.findall(raw)]
    return frozenset(tuple(words[k : k + _WIDTH]) for k in range(len(words) - _WIDTH + 1))
