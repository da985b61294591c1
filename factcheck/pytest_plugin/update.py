"""``--factcheck-update``: writes what the sources say into the files of expectations once all tests are done."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import pytest


class Updater:
    """Gathers the updates from the reports, xdist's workers' too, and writes each file once. Comments and order of the files stay."""

    def __init__(self) -> None:
        self._wanted: dict[str, dict[tuple[str, str], object]] = {}
        self._done: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the updates out of a report, so that JUnit does not tell of them."""
        kept = []
        for name, value in report.user_properties:
            if name == "factcheck.update":
                change = cast("list[object]", value)
                self._wanted.setdefault(str(change[0]), {})[str(change[1]), str(change[2])] = change[3]
            else:
                kept.append((name, value))
        report.user_properties[:] = kept

    def pytest_sessionfinish(self) -> None:
        """Write the files."""
        from factcheck.api.pointing import near

        for path, changes in sorted(self._wanted.items()):
            rewrite(Path(path), changes.items())
            told = ", ".join(f"{section}: {key}: {new}" for (section, key), new in changes.items())
            self._done.append(f"rewritten {near(path)}: {told}")

    def told(self) -> list[str]:
        """The lines of the summary."""
        return self._done or ["nothing to rewrite in the *.factcheck.yaml"]


def rewrite(path: Path, changes: Iterable[tuple[tuple[str, str], Any]]) -> None:
    """Put new values into one file, with everything else of it as it was."""
    from io import StringIO

    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(path.read_text(encoding="utf-8"))
    for (section, key), new in changes:
        known = next((k for k in data[section] if str(k) == key), key)
        data[section][known] = new
    text = StringIO()
    yaml.dump(data, text)
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")
