"""The pytest plugin: options, marker, fixture, and what a failing comparison shows. Thin, since every pytest run imports it.

Nothing of the engine is imported before a test asks for it; see ``docs/pytest.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from factcheck.pytest_plugin.fixture import Desk

SUFFIX = ".factcheck.yaml"
_MARKER = (
    "factcheck(*paths, draft=None, rules=(), select=(), ignore=(), baseline=None, fail_on=None, allow=()): "
    "the story that the factcheck fixture checks; paths from the folder of the test."
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options, all long and in a group of their own."""
    add = parser.getgroup("factcheck", "consistency of the numbers in stories").addoption
    baseline = "Accepted findings; else what [tool.factcheck] names, or factcheck-baseline.yaml in the root."
    severity = "Fail from this severity on: note, warning or error (default)."
    update = "Write what the sources say into the *.factcheck.yaml files; implies --factcheck."
    add("--factcheck", action="store_true", help="Collect *.factcheck.yaml files: one test for each expectation and rule.")
    add("--factcheck-baseline", metavar="FILE", help=baseline)
    add("--factcheck-fail-on", metavar="SEVERITY", choices=("note", "warning", "error"), help=severity)
    add("--factcheck-update", action="store_true", help=update)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker; watch the reports for updates where they are asked for."""
    config.addinivalue_line("markers", _MARKER)
    if config.getoption("--factcheck-update") and not hasattr(config, "workerinput"):
        from factcheck.pytest_plugin.update import Updater

        config.pluginmanager.register(Updater(), "factcheck-update")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a file of expectations with ``--factcheck``, or when it is named on the command line."""
    if not file_path.name.endswith(SUFFIX):
        return None
    option = parent.config.getoption
    if not (option("--factcheck") or option("--factcheck-update") or parent.session.isinitpath(file_path)):
        return None
    from factcheck.pytest_plugin.collect import ExpectationFile

    return ExpectationFile.from_parent(parent, path=file_path)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Note the tests that name a story and do not ask for the fixture: nothing would be checked in them."""
    for item in items:
        if item.get_closest_marker("factcheck") is not None and "factcheck" not in getattr(item, "fixturenames", ("factcheck",)):
            item.user_properties.append(("factcheck.unused", item.nodeid))


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Show the sentences where a comparison with a statement fails."""
    if "factcheck.api.statement" not in sys.modules:
        return None
    from factcheck.pytest_plugin.explain import compared

    return compared(op, left, right)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Let a failure be its sentence, and add the sentences behind an answer that a test asserted in vain."""
    if call.excinfo is not None and "factcheck.errors" in sys.modules and not item.config.getoption("fulltrace"):
        from factcheck.pytest_plugin.explain import cut

        cut(call.excinfo)
    report = yield
    if call.excinfo is not None and "factcheck.api.answer" in sys.modules:
        from factcheck.pytest_plugin.explain import asserted

        report.sections += [("factcheck", message) for message in asserted(call.excinfo)]
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was looked at, since silence must not look like success."""
    reports = [r for found in terminalreporter.stats.values() for r in found if getattr(r, "user_properties", None)]
    wanted = config.getoption("--factcheck") or config.getoption("--factcheck-update")
    if not wanted and not any(name.startswith("factcheck.") for r in reports for name, _ in r.user_properties):
        return
    from factcheck.pytest_plugin.summary import lines

    terminalreporter.write_sep("=", "factcheck")
    for line in lines(reports, config):
        terminalreporter.write_line(line)


@pytest.fixture
def factcheck(request: pytest.FixtureRequest) -> Desk:
    """Checks stories: the one that ``@pytest.mark.factcheck("path")`` names, or any that a test loads.

    ``factcheck.figure("Marines") == 550``, ``factcheck.facts``, ``factcheck.findings``, ``factcheck.assert_consistent()``.
    """
    from factcheck.pytest_plugin.fixture import Desk

    return Desk(request)
