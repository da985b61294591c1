"""What any command takes, wherever on its line it stands: ``--debug``, ``--progress`` and ``--log-format``."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.cli.streams import Log, begin, tell
from factcheck.errors import ConfigError

_FORMATS = ("text", "json")
_NAME = "--log-format"


def switches(arguments: Sequence[str]) -> list[str]:
    """Heed the switches, and return the arguments without them.

    Raises:
        ConfigError: a form of the log that there is not.
    """
    rest, form = [], "text"
    given = iter(arguments)
    for argument in given:
        if argument == _NAME:
            form = next(given, "")
        elif argument.startswith(f"{_NAME}="):
            form = argument.partition("=")[2]
        elif argument not in ("--debug", "--progress"):
            rest.append(argument)
    if form not in _FORMATS:
        raise ConfigError(_NAME, f"unknown form '{form}'" if form else "nothing behind it", expected=" or ".join(_FORMATS))
    begin(Log(as_json=form == "json", progress="--progress" in arguments))
    return rest


def ended(code: int) -> int:
    """Tell the log with which exit code a run ends, and return it."""
    tell("end", exit=code)
    return code
