"""``factcheck lsp``: the language server, started by an editor."""

from __future__ import annotations

import os
import signal
import sys
from importlib.util import find_spec
from types import FrameType
from typing import Annotated, NoReturn

import typer

from factcheck.cli import session
from factcheck.cli.signals import Ended
from factcheck.cli.streams import say
from factcheck.errors import MissingExtraError


def lsp(
    draft: Annotated[
        str | None, typer.Option("--draft", metavar="DRAFT", help="Hold this file against the sources; a path from the folder of the corpus.")
    ] = None,
    hints: Annotated[bool, typer.Option("--hints", help="Show the verdicts on a draft's figures as inlay hints.")] = False,
) -> NoReturn:
    """Check as one types: a language server on standard input and output, for an editor to start. See docs/lsp.md."""
    session.refuse_empty(draft=draft)
    if find_spec("pygls") is None:
        raise MissingExtraError("factcheck lsp", "needs pygls, which is not installed", remedy="in the clone: pip install '.[lsp]'")
    from factcheck.lsp.handlers import server

    if os.isatty(0):
        say("factcheck: waiting for an editor on standard input, see docs/lsp.md; Ctrl-C ends it")
    # Nothing but the protocol goes to standard output, whoever prints: what is left of it points to standard error.
    protocol = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, _interrupted)
    running = server(draft, hints=hints)
    try:
        running.start_io(os.fdopen(os.dup(0), "rb"), protocol)
        code = running.exit_code
    except Ended as ended:
        say(f"factcheck: ended by {ended.name}")
        code = ended.code
    sys.stderr.flush()
    os._exit(code)  # the thread that reads standard input cannot be woken, and Python would wait for it


def _interrupted(number: int, frame: FrameType | None) -> NoReturn:
    raise Ended(number)
