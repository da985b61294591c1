"""Places of figures as editors count: lines from 0, columns in the units that were agreed on with the editor, in the file as it is."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from lsprotocol import types

from factcheck.files import real
from factcheck.model import Mention, Source
from factcheck.report.catalogue import Catalogue

_LINE_END = re.compile(r"\r\n|\r|\n")  # what ends a line for editors; not all that ends one for Python
_WIDTHS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


def units(text: str, encoding: str) -> int:
    r"""How long a text is for an editor that counts in an encoding.

    >>> [units("é🚢", e) for e in ("utf-8", "utf-16", "utf-32")]
    [6, 3, 2]
    """
    codec, width = _WIDTHS[encoding]
    return len(text.encode(codec, "surrogatepass")) // width


class Sheet:
    """One file by its lines."""

    def __init__(self, text: str, encoding: str) -> None:
        self._lines = _LINE_END.split(text)
        self._encoding = encoding

    def position(self, line: int, column: int) -> types.Position:
        """A line and column from 1, in code points, as the editor counts; in a line that the file has not, as it stands."""
        if line > len(self._lines):
            return types.Position(line - 1, column - 1)
        return types.Position(line - 1, units(self._lines[line - 1][: column - 1], self._encoding))

    def holds(self, text: str, line: int, column: int) -> bool:
        """Whether a text stands just there."""
        return line <= len(self._lines) and self._lines[line - 1].startswith(text, column - 1)


class Places:
    """Where the figures of one story stand. ``opened`` are the addresses of open files, by real path, as their editor spells them."""

    def __init__(self, catalogue: Catalogue, encoding: str, opened: Mapping[Path, str]) -> None:
        self.catalogue = catalogue
        self._encoding = encoding
        self._opened = opened
        self._sheets: dict[str, Sheet] = {}

    def uri(self, source: str) -> str:
        """The address of the file of a source."""
        return address(path_of(self.catalogue.sources[source]), self._opened)

    def sheet(self, source: str) -> Sheet:
        """The file of a source; of one without lines, such as a PDF, its text."""
        if source not in self._sheets:
            found = self.catalogue.sources[source]
            self._sheets[source] = Sheet(found.file or found.text, self._encoding)
        return self._sheets[source]

    def range(self, mention: Mention) -> types.Range:
        """The surface of a figure."""
        sheet, place = self.sheet(mention.source), self.catalogue.place(mention)
        return types.Range(sheet.position(place.line, place.column), sheet.position(place.end_line, place.end_column))

    def location(self, mention: Mention) -> types.Location:
        """The same with its file."""
        return types.Location(self.uri(mention.source), self.range(mention))

    def stands_as_printed(self, mention: Mention) -> bool:
        """Whether its surface stands in the file without markup or a line end inside, so that something else may be put in its place."""
        return self.sheet(mention.source).holds(mention.surface, *self.catalogue.line_column(mention.source, mention.start))

    def mentions(self, path: Path) -> list[Mention]:
        """The figures and datings of a file, by real path, in text order."""
        here = {s.id for s in self.catalogue.sources.values() if real(path_of(s)) == path}
        return [m for m in self.catalogue.mentions.values() if m.source in here]

    def within(self, path: Path, asked: types.Range) -> list[Mention]:
        """Those that a range touches, the shortest first."""
        found = [(self.range(m), m) for m in self.mentions(path)]
        return [m for r, m in sorted(found, key=lambda p: len(p[1].surface)) if r.start <= asked.end and asked.start <= r.end]


def path_of(source: Source) -> Path:
    """The file of a source."""
    return Path(os.path.abspath(source.path))  # noqa: PTH100 - links stay, as the corpus names them


def address(path: Path, opened: Mapping[Path, str]) -> str:
    """The address of a file: as its editor spells it where it is open."""
    return opened.get(real(path)) or path.as_uri()
