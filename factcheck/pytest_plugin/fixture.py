"""The ``factcheck`` fixture."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factcheck.api import Check, Corpus, assertions, load
from factcheck.api.answer import demand
from factcheck.api.checked import Checked
from factcheck.api.corpus import corpus_of
from factcheck.api.functions import check as run_check
from factcheck.errors import FactcheckError
from factcheck.model import Severity
from factcheck.pytest_plugin.settings import Request, checked, place, request, settings, threshold
from factcheck.pytest_plugin.summary import properties

if TYPE_CHECKING:
    from factcheck.api.values import Value
    from factcheck.report.catalogue import Catalogue


class Desk(Checked):
    """What a test may ask about its story, the one that its marker names, and about any other."""

    def __init__(self, asked: pytest.FixtureRequest) -> None:
        self._node: pytest.Item = asked.node
        self._config = asked.config
        self._folder = asked.path.parent

    @cached_property
    def story(self) -> Request:
        """The story of the marker nearest to the test.

        Raises:
            FactcheckError: the test has no such marker, or it names no path.
        """
        __tracebackhide__ = True
        marker = self._node.get_closest_marker("factcheck")
        if marker is None or not marker.args:
            raise FactcheckError(self._node.nodeid, "no story named", expected='@pytest.mark.factcheck("folder of sources") on the test')
        return request(marker.args, marker.kwargs, self._folder, self._config)

    @cached_property
    def result(self) -> Check:
        """The check of the marker's story, with the baseline and the settings of the run."""
        __tracebackhide__ = True
        return self._told(checked(self.story, self._config))

    @cached_property
    def corpus(self) -> Corpus:
        """The sources of the marker's story."""
        return load(*self.story.paths)

    @property
    def _catalogue(self) -> Catalogue:
        __tracebackhide__ = True
        return self.result._catalogue

    def load(self, *paths: str | Path) -> Corpus:
        """Read sources from paths relative to the test's folder, or to the root of the tests."""
        __tracebackhide__ = True
        return load(*(place(p, self._folder, self._config) for p in paths))

    def check(self, sources: object, **options: Any) -> Check:
        """Check other sources, with the settings of the run: a corpus, paths as for ``load``, or texts by name."""
        if isinstance(sources, (str, Path)):
            sources = self.load(sources)
        options.setdefault("config", settings(self._config))
        return self._told(run_check(corpus_of(sources), **options))

    def assert_consistent(self, sources: object = None, *, allow: Iterable[str] | str = (), fail_on: Severity | str | None = None) -> None:
        """Fail with every open finding at or above the threshold whose rule and id are not allowed."""
        __tracebackhide__ = True
        result = self.result if sources is None else sources if isinstance(sources, Check) else self.check(sources)
        allowed = {allow} if isinstance(allow, str) else set(allow)
        asked = self.story if sources is None else Request(())
        assertions.assert_consistent(result, allow=allowed | set(asked.allow), fail_on=fail_on or threshold(asked, self._config))

    def assert_agreement(self, fact: str, *sources: str) -> None:
        """Fail unless these sources, or all that state it, agree on a fact of the story."""
        __tracebackhide__ = True
        assertions.assert_agreement(self.result, fact, *sources)

    def assert_uncontradicted(self, fact: str, value: Value) -> None:
        """Fail if a figure of a fact cannot hold together with a value."""
        __tracebackhide__ = True
        assertions.assert_uncontradicted(self.result, fact, value)

    def assert_supported(self, draft: object = None) -> None:
        """Fail unless the sources support every figure and date of a draft: the marker's, or one that is given."""
        __tracebackhide__ = True
        if isinstance(draft, (str, Path)) and draft not in [s.id for s in self.corpus]:
            draft = place(draft, self._folder, self._config)
        demand(assertions.support(self.result if draft is None else self.check(self.corpus, draft=draft)))

    def _told(self, result: Check) -> Check:
        self._node.user_properties.extend(p for p in properties(result) if p not in self._node.user_properties)
        return result

    def __repr__(self) -> str:
        return f"<factcheck fixture of {self._node.nodeid}>"
