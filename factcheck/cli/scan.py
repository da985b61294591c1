"""``factcheck scan``: an archive in which nobody has sorted the articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import session
from factcheck.cli.check import FollowLinks, Ignore, Jobs, Rules, Select
from factcheck.cli.engine import Engine, Scheduler, with_engine
from factcheck.cli.streams import say
from factcheck.config import fail_on as threshold
from factcheck.errors import ConfigError

Paths = Annotated[list[str] | None, typer.Argument(metavar="ARCHIVE", help="Files and folders of articles, of any stories.", show_default=False)]


def scan(
    paths: Paths = None,
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR", help="The folder for tables, summary and state.")] = "",
    window: Annotated[
        int | None, typer.Option("--window", metavar="DAYS", min=0, help="Articles published farther apart are not compared.", show_default=False)
    ] = None,
    fail_on: Annotated[str | None, typer.Option("--fail-on", metavar="LEVEL", help="note, warning or error; exit 1 from there on.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 in spite of findings.")] = False,
    allow_empty: Annotated[bool, typer.Option("--allow-empty", help="Exit 0 where there was nothing to compare.")] = False,
    select: Select = None,
    ignore: Ignore = None,
    rules: Rules = None,
    jobs: Jobs = None,
    engine: Engine = None,
    scheduler: Scheduler = None,
    follow_links: FollowLinks = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on standard output; the exit code and the folder remain.")] = False,
) -> int:
    """Group the articles of an archive by the event that they report, check each story, and write tables and a summary.

    Run it again after it was ended, or when articles have come: what is done is not done again.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage or input, also where a file could not be read, 3 a bug of factcheck.
    """
    from factcheck.report.archive import tally
    from factcheck.report.outgoing import line
    from factcheck.report.values import plural
    from factcheck.scan import scan as run

    session.refuse_empty(engine=engine, scheduler=scheduler, rules="" if "" in (rules or ()) else None)
    if not out:
        raise ConfigError("--out", "no folder named", expected="--out DIR", remedy="a new one, or the one of an earlier scan of this archive")
    config = session.settings(rules or (), select or (), ignore or ())
    asked = threshold(fail_on, "--fail-on") if fail_on is not None else None
    config = with_engine(config.with_flags(fail_on=asked, jobs=jobs, follow_links=follow_links or None), engine, scheduler)
    chosen = session.chosen_paths(paths, config)
    if session.STDIN in chosen:
        raise ConfigError("ARCHIVE", "standard input is no archive", expected="files or folders")
    progress = session.Progress(quiet)
    try:
        done = run(chosen, Path(out), config, title=session.title(chosen), days=window, progress=progress)
    finally:
        progress.clear()
    counts = done.counts
    if not quiet:
        say(f"{done.read:,} of {counts['articles']:,} articles read, {done.checked:,} of {counts['alone'] + counts['several']:,} stories checked")
        for what in done.skipped[:_SHOWN]:
            say(f"not read: {line(what)}")
        if len(done.skipped) > _SHOWN:
            say(f"not read: {len(done.skipped) - _SHOWN:,} files more, see report.md")
        several, alone = plural(counts["several"], "story", "stories"), plural(counts["alone"], "article")
        session.write(f"{tally(counts)}\n  {several} of two articles and more, {alone} alone\n  {line(out)}\n")
    if done.failing(config.fail_on.severity) and not exit_zero:
        return 1
    empty = not counts["compared"] and not allow_empty
    return 2 if empty or done.skipped else 0


_SHOWN = 20  # files that were not read
