"""The order in which a story holds its sources: by what they say, so that a file of another name is the same source at the same place."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.model import Extraction
from factcheck.quantity.wording import canonical


def story_order(extractions: Iterable[Extraction]) -> tuple[Extraction, ...]:
    """Sort the sources of a story by the values that they print, whatever the order of their paragraphs; ties by text, then id.

    Wherever a choice between equals falls to the first, it must not fall to the first name: a renamed file would change what is found.
    """
    return tuple(sorted(extractions, key=_place))


def _place(extraction: Extraction) -> tuple[list[tuple[str, str, str, str]], str, str]:
    said = sorted((f.quantity.unit, canonical(f.quantity.low), canonical(f.quantity.high), f.hedge.value) for f in extraction.figures)
    return said, extraction.source.text, extraction.source.id
