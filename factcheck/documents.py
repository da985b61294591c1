"""TOML and JSON that somebody else has written: every way in which they can be wrong is an error that names the place."""

from __future__ import annotations

import json
import re
from typing import Any

from factcheck.errors import FactcheckError

_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)\Z")


def read_toml(raw: bytes, place: str, error: type[FactcheckError]) -> dict[str, Any]:
    """The data of a TOML file.

    Raises:
        FactcheckError: of the kind ``error``: no UTF-8, no TOML, nested too deep, or with a number or date that there is not.
    """
    import tomllib  # most runs have no such file

    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise error(place, f"byte {problem.start + 1} is no UTF-8", expected="TOML in UTF-8", remedy="save it as UTF-8") from problem
    except tomllib.TOMLDecodeError as problem:
        raise _placed(place, str(problem), error) from problem
    except RecursionError as problem:
        raise error(place, "not valid TOML: nested too deep", expected="tables and lists of a few levels") from problem
    except ValueError as problem:  # a date that no calendar has, an integer of thousands of digits
        raise error(place, f"not valid TOML: {_first(problem)}", expected="dates and numbers that there are") from problem


def read_json(raw: bytes, place: str, error: type[FactcheckError], expected: str) -> Any:
    """The data of a JSON file.

    Raises:
        FactcheckError: of the kind ``error``: no JSON, nested too deep, or with a number of thousands of digits.
    """
    try:
        return json.loads(raw)
    except RecursionError as problem:
        raise error(place, "is no JSON: nested too deep", expected=expected) from problem
    except ValueError as problem:
        raise error(place, f"is no JSON: {_first(problem)}", expected=expected) from problem


def _placed(place: str, message: str, error: type[FactcheckError]) -> FactcheckError:
    at = _AT.search(message)
    found = message[: at.start()].strip() if at else message
    spot = f"{place}:{at[1]}:{at[2]}" if at and at[1] else place
    return error(spot, f"not valid TOML: {found[:1].lower()}{found[1:]}", remedy='write one `key = "value"` a line')


def _first(problem: Exception) -> str:
    """What a library says, in one line and not with all of the data."""
    return " ".join(str(problem).split())[:200]
