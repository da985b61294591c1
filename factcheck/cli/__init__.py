"""The command line: thin commands over the pipeline, and the exit codes.

0: nothing at or above ``--fail-on``. 1: findings. 2: usage, configuration, rule or source, or the machine: no room, no memory, a folder that is gone.
3: a bug of ours. 130, 143, 129: ended by SIGINT, SIGTERM, SIGHUP.
"""

from __future__ import annotations

import gc
import sys
from contextlib import suppress

from factcheck.cli.signals import Ended, heed
from factcheck.cli.streams import Log, begin, finish, forget, open_closed, say
from factcheck.cli.switches import ended, switches

BUG = 3
USAGE = 2
INTERRUPTED = 130  # what shells expect of a program that Ctrl-C has ended


def run() -> None:
    """Run the command line of this process and end it with its exit code."""
    # Starting makes some ten thousand objects that all stay: looking through them again and again costs a tenth of a short run.
    gc.set_threshold(100_000, 20, 20)
    open_closed()
    heed()
    sys.exit(finish(main(sys.argv[1:])))


def main(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors are one line on standard error."""
    rest, debug = arguments, "--debug" in arguments
    begin(Log())
    try:
        rest = switches(arguments)
        code = _command(rest)
    except BrokenPipeError:  # the reader went away, as `head` does; nobody is left to tell
        forget(sys.stdout)
        return 0
    except Ended as signal:
        _say(f"ended by {signal.name}")
        return ended(signal.code)
    except KeyboardInterrupt:
        _say("interrupted")
        return ended(INTERRUPTED)
    except Exception as error:
        _help_if_bare(error, rest)
        return ended(_report(error, debug))
    if code == INTERRUPTED:  # typer has caught Ctrl-C and says nothing of it
        _say("interrupted")
    return ended(code)


def _command(arguments: list[str]) -> int:
    from factcheck.cli.app import application

    code = application(arguments)(arguments, standalone_mode=False, prog_name="factcheck")
    return code if isinstance(code, int) else 0


def _help_if_bare(error: Exception, arguments: list[str]) -> None:
    """Print the help of a command that was given nothing although it needs something. The error and its exit code stay."""
    import typer

    from factcheck.cli.app import COMMANDS
    from factcheck.cli.help import UsageError

    group = bool(arguments) and COMMANDS.get(arguments[0], ("", "", ""))[1] == "app"
    named = not arguments or (arguments[0] in COMMANDS and len(arguments) <= 1 + group)
    if named and isinstance(error, (UsageError, typer.TyperException)):
        with suppress(typer.TyperException, OSError):  # "rules lst": a command that there is not has no help either
            _command([*arguments, "--help"])


def _report(error: Exception, debug: bool) -> int:
    """Say what went wrong and return the code for it."""
    import typer

    from factcheck.errors import FactcheckError

    if debug:
        import traceback

        say("".join(traceback.format_exception(error)), end="")
    if isinstance(error, FactcheckError):
        _say(str(error))
        return USAGE
    if isinstance(error, typer.Abort):
        _say("interrupted")
        return INTERRUPTED
    if isinstance(error, typer.TyperException):
        message = getattr(error, "format_message", lambda: str(error))()
        context = getattr(error, "ctx", None)
        _say(f"{message} See `{context.command_path if context else 'factcheck'} --help`.")
        return USAGE
    if isinstance(error, OSError):  # one that nobody expected is about the machine all the same
        _say(f"{error.filename or 'the system'}: {error.strerror or error}; check that it is there, its permissions, and the room on the disk")
        return USAGE
    if isinstance(error, MemoryError):
        _say("out of memory; check fewer or smaller sources, or lower the limits in factcheck.toml")
        return USAGE
    text = " ".join(str(error).split())
    _say(f"this is a bug in factcheck: {type(error).__name__}{': ' + text if text else ''} (run again with --debug for the traceback)")
    return BUG


def _say(message: str) -> None:
    say(f"factcheck: {message}", event="error")
