"""``factcheck extract`` and ``factcheck facts``: what was read, before any judgement."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli import session
from factcheck.cli.check import FollowLinks, Jobs, NoCache, Paths, Raw
from factcheck.config import nearest
from factcheck.errors import ConfigError

_EXTRACT = ("table", "csv", "json", "markdown")
_LONG = 4_000_000  # characters; above, figures are written as they are found, in one process and little memory
_FACTS = ("table", "csv", "json", "markdown")


def extract(
    paths: Paths = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, json or markdown.")] = "table",
    explain: Annotated[bool, typer.Option("--explain", help="Show which pattern or table row decided each part.")] = False,
    datings: Annotated[bool, typer.Option("--datings", help="List dates, days and clock times instead of figures.")] = False,
    raw: Raw = False,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    follow_links: FollowLinks = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on standard error.")] = False,
) -> int:
    """List every figure of the sources with its context, or every date, day and clock time."""
    from factcheck import pipeline
    from factcheck.report.lists import datings as times
    from factcheck.report.lists import figures, stream

    _known(format, _EXTRACT)
    config = session.settings().with_flags(jobs=jobs, follow_links=follow_links or None, cache=False if no_cache else None)
    chosen = session.chosen_paths(paths, config)
    progress = session.Progress(quiet)
    sources, skipped = session.read(chosen, config)
    progress.read(sources, skipped)
    if format in stream.FORMATS and not explain and not datings and sum(len(s.text) for s in sources) > _LONG:
        run = stream.Stream(format, sources, skipped, raw)
        for piece in run.written(pipeline.extract_pieces(sources, progress)):
            session.write(piece, format)
        progress.clear()
        if format == "csv" and not quiet:
            session.tell(run.result(), judged=False)
        return 0
    extractions = pipeline.extract_all(sources, config.jobs, progress, config.limits, datings=datings, cache=config.cache_room)
    progress.end()
    result = pipeline.unjudged(extractions, skipped)
    session.write((times if datings else figures).render(result, format, explain=explain, width=session.width(), raw=raw), format)
    if format == "csv" and not quiet:
        session.tell(result, judged=False)
    return 0


def facts(
    paths: Paths = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, csv, json or markdown.")] = "table",
    raw: Raw = False,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    follow_links: FollowLinks = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on standard error.")] = False,
) -> int:
    """Show the ledger: one row a fact, one column a source."""
    from factcheck import pipeline
    from factcheck.report.lists import facts as ledger

    _known(format, _FACTS)
    config = session.settings().with_flags(jobs=jobs, follow_links=follow_links or None, cache=False if no_cache else None)
    chosen = session.chosen_paths(paths, config)
    progress = session.Progress(quiet)
    sources, skipped = session.read(chosen, config)
    progress.read(sources, skipped)
    extractions = pipeline.extract_all(sources, config.jobs, progress, config.limits, datings=False, cache=config.cache_room)
    result = pipeline.aligned(extractions, skipped)
    progress.end()
    session.write(ledger.render(result, format, width=session.width(), raw=raw), format)
    if format == "csv" and not quiet:
        session.tell(result, judged=False)
    return 0


def _known(name: str, formats: tuple[str, ...]) -> None:
    if name not in formats:
        raise ConfigError("--format", f"unknown format '{name}'", expected=nearest(name, formats))
