"""What the commands share: settings, reading the sources, and writing what comes out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.cli import streams
from factcheck.cli.progress import Progress as Progress
from factcheck.cli.streams import say
from factcheck.config import BASELINE, COMMAND_LINE, Config, load_config
from factcheck.errors import ConfigError, FactcheckError
from factcheck.files import is_file, printable, real
from factcheck.model import ERRORS

if TYPE_CHECKING:
    from factcheck.model import Result, Skip, Source
    from factcheck.report import Style
    from factcheck.sources import Tree
    from factcheck.sources.corpus import Articles

STDIN = "-"


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def settings(rules: Sequence[str] = (), select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Config:
    """The settings of configuration file and environment, with these flags in front."""
    config = load_config(Path.cwd(), os.environ).with_flags(rules=tuple(rules), select=_split(select), ignore=_split(ignore))
    config = config if config.cache is not None else replace(config, cache=True)  # whoever types commands types them again
    if config.baseline is not None:
        return config
    found = Path(os.path.relpath(Path(config.file).parent if config.file else Path())) / BASELINE
    return config.with_flags(baseline=str(found)) if is_file(found) else config


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
    if "" in chosen:
        raise ConfigError("", "a path without a name", expected="files, folders or -", remedy="see whether a variable of the shell is empty")
    return chosen


def refuse_empty(**flags: str | None) -> None:
    """Refuse flags that were given with nothing behind them, as an empty variable of a shell leaves them.

    Raises:
        ConfigError: one was.
    """
    for name, value in flags.items():
        if value == "":
            raise ConfigError(f"--{name}", "nothing behind it", expected="a name", remedy="see whether a variable of the shell is empty")


def piped(paths: Sequence[str], config: Config) -> bytes | None:
    """What standard input holds, where a source or the draft is to be read from it; else None.

    Raises:
        ConfigError: both are.
    """
    if STDIN in paths and config.draft == STDIN:
        raise ConfigError("--draft", "standard input is a source already", expected="- once", remedy="keep one of the two in a file")
    if STDIN not in paths and config.draft != STDIN:
        return None
    if sys.stdin is None:
        raise ConfigError("standard input", "is closed", expected="a text piped in")
    return sys.stdin.buffer.read(config.limits.bytes + 1)  # one more, so that too much is seen as such


def read(
    paths: Sequence[str],
    config: Config,
    stdin: bytes | None = None,
    tree: Tree | None = None,
    root: Path | None = None,
    articles: Articles | None = None,
) -> tuple[tuple[Source, ...], tuple[Skip, ...]]:
    """Read the sources; ``-`` is standard input. The locale of the settings is that of each source for which ``corpus.toml`` has none."""
    from factcheck import pipeline

    given = stdin if stdin is not None else piped(paths, replace(config, draft=None))
    with naming(config):
        sources, skipped = pipeline.read(paths, given, config=config, tree=tree, root=root, articles=articles)
    return pipeline.with_locale(sources, config), skipped


@contextmanager
def naming(config: Config) -> Iterator[None]:
    """Errors about a path that a setting names say which setting it is, and of which file."""
    try:
        yield
    except FactcheckError as error:
        named = (("sources", config.sources), ("draft", (config.draft,)), ("baseline", (config.baseline,)))
        name = next((name for name, paths in named if error.place in paths), None)
        if name is not None and config.place(name) != name:
            error.place = f"{config.place(name)}: {error.place}"
        raise


def title(paths: Sequence[str]) -> str:
    """A name of the story for people: the folder that was checked, or the names of the files."""
    names = sorted({"standard input" if p == STDIN else printable(real(p).name) for p in paths})
    return ", ".join(names) if len(names) <= _NAMES else f"{', '.join(names[:_NAMES])} and {len(names) - _NAMES} more"


_NAMES = 3


def origin(paths: Sequence[str], folder: Path) -> tuple[str, ...]:
    """The paths as they are found from a folder, sorted; nothing where standard input is among them."""
    if STDIN in paths:
        return ()
    return tuple(sorted({printable(os.path.relpath(p, folder)).replace(os.sep, "/") for p in paths}))


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

    from factcheck.report import EXPLAIN, Style

    here = Path.cwd()
    terminal = folder is None and is_terminal()
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
        explain=explaining(paths, config) if config else EXPLAIN,
    )


def explaining(paths: Sequence[str], config: Config) -> str:
    """The command that explains a finding of a run: with draft, rules and sources where the settings do not name them."""
    import shlex

    from factcheck.report import EXPLAIN

    told = dict(config.origins)
    named = [printable(p) for p in paths] if tuple(paths) != config.sources else []
    flags = ["--draft", printable(config.draft)] if config.draft and told.get("draft") == COMMAND_LINE else []
    flags += [x for r in config.rules for x in ("--rules", printable(r))] if told.get("rules") == COMMAND_LINE else []
    shown = ["PATH…"] if len(shlex.join(named)) > _COMMAND else [shlex.quote(n) for n in named]
    return " ".join([EXPLAIN, *map(shlex.quote, flags), *shown])


_COMMAND = 100  # characters of sources in a command that is printed


def tell(result: Result, judged: bool = True) -> None:
    """Say on standard error what a run looked at, and what it found where it has judged."""
    from factcheck.report.values import coverage_lines, tally

    say("\n".join([*([tally(result)] if judged else []), *coverage_lines(result)]))


def write(text: str, form: str = "terminal") -> None:
    """Write to standard output what may be shown there in a form (``report.outgoing``), see ``streams.write``."""
    from factcheck.report.outgoing import passed

    streams.write(passed(form, text))


def width() -> int | None:
    """Columns of the terminal that standard output is, or None where it is none and nothing needs cutting."""
    import shutil

    return shutil.get_terminal_size((80, 24)).columns if is_terminal() else None


def repository(folder: Path) -> str:
    """The top folder of the git repository that holds a folder, or ""."""
    return next((str(f) for f in (folder, *folder.parents) if (f / ".git").exists()), "")
