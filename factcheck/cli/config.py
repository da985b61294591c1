"""``factcheck config``: every setting, and where it came from."""

from __future__ import annotations

from dataclasses import fields

import typer

from factcheck.cli import session
from factcheck.cli.help import Command

app = typer.Typer(rich_markup_mode=None)


@app.command("show", cls=Command)
def show() -> int:
    """Print each setting with its value and where it came from."""
    from factcheck.config import KEYS, key_of
    from factcheck.model import FailOn, Limits, Severity

    config = session.settings()
    origins = dict(config.origins)

    def text(value: object) -> str:
        if isinstance(value, Severity):
            return f'"{value.value}"'
        if isinstance(value, FailOn):
            return f'"{value}"'
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, Limits):
            return "{" + ", ".join(f"{f.name} = {getattr(value, f.name)}" for f in fields(value)) + "}"
        if isinstance(value, tuple):
            return "[" + ", ".join(text(v) for v in value) + "]"
        if isinstance(value, str):
            return f'"{value}"'
        return str(value)

    def line(name: str, value: object) -> str:
        return f"# {key_of(name)} is not set\n" if value is None else f"{key_of(name)} = {text(value)}  # {origins[name]}\n"

    session.write("".join(line(name, getattr(config, name)) for name in KEYS))
    return 0


@app.callback()
def group() -> None:
    """Show the settings and where they come from."""
