"""The last stage: the rows of all stories in their order as Parquet files, some at a time; a file is put in place when it is whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from factcheck.errors import MissingExtraError
from factcheck.report.lists.frames import COLUMNS as FRAMES

_ROWS = 10_000  # of a group of rows
_STORY = {"story": "str"}
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "stories": {
        **dict.fromkeys(("id", "title", "first", "last"), "str"),
        **dict.fromkeys(("sources", "lineages", "figures", "facts", "aligned", "errors", "warnings", "notes"), "int64"),
        "nothing_compared": "str",
    },
    "sources": {
        **_STORY,
        **dict.fromkeys(("id", "path", "outlet", "published", "lineage", "title"), "str"),
        **dict.fromkeys(("figures", "datings", "characters"), "int64"),
        "notes": "str",
    },
    **{name: {**_STORY, **columns} for name, columns in FRAMES.items()},
}


def need() -> None:
    """Say so before the work begins where the tables cannot be written.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        raise MissingExtraError("scan", "pyarrow is not installed, and scan writes Parquet", remedy="pip install pyarrow")


class Writer:
    """All tables at once."""

    def __init__(self, folder: Path) -> None:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter

        kinds = {"str": pa.string(), "int64": pa.int64(), "float64": pa.float64(), "bool": pa.bool_()}
        self._folder = folder
        self._schemas = {name: pa.schema([(c, kinds[kind]) for c, kind in columns.items()]) for name, columns in COLUMNS.items()}
        self._files = {name: ParquetWriter(folder / f"{name}.parquet", schema) for name, schema in self._schemas.items()}
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}

    def add(self, tables: Mapping[str, Sequence[dict[str, Any]]]) -> None:
        """Add the rows of a story."""
        for name, rows in self._rows.items():
            rows += tables[name]
            while len(rows) >= _ROWS:
                self._write(name, rows[:_ROWS])
                del rows[:_ROWS]

    def close(self, out: Path) -> None:
        """Write what is left, and put the files in place."""
        for name, rows in self._rows.items():
            if rows:
                self._write(name, rows)
            self._files[name].close()
        for name in COLUMNS:
            (self._folder / f"{name}.parquet").replace(out / f"{name}.parquet")

    def _write(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        import pyarrow as pa

        found = list(rows)
        columns = [
            pa.array([_cell(row.get(c), kind) for row in found], field.type)
            for (c, kind), field in zip(COLUMNS[name].items(), self._schemas[name], strict=True)
        ]
        self._files[name].write_table(pa.Table.from_arrays(columns, schema=self._schemas[name]))


def _cell(value: Any, kind: str) -> Any:
    """A value as its column takes it; half a surrogate pair, which no file of Parquet can hold, becomes a question mark."""
    if value is None:
        return None
    if kind == "float64":
        return float(value)
    return value.encode("utf-8", "replace").decode() if kind == "str" else value
