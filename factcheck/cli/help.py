"""Help as people read it: arguments by their names, without the types that Python has for them, and help in full for a command that says nothing."""

from __future__ import annotations

from typing import Any

from typer.core import TyperArgument, TyperCommand

from factcheck.errors import ConfigError


class UsageError(ConfigError):
    """A command that says too little to be run; where it says nothing at all its help is printed."""


class Command(TyperCommand):
    """A command whose help says "PATH" where typer would say "PATH <list[str]>"."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments that have something to say, then the options."""
        params = self.get_params(ctx)
        arguments = [(p.display_name_raw, p.help) for p in params if isinstance(p, TyperArgument) and p.help]
        records = [p.get_help_record(ctx) for p in params if not isinstance(p, TyperArgument)]
        for title, rows in (("Arguments", arguments), ("Options", [r for r in records if r is not None])):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
