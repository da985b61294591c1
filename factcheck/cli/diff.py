"""``factcheck diff``: what changed between two results, and the same against a revision of the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from factcheck.cli import session
from factcheck.cli.results import read_result
from factcheck.config import nearest, severity
from factcheck.errors import ConfigError
from factcheck.model import Severity

_FORMATS = ("terminal", "markdown", "json")


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD.json", help="The result before, of `factcheck check --format json`.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", help="The result after.")],
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="terminal, markdown (for a pull request) or json.")] = "terminal",
    fail_on: Annotated[str, typer.Option("--fail-on", metavar="SEVERITY", help="note, warning or error, of the new findings.")] = "error",
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 in spite of new findings.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="The lists behind what is told in one line.")] = False,
) -> int:
    """Say which findings the second result adds, keeps and resolves; both come from `factcheck check --format json`."""
    from factcheck.report import change

    if format not in _FORMATS:
        raise ConfigError("--format", f"unknown format '{format}'", expected=nearest(format, _FORMATS))
    threshold = severity(fail_on, "--fail-on")
    compared = change.compare(read_result(old), read_result(new))
    session.write(rendered(compared, format, str(old), verbose=verbose), format)
    return 0 if exit_zero else verdict(compared.added, threshold)


def rendered(compared: Any, form: str, base: str, *, verbose: bool = False) -> str:
    """A change in one of its three formats."""
    from factcheck.report import change

    if form == "json":
        return json.dumps(compared.new | {"change": change.as_data(compared, base)}, ensure_ascii=False, indent=1) + "\n"
    return change.markdown(compared, verbose=verbose) if form == "markdown" else change.terminal(compared, verbose=verbose)


def verdict(added: tuple[dict[str, Any], ...], fail_on: Severity) -> int:
    """1 where a new finding is at or above the threshold, else 0."""
    return int(any(Severity(f["severity"]).rank >= fail_on.rank for f in added))
