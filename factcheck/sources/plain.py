"""Plain text: the text is the file."""

from __future__ import annotations

from factcheck.sources.decoding import decode
from factcheck.sources.reading import Reading

SUFFIXES = (".txt", ".text")
SUMMARY = "plain text, as it is"


def read(raw: bytes, place: str) -> Reading:
    """Return the file as it is.

    Raises:
        SourceError: it is empty, binary or in no known encoding.
    """
    text, notes = decode(raw, place)
    return Reading(text, "text", notes=notes)
