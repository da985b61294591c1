"""The rows of a Parquet file, some at a time and up to a limit; needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck.errors import SourceError, TooLargeError
from factcheck.sources.extras import need

_BATCH = 500  # rows that are unpacked together
_ROWS = 1_000_000  # of a file
_CHARACTERS = 1_000_000_000  # of the columns that are read: a few bytes may stand for a long text a million times


def parquet_rows(raw: bytes, place: str, columns: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the cells of each row that hold something, by the names in ``columns``; numbers and days as text.

    Raises:
        SourceError: it is no such file, damaged, or has no such column.
        TooLargeError: it unpacks to more than any table of articles has.
        MissingExtraError: pyarrow is not installed.
    """
    need("pyarrow", "parquet", place)
    from io import BytesIO

    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        file = ParquetFile(BytesIO(raw))
        names = file.schema_arrow.names
        missing = next((column for column in columns.values() if column not in names), None)
        if missing is not None:
            raise SourceError(place, f"no column {missing!r}", expected=f"one of {', '.join(names)[:500]}", remedy="see columns in corpus.toml")
        if file.metadata.num_rows > _ROWS:
            raise TooLargeError(place, f"has {file.metadata.num_rows:,} rows", expected=f"{_ROWS:,} at most", remedy="split it")
        read = 0
        for batch in file.iter_batches(_BATCH, columns=sorted(set(columns.values()))):
            read += batch.nbytes
            if read > _CHARACTERS:
                raise TooLargeError(place, f"unpacks to more than {_CHARACTERS:,} bytes", expected="a table of articles", remedy="split it")
            for record in batch.to_pylist():
                yield {name: str(value) for name, column in columns.items() if (value := record[column]) is not None}
    except (ArrowException, OSError, ValueError) as problem:
        found = f"is no Parquet file, or damaged: {' '.join(str(problem).split())[:200]}"
        raise SourceError(place, found, expected="a Parquet file", remedy="write it once more") from problem
