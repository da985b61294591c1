"""The application: the command groups put together. Commands import what they need when they run."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli import baseline, check, config, diff, explain, inspect, report, rules

app = typer.Typer(
    help="Find where several texts that tell one story do not agree on a number.",
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from factcheck import __version__

        typer.echo(f"factcheck {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of errors; may stand anywhere.")] = False,
) -> None:
    """Find where several texts that tell one story do not agree on a number."""


app.command("check")(check.check)
app.command("extract")(inspect.extract)
app.command("facts")(inspect.facts)
app.command("explain")(explain.explain)
app.command("diff")(diff.diff)
app.command("report")(report.report)
app.add_typer(rules.app, name="rules", help="List, show and test the rules.")
app.add_typer(baseline.app, name="baseline", help="Accept findings that somebody looked at.")
app.add_typer(config.app, name="config", help="Show the settings and where they come from.")
