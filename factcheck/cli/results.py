"""Results of earlier runs, as ``factcheck diff`` takes them: JSON that somebody else may have written, held to the shape that is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck.documents import read_json
from factcheck.errors import ConfigError
from factcheck.files import RESULTS, printable, read_file
from factcheck.model import Severity

_EXPECTED = "the output of `factcheck check --format json`"
_SEVERITIES = tuple(s.value for s in Severity)
# A type; a tuple of the values there may be; a list of one shape; a mapping of shapes, "?" behind a key that may be missing or null.
_SHAPE: dict[str, Any] = {
    "sources": [{"id": str}],
    "figures": [{"id": str, "source": str, "line": int, "start": int, "end": int, "surface": str, "sentence": str, "sentence_start": int}],
    "findings": [
        {"id": str, "rule": str, "severity": _SEVERITIES, "message": str, "accepted": bool, "figures": [str], "bundle?": str},
    ],
    "coverage": {
        **dict.fromkeys(("sources", "lineages", "figures", "aligned", "single"), int),
        **{key: [str] for key in ("not_read?", "left_out?", "notes?")},
        "nothing_compared?": str,
    },
    "acceptance?": {"baseline?": int, "inline?": int},
}


def read_result(path: Path) -> dict[str, Any]:
    """The data of a result.

    Raises:
        ConfigError: it cannot be read, or is no result; the place leads to what is wrong in it.
    """
    place = printable(str(path))
    try:
        data = read_json(read_file(path, ConfigError, RESULTS), place, ConfigError, _EXPECTED)
    except FileNotFoundError as error:
        raise ConfigError(place, "no such file", expected=_EXPECTED) from error
    if not isinstance(data, dict) or data.get("schema") != "factcheck/1":
        raise ConfigError(place, "is no result of factcheck", expected='"schema": "factcheck/1"')
    wrong = next(_mistakes(data, _SHAPE, ""), None) or next(_strangers(data), None)
    if wrong is not None:
        raise ConfigError(f"{place}: {wrong[0]}", wrong[1], expected=_EXPECTED, remedy="make it anew")
    return data


def _mistakes(value: Any, shape: Any, at: str) -> Iterator[tuple[str, str]]:
    """Where a value has not the shape, and what is wrong there."""
    if isinstance(shape, dict):
        yield from _of_mapping(value, shape, at)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield at, f"is {_kind(value)} and no list"
            return
        for number, item in enumerate(value):
            yield from _mistakes(item, shape[0], f"{at}[{number}]")
    elif isinstance(shape, tuple):
        if value not in shape:
            yield at, f"is none of {', '.join(shape)}"
    elif not isinstance(value, shape) or (shape is int and isinstance(value, bool)):
        yield at, f"is {_kind(value)} and no {shape.__name__}"


def _of_mapping(value: Any, shape: dict[str, Any], at: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        yield at, f"is {_kind(value)} and no mapping"
        return
    for key, inner in shape.items():
        name = key.removesuffix("?")
        here = f"{at}.{name}".removeprefix(".")
        if name in value and not (value[name] is None and name != key):
            yield from _mistakes(value[name], inner, here)
        elif name == key:
            yield here, "is missing"


def _strangers(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Findings that rest on figures that are not there."""
    known = {figure["id"] for figure in data["figures"]}
    for number, finding in enumerate(data["findings"]):
        for figure in finding["figures"]:
            if figure not in known:
                yield f"findings[{number}].figures", f"names a figure that is not there: {figure[:100]!r}"


def _kind(value: Any) -> str:
    return "null" if value is None else type(value).__name__
