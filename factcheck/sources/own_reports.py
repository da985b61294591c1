"""Reports of factcheck that lie among the sources, and the file behind a source with all that its reader left out."""

from __future__ import annotations

from factcheck.model import Source

_HEAD = 2_000  # characters of a page in which its generator is named
_TABLES = ("id\trule\tseverity\tmessage\t", "id\tsource\tstart\tend\t", "id\tsource\tline\tcolumn\t", "id\tlabel\tfigures\t")  # that a run writes


def is_report(source: Source) -> bool:
    """Whether a file says of itself that factcheck has written it."""
    if source.grids:
        return source.text.startswith(_TABLES)
    if source.format == "markdown":
        return raw(source).startswith("<!-- factcheck report")
    return source.format == "html" and '<meta name="generator" content="factcheck report">' in raw(source)[:_HEAD]


def raw(source: Source) -> str:
    """The file of a source with its comments, as it was read; the text itself where there is no file."""
    return source.file or source.text
