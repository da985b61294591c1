"""``factcheck cache``: what is kept of texts that were read, and how to forget it."""

from __future__ import annotations

import typer

from factcheck.cli import session
from factcheck.cli.help import Command
from factcheck.cli.streams import say
from factcheck.errors import ConfigError

app = typer.Typer(rich_markup_mode=None)


@app.command("info", cls=Command)
def info() -> int:
    """Print where the cache lies, what is in it and how large it may get."""
    from factcheck.cache import folder, opened
    from factcheck.files import printable

    config = session.settings()
    place = folder()
    lines = [f"used by the command line: {'yes' if config.cache else 'no (' + dict(config.origins)['cache'] + ')'}"]
    if place is None:
        session.write("\n".join([*lines, "folder: none; set XDG_CACHE_HOME"]) + "\n")
        return 0
    lines.append(f"folder: {printable(str(place))}")
    with opened(config.cache_size, say) as store:
        if store is None:
            lines.append("nothing is kept: the folder cannot be used; look at its permissions, and whether there is room")
        else:
            count, size = store.count()
            lines += [f"extractions: {count:,}", f"bytes: {size:,} of at most {config.cache_size:,}", f"version of the reading: {store.version}"]
    session.write("\n".join(lines) + "\n")
    return 0


@app.command("clear", cls=Command)
def clear() -> int:
    """Forget all that is kept."""
    from factcheck.cache import emptied

    count = emptied(say)
    if count is None:
        raise ConfigError("factcheck cache clear", "the cache cannot be written", remedy="see `factcheck cache info`, or try again")
    session.write(f"{count:,} extractions forgotten\n")
    return 0


@app.callback()
def group() -> None:
    """Say what is kept of texts that were read, or forget it."""
