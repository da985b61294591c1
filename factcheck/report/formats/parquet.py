"""Parquet: three files, ``figures.parquet``, ``facts.parquet`` and ``findings.parquet``; needs pyarrow."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO

from factcheck.errors import MissingExtraError
from factcheck.model import Result
from factcheck.report import Style
from factcheck.report.lists.frames import frames


def render(result: Result, style: Style | None = None) -> dict[str, bytes]:
    """Return the content of each file by its name.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        raise MissingExtraError("parquet", "pyarrow is not installed", remedy="pip install pyarrow")
    files = {}
    for name, frame in frames(result).items():
        buffer = BytesIO()
        frame.to_parquet(buffer, index=False, engine="pyarrow")
        files[f"{name}.parquet"] = buffer.getvalue()
    return files
