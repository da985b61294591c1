"""Reports written whole or not at all: a run that is killed leaves the old report as it was."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex

from factcheck.errors import ConfigError
from factcheck.files import real


def write_file(path: Path, content: bytes) -> None:
    """Replace a file atomically; folders on the way are made, a link is followed, a device or pipe is written to.

    Raises:
        ConfigError: it cannot be written.
    """
    try:
        target = real(path)
        if target.is_symlink():
            raise ConfigError(str(path), "is a link that leads round in a circle", expected="a file")
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(content)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise ConfigError(str(path), f"cannot be written: {why}", remedy="check the folder and its permissions") from error


def _replace(target: Path, content: bytes) -> None:
    made = target.parent / f".factcheck-{token_hex(8)}.tmp"  # named before it is made: a signal in between leaves nothing that nobody knows of
    try:
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(_mode(target))
        made.replace(target)
    finally:
        made.unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """The mode of the file that is replaced, or what the user's mask gives a new one."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def write_output(path: Path, rendered: str | dict[str, bytes]) -> None:
    """Write a report of one file to ``path``, or one of several files into the folder ``path``."""
    if isinstance(rendered, str):
        write_file(path, rendered.encode("utf-8", "surrogatepass"))
        return
    if path.exists() and not path.is_dir():
        raise ConfigError(str(path), "is a file", expected="a folder, since this format writes several files")
    for name, content in rendered.items():
        write_file(path / name, content)
