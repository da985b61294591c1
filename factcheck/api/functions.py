"""``extract`` and ``check``: the engine for one text, and for the sources of one story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.api.corpus import Corpus, corpus_of
from factcheck.api.result import Check
from factcheck.api.views import Figures, FigureView
from factcheck.config import Config
from factcheck.model import Exclusion, Extraction, Layout, Result, Source

if TYPE_CHECKING:
    import pandas as pd


class Extracted:
    """The figures of one text. ``record`` is the ``model.Extraction`` behind it."""

    def __init__(self, record: Extraction) -> None:
        from factcheck.pipeline import unjudged
        from factcheck.report.catalogue import Catalogue

        self.record = record
        self._catalogue = Catalogue(unjudged((record,)))

    @cached_property
    def figures(self) -> Figures:
        """The figures in text order."""
        return Figures([FigureView(f, self._catalogue) for f in self.record.figures], self._catalogue)

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """What looks like a figure and is none: dates, ordinals, names."""
        return self.record.exclusions

    @property
    def source(self) -> Source:
        """The text with its metadata."""
        return self.record.source

    @property
    def layout(self) -> Layout:
        """Its sentences and quotations."""
        return self.record.layout

    def to_frame(self) -> pd.DataFrame:
        """One row a figure, see ``Figures.to_frame``; imports pandas."""
        return self.figures.to_frame()

    def __repr__(self) -> str:
        return repr(self.figures)

    def _repr_html_(self) -> str:
        return self.figures._repr_html_()


def extract(text: str | Source) -> Extracted:
    """Find the figures of one text with their context.

    >>> import factcheck
    >>> factcheck.extract("More than 1,700 people were killed.").figures
    <1 figure>
      text:1:11  More than 1,700 people
    >>> figure = factcheck.extract("More than 1,700 people were killed.").figures[0]
    >>> figure.value, figure.noun, figure.hedge
    (Decimal('1700'), 'person', <Hedge.MORE_THAN: 'more_than'>)
    """
    from factcheck.pipeline import extract_one

    if not isinstance(text, (str, Source)):
        raise TypeError(f"{type(text).__name__} is no text; expected a text or a Source")
    return Extracted(extract_one(text if isinstance(text, Source) else Source("text", text)))


def check(
    sources: Corpus | Sequence[Source | str | Path] | Mapping[str, str] | Source | str | Path,
    *,
    draft: Source | Mapping[str, str] | str | Path | None = None,
    rules: Sequence[str | Path] | str | Path = (),
    select: Sequence[str] | str = (),
    ignore: Sequence[str] | str = (),
    baseline: str | Path | None = None,
    config: Config | None = None,
) -> Check:
    """Check the sources of one story against each other, or a draft against them.

    ``sources`` is what ``load`` returned, a path, a list of paths and sources, or texts by name. ``draft`` is the id of one of them, a path, a
    source, or one text by name. ``rules`` are folders with more rules; ``select`` and ``ignore`` name rules; ``baseline`` is a file of accepted
    findings. Configuration files are not looked at; whoever wants theirs gives ``config``, and the other options go in front of it.

    Raises:
        FactcheckError: a source, rule, baseline or option that makes no sense.

    >>> import factcheck
    >>> story = {"wire": "The palace sent 275 troops to the port.", "daily": "The palace sent 257 troops to the port."}
    >>> [(f.rule, f.sources) for f in factcheck.check(story).findings.at_least("error")]
    [('transposition', ('daily', 'wire'))]
    """
    return corpus_of(sources).check(draft=draft, rules=rules, select=select, ignore=ignore, baseline=baseline, config=config)


def check_of(given: object) -> Check:
    """The check of whatever names one: a check, a result of the engine, or sources."""
    if isinstance(given, Check):
        return given
    return Check(given) if isinstance(given, Result) else corpus_of(given).result
