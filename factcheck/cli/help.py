"""Help as people read it: arguments by their names, without the types that Python has for them, and help in full for a command that says nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup

from factcheck.errors import ConfigError


class UsageError(ConfigError):
    """A command that says too little to be run; where it says nothing at all its help is printed."""


class AsGiven:
    """Takes the value of a parameter as it is where it has its type already; pydantic, a quarter of a short run, is imported for the others only."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value in the type of its parameter, as typer does it."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        wanted = param.type_descriptor.annotation
        if wanted is str and type(value) is str:
            return value
        if wanted == list[str] and isinstance(value, list | tuple) and all(type(v) is str for v in value):
            return list(value)
        if wanted is int and value == param.default and type(value) is int:
            return value
        param._runtime_param = None  # typer makes its own where there is none
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def as_given(params: Iterable[Any]) -> None:
    """Let parameters take what needs no conversion as it is; another version of typer may keep its converters elsewhere, and converts all."""
    for param in params:
        if getattr(param, "_runtime_param", param) is None and param.type_descriptor.parameter_info.parser is None:
            param._runtime_param = AsGiven()


class Group(TyperGroup):
    """The commands put together, each parameter as given."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments before the name of a command."""
        as_given(self.get_params(ctx))
        return super().parse_args(ctx, args)


class Command(TyperCommand):
    """A command whose help says "PATH" where typer would say "PATH <list[str]>"."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments of the command."""
        as_given(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments that have something to say, then the options."""
        params = self.get_params(ctx)
        arguments = [(p.display_name_raw, p.help) for p in params if isinstance(p, TyperArgument) and p.help]
        records = [p.get_help_record(ctx) for p in params if not isinstance(p, TyperArgument)]
        for title, rows in (("Arguments", arguments), ("Options", [r for r in records if r is not None])):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
