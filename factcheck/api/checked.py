"""What whoever holds a checked story can be asked: a check, a corpus, and the pytest fixture, in the same words."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.api.datings import Datings, DatingView
from factcheck.api.facts import Facts, FactView
from factcheck.api.findings import CoverageView, Findings, FindingView
from factcheck.api.statement import Statement, statement
from factcheck.api.verdicts import Verdicts, VerdictView
from factcheck.api.views import Figures, FigureView
from factcheck.api.when import When, when

if TYPE_CHECKING:
    from factcheck.report.catalogue import Catalogue


class Checked:
    """The questions to a checked story. Whoever holds one says in ``_catalogue`` what was found; nothing is checked before that is asked for."""

    @property
    def _catalogue(self) -> Catalogue:
        raise NotImplementedError

    @cached_property
    def figures(self) -> Figures:
        """Every figure of every source, in text order."""
        __tracebackhide__ = True
        catalogue = self._catalogue
        return Figures([FigureView(f, catalogue) for f in catalogue.figures.values()], catalogue)

    @cached_property
    def datings(self) -> Datings:
        """Every date, day and clock time of every source, in text order."""
        __tracebackhide__ = True
        catalogue = self._catalogue
        return Datings([DatingView(d, catalogue) for d in catalogue.datings.values()], catalogue)

    @cached_property
    def facts(self) -> Facts:
        """The figures grouped by what they speak of. ``facts["troops"]`` finds one by noun, label or id."""
        __tracebackhide__ = True
        catalogue = self._catalogue
        return Facts([FactView(f, catalogue) for f in catalogue.facts.values()], catalogue)

    @cached_property
    def findings(self) -> Findings:
        """Where the sources do not agree; the accepted ones too, see ``findings.open``."""
        __tracebackhide__ = True
        catalogue = self._catalogue
        return Findings([FindingView(f, catalogue) for f in catalogue.result.findings], catalogue)

    @cached_property
    def verdicts(self) -> Verdicts:
        """What the sources say of each figure of the draft; none where there is no draft."""
        __tracebackhide__ = True
        catalogue = self._catalogue
        return Verdicts([VerdictView(v, catalogue) for v in catalogue.result.verdicts], catalogue)

    @property
    def coverage(self) -> CoverageView:
        """What was looked at, so that silence does not look like success."""
        __tracebackhide__ = True
        from factcheck.report.values import coverage_lines

        result = self._catalogue.result
        return CoverageView.of(result.coverage, coverage_lines(result))

    def figure(self, name: str, *, source: str | None = None) -> Statement:
        """What the sources, or one of them, say under a name, to be compared: ``figure("Marines") == 550``.

        Raises:
            NotFoundError: nothing answers to the name; the message says what does.
        """
        __tracebackhide__ = True
        return statement(name, self._catalogue, source)

    def when(self, name: str, *, source: str | None = None) -> When:
        """When the sources, or one of them, say that something happened, to be compared: ``when("vote") == "Tuesday"``.

        Raises:
            NotFoundError: no time is given for it; the message says for what there is one.
        """
        __tracebackhide__ = True
        return when(name, self._catalogue, source)

    def fact(self, name: str) -> FactView:
        """The only fact of a name, as ``facts[name]``.

        Raises:
            NotFoundError: there is none, or there are several.
        """
        __tracebackhide__ = True
        return self.facts[name]
