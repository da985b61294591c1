"""JSON whose texts know where they stand in the file, so that what is read of them keeps its line and column, escapes and all."""

from __future__ import annotations

import re
from typing import Any

_PIECE = re.compile(r"\\u[0-9a-fA-F]{4}|\\.|[^\\]+")
_HIGH = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}(?=\\u[dD][c-fC-F])")  # the first half of a character


class Value(str):
    """A text in a JSON file; ``start`` is where it begins in the file, behind the quotation mark."""

    start = 0


def parse(text: str, start: int = 0, end: int | None = None) -> Any:
    """The data of a stretch of a file; its texts, keys too, are ``Value``.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is nested too deep.
    """
    from json.decoder import JSONDecoder, scanstring  # type: ignore[attr-defined]
    from json.scanner import py_make_scanner  # type: ignore[attr-defined]

    def placed(text: str, at: int, strict: bool) -> tuple[Value, int]:
        value, behind = scanstring(text, at, strict)
        found = Value(value)
        found.start = start + at
        return found, behind

    decoder: Any = JSONDecoder()
    decoder.parse_string = placed
    decoder.scan_once = py_make_scanner(decoder)
    return decoder.decode(text if start == 0 and end is None else text[start:end])


def escapes(text: str, start: int) -> list[tuple[int, int]]:
    """Offsets in the value that begins at ``start`` of a file, and in the file, wherever an escape has parted them."""
    pairs = [(0, start)]
    inner, at = 0, start
    end = _end(text, start)
    while at < end and (piece := _PIECE.match(text, at, end)) is not None:
        escape = piece.group()[0] == "\\"
        half = _HIGH.match(text, at) is not None
        at = piece.end()
        inner += 0 if half else 1 if escape else at - piece.start()
        if escape and not half:
            pairs.append((inner, at))
    return pairs


def _end(text: str, start: int) -> int:
    """Where the value that begins here ends: at the first quotation mark that is not escaped."""
    at = start
    while text[at] != '"':
        at += 2 if text[at] == "\\" else 1
    return at
