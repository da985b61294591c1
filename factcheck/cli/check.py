"""``factcheck check``: the sources of one story against each other, or a draft against its sources."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli import session
from factcheck.cli import stories as several
from factcheck.cli.engine import Engine, Scheduler, extracting, with_engine
from factcheck.cli.watch import Screen
from factcheck.config import Config, nearest
from factcheck.config import fail_on as threshold
from factcheck.config import today as day
from factcheck.errors import ConfigError

if TYPE_CHECKING:
    from factcheck.execute import Flow
    from factcheck.model import FailOn, Result
    from factcheck.report import Style
    from factcheck.report.change import Change

# Written out, because the help of a command must not import the reports; a test holds it to their list.
FORMATS = "terminal, markdown, checklist, json, sarif, github, rdjsonl, junit, csv, places, html; parquet with --output."
Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", help="Files, a folder, several folders (a story each) or -.", show_default=False),
]
Select = Annotated[list[str] | None, typer.Option("--select", metavar="RULE", help="Only these rules; repeat it or part them with commas.")]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", metavar="RULE", help="Not these rules.")]
Rules = Annotated[list[str] | None, typer.Option("--rules", metavar="DIR", help="A folder with more rules; may be repeated.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", min=0, help="Processes; 0 for as many as are worth it.", show_default=False)]
Today = Annotated[
    str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="The day for `until` in the baseline; else SOURCE_DATE_EPOCH.", show_default=False)
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Every sentence in full, and the lists behind what is told in one line.")]
FollowLinks = Annotated[bool, typer.Option("--follow-links", help="Read what a link in a folder leads to outside of it.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Read everything anew, and keep nothing for the next run.")]
Raw = Annotated[bool, typer.Option("--raw", help="CSV: cells as they are, also those that a spreadsheet takes for a formula.")]
Draft = Annotated[str | None, typer.Option("--draft", metavar="DRAFT", help="Hold this file against the sources.")]


def check(
    paths: Paths = None,
    format: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help=FORMATS)] = None,
    output: Annotated[list[str] | None, typer.Option("--output", "-o", metavar="FORMAT:PATH", help="Write a report to a file as well.")] = None,
    fail_on: Annotated[
        str | None,
        typer.Option("--fail-on", metavar="LEVEL", help="note, warning or error, verdicts on a draft's figures, or both; exit 1 from there on."),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 in spite of findings.")] = False,
    select: Select = None,
    ignore: Ignore = None,
    allow_empty: Annotated[bool, typer.Option("--allow-empty", help="Exit 0 where there was nothing to compare.")] = False,
    min_figures: Annotated[int, typer.Option("--min-figures", metavar="N", min=0, help="Exit 2 where fewer figures are found.")] = 0,
    draft: Draft = None,
    rules: Rules = None,
    base: Annotated[str | None, typer.Option("--base", metavar="REV", help="Say what is new, kept and resolved since a git revision.")] = None,
    baseline: Annotated[str | None, typer.Option("--baseline", metavar="FILE", help="Accepted findings.", show_default=False)] = None,
    no_baseline: Annotated[bool, typer.Option("--no-baseline", help="Look at no baseline.")] = False,
    show_suppressed: Annotated[bool, typer.Option("--show-suppressed", help="Show accepted findings too, marked.")] = False,
    verbose: Verbose = False,
    raw: Raw = False,
    today: Today = None,
    jobs: Jobs = None,
    engine: Engine = None,
    scheduler: Scheduler = None,
    no_cache: NoCache = False,
    follow_links: FollowLinks = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Nothing on standard output; the exit code and --output remain.")] = False,
    stories: Annotated[bool, typer.Option("--stories", help="Each folder in the folder that is named is a story of its own.")] = False,
    together: Annotated[bool, typer.Option("--together", help="Several folders are one story; else each is one of its own.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a source or rule changes, until Ctrl-C.")] = False,
) -> int:
    """Check the sources of one story against each other; of several folders, each as a story of its own.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage or input, 3 a bug of factcheck.
    """
    session.refuse_empty(draft=draft, baseline=baseline, base=base, engine=engine, scheduler=scheduler, rules="" if "" in (rules or ()) else None)
    config = session.settings(rules or (), select or (), ignore or ())
    asked = threshold(fail_on, "--fail-on") if fail_on is not None else None
    config = config.with_flags(fail_on=asked, format=format, draft=draft, jobs=jobs, baseline=baseline, today=day(today))
    config = replace(config, baseline=None) if no_baseline else config
    config = with_engine(config.with_flags(follow_links=follow_links or None, cache=False if no_cache else None), engine, scheduler)
    shown, targets = _format(config.format, "--format"), [_target(o) for o in output or ()]
    chosen = session.chosen_paths(paths, config)
    told = several.stories(chosen, split=stories, together=together, draft=config.draft is not None)
    if len(told) > 1:
        several.check_outputs(shown, quiet, targets)
    screen = Screen() if watch else None
    piped = session.piped(chosen, config)  # once, for however many stories and rounds
    progress = session.Progress(quiet)

    def one(story: Sequence[str], outputs: Sequence[tuple[str, Path]]) -> tuple[int, Result]:
        result = run(story, config, progress, piped, flow)
        change = None
        if base is not None:
            result, change = since(result, story, config, base, flow)
        publish(Publication(result, story, config, change, base or "", show_suppressed, allow_empty, verbose, raw), shown, outputs, quiet)
        if result.coverage.figures < min_figures:
            raise ConfigError("--min-figures", f"{result.coverage.figures} figures found", expected=f"{min_figures} or more")
        failed = 0 if exit_zero else verdict(result if change is None else new_only(result, change), config.fail_on)
        return failed or (0 if allow_empty else emptiness(result)), result

    def once(changes: Sequence[str] = ()) -> int:
        progress.begin()
        if screen is not None:
            screen.begin(changes)
        if len(told) > 1:
            code, results = several.each(told, one, shown, targets, quiet)
        else:
            code, only = one(told[0], targets)
            results = [only]
        progress.end()
        if screen is not None:
            screen.end(results)
        return code

    with extracting(config) as flow:
        return _repeated(once, chosen, config) if watch else once()


def _repeated(once: Callable[[Sequence[str]], int], paths: Sequence[str], config: Config) -> int:
    from factcheck.cli.watch import watch

    return watch(once, [*paths, *config.rules, *(x for x in (config.draft, config.baseline) if x)])


@dataclass(frozen=True, slots=True)
class Publication:
    """A result with what its reports need to know of the run."""

    result: Result
    paths: Sequence[str]
    config: Config
    change: Change | None = None
    base: str = ""
    show_accepted: bool = False
    allow_empty: bool = False
    verbose: bool = False
    raw: bool = False

    def _style(self, folder: Path | None) -> Style:
        return session.style(self.show_accepted, folder, self.paths, self.config, self.allow_empty, self.verbose)

    def coloured(self, name: str) -> bool:
        """Whether the report for standard output has colours of its own, each piece of it passed."""
        return name == "terminal" and self.change is None and self._style(None).color

    def render(self, name: str, folder: Path | None = None) -> str | dict[str, bytes]:
        """The report in a format, for a file in ``folder`` or for standard output.

        A change is shown as such where the format has words for it; to other programs it is the findings that are new.
        """
        from factcheck.report import render

        style = replace(self._style(folder), raw=self.raw)
        if self.change is None:
            return render(name, self.result, style)
        if name in ("terminal", "markdown", "json"):
            from factcheck.cli.diff import rendered

            return rendered(self.change, name, self.base, verbose=self.verbose)
        return render(name, new_only(self.result, self.change), style)


def since(result: Result, paths: Sequence[str], config: Config, base: str, flow: Flow | None = None) -> tuple[Result, Change]:
    """What changed since a revision, and the result with the figures marked that the change has touched."""
    from factcheck.cli.base import result_at
    from factcheck.report.change import compare
    from factcheck.report.data import as_data
    from factcheck.report.touched import touched

    old = result_at(base, paths, config, flow)
    change = compare(as_data(old), as_data(result))
    return replace(result, touched=touched(old, result, new_only(result, change).findings)), change


def new_only(result: Result, change: Change) -> Result:
    """The result with those findings alone that the change adds."""
    added = {f["id"] for f in change.added}
    return replace(result, findings=tuple(f for f in result.findings if f.id in added))


def run(
    paths: Sequence[str], config: Config, progress: session.Progress | None = None, piped: bytes | None = None, flow: Flow | None = None
) -> Result:
    """Read and check, with progress; ``piped`` is what standard input holds, where it is asked for, and ``flow`` who extracts."""
    from factcheck import pipeline

    watched = progress or session.Progress()
    piped = session.piped(paths, config) if piped is None else piped
    try:
        sources, skipped = session.read(paths, config, piped)
        watched.read(sources, skipped)
        title = session.title(paths)
        with session.naming(config):
            result = pipeline.check_sources(sources, config, stdin=piped, skipped=skipped, title=title, progress=watched, flow=flow)
        watched.checked(result)
        return _with_unmet(result, config)
    finally:
        watched.clear()


def _with_unmet(result: Result, config: Config) -> Result:
    """The result with a note for each ``[[per-source]]`` that meets no source of the story: it ignores nothing, and says nothing by itself."""
    if not config.per_source:
        return result
    from factcheck.accept.ignore import unmet

    lost = unmet((e.path for e in config.per_source), (e.source.id for e in result.story.extractions))
    notes = (*result.coverage.notes, *(f"{config.place('per_source')}: {glob!r} meets no source" for glob in lost))
    return replace(result, coverage=replace(result.coverage, notes=notes))


def publish(made: Publication, shown: str, targets: Sequence[tuple[str, Path]], quiet: bool = False) -> None:
    """Write the reports to their files, then the one for standard output."""
    from factcheck.cli.files import write_output

    for name, path in targets:
        write_output(path, made.render(name, path.parent))
    if shown == "github":
        _summarise(made)
    if quiet:
        return
    rendered = made.render(shown)
    if isinstance(rendered, dict):
        if shown != "csv":
            raise ConfigError("--format", f"{shown} makes several files", remedy=f"use --output {shown}:FOLDER")
        rendered = rendered["findings.csv"].decode("utf-8", "surrogatepass")
    session.write(rendered, "coloured" if made.coloured(shown) else shown)
    if shown in ("csv", "rdjsonl", "github"):  # no place for coverage in them, and silence must not look like success
        session.tell(made.result)


def _summarise(made: Publication) -> None:
    """Append the Markdown report to the summary of a GitHub step, which takes a mebibyte at most."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    text = str(made.render("markdown")).encode("utf-8", "surrogatepass")
    if len(text) > _SUMMARY:
        text = text[:_SUMMARY].rpartition(b"\n")[0] + b"\n\nCut here, see the report.\n"
    try:
        with Path(path).open("ab") as file:
            file.write(text)
    except (OSError, ValueError) as error:
        raise ConfigError("GITHUB_STEP_SUMMARY", f"{path} cannot be written: {getattr(error, 'strerror', error)}", remedy="unset it") from error


_SUMMARY = 1_000_000


def emptiness(result: Result) -> int:
    """2 where nothing was compared, which must not look like agreement, else 0."""
    from factcheck.model.coverage import nothing_compared

    return 2 if nothing_compared(result) else 0


def verdict(result: Result, fail_on: FailOn) -> int:
    """1 where the run fails by an open finding, else 0."""
    from factcheck.model import failing

    return int(bool(failing(result, fail_on)))


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
