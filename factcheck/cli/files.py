"""Reports written whole or not at all: a run that is killed leaves the old report as it was."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from factcheck.errors import ConfigError


def write_file(path: Path, content: bytes) -> None:
    """Replace a file atomically; folders on the way are made, a link is followed, a device or pipe is written to.

    Raises:
        ConfigError: it cannot be written.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(content)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
    except OSError as error:
        raise ConfigError(str(path), f"cannot be written: {error.strerror}", remedy="check the folder and its permissions") from error


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


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
