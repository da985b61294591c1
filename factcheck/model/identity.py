"""What every id rests on: the scheme ``factcheck/v2``, one digest of fields, and what the id of a finding looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from unicodedata import normalize

SCHEME = "factcheck/v2"


_ID = re.compile(r"[0-9a-f]{12}(-\d+)?")


def is_id(text: str) -> bool:
    """Whether a text is the id of a finding, whole.

    >>> is_id("2e931c7cfbcd"), is_id("2e931c7cfbcd-2"), is_id("transposition")
    (True, True, False)
    """
    return _ID.fullmatch(text) is not None


def digest(fields: Iterable[str | Sequence[str]]) -> str:
    """12 hex digits of blake2b over NFC fields, each behind its length in bytes; a group of fields stands behind their count.

    The lengths keep neighbours apart: ("ab", "c") is not ("a", "bc").

    >>> digest(("ab", "c")) == digest(("a", "bc")), digest((("a",), ("b",))) == digest((("a", "b"),))
    (False, False)
    """
    hashed = blake2b(digest_size=6)
    for field in fields:
        group = (field,) if isinstance(field, str) else field
        if not isinstance(field, str):
            hashed.update(len(group).to_bytes(4, "big"))
        for text in group:
            raw = normalize("NFC", text).encode()
            hashed.update(len(raw).to_bytes(4, "big") + raw)
    return hashed.hexdigest()
