"""The Python interface: read, extract and check without the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from factcheck.config import Config
from factcheck.model import Extraction, Result, Severity, Source

Corpus = tuple[Source, ...]


def load(*paths: str | Path) -> Corpus:
    """Read files and folders into sources, sorted by id.

    Raises:
        SourceError: one of them cannot be read.
    """
    from factcheck.pipeline import read

    return read([str(p) for p in paths])[0]


def extract(text: str | Source) -> Extraction:
    """Find the figures of one text with their context.

    >>> import factcheck
    >>> factcheck.extract("More than 1,700 people were killed.").figures[0].hedge
    <Hedge.MORE_THAN: 'more_than'>
    """
    from factcheck.pipeline import extract_one

    return extract_one(text if isinstance(text, Source) else Source("text", text))


def check(
    sources: Sequence[Source] | Sequence[str | Path] | Mapping[str, str] | str | Path,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    rules: Sequence[str | Path] = (),
    draft: str | Path | None = None,
) -> Result:
    """Check the sources of one story against each other.

    ``sources`` are what ``load`` returned, paths, or texts by name. Configuration files are not looked at.

    Raises:
        FactcheckError: a source, rule or option that makes no sense.
    """
    from factcheck.pipeline import check_sources

    config = Config(select=tuple(select), ignore=tuple(ignore), rules=tuple(str(r) for r in rules), draft=None if draft is None else str(draft))
    return check_sources(_sources(sources), config)


def _sources(given: Sequence[Source] | Sequence[str | Path] | Mapping[str, str] | str | Path) -> Corpus:
    if isinstance(given, str | Path):
        return load(given)
    if isinstance(given, Mapping):
        return tuple(Source(name, text) for name, text in given.items())
    sources = tuple(x for x in given if isinstance(x, Source))
    return sources + load(*paths) if (paths := [x for x in given if not isinstance(x, Source)]) else sources


def assert_consistent(result: Result, *, allow: Sequence[str] = (), fail_on: Severity = Severity.ERROR) -> None:
    """Fail with all findings at or above ``fail_on`` that are neither accepted nor of an allowed rule or id.

    Raises:
        AssertionError: there are such findings; the message is the report.
    """
    __tracebackhide__ = True
    from dataclasses import replace

    from factcheck.report import render

    left = tuple(f for f in result.findings if not f.accepted and f.severity.rank >= fail_on.rank and not {f.rule, f.id} & set(allow))
    if left:
        raise AssertionError("\n" + str(render("terminal", replace(result, findings=left))))
