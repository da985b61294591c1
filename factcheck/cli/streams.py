"""Standard output and standard error, also where they are closed, full, or read by somebody who goes away."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

from factcheck.errors import ConfigError


def open_closed() -> None:
    """Open what is closed of standard input, output and error on nothing, so that no file that is opened later takes its place.

    Python's own ``sys.stdout`` stays None then, by which ``write`` knows that nobody reads; what goes to standard error is for nobody.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - until the process ends


def write(text: str) -> None:
    """Write to standard output as UTF-8 with LF, whatever the locale says.

    A reader that has seen enough ("| head") is no error: typer would end the run with exit code 1, which means findings here.

    Raises:
        ConfigError: standard output is closed or full: what was found would be lost.
    """
    if sys.stdout is None:
        raise ConfigError("standard output", "is closed", expected="somewhere to write to", remedy="add --quiet if nobody is to read it")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        forget(sys.stdout)
    except OSError as error:
        forget(sys.stdout)
        raise ConfigError("standard output", f"cannot be written: {error.strerror}", remedy="make room, or write to a file: --output") from error


def say(text: str, end: str = "\n", form: str = "terminal") -> None:
    """Write to standard error what may be shown there in a form (``report.outgoing``).

    Where that cannot be written nobody is left to tell, and the exit code still says what was found.
    """
    from factcheck.report.outgoing import passed

    try:
        print(passed(form, text), end=end, file=sys.stderr, flush=True)  # noqa: T201
    except OSError:
        forget(sys.stderr)


def forget(stream: TextIO) -> None:
    """Point a stream to nowhere, so that the interpreter does not fail once more when it flushes at its end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def finish(code: int) -> int:
    """Flush what is left and return the exit code: that of a run whose output was lost is no longer 0 or 1."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        forget(sys.stdout)
    except OSError as error:
        forget(sys.stdout)
        say(f"factcheck: standard output: cannot be written: {error.strerror}")
        return max(code, 2)
    return code
