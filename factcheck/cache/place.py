"""Where the cache lies: in the folder that the user's system has for such things, never in one that is checked."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

FILE = "extractions.sqlite"


def folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path | None:
    """The folder of the cache, or None where the user has no home.

    ``XDG_CACHE_HOME`` counts on every system, where it is a full path; one that is not would mean another folder in each working folder.

    >>> folder({"XDG_CACHE_HOME": "/var/c"}, "linux").as_posix(), folder({"HOME": "/home/ann"}, "darwin").as_posix(), folder({"HOME": ""}, "linux")
    ('/var/c/factcheck', '/home/ann/Library/Caches/factcheck', None)
    """
    told = os.environ if environ is None else environ
    named = told.get("XDG_CACHE_HOME", "")
    if os.path.isabs(named):  # noqa: PTH117 - an empty Path is "."
        return Path(named) / "factcheck"
    if platform == "win32":
        local = told.get("LOCALAPPDATA", "")
        return Path(local) / "factcheck" / "cache" if local else None
    home = told.get("HOME", "")
    if not os.path.isabs(home):  # noqa: PTH117
        return None
    return Path(home) / ("Library/Caches" if platform == "darwin" else ".cache") / "factcheck"
