"""The key of an extraction: a hash of the text and of all else that reading it looks at.

The name of a source, where it lies, who published it and what its file holds beside the text are not looked at, so a text that was moved or renamed,
or lies in two corpora, is read once.
"""

from __future__ import annotations

import hashlib
import json
from enum import Enum

from factcheck.model import Source

LOOKED_AT = ("text", "locale", "published", "marks", "grids")  # the fields of a source that decide its figures; a test watches the reading
_DIGEST = 20  # bytes


def key_of(source: Source, *, datings: bool, version: str) -> bytes:
    """The key of what a version of the reading makes of a source, with its datings or without."""
    beside = [version, datings, *(getattr(source, name) for name in LOOKED_AT[1:])]
    found = hashlib.blake2b(json.dumps(beside, separators=(",", ":"), default=_plain).encode(), digest_size=_DIGEST)
    found.update(b"\0")
    found.update(source.text.encode("utf-8", "surrogatepass"))
    return found.digest()


def _plain(value: object) -> object:
    """What JSON has no word for: the position of a mark, or whatever a program has put into a source."""
    return value.value if isinstance(value, Enum) else repr(value)
