"""``factcheck serve``: the report's own view in a browser, with the draft in an editor, checked as one types."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli import session
from factcheck.cli.check import Draft, FollowLinks, Ignore, Rules, Select, Today
from factcheck.cli.streams import say
from factcheck.config import today as day
from factcheck.errors import ConfigError, MissingExtraError

PORT = 8737  # always the same, so that a page finds the server again that was started anew


def serve(
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="Sources to begin with: files or a folder.", show_default=False)] = None,
    draft: Draft = None,
    baseline: Annotated[
        str | None, typer.Option("--baseline", metavar="FILE", help="Where accepted findings are written to.", show_default=False)
    ] = None,
    port: Annotated[int, typer.Option("--port", metavar="N", min=0, help="0 for any that is free.")] = PORT,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Another address of this machine, for others to reach it.")] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser; the address is printed.")] = False,
    rules: Rules = None,
    select: Select = None,
    ignore: Ignore = None,
    today: Today = None,
    follow_links: FollowLinks = False,
) -> int:
    """Check a draft against its sources in a browser, as it is written. Ends with Ctrl-C."""
    for package in ("starlette", "uvicorn"):
        if find_spec(package) is None:
            raise MissingExtraError("factcheck serve", f"needs {package}, which is not installed", remedy="in the clone: pip install '.[serve]'")
    from factcheck.serve.checker import Checker
    from factcheck.serve.run import serve as answer

    session.refuse_empty(draft=draft, host=host, baseline=baseline)
    config = session.settings(rules or (), select or (), ignore or ())
    config = config.with_flags(draft=draft, baseline=baseline, today=day(today), follow_links=follow_links or None)
    if session.STDIN in (config.draft, *(paths or ())):
        raise ConfigError("factcheck serve", "standard input can be read once only", expected="files and folders")
    chosen = tuple(paths or config.sources)
    if "" in chosen:
        session.chosen_paths(chosen, config)  # says what is wrong with it
    accepted = Path(config.baseline) if config.baseline else None
    answer(Checker(chosen, config, accepted, session.title(chosen) if chosen else ""), host, port, browser=not no_browser, say=_say)
    return 0


def _say(message: str) -> None:
    say(f"factcheck: {message}")
