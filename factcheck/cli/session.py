"""What the commands share: settings, reading the sources, progress, and writing what comes out."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.config import Config, load_config
from factcheck.errors import ConfigError

if TYPE_CHECKING:
    from factcheck.model import Source
    from factcheck.report import Style

STDIN = "-"


def settings(rules: Sequence[str] = (), select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Config:
    """The settings of configuration file and environment, with these flags in front."""
    return load_config(Path.cwd(), os.environ).with_flags(rules=tuple(rules), select=_split(select), ignore=_split(ignore))


def _split(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def chosen_paths(paths: Sequence[str] | None, config: Config) -> tuple[str, ...]:
    """The paths of the command line, or those of the configuration.

    Raises:
        ConfigError: there are none.
    """
    chosen = tuple(paths or config.sources)
    if not chosen:
        raise ConfigError("", "no sources named", expected="files, folders or - for standard input", remedy="or set sources in factcheck.toml")
    return chosen


def read(paths: Sequence[str]) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """Read the sources; ``-`` is standard input."""
    from factcheck import pipeline

    return pipeline.read(paths, stdin=sys.stdin.buffer.read() if STDIN in paths else None)


def title(paths: Sequence[str]) -> str:
    """A name of the story for people: the folder that was checked, or the names of the files."""
    names = sorted({"standard input" if p == STDIN else Path(p).resolve().name for p in paths})
    return ", ".join(names) if len(names) <= _NAMES else f"{', '.join(names[:_NAMES])} and {len(names) - _NAMES} more"


_NAMES = 3


def origin(paths: Sequence[str], folder: Path) -> tuple[str, ...]:
    """The paths as they are found from a folder, sorted; nothing where standard input is among them."""
    if STDIN in paths:
        return ()
    return tuple(sorted({os.path.relpath(p, folder).replace(os.sep, "/") for p in paths}))


def style(show_accepted: bool = False, folder: Path | None = None, paths: Sequence[str] = ()) -> Style:
    """How a report for standard output, or for a file in ``folder``, is to look."""
    from factcheck.report import Style

    if folder is not None:
        return Style(show_accepted=show_accepted, origin=origin(paths, folder))
    import shutil

    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((80, 24)).columns if terminal else 80
    color = terminal and os.environ.get("TERM") != "dumb"
    plain = bool(os.environ.get("NO_COLOR"))
    return Style(width=width, color=color, plain=plain, show_accepted=show_accepted, origin=origin(paths, Path.cwd()))


def write(text: str) -> None:
    """Write to standard output as UTF-8 with LF, whatever the locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()


class Progress:
    """A line on standard error, only on a terminal and only when a run takes more than a second."""

    def __init__(self, quiet: bool = False) -> None:
        self._on = sys.stderr.isatty() and not quiet
        self._start = time.monotonic()
        self._shown = False

    def __call__(self, stage: str, done: int, of: int) -> None:
        """Show how far a stage has come."""
        if self._on and time.monotonic() - self._start > 1:
            self._shown = True
            count = f" {done}/{of}" if of > 1 else ""
            print(f"\r\x1b[K{stage}{count} …", end="", file=sys.stderr, flush=True)  # noqa: T201

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)  # noqa: T201


def width() -> int | None:
    """Columns of the terminal that standard output is, or None where it is none and nothing needs cutting."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else None
