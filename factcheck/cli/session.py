"""What the commands share: settings, reading the sources, progress, and writing what comes out."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.config import BASELINE, Config, load_config
from factcheck.errors import ConfigError
from factcheck.model import ERRORS

if TYPE_CHECKING:
    from factcheck.model import Result, Skip, Source
    from factcheck.report import Style

STDIN = "-"


def settings(rules: Sequence[str] = (), select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Config:
    """The settings of configuration file and environment, with these flags in front."""
    config = load_config(Path.cwd(), os.environ).with_flags(rules=tuple(rules), select=_split(select), ignore=_split(ignore))
    if config.baseline is not None:
        return config
    found = Path(os.path.relpath(Path(config.file).parent if config.file else Path())) / BASELINE
    return config.with_flags(baseline=str(found)) if found.is_file() else config


def _split(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def chosen_paths(paths: Sequence[str] | None, config: Config) -> tuple[str, ...]:
    """The paths of the command line, or those of the configuration.

    Raises:
        UsageError: there are none.
    """
    chosen = tuple(paths or config.sources)
    if not chosen:
        from factcheck.cli.help import UsageError

        raise UsageError("", "no sources named", expected="files, folders or - for standard input", remedy="or set sources in factcheck.toml")
    return chosen


def piped(paths: Sequence[str], config: Config) -> bytes | None:
    """What standard input holds, where a source or the draft is to be read from it; else None.

    Raises:
        ConfigError: both are.
    """
    if STDIN in paths and config.draft == STDIN:
        raise ConfigError("--draft", "standard input is a source already", expected="- once", remedy="keep one of the two in a file")
    return sys.stdin.buffer.read() if STDIN in paths or config.draft == STDIN else None


def read(paths: Sequence[str], config: Config, stdin: bytes | None = None) -> tuple[tuple[Source, ...], tuple[Skip, ...]]:
    """Read the sources; ``-`` is standard input. The locale of the settings is that of each source for which ``corpus.toml`` has none."""
    from factcheck import pipeline

    sources, skipped = pipeline.read(paths, stdin=stdin if stdin is not None else piped(paths, Config()))
    default = Config().locale
    return tuple(replace(s, locale=config.locale) if s.locale == default != config.locale else s for s in sources), skipped


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


def style(
    show_accepted: bool = False,
    folder: Path | None = None,
    paths: Sequence[str] = (),
    config: Config | None = None,
    allow_empty: bool = False,
    verbose: bool = False,
) -> Style:
    """How a report for standard output, or for a file in ``folder``, is to look."""
    import shutil

    from factcheck.report import Style

    here = Path.cwd()
    terminal = folder is None and sys.stdout.isatty()
    return Style(
        width=shutil.get_terminal_size((80, 24)).columns if terminal else 80,
        color=terminal and os.environ.get("TERM") != "dumb",
        plain=bool(os.environ.get("NO_COLOR")),
        show_accepted=show_accepted,
        verbose=verbose,
        origin=origin(paths, folder) if folder is not None else (),  # what goes to standard output has no folder of its own
        root=repository(here),
        folder=str(here),
        fail_on=config.fail_on if config else ERRORS,
        allow_empty=allow_empty,
        draft="".join(origin([config.draft], folder)) if folder is not None and config and config.draft else "",
    )


def tell(result: Result, judged: bool = True) -> None:
    """Say on standard error what a run looked at, and what it found where it has judged."""
    from factcheck.report.outgoing import line
    from factcheck.report.values import coverage_lines, tally

    say("".join(f"{line(text)}\n" for text in [*([tally(result)] if judged else []), *coverage_lines(result)]))


def say(text: str) -> None:
    """Write to standard error what may be shown there."""
    from factcheck.report.outgoing import screen

    print(screen(text), end="", file=sys.stderr, flush=True)  # noqa: T201


def write(text: str, form: str = "terminal") -> None:
    """Write to standard output what may be shown there in a form (``report.outgoing``), as UTF-8 with LF, whatever the locale says.

    A reader that has seen enough ("| head") is no error: typer would end the run with exit code 1, which means findings here.
    """
    from factcheck.report.outgoing import passed

    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(passed(form, text).encode("utf-8", "surrogatepass"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        from factcheck.cli import forget_stdout

        forget_stdout()


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


def repository(folder: Path) -> str:
    """The top folder of the git repository that holds a folder, or ""."""
    return next((str(f) for f in (folder, *folder.parents) if (f / ".git").exists()), "")
