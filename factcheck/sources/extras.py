"""Packages that only some files need. Where one is missing, such a file is listed as not read, with what to install."""

from __future__ import annotations

from importlib.util import find_spec

from factcheck.errors import MissingExtraError


def need(package: str, extra: str, place: str) -> None:
    """Raise unless a package is there.

    Raises:
        MissingExtraError: it is not; the remedy is the command for a clone, since the name on the index is somebody else's.
    """
    if find_spec(package) is None:
        raise MissingExtraError(place, f"needs {package}, which is not installed", remedy=f"in the clone: pip install '.[{extra}]'")
