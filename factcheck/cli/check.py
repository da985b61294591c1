"""``factcheck check``: the sources of one story against each other, or a draft against its sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import session
from factcheck.config import Config, nearest, severity
from factcheck.errors import ConfigError

if TYPE_CHECKING:
    from factcheck.model import Result, Severity

Paths = Annotated[
    list[str] | None, typer.Argument(metavar="PATH…", help="Files, folders (a corpus each) or - for standard input.", show_default=False)
]
Select = Annotated[list[str] | None, typer.Option("--select", metavar="RULE", help="Only these rules; repeat it or part them with commas.")]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help="Not these rules.")]
Rules = Annotated[list[str] | None, typer.Option("--rules", metavar="DIR", help="A folder with more rules; may be repeated.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=0, help="Processes; 0 for as many as are worth it.", show_default=False)]
Draft = Annotated[str | None, typer.Option("--draft", metavar="DRAFT", help="Hold this file against the sources.")]


def check(
    paths: Paths = None,
    format: Annotated[str | None, typer.Option("--format", "-f", help="terminal, markdown, json, sarif, github, rdjsonl, junit, csv.")] = None,
    output: Annotated[list[str] | None, typer.Option("--output", "-o", metavar="FORMAT:PATH", help="Write a report to a file as well.")] = None,
    fail_on: Annotated[str | None, typer.Option("--fail-on", metavar="SEVERITY", help="note, warning or error; exit 1 from there on.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 in spite of findings.")] = False,
    select: Select = None,
    ignore: Ignore = None,
    min_figures: Annotated[int, typer.Option("--min-figures", min=0, help="Exit 2 where fewer figures are found.")] = 0,
    draft: Draft = None,
    rules: Rules = None,
    jobs: Jobs = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on standard output; the exit code and --output remain.")] = False,
) -> int:
    """Check the sources of one story against each other.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage or input, 3 a bug of factcheck.
    """
    config = session.settings(rules or (), select or (), ignore or ())
    threshold = severity(fail_on, "--fail-on") if fail_on is not None else None
    config = config.with_flags(fail_on=threshold, format=format, draft=draft, jobs=jobs)
    shown = _format(config.format, "--format")
    targets = [_target(o) for o in output or ()]
    chosen = session.chosen_paths(paths, config)
    result = run(chosen, config, quiet)
    publish(result, chosen, shown, targets, quiet)
    if result.coverage.figures < min_figures:
        raise ConfigError("--min-figures", f"{result.coverage.figures} figures found", expected=f"{min_figures} or more")
    return 0 if exit_zero else verdict(result, config.fail_on)


def run(paths: Sequence[str], config: Config, quiet: bool = False) -> Result:
    """Read and check, with progress."""
    from factcheck import pipeline

    progress = session.Progress(quiet)
    try:
        sources, skipped = session.read(paths)
        return pipeline.check_sources(sources, config, skipped=skipped, title=session.title(paths), progress=progress)
    finally:
        progress.clear()


def publish(result: Result, paths: Sequence[str], shown: str, targets: Sequence[tuple[str, Path]], quiet: bool = False) -> None:
    """Write the reports to their files, then the one for standard output."""
    from factcheck.cli.files import write_output
    from factcheck.report import render

    for name, path in targets:
        write_output(path, render(name, result, session.style(folder=path.parent, paths=paths)))
    if not quiet:
        rendered = render(shown, result, session.style(paths=paths))
        if not isinstance(rendered, str):
            raise ConfigError("--format", f"{shown} makes several files", remedy=f"use --output {shown}:FOLDER")
        session.write(rendered)


def verdict(result: Result, fail_on: Severity) -> int:
    """1 where an open finding is at or above the threshold, else 0."""
    return int(any(not f.accepted and f.severity.rank >= fail_on.rank for f in result.findings))


def _format(name: str, place: str) -> str:
    from factcheck.report import FORMATS

    if name not in FORMATS:
        raise ConfigError(place, f"unknown format '{name}'", expected=nearest(name, tuple(FORMATS)))
    return name


def _target(text: str) -> tuple[str, Path]:
    name, colon, path = text.partition(":")
    if not colon or not path:
        raise ConfigError("--output", f"'{text}' names no file", expected="FORMAT:PATH, as in markdown:report.md")
    return _format(name, "--output"), Path(path)
