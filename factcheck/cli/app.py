"""The application: the commands put together. Building one costs milliseconds, so only the one that is asked for is built."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from factcheck.cli.help import Command, Group

# name → module, and the function of a single command or, where it is "app", a group of commands with its help
COMMANDS = {
    "check": ("factcheck.cli.check", "check", ""),
    "scan": ("factcheck.cli.scan", "scan", ""),
    "extract": ("factcheck.cli.inspect", "extract", ""),
    "facts": ("factcheck.cli.inspect", "facts", ""),
    "explain": ("factcheck.cli.explain", "explain", ""),
    "diff": ("factcheck.cli.diff", "diff", ""),
    "report": ("factcheck.cli.report", "report", ""),
    "serve": ("factcheck.cli.serve", "serve", ""),
    "lsp": ("factcheck.cli.lsp", "lsp", ""),
    "formats": ("factcheck.cli.formats", "formats", ""),
    "init": ("factcheck.cli.init", "init", ""),
    "rules": ("factcheck.cli.rules", "app", "List, show and test the rules."),
    "baseline": ("factcheck.cli.baseline", "app", "Accept findings that somebody looked at."),
    "cache": ("factcheck.cli.cache", "app", "Say what is kept of texts that were read, or forget it."),
    "config": ("factcheck.cli.config", "app", "Show the settings and where they come from."),
}


def application(arguments: list[str]) -> typer.Typer:
    """Return the application with the command that the arguments name first, or with all of them where they name none."""
    app = typer.Typer(
        cls=Group,
        no_args_is_help=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(root)
    named = [arguments[0]] if arguments and arguments[0] in COMMANDS else list(COMMANDS)
    for name in named:
        module, attribute, help_text = COMMANDS[name]
        found = getattr(import_module(module), attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name, help=help_text)
        else:
            app.command(name, cls=Command)(found)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        from factcheck import __version__

        typer.echo(f"factcheck {__version__}")
        raise typer.Exit


def root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of errors; may stand anywhere.")] = False,
    progress: Annotated[bool, typer.Option("--progress", help="Show how far a run is where nobody sits, too; may stand anywhere.")] = False,
    log_format: Annotated[
        str, typer.Option("--log-format", metavar="text|json", help="Standard error as lines, or as an object of JSON a line; may stand anywhere.")
    ] = "text",
) -> None:
    """Find where several texts that tell one story do not agree on a number."""
