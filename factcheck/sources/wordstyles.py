"""What the styles of a Word document say of its paragraphs. Names of built-in styles are English in every language of the program."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.model import Position
from factcheck.sources.xmlparts import local

_NAMES = (
    (re.compile(r"heading \d|title\Z|subtitle\Z"), Position.HEADLINE),
    (re.compile(r"caption\Z"), Position.CAPTION),
    (re.compile(r"toc \d|toc heading\Z|table of figures\Z"), Position.BOILERPLATE),
    (re.compile(r"list (?:bullet|number)"), Position.LIST),
)
_LEVELS = 9  # of an outline; 9 itself is body text
_ANCESTORS = 20  # styles based on one another: some programs write circles


def value(attributes: dict[str, str], key: str = "val") -> str:
    """An attribute of an element, whatever its namespace; "" if there is none."""
    return next((text for name, text in attributes.items() if local(name) == key), "")


def is_heading_level(level: str) -> bool:
    """Whether an outline level is that of a heading."""
    return level.isdecimal() and int(level[:3]) < _LEVELS


@dataclass
class _Style:
    name: str = ""
    parent: str = ""
    heading: bool = False
    listed: bool = False


class Styles:
    """The styles by id, filled while their part is read."""

    def __init__(self) -> None:
        self._styles: dict[str, _Style] = {}
        self._open = _Style()
        self._found: dict[str, Position | None] = {}

    def position(self, style: str) -> Position | None:
        """What a style, or the nearest one that it is based on, makes of a paragraph; None for text as any other."""
        if style not in self._found:
            at, found = self._styles.get(style), None
            for _ in range(_ANCESTORS):
                if at is None or found is not None:
                    break
                found = _position(at)
                at = self._styles.get(at.parent)
            self._found[style] = found
        return self._found[style]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        known = local(name)
        if known == "style":
            self._open = self._styles[value(attributes, "styleId")] = _Style()
        elif known == "name":
            self._open.name = value(attributes).lower()
        elif known == "basedOn":
            self._open.parent = value(attributes)
        elif known == "outlineLvl":
            self._open.heading = is_heading_level(value(attributes))
        elif known == "numId":
            self._open.listed = value(attributes) != "0"

    def end(self, name: str) -> None:
        """It ends."""

    def data(self, text: str) -> None:
        """Styles hold no text."""


def _position(style: _Style) -> Position | None:
    named = next((position for pattern, position in _NAMES if pattern.match(style.name)), None)
    if named is None and style.heading:
        return Position.HEADLINE
    return named or (Position.LIST if style.listed else None)
