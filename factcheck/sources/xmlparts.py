"""XML of strangers, read as a sequence of events: no tree, no entities of its own, nothing from outside, and no deeper than anybody writes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

from factcheck.errors import SourceError
from factcheck.sources.decoding import decode

_DEPTH = 500  # elements in one another: a cell of a table in a table in a text box has some 30
_LONGEST = 2_000  # characters of a title or date that are kept, or a little more
_ELEMENTS = 2_000_000  # of a file: a book of a thousand pages has some 300,000
_DECLARED = re.compile(rb"\s{0,20}<\?xml[^<>]{0,99}?\sencoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9_:.-]{2,40})")


class Handler(Protocol):
    """What is told of each element and each text, in the order of the file. Names are ``{namespace}local``."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        ...

    def end(self, name: str) -> None:
        """It ends."""
        ...

    def data(self, text: str) -> None:
        """A piece of text, not always all of it."""
        ...


def xml_text(raw: bytes, place: str) -> str:
    """The text of an XML file, in the encoding that it declares.

    Raises:
        SourceError: it is empty, binary or in no known encoding.
    """
    declared = _DECLARED.match(raw)
    return decode(raw, place, declared[1].decode("ascii") if declared else None)[0]


def read_xml(raw: bytes, handler: Handler, place: str, part: str = "") -> None:
    """Tell ``handler`` what an XML file holds; ``part`` is its name in an archive, for errors.

    Raises:
        SourceError: it is no XML, ends too soon, is nested too deep, or declares entities.
    """
    tell(xml_text(raw, place), handler, place, part)


def tell(text: str, handler: Handler, place: str, part: str = "", locate: Callable[[Callable[[], int]], None] | None = None) -> None:
    """Tell ``handler`` what an XML text holds. ``locate`` is given a function that says at which byte of the text in UTF-8 what is told begins.

    Raises:
        SourceError: it is no XML, ends too soon, is nested too deep, or declares entities.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError

    inside = f"{part} " if part else ""
    parser: Any = DefusedXMLParser(target=_Bounded(handler, place, inside), encoding="utf-8")  # of encodings, those count that `decode` knows
    if locate is not None:
        locate(lambda: int(parser.parser.CurrentByteIndex))
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except ParseError as problem:
        raise SourceError(place, f"{inside}is no XML: {problem}", expected="a whole file", remedy="save it once more from its program") from problem
    except DefusedXmlException as problem:
        raise SourceError(
            place, f"{inside}declares entities of its own", expected="XML without them", remedy="save it once more from its program"
        ) from problem


def local(name: str) -> str:
    """A name without its namespace.

    >>> local("{http://purl.org/dc/terms/}modified"), local("title")
    ('modified', 'title')
    """
    return name.rpartition("}")[2]


class Texts:
    """Keeps the text of the first element of each of these names."""

    def __init__(self, *names: str) -> None:
        self.found: dict[str, str] = {}
        self._names = frozenset(names)
        self._open = ""  # the element whose text is being kept

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        known = local(name)
        if not self._open and known in self._names and known not in self.found:
            self._open = known
            self.found[known] = ""

    def end(self, name: str) -> None:
        """It ends."""
        if local(name) == self._open:
            self._open = ""

    def data(self, text: str) -> None:
        """A piece of text."""
        if self._open and len(self.found[self._open]) < _LONGEST:
            self.found[self._open] += text


class _Bounded:
    """Passes on what is told, down to the depth that is allowed."""

    def __init__(self, handler: Handler, place: str, inside: str) -> None:
        self._handler = handler
        self._place = place
        self._inside = inside
        self._depth = 0
        self._count = 0
        self.data = handler.data

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > _DEPTH or self._count > _ELEMENTS:
            found = (
                f"is nested too deep: more than {_DEPTH} elements in one another" if self._depth > _DEPTH else f"has more than {_ELEMENTS:,} elements"
            )
            raise SourceError(self._place, f"{self._inside}{found}", expected="a document", remedy="save its text as a file of its own")
        self._handler.start(name, attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(name)

    def close(self) -> None:
        """The end of the file; the parser asks for it."""
