"""``factcheck formats``: which files can be read, and which cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.cli import session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.sources.formats import Format

_WIDTH = 34  # of the suffixes of one line


def formats() -> int:
    """List the files that can be read, by suffix, and those that cannot, with what to do."""
    from factcheck import pipeline

    read, refused = pipeline.formats()
    session.write("".join(["Read:\n", *_lines(read), "\nNot read:\n", *_lines(refused)]))
    return 0


def _lines(rows: Iterable[Format]) -> list[str]:
    return [f"  {' '.join(row.suffixes):{_WIDTH}}  {row.summary}\n" for row in rows]
