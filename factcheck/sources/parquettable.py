"""Parquet files: one table, its columns' names as the head. Read by pandas; needs the extra ``parquet``."""

from __future__ import annotations

from typing import Any

from factcheck.errors import SourceError, TooLargeError
from factcheck.sources.extras import need
from factcheck.sources.gridtext import MOST_CELLS, MOST_COLUMNS, compose
from factcheck.sources.reading import Reading

SUFFIXES = (".parquet",)
SUMMARY = "tables of columns: cells are figures, named by row and column (extra parquet)"

_MAGIC = b"PAR1"


def read(raw: bytes, place: str) -> Reading:
    """Return the table of a Parquet file; row 1 is the head.

    Raises:
        MissingExtraError: the extra is not there.
        SourceError: it is no Parquet file, damaged, or has no cells.
        TooLargeError: it has more columns than a table has.
    """
    if not raw.startswith(_MAGIC):
        raise SourceError(place, "is no Parquet file", expected="a file that begins with PAR1", remedy="export it anew, or as .csv")
    need("pyarrow", "parquet", place)
    from io import BytesIO

    from pyarrow.parquet import ParquetFile

    try:
        file = ParquetFile(BytesIO(raw))
        wide = len(file.schema_arrow.names)
        if wide > MOST_COLUMNS:
            raise TooLargeError(place, f"{wide:,} columns", expected=f"{MOST_COLUMNS} at most", remedy="keep those that the text is about")
        most = MOST_CELLS // max(1, wide) + 1
        frame = next(file.iter_batches(batch_size=most)).to_pandas() if file.metadata.num_rows else file.read().to_pandas()
    except SourceError:
        raise
    except Exception as error:  # whatever a damaged file makes of the library
        raise SourceError(place, f"cannot be read as Parquet: {error}", expected="a Parquet file", remedy="export it anew, or as .csv") from error
    rows = [(1, [str(name) for name in frame.columns])]
    rows += [(number, [_printed(v) for v in row]) for number, row in enumerate(frame.itertuples(index=False, name=None), 2)]
    return compose([("", rows)], place, "parquet")


def _printed(value: Any) -> str:
    """A value as text; what is not there is empty."""
    from pandas import isna

    from factcheck.sources.xlsx import plain

    if value is None or (not isinstance(value, str | bytes) and isna(value) is True):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if hasattr(value, "item"):
        value = value.item()
    return plain(value) if isinstance(value, int | float) else value.date().isoformat() if hasattr(value, "date") else str(value)
