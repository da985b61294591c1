"""``--factcheck-update``: writes what the sources say into the files of expectations once all tests are done."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

if TYPE_CHECKING:
    from factcheck.api.result import Check
    from factcheck.api.views import FigureView


class Updater:
    """Gathers the updates from the reports, xdist's workers' too, and writes each file once. Comments and order of the files stay."""

    def __init__(self) -> None:
        self._wanted: dict[str, dict[tuple[str, str], object]] = {}
        self._done: list[str] = []

    @pytest.hookimpl(tryfirst=True)
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
    from ruamel.yaml.comments import CommentedSeq

    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    data = yaml.load(path.read_text(encoding="utf-8"))
    for (section, key), new in changes:
        known = next((k for k in data[section] if str(k) == key), key)
        value = CommentedSeq(new) if isinstance(new, (list, tuple)) else new
        if isinstance(value, CommentedSeq):
            value.fa.set_flow_style()  # [50, 80] on the line of its fact
        data[section][known] = value
    text = StringIO()
    yaml.dump(data, text)
    path.write_text(text.getvalue(), encoding="utf-8", newline="\n")


def said(result: Check, name: str, old: object) -> object:
    """What the file should say of a fact: the value of the most lineages, and of several as good the one that is most like the old value.

    A bare number is written as a number, a bare range as a list, everything else in the words of the text, with unit and hedge.
    """
    figures = result.figure(name).figures
    lineages = {s: line.id for line in result.record.story.lineages for s in line.sources}
    written = [(f, _written(f)) for f in figures]
    votes: dict[str, set[str]] = {}
    for figure, value in written:
        votes.setdefault(repr(value), set()).add(lineages.get(figure.source, figure.source))

    def rank(pair: tuple[FigureView, object]) -> tuple[int, bool]:
        return len(votes[repr(pair[1])]), _range(pair[1]) == _range(old)

    return max(written, key=rank)[1]  # the first of the story where several are alike


def _range(value: object) -> bool:
    """Whether a value has two ends."""
    from factcheck.api.values import read_value

    return read_value(value).quantity.is_range if isinstance(value, str) else isinstance(value, (list, tuple))


def _written(figure: FigureView) -> object:
    """A figure as a value of the file."""
    from factcheck.api.values import plain, read_value
    from factcheck.model import Hedge

    whole = all(end == end.to_integral_value() for end in (figure.low, figure.high))
    if figure.hedge is Hedge.EXACT and not figure.unit and whole:
        return [int(figure.low), int(figure.high)] if figure.low != figure.high else int(figure.low)
    hedged = figure.phrase[: figure.phrase.find(figure.surface) + len(figure.surface)]
    for text in (hedged, figure.surface):
        try:
            found = read_value(text)
        except ValueError:
            continue
        if (found.hedge, found.quantity.low, found.quantity.high) == (figure.hedge, figure.record.quantity.low, figure.record.quantity.high):
            return text[0].lower() + text[1:] if text[:2].istitle() else text
    return plain(figure.value)
